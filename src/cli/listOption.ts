import { nearest } from '../platform/nearest.js';
import { UsageError } from './usageError.js';

/** The words of `a,b`, each of which must be known; undefined when the option was left out. */
export const listOption = (
  name: string,
  value: string | undefined,
  known: readonly string[],
): readonly string[] | undefined => {
  const words = wordsOption(name, value);
  if (words === undefined) return undefined;
  for (const word of words) {
    if (!known.includes(word)) {
      throw new UsageError(`--${name}: "${word}" does not exist; the nearest is ${nearest(word, known)}.`);
    }
  }
  return words;
};

/** The words of `a,b`, each once; undefined when the option was left out. */
export const wordsOption = (name: string, value: string | undefined): readonly string[] | undefined => {
  if (value === undefined) return undefined;
  const words = value.split(',').map((word) => word.trim());
  if (words.includes('')) throw new UsageError(`--${name}: a word between two commas is missing.`);
  return [...new Set(words)];
};
