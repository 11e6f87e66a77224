import { createHash } from 'node:crypto';
import { buildEvidence } from '../../src/evidence/evidenceToken.js';
import { sealRecipients } from '../../src/evidence/sealRecipients.js';
import { toGlobalId } from '../../src/platform/ids.js';
import { ccInstitution, givenInput, issuer, sender, toInstitution } from './givenEvidence.js';

const digestOf = (disclosure: string): string => createHash('sha256').update(disclosure).digest('base64url');
const open = (disclosure: string): unknown =>
  (JSON.parse(Buffer.from(disclosure, 'base64url').toString()) as unknown[])[1];

const eventOf = (payload: object): Record<string, unknown> =>
  Object.values((payload as { events: Record<string, Record<string, unknown>> }).events)[0]!;

test('writes a Security Event Token of the event in the words of EN 319 522', () => {
  const { payload } = buildEvidence(
    givenInput({ event: 'SUBMISSION_ACCEPTANCE', recipientsOpen: true, noteSha256: 'cd'.repeat(32) }),
  );
  expect(payload).toEqual({
    iss: issuer,
    iat: 1_795_341_600,
    jti: toGlobalId('Evidence', '01890000-0000-7000-8000-000000000001'),
    toe: 1_795_341_600,
    events: {
      'http://uri.etsi.org/19522/Event/SubmissionAcceptance': {
        version: 1,
        occurredAt: '2026-11-22T10:00:00.123456Z',
        correspondenceId: toGlobalId('Correspondence', '01890000-0000-7000-8000-000000000002'),
        sender: { code: 'MA-MI', id: toGlobalId('Institution', sender.id) },
        recipients: [
          {
            code: 'MA-COM-1',
            id: toGlobalId('Institution', toInstitution.id),
            role: 'TO',
            functionAddress: 'BUREAU-ORDRE',
          },
          { code: 'MA-PROV-1', id: toGlobalId('Institution', ccInstitution.id), role: 'CC', functionAddress: null },
        ],
        submissionTime: '2026-11-22T10:00:00.123456Z',
        documents: [{ role: 'MAIN', mediaType: 'application/pdf', sizeBytes: 1234, sha256: 'ab'.repeat(32) }],
        registerNumbers: [{ institution: 'MA-MI', direction: 'OUT', series: 'GENERAL', year: 2026, number: '17' }],
        actor: {
          institution: 'MA-MI',
          client: 'client',
          keyThumbprint: 'thumb',
          purpose: 'CORRESPONDENCE',
          caseReference: null,
        },
        mandateChain: [],
        previousEvidenceId: null,
        noteSha256: 'cd'.repeat(32),
        zoneVersion: '2026c',
      },
    },
  });
});

test('takes nothing of a document but role, type, size and digest', () => {
  const letter = {
    role: 'MAIN',
    mediaType: 'text/plain',
    sizeBytes: 1,
    sha256: 'ef'.repeat(32),
    title: 'Plainte de Mme X',
    fileName: 'x.txt',
  };
  expect(JSON.stringify(buildEvidence(givenInput({ documents: [letter] })).payload)).not.toMatch(/Plainte|x\.txt/);
});

test('gives the sender every opening, a recipient its own, and nobody else one', () => {
  const { payload, disclosuresFor } = buildEvidence(givenInput());
  const digests = (eventOf(payload)['recipients'] as { '...': string }[]).map((sealed) => sealed['...']);
  expect({
    algorithm: (payload as Record<string, unknown>)['_sd_alg'],
    all: disclosuresFor(sender.id).map(digestOf).sort(),
    to: disclosuresFor(toInstitution.id).map(open),
    cc: disclosuresFor(ccInstitution.id).map(open),
    stranger: disclosuresFor('01890000-0000-7000-8000-00000000000d'),
  }).toEqual({
    algorithm: 'sha-256',
    all: digests,
    to: [
      {
        code: 'MA-COM-1',
        id: toGlobalId('Institution', toInstitution.id),
        role: 'TO',
        functionAddress: 'BUREAU-ORDRE',
      },
    ],
    cc: [{ code: 'MA-PROV-1', id: toGlobalId('Institution', ccInstitution.id), role: 'CC', functionAddress: null }],
    stranger: [],
  });
});

test('says nothing of a sealed recipient, not even by its place', () => {
  const recipients = Array.from({ length: 20 }, (_, at) => ({
    id: `${at}`,
    code: `MA-COM-1${at}`,
    role: 'TO' as const,
    functionAddressCode: null,
  }));
  const { payload } = buildEvidence(givenInput({ recipients }));
  const digests = (eventOf(payload)['recipients'] as { '...': string }[]).map((sealed) => sealed['...']);
  expect([JSON.stringify(payload).includes('MA-COM-1'), digests]).toEqual([false, [...digests].sort()]);
});

test('seals with salts of 128 bits that never come twice', () => {
  const recipients = Array.from({ length: 500 }, (_, at) => ({
    id: `${at}`,
    code: `${at}`,
    role: 'TO' as const,
    functionAddressCode: null,
  }));
  const salts = [...sealRecipients(recipients).disclosures.values()].map(
    (text) => (JSON.parse(Buffer.from(text, 'base64url').toString()) as [string])[0],
  );
  expect([new Set(salts).size, salts.every((salt) => Buffer.from(salt, 'base64url').length === 16)]).toEqual([
    500,
    true,
  ]);
});

test.each([
  ['a negative event without reasons', { event: 'SUBMISSION_REJECTION' as const }],
  ['another event with reasons', { reasons: [{ code: 'MALWARE', text: 'x' }] }],
])('refuses %s', (_, changes) => {
  expect(() => buildEvidence(givenInput(changes))).toThrow('reasons');
});

test('gives the reasons of a negative event', () => {
  const reasons = [{ code: 'ADDRESSEE_SUSPENDED', text: 'The addressee is suspended.' }];
  const { payload } = buildEvidence(
    givenInput({ event: 'SUBMISSION_REJECTION', reasons, correspondenceId: null, submissionTime: null }),
  );
  expect(eventOf(payload)).toMatchObject({ reasons, correspondenceId: null, submissionTime: null });
});

test('gives of the reason of a confidential letter the digest of its text alone', () => {
  const reasons = [{ code: 'NOT_COMPETENT', text: 'Mot secret' }];
  const { payload } = buildEvidence(givenInput({ event: 'CONSIGNMENT_REJECTION', reasons, isConfidential: true }));
  expect(eventOf(payload)['reasons']).toEqual([
    { code: 'NOT_COMPETENT', textSha256: createHash('sha256').update('Mot secret').digest('hex') },
  ]);
});
