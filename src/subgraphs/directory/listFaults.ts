import { isPlainText } from '../../platform/text.js';

const codeForm = /^[A-Z0-9]+(?:[-_][A-Z0-9]+)*$/;

/** What is wrong with a code of a list; null when nothing is. */
export const codeFault = (code: string, example: string, longest: number): string | null =>
  codeForm.test(code) && code.length <= longest
    ? null
    : `must be capital letters and digits in groups, such as ${example}, at most ${longest}`;

/** What is wrong with a text of a list that may not be empty; null when nothing is. */
export const textFault = (text: string, what: string): string | null => {
  if (text === '') return `${what} is missing`;
  if (text.includes('\ufffd')) return 'is not UTF-8';
  return isPlainText(text, 300) ? null : 'is longer than 300 characters, or contains control characters';
};

/** As much of a value as a message bears. */
export const shown = (value: string): string => value.slice(0, 60);
