import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/embeddedPostgres.js';
import { migrate } from '../../src/platform/migrate.js';
import { seedDirectory } from '../../src/start/seedDirectory.js';

type Started = { readonly environment: string; readonly stop: () => Promise<void> };

/** One real PostgreSQL for the whole run, with a migrated and seeded template that each hub of a test clones. */
export const startTestServer = async (): Promise<Started> => {
  const folder = mkdtempSync(join(tmpdir(), 'wasl-test-'));
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    durable: false,
    maxConnections: 300,
  });
  const password = 'test';
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server, password);
  } catch (error) {
    // jest calls no teardown after a setup that failed
    await stop();
    throw error;
  }
  return {
    environment: JSON.stringify({ superuserUrl: server.superuserUrl, port: server.port, password }),
    stop,
  };
};

const makeTemplate = async (
  server: Awaited<ReturnType<typeof startEmbeddedPostgres>>,
  password: string,
): Promise<void> => {
  const admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  try {
    await admin.query(`create role wasl_owner login createrole password '${password}'`);
    await admin.query('create database wasl_template owner wasl_owner');
    const ownerUrl = server.url('wasl_owner', password, 'wasl_template');
    await migrate({ ownerUrl, mode: 'sandbox', rolePassword: password });
    await seedDirectory(ownerUrl, () => {});
    await admin.query('alter database wasl_template with is_template true allow_connections false');
  } finally {
    await admin.end();
  }
};
