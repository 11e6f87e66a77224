import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { asOwner } from '../../src/platform/asOwner.js';
import { projectFile } from '../../src/platform/paths.js';
import { toQuery } from '../../src/platform/sql.js';
import { importInstitutions } from '../../src/subgraphs/directory/importInstitutions.js';
import { institutionColumns, type InstitutionColumn } from '../../src/subgraphs/directory/institutionColumns.js';
import { rankInstitutions } from '../../src/subgraphs/directory/rankInstitutions.js';
import { readInstitutionFile } from '../../src/subgraphs/directory/readInstitutionFile.js';
import { countTurns, watchTurns } from '../database/countTurns.js';
import { testServer } from '../support/database.js';
import { startHub, type TestHub } from '../support/hub.js';
import { searchQueries, type SearchQuery } from './searchQueries.js';

jest.setTimeout(300_000);

const watch = watchTurns(testServer().port);
afterAll(() => watch.stop());

const wanted = 950;
type Row = Readonly<Partial<Record<InstitutionColumn, string>>>;

/** Syllables of names, so that what is made up looks like what is asked for. */
const syllables = [
  ['Aït', 'آيت'],
  ['Oulad', 'أولاد'],
  ['Sidi', 'سيدي'],
  ['Bni', 'بني'],
  ['Aïn', 'عين'],
  ['Had', 'حد'],
  ['Ouled', 'أولاد'],
  ['Zaouïat', 'زاوية'],
] as const;
const stems = [
  ['Taza', 'تازة'],
  ['Kheir', 'الخير'],
  ['Mezguid', 'مزكيد'],
  ['Bouziane', 'بوزيان'],
  ["M'hamed", 'امحمد'],
  ['El Barka', 'البركة'],
  ['Ouarzag', 'ورزاك'],
  ['Afoulki', 'أفولكي'],
  ['Tamdoult', 'تمدولت'],
  ['Nemma', 'النمة'],
  ['Ghiata', 'غياتة'],
] as const;
const endings = [
  ['', ''],
  ['Charqia', 'الشرقية'],
  ['Gharbia', 'الغربية'],
  ['El Oued', 'الواد'],
  ['Jdid', 'الجديد'],
  ['Fouqania', 'الفوقانية'],
  ['Sahel', 'الساحل'],
  ['Jbel', 'الجبل'],
  ['Tahtania', 'التحتانية'],
  ['Azaghar', 'أزغار'],
  ['Tlat', 'الثلاثاء'],
] as const;
const written: Readonly<Record<SearchQuery['kind'], readonly [string, string]>> = {
  REGION: ['Région de', 'جهة'],
  PREFECTURE: ['Préfecture de', 'عمالة'],
  PROVINCE: ['Province de', 'إقليم'],
  COMMUNE: ['Commune de', 'جماعة'],
};

/** Those that are asked for, and as many made-up neighbours as make an import of 950 rows. */
const generateRows = (): readonly Row[] => {
  const asked = new Map(searchQueries.map(({ kind, fr, ar }) => [`${kind} ${fr}`, { kind, fr, ar }]));
  const made = syllables.flatMap(([fr, ar]) =>
    stems.flatMap(([stemFr, stemAr]) =>
      endings.map(([endFr, endAr]) => ({
        kind: 'COMMUNE' as const,
        fr: `${fr} ${stemFr} ${endFr}`,
        ar: `${ar} ${stemAr} ${endAr}`,
      })),
    ),
  );
  return [...asked.values(), ...made.slice(0, wanted - asked.size)].map(({ kind, fr, ar }, at) => ({
    code: `XT-${String(at).padStart(4, '0')}`,
    kind,
    parent_code: kind === 'COMMUNE' ? 'MA-PRO-0005' : '',
    region_code: '',
    name_fr: `${written[kind][0]} ${fr}`,
    name_ar: `${written[kind][1]} ${ar}`,
    name_en: fr,
    status: 'ACTIVE',
    channel: 'NOT_CONNECTED',
    source: 'UNVERIFIED',
  }));
};

const toCsv = (rows: readonly Row[]): Buffer => {
  const columns = institutionColumns.filter((column) => rows[0]?.[column] !== undefined);
  const lines = rows.map((row) => columns.map((column) => `"${(row[column] ?? '').replaceAll('"', '""')}"`).join(','));
  return Buffer.from([columns.join(','), ...lines, ''].join('\n'));
};

const givenImport = async (hub: TestHub, file: Buffer): Promise<number> =>
  asOwner(hub.database.urls.migrate, async (owner) => {
    await owner.query('begin');
    const { created } = await importInstitutions(owner, readInstitutionFile(file));
    await owner.query('commit');
    return created;
  });

const document = `query Find($words: String!) {
  institutions(search: $words, first: 3) { nodes { code kind name { fr } reachability { channel lastSeenAt } units { code } } }
}`;

const isMeant = ({ kind, fr }: SearchQuery, node: { kind: string; name: { fr: string } }): boolean =>
  node.kind === kind && (node.name.fr === fr || [' ', "'", '’'].some((before) => node.name.fr.endsWith(before + fr)));

/** The queries whose institution is not among the first three, and the most turns to the database that one took. */
const askAll = async (hub: TestHub): Promise<{ readonly missed: readonly string[]; readonly turns: number }> => {
  // what was imported is announced within a tick
  while (
    (await hub.graphql(null, document, { words: searchQueries[0]!.words })).data!['institutions'].nodes.length < 1
  );
  const missed: string[] = [];
  let most = 0;
  for (const query of searchQueries) {
    let nodes: { kind: string; name: { fr: string } }[] = [];
    const turns = await watch.during(async () => {
      const { data, text } = await hub.graphql(null, document, { words: query.words });
      if (data?.['institutions'] == null) throw new Error(text);
      nodes = data['institutions'].nodes as typeof nodes;
    });
    most = Math.max(most, countTurns(turns).directory);
    if (!nodes.some((node) => isMeant(query, node))) {
      missed.push(`${query.words}: ${nodes.map(({ name }) => name.fr).join(' | ')}`);
    }
  }
  return { missed, turns: most };
};

test('sixty names in other spellings, in both scripts, are found among the first three of an import of 950, in one turn', async () => {
  const hub = await startHub();
  try {
    const created = await givenImport(hub, toCsv(generateRows()));
    expect([searchQueries.length, created, await askAll(hub)]).toEqual([60, wanted, { missed: [], turns: 1 }]);
  } finally {
    await hub.close();
  }
});

const foreign = process.env['TEST_IMPORT_FILE'];
const testForeign = foreign === undefined ? test.skip : test;

testForeign('the same holds for the file that TEST_IMPORT_FILE names, mapped by the example', async () => {
  const mapped = execFileSync(process.execPath, [projectFile('examples', 'map-institutions.mjs')], {
    input: readFileSync(foreign!),
    maxBuffer: 1 << 26,
  });
  const hub = await startHub();
  try {
    const created = await givenImport(hub, mapped);
    expect([created > 900, await askAll(hub)]).toEqual([true, { missed: [], turns: 1 }]);
  } finally {
    await hub.close();
  }
});

test('words are looked up by index', async () => {
  const hub = await startHub();
  try {
    await givenImport(hub, toCsv(generateRows()));
    const { text, values } = toQuery(rankInstitutions('commune afurar'));
    // prepared, as for every caller
    await hub.look(`set plan_cache_mode = 'force_generic_plan'`);
    const before = await countScans(hub);
    await hub.look(text, values);
    const after = await countScans(hub);
    const grown = [...after].filter(([name, scans]) => scans > (before.get(name) ?? 0)).map(([name]) => name);
    expect(grown.sort()).toEqual([
      'institution_code',
      'institution_ice',
      'institution_word_word',
      'word_key',
      'word_near',
      'word_trigrams',
    ]);
  } finally {
    await hub.close();
  }
});

/** How often each index of the search was used, and its tables were read from end to end. */
const countScans = async (hub: TestHub): Promise<ReadonlyMap<string, number>> => {
  await hub.look('select pg_stat_force_next_flush()');
  const rows = await hub.look<{ name: string; scans: number }>(`
    select indexrelname as name, idx_scan as scans
      from pg_stat_user_indexes
     where indexrelname in (
       'institution_code', 'institution_ice', 'institution_word_word', 'word_key', 'word_near', 'word_trigrams')
    union all
    select relname || ' as a whole', seq_scan
      from pg_stat_user_tables
     where schemaname = 'directory' and relname in ('word', 'institution_word')`);
  return new Map(rows.map(({ name, scans }) => [name, scans]));
};
