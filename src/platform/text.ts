/**
 * Control characters, those that turn the direction of what stands around them, and those that hide what stands between them or
 * are nothing but hidden: interlinear notes, tags, noncharacters.
 */
const forbidden =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

/** What is not drawn at all, whatever kind of character it is said to be. */
const undrawn = String.raw`\p{Default_Ignorable_Code_Point}\u2800`;

/** A character of which something is to be seen by itself: neither a space nor a mark without its letter. */
const visible = new RegExp(`(?![${undrawn}])[\\p{L}\\p{N}\\p{P}\\p{S}]`, 'u');

/** True for one line of text of 1 to `maxLength` code points that says the same to a person and to a program. */
export const isPlainText = (text: string, maxLength: number): boolean =>
  text.length <= maxLength * 2 && visible.test(text) && [...text].length <= maxLength && !forbidden.test(text);

/** Anything that is not seen, or not told from something else: what is not drawn, other spaces than one between two words. */
const mistakable = new RegExp(`[${undrawn}]|(?! )\\p{Z}|^ | {2}| $`, 'u');

/** True for plain text of which no other consists of the same drawn characters: what has to be unique to the eye too. */
export const isUnmistakable = (text: string, maxLength: number): boolean =>
  isPlainText(text, maxLength) && !mistakable.test(text) && text.normalize('NFC') === text;
