import { warnings } from '../http/healthRoutes.js';
import { loadConfig, type Config } from '../platform/config.js';
import { createLog, type Log } from '../platform/log.js';
import { removeHubFile, writeHubFile } from './hubFile.js';
import { localUrl } from './localUrl.js';
import { openDatabase, type OpenDatabase } from './openDatabase.js';
import { openHub, type OpenHub } from './openHub.js';
import { playOpeningExchange } from './openingExchange.js';
import { assertPortFree, explainListen } from './portTaken.js';
import { printWelcome } from './printWelcome.js';

/** `wasl serve`: the whole hub, from the environment's settings to the signal that ends it. */
export const runHub = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const config = loadConfig(env);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const log = createLog(config.logLevel);
  for (const warning of warnings(Date.now())) log.warn(warning);
  await assertPortFree(config);
  say(`Wasl · وصل · ${config.mode}`);
  const database = await openDatabase(config, (message) => say(`  · ${message}`));
  let opened: OpenHub;
  try {
    opened = await openHub(config, database.urls, log);
  } catch (error) {
    await database.stop();
    throw explainListen(error, config);
  }
  stopOnSignal(opened, database, log);
  announce(opened.config);
  const exchange = await playOpeningExchange(opened.config, database.urls, say);
  printWelcome(opened.config, exchange, say);
};

const announce = (config: Config): void =>
  writeHubFile(config.dataDirectory, {
    url: localUrl(config),
    publicUrl: config.publicUrl,
    mode: config.mode,
    pid: process.pid,
  });

/** What is under way is answered, what is open is written, then the process ends; a second signal does not hurry it. */
const stopOnSignal = ({ config, close }: OpenHub, database: OpenDatabase, log: Log): void => {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: requests under way are answered first');
    const giveUp = setTimeout(() => process.exit(1), 30_000);
    try {
      removeHubFile(config.dataDirectory, process.pid);
      await close();
      await database.stop();
    } catch (error) {
      log.error({ err: error }, 'the hub did not stop in order');
      process.exit(1);
    }
    clearTimeout(giveUp);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
};
