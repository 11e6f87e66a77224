import { flattenedVerify, importJWK } from 'jose';
import { buildEvidence } from '../../src/evidence/evidenceToken.js';
import { startSigning } from '../../src/evidence/startSigning.js';
import { EvidenceFault, verifyEvidence, type VerifyOptions } from '../../src/evidence/verifyEvidence.js';
import type { EvidenceKeys } from '../../src/evidence/evidenceKeySet.js';
import {
  ccInstitution,
  givenInput,
  givenKey,
  givenKeySet,
  givenSeal,
  nowMs,
  sender,
  toInstitution,
} from './givenEvidence.js';

const given = async () => {
  const seal = await givenSeal();
  const key = await givenKey(seal);
  const built = buildEvidence(givenInput());
  return {
    seal,
    key,
    keySet: givenKeySet([seal], [key]),
    token: startSigning(key).sign(built.payload, nowMs),
    ...built,
  };
};

const codeOf = (token: string, keySet: EvidenceKeys, options?: VerifyOptions): Promise<string> =>
  verifyEvidence(token, keySet, options).then(
    () => 'VERIFIED',
    (error: unknown) => (error instanceof EvidenceFault ? error.code : String(error)),
  );

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const withHeader = (token: string, changes: Record<string, unknown>): string => {
  const [header, ...rest] = token.split('.');
  return [
    encode({ ...(JSON.parse(Buffer.from(header!, 'base64url').toString()) as object), ...changes }),
    ...rest,
  ].join('.');
};

test('verifies evidence with the openings that its holder has', async () => {
  const { token, keySet, disclosuresFor } = await given();
  const verified = await verifyEvidence(token, keySet, { disclosures: disclosuresFor(toInstitution.id) });
  expect([
    verified.event,
    verified.sealedRecipients,
    (verified.details['recipients'] as { code?: string }[]).map(({ code }) => code).sort(),
  ]).toEqual(['http://uri.etsi.org/19522/Event/ContentConsignment', 1, ['MA-COM-1', undefined]]);
});

test('verifies for the sender with every recipient open, and for anyone with none', async () => {
  const { token, keySet, disclosuresFor } = await given();
  const sealed = async (disclosures: readonly string[]): Promise<number> =>
    (await verifyEvidence(token, keySet, { disclosures })).sealedRecipients;
  expect([await sealed(disclosuresFor(sender.id)), await sealed([])]).toEqual([0, 2]);
});

test('signs what any JOSE library verifies with the published key', async () => {
  const { token, key } = await given();
  const [header, payload, signature] = token.split('.');
  const { protectedHeader } = await flattenedVerify(
    { protected: header!, payload: payload!, signature: signature! },
    await importJWK(key.jwk, 'ES256'),
  );
  expect(protectedHeader).toMatchObject({
    alg: 'ES256',
    typ: 'secevent+jwt',
    kid: key.kid,
    iat: nowMs / 1000,
    x5c: key.x5c,
  });
});

test('refuses each single changed character', async () => {
  const { token, keySet } = await given();
  const accepted: number[] = [];
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A';
    if ((await codeOf(token.slice(0, at) + other + token.slice(at + 1), keySet)) === 'VERIFIED') accepted.push(at);
  }
  expect(accepted).toEqual([]);
}, 120_000);

test('refuses the same bytes in another spelling', async () => {
  const { token, keySet } = await given();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(token.at(-1)!);
  expect(await codeOf(token.slice(0, -1) + alphabet[last ^ 1]!, keySet)).toBe('TOKEN_MALFORMED');
});

test.each([
  ['text that is no token', () => 'no token', 'TOKEN_MALFORMED'],
  ['no algorithm', (token: string) => withHeader(token, { alg: 'none' }), 'TOKEN_MALFORMED'],
  ['the public key taken for a secret', (token: string) => withHeader(token, { alg: 'HS256' }), 'TOKEN_MALFORMED'],
  ['an access token', (token: string) => withHeader(token, { typ: 'at+jwt' }), 'TOKEN_MALFORMED'],
  ['an unknown key', (token: string) => withHeader(token, { kid: 'other' }), 'KEY_UNKNOWN'],
  ['other claims', (token: string) => token.replace(/\.[^.]+\./, `.${encode({ iss: 'x' })}.`), 'SIGNATURE_INVALID'],
])('refuses %s', async (_, change, code) => {
  const { token, keySet } = await given();
  expect(await codeOf(change(token), keySet)).toBe(code);
});

test('refuses a key whose seal is not listed', async () => {
  const { token, key } = await given();
  expect(await codeOf(token, givenKeySet([await givenSeal()], [key]))).toBe('CHAIN_INVALID');
});

test('refuses a key that another seal of the same name certified', async () => {
  const listed = await givenSeal();
  const key = await givenKey(await givenSeal());
  const forged = { ...key, x5c: [key.x5c[0]!, listed.chain[0].raw.toString('base64')] };
  const token = startSigning(forged).sign(buildEvidence(givenInput()).payload, nowMs);
  expect(await codeOf(token, givenKeySet([listed], [forged]))).toBe('CHAIN_INVALID');
});

test('refuses a key whose certificate names a listed seal that did not sign it', async () => {
  const [listed, forger] = [await givenSeal(), await givenSeal()];
  const forged = await givenKey({ privateKey: forger.privateKey, chain: listed.chain });
  const token = startSigning(forged).sign(buildEvidence(givenInput()).payload, nowMs);
  expect(await codeOf(token, givenKeySet([listed], [forged]))).toBe('CHAIN_INVALID');
});

test('refuses a certificate that is for another key', async () => {
  const seal = await givenSeal();
  const [key, other] = [await givenKey(seal), await givenKey(seal)];
  const mixed = { ...key, x5c: other.x5c };
  const token = startSigning(mixed).sign(buildEvidence(givenInput()).payload, nowMs);
  expect(await codeOf(token, givenKeySet([seal], [mixed]))).toBe('CERTIFICATE_MISMATCH');
});

test('refuses a revoked key', async () => {
  const { token, keySet } = await given();
  const revoked = { ...keySet, keys: keySet.keys.map((key) => ({ ...key, state: 'REVOKED' as const })) };
  expect(await codeOf(token, revoked)).toBe('KEY_REVOKED');
});

test('refuses an event before the certificate began', async () => {
  const { key, keySet } = await given();
  const early = buildEvidence(givenInput({ occurredAt: '2026-11-21T10:00:00.000000Z' }));
  expect(await codeOf(startSigning(key).sign(early.payload, nowMs), keySet)).toBe('TIME_INVALID');
});

test('signs nothing once its certificate has ended', async () => {
  const { key, payload } = await given();
  const { sign } = startSigning(key);
  const codeAt = (atMs: number): unknown => {
    try {
      return typeof sign(payload, atMs);
    } catch (error) {
      return (error as { code: unknown }).code;
    }
  };
  expect([codeAt(key.notAfterMs - 1), codeAt(key.notAfterMs)]).toEqual(['string', 'BUSY']);
});

test('refuses another issuer', async () => {
  const { token, keySet } = await given();
  expect(await codeOf(token, { ...keySet, issuer: 'https://other.example.ma' })).toBe('ISSUER_MISMATCH');
});

test('refuses evidence of a sandbox unless asked to take it', async () => {
  const seal = await givenSeal('Wasl sandbox evidence seal');
  const key = await givenKey(seal);
  const token = startSigning(key).sign(buildEvidence(givenInput()).payload, nowMs);
  const keySet = givenKeySet([seal], [key]);
  expect([await codeOf(token, keySet), await codeOf(token, keySet, { sandbox: true })]).toEqual([
    'SANDBOX',
    'VERIFIED',
  ]);
});

test.each([
  ['that opens nothing', (own: string[]) => [...own, encode(['salt', { code: 'MA-X' }])]],
  ['that was changed', (own: string[]) => own.map((text) => `${text}A`)],
  ['that comes twice', (own: string[]) => [...own, ...own]],
])('refuses a disclosure %s', async (_, change) => {
  const { token, keySet, disclosuresFor } = await given();
  const disclosures = change([...disclosuresFor(ccInstitution.id)]);
  expect(await codeOf(token, keySet, { disclosures })).toBe('DISCLOSURE_INVALID');
});

test('refuses evidence of a refusal that does not say why', async () => {
  const { key, keySet } = await given();
  const reasons = [{ code: 'NOT_COMPETENT', text: 'Relève d’un autre service' }];
  const signed = (change: (claims: Record<string, any>) => void): string => {
    const { payload } = buildEvidence(givenInput({ event: 'CONSIGNMENT_REJECTION', reasons, isConfidential: true }));
    const { events } = payload as { events: Record<string, Record<string, any>> };
    change(Object.values(events)[0]!);
    return startSigning(key).sign(payload, nowMs);
  };
  const codes = await Promise.all(
    [
      () => {},
      (claims: Record<string, any>) => delete claims['reasons'],
      (claims: Record<string, any>) => (claims['reasons'] = []),
      (claims: Record<string, any>) => delete claims['reasons'][0].textSha256,
    ].map((change) => codeOf(signed(change), keySet)),
  );
  expect(codes).toEqual(['VERIFIED', ...Array<string>(3).fill('TOKEN_MALFORMED')]);
});
