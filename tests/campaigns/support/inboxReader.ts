import { fork } from 'node:child_process';
import { once } from 'node:events';
import { projectFile } from '../../../src/platform/paths.js';
import type { At } from './hubClient.js';

export type Readings = { readonly durations: readonly number[]; readonly failures: readonly string[] };

export type InboxReader = {
  /** Every reading since the last call. */
  readonly take: () => Promise<Readings>;
  readonly stop: () => void;
};

/** Reads the inbox of an institution without pause, in a process of its own. */
export const startInboxReader = (hub: At, institution: string): InboxReader => {
  const child = fork(projectFile('tests', 'support', 'inboxReader.mjs'), [hub.url, institution], { execArgv: [] });
  return {
    take: async () => {
      const answer = once(child, 'message');
      child.send('take');
      return ((await answer) as [Readings])[0];
    },
    stop: () => void child.kill('SIGKILL'),
  };
};

/** Nearest rank. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};
