import type { Browser } from 'playwright-core';
import { launchChromium, testInChromium } from '../support/chromium.js';
import { newPdf } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { buildPage } from './buildPage.js';
import { claimsOf, openGraphiql, type OpenPage } from './openGraphiql.js';

jest.setTimeout(180_000);

let hub: TestHub;
let browser: Browser | null;
const inChromium = testInChromium();

beforeAll(async () => {
  await buildPage();
  hub = await startHub();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await hub.close();
});

const operationNames = ['Addressee', 'Deposit', 'Inbox', 'Retrieve', 'RegisterArrival', 'Acknowledge', 'Proof'];

const languages = [
  {
    locale: 'fr-FR',
    html: { lang: 'fr', dir: 'ltr' },
    words: { sender: 'Expéditeur', recipient: 'Destinataire', acts: 'Agit dans cet onglet', uploaded: 'Téléversé' },
    search: { sender: 'interieur', recipient: 'afourer' },
    subject: 'Demande de renseignements sur les registres d’état civil',
    // as a developer does it who knows GraphiQL: its tabs and its own button
    play: async ({ page }: OpenPage, number: number): Promise<void> => {
      await page.locator(`#graphiql-session-tab-${number - 1}`).click();
      await page.locator('.graphiql-execute-button').click();
    },
  },
  {
    locale: 'ar-MA',
    html: { lang: 'ar', dir: 'rtl' },
    words: { sender: 'المرسِل', recipient: 'المرسَل إليه', acts: 'يتصرف في هذا اللسان', uploaded: 'تم التحميل' },
    search: { sender: 'وزارة الداخلية', recipient: 'افورار' },
    subject: 'طلب معلومات حول سجلات الحالة المدنية',
    // as a newcomer does it: step by step
    play: async ({ step }: OpenPage, number: number): Promise<void> => {
      await step(number).locator('> button').click();
      await step(number).locator('.wasl-current button').first().click();
    },
  },
];

/** Answers the code of the institution that the search put first. */
const choose = async ({ page }: OpenPage, role: string, search: string): Promise<string> => {
  const card = page.locator(`.wasl-identity[data-role=${role}]`);
  await card.locator('.wasl-choose').click();
  const answering = page.waitForResponse(
    (response) =>
      (response.request().postDataJSON() as { variables?: { search?: string } } | null)?.variables?.search === search,
  );
  await card.getByRole('combobox').fill(search);
  const { data } = (await (await answering).json()) as { data: { institutions: { nodes: { code: string }[] } } };
  const { code } = data.institutions.nodes[0]!;
  await card.locator('[role=option][aria-selected=true]', { hasText: code }).waitFor();
  await card.getByRole('combobox').press('Enter');
  await card.locator('.wasl-act .wasl-code', { hasText: code }).waitFor();
  return code;
};

// the long run plays both ways in both languages
inChromium.each(process.env['TEST_LONG'] === '1' ? languages : languages.slice(1))(
  'a newcomer plays the first exchange from the picker to the proof: $locale',
  async ({ locale, html, words, search, subject, play }) => {
    const opened = await openGraphiql(browser!, hub.url, locale);
    const { page, sent, troubles, step, screenshot } = opened;
    expect(await page.evaluate('({ lang: document.documentElement.lang, dir: document.documentElement.dir })')).toEqual(
      html,
    );
    await screenshot(`${html.lang}-1-opened`);

    const sender = await choose(opened, 'SENDER', search.sender);
    const recipient = await choose(opened, 'RECIPIENT', search.recipient);
    expect(recipient).toBe('MA-COM-0012');

    await page.locator('#graphiql-session-tab-1').click();
    const file = { name: 'lettre.pdf', mimeType: 'application/pdf', buffer: newPdf() };
    await page.locator('.wasl-files input[type=file]').setInputFiles(file);
    await page.locator('.wasl-file', { hasText: words.uploaded }).waitFor();
    await screenshot(`${html.lang}-2-uploaded`);

    for (const number of operationNames.keys()) {
      await play(opened, number + 1);
      await step(number + 1)
        .and(page.locator('[data-done=true]'))
        .waitFor();
      await screenshot(`${html.lang}-3-step-${number + 1}`);
    }

    await opened.answerWith(subject, '"state": "ACKNOWLEDGED"');
    const played = sent.filter(({ operationName }) => operationNames.includes(operationName ?? ''));
    expect(played.map(({ operationName, token }) => [operationName, claimsOf(token)['institution']])).toEqual(
      operationNames.map((name, at) => [name, at >= 2 && at <= 5 ? recipient : sender]),
    );
    const { data } = await hub.graphql(
      await hub.tokenFor(sender),
      'query L($id: ID!) { correspondence(id: $id) { subject attachments { title } consignments { institution { code } state } } }',
      { id: played.at(-1)!.variables!['id'] },
    );
    expect(data!['correspondence']).toEqual({
      subject,
      attachments: [{ title: 'lettre.pdf' }],
      consignments: [{ institution: { code: recipient }, state: 'ACKNOWLEDGED' }],
    });

    // a pane that is put aside leaves the page where it is, whichever side it runs from
    await page.locator('.graphiql-sidebar button').first().click();
    await page.locator('.graphiql-plugin').waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.scrollingElement.scrollWidth - window.innerWidth')).toBe(0);
    expect(troubles).toEqual([]);
    await opened.close();
  },
);

testInChromium({ long: true })(
  'without a file of its own the exchange is played by pressing Play from tab to tab',
  async () => {
    const opened = await openGraphiql(browser!, hub.url, 'en');
    for (const number of operationNames.keys()) {
      await languages[0]!.play(opened, number + 1);
      await opened
        .step(number + 1)
        .and(opened.page.locator('[data-done=true]'))
        .waitFor();
    }
    expect(await opened.page.locator('.wasl-file', { hasText: 'digest agrees' }).count()).toBe(1);
    expect(opened.troubles).toEqual([]);
    await opened.close();
  },
);
