import { connect } from 'node:net';
import { createHmac, randomUUID } from 'node:crypto';
import { decodeJwt, exportSPKI, importJWK, SignJWT } from 'jose';
import type { GenerationKind } from '../../src/access/generation.js';
import {
  assertionOf,
  givenClient,
  givenKeyPair,
  outcomeOf,
  postForm,
  postJson,
  startAccessApp,
  tokenForm,
  whoami,
  type AccessApp,
  type EnrolledClient,
} from './accessApp.js';

let app: AccessApp;
let client: EnrolledClient;
/** Null: what the processes of the hub are told of each other is not known. */
let generation: ((kind: GenerationKind) => number) | null = null;

beforeAll(async () => {
  app = await startAccessApp({ generation: (kind) => generation?.(kind) ?? null });
  client = await givenClient(app);
});
afterAll(() => app.close());

const tokenOf = async (owner: EnrolledClient = client, parameters: Record<string, string> = {}): Promise<string> =>
  String((await postForm(app, tokenForm(await assertionOf(app, owner), parameters))).body['access_token']);

const outcome = async (token: string, headers: Record<string, string> = {}): Promise<string> =>
  outcomeOf(await whoami(app, { authorization: `Bearer ${token}`, ...headers }));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('reads the viewer from the token and the headers', async () => {
  const token = await tokenOf(client, { scope: 'correspondence:read documents:read' });
  const { jti, exp, institution_id: institutionId } = decodeJwt(token);
  const { body } = await whoami(app, { authorization: `bearer ${token}`, 'wasl-case': '2026/114 - B' });
  expect(body['viewer']).toEqual({
    functions: null,
    institutionId,
    institutionCode: 'MA-MIN-0001',
    clientId: client.clientId,
    keyThumbprint: client.key.thumbprint,
    scopes: ['correspondence:read', 'documents:read'],
    purpose: 'CORRESPONDENCE',
    purposes: ['CORRESPONDENCE'],
    caseReference: '2026/114 - B',
    tokenId: jti,
    expiresAtMs: exp! * 1000,
  });
});

test('takes a request without Authorization for one of nobody', async () => {
  expect((await whoami(app, {})).body).toEqual({ viewer: null });
});

test('refuses other schemes and malformed headers', async () => {
  const token = await tokenOf();
  const values = ['', 'Bearer', 'Bearer ', `Basic ${token}`, `DPoP ${token}`, token, `Bearer ${token} x`, 'Bearer ä'];
  const outcomes = [];
  for (const authorization of values) outcomes.push(outcomeOf(await whoami(app, { authorization })));
  expect(outcomes).toEqual(values.map(() => '401 UNAUTHENTICATED'));
});

test('refuses two Authorization headers', async () => {
  const token = await tokenOf();
  const { hostname, port } = new URL(app.url);
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () =>
      socket.end(
        `GET /whoami HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
      ),
    );
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
  expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 401 Unauthorized');
});

test('refuses every other JWT of the hub and of its clients', async () => {
  const call = await app.access.keys.signCall({
    audience: app.issuer,
    bodySha256: 'x',
    institution: 'MA-MIN-0001',
    purpose: null,
  });
  const claims = { ...decodeJwt(await tokenOf()) };
  const own = (typ: string, alg = 'ES256'): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg, typ, kid: client.key.thumbprint }).sign(client.key.privateKey);
  const tokens = [
    call,
    await assertionOf(app, client),
    await own('at+jwt'),
    await own('secevent+jwt'),
    await own('JWT'),
  ];
  const outcomes = [];
  for (const token of tokens) outcomes.push(await outcome(token));
  expect(outcomes).toEqual(tokens.map(() => '401 UNAUTHENTICATED'));
});

test('refuses alg none, an HMAC with the public key, and keys that the token brings along', async () => {
  const token = await tokenOf();
  const [header, payload] = token.split('.');
  const { kid } = JSON.parse(Buffer.from(header!, 'base64url').toString()) as { kid: string };
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const [published] = (await app.access.tokenKeySet.list()).filter((jwk) => jwk.kid === kid);
  const secret = await exportSPKI((await importJWK(published!, 'ES256')) as CryptoKey);
  const hmacInput = `${encode({ alg: 'HS256', typ: 'at+jwt', kid })}.${payload}`;
  const thief = await givenKeyPair();
  const tokens = [
    `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
    `${hmacInput}.${createHmac('sha256', secret).update(hmacInput).digest('base64url')}`,
    await new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk: thief.jwk })
      .sign(thief.privateKey),
    await new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, jwk: thief.jwk })
      .sign(thief.privateKey),
    await new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: thief.thumbprint })
      .sign(thief.privateKey),
    `${token.slice(0, -4)}AAAA`,
    `${header}.${encode({ ...decodeJwt(token), institution: 'MA-MIN-0002' })}.${token.split('.')[2]}`,
    'x',
    'a'.repeat(5000),
  ];
  const outcomes = [];
  for (const forged of tokens) outcomes.push(await outcome(forged));
  expect(outcomes).toEqual(tokens.map(() => '401 UNAUTHENTICATED'));
});

test('refuses a token of another issuer, audience, form or typ though its key is known', async () => {
  const claims = decodeJwt(await tokenOf());
  const key = await givenKeyPair();
  await app.pool.query(`select access.publish_key($1, 'TOKEN', $2, clock_timestamp() + interval '1 hour')`, [
    key.thumbprint,
    key.jwk,
  ]);
  const signed = (changes: object, typ: object = { typ: 'at+jwt' }): Promise<string> =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'ES256', kid: key.thumbprint, ...typ })
      .sign(key.privateKey);
  const bad = [
    await signed({ iss: app.url }),
    await signed({ aud: app.url }),
    await signed({ aud: [app.issuer] }),
    await signed({ exp: undefined }),
    await signed({ purposes: 'CORRESPONDENCE' }),
    await signed({ sub: randomUUID() }),
    await signed({}, {}),
    await signed({}, { typ: 'JWT' }),
    await signed({}, { typ: 'wasl-call+jwt' }),
    await signed({}, { typ: 'secevent+jwt' }),
  ];
  const outcomes = [];
  for (const token of [await signed({}), ...bad]) outcomes.push(await outcome(token));
  expect(outcomes).toEqual(['OK', ...bad.map(() => '401 UNAUTHENTICATED')]);
});

test('refuses a key of calls for a token', async () => {
  const claims = decodeJwt(await tokenOf());
  const key = await givenKeyPair();
  await app.pool.query(`select access.publish_key($1, 'CALL', $2, clock_timestamp() + interval '1 hour')`, [
    key.thumbprint,
    key.jwk,
  ]);
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.thumbprint })
    .sign(key.privateKey);
  expect(await outcome(token)).toBe('401 UNAUTHENTICATED');
});

test('refuses an expired token, however well it is remembered', async () => {
  const token = await tokenOf();
  const before = await outcome(token);
  app.clock.aheadMs = 301_000;
  const after = await outcome(token);
  app.clock.aheadMs = 0;
  expect([before, after]).toEqual(['OK', '401 UNAUTHENTICATED']);
});

test('reads the keys at most four times a second, whatever is asked', async () => {
  const thief = await givenKeyPair();
  const claims = decodeJwt(await tokenOf());
  const forge = (at: number): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: `${thief.thumbprint.slice(0, 40)}${100 + at}` })
      .sign(thief.privateKey);
  const tokens = await Promise.all(Array.from({ length: 200 }, (_, at) => forge(at)));
  const query = jest.spyOn(app.pool, 'connect');
  const startedAtMs = performance.now();
  const outcomes = await Promise.all(tokens.map((token) => outcome(token)));
  const seconds = (performance.now() - startedAtMs) / 1000;
  const reads = query.mock.calls.length;
  query.mockRestore();
  expect(new Set(outcomes)).toEqual(new Set(['401 UNAUTHENTICATED']));
  expect(reads).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
});

test('wants one of several purposes stated, and lists them', async () => {
  const wide = await givenClient(app, { institutionCode: 'MA-MIN-0002', purposes: ['CORRESPONDENCE', 'CONTROL'] });
  const authorization = `Bearer ${await tokenOf(wide)}`;
  const unstated = await whoami(app, { authorization });
  const foreign = await whoami(app, { authorization, 'wasl-purpose': 'STATISTICS' });
  const empty = await whoami(app, { authorization, 'wasl-purpose': '' });
  const stated = await whoami(app, { authorization, 'wasl-purpose': 'CONTROL' });
  const listed = (unstated.body['errors'] as { extensions: { purposes: string[] } }[])[0]?.extensions.purposes;
  expect([...[unstated, foreign, empty].map(outcomeOf), listed]).toEqual([
    ...Array<string>(3).fill('403 PURPOSE_NOT_ALLOWED'),
    ['CORRESPONDENCE', 'CONTROL'],
  ]);
  expect(stated.body['viewer']).toMatchObject({ purpose: 'CONTROL', purposes: ['CORRESPONDENCE', 'CONTROL'] });
});

test('takes case references of 128 visible characters, Arabic ones too, and no others', async () => {
  const token = await tokenOf();
  const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
  const read = async (text: string): Promise<unknown> => {
    const answer = await whoami(app, { authorization: `Bearer ${token}`, 'wasl-case': latin1(text) });
    return (answer.body['viewer'] as { caseReference: string } | undefined)?.caseReference ?? outcomeOf(answer);
  };
  const refused = '400 BAD_USER_INPUT';
  expect([
    await read('x'.repeat(128)),
    await read('عدد 114/2026'),
    await read('x'.repeat(129)),
    await read(''),
    await read('a\tb'),
    await read('a\u200eb'),
    outcomeOf(await whoami(app, { authorization: `Bearer ${token}`, 'wasl-case': 'caf\u00e9' })),
  ]).toEqual(['x'.repeat(128), 'عدد 114/2026', refused, refused, refused, refused, refused]);
});

test('refuses within a second a client that was disabled, a key that was revoked and an institution that was closed', async () => {
  const [disabled, revoked, closed] = [
    await givenClient(app, { institutionCode: 'MA-MIN-0002' }),
    await givenClient(app, { institutionCode: 'MA-MIN-0002' }),
    await givenClient(app, { institutionCode: 'MA-MIN-0005' }),
  ];
  const tokens = [await tokenOf(disabled), await tokenOf(revoked), await tokenOf(closed)];
  const before = await Promise.all(tokens.map((token) => outcome(token)));
  await app.owner.query(`update access.client set status = 'DISABLED' where id = $1`, [disabled.clientId]);
  await app.owner.query(`update access.client_key set status = 'REVOKED' where client_id = $1`, [revoked.clientId]);
  await app.owner.query(`update directory.institution set status = 'CLOSED' where code = 'MA-MIN-0005'`);
  await pause(1_050);
  const after = await Promise.all(tokens.map((token) => outcome(token)));
  expect([...before, ...after]).toEqual([
    ...Array<string>(3).fill('OK'),
    ...Array<string>(3).fill('401 UNAUTHENTICATED'),
  ]);
});

test('takes from a suspended institution what it may not do, tokens of before included', async () => {
  const suspended = await givenClient(app, { institutionCode: 'MA-MIN-0004' });
  const token = await tokenOf(suspended);
  await app.owner.query(`update directory.institution set status = 'SUSPENDED' where code = 'MA-MIN-0004'`);
  const { body } = await whoami(app, { authorization: `Bearer ${token}` });
  expect((body['viewer'] as { scopes: string[] }).scopes).toEqual([
    'correspondence:read',
    'correspondence:read-confidential',
    'documents:read',
    'registers:read',
  ]);
});

test('asks again as soon as the generation of clients changes, and not before', async () => {
  const other = await givenClient(app, { institutionCode: 'MA-MIN-0003' });
  const token = await tokenOf(other);
  let number = 1;
  generation = () => number;
  const before = await outcome(token);
  await app.owner.query(`update access.client set status = 'DISABLED' where id = $1`, [other.clientId]);
  await pause(1_050);
  const unannounced = await outcome(token);
  number = 2;
  const announced = await outcome(token);
  generation = null;
  expect([before, unannounced, announced]).toEqual(['OK', 'OK', '401 UNAUTHENTICATED']);
});

test('opens nothing to an operator', async () => {
  const operator = await givenClient(app, { institutionCode: null });
  expect(await outcome(await tokenOf(operator))).toBe('403 FORBIDDEN');
});

test('never takes the text of a token for its identity', async () => {
  const { body } = await postJson(app, '/sandbox/token', { institution: 'MA-MIN-0001' });
  const token = String(body['access_token']);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  // 64 octets leave four unused bits in the last letter: another spelling of the same signature
  const respelled = token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1)!) ^ 1]!;
  const viewers = [];
  for (const text of [token, respelled]) {
    const answer = await whoami(app, { authorization: `Bearer ${text}` });
    viewers.push((answer.body['viewer'] as { tokenId: string } | undefined)?.tokenId ?? outcomeOf(answer));
  }
  expect([decodeJwt(token).jti, '401 UNAUTHENTICATED']).toContain(viewers[1]);
  expect(viewers[0]).toBe(decodeJwt(token).jti);
});
