import { openClockGuard } from '../../src/evidence/clockGuard.js';
import { givenLog, silent, type GivenLog } from './givenLog.js';

let given: GivenLog;
beforeAll(async () => {
  given = await givenLog();
});
afterAll(() => given.close());

const codeWhenAhead = async (aheadMs: number): Promise<unknown> => {
  const guard = await openClockGuard({
    pool: given.poolOf('app'),
    clock: { nowMs: () => Date.now() + aheadMs },
    log: silent,
  });
  try {
    guard.check();
    return 'FREE';
  } catch (error) {
    return (error as { code: unknown }).code;
  } finally {
    guard.close();
  }
};

test.each([
  [0, 'FREE'],
  [1_500, 'FREE'],
  [-1_500, 'FREE'],
  [2_600, 'BUSY'],
  [-2_600, 'BUSY'],
])('answers with a clock that is %i ms ahead of the database: %s', async (aheadMs, code) => {
  let found = await codeWhenAhead(aheadMs);
  // a pause between the looks at the two clocks makes them look nearer to each other, and never farther apart
  for (let tries = 0; tries < 5 && code === 'BUSY' && found === 'FREE'; tries += 1)
    found = await codeWhenAhead(aheadMs);
  expect(found).toBe(code);
});

test('does not mind how far legal time was moved ahead', async () => {
  await given.superuser.query(`update wasl.clock set ahead = '40 days'`);
  expect(await codeWhenAhead(0)).toBe('FREE');
});
