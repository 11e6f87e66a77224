import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../src/cli/runCli.js';
import { projectFile } from '../../src/platform/paths.js';
import { institutionList } from '../../src/start/institutionList.js';
import { startHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
let files = 0;

beforeAll(async () => {
  hub = await startHub();
  writeFileSync(join(hub.dataDir, 'password'), 'test');
}, 60_000);
afterAll(() => hub.close());

const columns = 'code,kind,parent_code,region_code,name_ar,name_fr,name_en,ice,status,successor_code,channel,source';

type Changes = Partial<Record<string, string>>;
const line = (code: string, changes: Changes = {}): string => {
  const values: Changes = {
    code,
    kind: 'COMMUNE',
    parent_code: 'MA-PRO-0005',
    region_code: 'MA-REG-05',
    name_ar: 'جماعة',
    name_fr: `Commune ${code}`,
    name_en: `Commune ${code}`,
    ice: '',
    status: 'ACTIVE',
    successor_code: '',
    channel: 'DESK',
    source: 'UNVERIFIED',
    ...changes,
  };
  return columns
    .split(',')
    .map((column) => values[column] ?? '')
    .join(',');
};

const importBytes = async (bytes: Buffer | string, ...options: string[]) => {
  const file = join(hub.dataDir, `import-${(files += 1)}.csv`);
  writeFileSync(file, bytes);
  const [output, told]: [string[], string[]] = [[], []];
  const { app, migrate } = hub.database.urls;
  const code = await runCli(['institutions', 'import', file, ...options], {
    env: {
      WASL_MODE: 'sandbox',
      WASL_DATA_DIR: hub.dataDir,
      WASL_PUBLIC_URL: hub.url,
      DATABASE_URL: app,
      WASL_MIGRATE_URL: migrate,
      WASL_ROLE_PASSWORD_FILE: join(hub.dataDir, 'password'),
    },
    print: (text) => output.push(text),
    tell: (text) => told.push(text),
  });
  return { code, output: output.join('\n'), told: told.join('\n') };
};

const importLines = (lines: readonly string[], ...options: string[]) =>
  importBytes([columns, ...lines, ''].join('\n'), ...options);

/** How many were created, changed and left, as printed; null when nothing was imported. */
const countsOf = ({ output }: { readonly output: string }): readonly number[] | null => {
  const match = /: (\d+) created, (\d+) changed, (\d+) unchanged\.$/.exec(output);
  return match === null ? null : match.slice(1).map(Number);
};

/** What is told of each line, without its words: `line column`. */
const faultsOf = ({ told }: { readonly told: string }): readonly string[] =>
  [...told.matchAll(/^line (\d+): (?:(\w+): )?/gm)].map(([, number, column]) => `${number} ${column ?? '-'}`);

const snapshot = async (): Promise<unknown> => [
  await hub.look(`select md5(string_agg(i::text, '' order by i.code)) as digest from directory.institution i`),
  await hub.look(`select kind, value from wasl.generation where kind in ('directory', 'clients') order by 1`),
  await hub.look('select count(*) from directory.import'),
];

const find = async (code: string): Promise<any> =>
  (
    await hub.look(
      `select i.*, parent.code as parent_code, successor.code as successor_code
         from directory.institution i
         left join directory.institution parent on parent.id = i.parent_id
         left join directory.institution successor on successor.id = i.successor_id
        where i.code = $1`,
      [code],
    )
  )[0];

test('the list with which a directory begins changes nothing of it, and says so', async () => {
  const before = await snapshot();
  const found = await importBytes(readFileSync(projectFile('data', 'institutions.csv')));
  expect([found.code, countsOf(found), found.output.startsWith('Nothing to change'), await snapshot()]).toEqual([
    0,
    [0, 0, institutionList().length],
    true,
    before,
  ]);
});

test('a new institution has its registry office, to which a letter can be addressed', async () => {
  await importLines([line('XR-1')]);
  const offices = await hub.look<{ code: string }>(
    `select f.code from directory.function_address f join directory.institution i on i.id = f.institution_id where i.code = 'XR-1'`,
  );
  expect(offices).toEqual([{ code: 'BO' }]);
});

test('what is new is created, with its client in a sandbox, whatever the order of lines; again changes nothing', async () => {
  const lines = [
    line('XA-2', { parent_code: 'XA-1', ice: '001234567000089' }),
    line('XA-1', { parent_code: 'MA-PRO-0005', kind: 'PROVINCE' }),
  ];
  const first = await importLines(lines);
  const before = await snapshot();
  const second = await importLines(lines);
  const token = await hub.tokenFor('XA-2');
  expect({
    counts: [countsOf(first), countsOf(second)],
    kept: await snapshot(),
    child: await find('XA-2'),
    token: token.length > 0,
  }).toEqual({
    counts: [
      [2, 0, 0],
      [0, 0, 2],
    ],
    kept: before,
    child: expect.objectContaining({ parent_code: 'XA-1', ice: '001234567000089', status: 'ACTIVE' }) as unknown,
    token: true,
  });
});

test('an import is recorded with its digest and counts, and by whom', async () => {
  const bytes = `${columns}\n${line('XB-1')}\n`;
  const { output } = await importBytes(bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const [recorded] = await hub.look(
    `select imported_by, encode(sha256, 'hex') as sha256, created, changed, unchanged
       from directory.import order by id desc limit 1`,
  );
  expect([output.includes(digest), recorded]).toEqual([
    true,
    { imported_by: 'wasl_owner', sha256: digest, created: 1, changed: 0, unchanged: 0 },
  ]);
});

test('what is known is changed, and found under its new name', async () => {
  await importLines([line('XC-1', { name_fr: 'Commune de Xylophonie' }), line('XC-2')]);
  const found = await importLines([
    line('XC-1', { name_fr: 'Commune de Zanzibarie', channel: 'SYSTEM' }),
    line('XC-2'),
  ]);
  const search = async (words: string): Promise<string[]> =>
    (await hub.graphql(null, `{ institutions(search: "${words}", first: 1) { nodes { code } } }`)).data![
      'institutions'
    ].nodes.map(({ code }: { code: string }) => code);
  expect([countsOf(found), await search('zanzibarie'), await search('xylophonie')]).toEqual([[0, 1, 1], ['XC-1'], []]);
});

test('columns may stand in any order, and those that may be missing leave what is there', async () => {
  await importLines([line('XD-1', { ice: '001234567000012' })]);
  const header = columns.split(',').filter((column) => column !== 'ice' && column !== 'successor_code');
  const values = new Map(columns.split(',').map((column, at) => [column, line('XD-1').split(',')[at]!]));
  const reversed = [...header].reverse();
  const found = await importBytes(
    [reversed.join(','), reversed.map((column) => values.get(column)).join(',')].join('\n'),
  );
  expect([countsOf(found), (await find('XD-1')).ice]).toEqual([[0, 0, 1], '001234567000012']);
});

test.each<[string, (text: string) => string | Buffer]>([
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['without a last line end', (text) => text.trimEnd()],
  ['with empty lines', (text) => `${text}\n\n`],
  ['with a line break within quotes', (text) => text.replace('Commune XE-1', '"Commune\nXE-1"')],
  ['with names decomposed and blanks around them', (text) => text.replace('Commune XE-1', '  Commune  XE-1 ')],
])('a file %s is read alike', async (_, write) => {
  const text = `${columns}\n${line('XE-1')}\n${line('XE-2')}\n`;
  await importBytes(text);
  expect(countsOf(await importBytes(write(text)))).toEqual([0, 0, 2]);
});

test('every fault of every line is told with its number, and nothing is imported', async () => {
  const before = await snapshot();
  const found = await importLines([
    line('XF-01'),
    line('XF-02', { kind: 'COMUNE', name_ar: '' }),
    line('XF-03', { parent_code: 'XF-99' }),
    line('XF-04', { parent_code: 'XF-05' }),
    line('XF-05', { parent_code: 'XF-04' }),
    line('XF-01'),
    line('xf-07', { name_fr: '', name_en: 'a\u202eb' }),
    line('XF-08', { ice: '12345', status: 'OPEN' }),
    line('XF-09', { status: 'CLOSED', successor_code: 'XF-98' }),
    line('XF-10', { successor_code: 'XF-01' }),
    line('XF-11', { region_code: 'MA-PRO-0005', channel: 'FAX', source: '' }),
    line('XF-12', { name_fr: '"two\nlines"', kind: 'TOWN' }),
    line('XF-14').replace(/,[^,]*$/, ''),
    line('XF-15', { name_fr: 'a"b' }),
    line('XF-16', { status: 'CLOSED', successor_code: 'XF-16' }),
  ]);
  expect({ code: found.code, output: found.output, faults: faultsOf(found), after: await snapshot() }).toEqual({
    code: 1,
    output: '',
    faults: [
      '3 kind',
      '3 name_ar',
      '4 parent_code',
      '5 parent_code',
      '6 parent_code',
      '7 code',
      '8 code',
      '8 name_fr',
      '8 name_en',
      '9 status',
      '9 ice',
      '10 successor_code',
      '11 successor_code',
      '12 channel',
      '12 source',
      '12 region_code',
      '13 kind',
      '15 -',
      '16 -',
      '17 successor_code',
    ],
    after: before,
  });
});

test('faults of the header are told beside those of the lines', async () => {
  const header = columns.replace('kind,', '').replace('name_en', 'nom_en');
  const found = await importBytes(
    `${header},code\n${line('XG-1', { kind: '', status: 'OPEN' }).replace('XG-1,,', 'XG-1,')},XG-1\n`,
  );
  expect([found.code, faultsOf(found)]).toEqual([1, ['1 kind', '1 name_en', '1 nom_en', '1 code', '2 status']]);
});

test.each<[string, Buffer | string]>([
  ['is empty', ''],
  ['is no table', 'Bonjour,\n'],
  ['is not UTF-8', Buffer.from(`${columns}\n${line('XH-1', { name_fr: 'Méd' })}\n`, 'latin1')],
])('a file that %s is refused', async (_, bytes) => {
  const before = await snapshot();
  const found = await importBytes(bytes);
  expect([found.code, faultsOf(found).length > 0, await snapshot()]).toEqual([1, true, before]);
});

test('a closed institution may name its successor, stays closed, and keeps its code', async () => {
  await importLines([line('XI-1'), line('XI-2')]);
  const closed = await importLines([line('XI-1', { status: 'CLOSED', successor_code: 'XI-2' })]);
  const { data } = await hub.graphql(null, '{ institution(code: "XI-1") { status successor { code } } }');
  const reopened = await importLines([line('XI-1', { status: 'ACTIVE' })]);
  const refused = await hub.look(`update directory.institution set code = 'XI-3' where code = 'XI-1'`).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
  const deleted = await hub.look(`delete from directory.institution where code = 'XI-1'`).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
  expect({ counts: countsOf(closed), faults: faultsOf(reopened), refused, deleted, data }).toEqual({
    counts: [0, 1, 0],
    faults: ['2 status'],
    refused: '23000',
    deleted: '23000',
    data: { institution: { status: 'CLOSED', successor: { code: 'XI-2' } } },
  });
});

test('what cannot be written in the middle leaves nothing of the file', async () => {
  const before = await snapshot();
  await hub.look(`alter table directory.institution add constraint no_xj check (name_fr <> 'Autre') not valid`);
  const failed = await importLines([line('MA-COM-0012', { name_fr: 'Autre' }), line('XJ-1'), line('XJ-2')]).finally(
    () => hub.look('alter table directory.institution drop constraint no_xj'),
  );
  expect([failed.code, await snapshot()]).toEqual([1, before]);
});

test('a dry run judges and counts, and changes nothing', async () => {
  const before = await snapshot();
  const found = await importLines([line('XK-1'), line('XK-2')], '--dry-run');
  expect([found.code, countsOf(found), found.output.startsWith('Would import'), await snapshot()]).toEqual([
    0,
    [2, 0, 0],
    true,
    before,
  ]);
});

test('a foreign list is mapped by the example', async () => {
  const { execFileSync } = await import('node:child_process');
  const foreign = [
    'code,kind,parent_code,name_ar,name_fr,name_en',
    'REGION_91,region,,جهة,"Région, dite ""X""",Region X',
    'DIV_901,province,REGION_91,إقليم,Province X,Province X',
    'COM_9001,commune_rural,DIV_901,جماعة,Commune X,Commune X',
  ].join('\r\n');
  const mapped = execFileSync(process.execPath, [projectFile('examples', 'map-institutions.mjs')], { input: foreign });
  const found = await importBytes(mapped);
  const { kind, parent_code, name_fr } = await find('TC-COM-9001');
  expect([countsOf(found), kind, parent_code, name_fr, (await find('TC-REG-91')).name_fr]).toEqual([
    [3, 0, 0],
    'COMMUNE',
    'TC-PRO-901',
    'Commune X',
    'Région, dite "X"',
  ]);
});
