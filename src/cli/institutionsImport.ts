import { seedSandboxClients } from '../access/sandboxClients.js';
import { importInstitutions } from '../subgraphs/directory/importInstitutions.js';
import { institutionColumns, optionalColumns } from '../subgraphs/directory/institutionColumns.js';
import { readInstitutionFile } from '../subgraphs/directory/readInstitutionFile.js';
import type { Command } from './command.js';
import { importFile, importOptions } from './importFile.js';

export const institutionsImport: Command = {
  words: ['institutions', 'import'],
  summary: 'Bring the institutions of a CSV file into the directory: all of them or none.',
  details: `Needs WASL_MIGRATE_URL, the log-in of the owner, or the embedded database. The header names the columns ${institutionColumns.join(', ')}, in any order; ${[...optionalColumns].join(' and ')} may be missing. Every fault is told with its line, and then nothing is imported. An institution that is known by its code is updated; none is deleted. Running it again changes nothing. See docs/directory.md.`,
  operands: ['FILE'],
  options: importOptions,
  run: (input) =>
    importFile(input, async (owner, bytes) => {
      const counts = await importInstitutions(owner, readInstitutionFile(bytes));
      if (counts.created > 0) await seedSandboxClients(owner);
      return counts;
    }),
};
