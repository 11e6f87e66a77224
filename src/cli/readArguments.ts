import { parseArgs } from 'node:util';
import { nearest } from '../platform/nearest.js';
import type { Command, Input } from './command.js';
import { UsageError } from './usageError.js';

type Arguments = Pick<Input, 'operands' | 'values' | 'switches'>;

/** Operands and options of one command, from what stands behind its name. Throws `UsageError`. */
export const readArguments = (command: Command, args: readonly string[]): Arguments => {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string' },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = command.options[token.name];
    if (option === undefined) throw unknownOption(command, token.rawName);
    if (token.name in values || switches.has(token.name)) throw new UsageError(`${token.rawName} is there twice.`);
    if (option.value === undefined) {
      if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
      switches.add(token.name);
    } else {
      if (token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('-'))) {
        throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${option.value}.`);
      }
      values[token.name] = token.value;
    }
  }
  checkOperands(command, operands);
  for (const [name, { required, value }] of Object.entries(command.options)) {
    if (required === true && !(name in values)) throw new UsageError(`--${name} ${value} is missing.`);
  }
  return { operands, values, switches };
};

const unknownOption = ({ options }: Command, given: string): UsageError => {
  const known = Object.keys(options).map((name) => `--${name}`);
  const hint = known.length === 0 ? 'it takes none' : `the nearest is ${nearest(given, known)}`;
  return new UsageError(`${given} is no option of this command; ${hint}.`);
};

const checkOperands = ({ operands: expected }: Command, given: readonly string[]): void => {
  const missing = expected[given.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing.`);
  if (given.length > expected.length) throw new UsageError(`"${given[expected.length]}" is one word too many.`);
};
