import { createEnrolmentCode, listFunctions } from '../access/enrolmentCode.js';
import { institutionScopes } from '../access/grants.js';
import type { OwnerClient } from '../access/ownerClient.js';
import { purposes as knownPurposes } from '../access/purposes.js';
import { nearest } from '../platform/nearest.js';
import type { Command } from './command.js';
import { hoursOption } from './hoursOption.js';
import { listOption } from './listOption.js';
import { ownedDatabase } from './ownedDatabase.js';
import { printCode } from './printCode.js';
import { UsageError } from './usageError.js';

export const institutionsEnrol: Command = {
  words: ['institutions', 'enrol'],
  summary: 'Print a one-time code with which a system of an institution enrols its key.',
  details: 'Needs WASL_MIGRATE_URL, the log-in of the owner, or the embedded database.',
  operands: ['CODE'],
  options: {
    scopes: { value: 'a,b', help: `Some of ${institutionScopes.join(', ')}. All when left out.` },
    purposes: { value: 'P,Q', help: `Some of ${knownPurposes.join(', ')}. CORRESPONDENCE when left out.` },
    functions: {
      value: 'BO,DRH',
      help: 'Codes of its functions: the client has their letters alone, and what it sends itself. All when left out.',
    },
    hours: { value: 'N', help: 'How long the code is good: 1 to 720. 72 when left out.' },
  },
  run: async (input) => {
    const institutionCode = input.operands[0]!.toUpperCase();
    const scopes = listOption('scopes', input.values['scopes'], institutionScopes);
    const purposes = listOption('purposes', input.values['purposes'], knownPurposes);
    const validHours = hoursOption(input.values['hours']);
    await ownedDatabase(input, async (owner, config) => {
      const institutionId = await findInstitution(owner, institutionCode);
      const functions = listOption(
        'functions',
        input.values['functions']?.toUpperCase(),
        await listFunctions(owner, institutionId),
      );
      const code = await createEnrolmentCode(owner, {
        institutionCode,
        ...(scopes && { scopes }),
        ...(purposes && { purposes }),
        ...(functions && { functions }),
        ...(validHours && { validHours }),
      });
      printCode(code, config, institutionCode, input);
    });
  },
};

const findInstitution = async (owner: OwnerClient, code: string): Promise<string> => {
  const { rows } = await owner.query<{ id: string; code: string }>(
    'select id, code from directory.institution order by code',
  );
  const found = rows.find((row) => row.code === code);
  if (found !== undefined) return found.id;
  const codes = rows.map((row) => row.code);
  const hint = codes.length === 0 ? 'the directory is empty' : `the nearest is ${nearest(code, codes)}`;
  throw new UsageError(`No institution has the code ${code}; ${hint}.`);
};
