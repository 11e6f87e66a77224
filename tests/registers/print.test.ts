import type { Browser } from 'playwright-core';
import { institutionScopes } from '../../src/access/grants.js';
import { code128Values } from '../../src/print/code128.js';
import { ministry } from '../support/exchange.js';
import { launchChromium, testInChromium } from '../support/chromium.js';
import { startHub, type TestHub } from '../support/hub.js';
import { givenParties, type Parties } from '../correspondence/givenParties.js';
import { done, givenUnits } from './registersClient.js';

jest.setTimeout(180_000);

const inChromium = testInChromium();
let hub: TestHub;
let parties: Parties;
let us: string;
let browser: Browser | null;
let register: { readonly id: string; readonly printUrl: string };
let slip: { readonly id: string; readonly printUrl: string };
let paperSlip: string;

const long =
  'طلب معلومات حول تأهيل المسالك القروية بالجماعة، مع الإشارة إلى محضر الاجتماع رقم 12 بتاريخ 3 مارس '.repeat(5);
const hostile = '<script>alert(1)</script>"><img src=https://evil.example/x onerror=alert(1)>';

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  us = parties.ministry.token;
  await givenUnits(hub, ministry, ['TST-DAF']);
  const sent = (await parties.send({
    subject: 'Transmission du dossier de réhabilitation des pistes rurales',
    nature: 'TRANSMITTAL_SLIP',
    physicalEnclosures: [
      { description: 'Plan original, échelle 1/5000', count: 2, carrierReference: 'RR 123 456 789 MA' },
      { description: 'مفتاح الخزانة', count: 1 },
    ],
  })) as unknown as { registerEntry: { id: string } };
  const record = async (changes: Record<string, unknown>): Promise<string> =>
    (
      await done(hub, us, 'registerEntryRecord', {
        direction: 'OUT',
        medium: 'PAPER',
        subject: 'Demande de renseignements',
        counterpartName: 'Société marocaine des travaux',
        ...changes,
      })
    )['registerEntry'].id;
  const first = await record({ subject: long.slice(0, 500), counterpartName: null, counterpartId: parties.commune.id });
  await done(hub, us, 'registerEntryAssign', { registerEntryId: first, unitCode: 'TST-DAF' });
  const wrong = await record({ subject: 'Inscrite par erreur' });
  await done(hub, us, 'registerEntryCancel', { registerEntryId: wrong, reasonText: 'Inscrite deux fois '.repeat(20) });
  const secret = await record({
    subject: 'Affaire réservée',
    confidentiality: 'CONFIDENTIAL',
    physicalEnclosures: [{ description: 'Pli scellé réservé', carrierReference: 'Porteur' }, { description: hostile }],
  });
  await record({ subject: hostile, counterpartName: `${hostile}x`, counterpartNumber: 'W'.repeat(128) });
  await done(hub, us, 'registerEntryReserve', { subject: 'À la signature' });
  for (let nth = 7; nth <= 27; nth += 1) {
    await record(
      nth % 2 === 0 ? { subject: long.slice(0, 300) } : { counterpartNumber: `V/Réf ${nth}`, occurredOn: '2026-01-05' },
    );
  }
  const { data } = await hub.graphql(us, '{ registers(filter: { direction: OUT }) { nodes { id printUrl } } }');
  register = data!['registers'].nodes[0];
  const entry = await hub.graphql(us, 'query N($id: ID!) { node(id: $id) { ... on RegisterEntry { id printUrl } } }', {
    id: sent.registerEntry.id,
  });
  slip = entry.data!['node'];
  paperSlip = slip.printUrl.replace(slip.id, secret);
  browser = await launchChromium();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hub.close();
});

const get = async (url: string, token: string | null = us, headers: Record<string, string> = {}) => {
  const response = await fetch(url, {
    headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

test('a page of a register has twenty-five lines in their order, and says which page it is', async () => {
  const [one, two] = [await get(`${register.printUrl}?lang=fr`), await get(`${register.printUrl}?lang=fr&page=2`)];
  const numbersOf = (text: string): number[] =>
    [...text.matchAll(/<tr><td[^>]*><div><bdi>(\d+)</g)].map(([, number]) => Number(number));
  expect(numbersOf(one.text)).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
  expect(numbersOf(two.text)).toEqual([26, 27]);
  expect([one.text.includes('Page 1 sur 2'), two.text.includes('Page 2 sur 2')]).toEqual([true, true]);
  expect(one.text).toMatch(/<td class="cancelled"><div><bdi>3<.*Annulé : <bdi>Inscrite deux fois/);
  expect(one.text).toMatch(/Service TST-DAF/);
  expect(await get(`${register.printUrl}?page=3`)).toMatchObject({ status: 404 });
});

test('the language is that of the address, else that of the caller, and Arabic runs from the right', async () => {
  const arabic = await get(`${register.printUrl}?lang=ar`);
  expect(arabic.text).toMatch(/<html lang="ar" dir="rtl">[\s\S]*سجل الصادر[\s\S]*صفحة 1 من 2/);
  expect((await get(register.printUrl, us, { 'accept-language': 'ar' })).text).toBe(arabic.text);
  expect((await get(register.printUrl, us, { 'accept-language': 'en' })).text).toContain('<html lang="fr" dir="ltr">');
  for (const query of ['lang=de', 'lang=fr&lang=ar', 'page=0', 'page=x', 'page=1&page=2', 'page=9999999']) {
    expect([query, (await get(`${register.printUrl}?${query}`)).status]).toEqual([query, 400]);
  }
});

test('a subject runs as it is written in either language of the page, so that it is cut at its own end', async () => {
  for (const language of ['fr', 'ar']) {
    const { text } = await get(`${register.printUrl}?lang=${language}`);
    expect(text).toMatch(/<td><div dir="auto">طلب معلومات/);
  }
});

test('nothing on it can run or be fetched, whatever a register says', async () => {
  for (const url of [`${register.printUrl}?lang=fr`, `${slip.printUrl}?lang=ar`, `${paperSlip}?lang=fr`]) {
    const { headers, text } = await get(url);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect([headers.get('content-type'), headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
      'text/html; charset=utf-8',
      'private, no-store',
      'nosniff',
    ]);
    expect(text).not.toMatch(/<script|<img|<link|style="|url\(|@import/i);
  }
});

test('a token sees no more on paper than elsewhere', async () => {
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  const few = await hub.tokenFor(ministry, { scopes });
  expect((await get(`${register.printUrl}?lang=fr`)).text).toContain('Affaire réservée');
  const { text } = await get(`${register.printUrl}?lang=fr`, few);
  expect(text).not.toContain('Affaire réservée');
  expect(text).toContain('Confidentiel');
});

test('a slip has a label for each enclosure, of its letter or of mail on paper, for whom they may be shown', async () => {
  const labelsOf = (text: string): readonly string[] =>
    [...text.matchAll(/<strong>Pièce (\d\/\d)<\/strong> <bdi>(.*?)<\/bdi>/g)].map(
      ([, place, what]) => `${place} ${what}`,
    );
  expect(labelsOf((await get(`${slip.printUrl}?lang=fr`)).text)).toEqual([
    '1/2 Plan original, échelle 1/5000',
    '2/2 مفتاح الخزانة',
  ]);
  const paper = (await get(`${paperSlip}?lang=fr`)).text;
  expect(labelsOf(paper)).toEqual(['1/2 Pli scellé réservé', expect.stringMatching(/^2\/2 &lt;script&gt;/)]);
  expect(paper).toMatch(/Quantité 1 · Acheminement <bdi>Porteur/);
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  const few = await get(`${paperSlip}?lang=fr`, await hub.tokenFor(ministry, { scopes }));
  expect([few.status, few.text.includes('Pli scellé'), labelsOf(few.text)]).toEqual([200, false, []]);
});

test('it needs a token and one of the scopes of registers, and leaves its access record with what it showed', async () => {
  const none = await hub.tokenFor(ministry, { scopes: ['correspondence:read'] });
  for (const url of [register.printUrl, slip.printUrl]) {
    expect([(await get(url, null)).status, (await get(url, none)).status]).toEqual([401, 403]);
    expect((await get(url, await hub.tokenFor(ministry, { scopes: ['registers:read'] }))).status).toBe(200);
    const foreign = await get(url, parties.stranger.token);
    expect([foreign.status, foreign.text]).toEqual([404, expect.stringContaining('NOT_FOUND')]);
  }
  const rows = await hub.look<{ types: string[] }>(
    `select array(select distinct o ->> 0 from jsonb_array_elements(objects) o order by 1) as types
       from evidence.access where kind = 'DOWNLOAD' and outcome = 'OK' order by seq desc limit 2`,
  );
  expect(rows.map(({ types }) => types)).toEqual([
    ['Correspondence', 'RegisterEntry'],
    ['Register', 'RegisterEntry'],
  ]);
});

test('a code is of Code 128 with its check digit, and none is made of what it cannot write', () => {
  expect(code128Values('PJJ123C')).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55, 106]);
  expect(code128Values('رقم')).toBeNull();
  expect(code128Values('')).toBeNull();
});

inChromium.each([
  ['a register page in French', () => `${register.printUrl}?lang=fr`],
  ['a register page in Arabic', () => `${register.printUrl}?lang=ar`],
  ['the last register page', () => `${register.printUrl}?lang=fr&page=2`],
  ['a slip in French', () => `${slip.printUrl}?lang=fr`],
  ['a slip in Arabic', () => `${slip.printUrl}?lang=ar`],
  ['a slip of mail on paper', () => `${paperSlip}?lang=ar`],
])('%s prints to one page, and asks for nothing else', async (_, urlOf) => {
  const context = await browser!.newContext({ extraHTTPHeaders: { authorization: `Bearer ${us}` } });
  const page = await context.newPage();
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  page.on('pageerror', (error) => told.push(error.message));
  page.on('request', (request) => told.push(request.url()));
  await page.goto(urlOf(), { waitUntil: 'load' });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const [beyond, margin] = await page.evaluate(() => [
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    getComputedStyle(document.body).margin,
  ]);
  await context.close();
  expect(told).toEqual([urlOf()]);
  // the style was let in by its digest
  expect([beyond, margin]).toEqual([0, '0px']);
  expect([...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)]).toHaveLength(1);
});
