import { setTimeout as pause } from 'node:timers/promises';
import { inTransaction, plainReads, type Pool, type Reads, type Transaction } from '../platform/database.js';
import { Fault } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import { sql } from '../platform/sql.js';

/** A timer whose time has come; its row is locked by the transaction that reads it. */
export type DueTimer = {
  readonly id: number;
  readonly kind: string;
  readonly object: Readonly<Record<string, string>>;
};

/**
 * What one kind of timer does, as `wasl_clock`. It ends with `finish`, in which the row is deleted, so that act and timer are
 * over together or not at all.
 */
export type TimerAct = (transaction: Transaction, timer: DueTimer) => Promise<void>;

export type DueTimers = {
  /** Fires what is due now and not being fired by another process, and returns how many that were. */
  readonly fire: () => Promise<number>;
  /** What hinders the timers, in a sentence; null while they work. */
  readonly failure: () => string | null;
  readonly stop: () => Promise<void>;
};

type DueTimersOptions = {
  /** Of the log-in `wasl_clock`. */
  readonly pool: Pool;
  readonly acts: Readonly<Record<string, TimerAct>>;
  /** Throws while the clocks of this machine and of the database disagree. */
  readonly checkClock: () => void;
  readonly log: Log;
};

const longestIdleMs = 1_000;
const shortestIdleMs = 50;
const longestPauseMs = 30_000;

/**
 * Fires timers, again and again. Any number of processes may run one: each takes rows that no other has locked, and a process
 * that is killed leaves its row to the next.
 */
export const startDueTimers = ({ pool, acts, checkClock, log }: DueTimersOptions): DueTimers => {
  const db = plainReads(pool);
  const kinds = Object.keys(acts);
  const stopping = new AbortController();
  let failures = 0;

  const fire = async (): Promise<number> => {
    checkClock();
    let fired = 0;
    while (!stopping.signal.aborted && (await fireOne())) fired += 1;
    return fired;
  };

  /** One transaction for each: what cannot be done for one letter holds up no other. False when nothing is due. */
  const fireOne = async (): Promise<boolean> => {
    let taken: DueTimer | null = null;
    try {
      await inTransaction(pool, null, async (transaction) => {
        taken = await takeDue(transaction, kinds);
        if (taken !== null) await acts[taken.kind]!(transaction, taken);
      });
      return taken !== null;
    } catch (error) {
      if (taken === null) throw error;
      const isBusy = error instanceof Fault && error.code === 'BUSY';
      if (!isBusy) log.error({ err: error, timer: taken }, 'A timer could not be fired; trying again in a minute.');
      await postpone(db, taken, isBusy ? 1 : 60);
      return true;
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      let pauseMs: number;
      try {
        await fire();
        pauseMs = Math.min(longestIdleMs, Math.max(shortestIdleMs, await nextInMs(db, kinds)));
        if (failures > 0) log.info('Timers are fired again.');
        failures = 0;
      } catch (error) {
        if (failures === 0) log.error({ err: error }, 'Timers cannot be fired; trying again until they can.');
        failures += 1;
        pauseMs = Math.min(longestPauseMs, longestIdleMs * 2 ** Math.min(failures, 10));
      }
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  const running = run();
  return {
    fire,
    failure: () =>
      failures === 0 ? null : 'What the hub does by itself at its time, deadlines above all, is held up.',
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

const takeDue = (transaction: Transaction, kinds: readonly string[]): Promise<DueTimer | null> =>
  transaction.maybeOne(sql`
    select d.id, d.kind, d.object
      from wasl.due d
     where d.next_try_at <= (select wasl.now())
       and d.kind = any (${kinds}::text[])
     order by d.next_try_at, d.id
     limit 1
       for update skip locked`);

const postpone = (db: Reads, { id }: DueTimer, seconds: number): Promise<unknown> =>
  db.many(sql`
    update wasl.due
       set next_try_at = (select wasl.now()) + make_interval(secs => ${seconds})
     where id = ${id}`);

/** Infinity when no timer runs. */
const nextInMs = async (db: Reads, kinds: readonly string[]): Promise<number> => {
  const { ms } = await db.one<{ ms: number | null }>(sql`
    select (extract(epoch from min(d.next_try_at) - (select wasl.now())) * 1000)::double precision as ms
      from wasl.due d
     where d.kind = any (${kinds}::text[])`);
  return ms ?? Infinity;
};
