import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { createPool, inTransaction, operationReads, type ActingAs, type Pool } from '../../src/platform/database.js';
import { createLanes } from '../../src/platform/lanes.js';
import { sql } from '../../src/platform/sql.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let superuser: pg.Client;
const pools: Pool[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  await superuser.query(`
    create table public.note (institution_id uuid, text text);
    alter table public.note enable row level security;
    alter table public.note force row level security;
    create policy note_own on public.note to wasl_app
      using (institution_id = wasl.institution()) with check (institution_id = wasl.institution());
    grant select, insert, update on public.note to wasl_app`);
}, 60_000);
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await superuser.end();
  await database.drop();
});

const givenPool = (max = 4): Pool => {
  const pool = createPool(database.urls.app, { max, onError: () => {} });
  pools.push(pool);
  return pool;
};
const institutionId = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const institution = (n: number): ActingAs => ({
  institutionId: institutionId(n),
  clientId: institutionId(n),
  functions: null,
});
const whoami = sql`select wasl.institution() as id, pg_backend_pid() as pid`;
const add = (n: number, text: string) =>
  sql`insert into public.note (institution_id, text) values (${institutionId(n)}, ${text})`;
const textsOf = async (): Promise<string[]> =>
  (await superuser.query<{ text: string }>('select text from public.note order by text')).rows.map(({ text }) => text);
const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no refusal',
    (error: { code?: string; retryable?: boolean; retryAfterSeconds?: number }) => [
      error.code,
      error.retryable,
      error.retryAfterSeconds,
    ],
  );
afterEach(() => superuser.query('delete from public.note'));

test('operations that interleave on few connections each see their own institution alone', async () => {
  const pool = givenPool(2);
  const lanes = createLanes(2);
  const seen = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const db = operationReads(pool, lanes, institution(n));
      const reads = await Promise.all([db.one<{ id: string }>(whoami), db.one<{ id: string }>(whoami)]);
      await inTransaction(pool, institution(n), async (tx) => tx.finish(add(n, `n${n}`)));
      const rows = await db.many<{ text: string }>(sql`select text from public.note`);
      return [...reads.map(({ id }) => id), ...rows.map(({ text }) => text)];
    }),
  );
  expect(seen).toEqual(seen.map((_, n) => [institutionId(n), institutionId(n), `n${n}`]));
});

test('the statements of one turn share a snapshot and a connection, and none is kept between turns', async () => {
  const pool = givenPool(1);
  const db = operationReads(pool, createLanes(1), institution(1));
  const [a, b] = await Promise.all([
    db.one(sql`select txid_current_snapshot()::text as snapshot, pg_backend_pid() as pid`),
    db.one(sql`select txid_current_snapshot()::text as snapshot, pg_backend_pid() as pid from pg_sleep(0.05)`),
  ]);
  expect(a).toEqual(b);
  expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
});

test('a connection that was used for an institution is none’s afterwards', async () => {
  const pool = givenPool(1);
  await operationReads(pool, createLanes(1), institution(1)).one(whoami);
  await expect(operationReads(pool, createLanes(1), null).one(whoami)).rejects.toMatchObject({ code: '22P02' });
});

test('a read cannot write', async () => {
  const db = operationReads(givenPool(), createLanes(1), institution(1));
  expect(await refusal(db.many(add(1, 'written')))).toEqual(['25006', undefined, undefined]);
  expect(await textsOf()).toEqual([]);
});

test('an error in the middle of a flush is told as its cause, and leaves the connection in use', async () => {
  const pool = givenPool(1);
  const db = operationReads(pool, createLanes(1), institution(1));
  const first = await db.one<{ pid: number }>(whoami);
  const answers = await Promise.allSettled([db.one(whoami), db.one(sql`select 1 / 0`), db.one(whoami)]);
  const after = await db.one<{ pid: number }>(whoami);
  expect(
    answers.map((answer) => (answer.status === 'rejected' ? (answer.reason as { code: string }).code : 'answered')),
  ).toEqual(['22012', '22012', '22012']);
  expect(after.pid).toBe(first.pid);
});

test('a transaction whose work fails between statements leaves nothing', async () => {
  const pool = givenPool(1);
  const work = inTransaction(pool, institution(1), async (tx) => {
    await tx.many(add(1, 'half'));
    throw new Error('the work failed');
  });
  await expect(work).rejects.toThrow('the work failed');
  await expect(inTransaction(pool, institution(1), async (tx) => tx.finish(sql`select 1 / 0`))).rejects.toMatchObject({
    code: '22012',
  });
  await expect(
    inTransaction(
      pool,
      institution(1),
      async (tx) => void (await Promise.all([tx.many(add(1, 'whole')), tx.many(sql`select 1 / 0`)])),
    ),
  ).rejects.toMatchObject({ code: '22012' });
  expect([await textsOf(), pool.totalCount, pool.idleCount]).toEqual([[], 1, 1]);
});

test('a statement refused on our side is not sent, and nothing of its transaction is committed', async () => {
  const pool = givenPool(1);
  const work = (text: string) =>
    inTransaction(pool, institution(1), async (tx) => {
      const first = tx.many(add(1, 'first'));
      return Promise.all([first, tx.finish(add(1, text))]);
    });
  expect(await refusal(work('a\u0000b'))).toEqual(['BAD_USER_INPUT', false, undefined]);
  expect(await refusal(work('\ud800'))).toEqual(['BAD_USER_INPUT', false, undefined]);
  expect(await textsOf()).toEqual([]);
  await work('good');
  expect(await textsOf()).toEqual(['first', 'good']);
});

test('what a statement left behind fails after its work has thrown ends nobody’s process', async () => {
  const unhandled: unknown[] = [];
  const listener = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', listener);
  const work = inTransaction(givenPool(1), institution(1), async (tx) => {
    void tx.many(sql`select 1 / 0`);
    void tx.one(sql`select 1 where false`);
    throw new Error('thrown first');
  });
  await expect(work).rejects.toThrow('thrown first');
  await pause(100);
  process.off('unhandledRejection', listener);
  expect(unhandled).toEqual([]);
});

test('a commit that PostgreSQL turns into a rollback is an error', async () => {
  const pool = givenPool(1);
  const work = inTransaction(pool, institution(1), async (tx) => {
    await tx.many(sql`select 1 / 0`).catch(() => {});
    await tx.finish(add(1, 'never'));
  });
  await expect(work).rejects.toThrow();
  expect(await textsOf()).toEqual([]);
});

test('a full pool answers BUSY, and works again when there is room', async () => {
  const pool = givenPool(1);
  pool.options.connectionTimeoutMillis = 200;
  const client = await pool.connect();
  const db = operationReads(pool, createLanes(4), institution(1));
  expect(await refusal(db.one(whoami))).toEqual(['BUSY', true, 1]);
  expect(await refusal(inTransaction(pool, institution(1), async () => {}))).toEqual(['BUSY', true, 1]);
  client.release();
  expect(await db.one(whoami)).toMatchObject({ id: institutionId(1) });
});

test('a lock and a statement that take too long answer BUSY, and the connection goes on', async () => {
  const pool = givenPool(1);
  await inTransaction(pool, institution(1), async (tx) => tx.finish(add(1, 'locked')));
  await superuser.query('begin');
  await superuser.query('select from public.note for update');
  const update = inTransaction(pool, institution(1), async (tx) => {
    await tx.many(sql`set local lock_timeout = '100ms'`);
    await tx.finish(sql`update public.note set text = 'changed'`);
  });
  expect(await refusal(update)).toEqual(['BUSY', true, 1]);
  await superuser.query('rollback');
  const slow = inTransaction(pool, institution(1), async (tx) => {
    await tx.many(sql`set local statement_timeout = '100ms'`);
    await tx.finish(sql`select pg_sleep(5)`);
  });
  expect(await refusal(slow)).toEqual(['BUSY', true, 1]);
  expect([await textsOf(), pool.totalCount, pool.idleCount]).toEqual([['locked'], 1, 1]);
});

test('connections that the server ends, idle or at work, cost a BUSY at most, and are replaced', async () => {
  const pool = givenPool(2);
  const db = operationReads(pool, createLanes(2), institution(1));
  const end = (pid: number) => superuser.query('select pg_terminate_backend($1)', [pid]);
  const whenAsleep = async (pid: number): Promise<void> => {
    const asleep = `select from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'`;
    while ((await superuser.query(asleep, [pid])).rowCount === 0) await pause(5);
  };
  const idle = await db.one<{ pid: number }>(whoami);
  await end(idle.pid);
  // the pool lets go of it when it hears of its end
  while (pool.totalCount > 0) await pause(5);
  const next = await db.one<{ pid: number }>(whoami);
  const working = refusal(
    inTransaction(pool, institution(1), async (tx) => {
      const { pid } = await tx.one<{ pid: number }>(whoami);
      await tx.many(add(1, 'lost'));
      void whenAsleep(pid).then(() => end(pid));
      await tx.finish(sql`select pg_sleep(4)`);
    }),
  );
  expect(await working).toEqual(['BUSY', true, 1]);
  const betweenStatements = refusal(
    inTransaction(pool, institution(1), async (tx) => {
      const { pid } = await tx.one<{ pid: number }>(whoami);
      await end(pid);
      await pause(50);
      await tx.finish(add(1, 'lost'));
    }),
  );
  expect(await betweenStatements).toEqual(['BUSY', true, 1]);
  expect((await db.one<{ pid: number }>(whoami)).pid).not.toBe(idle.pid);
  expect([next.pid === idle.pid, await textsOf()]).toEqual([false, []]);
});

test('a lane lets no more through than its width, in order of arrival, and others pass', async () => {
  const lanes = createLanes(2);
  const started: string[] = [];
  const open: (() => void)[] = [];
  const work = (name: string) => () => {
    started.push(name);
    return new Promise<void>((resolve) => open.push(resolve));
  };
  const all = ['a1', 'a2', 'a3', 'a4'].map((name) => lanes.run('a', work(name)));
  const other = lanes.run('b', async () => started.push('b1'));
  await other;
  expect(started).toEqual(['a1', 'a2', 'b1']);
  open.shift()!();
  await all[0];
  await Promise.resolve();
  expect(started).toEqual(['a1', 'a2', 'b1', 'a3']);
  await expect(lanes.run('c', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  while (open.length > 0 || started.length < 5) {
    open.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  open.forEach((resolve) => resolve());
  await Promise.all(all);
});
