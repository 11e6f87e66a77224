import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { untilHolds } from './untilHolds.js';

export type OpenPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to anywhere but the hub, errors on the console, uncaught errors and violations of the policy. */
  readonly troubles: readonly string[];
  /** Bodies of what went to `/graphql`, in order, with their token. */
  readonly sent: readonly {
    readonly operationName?: string;
    readonly variables?: Record<string, any>;
    readonly token: string | null;
  }[];
  readonly step: (number: number) => Locator;
  /** Waits until the answer is shown with all of these texts. */
  readonly answerWith: (...texts: readonly string[]) => Promise<void>;
  /** Only where `SCREENSHOTS` names a folder. */
  readonly screenshot: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `/graphiql` in a browser of its own, whose user reads that language. */
export const openGraphiql = async (browser: Browser, url: string, locale: string): Promise<OpenPage> => {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
  // a machine that runs other tests besides is slow
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  const sent: OpenPage['sent'][number][] = [];
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && host !== new URL(url).host) troubles.push(`asked ${request.url()}`);
    if (request.url().endsWith('/graphql'))
      sent.push({ ...(request.postDataJSON() as object), token: tokenOf(request) });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  await page.exposeFunction('reportViolation', (text: string) => troubles.push(`policy: ${text}`));
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (e) => reportViolation(e.violatedDirective + ' ' + e.blockedURI));`,
  );
  await page.goto(`${url}/graphiql`);
  await page.locator('.result-window .view-lines').waitFor();
  return {
    page,
    context,
    troubles,
    sent,
    step: (number) => page.locator('.wasl-guide ol > li').nth(number - 1),
    answerWith: (...texts) =>
      untilHolds(async () => {
        const shown = plain(await page.locator('.result-window .view-lines').innerText());
        return texts.every((text) => shown.includes(text));
      }),
    screenshot: async (name) => {
      const folder = process.env['SCREENSHOTS'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
    },
    close: () => context.close(),
  };
};

const tokenOf = (request: Request): string | null =>
  request.headers()['authorization']?.replace(/^Bearer /, '') ?? null;

/** The editor writes its spaces so that they do not break. */
const plain = (text: string): string => text.replace(/\s+/g, ' ');

/** Code of the institution that a token speaks for, as it stands in its claims. */
export const claimsOf = (token: string | null): Record<string, any> =>
  JSON.parse(Buffer.from((token ?? '').split('.')[1] ?? '', 'base64url').toString() || '{}') as Record<string, any>;
