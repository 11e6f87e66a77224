import { nearest } from '../platform/nearest.js';
import type { Command } from './command.js';
import { functionsImport } from './functionsImport.js';
import { institutionsEnrol } from './institutionsEnrol.js';
import { institutionsImport } from './institutionsImport.js';
import { institutionsList } from './institutionsList.js';
import { migrate } from './migrate.js';
import { operatorCreate } from './operatorCreate.js';
import { seed } from './seed.js';
import { serve } from './serve.js';
import { token } from './token.js';
import { unitsImport } from './unitsImport.js';
import { UsageError } from './usageError.js';
import { verify } from './verify.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  serve,
  migrate,
  seed,
  token,
  institutionsList,
  institutionsEnrol,
  institutionsImport,
  functionsImport,
  unitsImport,
  operatorCreate,
  verify,
];

/** The command that the first words name, and the words behind it. Throws `UsageError` with the nearest known one. */
export const findCommand = (
  args: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } => {
  const command = commands.find(({ words }) => words.every((word, at) => args[at] === word));
  if (command !== undefined) return { command, rest: args.slice(command.words.length) };
  const firstOption = args.findIndex((word) => word.startsWith('-'));
  const given = args.slice(0, firstOption === -1 ? 2 : Math.min(firstOption, 2));
  if (given.length === 0) throw new UsageError(`A command comes before the option ${args[0]}.`);
  const names = commands.map(({ words }) => words.join(' '));
  const [asTwo, asOne] = [given.join(' '), given[0]!];
  const group = names.filter((name) => name.startsWith(`${asOne} `));
  if (group.length > 0 && given.length === 1) throw new UsageError(`"${asOne}" goes on: ${group.join(', ')}.`);
  const meant = nearest(
    names.some((name) => name.includes(' ') && name.startsWith(asOne.slice(0, 2))) ? asTwo : asOne,
    names,
  );
  throw new UsageError(`"${asTwo}" is no command; the nearest is "${meant}".`);
};
