import type { Binaries } from './embeddedPostgresBinaries.js';
import type { Folder } from './embeddedPostgresFolder.js';
import { type Hold, databaseErrorCode, holdServer } from './embeddedPostgresHold.js';
import { leaveServer } from './embeddedPostgresLeave.js';
import { type Postmaster, clearStalePostmaster, readPostmaster } from './embeddedPostgresPidFile.js';
import { launchPostmaster, pause, stopPostmaster } from './embeddedPostgresProcess.js';

export type Launcher = {
  readonly folder: Folder;
  readonly binaries: Binaries;
  readonly password: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly durable: boolean;
  readonly choosePort: () => Promise<number>;
  readonly progress: (message: string) => void;
};

export type Attached = { readonly hold: Hold; readonly adopted: boolean };

/** Why to look again, and whether the server that runs gave no sign of life at all. */
type Wait = { readonly wait: string; readonly silent?: boolean };

const startTimeoutMs = 120_000;
const silentForMs = 15_000;
const lookEveryMs = 50;

/**
 * Adopts the server of the data folder, or launches one on `port` (default: a free one). Looks again until one of them
 * holds, since between two looks another hub may start or stop it.
 */
export const attachServer = async (launcher: Launcher, port?: number): Promise<Attached> => {
  const deadline = Date.now() + startTimeoutMs;
  let heardAt = Date.now();
  for (;;) {
    const running = readPostmaster(launcher.folder.cluster);
    const outcome = running ? await adopt(launcher, running) : await launch(launcher, deadline, port);
    if ('hold' in outcome) return outcome;
    if (outcome.silent !== true) heardAt = Date.now();
    if (running && Date.now() - heardAt > silentForMs) {
      launcher.progress('the running PostgreSQL does not answer: stopping it');
      await stopPostmaster(launcher.folder.cluster, running.pid, { silent: true });
    }
    if (Date.now() > deadline)
      throw new Error(`the embedded PostgreSQL of ${launcher.folder.path} is not ready: ${outcome.wait}`);
    await pause(lookEveryMs);
  }
};

const launch = async (launcher: Launcher, deadline: number, port?: number): Promise<Attached | Wait> => {
  clearStalePostmaster(launcher.folder.cluster);
  const launched = await launchPostmaster({ ...launcher, deadline, port: port ?? (await launcher.choosePort()) });
  if ('retry' in launched) return { wait: launched.retry };
  launcher.progress(`PostgreSQL ${launcher.binaries.version} runs on 127.0.0.1:${launched.port}`);
  const held = await tryHold(launcher, launched);
  return 'wait' in held ? held : { hold: held, adopted: false };
};

const adopt = async (launcher: Launcher, running: Postmaster): Promise<Attached | Wait> => {
  if (running.status !== 'ready') return { wait: `the server that runs there is ${running.status}` };
  const held = await tryHold(launcher, running);
  if ('wait' in held) return held;
  if (await suits(launcher, held)) return { hold: held, adopted: true };
  launcher.progress('the running PostgreSQL has other settings: starting it anew');
  await leaveServer(launcher, held);
  return { wait: 'the server that ran there is stopped' };
};

const tryHold = async ({ folder, password }: Launcher, server: Postmaster): Promise<Hold | Wait> => {
  try {
    return await holdServer(server.port, password);
  } catch (error) {
    const code = databaseErrorCode(error);
    if (code === '28P01')
      throw new Error(`the PostgreSQL of ${folder.path} refuses the password in ${folder.passwordFile}`, {
        cause: error,
      });
    return { wait: String(error), silent: code === null };
  }
};

/** Same settings; or other ones while another hub is in the middle of its work, unless that costs durability. */
const suits = async ({ folder, settings, durable }: Launcher, hold: Hold): Promise<boolean> => {
  const running = await hold.settings(['wasl.launch', 'fsync']);
  if (running['wasl.launch'] === settings.get('wasl.launch')) return true;
  if (await hold.alone()) return false;
  if (!durable || running['fsync'] === 'on') return true;
  await hold.close();
  throw new Error(`the PostgreSQL of ${folder.path} is in use by another process that started it without durability`);
};
