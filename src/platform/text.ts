/** Control characters, and those that turn the direction of what stands around them. */
const forbidden = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** True for one line of text of 1 to `maxLength` code points that says the same to a person and to a program. */
export const isPlainText = (text: string, maxLength: number): boolean =>
  text.length <= maxLength * 2 && text.trim() !== '' && [...text].length <= maxLength && !forbidden.test(text);
