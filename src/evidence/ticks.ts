import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../platform/clock.js';
import type { Log } from '../platform/log.js';
import type { Tick } from './tick.js';

export type Ticks = {
  /** The generation last announced; null when no tick was heard for a second, and then nothing held in memory is certain. */
  readonly generation: (kind: string) => number | null;
  /** Calls back at each tick; the answer ends that. */
  readonly onTick: (callback: (tick: Tick) => void) => () => void;
  readonly close: () => Promise<void>;
};

const certainForMs = 1_000;
const reconnectAfterMs = 250;
const probeEveryMs = 10_000;

/** Listens on a connection of its own, which must lead to PostgreSQL directly: a pooler in transaction mode drops LISTEN. */
export const listenToTicks = ({
  url,
  clock,
  log,
}: {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
}): Ticks => {
  const callbacks = new Set<(tick: Tick) => void>();
  const generations = new Map<string, number>();
  const closing = new AbortController();
  let heardAtMs = -Infinity;
  let isFailing = false;

  const hear = (payload: string): void => {
    const tick = parseTick(payload);
    if (tick === null) return;
    heardAtMs = clock.nowMs();
    // two sequencers may speak out of turn, and a generation never goes back
    for (const [kind, value] of Object.entries(tick.generations)) {
      generations.set(kind, Math.max(value, generations.get(kind) ?? value));
    }
    callbacks.forEach((callback) => callback(tick));
  };

  const listen = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        await listenUntilLost(url, hear, closing.signal, () => {
          if (isFailing) log.info('Ticks are heard again.');
          isFailing = false;
        });
      } catch (error) {
        if (!isFailing && !closing.signal.aborted)
          log.error({ err: error }, 'Ticks are not heard; connecting again until they are.');
        isFailing = true;
      }
      await pause(reconnectAfterMs, undefined, { signal: closing.signal }).catch(() => {});
    }
  };

  const listening = listen();
  return {
    generation: (kind) => (clock.nowMs() - heardAtMs < certainForMs ? (generations.get(kind) ?? null) : null),
    onTick: (callback) => {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    close: async () => {
      closing.abort();
      await listening;
    },
  };
};

/** Returns when asked to close, rejects when the connection is lost. */
const listenUntilLost = async (
  url: string,
  hear: (payload: string) => void,
  closing: AbortSignal,
  onListening: () => void,
): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'wasl-ticks',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  const lost = new Promise<never>((_, reject) => {
    client.on('error', reject);
    client.on('end', () => reject(new Error('The connection ended.')));
  });
  lost.catch(() => {});
  client.on('notification', ({ payload }) => hear(payload ?? '{}'));
  try {
    await client.connect();
    await client.query('listen wasl_tick');
    onListening();
    // a connection that a firewall forgot stays silent on both sides: the question finds that out
    while (!closing.aborted) {
      await Promise.race([pause(probeEveryMs, undefined, { signal: closing }).catch(() => {}), lost]);
      if (!closing.aborted) await Promise.race([client.query('select'), lost, failAfter(probeEveryMs)]);
    }
  } finally {
    await Promise.race([client.end(), pause(1_000)]).catch(() => {});
  }
};

/** Null for what no sequencer says: any log-in may speak on a channel. */
const parseTick = (payload: string): Tick | null => {
  try {
    const { followingIndex, generations } = JSON.parse(payload) as Partial<Tick>;
    if (typeof followingIndex !== 'number' || typeof generations !== 'object') return null;
    return { followingIndex, generations };
  } catch {
    return null;
  }
};

const failAfter = async (timeoutMs: number): Promise<never> => {
  await pause(timeoutMs, undefined, { ref: false });
  throw new Error('The database did not answer in time.');
};
