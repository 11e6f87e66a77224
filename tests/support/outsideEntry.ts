/** What the hub for tests offers: see `hubEnvironment.cjs`. */
export { default as pg } from 'pg';
export { loadConfig } from '../../src/platform/config.js';
export { createLog } from '../../src/platform/log.js';
export { openHub } from '../../src/start/openHub.js';
export { serveHub } from './serveHub.js';
export { startTestServer } from './testServer.js';
