import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { errorGroups, findErrorText } from '../../src/http/errorTexts.js';
import { projectFile } from '../../src/platform/paths.js';
import { startHub, type TestHub } from '../support/hub.js';

const languages = ['ar', 'fr', 'en'] as const;
const read = (...path: string[]): string => readFileSync(projectFile(...path), 'utf8');

/** Every value of the enums whose name fits, with its description. */
const valuesOf = (name: RegExp) =>
  readdirSync(projectFile('schema'))
    .filter((file) => file.endsWith('.graphql') && file !== 'supergraph.graphql')
    .flatMap((file) => parse(read('schema', file)).definitions)
    .flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && name.test(definition.name.value)
        ? (definition.values ?? []).map((value) => ({
            enum: definition.name.value,
            code: value.name.value,
            description: value.description?.value ?? '',
          }))
        : [],
    );

/** The members of a union of string literals, or the entries of a set of them. */
const literalsOf = (file: string, after: string, before: string): readonly string[] => {
  const text = read(...file.split('/'));
  const body = text.slice(text.indexOf(after), text.indexOf(before, text.indexOf(after)));
  return [...body.matchAll(/'(\w+)'/g)].map(([, literal]) => literal!);
};

const faultCodes = literalsOf('src/platform/errors.ts', 'export type FaultCode', ';');
const requestCodes = literalsOf('src/gateway/formatError.ts', 'const requestCodes', ']');
const oauthCodes = literalsOf('src/access/oauthError.ts', 'export type OAuthErrorCode', ';');
const errorCodes = valuesOf(/ErrorCode$/);
const warningCodes = valuesOf(/^WarningCode$/).map(({ code }) => code);
const known = new Set([
  ...errorCodes.map(({ code }) => code),
  ...warningCodes,
  ...faultCodes,
  ...requestCodes,
  ...oauthCodes,
]);
const pages = [...errorGroups.values()].flatMap((texts) => [...texts]);

let hub: TestHub;

beforeAll(async () => {
  hub = await startHub();
});

afterAll(() => hub.close());

const open = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${hub.url}${path}`, { headers });

test('finds every kind of code where it looks for them', () => {
  expect(faultCodes).toEqual(expect.arrayContaining(['UNAUTHENTICATED', 'INTERNAL_SERVER_ERROR']));
  expect(requestCodes).toEqual(expect.arrayContaining(['GRAPHQL_PARSE_FAILED', 'BAD_REQUEST']));
  expect(oauthCodes).toEqual(expect.arrayContaining(['invalid_request', 'temporarily_unavailable']));
  expect(errorCodes.length).toBeGreaterThan(100);
});

test('each code has a page, and no page is left of a code that is gone', () => {
  expect([...known].filter((code) => findErrorText(code) === null)).toEqual([]);
  expect(pages.map(([code]) => code).filter((code) => !known.has(code))).toEqual([]);
  expect(new Set(pages.map(([code]) => code)).size).toBe(pages.length);
});

test('each page says meaning, cause and remedy in its own words in each language', () => {
  const wrong = pages.flatMap(([code, { meaning, cause, remedy }]) =>
    [meaning, cause, remedy]
      .filter(
        (part) =>
          new Set(languages.map((language) => part[language])).size < 3 ||
          !/\p{Script=Arabic}/u.test(part.ar) ||
          /\p{Script=Arabic}/u.test(part.fr + part.en) ||
          languages.some((language) => !/^\S.*\.$/u.test(part[language])),
      )
      .map((part) => `${code}: ${part.en}`),
  );
  const repeated = pages.flatMap(([code, { meaning, cause, remedy }]) =>
    languages
      .filter((language) => new Set([meaning[language], cause[language], remedy[language]]).size < 3)
      .map((language) => `${code} ${language}`),
  );
  expect([wrong, repeated]).toEqual([[], []]);
});

test('the names of the API are the same in each language of a page', () => {
  const names = (text: string): string => (text.match(/`[^`]+`/g) ?? []).sort().join();
  const wrong = pages.flatMap(([code, { meaning, cause, remedy }]) =>
    [meaning, cause, remedy]
      .filter(({ ar, fr, en }) => names(ar) !== names(en) || names(fr) !== names(en))
      .map(({ en }) => `${code}: ${en}`),
  );
  expect(wrong).toEqual([]);
});

test('the description of a code and its page agree on fault of form and rejection', () => {
  const said = new Map<string, Set<string>>();
  for (const { enum: of, code, description } of errorCodes) {
    const kind = /\ba rejection\b/i.test(description)
      ? 'REJECTION'
      : /\bfault of form\b/i.test(description)
        ? 'FORM'
        : `${of} does not say it`;
    said.set(code, (said.get(code) ?? new Set()).add(kind));
  }
  const shown = (code: string) =>
    (findErrorText(code)?.kinds ?? []).filter((kind) => kind === 'FORM' || kind === 'REJECTION').sort();
  const wrong = [...said].filter(([code, kinds]) => [...kinds].sort().join() !== shown(code).join());
  expect(wrong.map(([code, kinds]) => [code, ...kinds])).toEqual([]);
  expect(warningCodes.filter((code) => findErrorText(code)!.kinds.join() !== 'WARNING')).toEqual([]);
});

test('refusals of requests and of tokens say that they are', () => {
  const without = (codes: readonly string[], kind: 'REQUEST' | 'TOKEN') =>
    codes.filter((code) => !findErrorText(code)!.kinds.includes(kind));
  expect([without([...faultCodes, ...requestCodes], 'REQUEST'), without(oauthCodes, 'TOKEN')]).toEqual([[], []]);
});

test('a user error leads to the page of its code, which shows the message', async () => {
  const token = await hub.tokenFor('MA-MIN-0001');
  const { data } = await hub.graphql(
    token,
    'mutation { documentUploadFinalize(input: {uploadId: "none"}) { userErrors { code message helpUrl } } }',
    {},
    { 'accept-language': 'en' },
  );
  const [fault] = data!['documentUploadFinalize'].userErrors as { code: string; message: string; helpUrl: string }[];
  const page = await (await fetch(fault!.helpUrl, { headers: { 'accept-language': 'en' } })).text();
  expect(page).toContain(`<code dir="ltr">${fault!.code}</code>`);
  expect(page).toContain(fault!.message);
});

test.each([
  ['ar', 'ar-MA,ar;q=0.9', 'rtl'],
  ['fr', 'fr', 'ltr'],
  ['en', 'en-GB', 'ltr'],
  ['fr', 'de', 'ltr'],
] as const)('answers in %s to a browser that asks for %s', async (language, accepted, direction) => {
  const response = await open('/errors/NUMBER_TAKEN', {
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'accept-language': accepted,
  });
  const page = await response.text();
  const { meaning, cause, remedy } = findErrorText('NUMBER_TAKEN')!;
  expect([response.status, response.headers.get('content-language'), response.headers.get('content-type')]).toEqual([
    200,
    language,
    'text/html; charset=utf-8',
  ]);
  expect(page).toContain(`<html lang="${language}" dir="${direction}">`);
  expect([meaning, cause, remedy].filter((part) => !page.includes(part[language]))).toEqual([]);
});

test('links switch the language, whatever the browser asks for', async () => {
  const page = await (await open('/errors/invalid_client?lang=fr', { 'accept-language': 'ar' })).text();
  const links = [...page.matchAll(/<a href="([^"]+)" hreflang="(\w+)"/g)].map(([, href, language]) => ({
    address: new URL(href!, `${hub.url}/errors/invalid_client`).href,
    language,
  }));
  const answers = await Promise.all(
    links.map(({ address }) => fetch(address, { headers: { 'accept-language': 'fr' } })),
  );
  expect(links.map(({ language }) => language)).toEqual(languages);
  expect(answers.map((answer) => answer.headers.get('content-language'))).toEqual(languages);
  expect(
    (await open('/errors/invalid_client?lang=xx', { 'accept-language': 'ar' })).headers.get('content-language'),
  ).toBe('ar');
});

test('a page runs and loads nothing, and says so to the browser', async () => {
  for (const path of ['/errors', '/errors/BUSY']) {
    const response = await open(path);
    const page = await response.text();
    const policy = response.headers.get('content-security-policy');
    expect(page).not.toMatch(/<script|<img|<link|<iframe|<form|\son\w+=|style="/i);
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    const style = /<style>([\s\S]*)<\/style>/.exec(page)![1]!;
    expect(policy).toContain(`'sha256-${await digestOf(style)}'`);
  }
});

test('gives JSON to a program that asks for it', async () => {
  const response = await open('/errors/UPLOAD_OFFSET_MISMATCH', {
    accept: 'application/json',
    'accept-language': 'en',
  });
  const { meaning, cause, remedy } = findErrorText('UPLOAD_OFFSET_MISMATCH')!;
  expect(response.headers.get('vary')).toBe('accept, accept-language');
  expect(await response.json()).toEqual({
    code: 'UPLOAD_OFFSET_MISMATCH',
    language: 'en',
    kinds: ['REQUEST'],
    message: null,
    meaning: meaning.en,
    cause: cause.en,
    remedy: remedy.en,
    retryable: false,
  });
});

test('the index lists every code and leads to each page', async () => {
  const page = await (await open('/errors?lang=en')).text();
  const links = [...page.matchAll(/<dt><a href="([^"]+)">/g)].map(
    ([, href]) => new URL(href!, `${hub.url}/errors`).href,
  );
  const statuses = await Promise.all(links.map(async (link) => (await fetch(link)).status));
  expect(links.length).toBe(pages.length);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  const { codes } = (await (await open('/errors', { accept: 'application/json' })).json()) as {
    codes: { code: string }[];
  };
  expect(codes.map(({ code }) => code)).toEqual(pages.map(([code]) => code));
});

test('what is no code has no page, in the form of all other refusals', async () => {
  const answers = await Promise.all(
    ['NONE', 'constructor', 'busy', '__proto__'].map((code) => open(`/errors/${code}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});

const digestOf = async (text: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('base64');
