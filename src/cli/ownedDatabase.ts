import type { OwnerClient } from '../access/ownerClient.js';
import { loadConfig, type Config } from '../platform/config.js';
import { openDatabase } from '../start/openDatabase.js';
import { asOwner } from '../platform/asOwner.js';
import type { Input } from './command.js';

/** Does `work` as the owner of the configured database, migrated first. A hub that runs on it goes on undisturbed. */
export const ownedDatabase = async <Result>(
  { env, tell }: Pick<Input, 'env' | 'tell'>,
  work: (owner: OwnerClient, config: Config) => Promise<Result>,
): Promise<Result> => {
  const config = loadConfig(env);
  if (config.database !== null && config.database.migrate === null) {
    throw new Error('This command acts as the owner of the database: set WASL_MIGRATE_URL.');
  }
  const database = await openDatabase(config, tell);
  try {
    return await asOwner(database.urls.migrate!, (owner) => work(owner, config));
  } finally {
    await database.stop();
  }
};
