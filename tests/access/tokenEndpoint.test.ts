import { createHmac, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, exportJWK, exportSPKI, importJWK } from 'jose';
import { institutionScopes } from '../../src/access/grants.js';
import {
  assertionOf,
  givenClient,
  givenKeyPair,
  outcomeOf,
  postForm,
  startAccessApp,
  tokenForm,
  type AccessApp,
  type Algorithm,
  type Answer,
  type AssertionChanges,
  type EnrolledClient,
} from './accessApp.js';

let app: AccessApp;
let client: EnrolledClient;

beforeAll(async () => {
  app = await startAccessApp();
  const scopes = institutionScopes.filter((scope) => scope !== 'directory:write');
  client = await givenClient(app, { institutionCode: 'MA-MIN-0001', scopes });
});
afterAll(() => app.close());

const ask = async (changes: AssertionChanges = {}, parameters: Record<string, string> = {}): Promise<Answer> =>
  postForm(app, tokenForm(await assertionOf(app, client, changes), parameters));

const now = (): number => Math.floor(app.clock.nowMs() / 1000);

test('gives an RFC 9068 access token with everything that the client is granted', async () => {
  const answer = await ask();
  const { access_token: token, ...rest } = answer.body;
  const { iat, exp, jti, institution_id: institutionId, ...claims } = decodeJwt(String(token));
  expect({ status: answer.status, rest, claims, life: exp! - iat! }).toEqual({
    status: 200,
    rest: { token_type: 'Bearer', expires_in: 300, scope: claims['scope'], purpose: 'CORRESPONDENCE' },
    claims: {
      iss: app.issuer,
      aud: app.issuer,
      sub: client.clientId,
      client_id: client.clientId,
      institution: 'MA-MIN-0001',
      scope:
        'correspondence:read correspondence:read-confidential correspondence:send correspondence:receive documents:read documents:write registers:read registers:write',
      purposes: ['CORRESPONDENCE'],
      client_jkt: client.key.thumbprint,
    },
    life: 300,
  });
  expect([typeof jti, typeof institutionId, decodeProtectedHeader(String(token))]).toEqual([
    'string',
    'string',
    { alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) as string },
  ]);
});

test('forbids to store its answers, says the date, and records the request', async () => {
  const { headers, body } = await ask();
  expect([headers.get('cache-control'), headers.has('date')]).toEqual(['no-store', true]);
  expect(app.records.at(-1)).toMatchObject({
    kind: 'TOKEN',
    outcome: 'OK',
    viewer: {
      institutionCode: 'MA-MIN-0001',
      clientId: client.clientId,
      tokenId: decodeJwt(String(body['access_token'])).jti,
    },
  });
});

test.each<Algorithm>(['ES256', 'ES384', 'PS256', 'PS512', 'EdDSA'])(
  'takes assertions signed with %s',
  async (algorithm) => {
    const other = await givenClient(app, { institutionCode: 'MA-MIN-0002' }, algorithm);
    const answer = await postForm(app, tokenForm(await assertionOf(app, other)));
    expect([outcomeOf(answer), decodeJwt(String(answer.body['access_token']))['client_jkt']]).toEqual([
      'OK',
      other.key.thumbprint,
    ]);
  },
);

test('takes the newer name of EdDSA', async () => {
  const other = await givenClient(app, { institutionCode: 'MA-MIN-0002' }, 'EdDSA');
  const assertion = await assertionOf(app, other, { header: { alg: 'Ed25519' } });
  expect(outcomeOf(await postForm(app, tokenForm(assertion)))).toBe('OK');
});

test('takes kid, client_id, a known typ, and a clock up to 60 s ahead', async () => {
  const outcomes = [
    await ask({ header: { kid: client.key.thumbprint } }),
    await ask({}, { client_id: client.clientId }),
    await ask({ header: { typ: 'JWT' } }),
    await ask({ header: { typ: 'application/client-authentication+jwt' } }),
    await ask({ claims: { iat: now() + 55, nbf: now() + 55, exp: now() + 115 } }),
    await ask({ claims: { exp: now() + 300, iat: now() } }),
    await ask({ claims: { iat: undefined } }),
    await ask({}, { resource: app.issuer, scope: '' }),
  ].map(outcomeOf);
  expect(outcomes).toEqual(Array(8).fill('OK'));
});

test('narrows scopes and purposes to those asked for', async () => {
  const wide = await givenClient(app, {
    institutionCode: 'MA-MIN-0001',
    purposes: ['CORRESPONDENCE', 'DOSSIER', 'CONTROL'],
  });
  const form = tokenForm(await assertionOf(app, wide), {
    scope: 'documents:read correspondence:read',
    purpose: 'DOSSIER CONTROL',
  });
  expect((await postForm(app, form)).body).toMatchObject({
    scope: 'correspondence:read documents:read',
    purpose: 'DOSSIER CONTROL',
  });
});

test.each<[string, Record<string, string>, string]>([
  ['a scope that is not granted', { scope: 'correspondence:read directory:write' }, '400 invalid_scope'],
  ['a scope that does not exist', { scope: 'everything' }, '400 invalid_scope'],
  ['a purpose that is not granted', { purpose: 'STATISTICS' }, '400 invalid_scope'],
  ['another grant', { grant_type: 'authorization_code' }, '400 unsupported_grant_type'],
  ['another resource', { resource: 'https://elsewhere.example' }, '400 invalid_target'],
  ['authorization details', { authorization_details: '[]' }, '400 invalid_authorization_details'],
  ['a client secret', { client_secret: 'x' }, '401 invalid_client'],
  ['another client_id', { client_id: randomUUID() }, '401 invalid_client'],
  ['another kind of assertion', { client_assertion_type: 'urn:x' }, '401 invalid_client'],
  ['an empty assertion', { client_assertion: '' }, '401 invalid_client'],
  ['an assertion that is no JWT', { client_assertion: 'a.b' }, '401 invalid_client'],
  ['an assertion with strange octets', { client_assertion: 'ä.ö.ü' }, '401 invalid_client'],
  ['an endless assertion', { client_assertion: 'a'.repeat(9000) }, '401 invalid_client'],
])('refuses %s', async (_, parameters, outcome) => {
  const answer = await ask({}, parameters);
  expect([outcomeOf(answer), app.records.at(-1)!.outcome, app.records.at(-1)!.viewer]).toEqual([
    outcome,
    outcome.slice(4),
    null,
  ]);
});

test('refuses repeated parameters, a missing grant, other bodies and other ways of authentication', async () => {
  const form = tokenForm(await assertionOf(app, client)).toString();
  const outcomes = [
    await postForm(app, `${form}&grant_type=client_credentials`),
    await postForm(app, `${form}&scope=a&scope=`),
    await postForm(app, form.replace('grant_type=', 'grant=')),
    await postForm(app, JSON.stringify({ grant_type: 'client_credentials' }), { 'content-type': 'application/json' }),
    await postForm(app, form, { 'content-type': 'text/plain' }),
    await postForm(app, ''),
    await postForm(app, `${form}&x=${'x'.repeat(40_000)}`),
    await postForm(app, form, { authorization: 'Basic eDp4' }),
    await postForm(app, 'grant_type=client_credentials', { authorization: 'Basic eDp4' }),
  ].map(outcomeOf);
  expect(outcomes).toEqual([
    '400 invalid_request',
    '400 invalid_request',
    '400 invalid_request',
    '400 invalid_request',
    '400 invalid_request',
    '400 invalid_request',
    '413 invalid_request',
    '400 invalid_request',
    '401 invalid_client',
  ]);
});

test.each<[string, () => AssertionChanges, RegExp]>([
  [
    'an audience that is the endpoint',
    () => ({ claims: { aud: `${app.url}/oauth/token` } }),
    /'aud' must be the issuer/,
  ],
  ['an audience that is a list', () => ({ claims: { aud: [app.issuer] } }), /single string/],
  ['no audience', () => ({ claims: { aud: undefined } }), /'aud'/],
  ['an issuer that is not the subject', () => ({ claims: { iss: 'x' } }), /'iss' and 'sub'/],
  ['no expiry', () => ({ claims: { exp: undefined } }), /'exp' is required/],
  ['an expiry as text', () => ({ claims: { exp: '2030' } }), /'exp' must be a number/],
  ['milliseconds', () => ({ claims: { iat: Date.now() } }), /not milliseconds/],
  ['an expired one', () => ({ claims: { iat: now() - 90, exp: now() - 30 } }), /expired 3\d s ago/],
  ['a life over 300 s', () => ({ claims: { exp: now() + 301, iat: now() } }), /lives too long/],
  ['a long life without iat', () => ({ claims: { iat: undefined, exp: now() + 400 } }), /lives too long/],
  ['no jti', () => ({ claims: { jti: undefined } }), /'jti' is required/],
  ['a jti that is a number', () => ({ claims: { jti: 7 } }), /'jti' is required/],
  ['the typ of an access token', () => ({ header: { typ: 'at+jwt' } }), /'typ' of this JWT/],
  ['the typ of an evidence', () => ({ header: { typ: 'secevent+jwt' } }), /'typ' of this JWT/],
  ['the typ of an enrolment proof', () => ({ header: { typ: 'wasl-enrol+jwt' } }), /'typ' of this JWT/],
  ['an unknown kid', () => ({ header: { kid: 'x' } }), /No client is known by this id with the key/],
])('refuses an assertion with %s', async (_, changes, description) => {
  const answer = await ask(changes());
  expect([outcomeOf(answer), answer.body['error_description']]).toEqual([
    '401 invalid_client',
    expect.stringMatching(description) as string,
  ]);
});

test('says by how much a clock is ahead, and what time it is', async () => {
  const { status, body } = await ask({ claims: { iat: now() + 120, exp: now() + 180 } });
  expect({ status, ...body }).toMatchObject({
    status: 401,
    error: 'invalid_client',
    error_description: expect.stringMatching(/clock_skew=1(19|20): .*which reads \d{4}-\d\d-\d\dT[\d:]{8}Z/) as string,
    clock_skew: expect.any(Number) as number,
    server_time: expect.any(String) as string,
  });
});

test('words every refusal in the characters that RFC 6749 allows', async () => {
  const { body } = await ask({}, { scope: '"مرحبا\\' });
  expect(body['error_description']).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
});

test('makes an unknown client, a wrong key and an unknown kid look alike', async () => {
  const stranger = { clientId: randomUUID(), key: client.key };
  const thief = { clientId: client.clientId, key: await givenKeyPair() };
  const answers = [
    await postForm(app, tokenForm(await assertionOf(app, stranger))),
    await postForm(app, tokenForm(await assertionOf(app, { ...stranger, clientId: 'not-a-uuid' }))),
    await postForm(app, tokenForm(await assertionOf(app, thief))),
    await postForm(app, tokenForm(await assertionOf(app, client, { header: { kid: thief.key.thumbprint } }))),
    await postForm(app, tokenForm(await assertionOf(app, thief, { claims: { exp: 1, aud: 'x' } }))),
  ].map(({ status, body }) => ({ status, ...body }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('uses an assertion once, and only when everything else has passed', async () => {
  const assertion = await assertionOf(app, client);
  const outcomes = [
    await postForm(app, tokenForm(assertion, { scope: 'everything' })),
    await postForm(app, tokenForm(assertion, { purpose: 'STATISTICS' })),
    await postForm(app, tokenForm(assertion)),
    await postForm(app, tokenForm(assertion)),
  ].map(outcomeOf);
  expect(outcomes).toEqual(['400 invalid_scope', '400 invalid_scope', 'OK', '401 invalid_client']);
});

test('gives one token when twins of one assertion race', async () => {
  const form = tokenForm(await assertionOf(app, client));
  const outcomes = (await Promise.all(Array.from({ length: 8 }, () => postForm(app, form)))).map(outcomeOf);
  expect(outcomes.filter((outcome) => outcome === 'OK')).toHaveLength(1);
});

test('lets two clients use the same jti', async () => {
  const other = await givenClient(app, { institutionCode: 'MA-MIN-0003' });
  const changes = { claims: { jti: 'the-same' } };
  const outcomes = [
    await postForm(app, tokenForm(await assertionOf(app, client, changes))),
    await postForm(app, tokenForm(await assertionOf(app, other, changes))),
  ].map(outcomeOf);
  expect(outcomes).toEqual(['OK', 'OK']);
});

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const goodClaims = () => ({
  iss: client.clientId,
  sub: client.clientId,
  aud: app.issuer,
  jti: randomUUID(),
  iat: now(),
  exp: now() + 60,
});

test('refuses alg none', async () => {
  const assertion = `${encode({ alg: 'none' })}.${encode(goodClaims())}.`;
  expect(outcomeOf(await postForm(app, tokenForm(assertion)))).toBe('401 invalid_client');
});

test('refuses an HMAC whose secret is the public key', async () => {
  const publicKey = (await importJWK(client.key.jwk, 'ES256')) as CryptoKey;
  const secrets = [await exportSPKI(publicKey), JSON.stringify(client.key.jwk)];
  const outcomes = [];
  for (const secret of secrets) {
    const input = `${encode({ alg: 'HS256', kid: client.key.thumbprint })}.${encode(goodClaims())}`;
    const mac = createHmac('sha256', secret).update(input).digest('base64url');
    outcomes.push(outcomeOf(await postForm(app, tokenForm(`${input}.${mac}`))));
  }
  expect(outcomes).toEqual(['401 invalid_client', '401 invalid_client']);
});

test('never trusts a key that the assertion brings along', async () => {
  const thief = { clientId: client.clientId, key: await givenKeyPair() };
  const headers = [
    { jwk: thief.key.jwk },
    { jku: 'http://127.0.0.1:1/keys' },
    { x5u: 'http://127.0.0.1:1/chain' },
    { x5c: ['MIIB'] },
  ];
  const outcomes = [];
  for (const header of headers) {
    outcomes.push(outcomeOf(await postForm(app, tokenForm(await assertionOf(app, thief, { header })))));
  }
  expect(outcomes).toEqual(Array(4).fill('401 invalid_client'));
});

test('holds a key to the algorithm with which it was registered', async () => {
  const rsa = await givenClient(app, { institutionCode: 'MA-MIN-0002' }, 'PS256');
  const jwk = await exportJWK(rsa.key.privateKey);
  const privateKey = createPrivateKey({ key: jwk as Record<string, string>, format: 'jwk' });
  const outcomes = [];
  for (const [alg, hash] of [
    ['PS512', 'sha512'],
    ['RS256', 'sha256'],
    ['RS512', 'sha512'],
  ] as const) {
    const input = `${encode({ alg })}.${encode({ ...goodClaims(), iss: rsa.clientId, sub: rsa.clientId })}`;
    const padding = alg === 'PS512' ? { padding: 6, saltLength: 64 } : {};
    const signature = sign(hash, Buffer.from(input), { key: privateKey, ...padding }).toString('base64url');
    outcomes.push(outcomeOf(await postForm(app, tokenForm(`${input}.${signature}`))));
  }
  expect(outcomes).toEqual(Array(3).fill('401 invalid_client'));
});

test('recognises a DER signature and says how to convert it', async () => {
  const jwk = await exportJWK(client.key.privateKey);
  const privateKey = createPrivateKey({ key: jwk as Record<string, string>, format: 'jwk' });
  const input = `${encode({ alg: 'ES256' })}.${encode(goodClaims())}`;
  const der = sign('sha256', Buffer.from(input), privateKey);
  const converted = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const refused = await postForm(app, tokenForm(`${input}.${der.toString('base64url')}`));
  const accepted = await postForm(app, tokenForm(`${input}.${converted.toString('base64url')}`));
  expect([refused.body['error_description'], outcomeOf(accepted)]).toEqual([
    expect.stringMatching(/DER.*64 octets/) as string,
    'OK',
  ]);
});

test('refuses an assertion whose claims or signature were changed', async () => {
  const assertion = await assertionOf(app, client);
  const [header, , signature] = assertion.split('.');
  const outcomes = [
    `${header}.${encode(goodClaims())}.${signature}`,
    `${header}.${encode([])}.${signature}`,
    `${assertion.slice(0, -6)}AAAAAA`,
    `${header}.${assertion.split('.')[1]}.`,
    `${assertion}.x`,
  ].map(async (text) => outcomeOf(await postForm(app, tokenForm(text))));
  expect(await Promise.all(outcomes)).toEqual(Array(5).fill('401 invalid_client'));
});

test('refuses a disabled client and one of a closed institution', async () => {
  const disabled = await givenClient(app, { institutionCode: 'MA-MIN-0004' });
  const closed = await givenClient(app, { institutionCode: 'MA-MIN-0005' });
  await app.owner.query(`update access.client set status = 'DISABLED' where id = $1`, [disabled.clientId]);
  await app.owner.query(`update directory.institution set status = 'CLOSED' where code = 'MA-MIN-0005'`);
  const outcomes = [
    await postForm(app, tokenForm(await assertionOf(app, disabled))),
    await postForm(app, tokenForm(await assertionOf(app, closed))),
  ].map(outcomeOf);
  expect(outcomes).toEqual(['401 invalid_client', '401 invalid_client']);
});

test('bars a suspended institution from exchanging, and from nothing else', async () => {
  const suspended = await givenClient(app, { institutionCode: 'MA-MIN-0004' });
  await app.owner.query(`update directory.institution set status = 'SUSPENDED' where code = 'MA-MIN-0004'`);
  const all = await postForm(app, tokenForm(await assertionOf(app, suspended)));
  const sending = await postForm(app, tokenForm(await assertionOf(app, suspended), { scope: 'correspondence:send' }));
  expect([all.body['scope'], outcomeOf(sending)]).toEqual([
    'correspondence:read correspondence:read-confidential documents:read registers:read',
    '400 invalid_scope',
  ]);
});

test('refuses a revoked key, and takes another key of the client', async () => {
  const other = await givenClient(app, { institutionCode: 'MA-MIN-0003' });
  const second = { clientId: other.clientId, key: await givenKeyPair('EdDSA') };
  await app.owner.query(
    `insert into access.client_key (thumbprint, client_id, jwk, algorithm) values ($1, $2, $3, 'EdDSA')`,
    [second.key.thumbprint, other.clientId, second.key.jwk],
  );
  await app.owner.query(`update access.client_key set status = 'REVOKED' where thumbprint = $1`, [
    other.key.thumbprint,
  ]);
  const outcomes = [
    await postForm(app, tokenForm(await assertionOf(app, other))),
    await postForm(app, tokenForm(await assertionOf(app, second))),
  ].map(outcomeOf);
  expect(outcomes).toEqual(['401 invalid_client', 'OK']);
});

test('gives an operator a token that speaks for no institution', async () => {
  const operator = await givenClient(app, { institutionCode: null });
  const { body } = await postForm(app, tokenForm(await assertionOf(app, operator)));
  const claims = decodeJwt(String(body['access_token']));
  expect([claims['scope'], 'institution' in claims, app.records.at(-1)!.viewer]).toEqual([
    'directory:write',
    false,
    null,
  ]);
});

test('answers temporarily_unavailable, and keeps the assertion unused, when the database does not answer in time', async () => {
  const assertion = await assertionOf(app, client);
  await app.owner.query('begin; lock table access.assertion in access exclusive mode');
  const refused = await postForm(app, tokenForm(assertion));
  await app.owner.query('rollback');
  const repeated = await postForm(app, tokenForm(assertion));
  expect([outcomeOf(refused), refused.headers.get('retry-after'), outcomeOf(repeated)]).toEqual([
    '503 temporarily_unavailable',
    '1',
    'OK',
  ]);
});
