import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import pg from 'pg';
import pino from 'pino';
import { openAccess, type Access } from '../../src/access/access.js';
import { createEnrolmentCode, type EnrolmentGrant } from '../../src/access/enrolmentCode.js';
import type { Generation } from '../../src/access/generation.js';
import { newAccessRecord, type AccessRecord } from '../../src/evidence/accessRecord.js';
import { registerTokenRoutes } from '../../src/http/tokenRoutes.js';
import type { Clock } from '../../src/platform/clock.js';
import { createPool, type Pool } from '../../src/platform/database.js';
import { Fault, faultExtensions } from '../../src/platform/errors.js';
import { createTestDatabase } from '../support/database.js';

/** The routes of this part alone, on a real database, with a clock that can be set and `/whoami`. */
export type AccessApp = {
  readonly url: string;
  readonly issuer: string;
  readonly pool: Pool;
  readonly owner: pg.Client;
  readonly access: Access;
  readonly clock: { aheadMs: number; nowMs: () => number };
  readonly records: AccessRecord[];
  readonly routes: readonly string[];
  readonly close: () => Promise<void>;
};

export const startAccessApp = async (
  options: { readonly mode?: 'sandbox' | 'production'; readonly generation?: Generation } = {},
): Promise<AccessApp> => {
  const { mode = 'sandbox', generation } = options;
  const database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.urls.migrate });
  await owner.connect();
  const pool = createPool(database.urls.app, { max: 4, onError: () => {} });
  const clock = { aheadMs: 0, nowMs: () => Date.now() + clock.aheadMs };

  const app = fastify();
  const records: AccessRecord[] = [];
  const routes: string[] = [];
  app.decorateRequest('access');
  app.addHook('onRequest', async (request) => {
    request.access = newAccessRecord('REQUEST', clock.nowMs());
    records.push(request.access);
  });
  app.addHook('onRoute', ({ url }) => void routes.push(url));
  app.setErrorHandler((error, _, reply) => {
    if (!(error instanceof Fault)) throw error;
    return reply
      .code(error.httpStatus)
      .send({ errors: [{ message: error.message, extensions: faultExtensions(error) }] });
  });
  // the public URL is known once the port is: it is listened on from the beginning, so that nobody else takes it
  const server = createServer((request, response) => app.routing(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = mode === 'sandbox' ? `${url}/sandbox` : url;
  const access = await openAccess({ pool, issuer, clock, log: pino({ level: 'silent' }), generation });
  registerTokenRoutes(app, { mode, publicUrl: url, issuer, pool, clock, access });
  app.get('/whoami', async (request) => {
    const viewer = await access.authenticate(request.raw);
    return { viewer: viewer === null ? null : { ...viewer, scopes: [...viewer.scopes] } };
  });
  await app.ready();

  return {
    url,
    issuer,
    pool,
    owner,
    access,
    clock,
    records,
    routes,
    close: async () => {
      access.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
      await pool.end();
      await owner.end();
      await database.drop();
    },
  };
};

export type Algorithm = 'ES256' | 'ES384' | 'PS256' | 'PS512' | 'EdDSA';

export type KeyPair = {
  readonly algorithm: Algorithm;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
  readonly thumbprint: string;
};

export const givenKeyPair = async (algorithm: Algorithm = 'ES256', modulusLength = 3072): Promise<KeyPair> => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength });
  const jwk = { ...(await exportJWK(publicKey)), ...(algorithm === 'PS512' ? { alg: 'PS512' } : {}) };
  return { algorithm, privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
};

/** What is needed of a hub to talk to it: this part alone, or a whole one. */
export type HubAt = Pick<AccessApp, 'url' | 'issuer'> & { readonly clock: Clock };

export const enrolmentProof = async (
  app: HubAt,
  key: KeyPair,
  code: string,
  changes: { readonly claims?: object; readonly header?: object } = {},
): Promise<string> => {
  const now = Math.floor(app.clock.nowMs() / 1000);
  const code_sha256 = createHash('sha256').update(code).digest('base64url');
  return new SignJWT({ aud: app.issuer, iat: now, exp: now + 60, code_sha256, ...changes.claims })
    .setProtectedHeader({ alg: key.algorithm, typ: 'wasl-enrol+jwt', ...changes.header })
    .sign(key.privateKey);
};

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> };

export const postJson = async (app: HubAt, path: string, body: unknown): Promise<Answer> =>
  answered(
    fetch(`${app.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

export const postForm = async (app: HubAt, body: string | URLSearchParams, headers = {}): Promise<Answer> =>
  answered(
    fetch(`${app.url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: body.toString(),
    }),
  );

const answered = async (sent: Promise<Response>): Promise<Answer> => {
  const response = await sent;
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};

export type EnrolledClient = { readonly clientId: string; readonly key: KeyPair };

export const givenClient = async (
  app: AccessApp,
  grant: EnrolmentGrant = { institutionCode: 'MA-MIN-0001' },
  algorithm: Algorithm = 'ES256',
): Promise<EnrolledClient> => {
  const key = await givenKeyPair(algorithm);
  const { code } = await createEnrolmentCode(app.owner, grant);
  const proof = await enrolmentProof(app, key, code);
  const { body } = await postJson(app, '/oauth/enrol', { code, client_name: 'Bureau d’ordre', jwk: key.jwk, proof });
  return { clientId: String(body['client_id']), key };
};

export type AssertionChanges = { readonly claims?: object; readonly header?: object };

export const assertionOf = async (
  app: HubAt,
  client: EnrolledClient,
  changes: AssertionChanges = {},
): Promise<string> => {
  const now = Math.floor(app.clock.nowMs() / 1000);
  const { clientId, key } = client;
  const claims = { iss: clientId, sub: clientId, aud: app.issuer, jti: randomUUID(), iat: now, exp: now + 60 };
  return new SignJWT({ ...claims, ...changes.claims })
    .setProtectedHeader({ alg: key.algorithm, ...changes.header })
    .sign(key.privateKey);
};

export const tokenForm = (assertion: string, parameters: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...parameters,
  });

export const whoami = async (app: AccessApp, headers: Record<string, string>): Promise<Answer> =>
  answered(fetch(`${app.url}/whoami`, { headers }));

/** `OK`, or the code of the refusal and its HTTP status. */
export const outcomeOf = ({ status, body }: Answer): string => {
  if (status < 400) return 'OK';
  const { error, errors } = body as { error?: string; errors?: { extensions: { code: string } }[] };
  return `${status} ${error ?? errors?.[0]?.extensions.code}`;
};
