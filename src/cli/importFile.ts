import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { OwnerClient } from '../access/ownerClient.js';
import type { ImportCounts } from '../subgraphs/directory/importInstitutions.js';
import { recordImport } from '../subgraphs/directory/recordImport.js';
import type { Command, Input } from './command.js';
import { ownedDatabase } from './ownedDatabase.js';

export const importOptions: Command['options'] = {
  'dry-run': { help: 'Check the file and count, but change nothing.' },
};

/** What every import does with its file: all of it in one transaction or nothing, told in one line and recorded. */
export const importFile = async (
  input: Input,
  importBytes: (owner: OwnerClient, bytes: Uint8Array) => Promise<ImportCounts>,
): Promise<void> => {
  const file = input.operands[0]!;
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest();
  const isDryRun = input.switches.has('dry-run');
  await ownedDatabase(input, async (owner) => {
    await owner.query('begin');
    const counts = await importBytes(owner, bytes);
    const changes = counts.created + counts.changed > 0;
    if (changes && !isDryRun) await recordImport(owner, { name: basename(file), sha256 }, counts);
    await owner.query(isDryRun ? 'rollback' : 'commit');
    const outcome = isDryRun ? 'Would import' : changes ? 'Imported' : 'Nothing to change:';
    input.print(
      `${outcome} ${basename(file)} (SHA-256 ${sha256.toString('hex')}): ${counts.created} created, ${counts.changed} changed, ${counts.unchanged} unchanged.`,
    );
  });
};
