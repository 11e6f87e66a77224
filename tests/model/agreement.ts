import fc from 'fast-check';
import { localYear } from '../../src/platform/legalTime.js';
import { commands, deposits } from './commands.js';
import { institutionsOfRun, openBench, type Bench } from './hubSide.js';
import { newModel } from './model.js';

const runs = Number(process.env['TEST_MODEL_RUNS'] ?? (process.env['TEST_LONG'] === '1' ? 2_000 : 25));
const timeoutMs = 30 * 60_000;

/** Half of the runs of the model: two files have one each, so that both cores are at them. */
export const testAgreement = (half: 'first' | 'second'): void => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  }, 120_000);
  afterAll(() => bench.close());

  test(
    'after each of any acts by four institutions the hub shows each of them what the rules say, and refuses what they forbid',
    async () => {
      const year = localYear(new Date());
      await fc.assert(
        fc.asyncProperty(deposits, commands, async (first, others) => {
          const side = await bench.begin();
          const model = newModel(institutionsOfRun, year);
          await first.run(model, side);
          await fc.asyncModelRun(() => ({ model, real: side }), others);
        }),
        // the report of a failure names seed and path: give them here to see that run again
        {
          numRuns: half === 'first' ? Math.ceil(runs / 2) : Math.floor(runs / 2),
          interruptAfterTimeLimit: timeoutMs - 60_000,
          markInterruptAsFailure: true,
        },
      );
    },
    timeoutMs,
  );
};
