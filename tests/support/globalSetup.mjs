import { tsImport } from 'tsx/esm/api';

export default async function globalSetup() {
  const { startTestServer } = await tsImport('./testServer.ts', import.meta.url);
  const server = await startTestServer();
  process.env.TEST_POSTGRES = server.environment;
  globalThis.stopTestServer = server.stop;
}
