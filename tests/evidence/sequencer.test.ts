import { plainReads } from '../../src/platform/database.js';
import { sql } from '../../src/platform/sql.js';
import { systemClock } from '../../src/platform/clock.js';
import { startSequencer, type Sequencer } from '../../src/evidence/sequencer.js';
import { countPlaced, givenActs, givenLog, silent, type GivenLog } from './givenLog.js';

const flood = '00000000-0000-4000-8000-00000000000a';
const other = '00000000-0000-4000-8000-00000000000b';

let given: GivenLog;
let running: Sequencer[] = [];
beforeEach(async () => {
  given = await givenLog();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((sequencer) => sequencer.stop()));
  await given.close();
});

const start = (options: { tickMs?: number; batch?: number } = {}): Sequencer => {
  const sequencer = startSequencer({ pool: given.poolOf('seal'), clock: systemClock, log: silent, ...options });
  running.push(sequencer);
  return sequencer;
};

/** A sequencer that works only when told to. */
const startQuiet = async (options: { batch?: number } = {}): Promise<Sequencer> => {
  const sequencer = start({ tickMs: 1_000_000, ...options });
  await sequencer.tick();
  return sequencer;
};

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const giveUpAtMs = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > giveUpAtMs) throw new Error('It did not come to be in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const pendingCount = async (): Promise<number> => {
  const { rows } = await given.superuser.query<{ count: number }>('select count(*) from evidence.pending');
  return rows[0]!.count;
};

test('gives dense indexes and dense positions in commit order', async () => {
  const sequencer = await startQuiet({ batch: 7 });
  await givenActs(
    given.superuser,
    Array.from({ length: 40 }, (_, at) => ({ author: flood, mailbox: at % 2 === 0 ? [other, flood] : [other] })),
  );
  const placed = await sequencer.tick();
  const { rows } = await given.superuser.query<{ ordered: boolean }>(
    `select array_agg(seq order by index) = array_agg(seq order by seq) as ordered from evidence.leaf`,
  );
  expect([placed, await countPlaced(given.superuser), rows]).toEqual([
    40,
    { leaves: 40, dense: true, positions: 60 },
    [{ ordered: true }],
  ]);
});

test('gives an access event an index and no position', async () => {
  const sequencer = await startQuiet();
  await givenActs(given.superuser, [{ author: flood, mailbox: [flood] }]);
  // acts and accesses are numbered apart: this one has the number of that act
  await given.superuser.query(
    `insert into evidence.pending (author, kind, seq) select $1, 'access', max(act.seq) from evidence.act`,
    [other],
  );
  await sequencer.tick();
  expect(await countPlaced(given.superuser)).toEqual({ leaves: 2, dense: true, positions: 1 });
});

test('lets a flood delay its author alone', async () => {
  const sequencer = await startQuiet();
  await givenActs(
    given.superuser,
    Array.from({ length: 10_000 }, () => ({ author: flood, mailbox: [flood] })),
  );
  await givenActs(
    given.superuser,
    Array.from({ length: 10 }, () => ({ author: other, mailbox: [other] })),
  );
  await sequencer.tick();
  const { rows } = await given.superuser.query<{ last: number }>(
    `select max(leaf.index) as last from evidence.leaf join evidence.act using (seq) where act.institution_id = $1`,
    [other],
  );
  // in the first round of several
  expect([rows[0]!.last < 5_000, await countPlaced(given.superuser)]).toEqual([
    true,
    { leaves: 10_010, dense: true, positions: 10_010 },
  ]);
});

test('places what happened first before what followed from it, whoever did it', async () => {
  const sequencer = await startQuiet();
  await givenActs(given.superuser, [{ author: flood }, { author: flood, mailbox: [other] }]);
  await givenActs(given.superuser, [{ author: other, mailbox: [other] }]);
  await sequencer.tick();
  const { rows } = await given.superuser.query<{ seq: string }>(
    'select act_seq as seq from evidence.feed where institution_id = $1 order by position',
    [other],
  );
  expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map(({ seq }) => Number(seq)).sort((a, b) => a - b));
  expect(rows).toHaveLength(2);
});

test('places everything once when several work and writers go on', async () => {
  for (let at = 0; at < 3; at += 1) start({ tickMs: 5, batch: 50 });
  for (let at = 0; at < 30; at += 1) {
    await givenActs(
      given.superuser,
      Array.from({ length: 20 }, () => ({ author: at % 3 === 0 ? other : flood, mailbox: [other] })),
    );
  }
  await until(async () => (await pendingCount()) === 0);
  expect(await countPlaced(given.superuser)).toEqual({ leaves: 600, dense: true, positions: 600 });
});

test('waits for nobody while another process is at it', async () => {
  await givenActs(given.superuser, [{ author: flood }]);
  await given.superuser.query(`begin; select pg_advisory_xact_lock(hashtextextended('evidence.sequence', 0))`);
  const sequencer = await startQuiet();
  const meanwhile = await sequencer.tick();
  await given.superuser.query('commit');
  expect([meanwhile, await sequencer.tick()]).toEqual([0, 1]);
});

test('leaves nothing of a round that was cut off', async () => {
  await givenActs(
    given.superuser,
    Array.from({ length: 20 }, () => ({ author: flood, mailbox: [other] })),
  );
  await given.superuser.query('begin');
  await given.superuser.query('set local role wasl_seal');
  await given.superuser.query('select * from evidence.sequence(10)');
  await given.superuser.query('rollback');
  const sequencer = await startQuiet();
  await sequencer.tick();
  expect(await countPlaced(given.superuser)).toEqual({ leaves: 20, dense: true, positions: 20 });
});

test('goes on after its connections were killed', async () => {
  start({ tickMs: 5 });
  for (let at = 0; at < 10; at += 1) {
    await givenActs(
      given.superuser,
      Array.from({ length: 20 }, () => ({ author: flood, mailbox: [other] })),
    );
    await given.superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'wasl_seal' and datname = current_database()`,
    );
  }
  await until(async () => (await pendingCount()) === 0);
  expect(await countPlaced(given.superuser)).toEqual({ leaves: 200, dense: true, positions: 200 });
});

test('runs past the last partition', async () => {
  await given.superuser.query('update evidence.log_state set next_index = 2999990');
  await given.superuser.query(`select setval('evidence.act_seq', 2999980)`);
  start({ tickMs: 5 });
  await until(async () => (await given.superuser.query(`select from pg_class where relname = 'act_4'`)).rowCount === 1);
  await givenActs(
    given.superuser,
    Array.from({ length: 40 }, () => ({ author: flood, mailbox: [other] })),
  );
  await until(async () => (await pendingCount()) === 0);
  const { rows } = await given.superuser.query(
    `select min(index), max(index), count(*), (select count(*) from evidence.act_3) as "inNext" from evidence.leaf`,
  );
  expect(rows).toEqual([{ min: 2_999_990, max: 3_000_029, count: 40, inNext: 21 }]);
});

test('protects each partition that it makes', async () => {
  await given.superuser.query('update evidence.log_state set next_index = 5000000');
  await startQuiet();
  const { rows } = await given.superuser.query<{ open: string[] | null }>(
    `select array_agg(relname) as open from pg_class join pg_namespace n on n.oid = relnamespace
      where nspname = 'evidence' and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
  );
  expect(rows).toEqual([{ open: null }]);
});

test('commits nothing when nothing is pending', async () => {
  const db = plainReads(given.poolOf('seal'));
  const round = () =>
    db.one<{ wrote: boolean }>(sql`
    select pg_current_xact_id_if_assigned() is not null as wrote from evidence.sequence(10)`);
  expect(await round()).toEqual({ wrote: false });
});
