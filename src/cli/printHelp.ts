import { knownSettings } from '../platform/config.js';
import type { Command, Option } from './command.js';

type Print = (line: string) => void;

/** `wasl --help`. */
export const printHelp = (commands: readonly Command[], print: Print): void => {
  print('Wasl: the hub for letters between administrations.');
  print('');
  print('Usage: wasl <command> [options]');
  print('');
  printTable(
    commands.map((command) => [usage(command), command.summary]),
    print,
  );
  print('');
  print('`wasl help <command>` says more. Settings come from the environment:');
  print('');
  printTable(
    knownSettings.map(({ name, description }) => [name, description]),
    print,
  );
};

/** `wasl help <command>`. */
export const printCommandHelp = (command: Command, print: Print): void => {
  const options = Object.entries(command.options);
  print(`Usage: wasl ${usage(command)}${options.some(([, { required }]) => required !== true) ? ' [options]' : ''}`);
  print('');
  print(command.summary);
  if (command.details !== undefined) print(`\n${command.details}`);
  if (options.length === 0) return;
  print('');
  printTable(
    options.map(([name, option]) => [flag(name, option), option.help]),
    print,
  );
};

const usage = ({ words, operands, options }: Command): string =>
  [
    ...words,
    ...operands,
    ...Object.entries(options).flatMap(([name, option]) => (option.required === true ? [flag(name, option)] : [])),
  ].join(' ');

const flag = (name: string, { value }: Option): string => (value === undefined ? `--${name}` : `--${name} ${value}`);

const printTable = (rows: readonly (readonly [string, string])[], print: Print): void => {
  const width = Math.max(...rows.map(([left]) => left.length));
  for (const [left, right] of rows) print(`  ${left.padEnd(width)}  ${right}`);
};
