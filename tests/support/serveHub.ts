import { loadConfig } from '../../src/platform/config.js';
import { createLog } from '../../src/platform/log.js';
import { openHub } from '../../src/start/openHub.js';

/** A hub in a process of its own, which tells its parent when it listens and stops in good order on SIGTERM. */
export const serveHub = async (): Promise<void> => {
  const config = loadConfig(process.env);
  if (config.database === null) throw new Error('A hub of the tests has a database that the test made.');
  const opened = await openHub(config, config.database, createLog(config.logLevel));
  process.on('SIGTERM', () => void opened.close().then(() => process.exit(0)));
  process.send?.({ url: `http://127.0.0.1:${opened.config.port}` });
};
