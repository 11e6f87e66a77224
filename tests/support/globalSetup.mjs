import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleOutside } from './bundleOutside.mjs';

export default async function globalSetup() {
  const folder = mkdtempSync(join(tmpdir(), 'wasl-outside-'));
  const stopServer = await prepare(join(folder, 'hub.cjs'));
  globalThis.endTests = async () => {
    await stopServer();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Tells the test files, by the environment, of the hub and of a PostgreSQL, which may have been given. */
const prepare = async (file) => {
  await bundleOutside(file);
  process.env.TEST_HUB = file;
  if (process.env.TEST_POSTGRES !== undefined) return () => {};
  const server = await createRequire(import.meta.url)(file).startTestServer();
  process.env.TEST_POSTGRES = server.environment;
  return server.stop;
};
