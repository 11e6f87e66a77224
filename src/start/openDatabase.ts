import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../platform/config.js';
import type { DatabaseUrls } from '../platform/databaseUrls.js';
import { startEmbeddedPostgres } from '../platform/embeddedPostgres.js';
import { migrate } from '../platform/migrate.js';
import { seedDirectory } from './seedDirectory.js';

export type OpenDatabase = {
  readonly urls: DatabaseUrls;
  /** Stops the embedded server when nobody else uses it; does nothing to a database elsewhere. */
  readonly stop: () => Promise<void>;
};

/** The database of this hub: reached or started, migrated where this process may, and with a directory in it. */
export const openDatabase = async (config: Config, onProgress: (message: string) => void): Promise<OpenDatabase> => {
  const opened =
    config.database === null
      ? await startEmbedded(config, onProgress)
      : { urls: config.database, stop: async () => {} };
  const ownerUrl = opened.urls.migrate;
  if (ownerUrl !== null) {
    const rolePassword = config.rolePassword ?? new URL(opened.urls.app).password;
    await migrate({
      ownerUrl,
      mode: config.mode,
      rolePassword: rolePassword === '' ? null : decodeURIComponent(rolePassword),
      onProgress,
    });
    await seedDirectory(ownerUrl, onProgress);
  }
  return opened;
};

const startEmbedded = async (config: Config, onProgress: (message: string) => void): Promise<OpenDatabase> => {
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
  const server = await startEmbeddedPostgres({
    dataDir: join(config.dataDirectory, 'postgres'),
    onProgress,
  });
  const password = readOrMakePassword(join(config.dataDirectory, 'role-password'));
  await createOwner(server.superuserUrl, password);
  const url = (role: string): string => server.url(role, password, 'wasl');
  return {
    urls: {
      migrate: url('wasl_owner'),
      app: url('wasl_app'),
      log: url('wasl_log'),
      seal: url('wasl_seal'),
      clock: url('wasl_clock'),
      audit: url('wasl_audit'),
    },
    stop: server.stop,
  };
};

/** Two hubs that start together end with the same one: the second finds the file of the first. */
const readOrMakePassword = (file: string): string => {
  if (!existsSync(file)) {
    try {
      writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
};

const alreadyThere: ReadonlySet<unknown> = new Set(['42710', '42P04', '23505']);

/** The embedded server is used like any other: by an owner that is no superuser. */
const createOwner = async (superuserUrl: string, password: string): Promise<void> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const unlessThere = async (statement: string): Promise<void> => {
    try {
      await client.query(statement);
    } catch (error) {
      if (!alreadyThere.has((error as { code?: unknown }).code)) throw error;
    }
  };
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'wasl'`);
    if (rowCount) return;
    await unlessThere(`create role wasl_owner login createrole password ${client.escapeLiteral(password)}`);
    await unlessThere('create database wasl owner wasl_owner');
  } finally {
    await client.end();
  }
};
