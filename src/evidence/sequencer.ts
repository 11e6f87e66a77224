import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.js';
import { plainReads, type Pool, type Reads } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import { sql } from '../platform/sql.js';
import type { Tick } from './tick.js';

export type Sequencer = {
  /** Places what is pending now, unless another process is at it, and returns how much that was. */
  readonly tick: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

type SequencerOptions = {
  /** Of the log-in `wasl_seal`. */
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly tickMs?: number;
  /** The most that one transaction places. */
  readonly batch?: number;
};

/** Listeners doubt what they hold when they have heard nothing for a second: a quiet hub says so well before. */
const heartbeatMs = 600;
const partitionsEveryMs = 60_000;
const longestPauseMs = 5_000;

/**
 * Gives committed events their place, again and again. Any number of processes may run one: an advisory lock lets one
 * work at a time, and a process that is killed leaves its round undone for the next.
 */
export const startSequencer = ({ pool, clock, log, tickMs = 150, batch = 2_000 }: SequencerOptions): Sequencer => {
  const db = plainReads(pool);
  const stopping = new AbortController();
  let announced: Announced = { generations: '', atMs: -Infinity };
  let partitionsAtMs = -Infinity;
  let failures = 0;

  const tick = async (): Promise<number> => {
    if (clock.nowMs() - partitionsAtMs >= partitionsEveryMs) {
      await ensurePartitions(db);
      partitionsAtMs = clock.nowMs();
    }
    let placed = 0;
    let round: Round | null;
    do {
      round = await sequence(db, batch);
      placed += round?.placed ?? 0;
      if (round !== null) announced = await announce(db, round, announced, clock.nowMs());
    } while (round?.more === true && !stopping.signal.aborted);
    return placed;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await tick();
        if (failures > 0) log.info('The sequencer works again.');
        failures = 0;
      } catch (error) {
        if (failures === 0) log.error({ err: error }, 'The sequencer cannot work; trying again until it can.');
        failures += 1;
        // a missing partition is one of the causes
        partitionsAtMs = -Infinity;
      }
      const pauseMs = Math.min(longestPauseMs, tickMs * 2 ** Math.min(failures, 10));
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  const running = run();
  return {
    tick,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

type Round = {
  readonly placed: number;
  readonly following_index: number;
  readonly more: boolean;
  readonly generations: Readonly<Record<string, number>>;
};

/** Null when another process is at it. */
const sequence = (db: Reads, most: number): Promise<Round | null> =>
  db.maybeOne<Round>(sql`
    select s.placed, s.following_index, s.more,
           (select jsonb_object_agg(g.kind, g.value order by g.kind) from wasl.generation g) as generations
      from evidence.sequence(${most}) s`);

const ensurePartitions = (db: Reads): Promise<unknown> => db.one(sql`select wasl.ensure_partitions()`);

type Announced = { readonly generations: string; readonly atMs: number };

/** The only NOTIFY of the hub: in the writers' transactions it would make commits wait for one another. */
const announce = async (
  db: Reads,
  { placed, following_index, generations }: Round,
  last: Announced,
  nowMs: number,
): Promise<Announced> => {
  const text = JSON.stringify(generations);
  if (placed === 0 && text === last.generations && nowMs - last.atMs < heartbeatMs) return last;
  const tick: Tick = { followingIndex: following_index, generations };
  await db.one(sql`select pg_notify('wasl_tick', ${JSON.stringify(tick)})`);
  return { generations: text, atMs: nowMs };
};
