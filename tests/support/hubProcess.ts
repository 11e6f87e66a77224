import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { projectFile } from '../../src/platform/paths.js';
import type { TestDatabase } from './database.js';

export type HubProcess = {
  readonly url: string;
  /** Names of the points that marked requests have passed, in order; see `pausePoints.mjs`. */
  readonly points: readonly string[];
  /** `kill -9`; resolves when it is gone and PostgreSQL has ended everything that it had begun. */
  readonly kill: () => Promise<void>;
  /** SIGTERM: what is under way is answered, what is counted is written. */
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** The same for all hubs of one database: it stands in evidence. */
  readonly publicUrl?: string;
  readonly pausePoints?: boolean;
  readonly env?: Readonly<Record<string, string>>;
};

/** A real hub in a process of its own, on a free port. Hubs can share database and folder. */
export const startHubProcess = async (options: Options): Promise<HubProcess> => {
  const { database, pausePoints = false } = options;
  const name = `hub-${++started}`;
  const preload = pathToFileURL(projectFile('tests', 'support', 'pausePoints.mjs')).href;
  const child = spawn(
    process.execPath,
    [...(pausePoints ? ['--import', preload] : []), projectFile('tests', 'support', 'serveOutside.mjs')],
    { env: environment(options, name), stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
    await untilForgotten(database, name);
  };
  const points: string[] = [];
  createInterface({ input: child.stdio[4] as Readable }).on('line', (line) => points.push(line));
  const url = await addressOf(child);
  return { url, points, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
};

let started = 0;

const environment = ({ database, dataDir, publicUrl, env }: Options, name: string): NodeJS.ProcessEnv => {
  const named = (url: string): string => {
    const marked = new URL(url);
    marked.searchParams.set('application_name', name);
    return marked.href;
  };
  const { PATH, HOME, TMPDIR, TEST_HUB } = process.env;
  return {
    ...{ PATH, HOME, TMPDIR, TEST_HUB },
    WASL_MODE: 'sandbox',
    WASL_DATA_DIR: dataDir,
    PORT: '0',
    WASL_LOG_LEVEL: 'fatal',
    DATABASE_URL: named(database.urls.app),
    WASL_LOG_URL: named(database.urls.log),
    WASL_SEAL_URL: named(database.urls.seal),
    WASL_CLOCK_URL: named(database.urls.clock),
    WASL_AUDIT_URL: named(database.urls.audit),
    ...(publicUrl === undefined ? {} : { WASL_PUBLIC_URL: publicUrl }),
    ...env,
  };
};

const addressOf = async (child: ChildProcess): Promise<string> => {
  let complaint = '';
  child.stderr!.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-4_000)));
  const failed = once(child, 'exit').then(() => {
    throw new Error(`the hub did not start: ${complaint}`);
  });
  failed.catch(() => {});
  const [{ url }] = (await Promise.race([once(child, 'message'), failed])) as [{ url: string }];
  return url;
};

/** A statement that had reached PostgreSQL, a commit above all, goes on for a moment without its client. */
const untilForgotten = async (database: TestDatabase, name: string): Promise<void> => {
  const client = new outside.pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    for (;;) {
      const { rowCount } = await client.query(
        'select from pg_stat_activity where datname = current_database() and application_name = $1',
        [name],
      );
      if (rowCount === 0) return;
      await pause(10);
    }
  } finally {
    await client.end();
  }
};
