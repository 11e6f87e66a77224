import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { bundleOutside } from './bundleOutside.mjs';
import { bundleThirdParty } from './thirdParty.cjs';

export default async function globalSetup() {
  const folder = mkdtempSync(join(tmpdir(), 'wasl-outside-'));
  process.env.TEST_HUB = join(folder, 'hub.cjs');
  await Promise.all([bundleThirdParty(), bundleOutside(process.env.TEST_HUB)]);
  const { startTestServer } = await tsImport('./testServer.ts', import.meta.url);
  const server = await startTestServer();
  process.env.TEST_POSTGRES = server.environment;
  globalThis.endTests = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
