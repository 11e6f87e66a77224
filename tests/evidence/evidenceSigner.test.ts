import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { createLocalJWKSet, compactVerify, type JSONWebKeySet } from 'jose';
import { evidenceKeySet } from '../../src/evidence/evidenceKeySet.js';
import { openEvidenceSigner, type EvidenceSigner } from '../../src/evidence/evidenceSigner.js';
import { buildEvidence } from '../../src/evidence/evidenceToken.js';
import { verifyEvidence } from '../../src/evidence/verifyEvidence.js';
import { registerEvidenceRoutes } from '../../src/http/evidenceRoutes.js';
import { systemClock } from '../../src/platform/clock.js';
import type { Pool } from '../../src/platform/database.js';
import { givenInput } from './givenEvidence.js';
import { givenLog, silent, type GivenLog } from './givenLog.js';

const issuer = 'http://127.0.0.1:4000/sandbox';
const dataDir = mkdtempSync(join(tmpdir(), 'wasl-signer-'));
let given: GivenLog;
let pool: Pool;
beforeAll(async () => {
  given = await givenLog();
  pool = given.poolOf('app', 2);
});
afterAll(async () => {
  await given.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const openSigner = (clock = systemClock): Promise<EvidenceSigner> =>
  openEvidenceSigner({
    pool,
    dataDir,
    issuer,
    mode: 'sandbox',
    clock,
    log: silent,
    sealKeyFile: null,
    sealCertificateFile: null,
  });

const signOne = (signer: EvidenceSigner): string =>
  signer.sign(
    buildEvidence(givenInput({ issuer: signer.issuer, issuedAtMs: Date.now(), occurredAt: new Date().toISOString() }))
      .payload,
  );

test('signs for each of two processes what the published keys verify', async () => {
  const signers = await Promise.all([openSigner(), openSigner()]);
  const tokens = signers.map(signOne);
  const keys = await evidenceKeySet(pool, issuer);
  const events = await Promise.all(
    tokens.map(async (token) => (await verifyEvidence(token, keys, { sandbox: true })).event),
  );
  signers.forEach((signer) => signer.close());
  expect([new Set(events).size, keys.seals.length, new Set(tokens.map((token) => token.split('.')[0])).size]).toEqual([
    1, 1, 2,
  ]);
});

test('publishes its key before it can sign', async () => {
  const signer = await openSigner();
  const { kid } = JSON.parse(Buffer.from(signOne(signer).split('.')[0]!, 'base64url').toString()) as { kid: string };
  signer.close();
  expect((await given.superuser.query('select usage, state from evidence.key where kid = $1', [kid])).rows).toEqual([
    { usage: 'EVIDENCE', state: 'ACTIVE' },
  ]);
});

test('refuses to open when its key cannot be published', async () => {
  await given.superuser.query('revoke insert on evidence.key from wasl_app');
  const opening = await openSigner().then(
    () => 'OPENED',
    (error: { code: unknown }) => error.code,
  );
  await given.superuser.query('grant insert on evidence.key to wasl_app');
  expect(opening).toBe('42501');
});

test('takes a new key a day before the old one ends', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'setTimeout'] });
  try {
    let aheadMs = 0;
    const signer = await openSigner({ nowMs: () => systemClock.nowMs() + aheadMs });
    const kidOf = (): unknown =>
      (JSON.parse(Buffer.from(signOne(signer).split('.')[0]!, 'base64url').toString()) as { kid: unknown }).kid;
    const first = kidOf();
    aheadMs = 28 * 86_400_000;
    await jest.advanceTimersByTimeAsync(60_000);
    const early = kidOf();
    aheadMs = 29.5 * 86_400_000;
    await jest.advanceTimersByTimeAsync(60_000);
    const giveUpAtMs = performance.now() + 10_000;
    while (kidOf() === first && performance.now() < giveUpAtMs) await new Promise((resolve) => setTimeout(resolve, 20));
    signer.close();
    expect([early === first, kidOf() === first]).toEqual([true, false]);
  } finally {
    jest.useRealTimers();
  }
});

test('lets nobody change or remove a key', async () => {
  const refused = await Promise.all(
    [`update evidence.key set state = 'REVOKED'`, 'delete from evidence.key', 'truncate evidence.key'].map(
      (statement) =>
        pool.query(statement).then(
          () => 'DONE',
          (error: { code: unknown }) => error.code,
        ),
    ),
  );
  expect(refused).toEqual(['42501', '42501', '42501']);
});

test('serves every key as a JWK Set that a client may ask for again by its tag', async () => {
  const signer = await openSigner();
  const token = signOne(signer);
  const app = Fastify();
  registerEvidenceRoutes(app, { pool, issuer, clock: systemClock });
  const url = '/.well-known/evidence-keys.json';
  const first = await app.inject({ url });
  const again = await app.inject({ url, headers: { 'if-none-match': `W/${String(first.headers['etag'])}` } });
  const { protectedHeader } = await compactVerify(token, createLocalJWKSet(first.json<JSONWebKeySet>()));
  await app.close();
  signer.close();
  expect([first.statusCode, first.headers['content-type'], again.statusCode, again.body, protectedHeader.alg]).toEqual([
    200,
    expect.stringContaining('application/jwk-set+json'),
    304,
    '',
    'ES256',
  ]);
});
