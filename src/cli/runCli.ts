import type { Input } from './command.js';
import { commands, findCommand } from './commands.js';
import { explain } from './explain.js';
import { printCommandHelp, printHelp } from './printHelp.js';
import { readArguments } from './readArguments.js';
import { UsageError } from './usageError.js';

/** Runs one command line. Answers the exit code: 0, 1 when it failed, 2 when it was not understood. */
export const runCli = async (
  args: readonly string[],
  { env, print, tell }: Pick<Input, 'env' | 'print' | 'tell'>,
): Promise<0 | 1 | 2> => {
  try {
    const wantsHelp = args[0] === 'help' || args.some((word) => word === '--help' || word === '-h');
    const words = args.filter((word, at) => word !== '--help' && word !== '-h' && !(at === 0 && word === 'help'));
    if (words.length === 0) {
      printHelp(commands, wantsHelp ? print : tell);
      return wantsHelp ? 0 : 2;
    }
    const { command, rest } = findCommand(words);
    if (wantsHelp) printCommandHelp(command, print);
    else await command.run({ ...readArguments(command, rest), env, print, tell });
    return 0;
  } catch (error) {
    tell(explain(error));
    if (!(error instanceof UsageError)) return 1;
    tell('See `wasl --help`.');
    return 2;
  }
};
