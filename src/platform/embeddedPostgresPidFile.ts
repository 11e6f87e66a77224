import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What `postmaster.pid` says of a server that runs on the cluster; `status` is `starting`, `ready` or `stopping`. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly status: string };

/** The server that runs on `cluster`, or null: the file alone proves nothing, since process numbers are given again. */
export const readPostmaster = (cluster: string): Postmaster | null => {
  const [first, , , port, , , , status] = readPidFile(cluster)?.split('\n') ?? [];
  const pid = pidOf(first);
  if (!runsOn(cluster, pid)) return null;
  return { pid, port: Number(port ?? 0), status: status?.trim() || 'starting' };
};

/**
 * Removes a `postmaster.pid` whose number now belongs to another program, which PostgreSQL would take for a server. If
 * no process has that number, PostgreSQL itself judges better: it also looks for the shared memory that the file names.
 */
export const clearStalePostmaster = (cluster: string): void => {
  const content = readPidFile(cluster);
  if (content === null || content === '') return;
  const pid = pidOf(content.split('\n')[0]);
  if (!isAlive(pid) || runsOn(cluster, pid)) return;
  const file = path.join(cluster, 'postmaster.pid');
  const aside = `${file}.${randomUUID()}`;
  try {
    fs.renameSync(file, aside);
    // Another hub may have started a server since it was read: its file goes back.
    if (fs.readFileSync(aside, 'utf8') !== content) fs.linkSync(aside, file);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
};

/** A server's working directory is its cluster, which nobody else may enter. */
export const runsOn = (cluster: string, pid: number): boolean => {
  if (!isPid(pid)) return false;
  if (process.platform !== 'linux') return commandOf(pid).includes(cluster);
  try {
    if (fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false;
    // By inode, as a mount gives one folder several names.
    const [own, its] = [fs.statSync(cluster), fs.statSync(`/proc/${pid}/cwd`)];
    return own.ino === its.ino && own.dev === its.dev;
  } catch {
    return false;
  }
};

export const isAlive = (pid: number): boolean => {
  if (!isPid(pid)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
};

const isPid = (pid: number): boolean => Number.isSafeInteger(pid) && pid > 0;

// A server in single-user mode writes its number as a negative one.
const pidOf = (line: string | undefined): number => Math.abs(Number.parseInt(line ?? '', 10));

const commandOf = (pid: number): string =>
  spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 }).stdout ?? '';

const readPidFile = (cluster: string): string | null => {
  try {
    return fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
};

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;
