import { systemClock } from '../../src/platform/clock.js';
import { startSequencer } from '../../src/evidence/sequencer.js';
import { listenToTicks } from '../../src/evidence/ticks.js';
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

const startAll = () => {
  const sequencer = startSequencer({ pool: given.poolOf('seal'), clock: systemClock, log: silent, tickMs: 20 });
  const ticks = listenToTicks({ url: given.database.urls.app, clock: systemClock, log: silent });
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
  const { ticks } = startAll();
  await until(() => ticks.generation('clients') !== null);
  const before = ticks.generation('clients')!;
  await given.superuser.query(`update wasl.generation set value = value + 1 where kind = 'clients'`);
  await until(() => ticks.generation('clients') === before + 1);
  const uncertain: number[] = [];
  for (let at = 0; at < 150; at += 1) {
    if (ticks.generation('clients') !== before + 1) uncertain.push(at);
    await sleep(10);
  }
  expect(uncertain).toEqual([]);
});

test('is certain of nothing a second after the last tick', async () => {
  const { ticks, sequencer } = startAll();
  await until(() => ticks.generation('clients') !== null);
  await sequencer.stop();
  await sleep(1_100);
  expect(ticks.generation('clients')).toBeNull();
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
  await given.superuser.query(
    `select pg_notify('wasl_tick', 'no tick'), pg_notify('wasl_tick', '{"followingIndex":0,"generations":{"clients":0}}')`,
  );
  await sleep(100);
  expect(ticks.generation('clients')).toBeGreaterThan(0);
});
