import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { languageOf, message, messageCodes } from '../../src/platform/messages.js';
import { projectFile } from '../../src/platform/paths.js';

const languages = ['ar', 'fr', 'en'] as const;
const allValues = Object.fromEntries(
  ['paths', 'number', 'title', 'state', 'limit', 'received', 'expected', 'successor', 'until', 'days'].map((name) => [
    name,
    `‹${name}›`,
  ]),
);
const namesIn = (text: string): readonly string[] => [...text.matchAll(/‹(\w+)›/g)].map((match) => match[1]!).sort();

test.each(messageCodes)('says %s in three languages with the same values', (code) => {
  const [arabic, french, english] = languages.map((language) => message(language, code, allValues));
  expect(namesIn(arabic!)).toEqual(namesIn(english!));
  expect(namesIn(french!)).toEqual(namesIn(english!));
  expect(arabic).toMatch(/\p{Script=Arabic}/u);
  expect(new Set([arabic, french, english]).size).toBe(3);
  for (const text of [arabic, french, english]) expect(text).toMatch(/[^\s{}\p{Cc}]\.$/u);
});

test('has every code of the schema, and none that the schema does not know', () => {
  const documents = readdirSync(projectFile('schema'))
    .filter((name) => name.endsWith('.graphql') && name !== 'supergraph.graphql')
    .map((name) => parse(readFileSync(projectFile('schema', name), 'utf8')));
  const codes = documents
    .flatMap(({ definitions }) => definitions)
    .flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && /(?:ErrorCode|^WarningCode)$/.test(definition.name.value)
        ? (definition.values ?? []).map(({ name }) => name.value)
        : [],
    );
  expect(messageCodes.filter((code) => !codes.includes(code))).toEqual([]);
  expect(codes.filter((code) => !messageCodes.includes(code))).toEqual([]);
});

test('fills in values, isolated within Arabic', () => {
  const values = { received: 10, expected: '20' };
  expect(message('en', 'UPLOAD_INCOMPLETE', values)).toContain('10 of 20 bytes');
  expect(message('ar', 'UPLOAD_INCOMPLETE', values)).toContain('\u206810\u2069');
});

test('takes a value with special characters as it is', () => {
  expect(message('en', 'DIGEST_MISMATCH', { title: '$& {title} $1' })).toContain('“$& {title} $1”');
});

test('treats an unknown code and a missing value as bugs', () => {
  expect(() => message('en', 'NO_SUCH_CODE')).toThrow('NO_SUCH_CODE');
  expect(() => message('en', 'DIGEST_MISMATCH')).toThrow('{title}');
  expect(() => message('en', 'toString')).toThrow('toString');
});

test.each<[string | undefined, string]>([
  [undefined, 'fr'],
  ['', 'fr'],
  ['de', 'fr'],
  ['*', 'fr'],
  ['ar', 'ar'],
  ['ar-MA', 'ar'],
  ['AR-ma, fr;q=0.9', 'ar'],
  ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
  ['de, en;q=0.5, ar;q=0.7', 'ar'],
  ['en;q=0.1, fr;q=0.2', 'fr'],
  ['en, ar', 'en'],
  ['ar;q=0', 'fr'],
  ['fr;q=0, *;q=0.5', 'ar'],
  ['fr;q=0, ar', 'ar'],
  ['en;q=0.3, *;q=0.5', 'fr'],
  ['en;q=2', 'fr'],
  ['en;q=x, ar;q=0.2', 'ar'],
  ['en ; q=0.4 , ar ; q=0.6', 'ar'],
  ['en;q=0.1, en-GB;q=0.9, ar;q=0.5', 'en'],
  [',,;,', 'fr'],
  ['english', 'fr'],
])('takes %j for %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
