import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { seedSandboxClients } from '../access/sandboxClients.js';
import { importInstitutions } from '../subgraphs/directory/importInstitutions.js';
import { institutionColumns, optionalColumns } from '../subgraphs/directory/institutionColumns.js';
import { readInstitutionFile } from '../subgraphs/directory/readInstitutionFile.js';
import { recordImport } from '../subgraphs/directory/recordImport.js';
import type { Command } from './command.js';
import { ownedDatabase } from './ownedDatabase.js';

export const institutionsImport: Command = {
  words: ['institutions', 'import'],
  summary: 'Bring the institutions of a CSV file into the directory: all of them or none.',
  details: `Needs WASL_MIGRATE_URL, the log-in of the owner, or the embedded database. The header names the columns ${institutionColumns.join(', ')}, in any order; ${[...optionalColumns].join(' and ')} may be missing. Every fault is told with its line, and then nothing is imported. An institution that is known by its code is updated; none is deleted. Running it again changes nothing. See docs/directory.md.`,
  operands: ['FILE'],
  options: { 'dry-run': { help: 'Check the file and count, but change nothing.' } },
  run: async (input) => {
    const file = input.operands[0]!;
    const bytes = readFileSync(file);
    const sha256 = createHash('sha256').update(bytes).digest();
    const isDryRun = input.switches.has('dry-run');
    await ownedDatabase(input, async (owner) => {
      await owner.query('begin');
      const counts = await importInstitutions(owner, readInstitutionFile(bytes));
      const changes = counts.created + counts.changed > 0;
      if (changes && !isDryRun) await recordImport(owner, { name: basename(file), sha256 }, counts);
      if (counts.created > 0 && !isDryRun) await seedSandboxClients(owner);
      await owner.query(isDryRun ? 'rollback' : 'commit');
      const outcome = isDryRun ? 'Would import' : changes ? 'Imported' : 'Nothing to change:';
      input.print(
        `${outcome} ${basename(file)} (SHA-256 ${sha256.toString('hex')}): ${counts.created} created, ${counts.changed} changed, ${counts.unchanged} unchanged.`,
      );
    });
  },
};
