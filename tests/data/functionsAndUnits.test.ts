import { readFileSync } from 'node:fs';
import { parseCsv } from '../../src/platform/csv.js';
import { projectFile } from '../../src/platform/paths.js';
import { institutionList } from '../../src/start/institutionList.js';

const read = (name: string): string => readFileSync(projectFile('data', name), 'utf8');
const named = ['institution_code', 'code', 'name_ar', 'name_fr', 'name_en'] as const;
const functions = parseCsv(read('function-addresses.csv'), named);
const units = parseCsv(read('units.csv'), [...named, 'parent_unit_code']);
const codes = institutionList().map(({ code }) => code);
const known = new Set(codes);

const files = [
  ['function-addresses.csv', functions],
  ['units.csv', units],
] as const;

test('gives every institution one registry office', () => {
  const offices = functions.filter(({ code }) => code === 'BO').map(({ institution_code }) => institution_code);
  expect([...offices].sort()).toEqual([...codes].sort());
});

test.each(files)('%s has codes that are unique in an institution that exists', (_, rows) => {
  const keys = rows.map(({ institution_code, code }) => `${institution_code} ${code}`);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  expect(
    rows.filter(({ institution_code, code }) => !known.has(institution_code) || !/^[A-Z]{2,8}$/.test(code)),
  ).toEqual([]);
});

test.each(files)('%s names all in Arabic, French and English, in composed Unicode', (file, rows) => {
  const arabic = /^[\u0621-\u064A]+(?: [\u0621-\u064A]+)*$/;
  const latin = /^[A-Za-zÀ-ÖØ-öø-ÿœŒ][A-Za-zÀ-ÖØ-öø-ÿœŒ ,'-]*[A-Za-zÀ-ÖØ-öø-ÿ]$/;
  const wrong = rows.filter(
    ({ name_ar, name_fr, name_en }) => !arabic.test(name_ar) || !latin.test(name_fr) || !latin.test(name_en),
  );
  expect(wrong).toEqual([]);
  expect(read(file)).toBe(read(file).normalize('NFC'));
});

test('places units in their own institution, never in a circle', () => {
  const parents = new Map(units.map((unit) => [`${unit.institution_code} ${unit.code}`, unit.parent_unit_code]));
  const reachesTop = (institution: string, code: string, walked = 0): boolean => {
    const parent = parents.get(`${institution} ${code}`);
    return parent === '' || (parent !== undefined && walked < 9 && reachesTop(institution, parent, walked + 1));
  };
  expect(units.filter(({ institution_code, code }) => !reachesTop(institution_code, code))).toEqual([]);
});

test('has units for the institutions with which a sandbox is tried', () => {
  const tried = ['MA-MIN-0001', 'MA-REG-05', 'MA-PRO-0005', 'MA-COM-0012', 'MA-COM-0094', 'MA-COM-0735', 'MA-CON-0001'];
  const withUnits = new Set(units.map(({ institution_code }) => institution_code));
  expect(tried.filter((code) => !withUnits.has(code))).toEqual([]);
});
