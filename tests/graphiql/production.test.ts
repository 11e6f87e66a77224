import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { launchChromium, testInChromium } from '../support/chromium.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startHub, type TestHub } from '../support/hub.js';
import { buildPage } from './buildPage.js';
import { openGraphiql } from './openGraphiql.js';
import { untilHolds } from './untilHolds.js';

jest.setTimeout(180_000);

let database: TestDatabase;
let hub: TestHub;
let browser: Browser | null;
let url: string;
const inChromium = testInChromium();

beforeAll(async () => {
  await buildPage();
  database = await createTestDatabase();
  const superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  await superuser.query(`update wasl.installation set mode = 'production'`);
  await superuser.end();
  const { app, log, seal, clock, audit } = database.urls;
  hub = await startHub({
    database,
    env: {
      WASL_MODE: 'production',
      WASL_PUBLIC_URL: 'http://127.0.0.1:9',
      ...{ DATABASE_URL: app, WASL_LOG_URL: log, WASL_SEAL_URL: seal, WASL_CLOCK_URL: clock, WASL_AUDIT_URL: audit },
    },
  });
  url = `http://127.0.0.1:${(hub.opened.app.server.address() as AddressInfo).port}`;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await hub.close();
  await database.drop();
});

inChromium('in production the page hands out no token: it has GraphiQL, and an editor for headers', async () => {
  const { page, context, sent, troubles, screenshot, close } = await openGraphiql(browser!, url, 'fr-FR');
  const asked: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.locator('.graphiql-execute-button').click();
  await untilHolds(() => sent.some(({ operationName }) => operationName === 'Directory'));
  await page.locator('.result-window', { hasText: 'institutions' }).waitFor();
  await screenshot('production');
  const countOf = (selector: string): Promise<number> => page.locator(selector).count();
  expect({
    identities: await countOf('.wasl-identity'),
    pickers: await countOf('[role=combobox]'),
    guides: await countOf('.wasl-guide'),
    fileInputs: await countOf('input[type=file]'),
    headersEditor: await page.locator('[data-name=headers].active').isVisible(),
    tokenRequests: asked.filter((path) => path.includes('token')),
    troubles,
  }).toEqual({
    ...{ identities: 0, pickers: 0, guides: 0, fileInputs: 0 },
    headersEditor: true,
    tokenRequests: [],
    troubles: [],
  });
  expect((await fetch(`${url}/sandbox/token`, { method: 'POST' })).status).toBe(404);
  await close();
});
