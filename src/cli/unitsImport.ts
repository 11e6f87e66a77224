import { importParts, partColumns } from '../subgraphs/directory/importParts.js';
import type { Command } from './command.js';
import { importFile, importOptions } from './importFile.js';

export const unitsImport: Command = {
  words: ['units', 'import'],
  summary: 'Bring the units of institutions, to which they dispatch letters, into the directory from a CSV file.',
  details: `As \`institutions import\`, all or nothing, with the columns ${partColumns.unit.join(', ')}. A unit that is known by its institution and code is updated; none is deleted, since letters were given to it. See docs/directory.md.`,
  operands: ['FILE'],
  options: importOptions,
  run: (input) => importFile(input, (owner, bytes) => importParts(owner, 'unit', bytes)),
};
