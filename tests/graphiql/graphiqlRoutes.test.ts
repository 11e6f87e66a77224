import Fastify from 'fastify';
import { buildSchema, Kind, parse, validate } from 'graphql';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { registerGraphiqlRoutes } from '../../src/http/graphiqlRoutes.js';
import { projectFile } from '../../src/platform/paths.js';
import { steps } from '../../web/exchange/steps.js';
import { startHub, type TestHub } from '../support/hub.js';
import { buildPage } from './buildPage.js';

jest.setTimeout(120_000);

let hub: TestHub;

beforeAll(async () => {
  await buildPage();
  hub = await startHub();
});

afterAll(() => hub.close());

const policy =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const guards = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

test('the page names only files of the hub, in the language of its reader', async () => {
  const response = await fetch(`${hub.url}/graphiql`, { headers: { 'accept-language': 'ar-MA,fr;q=0.5' } });
  const html = await response.text();
  expect({ status: response.status, headers: Object.fromEntries(response.headers) }).toMatchObject({
    status: 200,
    headers: { ...guards, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  });
  expect(html).toContain('<html lang="ar" dir="rtl">');
  const files = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address!);
  expect(files.filter((address) => !/^(graphiql\/assets\/[\w.-]+|data:,)$/.test(address))).toEqual([]);
  expect(files).toHaveLength(3);
});

test('each file may be kept for ever, and comes compressed to those who take that', async () => {
  const names = readdirSync(projectFile('dist', 'web')).filter((name) => /-[A-Z0-9]{8}\.\w+$/.test(name));
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    const address = `${hub.url}/graphiql/assets/${name}`;
    const [plain, compressed] = await Promise.all([
      hub.opened.app.inject({ url: `/graphiql/assets/${name}` }),
      hub.opened.app.inject({ url: `/graphiql/assets/${name}`, headers: { 'accept-encoding': 'gzip, br;q=0.9' } }),
    ]);
    expect({ address, status: plain.statusCode, headers: plain.headers }).toMatchObject({
      status: 200,
      headers: { ...guards, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' },
    });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(compressed.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(compressed.rawPayload).equals(plain.rawPayload)).toBe(true);
  }
});

test.each(['none-00000000.js', 'manifest.json', '.stamp', '..%2fbin%2fhub.js', '..%2f..%2fweb%2fpage%2fpage.css'])(
  'no file but those of the page is served: %s',
  async (name) => {
    const response = await fetch(`${hub.url}/graphiql/assets/${name}`);
    expect(response.status).toBe(404);
  },
);

test('a hub without the built page says how to build it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasl-graphiql-'));
  const app = Fastify();
  registerGraphiqlRoutes(app, { mode: 'sandbox', publicUrl: 'http://127.0.0.1:4000', folder });
  const { statusCode, headers, body } = await app.inject({ url: '/graphiql' });
  expect({ statusCode, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({
    statusCode: 503,
    type: 'text/plain; charset=utf-8',
    cache: 'no-store',
  });
  expect(body).toContain('npm run build');
  await app.close();
  rmSync(folder, { recursive: true });
});

test('the schema is there for everyone, by introspection too', async () => {
  const { data, errors } = await hub.graphql(null, '{ __schema { queryType { name description } types { name } } }');
  expect({ errors, name: data?.['__schema'].queryType.name }).toEqual({ errors: undefined, name: 'Query' });
});

test('the saved operations are what the schema takes, each with the variables that it declares', async () => {
  const schema = buildSchema(await (await fetch(`${hub.url}/schema.graphql`)).text());
  const values = {
    recipientCode: 'c',
    recipientId: 'r',
    subject: 's',
    documentId: 'd',
    correspondenceId: 'c',
    sha256: ['a'],
  };
  for (const { query, operationName, variables } of steps) {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${operationName} is no operation`);
    expect(operation.name?.value).toBe(operationName);
    const declared = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    expect(Object.keys(variables(values)).sort()).toEqual(declared.sort());
  }
});
