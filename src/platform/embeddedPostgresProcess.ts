import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Binaries } from './embeddedPostgresBinaries.js';
import { type Folder, serverEnvironment, serverPath, spawnIdentity } from './embeddedPostgresFolder.js';
import { logSize, logTail, openLog } from './embeddedPostgresLog.js';
import { type Postmaster, readPostmaster, runsOn } from './embeddedPostgresPidFile.js';

type Launch = {
  readonly folder: Folder;
  readonly binaries: Binaries;
  readonly settings: ReadonlyMap<string, string>;
  readonly port: number;
  readonly deadline: number;
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Starts the server and waits until it takes connections. `retry` says why another attempt may do better. */
export const launchPostmaster = async (request: Launch): Promise<Postmaster | { readonly retry: string }> => {
  const { folder, port, deadline } = request;
  const log = openLog(folder.log);
  const from = logSize(folder.log);
  const child = startServer(request, log);
  fs.closeSync(log);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  while (Date.now() < deadline) {
    const running = readPostmaster(folder.cluster);
    if (running?.pid === child.pid && running?.status === 'ready') return { ...running, port };
    if (failure !== undefined)
      throw new Error(`the PostgreSQL server cannot be run: ${failure.message}`, { cause: failure });
    if (child.exitCode !== null || child.signalCode !== null) return afterExit(child, logTail(folder.log, from));
    await pause(10);
  }
  if (child.pid !== undefined) await stopPostmaster(folder.cluster, child.pid);
  throw new Error(`the PostgreSQL server did not become ready:\n${logTail(folder.log, from)}`);
};

const startServer = ({ folder, binaries, settings, port }: Launch, log: number): ChildProcess => {
  const child = spawn(
    path.join(binaries.directory, 'postgres'),
    [
      '-D',
      serverPath(folder.user, folder.cluster),
      '-p',
      String(port),
      ...[...settings].flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...spawnIdentity(folder.user),
      cwd: folder.cluster,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      // A session of its own: Ctrl-C in the terminal reaches the hub, which drains and then stops the server.
      detached: true,
    },
  );
  child.unref();
  return child;
};

const passing = [
  /could not create any TCP\/IP sockets/,
  /lock file "postmaster\.pid" (already exists|is empty)/,
  /pre-existing shared memory block/,
  /could not open lock file "postmaster\.pid"/,
];

const afterExit = (child: ChildProcess, tail: string): { readonly retry: string } => {
  if (passing.some((pattern) => pattern.test(tail))) return { retry: tail };
  throw new Error(`the PostgreSQL server ended with ${child.exitCode ?? child.signalCode} during its start:\n${tail}`);
};

const stopSteps = [
  { signal: 'SIGINT', waitMs: 30_000 },
  { signal: 'SIGQUIT', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 10_000 },
] as const;

/**
 * Fast shutdown; then immediate; then kill, from which the next start recovers. Returns when the process is gone. A
 * server that was found silent is not asked for the first.
 */
export const stopPostmaster = async (cluster: string, pid: number, { silent = false } = {}): Promise<void> => {
  for (const { signal, waitMs } of silent ? stopSteps.slice(1) : stopSteps) {
    const until = Date.now() + waitMs;
    if (!send(cluster, pid, signal)) return;
    while (Date.now() < until) {
      if (!runsOn(cluster, pid)) return;
      await pause(10);
    }
  }
  throw new Error(`the PostgreSQL server ${pid} cannot be stopped`);
};

const send = (cluster: string, pid: number, signal: NodeJS.Signals): boolean => {
  if (!runsOn(cluster, pid)) return false;
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
};
