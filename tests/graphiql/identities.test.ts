import type { Browser } from 'playwright-core';
import { launchChromium, testInChromium } from '../support/chromium.js';
import { commune, ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { buildPage } from './buildPage.js';
import { claimsOf, openGraphiql } from './openGraphiql.js';
import { untilHolds } from './untilHolds.js';

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

inChromium('each tab knows who acts in it, says so in words, and one click changes it', async () => {
  const { page, sent, troubles, close } = await openGraphiql(browser!, hub.url, 'fr-FR');
  const acting = page.locator('.wasl-identity[data-acting=true]');
  const ask = async (): Promise<string> => {
    const inboxes = () => sent.filter(({ operationName }) => operationName === 'Inbox');
    const before = inboxes().length;
    await page.locator('.graphiql-execute-button').click();
    await untilHolds(() => inboxes().length > before);
    return claimsOf(inboxes().at(-1)!.token)['institution'] as string;
  };
  await page.locator('#graphiql-session-tab-2').click();
  expect(await acting.locator('.wasl-role').innerText()).toBe('Destinataire · Agit dans cet onglet');
  expect(await ask()).toBe(commune);
  await page.locator('.wasl-identity[data-role=SENDER] .wasl-act').click();
  expect(await acting.locator('.wasl-role').innerText()).toBe('Expéditeur · Agit dans cet onglet');
  expect(await ask()).toBe(ministry);
  const markOf = (tab: number): Promise<string> =>
    page.evaluate(`getComputedStyle(document.getElementById('graphiql-session-tab-${tab}'), '::before').content`);
  expect([await markOf(1), await markOf(2), await markOf(3)]).toEqual(['"↑ "', '"↑ "', '"↓ "']);
  expect(troubles).toEqual([]);
  await close();
});

inChromium('a token is renewed before it ends, and the next operation goes out with the new one', async () => {
  const { page, context, sent, troubles, close } = await openGraphiql(browser!, hub.url, 'en');
  let given = 0;
  await context.route('**/sandbox/token', async (route) => {
    given += 1;
    const response = await route.fetch();
    // a minute before its end counts as its end: these are good for two seconds
    await route.fulfill({ response, json: { ...((await response.json()) as object), expires_in: 62 } });
  });
  await page.reload();
  await page.locator('.result-window .view-lines').waitFor();
  await untilHolds(() => given >= 3);
  await page.locator('.graphiql-execute-button').click();
  await untilHolds(() => sent.some(({ operationName }) => operationName === 'Addressee'));
  const { iat } = claimsOf(sent.at(-1)!.token);
  expect(Date.now() / 1_000 - iat).toBeLessThan(60);
  expect(troubles).toEqual([]);
  await close();
});

inChromium('headers that the reader wrote are sent as they are', async () => {
  const { page, sent, close } = await openGraphiql(browser!, hub.url, 'en');
  await page.locator('#graphiql-session-tab-2').click();
  await page.locator('[data-name=headers]').click();
  const editor = page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines');
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  // the editor closes it
  await page.keyboard.type('{');
  await page.locator('.graphiql-execute-button').click();
  await untilHolds(() => sent.some(({ operationName }) => operationName === 'Inbox'));
  expect(sent.find(({ operationName }) => operationName === 'Inbox')!.token).toBeNull();
  await close();
});
