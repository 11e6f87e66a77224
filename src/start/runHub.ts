import { ConfigError, loadConfig } from '../platform/config.js';
import { createLog } from '../platform/log.js';
import { warnings } from '../http/healthRoutes.js';
import { openDatabase } from './openDatabase.js';
import { openHub } from './openHub.js';
import { playOpeningExchange } from './openingExchange.js';
import { printWelcome } from './printWelcome.js';

/** `wasl serve`: the whole hub, from the environment's settings to the signal that ends it. */
export const runHub = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const config = loadConfig(env);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const log = createLog(config.logLevel);
  for (const warning of warnings(Date.now())) log.warn(warning);
  say(`Wasl · ${config.mode}`);
  const database = await openDatabase(config, (message) => say(`  · ${message}`));
  const opened = await openHub(config, database.urls, log);

  let stopping: Promise<void> | null = null;
  const stop = (signal: string): void => {
    stopping ??= (async () => {
      log.info({ signal }, 'stopping: requests under way are answered first');
      const force = setTimeout(() => process.exit(1), 30_000);
      await opened.close();
      await database.stop();
      clearTimeout(force);
      process.exit(0);
    })();
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  if (config.mode === 'sandbox') await playOpeningExchange(opened.config, say);
  printWelcome(opened.config, say);
};

/** Faults of the settings are told without a stack; everything else with what is known. */
export const exitWith = (error: unknown): never => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
};
