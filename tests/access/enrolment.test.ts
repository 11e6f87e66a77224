import { randomBytes } from 'node:crypto';
import { exportJWK, importJWK, SignJWT } from 'jose';
import { createEnrolmentCode } from '../../src/access/enrolmentCode.js';
import {
  assertionOf,
  enrolmentProof,
  givenClient,
  givenKeyPair,
  outcomeOf,
  postForm,
  postJson,
  startAccessApp,
  tokenForm,
  type AccessApp,
  type Answer,
  type KeyPair,
} from './accessApp.js';

let app: AccessApp;

beforeAll(async () => {
  app = await startAccessApp({ mode: 'production' });
});
afterAll(() => app.close());

const givenCode = async (institutionCode: string | null = 'MA-MIN-0001'): Promise<string> =>
  (await createEnrolmentCode(app.owner, { institutionCode })).code;

const enrol = async (key: KeyPair, code: string, changes: Record<string, unknown> = {}): Promise<Answer> =>
  postJson(app, '/oauth/enrol', {
    code,
    client_name: 'Bureau d’ordre',
    jwk: key.jwk,
    proof: await enrolmentProof(app, key, code),
    ...changes,
  });

test('exchanges a one-time code for a client that gets tokens at once', async () => {
  const key = await givenKeyPair();
  const answer = await enrol(key, await givenCode());
  const clientId = String(answer.body['client_id']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect([answer.status, answer.body]).toEqual([
    201,
    {
      client_id: clientId,
      client_name: 'Bureau d’ordre',
      institution: 'MA-MIN-0001',
      scope:
        'correspondence:read correspondence:read-confidential correspondence:send correspondence:receive documents:read documents:write registers:read registers:write directory:write',
      purpose: 'CORRESPONDENCE',
      issuer: app.issuer,
      token_endpoint: `${app.url}/oauth/token`,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      kid: key.thumbprint,
    },
  ]);
  expect(outcomeOf(await postForm(app, tokenForm(await assertionOf(app, { clientId, key }))))).toBe('OK');
  expect(app.records.find(({ kind }) => kind === 'ENROLMENT')?.outcome).toBe('OK');
});

test('prints codes of 128 bits in groups and keeps their digest alone', async () => {
  const beforeMs = Date.now();
  const { code, expiresAt } = await createEnrolmentCode(app.owner, { institutionCode: 'MA-MIN-0001', validHours: 2 });
  const afterMs = Date.now();
  const { rows } = await app.owner.query<Record<string, unknown>>('select * from access.enrolment');
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}-[0-9A-HJKMNP-TV-Z]{6}$/);
  expect(JSON.stringify(rows)).not.toContain(code);
  const madeAtMs = Date.parse(expiresAt) - 2 * 3_600_000;
  expect([madeAtMs > beforeMs - 5_000, madeAtMs < afterMs + 5_000]).toEqual([true, true]);
});

test('takes a code in small letters, without hyphens, and with look-alike letters', async () => {
  const code = (await givenCode()).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect((await enrol(await givenKeyPair(), code)).status).toBe(201);
});

test('refuses a wrong, a used and an expired code, and one of a closed institution, with one answer', async () => {
  const [used, expired, closed] = [await givenCode(), await givenCode(), await givenCode('MA-MIN-0005')];
  await enrol(await givenKeyPair(), used);
  await app.owner
    .query(`update access.enrolment set expires_at = clock_timestamp() where used_at is null and institution_id =
    (select id from directory.institution where code = 'MA-MIN-0001')`);
  await app.owner.query(`update directory.institution set status = 'CLOSED' where code = 'MA-MIN-0005'`);
  const answers = [];
  for (const code of [used, expired, closed, 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA']) {
    const { status, body } = await enrol(await givenKeyPair(), code);
    answers.push(JSON.stringify({ status, ...body }));
  }
  expect([new Set(answers).size, answers[0]]).toEqual([1, expect.stringContaining('invalid_grant') as string]);
});

test('gives one client when twins race for one code', async () => {
  const code = await givenCode();
  const keys = await Promise.all(Array.from({ length: 6 }, () => givenKeyPair()));
  const statuses = (await Promise.all(keys.map((key) => enrol(key, code)))).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, 400, 400, 400, 400, 400]);
});

test('refuses a key that is registered, and leaves the code good', async () => {
  const { key } = await givenClient(app);
  const code = await givenCode();
  const refused = await enrol(key, code);
  const accepted = await enrol(await givenKeyPair(), code);
  expect([outcomeOf(refused), refused.body['error_description'], accepted.status]).toEqual([
    '409 invalid_client_metadata',
    expect.stringContaining('registered already') as string,
    201,
  ]);
});

test('takes another spelling of a registered key for the same key', async () => {
  const rsa = await givenKeyPair('PS256');
  await enrol(rsa, await givenCode());
  const padded = Buffer.concat([Buffer.alloc(1), Buffer.from(rsa.jwk.n!, 'base64url')]).toString('base64url');
  expect(outcomeOf(await enrol(rsa, await givenCode(), { jwk: { ...rsa.jwk, n: padded } }))).toBe(
    '409 invalid_client_metadata',
  );
});

test('refuses weak, private and symmetric keys, and those of other kinds', async () => {
  const good = await givenKeyPair();
  const code = await givenCode();
  const weak = await givenKeyPair('PS256', 2048);
  const { x, y } = good.jwk;
  const keys: Record<string, unknown>[] = [
    weak.jwk,
    { ...(await exportJWK(good.privateKey)) },
    { kty: 'oct', k: 'c2VjcmV0' },
    { kty: 'EC', crv: 'secp256k1', x, y },
    { kty: 'EC', crv: 'P-521', x, y },
    { kty: 'OKP', crv: 'X25519', x },
    { kty: 'EC', crv: 'Ed25519', x },
    { kty: 'EC', crv: 'P-256', x: y, y: x },
    { kty: 'EC', crv: 'P-256', x: 7, y },
    { ...good.jwk, alg: 'ES384' },
    { ...good.jwk, use: 'enc' },
    { kty: 'RSA', n: weak.jwk.n, e: 'Aw' },
    { kty: 'RSA', n: weak.jwk.n, e: 'AQAB', alg: 'RS256' },
    {},
  ];
  const outcomes = [];
  for (const jwk of keys) outcomes.push(outcomeOf(await enrol(good, code, { jwk })));
  expect(outcomes).toEqual(keys.map(() => '400 invalid_client_metadata'));
  expect((await enrol(good, code)).status).toBe(201);
});

test('wants a proof that is signed by the key, for this hub, for this code, and fresh', async () => {
  const key = await givenKeyPair();
  const code = await givenCode();
  const now = Math.floor(Date.now() / 1000);
  const secret = new TextEncoder().encode(JSON.stringify(key.jwk));
  const proofs = [
    await enrolmentProof(app, await givenKeyPair(), code),
    await enrolmentProof(app, key, `${code}x`),
    await enrolmentProof(app, key, code, { header: { typ: 'JWT' } }),
    await enrolmentProof(app, key, code, { claims: { aud: [app.issuer] } }),
    await enrolmentProof(app, key, code, { claims: { aud: 'https://elsewhere.example' } }),
    await enrolmentProof(app, key, code, { claims: { iat: now - 90, exp: now - 30 } }),
    await enrolmentProof(app, key, code, { claims: { exp: now + 600 } }),
    await enrolmentProof(app, key, code, { claims: { code_sha256: undefined } }),
    await assertionOf(app, { clientId: 'x', key }),
    await new SignJWT({ aud: app.issuer, exp: now + 60 })
      .setProtectedHeader({ alg: 'HS256', typ: 'wasl-enrol+jwt' })
      .sign(secret),
    'no proof',
  ];
  const outcomes = [];
  for (const proof of proofs) outcomes.push(outcomeOf(await enrol(key, code, { proof })));
  expect(outcomes).toEqual(proofs.map(() => '400 invalid_proof'));
});

test('refuses a body of another form', async () => {
  const key = await givenKeyPair();
  const code = await givenCode();
  const outcomes = [
    await enrol(key, code, { client_name: '' }),
    await enrol(key, code, { client_name: 'a\nb' }),
    await enrol(key, code, { scope: 'directory:write' }),
    await enrol(key, code, { code: 7 }),
    await postJson(app, '/oauth/enrol', null),
    await postJson(app, '/oauth/enrol', [key.jwk]),
  ].map(outcomeOf);
  const malformed = await fetch(`${app.url}/oauth/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  const form = await fetch(`${app.url}/oauth/enrol`, { method: 'POST', body: new URLSearchParams({ code }) });
  expect([...outcomes, malformed.status, form.status]).toEqual([
    ...Array<string>(6).fill('400 invalid_request'),
    400,
    415,
  ]);
});

test('enrols the first operator, who is granted the directory alone', async () => {
  const { status, body } = await enrol(await givenKeyPair('EdDSA'), await givenCode(null));
  expect([status, body['institution'], body['scope'], body['purpose']]).toEqual([201, null, 'directory:write', '']);
});

test('grants what the code says', async () => {
  const { code } = await createEnrolmentCode(app.owner, {
    institutionCode: 'MA-MIN-0002',
    scopes: ['correspondence:read'],
    purposes: ['CONTROL', 'STATISTICS'],
  });
  const { body } = await enrol(await givenKeyPair(), code);
  expect([body['institution'], body['scope'], body['purpose']]).toEqual([
    'MA-MIN-0002',
    'correspondence:read',
    'CONTROL STATISTICS',
  ]);
});

test('makes no code for what does not exist or cannot be granted', async () => {
  const institutionCode = 'MA-MIN-0001';
  const refusals = [
    { institutionCode: 'MA-NONE' },
    { institutionCode, scopes: ['everything'] },
    { institutionCode, scopes: [] },
    { institutionCode, purposes: ['FUN'] },
    { institutionCode, purposes: [] },
    { institutionCode, validHours: 0 },
    { institutionCode, validHours: Number.NaN },
    { institutionCode: null, scopes: ['correspondence:read'] },
  ].map((grant) =>
    createEnrolmentCode(app.owner, grant).then(
      () => 'made',
      (error: Error) => error.message,
    ),
  );
  expect(await Promise.all(refusals)).toEqual([
    'No institution has the code MA-NONE.',
    'Cannot be granted: everything.',
    'Grant at least one scope.',
    'Cannot be granted: FUN.',
    'Grant at least one purpose.',
    'A code is valid for up to 720 hours.',
    'A code is valid for up to 720 hours.',
    'Cannot be granted: correspondence:read.',
  ]);
});

test('keeps public members of a key alone', async () => {
  const key = await givenKeyPair('ES384');
  await enrol(key, await givenCode(), {
    jwk: { ...key.jwk, kid: randomBytes(8).toString('hex'), x5u: 'http://127.0.0.1:1/' },
  });
  const { rows } = await app.owner.query<{ jwk: object }>('select jwk from access.client_key where thumbprint = $1', [
    key.thumbprint,
  ]);
  expect(rows[0]?.jwk).toEqual(await exportJWK(await importJWK(key.jwk, 'ES384')));
});
