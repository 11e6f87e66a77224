import { readFileSync } from 'node:fs';
import { projectFile } from '../../src/platform/paths.js';
import { institutionColumns, institutionList, type ListedInstitution } from '../../src/start/institutionList.js';

const text = readFileSync(projectFile('data', 'institutions.csv'), 'utf8');
const institutions = institutionList();
const byCode = new Map(institutions.map((institution) => [institution.code, institution]));
const kindOf = (code: string): string => (code === '' ? 'NONE' : (byCode.get(code)?.kind ?? 'UNKNOWN'));
const codesOf = (wrong: readonly ListedInstitution[]): readonly string[] => wrong.map(({ code }) => code);

/** How the code of each kind begins, and what may stand above it. */
const kinds: Readonly<Record<string, readonly [prefix: string, above: readonly string[]]>> = {
  MINISTRY: ['MIN', ['NONE']],
  DEPARTMENT: ['DEP', ['MINISTRY', 'NONE']],
  REGION: ['REG', ['NONE']],
  PREFECTURE: ['PRE', ['REGION']],
  PROVINCE: ['PRO', ['REGION']],
  COMMUNE: ['COM', ['PREFECTURE', 'PROVINCE']],
  PUBLIC_ESTABLISHMENT: ['EST', ['NONE']],
  PUBLIC_ENTERPRISE: ['ENT', ['NONE']],
  CONSTITUTIONAL_BODY: ['CON', ['NONE']],
  COURT: ['CRT', ['NONE']],
  DECONCENTRATED_SERVICE: ['DEC', ['MINISTRY', 'DEPARTMENT']],
  DELEGATED_OPERATOR: ['DEL', ['NONE']],
};

test('has the columns of a file that can be imported, in composed Unicode', () => {
  expect(text.split('\n', 1)).toEqual([institutionColumns.join(',')]);
  expect(text).toBe(text.normalize('NFC'));
});

test('has codes of their own, as their kinds ask for', () => {
  expect(byCode.size).toBe(institutions.length);
  const wrong = institutions.filter(
    ({ code, kind }) => !new RegExp(`^MA-${kinds[kind]?.[0] ?? '-'}-(?:\\d{4}|(?<=REG-)\\d{2})$`).test(code),
  );
  expect(codesOf(wrong)).toEqual([]);
});

test('numbers prefectures and provinces in one row, so that one can become the other', () => {
  const numbers = institutions.flatMap(({ code }) => /^MA-PR[EO]-(\d{4})$/.exec(code)?.[1] ?? []);
  expect(new Set(numbers).size).toBe(75);
});

test('has as many of each kind as there are, or as a trial needs', () => {
  const count = (kind: string): number => institutions.filter((each) => each.kind === kind).length;
  expect({
    regions: count('REGION'),
    'prefectures and provinces': [count('PREFECTURE'), count('PROVINCE')],
    others: Object.keys(kinds).filter((kind) => count(kind) === 0),
  }).toEqual({ regions: 12, 'prefectures and provinces': [13, 62], others: [] });
  expect([institutions.length >= 700, count('COMMUNE') >= 430, count('COURT') >= 40]).toEqual([true, true, true]);
});

test('places each below what its kind allows', () => {
  const wrong = institutions.filter(({ kind, parent_code }) => kinds[kind]?.[1].includes(kindOf(parent_code)) !== true);
  expect(codesOf(wrong)).toEqual([]);
});

test('never leads upwards in a circle', () => {
  const steps = (code: string, walked = 0): number =>
    code === '' || walked > 9 ? walked : steps(byCode.get(code)?.parent_code ?? '', walked + 1);
  expect(codesOf(institutions.filter(({ code }) => steps(code) > 3))).toEqual([]);
});

test('names only regions that are regions, and the region of what stands above', () => {
  const wrong = institutions.filter(({ kind, parent_code, region_code }) =>
    ['PREFECTURE', 'PROVINCE'].includes(kind)
      ? region_code !== parent_code
      : kind === 'COMMUNE'
        ? region_code !== byCode.get(parent_code)?.region_code
        : !['NONE', 'REGION'].includes(kindOf(region_code)),
  );
  expect(codesOf(wrong)).toEqual([]);
});

test('has a commune in every prefecture and province', () => {
  const above = new Set(institutions.map(({ parent_code }) => parent_code));
  const empty = institutions.filter(
    ({ code, kind }) => ['PREFECTURE', 'PROVINCE', 'REGION'].includes(kind) && !above.has(code),
  );
  expect(codesOf(empty)).toEqual([]);
});

test('names all in Arabic, French and English', () => {
  // Letters, spaces and the punctuation of official names: no control, direction or presentation characters.
  const arabic = /^[\u0621-\u064A]+(?: [\u0621-\u064A]+)*$/;
  const latin = /^[A-Za-zÀ-ÖØ-öø-ÿœŒ](?:[A-Za-zÀ-ÖØ-öø-ÿœŒ ,'-]*[A-Za-zÀ-ÖØ-öø-ÿ])?$/;
  const wrong = institutions.filter(
    ({ name_ar, name_fr, name_en }) => !arabic.test(name_ar) || !latin.test(name_fr) || !latin.test(name_en),
  );
  expect(codesOf(wrong)).toEqual([]);
});

test.each(['name_ar', 'name_fr', 'name_en'] as const)('gives no two of a kind in one place the same %s', (column) => {
  const places = institutions.map((each) => `${each.kind} ${each.parent_code} ${each[column].toLowerCase()}`);
  expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
});

test('names an address to read at, or says that none was', () => {
  const isSource = (source: string): boolean => {
    const address = /https:\/\/[^\s)]+/.exec(source)?.[0];
    return source === 'UNVERIFIED' || (address !== undefined && URL.canParse(address));
  };
  expect(codesOf(institutions.filter(({ source }) => !isSource(source)))).toEqual([]);
});

/** Fifteen digits of which the last two make the whole a multiple of 97. */
const isIce = (ice: string): boolean => /^\d{15}$/.test(ice) && BigInt(ice) % 97n === 0n;

test('gives an ICE only with its source, and only one that is well formed', () => {
  expect(['001561191000066', '001561191000065', '1561191000066'].map(isIce)).toEqual([true, false, false]);
  expect(
    codesOf(institutions.filter(({ ice, source }) => ice !== '' && (!isIce(ice) || source === 'UNVERIFIED'))),
  ).toEqual([]);
});

test('has only statuses and channels that the directory knows', () => {
  const values = (column: 'status' | 'channel'): readonly string[] =>
    [...new Set(institutions.map((each) => each[column]))].sort();
  expect([values('status'), values('channel')]).toEqual([
    ['ACTIVE', 'CLOSED'],
    ['DESK', 'NOT_CONNECTED', 'SYSTEM'],
  ]);
});

test('leads from each that is closed, and from no other, to one that is active', () => {
  const closed = institutions.filter(({ status }) => status === 'CLOSED');
  const wrong = institutions.filter(({ status, successor_code }) =>
    status === 'CLOSED' ? byCode.get(successor_code)?.status !== 'ACTIVE' : successor_code !== '',
  );
  expect([closed.length > 0, codesOf(wrong)]).toEqual([true, []]);
  expect(closed.filter(({ source, channel }) => source === 'UNVERIFIED' || channel !== 'NOT_CONNECTED')).toEqual([]);
});

test('holds the institutions of the opening exchange', () => {
  const named = ['MA-MIN-0001', 'MA-MIN-0006', 'MA-COM-0012'].map((code) => byCode.get(code));
  expect(named.map((each) => `${each?.name_fr}: ${each?.channel}`)).toEqual([
    "Ministère de l'Intérieur: SYSTEM",
    "Ministère de l'Équipement et de l'Eau: SYSTEM",
    "Commune d'Afourar: SYSTEM",
  ]);
  expect(byCode.get('MA-COM-0012')).toMatchObject({ parent_code: 'MA-PRO-0005', region_code: 'MA-REG-05' });
});
