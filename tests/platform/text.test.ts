import { isPlainText, isUnmistakable } from '../../src/platform/text.js';

test('text of any script is plain, with the joiners that it needs', () => {
  const texts = [
    'Objet',
    'طلب رخصة',
    'می‌خواهم',
    'ⵜⴰⵎⴰⵣⵉⵖⵜ',
    'n° 12 (copie)',
    '12',
    '…',
    '€',
    'é',
    '👨‍👩‍👧',
    'x'.repeat(500),
  ];
  expect(texts.filter((text) => !isPlainText(text, 500))).toEqual([]);
});

test('what is not seen, or turns or hides what is seen, is not plain', () => {
  const texts = [
    ...['', ' ', '\u00a0', '\u200b', '\u200d', '\u00ad', '\u180e', '\u3164', '\u115f', '\u2800', '\u0301', '\u{e0020}'],
    ...['a\u0000', 'a\u001b', 'a\u0085', 'a\u2028', 'a\ud800', '\udfff', 'a\ue000', 'a\ufdd0', 'a\u{10ffff}'],
    ...['a\u202e', 'a\u2066', 'a\u200f', 'a\u061c', 'a\ufeff', 'a\u206b', 'a\ufffa', 'a\u{e0041}', 'x'.repeat(501)],
  ];
  expect(texts.filter((text) => isPlainText(text, 500))).toEqual([]);
});

test('of two texts in the same characters one at most is unmistakable', () => {
  const pairs = [
    ['12', '12\u200b'],
    ['1 2', '1  2'],
    ['1 2', '1\u00a02'],
    ['é', 'e\u0301'],
    ['م', 'م\u200c'],
    ['5', '5\ufe0f'],
    ['12', ' 12'],
  ] as const;
  expect(pairs.map((pair) => pair.map((text) => isUnmistakable(text, 64)))).toEqual(pairs.map(() => [true, false]));
  expect(['CAB/5-bis', '٤٥/و.د', 'مُحَمَّد'].filter((text) => !isUnmistakable(text, 64))).toEqual([]);
});
