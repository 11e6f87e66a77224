import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { launchChromium, testInChromium } from '../support/chromium.js';
import { ministry, sha256 } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { buildPage } from './buildPage.js';
import { openGraphiql, type OpenPage } from './openGraphiql.js';

jest.setTimeout(180_000);

let hub: TestHub;
let browser: Browser | null;
const inChromium = testInChromium({ long: true });

beforeAll(async () => {
  await buildPage();
  hub = await startHub();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await hub.close();
});

/** Two parts and a rest. */
const bytes = randomBytes(9 * 1024 * 1024);
const file = { name: 'grande lettre.pdf', mimeType: 'application/pdf', buffer: bytes };

const partsOf = ({ context }: OpenPage): string[] => {
  const parts: string[] = [];
  context.on('request', (request) => {
    if (request.method() === 'PUT') parts.push(request.headers()['content-range']!);
  });
  return parts;
};

const documentIn = async ({ page }: OpenPage): Promise<unknown> => {
  const item = page.locator('.wasl-file[data-state=UPLOADED]');
  await item.waitFor();
  const id = await item.locator('.wasl-long', { hasText: 'documentId' }).locator('code').innerText();
  const { data } = await hub.graphql(
    await hub.tokenFor(ministry),
    'query D($id: ID!) { node(id: $id) { ... on Document { fileName sizeBytes sha256 } } }',
    { id },
  );
  return data!['node'];
};

const whole = { fileName: file.name, sizeBytes: bytes.length, sha256: sha256(bytes) };

inChromium('an upload goes on by itself where the line broke for a moment', async () => {
  const opened = await openGraphiql(browser!, hub.url, 'fr-FR');
  const parts = partsOf(opened);
  let puts = 0;
  await opened.context.route('**/uploads/*', (route) => {
    puts += 1;
    return puts === 2 ? route.abort('connectionreset') : route.continue();
  });
  await opened.page.locator('.wasl-files input[type=file]').setInputFiles(file);
  expect(await documentIn(opened)).toEqual(whole);
  expect(parts).toEqual([
    'bytes 0-4194303/9437184',
    'bytes 4194304-8388607/9437184',
    'bytes 4194304-8388607/9437184',
    'bytes 8388608-9437183/9437184',
  ]);
  await opened.close();
});

inChromium(
  'an upload that stays broken is taken up again with one click, and its id goes into the variables',
  async () => {
    const opened = await openGraphiql(browser!, hub.url, 'fr-FR');
    const { page, context, sent } = opened;
    const parts = partsOf(opened);
    await context.route('**/uploads/*', (route) =>
      parts.length > 1 ? route.abort('internetdisconnected') : route.continue(),
    );
    await page.locator('.wasl-files input[type=file]').setInputFiles(file);
    await page.locator('.wasl-file[data-state=BROKEN]').waitFor();
    await context.unroute('**/uploads/*');
    parts.length = 0;
    await page.locator('.wasl-file button', { hasText: 'Reprendre' }).click();
    expect(await documentIn(opened)).toEqual(whole);
    expect(parts).toEqual(['bytes 4194304-8388607/9437184', 'bytes 8388608-9437183/9437184']);

    await page.locator('#graphiql-session-tab-1').click();
    await page.locator('.graphiql-execute-button').click();
    await opened.step(2).and(page.locator('[data-done=true]')).waitFor();
    const id = await page.locator('.wasl-file code').last().innerText();
    expect(sent.find(({ operationName }) => operationName === 'Deposit')!.variables!['documentId']).toBe(id);
    await opened.close();
  },
);

inChromium('a file that the hub refuses says why', async () => {
  const { page, troubles, close } = await openGraphiql(browser!, hub.url, 'fr-FR');
  const program = { name: 'lettre.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') };
  await page.locator('.wasl-files input[type=file]').setInputFiles(program);
  await page.locator('.wasl-file[data-state=REFUSED]', { hasText: 'FORMAT_FORBIDDEN' }).waitFor();
  expect(troubles).toEqual([]);
  await close();
});
