import { readFileSync } from 'node:fs';
import { parseCsv } from '../../src/platform/csv.js';
import { projectFile } from '../../src/platform/paths.js';

const read = (name: string): string => readFileSync(projectFile('data', name), 'utf8');
const institutions = parseCsv(read('institutions.csv'), [
  'code',
  'kind',
  'parent_code',
  'region_code',
  'name_ar',
  'name_fr',
  'name_en',
  'status',
  'channel',
  'source',
]);
const functions = parseCsv(read('function-addresses.csv'), [
  'institution_code',
  'code',
  'name_ar',
  'name_fr',
  'name_en',
]);
const kindByCode = new Map(institutions.map(({ code, kind }) => [code, kind]));
const prefixes: Readonly<Record<string, string>> = {
  MINISTRY: 'MIN',
  DEPARTMENT: 'DEP',
  REGION: 'REG',
  PREFECTURE: 'PRE',
  PROVINCE: 'PRO',
  COMMUNE: 'COM',
  PUBLIC_ESTABLISHMENT: 'EST',
  PUBLIC_ENTERPRISE: 'ENT',
  CONSTITUTIONAL_BODY: 'CON',
  COURT: 'CRT',
};

test('has sixty institutions with codes of their own', () => {
  expect([institutions.length, kindByCode.size]).toEqual([60, 60]);
});

test('has the codes that their kinds ask for', () => {
  const wrong = institutions.filter(
    ({ code, kind }) => !new RegExp(`^MA-${prefixes[kind] ?? '-'}-(?:\\d{4}|(?<=REG-)\\d{2})$`).test(code),
  );
  expect(wrong).toEqual([]);
});

test('has all twelve regions', () => {
  expect(institutions.filter(({ kind }) => kind === 'REGION')).toHaveLength(12);
});

test('places communes in provinces or prefectures, and those in regions', () => {
  const kindsAbove = (kind: string): unknown =>
    [
      ...new Set(institutions.filter((each) => each.kind === kind).map((each) => kindByCode.get(each.parent_code))),
    ].sort();
  expect([kindsAbove('COMMUNE'), kindsAbove('PROVINCE'), kindsAbove('PREFECTURE')]).toEqual([
    ['PREFECTURE', 'PROVINCE'],
    ['REGION'],
    ['REGION'],
  ]);
});

test('names only parents that exist and regions that are regions', () => {
  const wrong = institutions.filter(
    ({ parent_code, region_code }) =>
      (parent_code !== '' && !kindByCode.has(parent_code)) ||
      (region_code !== '' && kindByCode.get(region_code) !== 'REGION'),
  );
  expect(wrong).toEqual([]);
});

test('puts a commune into the region of its province', () => {
  const regionByCode = new Map(institutions.map(({ code, region_code }) => [code, region_code]));
  const wrong = institutions.filter(
    ({ kind, parent_code, region_code }) => kind === 'COMMUNE' && regionByCode.get(parent_code) !== region_code,
  );
  expect(wrong).toEqual([]);
});

test('has only active institutions, two of them not connected', () => {
  const count = (channel: string): number => institutions.filter((each) => each.channel === channel).length;
  expect(new Set(institutions.map(({ status }) => status))).toEqual(new Set(['ACTIVE']));
  expect([count('NOT_CONNECTED'), count('SYSTEM') + count('DESK')]).toEqual([2, 58]);
  expect(count('SYSTEM')).toBeGreaterThan(count('DESK'));
});

test.each([
  ['institutions', institutions],
  ['function addresses', functions],
])('names all %s in Arabic, French and English', (_, rows) => {
  // Letters, spaces and the punctuation of official names: no control, direction or presentation characters.
  const arabic = /^[\u0621-\u064A]+(?: [\u0621-\u064A]+)*$/;
  const latin = /^[A-Za-zÀ-ÖØ-öø-ÿœŒ](?:[A-Za-zÀ-ÖØ-öø-ÿœŒ ,'-]*[A-Za-zÀ-ÖØ-öø-ÿ])?$/;
  const wrong = rows.filter(
    ({ name_ar, name_fr, name_en }) => !arabic.test(name_ar) || !latin.test(name_fr) || !latin.test(name_en),
  );
  expect(wrong).toEqual([]);
});

test('is written in composed Unicode with a source on every line', () => {
  for (const name of ['institutions.csv', 'function-addresses.csv'])
    expect(read(name)).toBe(read(name).normalize('NFC'));
  expect(institutions.filter(({ source }) => source === '')).toEqual([]);
});

test('holds the institutions of the opening exchange', () => {
  const named = new Map(institutions.map(({ code, name_fr, channel }) => [code, `${name_fr}: ${channel}`]));
  expect(['MA-MIN-0001', 'MA-MIN-0006', 'MA-COM-0012'].map((code) => named.get(code))).toEqual([
    "Ministère de l'Intérieur: SYSTEM",
    "Ministère de l'Équipement et de l'Eau: SYSTEM",
    "Commune d'Afourar: SYSTEM",
  ]);
  expect(institutions.find(({ code }) => code === 'MA-COM-0012')).toMatchObject({
    parent_code: 'MA-PRO-0005',
    region_code: 'MA-REG-05',
  });
});

test('gives every institution a registry office', () => {
  const offices = functions.filter(({ code }) => code === 'BO').map(({ institution_code }) => institution_code);
  expect([...offices].sort()).toEqual([...kindByCode.keys()].sort());
});

test('has function codes that are unique in an institution that exists', () => {
  const keys = functions.map(({ institution_code, code }) => `${institution_code} ${code}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(
    functions.filter(({ institution_code, code }) => !kindByCode.has(institution_code) || !/^[A-Z]{2,8}$/.test(code)),
  ).toEqual([]);
});
