import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../src/cli/runCli.js';
import { projectFile } from '../../src/platform/paths.js';
import { startHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
let files = 0;

beforeAll(async () => {
  hub = await startHub();
  writeFileSync(join(hub.dataDir, 'password'), 'test');
}, 60_000);
afterAll(() => hub.close());

type Kind = 'units' | 'functions';
const headers: Readonly<Record<Kind, string>> = {
  functions: 'institution_code,code,name_ar,name_fr,name_en',
  units: 'institution_code,code,name_ar,name_fr,name_en,parent_unit_code',
};
/** A province to which the first directory gives no units. */
const province = 'MA-PRO-0010';

const importBytes = async (kind: Kind, bytes: Buffer | string, ...options: string[]) => {
  const file = join(hub.dataDir, `parts-${(files += 1)}.csv`);
  writeFileSync(file, bytes);
  const [output, told]: [string[], string[]] = [[], []];
  const { app, migrate } = hub.database.urls;
  const code = await runCli([kind, 'import', file, ...options], {
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
  const counts = /: (\d+) created, (\d+) changed, (\d+) unchanged\.$/.exec(output.join('\n'));
  return { code, counts: counts?.slice(1).map(Number) ?? null, output: output.join('\n'), told: told.join('\n') };
};
const importLines = (kind: Kind, lines: readonly string[], ...options: string[]) =>
  importBytes(kind, [headers[kind], ...lines, ''].join('\n'), ...options);

/** What the directory says in the end; what was imported is announced within a tick. */
const partsOf = async (code: string, until: (institution: any) => boolean): Promise<any> => {
  for (;;) {
    const { data } = await hub.graphql(
      null,
      'query Parts($code: String!) { institution(code: $code) { units { code name { fr } parent { code } } functionAddresses { code name { ar } } } }',
      { code },
    );
    if (until(data!['institution'])) return data!['institution'];
  }
};
const generation = () => hub.look(`select value from wasl.generation where kind = 'directory'`);

test.each<[Kind, string]>([
  ['units', 'units.csv'],
  ['functions', 'function-addresses.csv'],
])('the %s with which a directory begins change nothing of it', async (kind, file) => {
  const before = await generation();
  const { code, counts, output } = await importBytes(kind, readFileSync(projectFile('data', file)));
  expect([code, counts?.slice(0, 2), output.startsWith('Nothing to change'), await generation()]).toEqual([
    0,
    [0, 0],
    true,
    before,
  ]);
});

test('an institution gets its units, whatever the order of lines, and dispatches to them; again changes nothing', async () => {
  const lines = [
    `${province},DAG-RH,الموارد البشرية,Ressources humaines,Human resources,DAG`,
    `${province},DAG,الشؤون العامة,Affaires générales,General affairs,`,
  ];
  const dry = await importLines('units', lines, '--dry-run');
  const first = await importLines('units', lines);
  const second = await importLines('units', lines);
  const { units } = await partsOf(province, (each) => each.units.length > 0);
  const token = await hub.tokenFor(province);
  const record = await hub.graphql(
    token,
    `mutation { registerEntryRecord(input: {
      idempotencyKey: "r", direction: IN, medium: PAPER, subject: "Demande", counterpartName: "X" }) { registerEntry { id } } }`,
  );
  const assign = await hub.graphql(
    token,
    `mutation Assign($id: ID!) { registerEntryAssign(input: { idempotencyKey: "a", registerEntryId: $id, unitCode: "DAG-RH" }) {
      registerEntry { dispatches { unit { name { fr } } } } userErrors { code } } }`,
    { id: record.data!['registerEntryRecord'].registerEntry.id },
  );
  const renamed = await importLines('units', [`${province},DAG,الشؤون العامة,Affaires intérieures,Home affairs,`]);
  const after = await partsOf(province, (each) => each.units[0].name.fr === 'Affaires intérieures');
  expect({
    counts: [dry.counts, first.counts, second.counts, renamed.counts],
    units,
    assigned: assign.data!['registerEntryAssign'],
    kept: after.units.map(({ code }: any) => code as string),
  }).toEqual({
    counts: [
      [2, 0, 0],
      [2, 0, 0],
      [0, 0, 2],
      [0, 1, 0],
    ],
    units: [
      { code: 'DAG', name: { fr: 'Affaires générales' }, parent: null },
      { code: 'DAG-RH', name: { fr: 'Ressources humaines' }, parent: { code: 'DAG' } },
    ],
    assigned: { registerEntry: { dispatches: [{ unit: { name: { fr: 'Ressources humaines' } } }] }, userErrors: [] },
    kept: ['DAG', 'DAG-RH'],
  });
});

test('an institution gets functions, and letters can be addressed to them', async () => {
  const { counts } = await importLines('functions', [
    `${province},DAG,الشؤون العامة,Affaires générales,General affairs`,
  ]);
  const { functionAddresses } = await partsOf(province, (each) =>
    each.functionAddresses.some(({ code }: any) => code === 'DAG'),
  );
  expect([counts, functionAddresses.filter(({ code }: any) => code === 'DAG')]).toEqual([
    [1, 0, 0],
    [{ code: 'DAG', name: { ar: 'الشؤون العامة' } }],
  ]);
});

test('every fault of every line is told with its number, and nothing is imported', async () => {
  const before = await generation();
  const { code, counts, told } = await importLines('units', [
    `XX-1,A,ا,A,A,`,
    `${province},${'A'.repeat(33)},ا,A,A,`,
    `${province},N1,,A,,`,
    `${province},N2,ا,A,A,NONE`,
    `${province},N3,ا,A,A,N4`,
    `${province},N4,ا,A,A,N3`,
    `${province},N1,ا,A,A,`,
    `${province},N5,ا,A`,
    `${province},N6,ا,${'x'.repeat(301)},A,`,
  ]);
  const faults = [...told.matchAll(/^line (\d+): (?:(\w+): )?/gm)].map(
    ([, line, column]) => `${line} ${column ?? '-'}`,
  );
  expect({ code, counts, faults, unchanged: await generation() }).toEqual({
    code: 1,
    counts: null,
    faults: [
      '2 institution_code',
      '3 code',
      '4 name_ar',
      '4 name_en',
      '5 parent_unit_code',
      '6 parent_unit_code',
      '7 parent_unit_code',
      '8 code',
      '9 -',
      '10 name_fr',
    ],
    unchanged: before,
  });
});

test('a header without a column is told, and so is one with a column of another list', async () => {
  const { code, told } = await importBytes('functions', `${headers.units.replace('name_en', 'name')}\n`);
  expect([code, [...told.matchAll(/^line (\d+): (\w+): /gm)].map(([, line, column]) => `${line} ${column}`)]).toEqual([
    1,
    ['1 name_en', '1 name', '1 parent_unit_code'],
  ]);
});
