import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { selfSignSeal } from '../../src/evidence/certificates.js';
import { makeEvidenceKey, type EvidenceKey } from '../../src/evidence/evidenceKey.js';
import type { EvidenceKeys } from '../../src/evidence/evidenceKeySet.js';
import type { EvidenceInput } from '../../src/evidence/evidenceToken.js';
import type { Seal } from '../../src/evidence/seal.js';

export const issuer = 'https://wasl.example.ma';
export const nowMs = Date.UTC(2026, 10, 22, 10);

export const sender = { id: '01890000-0000-7000-8000-00000000000a', code: 'MA-MI' };
export const toInstitution = { id: '01890000-0000-7000-8000-00000000000b', code: 'MA-COM-1' };
export const ccInstitution = { id: '01890000-0000-7000-8000-00000000000c', code: 'MA-PROV-1' };

export const givenInput = (changes: Partial<EvidenceInput> = {}): EvidenceInput => ({
  event: 'CONTENT_CONSIGNMENT',
  id: '01890000-0000-7000-8000-000000000001',
  issuer,
  issuedAtMs: nowMs,
  occurredAt: '2026-11-22T10:00:00.123456Z',
  correspondenceId: '01890000-0000-7000-8000-000000000002',
  sender,
  recipients: [
    { ...toInstitution, role: 'TO', functionAddressCode: 'BUREAU-ORDRE' },
    { ...ccInstitution, role: 'CC', functionAddressCode: null },
  ],
  recipientsOpen: false,
  submissionTime: '2026-11-22T10:00:00.123456Z',
  documents: [{ role: 'MAIN', mediaType: 'application/pdf', sizeBytes: 1234, sha256: 'ab'.repeat(32) }],
  registerNumbers: [{ institutionCode: 'MA-MI', direction: 'OUT', series: 'GENERAL', year: 2026, number: '17' }],
  actor: {
    institutionCode: 'MA-MI',
    clientId: 'client',
    keyThumbprint: 'thumb',
    purpose: 'CORRESPONDENCE',
    caseReference: null,
  },
  previousId: null,
  reasons: [],
  noteSha256: null,
  zoneVersion: '2026c',
  ...changes,
});

export const givenSeal = async (commonName = 'Wasl evidence seal', atMs = nowMs): Promise<Seal> => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return { privateKey, chain: [new X509Certificate(await selfSignSeal(privateKey, commonName, atMs))] };
};

export const givenKey = async (seal: Seal, atMs = nowMs): Promise<EvidenceKey> =>
  makeEvidenceKey(seal, issuer, 'production', atMs);

/** What `/.well-known/evidence-keys.json` says of these. */
export const givenKeySet = (seals: readonly Seal[], keys: readonly EvidenceKey[]): EvidenceKeys => {
  const period = { state: 'ACTIVE', notBefore: '', notAfter: '', addedAt: '' } as const;
  return {
    issuer,
    keys: keys.map(({ jwk, kid, x5c }) => ({ ...jwk, kid, alg: 'ES256', use: 'sig', x5c, 'x5t#S256': '', ...period })),
    seals: seals.map(({ chain }) => ({
      x5c: chain.map((certificate) => certificate.raw.toString('base64')),
      sha256: '',
      subject: '',
      ...period,
    })),
  };
};
