import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import pino from 'pino';
import { openHubKeys } from '../../src/access/hubKeys.js';
import { givenClient, outcomeOf, postJson, startAccessApp, whoami, type AccessApp } from './accessApp.js';

let app: AccessApp;

beforeAll(async () => {
  app = await startAccessApp();
});
afterAll(() => app.close());

type Row = { kid: string; usage: string; jwk: Record<string, unknown>; retires_at: string };

const hubKeys = async (): Promise<readonly Row[]> =>
  (await app.pool.query<Row>('select * from access.hub_key order by published_at, kid')).rows;

const kidOf = (jwt: string): string => decodeProtectedHeader(jwt).kid!;

const sandboxToken = async (): Promise<string> =>
  String((await postJson(app, '/sandbox/token', { institution: 'MA-MIN-0001' })).body['access_token']);

const call = { audience: 'cadastre', bodySha256: 'digest', institution: 'MA-MIN-0001', purpose: 'CORRESPONDENCE' };

const hour = 3_600_000;

test('announces two public keys for tokens and two for calls', async () => {
  const rows = await hubKeys();
  expect(rows.map(({ usage }) => usage).sort()).toEqual(['CALL', 'CALL', 'TOKEN', 'TOKEN']);
  expect(rows.map(({ jwk }) => Object.keys(jwk).sort())).toEqual(rows.map(() => ['crv', 'kty', 'x', 'y']));
});

test('signs calls with keys of their own', async () => {
  const jwt = await app.access.keys.signCall(call);
  const { keys } = (await (await fetch(`${app.url}/.well-known/call-keys.json`)).json()) as {
    keys: ({ kid: string } & object)[];
  };
  const key = await importJWK(
    keys.find(({ kid }) => kid === kidOf(jwt))!,
    'ES256',
  );
  const { payload, protectedHeader } = await jwtVerify(jwt, key, {
    typ: 'wasl-call+jwt',
    audience: 'cadastre',
    issuer: app.issuer,
  });
  const { iat, exp, jti, ...claims } = payload;
  expect([protectedHeader.typ, exp! - iat!, typeof jti, claims]).toEqual([
    'wasl-call+jwt',
    60,
    'string',
    { iss: app.issuer, aud: 'cadastre', body_sha256: 'digest', institution: 'MA-MIN-0001', purpose: 'CORRESPONDENCE' },
  ]);
});

test('publishes keys of tokens alone as jwks.json', async () => {
  const { keys } = (await (await fetch(`${app.url}/.well-known/jwks.json`)).json()) as {
    keys: { kid: string; use: string }[];
  };
  const announced = (await hubKeys()).filter(({ usage }) => usage === 'TOKEN').map(({ kid }) => kid);
  expect(keys.map(({ kid }) => kid).sort()).toEqual(announced.sort());
  expect(keys.length).toBeGreaterThanOrEqual(2);
});

test('makes the next key the current one after a day, without a gap for tokens of before', async () => {
  const keys = await openHubKeys({
    pool: app.pool,
    issuer: app.issuer,
    clock: app.clock,
    log: pino({ level: 'silent' }),
  });
  const claims = { clientId: 'x', institution: null, scopes: [], purposes: [], functions: null, keyThumbprint: 'x' };
  const first = await keys.signAccessToken(claims);
  app.clock.aheadMs = 23 * hour;
  await keys.tend();
  const same = await keys.signAccessToken(claims);
  app.clock.aheadMs = 24 * hour;
  await keys.tend();
  const second = await keys.signAccessToken(claims);
  const rows = await hubKeys();
  const known = await app.access.tokenKeySet.find(kidOf(same.jwt));
  app.clock.aheadMs = 0;
  keys.close();
  expect(kidOf(same.jwt)).toBe(kidOf(first.jwt));
  expect(kidOf(second.jwt)).not.toBe(kidOf(first.jwt));
  expect(rows.map(({ kid }) => kid)).toEqual(expect.arrayContaining([kidOf(first.jwt), kidOf(second.jwt)]));
  expect(known).not.toBeNull();
});

test('prolongs its keys while it lives, and drops those of processes that died', async () => {
  const other = await openHubKeys({
    pool: app.pool,
    issuer: app.issuer,
    clock: app.clock,
    log: pino({ level: 'silent' }),
  });
  const { jwt } = await other.signAccessToken({
    clientId: 'x',
    institution: null,
    scopes: [],
    purposes: [],
    functions: null,
    keyThumbprint: 'x',
  });
  other.close();
  const before = (await hubKeys()).some(({ kid }) => kid === kidOf(jwt));
  await app.pool.query(`select access.publish_key($1, 'TOKEN', '{}', clock_timestamp() - interval '2 hours')`, [
    kidOf(jwt),
  ]);
  await app.access.keys.tend();
  const after = (await hubKeys()).some(({ kid }) => kid === kidOf(jwt));
  const own = (await hubKeys()).find(({ kid }) => kid === kidOf(jwt));
  expect([before, after, own]).toEqual([true, false, undefined]);
  const token = await sandboxToken();
  const retiresAt = (await hubKeys()).find(({ kid }) => kid === kidOf(token))!.retires_at;
  expect(Date.parse(retiresAt) - Date.now()).toBeGreaterThan(2 * hour);
});

test('never signs with a key whose announcement ends before the token does', async () => {
  app.clock.aheadMs = 4 * hour;
  const token = await sandboxToken();
  const retiresAt = (await hubKeys()).find(({ kid }) => kid === kidOf(token))!.retires_at;
  const outcome = outcomeOf(await whoami(app, { authorization: `Bearer ${token}` }));
  app.clock.aheadMs = 0;
  expect([Date.parse(retiresAt) > decodeJwt(token).exp! * 1000, outcome]).toEqual([true, 'OK']);
});

test('takes at once a token that another process signed just now', async () => {
  const client = await givenClient(app);
  await app.access.tokenKeySet.find('x');
  const other = await openHubKeys({
    pool: app.pool,
    issuer: app.issuer,
    clock: app.clock,
    log: pino({ level: 'silent' }),
  });
  const { jwt } = await other.signAccessToken({
    clientId: client.clientId,
    institution: { id: '00000000-0000-0000-0000-000000000001', code: 'MA-MIN-0001' },
    scopes: ['correspondence:read'],
    purposes: ['CORRESPONDENCE'],
    functions: null,
    keyThumbprint: client.key.thumbprint,
  });
  other.close();
  expect(outcomeOf(await whoami(app, { authorization: `Bearer ${jwt}` }))).toBe('OK');
});
