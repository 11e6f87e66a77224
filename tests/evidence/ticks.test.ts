import { systemClock, type Clock } from '../../src/platform/clock.js';
import { startSequencer } from '../../src/evidence/sequencer.js';
import { listenToTicks, type Ticks } from '../../src/evidence/ticks.js';
import type { Tick } from '../../src/evidence/tick.js';
import { givenActs, givenLog, silent, type GivenLog } from './givenLog.js';

let given: GivenLog;
let closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  given = await givenLog();
  closing = [];
});
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  await given.close();
});

const startAll = (clock: Clock = systemClock) => {
  const sequencer = startSequencer({ pool: given.poolOf('seal'), clock, log: silent, tickMs: 20 });
  const ticks = listenToTicks({ url: given.database.urls.app, clock, log: silent });
  closing.push(sequencer.stop, ticks.close);
  return { sequencer, ticks };
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (isSo: () => boolean, withinMs = 10_000): Promise<void> => {
  const giveUpAtMs = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > giveUpAtMs) throw new Error('It did not come to be in time.');
    await sleep(10);
  }
};

/** Goes on when told to, however long the machine takes for what happens meanwhile. */
const steppedClock = () => {
  let nowMs = 0;
  return { nowMs: () => nowMs, advance: (ms: number) => void (nowMs += ms) };
};

/** Waits for the first tick; its listener may be late for one, and the next comes when the clock goes on. */
const untilHeard = (ticks: Ticks, clock: ReturnType<typeof steppedClock>): Promise<void> =>
  until(() => {
    if (ticks.generation('clients') === null) clock.advance(10);
    return ticks.generation('clients') !== null;
  });

/** Waits until everything announced so far has been heard, a last tick among it; answers what was certain then. */
const heardAll = async (ticks: Ticks, generations = '{}'): Promise<number | null> => {
  const last = -7;
  const certain: (number | null)[] = [];
  ticks.onTick(({ followingIndex }) => {
    if (followingIndex === last) certain.push(ticks.generation('clients'));
  });
  await given.superuser.query(`select pg_notify('wasl_tick', $1)`, [
    `{"followingIndex":${last},"generations":${generations}}`,
  ]);
  await until(() => certain.length > 0);
  return certain[0]!;
};

test('knows no generation before the first tick', () => {
  const ticks = listenToTicks({ url: given.database.urls.app, clock: systemClock, log: silent });
  closing.push(ticks.close);
  expect(ticks.generation('clients')).toBeNull();
});

test('hears of what was placed', async () => {
  const { ticks } = startAll();
  await until(() => ticks.generation('directory') !== null);
  const heard: Tick[] = [];
  ticks.onTick((tick) => void heard.push(tick));
  await givenActs(given.superuser, [{ author: '00000000-0000-4000-8000-00000000000a' }]);
  await until(() => heard.some(({ followingIndex }) => followingIndex === 1));
});

test('hears of a changed generation, and stays certain while nothing happens', async () => {
  const clock = steppedClock();
  const { ticks } = startAll(clock);
  await untilHeard(ticks, clock);
  const before = ticks.generation('clients')!;
  await given.superuser.query(`update wasl.generation set value = value + 1 where kind = 'clients'`);
  await until(() => ticks.generation('clients') === before + 1);
  let heardAtMs = clock.nowMs();
  ticks.onTick(() => void (heardAtMs = clock.nowMs()));
  const uncertain: number[] = [];
  for (let step = 0; step < 40; step += 1) {
    clock.advance(100);
    if (ticks.generation('clients') !== before + 1) uncertain.push(clock.nowMs());
    // a quiet hub speaks well before its listeners doubt
    if (clock.nowMs() - heardAtMs === 800) await until(() => heardAtMs === clock.nowMs());
  }
  expect(uncertain).toEqual([]);
});

test('is certain of nothing a second after the last tick', async () => {
  const clock = steppedClock();
  const { ticks, sequencer } = startAll(clock);
  await untilHeard(ticks, clock);
  const announced = ticks.generation('clients');
  await sequencer.stop();
  await heardAll(ticks);
  clock.advance(999);
  const before = ticks.generation('clients');
  clock.advance(1);
  expect([before, ticks.generation('clients')]).toEqual([announced, null]);
});

test('listens again after its connection was killed', async () => {
  const { ticks } = startAll();
  await until(() => ticks.generation('clients') !== null);
  await given.superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'wasl-ticks' and datname = current_database()`,
  );
  let heard = 0;
  ticks.onTick(() => void (heard += 1));
  await until(() => heard > 0 && ticks.generation('clients') !== null);
});

test('never takes a generation back, and hears nothing in what is no tick', async () => {
  const { ticks } = startAll();
  await until(() => ticks.generation('clients') !== null);
  await given.superuser.query(`select pg_notify('wasl_tick', 'no tick')`);
  expect(await heardAll(ticks, '{"clients":0}')).toBeGreaterThan(0);
});
