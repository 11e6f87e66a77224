import { connect } from 'node:net';
import { deposit } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, givenParties, type Parties } from '../correspondence/givenParties.js';

let hub: TestHub;
let parties: Parties;
let letterId: string;
beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  letterId = (await parties.send()).correspondence.id;
}, 60_000);
afterAll(() => hub.close());

type Told = { readonly status: number; readonly code: unknown; readonly retryable: unknown };

/** Octets as they are, so that what no client library would send is sent. */
const post = async (
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Told & { readonly text: string }> => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${parties.commune.token}`,
      ...headers,
    },
    body: body as string,
  });
  return told(response.status, await response.text());
};

const told = (status: number, text: string): Told & { readonly text: string } => {
  const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string; retryable: boolean } }[] };
  return { status, code: errors?.[0]?.extensions.code, retryable: errors?.[0]?.extensions.retryable, text };
};

const ask = (query: string, variables: unknown = {}) => post(JSON.stringify({ query, variables }));

/** Nothing of the inside: no stack, no file, no SQL, no name of a library or of the database. */
const inside =
  /\bat .+:\d+:\d+|node_modules|\.ts\b|\.js\b|select |insert |pg_|postgres|relation|syntax error at or near|constraint|SQLSTATE|TypeError|undefined|\[object/i;

const requests: readonly (readonly [string, () => Promise<Told & { text: string }>, Told])[] = [
  ['no JSON', () => post('{'), { status: 400, code: 'BAD_USER_INPUT', retryable: false }],
  ['an empty body', () => post(''), { status: 400, code: 'BAD_USER_INPUT', retryable: false }],
  ['JSON that is no object', () => post('17'), { status: 400, code: 'BAD_REQUEST', retryable: false }],
  ['JSON null', () => post('null'), { status: 400, code: 'BAD_REQUEST', retryable: false }],
  ['a batch', () => post('[{"query":"{ __typename }"}]'), { status: 400, code: 'BAD_REQUEST', retryable: false }],
  [
    'octets that are no UTF-8',
    () => post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])),
    { status: 400, code: 'BAD_USER_INPUT', retryable: false },
  ],
  [
    'a poisoned key',
    () => post('{"query":"{ __typename }","__proto__":{"x":1}}'),
    { status: 400, code: 'BAD_USER_INPUT', retryable: false },
  ],
  ['no query', () => post('{"variables":{}}'), { status: 400, code: 'BAD_REQUEST', retryable: false }],
  ['a query that is no text', () => post('{"query":{}}'), { status: 400, code: 'BAD_REQUEST', retryable: false }],
  [
    'variables that are text',
    () => post('{"query":"{ __typename }","variables":"{"}'),
    { status: 400, code: 'BAD_REQUEST', retryable: false },
  ],
  [
    'another media type',
    () => post('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }),
    { status: 415, code: 'BAD_USER_INPUT', retryable: false },
  ],
  [
    'text/plain, which a web page could send',
    () => post('{"query":"{ __typename }"}', { 'content-type': 'text/plain' }),
    { status: 400, code: 'BAD_REQUEST', retryable: false },
  ],
  [
    'a body over 1 MiB',
    () => post(JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(1_100_000) } })),
    { status: 413, code: 'PAYLOAD_TOO_LARGE', retryable: false },
  ],
  [
    'a persisted query',
    () => post('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}'),
    { status: 200, code: 'PERSISTED_QUERY_NOT_SUPPORTED', retryable: false },
  ],
  ['malformed GraphQL', () => ask('{ inbox('), { status: 400, code: 'GRAPHQL_PARSE_FAILED', retryable: false }],
  ['an unknown field', () => ask('{ nothing }'), { status: 400, code: 'GRAPHQL_VALIDATION_FAILED', retryable: false }],
  [
    'an unknown operation name',
    () => post('{"query":"query A { __typename }","operationName":"B"}'),
    { status: 400, code: 'OPERATION_RESOLUTION_FAILURE', retryable: false },
  ],
  [
    'fields of the federation',
    () => ask('{ _service { sdl } }'),
    { status: 400, code: 'GRAPHQL_VALIDATION_FAILED', retryable: false },
  ],
  [
    'a cycle of fragments',
    () =>
      ask('{ inbox { nodes { ...A } } } fragment A on Correspondence { ...B } fragment B on Correspondence { ...A }'),
    { status: 400, code: 'GRAPHQL_VALIDATION_FAILED', retryable: false },
  ],
  [
    'too deep',
    () =>
      ask(
        `query Q($id: ID!) { correspondence(id: $id) { ${'registerEntries { correspondence { '.repeat(6)} id ${'} }'.repeat(6)} } }`,
        { id: letterId },
      ),
    { status: 400, code: 'DEPTH_EXCEEDED', retryable: false },
  ],
  [
    'too many aliases',
    () => ask(`{ ${Array.from({ length: 31 }, (_, at) => `a${at}: __typename`).join(' ')} }`),
    { status: 400, code: 'ALIASES_EXCEEDED', retryable: false },
  ],
  [
    'too many tokens',
    () => ask(`{ ${'__typename '.repeat(3_000)} }`),
    { status: 400, code: 'PAYLOAD_TOO_LARGE', retryable: false },
  ],
  [
    'too dear',
    () => ask('{ inbox(first: 100) { nodes { evidence(first: 100) { nodes { id event token } } } } }'),
    { status: 400, code: 'COST_EXCEEDED', retryable: false },
  ],
  [
    'lists within themselves, which nobody needs and which grow by powers',
    () => ask('{ institution(code: "MA-COM-0012") { units { institution { units { code } } } } }'),
    { status: 400, code: 'COST_EXCEEDED', retryable: false },
  ],
  [
    'an alias that reaches a prototype',
    () => ask('{ __proto__: inbox { nodes { id } } }'),
    { status: 400, code: 'BAD_USER_INPUT', retryable: false },
  ],
  [
    'a subscription',
    () => ask('subscription { inbox { nodes { id } } }'),
    { status: 400, code: 'SUBSCRIPTION_NOT_SUPPORTED', retryable: false },
  ],
  [
    'a missing variable',
    () => ask('query Q($id: ID!) { correspondence(id: $id) { id } }'),
    { status: 400, code: 'BAD_USER_INPUT', retryable: false },
  ],
  [
    'a variable of another type',
    () => ask('query Q($first: Int!) { inbox(first: $first) { nodes { id } } }', { first: '7' }),
    { status: 400, code: 'BAD_USER_INPUT', retryable: false },
  ],
  [
    'an integer beyond 32 bits',
    () => ask('query Q($first: Int!) { inbox(first: $first) { nodes { id } } }', { first: 2 ** 31 }),
    { status: 400, code: 'BAD_USER_INPUT', retryable: false },
  ],
  [
    'an enum value that is none',
    () => ask('{ inbox(filter: { priority: NONE }) { nodes { id } } }'),
    { status: 400, code: 'GRAPHQL_VALIDATION_FAILED', retryable: false },
  ],
  [
    'a field that an input does not have',
    () => ask('query Q($f: InboxFilter) { inbox(filter: $f) { nodes { id } } }', { f: { __proto__x: 1 } }),
    { status: 400, code: 'BAD_USER_INPUT', retryable: false },
  ],
];

test.each(requests)('%s is refused with a code, before anything is done', async (_, send, expected) => {
  const { text, ...answer } = await send();
  expect(answer).toEqual(expected);
  expect(text).not.toMatch(inside);
});

const instants = [
  '2026-02-30T00:00:00Z',
  '2026-01-01',
  '2026-01-01T00:00:00',
  '2026-01-01T25:00:00Z',
  '2026-01-01T00:00:00.1234567Z',
  '2026-01-01T00:00:00+16:00',
  '0000-01-01T00:00:00Z',
  '10000-01-01T00:00:00Z',
  'now',
  'infinity',
  '-infinity',
  '',
  1_700_000_000,
];

test.each(instants)('the instant %p is refused as a variable and as a literal', async (since) => {
  const byVariable = await ask('query Q($since: DateTime) { inbox(filter: { since: $since }) { nodes { id } } }', {
    since,
  });
  const byLiteral = await ask(`{ inbox(filter: { since: ${JSON.stringify(since)} }) { nodes { id } } }`);
  expect([byVariable.code, byLiteral.code]).toEqual(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);
});

test.each([
  '0001-01-01T00:00:00+15:59',
  '9999-12-31T23:59:59.999999-15:59',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:00.123456+01:00',
])('the instant %p, at the edge of what is taken, is understood by the database too', async (since) => {
  const { status, code } = await ask(
    'query Q($since: DateTime) { inbox(filter: { since: $since }) { nodes { id } } }',
    { since },
  );
  expect([status, code]).toEqual([200, undefined]);
});

test.each(['2026-02-30', '2026-13-01', '26-01-01', '0000-01-01', '2026-01-01T00:00:00Z', '', 20260101])(
  'the day %p is refused',
  async (documentDate) => {
    const { data, errors } = await deposit(hub, parties.ministry.token, parties.input({ documentDate }));
    expect([data, errors?.[0]?.extensions['code']]).toEqual([undefined, 'BAD_USER_INPUT']);
  },
);

test.each(['', '0', 'A'.repeat(64), 'g'.repeat(64), '0'.repeat(63), '0'.repeat(65), 7, null])(
  'the digest %p is refused',
  async (sha256) => {
    const answer = await ask(
      'mutation M($d: [Sha256!]!) { correspondenceRetrieve(input: { idempotencyKey: "k", correspondenceId: "x", sha256: $d }) { replayed } }',
      { d: [sha256] },
    );
    expect([answer.status, answer.code]).toEqual([400, 'BAD_USER_INPUT']);
  },
);

const ids = () => [
  '',
  '0',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  "' or 1=1 --",
  letterId.toLowerCase(),
  `${letterId}=`,
  ` ${letterId}`,
  letterId.slice(0, -4),
  parties.commune.id,
  'x'.repeat(100_000),
  Buffer.from('Correspondence:').toString('base64url'),
  Buffer.from('Nothing:0190f0e0-0000-7000-8000-000000000000').toString('base64url'),
];

test('an id that the hub did not give is not there, whatever it looks like', async () => {
  const answers = await Promise.all(
    ids().map((id) => ask('query Q($id: ID!) { correspondence(id: $id) { id } }', { id })),
  );
  expect(answers.map(({ text }) => text)).toEqual(answers.map(() => '{"data":{"correspondence":null}}\n'));
  const nodes = await Promise.all(
    ids()
      .filter((id) => id !== parties.commune.id)
      .map((id) => ask('query Q($id: ID!) { node(id: $id) { id } }', { id })),
  );
  expect(nodes.map(({ text }) => text)).toEqual(nodes.map(() => '{"data":{"node":null}}\n'));
});

test('text that PostgreSQL cannot hold is refused as a variable too, and a lone surrogate is no GraphQL', async () => {
  const query = 'query Q($r: String) { outbox(filter: { senderReference: $r }) { nodes { id } } }';
  const byVariable = await ask(query, { r: '\ud800' });
  const byLiteral = await ask('{ outbox(filter: { senderReference: "\\uD800" }) { nodes { id } } }');
  expect([byVariable.code, byLiteral.code]).toEqual(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']);
});

test.each([
  ['{ inbox(filter: { functionAddressCode: "a\\u0000b" }) { nodes { id } } }', 'inbox'],
  ['{ outbox(filter: { idempotencyKey: "\\u0000" }) { nodes { id } } }', 'outbox'],
  ['{ institutions(search: "\\u0000") { nodes { id } } }', 'institutions'],
])('%s: text that PostgreSQL cannot hold is refused at its field', async (query, field) => {
  const { status, text } = await ask(query);
  const { data, errors } = JSON.parse(text) as { data: unknown; errors: { path: unknown; extensions: unknown }[] };
  expect([status, data, errors.map(({ path, extensions }) => [path, extensions])]).toEqual([
    200,
    { [field]: null },
    [[[field], { code: 'BAD_USER_INPUT', retryable: false }]],
  ]);
});

test('a code of an institution that holds U+0000 is simply unknown', async () => {
  expect((await ask('{ institution(code: "\\u0000") { id } }')).text).toBe('{"data":{"institution":null}}\n');
});

test('a deposit with a function or series that PostgreSQL cannot hold leaves nothing', async () => {
  const before = await countRows(hub);
  const answers = await Promise.all([
    deposit(hub, parties.ministry.token, parties.input({ series: 'a\u0000' })),
    deposit(
      hub,
      parties.ministry.token,
      parties.input({ recipients: [{ institutionId: parties.commune.id, functionAddressCode: '\ud800' }] }),
    ),
  ]);
  expect(answers.map(({ errors }) => errors?.[0]?.extensions)).toEqual(
    Array(2).fill({ code: 'BAD_USER_INPUT', retryable: false }),
  );
  expect(await countRows(hub)).toEqual(before);
});

test('two mutations in one operation are refused, and neither is done', async () => {
  const before = await countRows(hub);
  const payload = '{ replayed }';
  const documents = [
    `mutation M($a: CorrespondenceDepositInput!) { one: correspondenceDeposit(input: $a) ${payload} two: correspondenceDeposit(input: $a) ${payload} }`,
    `mutation M($a: CorrespondenceDepositInput!) { correspondenceDeposit(input: $a) ${payload} ...F } fragment F on Mutation { correspondenceAcknowledge(input: { idempotencyKey: "k", correspondenceId: "x" }) ${payload} }`,
  ];
  const answers = await Promise.all(
    documents.map((query) => hub.graphql(parties.ministry.token, query, { a: parties.input() })),
  );
  expect(answers.map(({ status, errors }) => [status, errors?.[0]?.extensions['code']])).toEqual(
    Array(2).fill([400, 'ONE_MUTATION_PER_REQUEST']),
  );
  expect(await countRows(hub)).toEqual(before);
});

test('a mutation by GET, and a request that a web page could forge, are refused', async () => {
  const before = await countRows(hub);
  const query = encodeURIComponent(
    'mutation { correspondenceAcknowledge(input: { idempotencyKey: "k", correspondenceId: "x" }) { replayed } }',
  );
  const headers = { authorization: `Bearer ${parties.commune.token}` };
  const byGet = await fetch(`${hub.url}/graphql?query=${query}`, {
    headers: { ...headers, 'apollo-require-preflight': '1' },
  });
  const forged = await fetch(`${hub.url}/graphql?query=${encodeURIComponent('{ inbox { nodes { id } } }')}`, {
    headers,
  });
  const answers = [told(byGet.status, await byGet.text()), told(forged.status, await forged.text())];
  expect(answers.map(({ status, code, retryable }) => [status, code, retryable])).toEqual([
    [405, 'BAD_REQUEST', false],
    [400, 'BAD_REQUEST', false],
  ]);
  expect(await countRows(hub)).toEqual(before);
});

test('an unknown route, method or code is told in the same form', async () => {
  const answers = await Promise.all(
    [
      fetch(`${hub.url}/nothing`),
      fetch(`${hub.url}/graphql`, { method: 'DELETE' }),
      fetch(`${hub.url}/%00`),
      fetch(`${hub.url}/%zz`),
      fetch(`${hub.url}/documents/%ff/content`),
      fetch(`${hub.url}/errors/constructor`),
      fetch(`${hub.url}/errors/${'x'.repeat(5_000)}`),
    ].map(async (sent) => {
      const response = await sent;
      return told(response.status, await response.text());
    }),
  );
  expect(answers.map(({ code, retryable }) => [code, retryable])).toEqual(answers.map(() => ['NOT_FOUND', false]));
  expect(answers.map(({ text }) => inside.test(text))).toEqual(answers.map(() => false));
});

test('a connection that never says anything does not hold up the end of the hub', async () => {
  const own = await startHub();
  const { port } = new URL(own.url);
  const silent = connect(Number(port), '127.0.0.1');
  const ended = new Promise((resolve) => silent.once('close', resolve));
  silent.on('error', () => {});
  await new Promise((resolve) => silent.once('connect', resolve));
  await own.close();
  await ended;
});
