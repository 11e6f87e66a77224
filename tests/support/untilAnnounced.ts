import { setTimeout as pause } from 'node:timers/promises';
import type { TestHub } from './hub.js';

/** Waits until the hub has heard, by its ticks, of everything that was changed so far. */
export const untilAnnounced = async ({ look, opened }: TestHub): Promise<void> => {
  const changed = await look<{ kind: 'directory' | 'clients' | 'keys'; value: number }>(
    'select kind, value::integer as value from wasl.generation',
  );
  while (changed.some(({ kind, value }) => (opened.hub.generation(kind) ?? -1) < value)) await pause(10);
};
