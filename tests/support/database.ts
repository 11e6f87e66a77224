import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { DatabaseUrls } from '../../src/platform/databaseUrls.js';

type Server = { readonly superuserUrl: string; readonly port: number; readonly password: string };

export type TestDatabase = {
  readonly name: string;
  readonly urls: DatabaseUrls & { readonly migrate: string };
  /** The same database as the superuser, whom nothing binds: for looking at what is really there. */
  readonly superuserUrl: string;
  readonly drop: () => Promise<void>;
};

/** The embedded PostgreSQL of this run (see globalSetup). */
export const testServer = (): Server => {
  const text = process.env['TEST_POSTGRES'];
  if (text === undefined) throw new Error('The tests run under jest, whose global setup starts PostgreSQL.');
  return JSON.parse(text) as Server;
};

/** A database of its own for one test file: migrated and seeded, or empty. */
export const createTestDatabase = async (options: { readonly empty?: boolean } = {}): Promise<TestDatabase> => {
  const { superuserUrl, port, password } = testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(superuserUrl, (client) =>
    client.query(
      options.empty === true
        ? `create database ${name} owner wasl_owner`
        : `create database ${name} template wasl_template owner wasl_owner`,
    ),
  );
  const url = (role: string): string => `postgres://${role}:${password}@127.0.0.1:${port}/${name}`;
  return {
    name,
    urls: {
      migrate: url('wasl_owner'),
      app: url('wasl_app'),
      log: url('wasl_log'),
      seal: url('wasl_seal'),
      clock: url('wasl_clock'),
      audit: url('wasl_audit'),
    },
    superuserUrl: superuserUrl.replace(/\/postgres$/, `/${name}`),
    drop: () =>
      asSuperuser(superuserUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
};

const asSuperuser = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new outside.pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
