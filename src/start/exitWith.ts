import { ConfigError } from '../platform/config.js';
import { StartError } from './startError.js';

/** Ends the process with 1. What an operator can mend is told without a stack; everything else with what is known. */
export const exitWith = (error: unknown): never => {
  process.stderr.write(`${isToldPlainly(error) ? error.message : describe(error)}\n`);
  process.exit(1);
};

const isToldPlainly = (error: unknown): error is Error => error instanceof ConfigError || error instanceof StartError;

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
