import { randomUUID } from 'node:crypto';
import {
  createPool,
  inTransaction,
  operationReads,
  plainReads,
  type ActingAs,
  type Pool,
  type Reads,
} from '../../src/platform/database.js';
import { createLanes } from '../../src/platform/lanes.js';
import { sql } from '../../src/platform/sql.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

// one connection, so that each operation gets that of the one before
let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.app, { max: 1, onError: () => {} });
}, 60_000);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const acting = (functions: ActingAs['functions']): ActingAs => ({
  institutionId: randomUUID(),
  clientId: randomUUID(),
  functions,
});
const [one, other] = [acting(['BO', 'S"G']), acting(null)];
const none = ['', '', ''];
const setting = sql`
  select array[current_setting('wasl.institution_id', true), current_setting('wasl.client_id', true),
    current_setting('wasl.functions', true)] as told`;
const settingOf = async (db: Reads): Promise<readonly string[]> =>
  (await db.one<{ told: readonly string[] }>(setting)).told;
const told = ({ institutionId, clientId, functions }: ActingAs): readonly string[] => [
  institutionId,
  clientId,
  functions === null ? '*' : String.raw`{BO,"S\"G"}`,
];
const reads = (actingAs: ActingAs | null): Reads => operationReads(pool, createLanes(2), actingAs);

test('a connection knows on whose behalf it works, and nothing after it', async () => {
  expect([
    await settingOf(reads(one)),
    await settingOf(reads(other)),
    await settingOf(plainReads(pool)),
    await settingOf(reads(null)),
  ]).toEqual([told(one), told(other), none, none]);
});

test('nothing of an institution is left by a transaction, whether it is kept or undone', async () => {
  await inTransaction(pool, one, (transaction) => transaction.finish(sql`select`));
  const afterCommit = await settingOf(plainReads(pool));
  await inTransaction(pool, one, async () => {
    throw new Error('undone');
  }).catch(() => {});
  const own = await inTransaction(pool, null, settingOf);
  expect([afterCommit, await settingOf(plainReads(pool)), own]).toEqual([none, none, none]);
});

test('operations that share one connection at the same moment each read as their own institution', async () => {
  const [a, b] = [reads(one), reads(other)];
  const found = await Promise.all(Array.from({ length: 20 }, (_, at) => settingOf(at % 2 === 0 ? a : b)));
  expect(found).toEqual(Array.from({ length: 20 }, (_, at) => told(at % 2 === 0 ? one : other)));
});

test('an instant comes with all six decimals, in UTC, whatever zeros it ends with', async () => {
  const row = await plainReads(pool).one(sql`
    select '2026-03-14 09:30:00.0349+01'::timestamptz as some, '2026-03-14 09:30:00+00'::timestamptz as none,
      '-infinity'::timestamptz as never`);
  expect(row).toEqual({ some: '2026-03-14T08:30:00.034900Z', none: '2026-03-14T09:30:00.000000Z', never: '-infinity' });
});

test('a read that fails costs its own flush, and the connection serves the next', async () => {
  await expect(reads(one).one(sql`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
  expect(await settingOf(reads(other))).toEqual(told(other));
});

test('a read cannot write', async () => {
  await expect(reads(one).many(sql`insert into wasl.idempotency default values`)).rejects.toMatchObject({
    code: '25006',
  });
});
