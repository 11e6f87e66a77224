import { setTimeout as pause } from 'node:timers/promises';
import { operationReads } from '../../src/platform/database.js';
import { createLanes } from '../../src/platform/lanes.js';
import type { Operation } from '../../src/evidence/operation.js';
import { institutionList } from '../../src/start/institutionList.js';
import { getDirectory } from '../../src/subgraphs/directory/institutions.js';
import { startHub, type TestHub } from '../support/hub.js';

const known = institutionList();

let hub: TestHub;
beforeAll(async () => (hub = await startHub()), 60_000);
afterAll(() => hub.close());

const search = async (args: string): Promise<string[]> => {
  const { data, text } = await hub.graphql(null, `{ institutions(${args}) { nodes { code } } }`);
  if (data?.['institutions'] == null) throw new Error(text);
  return data['institutions'].nodes.map(({ code }: { code: string }) => code);
};

const readAll = async (args: string, first: number): Promise<string[]> => {
  const codes: string[] = [];
  let after = '';
  for (;;) {
    const { data, text } = await hub.graphql(
      null,
      `{ institutions(first: ${first}${args}${after}) { edges { cursor node { code } } pageInfo { hasNextPage endCursor } } }`,
    );
    if (data?.['institutions'] == null) throw new Error(text);
    const { edges, pageInfo } = data['institutions'];
    codes.push(...edges.map(({ node }: any) => node.code as string));
    if (pageInfo.hasNextPage === false) return codes;
    after = `, after: "${pageInfo.endCursor}"`;
  }
};

test('anybody reads an institution, its names, functions, parent and region', async () => {
  const { data } = await hub.graphql(
    null,
    `{ institution(code: "MA-COM-0012") {
      kind status ice name { fr text(languages: [EN]) first: text } parent { code } region { code kind }
      functionAddresses { code name { ar } } reachability { channel }
    } none: institution(code: "MA-COM-9999") { id } }`,
  );
  const row = known.find(({ code }) => code === 'MA-COM-0012')!;
  expect(data).toEqual({
    institution: {
      kind: 'COMMUNE',
      status: 'ACTIVE',
      ice: null,
      name: { fr: row.name_fr, text: row.name_en, first: row.name_fr },
      parent: { code: 'MA-PRO-0005' },
      region: { code: 'MA-REG-05', kind: 'REGION' },
      functionAddresses: expect.arrayContaining([{ code: 'BO', name: { ar: 'مكتب الضبط' } }]) as unknown,
      reachability: { channel: 'SYSTEM' },
    },
    none: null,
  });
});

test.each([7, 60, 100])('pages of %i show each institution once, by code', async (first) => {
  expect(await readAll('', first)).toEqual(known.map(({ code }) => code).sort());
});

test('pages of one show each region once, by code', async () => {
  const regions = known.filter(({ kind }) => kind === 'REGION').map(({ code }) => code);
  expect(await readAll(', filter: { kinds: [REGION] }', 1)).toEqual([...regions].sort());
});

test('an institution is found by its code and by its name in each language, among the first', async () => {
  const missed: string[] = [];
  // all of them would take minutes
  for (const { code, name_ar, name_fr, name_en } of known.filter((_, at) => at % 12 === 0)) {
    const aliases = [code, code.toLowerCase(), name_ar, name_fr, name_en].map(
      (words, at) => `w${at}: institutions(search: ${JSON.stringify(words)}, first: 3) { nodes { code } }`,
    );
    const { data } = await hub.graphql(null, `{ ${aliases.join(' ')} }`);
    const lists = Object.values(data!) as { nodes: { code: string }[] }[];
    missed.push(
      ...lists.flatMap(({ nodes }, at) =>
        nodes.some((node) => node.code === code) ? [] : [`${code} by spelling ${at}`],
      ),
    );
  }
  expect(missed).toEqual([]);
}, 240_000);

test('accents, case, Arabic letter forms, diacritics and one letter dropped do not matter', async () => {
  const [exact, ...variants] = await Promise.all(
    [
      'Ministère de l’Intérieur',
      'MINISTERE DE L INTERIEUR',
      'ministere interieur',
      "Ministére de l'Interieur",
      'وزارة الداخلية',
      'وِزارَةُ الدّاخِلِيّة',
      'وزاره الداخليه',
      'وزارة الداخلىة',
      'وزارة الداخية',
    ].map(async (words) => (await search(`search: ${JSON.stringify(words)}, first: 5`)).includes('MA-MIN-0001')),
  );
  expect([exact, ...variants]).toEqual(Array(9).fill(true));
});

test('a name is found as it is heard, whatever the letters that write it', async () => {
  const heard = [
    ['Tetwan', 'Tétouan'],
    ['warzazat', 'Ouarzazate'],
    ['khribga', 'Khouribga'],
    ['sidi qasem', 'Sidi Kacem'],
    ['Mrakch', 'Marrakech'],
    ['ouaouizarth', 'Ouaouizeght'],
    ['Chichawa', 'Chichaoua'],
    ['Wazzan', 'Ouezzane'],
    ['yusufia', 'Youssoufia'],
    ['prov. Al Hawz', 'Al Haouz'],
  ] as const;
  const missed: string[] = [];
  for (const [words, name] of heard) {
    const { data } = await hub.graphql(
      null,
      'query Heard($words: String!) { institutions(search: $words, first: 3) { nodes { name { fr } } } }',
      { words },
    );
    const names = data!['institutions'].nodes.map((node: any) => node.name.fr as string) as string[];
    if (!names.some((fr) => fr.replace('-', ' ').endsWith(name))) missed.push(`${words}: ${names.join(' | ')}`);
  }
  expect(missed).toEqual([]);
});

test('pages of a search go on by rank, with no loss and no repetition', async () => {
  const whole = await search('search: "azilal", first: 100');
  expect(whole.length).toBeGreaterThan(2);
  expect([await readAll(', search: "azilal"', 1), await readAll(', search: "azilal"', 2)]).toEqual([whole, whole]);
});

test.each(['%', '_', "'; drop table directory.institution --", '\\', '()', '*:*', '\u200f', 'zzzzzzzz'])(
  'a search for %p finds nothing and breaks nothing',
  async (words) => {
    expect(await search(`search: ${JSON.stringify(words)}`)).toEqual([]);
  },
);

test('each filter holds, and all that are given together', async () => {
  const idOf = async (code: string) =>
    (await hub.graphql(null, `{ institution(code: "${code}") { id } }`)).data!['institution'].id as string;
  const [region, province] = [await idOf('MA-REG-05'), await idOf('MA-PRO-0005')];
  const codes = (holds: (row: (typeof known)[number]) => boolean) =>
    known
      .filter(holds)
      .map(({ code }) => code)
      .sort();
  const ask = (filter: string) => readAll(`, filter: { ${filter} }`, 100);
  expect({
    kinds: await ask('kinds: [REGION, COURT]'),
    noKind: await ask('kinds: []'),
    region: await ask(`regionId: "${region}"`),
    parent: await ask(`parentId: "${province}"`),
    reachable: await ask('reachable: false'),
    together: await ask(`kinds: [COMMUNE], regionId: "${region}", reachable: true`),
    foreignId: await ask('parentId: "nonsense"'),
  }).toEqual({
    kinds: codes(({ kind }) => kind === 'REGION' || kind === 'COURT'),
    noKind: [],
    region: codes(({ region_code }) => region_code === 'MA-REG-05'),
    parent: codes(({ parent_code }) => parent_code === 'MA-PRO-0005'),
    reachable: codes(({ channel }) => channel === 'NOT_CONNECTED'),
    together: codes(
      ({ kind, region_code, channel }) =>
        kind === 'COMMUNE' && region_code === 'MA-REG-05' && channel !== 'NOT_CONNECTED',
    ),
    foreignId: [],
  });
});

test('a search that is too long, and a cursor that is not of this list, are refused', async () => {
  const inbox = await hub.graphql(await hub.tokenFor('MA-MIN-0001'), '{ mailboxEvents { pageInfo { endCursor } } }');
  const answers = await Promise.all(
    [
      `search: "${'a'.repeat(201)}"`,
      `after: "${inbox.data!['mailboxEvents'].pageInfo.endCursor}"`,
      'after: "x"',
      'first: 0',
    ].map((args) => hub.graphql(null, `{ institutions(${args}) { nodes { code } } }`)),
  );
  expect(answers.map(({ errors }) => errors?.[0]?.extensions['code'])).toEqual(Array(4).fill('BAD_USER_INPUT'));
});

test('what another process changes is seen by this one within a tick', async () => {
  await hub.graphql(null, '{ institution(code: "MA-COM-0289") { status } }');
  await hub.look(
    `update directory.institution set name_en = 'Renamed', channel = 'NOT_CONNECTED' where code = 'MA-COM-0289'`,
  );
  for (;;) {
    const { data } = await hub.graphql(
      null,
      '{ institution(code: "MA-COM-0289") { name { en } reachability { channel } } }',
    );
    if (data!['institution'].name.en === 'Renamed') {
      expect(data!['institution'].reachability).toEqual({ channel: 'NOT_CONNECTED' });
      return;
    }
    await pause(20);
  }
});

test('where no tick is heard the generation is read each time, in one flush with what has changed', async () => {
  let flushes = 0;
  const lanes = createLanes(4);
  const deafHub = { ...hub.opened.hub, generation: () => null };
  const look = async () => {
    const reads = operationReads(
      hub.opened.hub.pool,
      { run: (key, work) => ((flushes += 1), lanes.run(key, work)) },
      null,
    );
    const memos = new Map<object, unknown>();
    const memo = <Value>(key: object, make: () => Value): Value => {
      if (!memos.has(key)) memos.set(key, make());
      return memos.get(key) as Value;
    };
    return getDirectory({ hub: deafHub, db: reads, memo } as unknown as Operation);
  };
  const first = await look();
  const again = await look();
  await hub.look(`update directory.institution set name_en = 'Renamed again' where code = 'MA-COM-0257'`);
  const changed = await look();
  expect([flushes, again === first, changed.byCode.get('MA-COM-0257')?.name_en, changed.byCode.size]).toEqual([
    3,
    true,
    'Renamed again',
    first.byCode.size,
  ]);
});

test('of two that are named alike the one that a letter can reach stands first, with or without its kind before the name', async () => {
  await hub.look(`
    insert into directory.institution (id, code, kind, name_ar, name_fr, name_en, status, channel, source)
    values (gen_random_uuid(), 'AA-COM-1', 'COMMUNE', 'أفورار', 'Afourar', 'Afourar', 'ACTIVE', 'NOT_CONNECTED', 'UNVERIFIED')`);
  // what is added is announced within a tick
  while ((await search('search: "AA-COM-1"')).length === 0);
  const found: string[][] = [];
  for (const words of ['afourar', 'افورار', 'commune afurar']) {
    found.push(await search(`search: ${JSON.stringify(words)}, first: 2`));
  }
  expect(found).toEqual(Array(3).fill(['MA-COM-0012', 'AA-COM-1']));
});
