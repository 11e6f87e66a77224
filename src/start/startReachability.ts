import { plainReads, type Pool } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import { refreshReachability } from '../subgraphs/directory/refreshReachability.js';

const minuteMs = 60_000;

/** Refreshes what the directory says of reachability: a minute after the start, then every hour; in a sandbox every minute. */
export const startReachability = (
  pool: Pool,
  mode: 'sandbox' | 'production',
  log: Log,
): { readonly stop: () => Promise<void> } => {
  const everyMs = mode === 'sandbox' ? minuteMs : 60 * minuteMs;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const refresh = async (): Promise<void> => {
    try {
      await refreshReachability(plainReads(pool));
    } catch (error) {
      log.warn({ err: error }, 'the reachability figures could not be refreshed; trying again when they are next due');
    }
    wait(everyMs);
  };
  const wait = (ms: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => void (running = refresh()), ms);
    timer.unref();
  };
  wait(minuteMs);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
};
