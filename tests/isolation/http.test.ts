import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { fromGlobalId } from '../../src/platform/ids.js';
import { commune, deposit, givenLetter, institutionId, letterInput, ministry } from '../support/exchange.js';
import { startHub, type GraphqlAnswer, type TestHub } from '../support/hub.js';
import { untilAnnounced } from '../support/untilAnnounced.js';

jest.setTimeout(60_000);

let hub: TestHub;
let token: string;
let letter: { readonly id: string };

beforeAll(async () => {
  hub = await startHub();
  token = await hub.tokenFor(ministry);
  letter = await givenLetter(hub);
}, 60_000);

afterAll(() => hub.close());

const viewerQuery = '{ outbox { nodes { id } } }';
const codesOf = ({ errors }: Pick<GraphqlAnswer, 'errors'>): unknown =>
  errors?.map(({ extensions }) => extensions['code'] as string);

type Raw = { readonly status: number; readonly body: Record<string, any> };

/** A request as no client would send it: headers twice, another `Host`. */
const raw = (path: string, headers: readonly string[], body: string, method = 'POST'): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const { port, host } = new URL(hub.url);
    const lines = [
      ...(headers.includes('host') ? [] : ['host', host]),
      ...headers,
      'content-length',
      String(Buffer.byteLength(body)),
    ];
    const sent = request({ port, host: '127.0.0.1', path, method, headers: lines }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode!,
          body: text.startsWith('{') ? (JSON.parse(text) as Record<string, any>) : {},
        });
      });
    });
    sent.on('error', reject);
    // as octets: Node would write the headers in the encoding of a text
    sent.end(Buffer.from(body));
  });

const json = ['content-type', 'application/json'];
const query = JSON.stringify({ query: viewerQuery });

test('an id in any spelling but its own names nothing', async () => {
  const { id } = letter;
  const { uuid } = fromGlobalId(id)!;
  const encode = (text: string): string => Buffer.from(text).toString('base64url');
  const spellings = [
    `${id}=`,
    `${id}\n`,
    ` ${id}`,
    Buffer.from(id, 'base64url').toString('base64') + '====',
    `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) + 1)}`,
    encode(`Correspondence:${uuid.toUpperCase()}`),
    encode(`Correspondence:{${uuid}}`),
    encode(`Correspondence:${uuid.replaceAll('-', '')}`),
    encode(`Correspondence:${uuid}\0`),
    encode(`correspondence:${uuid}`),
    encode(`Node:Correspondence:${uuid}`),
    uuid,
    `Correspondence:${uuid}`,
    '',
    '%',
    "' or true --",
  ].filter((spelling) => spelling !== id);
  for (const spelling of spellings) {
    const { data, errors } = await hub.graphql(
      token,
      'query Q($id: ID!) { correspondence(id: $id) { id } node(id: $id) { id } }',
      { id: spelling },
    );
    expect({ spelling, data, errors }).toEqual({
      spelling,
      data: { correspondence: null, node: null },
      errors: undefined,
    });
    const response = await fetch(`${hub.url}/documents/${encodeURIComponent(spelling)}/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(404);
  }
});

test('a token counts in one Authorization header and nowhere else', async () => {
  const authorization = `Bearer ${token}`;
  const twice = await raw('/graphql', [...json, 'authorization', authorization, 'Authorization', authorization], query);
  expect([twice.status, codesOf(twice.body as GraphqlAnswer)]).toEqual([401, ['UNAUTHENTICATED']]);
  const elsewhere: [string, readonly string[], string][] = [
    [`/graphql?access_token=${token}`, json, query],
    ['/graphql', json, JSON.stringify({ query: viewerQuery, access_token: token, extensions: { authorization } })],
    [
      '/graphql',
      [
        ...json,
        'proxy-authorization',
        authorization,
        'x-authorization',
        authorization,
        'cookie',
        `authorization=${token}`,
      ],
      query,
    ],
    [
      '/graphql',
      [...json, 'x-forwarded-user', ministry, 'x-institution', ministry, 'wasl-institution', ministry],
      query,
    ],
  ];
  for (const [path, headers, body] of elsewhere) {
    const answer = await raw(path, headers, body);
    expect({ headers, codes: codesOf(answer.body as GraphqlAnswer), data: answer.body['data'] as unknown }).toEqual({
      headers,
      codes: ['UNAUTHENTICATED'],
      data: undefined,
    });
  }
  for (const value of [
    token,
    `Basic ${token}`,
    `Bearer ${token},Bearer ${token}`,
    `Bearer ${token} ${token}`,
    'Bearer ',
  ]) {
    const answer = await raw('/graphql', [...json, 'authorization', value], query);
    expect({ value, status: answer.status }).toEqual({ value, status: 401 });
  }
});

test("no purpose but the token's own is taken, and no case that cannot be read", async () => {
  const ask = (headers: readonly string[]): Promise<Raw> =>
    raw('/graphql', [...json, 'authorization', `Bearer ${token}`, ...headers], query);
  const refused: [readonly string[], string][] = [
    [['wasl-purpose', 'CONTROL'], 'PURPOSE_NOT_ALLOWED'],
    [['wasl-purpose', ''], 'PURPOSE_NOT_ALLOWED'],
    [['wasl-purpose', 'CORRESPONDENCE, CONTROL'], 'PURPOSE_NOT_ALLOWED'],
    [['wasl-purpose', 'correspondence'], 'PURPOSE_NOT_ALLOWED'],
    [['wasl-purpose', 'CORRESPONDENCE', 'Wasl-Purpose', 'CORRESPONDENCE'], 'BAD_USER_INPUT'],
    [['wasl-case', ''], 'BAD_USER_INPUT'],
    [['wasl-case', 'a'.repeat(129)], 'BAD_USER_INPUT'],
    [['wasl-case', 'a', 'wasl-case', 'b'], 'BAD_USER_INPUT'],
    [['wasl-case', Buffer.from('a\u202eb').toString('latin1')], 'BAD_USER_INPUT'],
    [['wasl-case', '\xff'], 'BAD_USER_INPUT'],
  ];
  for (const [headers, code] of refused) {
    const { body } = await ask(headers);
    expect({ headers, codes: codesOf(body as GraphqlAnswer), data: body['data'] as unknown }).toEqual({
      headers,
      codes: [code],
      data: undefined,
    });
  }
  expect((await ask(['wasl-purpose', 'CORRESPONDENCE', 'wasl-case', 'D 7/2026'])).body['data']).toMatchObject({
    outbox: {},
  });
});

test('a mutation is not run by GET, nor by what a foreign page can send', async () => {
  const mutation = `mutation { documentUploadStart(input: {fileName: "a.pdf", mediaType: "application/pdf", sizeBytes: 1, sha256: "${'0'.repeat(64)}"}) { upload { id } } }`;
  const authorization = ['authorization', `Bearer ${token}`];
  const path = `/graphql?query=${encodeURIComponent(mutation)}`;
  const tries = [
    raw(path, [...authorization], '', 'GET'),
    raw(path, [...authorization, 'apollo-require-preflight', '1'], '', 'GET'),
    raw(path, [...authorization, ...json], '', 'GET'),
    raw('/graphql', [...authorization, 'content-type', 'text/plain'], JSON.stringify({ query: mutation })),
    raw(
      '/graphql',
      [...authorization, 'content-type', 'application/x-www-form-urlencoded'],
      `query=${encodeURIComponent(mutation)}`,
    ),
    raw('/graphql', [...authorization], JSON.stringify({ query: mutation })),
    raw(
      `/graphql?query=${encodeURIComponent(mutation)}`,
      [...authorization, ...json, 'x-http-method-override', 'POST'],
      '',
      'GET',
    ),
  ];
  for (const { status, body } of await Promise.all(tries)) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body['data'] ?? null).toBeNull();
  }
  expect(await hub.look(`select from documents.upload where file_name = 'a.pdf'`)).toEqual([]);
});

test('addresses come from the settings, whatever `Host` says', async () => {
  const hosts = [
    'host',
    'evil.example',
    'x-forwarded-host',
    'evil.example',
    'x-forwarded-proto',
    'https',
    'forwarded',
    'host=evil.example',
  ];
  const authorization = ['authorization', `Bearer ${token}`];
  const start = `mutation { documentUploadStart(input: {fileName: "h.pdf", mediaType: "application/pdf", sizeBytes: 1, sha256: "${'0'.repeat(64)}"}) { upload { url } userErrors { helpUrl } } }`;
  const uploaded = await raw('/graphql', [...hosts, ...json, ...authorization], JSON.stringify({ query: start }));
  expect(uploaded.body['data'].documentUploadStart.upload.url).toMatch(new RegExp(`^${hub.url}/uploads/`));
  for (const path of [
    '/.well-known/oauth-authorization-server',
    '/.well-known/jwks.json',
    '/.well-known/evidence-keys.json',
    '/readyz',
    '/none',
  ]) {
    const { body } = await raw(path, hosts, '', 'GET');
    expect(JSON.stringify(body)).not.toContain('evil');
  }
});

test('nothing of the federation is public, and introspection answers the whole public schema', async () => {
  for (const field of [
    '_service { sdl }',
    '_entities(representations: []) { __typename }',
    '__type(name: "_Entity") { name }',
    '__type(name: "join__Graph") { name }',
  ]) {
    const { data, errors } = await hub.graphql(token, `{ ${field} }`);
    expect({ field, data: data?.['__type'] ?? null, refused: errors !== undefined }).toEqual({
      field,
      data: null,
      refused: !field.startsWith('__'),
    });
  }
  const { data } = await hub.graphql(null, '{ __schema { types { name fields { name } } directives { name } } }');
  const types = data!['__schema'].types as { name: string; fields: { name: string }[] | null }[];
  const { supergraph } = await import('./publicApi.js');
  const expected = Object.values(supergraph.getTypeMap()).filter(
    ({ name }) => !/^(join|link|requiresScopes)__/.test(name),
  );
  expect(types.map(({ name }) => name).sort()).toEqual(expected.map(({ name }) => name).sort());
  for (const { name, fields } of types) {
    const type = supergraph.getType(name)!;
    if ('getFields' in type && fields !== null)
      expect(fields.map((field) => field.name)).toEqual(Object.keys(type.getFields()));
  }
  const directives = (data!['__schema'].directives as { name: string }[]).map(({ name }) => name);
  expect(directives.filter((name) => /join|link|requires|shareable|key/.test(name))).toEqual([]);
});

test('the key of another client of the same institution is not replayed', async () => {
  const input = await letterInput(hub, token);
  const [own] = await hub.look<{ institution_id: string; object_id: string }>(
    'select institution_id, object_id from wasl.idempotency limit 1',
  );
  await hub.look(
    `insert into wasl.idempotency (institution_id, client_id, mutation, key, salt, digests, result, object_id)
     values ($1, gen_random_uuid(), 'correspondenceDeposit', $2, '', '{}', $3, $4)`,
    [
      own!.institution_id,
      input['idempotencyKey'],
      JSON.stringify({ correspondenceId: own!.object_id }),
      own!.object_id,
    ],
  );
  const { payload } = await deposit(hub, token, input);
  expect(payload).toMatchObject({ replayed: false, userErrors: [] });
  expect(payload.correspondence.id).not.toBe(letter.id);
});

test('a suspended institution reads what it has and does nothing; a closed one is not admitted; both at once', async () => {
  const recipient = await hub.tokenFor(commune);
  const read = `query R($id: ID!) { correspondence(id: $id) { evidence { nodes { token } } } mailboxEvents { nodes { position } } }`;
  const act = `mutation A($input: CorrespondenceAcknowledgeInput!) { correspondenceAcknowledge(input: $input) { userErrors { code } } }`;
  const input = { idempotencyKey: randomUUID(), correspondenceId: letter.id };
  const status = async (to: string): Promise<unknown[]> => {
    await hub.look('update directory.institution set status = $1 where code = $2', [to, commune]);
    await untilAnnounced(hub);
    const seen = await hub.graphql(recipient, read, { id: letter.id });
    const done = await hub.graphql(recipient, act, { input });
    return [
      codesOf(seen),
      seen.data?.['correspondence'].evidence.nodes.length,
      seen.data?.['mailboxEvents'].nodes.length > 0,
      codesOf(done),
    ];
  };
  expect(await status('SUSPENDED')).toEqual([undefined, 1, true, ['FORBIDDEN']]);
  expect(await status('CLOSED')).toEqual([['UNAUTHENTICATED'], undefined, false, ['UNAUTHENTICATED']]);
  const { payload } = await deposit(
    hub,
    token,
    await letterInput(hub, token, { recipients: [{ institutionId: await institutionId(hub, commune) }] }),
  );
  expect(payload).toMatchObject({ correspondence: null, userErrors: [{ code: 'RECIPIENT_SUSPENDED' }] });
});
