import { setTimeout as pause } from 'node:timers/promises';
import type { TestHub } from './hub.js';

/** Waits until somebody waits for a lock that the transaction of `look` holds. */
export const untilBlocked = async ({ look }: TestHub): Promise<void> => {
  const blocked = `select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)) limit 1`;
  while ((await look(blocked)).length === 0) await pause(10);
};
