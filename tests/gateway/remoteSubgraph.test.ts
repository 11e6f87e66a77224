import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayOperation } from '../../src/gateway/gatewayContext.js';
import { createRemoteSubgraph, type CallClaims } from '../../src/gateway/remoteSubgraph.js';
import { createEgress, type Egress, EgressError } from '../../src/platform/egress.js';
import { stubSubgraph } from './support/stubSubgraph.js';
import { givenServer, givenViewer, type TestServer } from './support/testServer.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const hubSdl = `${link}
  type Query { letters: [Letter!] letter: Letter noted: [Permit] }
  type Letter @key(fields: "id") { id: ID! title: String }
  type Permit @key(fields: "id", resolvable: false) { id: ID! }`;
const permitsSdl = `${link}
  type Query { permits: [Permit!] permit(id: ID!): Permit viewer: String }
  enum PermitState { OPEN CLOSED }
  type Permit @key(fields: "id") { id: ID! number: Int! state: PermitState tags: [String!] letter: Letter details: Details }
  type Details { area: Float! note: String }
  type Letter @key(fields: "id", resolvable: false) { id: ID! }`;

/** Enough for an answer on the busiest machine; a test that waits for the deadline makes it short. */
const patientMs = 20_000;
const shortMs = 1_000;
let deadlineMs = patientMs;
/** How long the hub gave each call, in their order. */
let given: number[] = [];

type Handler = (request: { body: string; headers: IncomingMessage['headers'] }, response: ServerResponse) => void;

let handler: Handler;
let remote: Server;
let egress: Egress;
let hub: TestServer;
let claims: CallClaims[] = [];
let failures: unknown[] = [];
const elsewhere: string[] = [];

beforeAll(async () => {
  remote = createServer((request, response) => {
    if (request.url !== '/graphql') elsewhere.push(request.url ?? '');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handler({ body: Buffer.concat(chunks).toString(), headers: request.headers }, response));
  });
  await new Promise<void>((resolve) => remote.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(remote.address() as AddressInfo).port}`;
  egress = createEgress({ origins: [origin] });
  const permits = createRemoteSubgraph<GatewayOperation>(
    {
      name: 'permits',
      url: `${origin}/graphql`,
      sdl: permitsSdl,
      get deadlineMs() {
        return deadlineMs;
      },
      maxAnswerBytes: 20_000,
      concurrency: 4,
    },
    {
      egress: { ...egress, send: (call) => (given.push(call.deadlineMs), egress.send(call)) },
      signCall: async (call) => `token-${claims.push(call)}`,
      onFailure: (_, error) => void failures.push(error),
    },
  );
  const letters = stubSubgraph('letters', hubSdl, {
    Query: {
      letters: () => [{ id: 'Letter-1' }, { id: 'Letter-2' }],
      letter: () => ({ id: 'Letter-1' }),
      noted: () => [{ id: '1' }, { id: '2' }],
    },
    Letter: { title: ({ id }: { id: string }) => `title of ${id}` },
  });
  hub = await givenServer([letters], { remotes: [permits] });
});

afterAll(async () => {
  egress.close();
  remote.closeAllConnections();
  await new Promise((resolve) => remote.close(resolve));
});

beforeEach(() => {
  deadlineMs = patientMs;
  given = [];
  claims = [];
  failures = [];
  handler = answering({ data: { permits: [permit('1')] } });
});

const answering =
  (answer: unknown): Handler =>
  (_, response) =>
    json(response, JSON.stringify(answer));

const json = (response: ServerResponse, text: string): void => {
  response.setHeader('content-type', 'application/json');
  response.end(text);
};

const permit = (id: string) => ({
  __typename: 'Permit',
  id,
  number: 7,
  state: 'OPEN',
  tags: ['a'],
  letter: { __typename: 'Letter', id: 'Letter-1' },
  details: { area: 1.5, note: null },
});

const all = '{ permits { id number state tags letter { title } details { area note } } letter { id title } }';
const letter = { id: 'Letter-1', title: 'title of Letter-1' };

const ask = async (query = all) => {
  const { data, errors } = await hub.ask(query);
  return {
    data,
    errors: errors.map(({ path, extensions }) => [path?.join('.'), extensions?.['code'], extensions?.['retryable']]),
  };
};

test('a remote subgraph is joined, and the letter that it names is loaded by the hub', async () => {
  expect(await ask()).toEqual({
    data: {
      permits: [
        {
          id: '1',
          number: 7,
          state: 'OPEN',
          tags: ['a'],
          letter: { title: 'title of Letter-1' },
          details: { area: 1.5, note: null },
        },
      ],
      letter,
    },
    errors: [],
  });
});

test('it is told who asks by a token of the hub for these very octets, and nothing of the caller', async () => {
  let seen: Parameters<Handler>[0] | undefined;
  handler = (request, response) => ((seen = request), json(response, '{"data":{"viewer":"x"}}'));
  await hub.ask('query Named { viewer }', { viewer: givenViewer() });
  expect(seen?.headers).toEqual({
    host: expect.any(String) as unknown,
    connection: 'keep-alive',
    'content-type': 'application/json',
    'content-length': String(seen?.body.length),
    'accept-encoding': 'identity',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    authorization: 'Bearer token-1',
  });
  expect(claims).toEqual([
    {
      audience: 'permits',
      bodySha256: createHash('sha256')
        .update(seen?.body ?? '')
        .digest('base64url'),
      institution: 'MA-COM-0001',
      purpose: 'CORRESPONDENCE',
    },
  ]);
});

const lostAt = (path: string) => ({ data: { permits: null, letter }, errors: [[path, 'UPSTREAM_UNAVAILABLE', true]] });

test.each<[string, Handler, string?]>([
  ['breaks the connection', (_, response) => response.destroy()],
  ['never answers', () => {}],
  ['never ends', (_, response) => void response.write('{"data":')],
  [
    'answers too much',
    (_, response) => json(response, JSON.stringify({ data: { permits: [], x: 'x'.repeat(30_000) } })),
  ],
  [
    'never stops',
    (_, response) => {
      const timer = setInterval(() => response.write('x'.repeat(5_000)), 1);
      response.on('close', () => clearInterval(timer));
    },
  ],
  [
    'stops in the middle',
    (_, response) => {
      response.setHeader('content-length', '100');
      response.write('{');
      setTimeout(() => response.destroy(), 10);
    },
  ],
  ['redirects', (_, response) => response.writeHead(307, { location: '/elsewhere' }).end()],
  ['answers 500', (_, response) => response.writeHead(500).end('{"data":{"permits":[]}}')],
  ['answers HTML', (_, response) => response.end('<html>')],
  ['answers bytes that are no text', (_, response) => response.end(Buffer.from([0xff, 0xfe]))],
  ['answers nothing', (_, response) => response.end()],
  [
    'answers compressed',
    (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from([0x1f, 0x8b])),
  ],
  ['answers null', answering(null)],
  ['answers a list', answering([])],
  ['answers no data', answering({ errors: [{ message: 'secret' }] })],
  ['answers data that is a list', answering({ data: [] })],
  ['answers an object for a list', answering({ data: { permits: {} } })],
  ['answers a text for a list', answering({ data: { permits: 'x' } })],
  ['answers a null in a list of non-null', answering({ data: { permits: [null] } }), 'permits.0'],
  ['answers a list for an object', answering({ data: { permits: [[]] } }), 'permits.0'],
  [
    'leaves a non-null field out',
    answering({ data: { permits: [{ ...permit('1'), number: undefined }] } }),
    'permits.0.number',
  ],
  [
    'answers a text for a number',
    answering({ data: { permits: [{ ...permit('1'), number: '7' }] } }),
    'permits.0.number',
  ],
  [
    'answers a number that is no Int',
    answering({ data: { permits: [{ ...permit('1'), number: 2 ** 40 }] } }),
    'permits.0.number',
  ],
  ['answers an object for an id', answering({ data: { permits: [{ ...permit('1'), id: {} }] } }), 'permits.0.id'],
])('one that %s costs its own fields and nothing else', async (name, remoteAnswer, path = 'permits') => {
  handler = remoteAnswer;
  if (name.startsWith('never')) deadlineMs = shortMs;
  expect(await ask()).toEqual(lostAt(path));
  expect(elsewhere).toEqual([]);
});

test.each<[string, unknown, unknown, string]>([
  ['an unknown enum value', { state: 'BURNT' }, { state: null }, 'permits.0.state'],
  ['a wrong leaf below', { details: { area: 'big', note: 'n' } }, { details: null }, 'permits.0.details.area'],
  ['a null in a nullable list', { tags: ['a', null] }, { tags: null }, 'permits.0.tags.1'],
  ['a number for a text', { tags: [1] }, { tags: null }, 'permits.0.tags.0'],
])('%s costs the nearest nullable field', async (_, given, expected, path) => {
  handler = answering({ data: { permits: [{ ...permit('1'), ...(given as object) }] } });
  const { data, errors } = await ask();
  expect({ permits: data?.['permits'], errors }).toEqual({
    permits: [
      {
        id: '1',
        number: 7,
        state: 'OPEN',
        tags: ['a'],
        letter: { title: 'title of Letter-1' },
        details: { area: 1.5, note: null },
        ...(expected as object),
      },
    ],
    errors: [[path, 'UPSTREAM_UNAVAILABLE', true]],
  });
});

test('its errors say where, never what', async () => {
  handler = answering({
    data: { permits: [{ ...permit('1'), state: null }], __proto__: 'x', more: 'secret' },
    errors: [
      { message: 'secret', path: ['permits', 0, 'state'], extensions: { secret: 'secret', code: 'UNAUTHENTICATED' } },
    ],
    extensions: { secret: 'secret' },
  });
  const answer = await hub.ask(all);
  expect(answer.errors.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['permits', 0, 'state'], { code: 'UPSTREAM_UNAVAILABLE', retryable: true, subgraph: 'permits' }],
  ]);
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('one that answers another number of entities than asked is not joined', async () => {
  handler = answering({ data: { _entities: [{ ...permit('2'), number: 2 }] } });
  expect(await ask('{ noted { id number } letter { id } }')).toEqual({
    data: { noted: [null, null], letter: { id: 'Letter-1' } },
    errors: [
      ['noted.0', 'UPSTREAM_UNAVAILABLE', true],
      ['noted.1', 'UPSTREAM_UNAVAILABLE', true],
    ],
  });
});

test('the reason of a failure is kept for the operator', async () => {
  handler = () => {};
  deadlineMs = shortMs;
  await ask();
  expect(failures).toEqual([expect.objectContaining({ failure: 'DEADLINE' })]);
});

test('two institutions in flight at once with the same question get their own answers', async () => {
  handler = ({ headers }, response) =>
    void setTimeout(() => json(response, JSON.stringify({ data: { viewer: headers.authorization } })), 50);
  const answers = await Promise.all(
    ['A', 'B'].map((code) => hub.ask('{ viewer }', { viewer: { ...givenViewer(), institutionCode: code } })),
  );
  expect(answers.map(({ data }) => data)).toEqual([{ viewer: 'Bearer token-1' }, { viewer: 'Bearer token-2' }]);
  expect(claims.map(({ institution }) => institution)).toEqual(['A', 'B']);
});

test('calls beyond the limit wait until others have ended', async () => {
  const open: ServerResponse[] = [];
  let most = 0;
  handler = (_, response) => {
    most = Math.max(most, open.push(response));
    if (open.length === 4)
      setTimeout(() => open.splice(0).forEach((held) => json(held, '{"data":{"viewer":"x"}}')), 100);
  };
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask('{ viewer }')));
  expect({ most, answers }).toEqual({ most: 4, answers: Array(8).fill({ data: { viewer: 'x' }, errors: [] }) });
});

test('a call that waits has no more time than one that is made', async () => {
  handler = () => {};
  deadlineMs = shortMs;
  const answers = await Promise.all(Array.from({ length: 32 }, () => ask('{ viewer }')));
  expect(answers.flatMap(({ errors }) => errors)).toEqual(Array(32).fill(['viewer', 'UPSTREAM_UNAVAILABLE', true]));
  // only the first four, which found a slot at once, had all of it
  expect(given.slice(4).filter((ms) => ms > shortMs - 10)).toEqual([]);
});

test('only approved origins are called', async () => {
  const attempt = (url: string) => egress.send({ url, method: 'GET', deadlineMs: 200, maxAnswerBytes: 10 });
  await expect(attempt('http://127.0.0.1:1/')).rejects.toBeInstanceOf(EgressError);
  await expect(attempt('http://127.0.0.1:1/')).rejects.toMatchObject({ failure: 'NOT_APPROVED' });
});
