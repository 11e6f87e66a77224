import { createHash, randomUUID } from 'node:crypto';
import type { TestHub } from './hub.js';

export const ministry = 'MA-MIN-0001';
export const commune = 'MA-COM-0012';
export const stranger = 'MA-MIN-0006';

/** A small file that says it is a PDF; every one is another. */
export const newPdf = (): Buffer => Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n%%EOF\n`);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The global id of an institution, from the public directory. */
export const institutionId = async (hub: TestHub, code: string): Promise<string> => {
  const { data } = await hub.graphql(null, 'query Of($code: String!) { institution(code: $code) { id } }', { code });
  return data!['institution'].id as string;
};

/** Uploads a file as a whole and finalises it. */
export const givenDocument = async (hub: TestHub, token: string, bytes: Buffer = newPdf(), fileName = 'letter.pdf') => {
  const started = await hub.graphql(
    token,
    `mutation Start($input: DocumentUploadStartInput!) {
      documentUploadStart(input: $input) { upload { id url receivedBytes } userErrors { code message path } }
    }`,
    { input: { fileName, mediaType: 'application/pdf', sizeBytes: bytes.length, sha256: sha256(bytes) } },
  );
  const upload = started.data?.['documentUploadStart'].upload as { id: string; url: string };
  const put = await fetch(upload.url, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}` },
    body: new Uint8Array(bytes),
  });
  expect(put.status).toBe(204);
  const finalized = await hub.graphql(
    token,
    `mutation Finalize($input: DocumentUploadFinalizeInput!) {
      documentUploadFinalize(input: $input) { document { id sha256 contentUrl } userErrors { code message path } }
    }`,
    { input: { uploadId: upload.id } },
  );
  return finalized.data!['documentUploadFinalize'].document as { id: string; sha256: string; contentUrl: string };
};

const depositMutation = `mutation Deposit($input: CorrespondenceDepositInput!) {
  correspondenceDeposit(input: $input) {
    correspondence { id subject depositedAt documentDate consignments { institution { code } role state } attachments { sha256 title } }
    registerEntry { id direction number year series }
    evidence { id event token disclosures occurredAt }
    warnings { code }
    replayed
    userErrors { code message path helpUrl }
  }
}`;

export type DepositInput = Record<string, unknown>;

export const deposit = async (hub: TestHub, token: string, input: DepositInput) => {
  const answer = await hub.graphql(token, depositMutation, { input });
  return { ...answer, payload: answer.data?.['correspondenceDeposit'] };
};

/** The input of a letter from the ministry to the commune, whatever is not said otherwise. */
export const letterInput = async (hub: TestHub, token: string, changes: DepositInput = {}): Promise<DepositInput> => {
  const document = await givenDocument(hub, token);
  return {
    idempotencyKey: randomUUID(),
    subject: 'Demande de renseignements',
    recipients: [{ institutionId: await institutionId(hub, commune) }],
    attachments: [{ documentId: document.id, role: 'MAIN' }],
    ...changes,
  };
};

/** A letter from the ministry to the commune (or as changed), deposited. */
export const givenLetter = async (hub: TestHub, changes: DepositInput = {}) => {
  const token = await hub.tokenFor(ministry);
  const { payload, errors } = await deposit(hub, token, await letterInput(hub, token, changes));
  if (payload?.correspondence == null) throw new Error(`no letter: ${JSON.stringify({ payload, errors })}`);
  return payload.correspondence as { id: string; depositedAt: string; attachments: { sha256: string }[] };
};

export type ActName =
  | 'correspondenceRetrieve'
  | 'correspondenceReportHandoverFailure'
  | 'correspondenceRegisterArrival'
  | 'correspondenceAcknowledge'
  | 'correspondenceRefuse'
  | 'correspondenceRecall'
  | 'correspondenceRedirect'
  | 'correspondenceReassign'
  | 'correspondenceRequestSupplement'
  | 'correspondenceSupplySupplement'
  | 'correspondenceConfirmEnclosures';

export const act = async (hub: TestHub, token: string, name: ActName, input: Record<string, unknown>) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await hub.graphql(
    token,
    `mutation Act($input: ${type}!) {
      ${name}(input: $input) {
        correspondence { id consignments { state arrivalNumber } availableActs }
        ${name === 'correspondenceRegisterArrival' ? 'registerEntry { id direction number counterpartNumber }' : ''}
        ${
          name === 'correspondenceRecall'
            ? 'results { recalled consignment { institution { id code } state reason { code text } } evidence { id event token disclosures } }'
            : 'evidence { id event token occurredAt }'
        }
        replayed
        userErrors { code message path }
      }
    }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );
  return { ...answer, payload: answer.data?.[name] };
};
