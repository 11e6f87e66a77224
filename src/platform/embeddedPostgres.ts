import { randomBytes } from 'node:crypto';
import { type Attached, type Launcher, attachServer } from './embeddedPostgresAttach.js';
import { findBinaries } from './embeddedPostgresBinaries.js';
import { clusterExists, ensureCluster } from './embeddedPostgresCluster.js';
import { ensurePassword, openFolder } from './embeddedPostgresFolder.js';
import { leaveServer } from './embeddedPostgresLeave.js';
import { boundLog } from './embeddedPostgresLog.js';
import { freePort } from './embeddedPostgresProcess.js';
import { type ServerOptions, serverSettings } from './embeddedPostgresSettings.js';

export type EmbeddedPostgres = {
  readonly port: number;
  /** Connection string for a role and a database, password included. */
  readonly url: (role: string, password: string, database: string) => string;
  /** Superuser: role `postgres`, database `postgres`. */
  readonly superuserUrl: string;
  /** A server of this data folder was already running and was taken over. */
  readonly adopted: boolean;
  /** Fast shutdown, waiting for the end; leaves the server running while another hub uses it. */
  readonly stop: () => Promise<void>;
};

export type EmbeddedPostgresOptions = ServerOptions & {
  readonly dataDir: string;
  readonly onProgress?: (message: string) => void;
  /** Where a port comes from: the system, unless a test says otherwise. */
  readonly choosePort?: () => Promise<number>;
};

/**
 * Starts the PostgreSQL that npm installed on `dataDir`, or takes over the one that already runs there. Between
 * processes nothing is needed but PostgreSQL's own interlocks: whoever loses a race finds the winner's cluster or
 * server and uses it, and a hub that lives is seen by the others through the session that it holds.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const launcher = await prepare(options);
  await ensureCluster(launcher);
  const attached = await attachServer(launcher);
  const { port } = attached.hold;
  const url = (role: string, password: string, database: string): string =>
    `postgres://${encodeURIComponent(role)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const stopKeeping = keepServer(launcher, attached);
  let stopped: Promise<void> | undefined;
  return {
    port,
    url,
    superuserUrl: url('postgres', launcher.password, 'postgres'),
    adopted: attached.adopted,
    stop: () => (stopped ??= stopKeeping()),
  };
};

const prepare = async (options: EmbeddedPostgresOptions): Promise<Launcher> => {
  const progress = options.onProgress ?? (() => undefined);
  const folder = openFolder(options.dataDir);
  const binaries = findBinaries({ folder, progress });
  return {
    folder,
    binaries,
    password: ensurePassword(folder, randomBytes(24).toString('base64url')),
    settings: serverSettings(options, binaries.version),
    durable: options.durable ?? true,
    choosePort: options.choosePort ?? freePort,
    progress,
  };
};

const repairEveryMs = 500;
const boundLogEveryMs = 10_000;

/** Brings the server back on its port when it dies, and bounds its log, until the returned function stops both. */
const keepServer = (launcher: Launcher, { hold: first }: Attached): (() => Promise<void>) => {
  let hold = first;
  let stopping = false;
  let repairing: Promise<void> = Promise.resolve();
  const repair = async (): Promise<void> => {
    if (stopping || !hold.isLost() || !clusterExists(launcher.folder)) return;
    try {
      hold = (await attachServer(launcher, first.port)).hold;
    } catch (error) {
      launcher.progress(`PostgreSQL is gone and does not come back: ${String(error)}`);
    }
  };
  const timers = [
    setInterval(() => void (repairing = repairing.then(repair)), repairEveryMs),
    setInterval(() => boundLog(launcher.folder.log), boundLogEveryMs),
  ];
  for (const timer of timers) timer.unref();
  return async () => {
    stopping = true;
    for (const timer of timers) clearInterval(timer);
    await repairing;
    await leaveServer(launcher, hold);
  };
};
