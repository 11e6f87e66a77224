import { parseCsv } from '../../src/platform/csv.js';

const columns = ['a', 'b'] as const;

test.each<[string, string, readonly Readonly<Record<'a' | 'b', string>>[]]>([
  ['no record', 'a,b\n', []],
  [
    'plain fields',
    'a,b\n1,2\n3,4\n',
    [
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ],
  ],
  ['no last line end', 'a,b\r\n1,2', [{ a: '1', b: '2' }]],
  ['an empty last field at the end', 'a,b\n1,', [{ a: '1', b: '' }]],
  ['quotes, commas and lines', 'a,b\n"x, ""y""","1\n2"\n', [{ a: 'x, "y"', b: '1\n2' }]],
  ['empty fields', 'a,b\n,""\n', [{ a: '', b: '' }]],
])('reads %s', (_, text, records) => {
  expect(parseCsv(text, columns)).toEqual(records);
});

test.each<[string, string]>([
  ['another header', 'a,c\n'],
  ['nothing', ''],
  ['a missing field', 'a,b\n1\n'],
  ['a field too many', 'a,b\n1,2,3\n'],
  ['an empty line', 'a,b\n\n1,2\n'],
  ['an open quote', 'a,b\n"1,2\n'],
  ['a quote within a field', 'a,b\n1"1,2\n'],
])('refuses %s', (_, text) => {
  expect(() => parseCsv(text, columns)).toThrow();
});
