import { asOwner } from '../../src/platform/asOwner.js';
import { migrate, type Mode } from '../../src/platform/migrate.js';
import { institutionList } from '../../src/start/institutionList.js';
import { seedDirectory } from '../../src/start/seedDirectory.js';
import { importInstitutions } from '../../src/subgraphs/directory/importInstitutions.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startHub } from '../support/hub.js';

const all = institutionList();
/** What an earlier version shipped: nothing in it refers to what it leaves out. */
const fewer = all.filter(({ kind }) => kind === 'MINISTRY' || kind === 'REGION');
const opened: TestDatabase[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.drop();
});

/** A database whose directory an earlier version filled, which kept no record of it. */
const givenOlder = async (mode: Mode, changes: Partial<(typeof all)[number]> = {}): Promise<TestDatabase> => {
  const database = await createTestDatabase({ empty: true });
  opened.push(database);
  await migrate({ ownerUrl: database.urls.migrate, mode, rolePassword: null });
  const lines = fewer.map((values, at) => ({
    line: at + 2,
    values: values.code === 'MA-MIN-0001' ? { ...values, ...changes } : values,
  }));
  await asOwner(database.urls.migrate, async (owner) => {
    await owner.query('begin');
    await importInstitutions(owner, { lines, faults: [] });
    await owner.query('commit');
  });
  return database;
};

const seed = async ({ urls }: TestDatabase): Promise<readonly string[]> => {
  const told: string[] = [];
  await seedDirectory(urls.migrate, (message) => told.push(message));
  return told;
};

const change = (database: TestDatabase, statement: string): Promise<unknown> =>
  asOwner(database.urls.migrate, (owner) => owner.query(statement));

/** Everything of the directory, and what tells processes to read it again. */
const snapshot = ({ urls }: TestDatabase): Promise<Readonly<Record<string, unknown>>> =>
  asOwner(urls.migrate, async (owner) => {
    const { rows } = await owner.query<Readonly<Record<string, unknown>>>(`
      select
        (select count(*)::integer from directory.institution) as institutions,
        (select md5(string_agg(i::text, '' order by i.code)) from directory.institution i) as digest,
        (select count(*)::integer from directory.function_address) as functions,
        (select count(*)::integer from directory.unit) as units,
        (select count(*)::integer from directory.unit where parent_id is not null) as "unitsBelow",
        (select count(*)::integer from access.client) as clients,
        (select count(*)::integer from directory.import) as imports,
        (select string_agg(g.kind || g.value, ' ' order by g.kind) from wasl.generation g) as generations`);
    return rows[0]!;
  });

/** How much there is in a directory that this version made. */
const countsOfNew = async (): Promise<Readonly<Record<string, unknown>>> => {
  const database = await createTestDatabase();
  opened.push(database);
  const { digest: _, generations: __, ...counts } = await snapshot(database);
  return counts;
};

test('a sandbox of an earlier version takes over what this one ships, once, each institution with its client', async () => {
  const database = await givenOlder('sandbox', { name_fr: 'Ministère ancien' });
  const first = await seed(database);
  const hub = await startHub({ database });
  await hub.tokenFor('MA-COM-0012');
  const { data } = await hub.graphql(
    null,
    `{ institutions(search: "افورار", first: 1) { nodes { code } } institution(code: "MA-MIN-0001") { name { fr } } }`,
  );
  await hub.close();
  await change(database, `update directory.institution set name_fr = 'Le nôtre' where code = 'MA-MIN-0002'`);
  const before = await snapshot(database);
  const second = await seed(database);
  expect({ told: [first.length, second], data, before, after: await snapshot(database) }).toEqual({
    told: [1, []],
    data: {
      institutions: { nodes: [{ code: 'MA-COM-0012' }] },
      institution: { name: { fr: all.find(({ code }) => code === 'MA-MIN-0001')!.name_fr } },
    },
    before: {
      ...(await countsOfNew()),
      digest: expect.any(String) as unknown,
      generations: expect.any(String) as unknown,
    },
    after: before,
  });
}, 120_000);

test('a list that contradicts what was imported is left aside whole, and told', async () => {
  const database = await givenOlder('sandbox', { status: 'CLOSED' });
  const before = await snapshot(database);
  const told = await seed(database);
  expect([told, await snapshot(database)]).toEqual([[expect.stringMatching(/line \d+: status: /) as unknown], before]);
}, 60_000);

test('in production nothing is imported by itself', async () => {
  const database = await givenOlder('production');
  const before = await snapshot(database);
  expect([await seed(database), await snapshot(database)]).toEqual([[], before]);
}, 60_000);

test('runners on several databases of one server do not take from one another what the owner is lent', async () => {
  const databases = await Promise.all([1, 2, 3, 4].map(() => createTestDatabase({ empty: true })));
  opened.push(...databases);
  await Promise.all(
    databases.map(({ urls }) => migrate({ ownerUrl: urls.migrate, mode: 'sandbox', rolePassword: null })),
  );
  for (const { urls } of databases) {
    const applied = await asOwner(urls.migrate, (owner) => owner.query('select from migration.applied'));
    expect(applied.rowCount).toBeGreaterThan(20);
  }
});
