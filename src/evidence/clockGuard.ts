import type { Clock } from '../platform/clock.js';
import { plainReads, type Pool, type Reads } from '../platform/database.js';
import { Fault } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import { sql } from '../platform/sql.js';

export type ClockGuard = {
  /** Throws `BUSY` while this machine's clock and the database's differ by more than two seconds. */
  readonly check: () => void;
  /** How far the database's clock is ahead at least, by the last comparison. */
  readonly skewMs: () => number;
  readonly close: () => void;
};

const mostSkewMs = 2_000;
const compareEveryMs = 10_000;

/**
 * Compares the clocks now and every ten seconds. Legal time is the database's alone; a machine that disagrees with it would
 * date tokens and signatures that contradict the legal times in them.
 */
export const openClockGuard = async ({
  pool,
  clock,
  log,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<ClockGuard> => {
  const db = plainReads(pool);
  let skewMs = await compareClocks(db, clock);
  const isOff = (): boolean => Math.abs(skewMs) > mostSkewMs;
  const tell = (): void => {
    if (isOff())
      log.error(
        { skewMs },
        'The clocks of this machine and of the database disagree: no act is taken until they agree.',
      );
  };
  tell();

  const compare = async (): Promise<void> => {
    const wasOff = isOff();
    try {
      skewMs = await compareClocks(db, clock);
    } catch {
      // a database that does not answer takes no acts either; the last comparison stands
      return;
    }
    if (isOff() !== wasOff) tell();
  };
  const timer = setInterval(() => void compare(), compareEveryMs);
  timer.unref();

  return {
    check: () => {
      if (!isOff()) return;
      throw new Fault(
        'BUSY',
        'The hub takes no acts at the moment: its clock and its database’s differ. Try again with the same key.',
        {
          retryAfterSeconds: compareEveryMs / 1000,
        },
      );
    },
    skewMs: () => skewMs,
    close: () => clearInterval(timer),
  };
};

/** The database's answer was given between the two looks at our clock: within them there is no difference to speak of. */
const compareClocks = async (db: Reads, clock: Clock): Promise<number> => {
  const beforeMs = clock.nowMs();
  const { databaseMs } = await db.one<{ databaseMs: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::double precision as "databaseMs"`,
  );
  const afterMs = clock.nowMs();
  if (databaseMs < beforeMs) return databaseMs - beforeMs;
  return databaseMs > afterMs ? databaseMs - afterMs : 0;
};
