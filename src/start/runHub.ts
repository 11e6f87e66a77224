import { warnings } from '../http/healthRoutes.js';
import { loadConfig, type Config } from '../platform/config.js';
import { plainReads } from '../platform/database.js';
import { createLog, type Log } from '../platform/log.js';
import { sql } from '../platform/sql.js';
import { removeHubFile, writeHubFile } from './hubFile.js';
import { localUrl } from './localUrl.js';
import { openDatabase } from './openDatabase.js';
import { playOpeningExchange } from './openingExchange.js';
import type { OpeningRecord } from './openingRecord.js';
import { assertPortFree, explainListen } from './portTaken.js';
import { printWelcome } from './printWelcome.js';

type Stopping = {
  /** What runs, and how it is stopped; the last begun is stopped first. */
  readonly add: (stop: () => unknown) => void;
  readonly isStopping: () => boolean;
  readonly stop: () => Promise<void>;
};

/** `wasl serve`: the whole hub, from the environment's settings to the signal that ends it. */
export const runHub = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const config = loadConfig(env);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const log = createLog(config.logLevel);
  for (const warning of warnings(Date.now())) log.warn(warning);
  outliveUnheard(log);
  await assertPortFree(config);
  const stopping = stopOnSignal(log);
  // the gateway takes a second to load: it does while the database starts
  const loading = import('./openHub.js');
  loading.catch(() => {});
  try {
    say(`Wasl · وصل · ${config.mode}`);
    const database = await openDatabase(config, (message) => say(`  · ${message}`));
    stopping.add(database.stop);
    const { openHub } = await loading;
    const opened = await openHub(config, database.urls, log);
    stopping.add(opened.close);
    announce(opened.config);
    stopping.add(() => removeHubFile(config.dataDirectory, process.pid));
    const exchange = await playOpeningExchange(opened.config, database.urls, say).catch(
      tellFailure(log, stopping, say),
    );
    if (stopping.isStopping()) return;
    const { count: institutions } = await plainReads(opened.hub.pool).one<{ readonly count: number }>(
      sql`select count(*)::integer as count from directory.institution`,
    );
    printWelcome(opened.config, { exchange, institutions }, say);
  } catch (error) {
    // what a signal cuts short is no failure
    if (stopping.isStopping()) return;
    await stopping.stop();
    throw explainListen(error, config);
  }
};

/**
 * A failure of one request that nobody waits for is a bug, and told as one. It does not end the service of everybody else:
 * whatever a request does stands or falls with its own transaction.
 */
const outliveUnheard = (log: Log): void =>
  void process.on('unhandledRejection', (reason) =>
    log.error({ err: reason }, 'a failure that nobody heard of: a bug'),
  );

const announce = (config: Config): void =>
  writeHubFile(config.dataDirectory, {
    url: localUrl(config),
    publicUrl: config.publicUrl,
    mode: config.mode,
    pid: process.pid,
  });

/** The hub serves without it, and the next start plays it again. */
const tellFailure =
  (log: Log, { isStopping }: Stopping, say: (line: string) => void) =>
  (error: unknown): OpeningRecord | null => {
    if (isStopping()) return null;
    log.error({ err: error }, 'the opening exchange was not played to its end');
    say('The opening exchange broke off; the next start plays it again.');
    return null;
  };

const giveUpAfterMs = 30_000;

/** What is under way is answered, what is open is written, then the process ends; a second signal does not hurry it. */
const stopOnSignal = (log: Log): Stopping => {
  const stops: (() => unknown)[] = [];
  let ended: Promise<void> | null = null;
  const stop = (): Promise<void> =>
    (ended ??= (async () => {
      for (const end of stops.reverse()) await end();
    })());
  const stopping = { add: (end: () => unknown) => void stops.push(end), isStopping: () => ended !== null, stop };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ended !== null) return;
      log.info({ signal }, 'stopping: requests under way are answered first');
      setTimeout(() => process.exit(1), giveUpAfterMs).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'the hub did not stop in order');
          process.exit(1);
        },
      );
    });
  }
  return stopping;
};
