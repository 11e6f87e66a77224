import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const hubSchema = z.object({ url: z.string(), publicUrl: z.string(), mode: z.string(), pid: z.number() });

/** The hub that runs on a data folder: where it listens, on this machine, and its process. */
export type RunningHub = z.infer<typeof hubSchema>;

const fileOf = (dataDirectory: string): string => join(dataDirectory, 'hub.json');

/** Tells commands in other terminals where the hub of this folder is. */
export const writeHubFile = (dataDirectory: string, hub: RunningHub): void => {
  const temporary = `${fileOf(dataDirectory)}.${hub.pid}`;
  writeFileSync(temporary, `${JSON.stringify(hub, null, 2)}\n`);
  renameSync(temporary, fileOf(dataDirectory));
};

/** The file of another hub on the same folder stays. */
export const removeHubFile = (dataDirectory: string, pid: number): void => {
  if (readHub(dataDirectory)?.pid === pid) rmSync(fileOf(dataDirectory), { force: true });
};

/** Null when no hub runs there; a file that a killed hub left counts for nothing. */
export const findRunningHub = (dataDirectory: string): RunningHub | null => {
  const hub = readHub(dataDirectory);
  return hub !== null && isAlive(hub.pid) ? hub : null;
};

const readHub = (dataDirectory: string): RunningHub | null => {
  try {
    return hubSchema.parse(JSON.parse(readFileSync(fileOf(dataDirectory), 'utf8')));
  } catch {
    return null;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
