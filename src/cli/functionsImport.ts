import { importParts, partColumns } from '../subgraphs/directory/importParts.js';
import type { Command } from './command.js';
import { importFile, importOptions } from './importFile.js';

export const functionsImport: Command = {
  words: ['functions', 'import'],
  summary: 'Bring the functions to which letters can be addressed into the directory from a CSV file.',
  details: `As \`institutions import\`, all or nothing, with the columns ${partColumns.function.join(', ')}. BO is the registry office. A function that is known by its institution and code is updated; none is deleted, since letters name it. See docs/directory.md.`,
  operands: ['FILE'],
  options: importOptions,
  run: (input) => importFile(input, (owner, bytes) => importParts(owner, 'function', bytes)),
};
