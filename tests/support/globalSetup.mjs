import { tsImport } from 'tsx/esm/api';
import { bundleThirdParty } from './thirdParty.cjs';

export default async function globalSetup() {
  await bundleThirdParty();
  const { startTestServer } = await tsImport('./testServer.ts', import.meta.url);
  const server = await startTestServer();
  process.env.TEST_POSTGRES = server.environment;
  globalThis.stopTestServer = server.stop;
}
