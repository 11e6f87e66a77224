import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { startHubProcess, type HubProcess } from '../../support/hubProcess.js';
import { seededRandom } from '../../support/seededRandom.js';
import { scenarios, type Scenario } from './crashScenarios.js';
import { findBroken } from './wholeness.js';

const isLong = process.env['TEST_LONG'] === '1';
const random = seededRandom();

/** Which of the points of every request a test file takes: two files share them, one for each core. */
export type Share = 'even' | 'odd';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'wasl-crashes-'));
const dataDir = join(folder, 'data');
let hub: HubProcess;

const start = (): Promise<HubProcess> =>
  startHubProcess({ database, dataDir, publicUrl: 'http://hub.test', pausePoints: true });

const pauseAt = (point: string) => ({ 'pause-at': encodeURIComponent(point) });
const end = 'after the answer';

/** Every point that the request of a scenario passes, in order. */
const record = async ({ prepare }: Scenario): Promise<readonly string[]> => {
  const { request } = await prepare(hub);
  const before = hub.points.length;
  await request(hub, pauseAt('nowhere'));
  await until(() => hub.points.slice(before).includes(end));
  return hub.points.slice(before);
};

/** The hub that stands still at the point is killed there; false when its request went by another way. */
const crash = async ({ prepare }: Scenario, point: string): Promise<boolean> => {
  const { request, recover } = await prepare(hub);
  const before = hub.points.length;
  let isOver = false;
  const asked = request(hub, pauseAt(point)).then(
    () => void (isOver = true),
    () => void (isOver = true),
  );
  await until(() => hub.points.at(-1) === point || (isOver && hub.points.slice(before).includes(end)));
  const stoodThere = hub.points.at(-1) === point;
  await hub.kill();
  await asked;
  hub = await start();
  await recover(hub, database);
  return stoodThere;
};

const until = async (isSo: () => boolean): Promise<void> => {
  for (let patience = 6_000; patience > 0 && !isSo(); patience -= 1) await pause(5);
  if (!isSo()) throw new Error('what was waited for did not come');
};

/** Told by the name alone: both files come to the same answer, whatever else they recorded. */
const shareOf = (name: string): Share => (createHash('sha256').update(name).digest()[0]! % 2 === 0 ? 'even' : 'odd');

/** Kills a hub at the points of its share, or at a few drawn by seed, and looks at what it leaves. */
export const crashCampaign = (share: Share): void => {
  beforeAll(async () => {
    database = await createTestDatabase();
    hub = await start();
  }, 60_000);

  afterAll(async () => {
    await hub.kill();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    `a hub killed at any ${share} point of an upload or an act leaves nothing lost, doubled or half-done (seed ${random.seed})`,
    async () => {
      const cases: { scenario: Scenario; point: string }[] = [];
      for (const scenario of scenarios) {
        for (const point of await record(scenario)) cases.push({ scenario, point });
      }
      const names = new Set(cases.map(({ point }) => point.replace(/^(before|after) /, '').split(':')[0]));
      expect(names).toEqual(new Set(['database', 'disk', 'signer', 'the answer']));

      const missed: string[] = [];
      const own = cases.filter(({ scenario, point }) => shareOf(`${scenario.name}, ${point}`) === share);
      const taken = isLong
        ? own.filter(({ scenario: { isAlike = false } }) => !isAlike || random.below(2) === 0)
        : random.sample(own, 2);
      for (const { scenario, point } of taken) {
        const where = `${scenario.name}, ${point}`;
        // some points lie on a way that chance takes: a folder of the blob store is made once, for one name in 256
        let stoodThere = false;
        for (let tries = 0; tries < 10 && !stoodThere; tries += 1) stoodThere = await crash(scenario, point);
        if (!stoodThere) missed.push(where);
        expect({ where, broken: await findBroken(database, dataDir) }).toEqual({ where, broken: {} });
      }
      expect(missed).toEqual([]);
    },
    isLong ? 3_600_000 : 180_000,
  );
};
