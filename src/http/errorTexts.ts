import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../platform/paths.js';

/** What a code is: a fault of form, a rejection, a warning, the refusal of a whole request, or that of a token. */
export type ErrorKind = z.infer<typeof kind>;

const kind = z.enum(['FORM', 'REJECTION', 'WARNING', 'REQUEST', 'TOKEN']);
const text = z.string().min(1);
const translated = z.strictObject({ ar: text, fr: text, en: text });
const page = z.strictObject({
  kinds: z.array(kind).min(1).readonly(),
  meaning: translated,
  cause: translated,
  remedy: translated,
});

export type ErrorText = z.infer<typeof page>;

const groups = ['letters', 'registers', 'documents', 'directory', 'warnings', 'requests', 'tokens'] as const;

export type ErrorGroup = (typeof groups)[number];

const readGroup = (group: ErrorGroup): ReadonlyMap<string, ErrorText> =>
  new Map(
    Object.entries(
      z
        .record(z.string().regex(/^(?:[A-Z]+(?:_[A-Z]+)*|[a-z]+(?:_[a-z]+)*)$/), page)
        .parse(JSON.parse(readFileSync(projectFile('data', 'errors', `${group}.json`), 'utf8'))),
    ),
  );

/** Every code that has a page, by what it is about, in the order in which the index lists them. */
export const errorGroups: ReadonlyMap<ErrorGroup, ReadonlyMap<string, ErrorText>> = new Map(
  groups.map((group) => [group, readGroup(group)]),
);

export const findErrorText = (code: string): ErrorText | null => {
  for (const texts of errorGroups.values()) {
    const found = texts.get(code);
    if (found !== undefined) return found;
  }
  return null;
};
