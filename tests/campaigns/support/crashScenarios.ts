import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../support/database.js';
import { commune, ministry, newPdf, sha256, stranger } from '../../support/exchange.js';
import {
  act,
  ask,
  finalizeUpload,
  getContent,
  institutionIdOf,
  putBytes,
  startUpload,
  tokenFor,
  upload,
  type ActName,
  type At,
  type Headers,
} from './hubClient.js';
import { lookOnce } from './lookOnce.js';

/** Something that a client asks of the hub, and what it does when the hub dies before, while or after it answers. */
export type Scenario = {
  readonly name: string;
  /** Its ways are those of others: the long run takes half of its points, other ones each time. */
  readonly isAlike?: true;
  /** Brings the hub to the moment before the request. */
  readonly prepare: (hub: At) => Promise<Prepared>;
};

export type Prepared = {
  readonly request: (hub: At, headers: Headers) => Promise<unknown>;
  /** The client goes on with the hub that came after, and everything it is told must be as if nothing had happened. */
  readonly recover: (hub: At, database: TestDatabase) => Promise<void>;
};

type Tokens = { readonly sender: string; readonly recipient: string };

/** Tokens of both parties, whose first words to this process fill what it holds in memory. */
const greet = async (hub: At): Promise<Tokens> => {
  const tokens = { sender: await tokenFor(hub, ministry), recipient: await tokenFor(hub, commune) };
  const query = '{ inbox(first: 1) { nodes { id sender { code } consignments { institution { code } } } } }';
  for (const token of Object.values(tokens)) await ask(hub, token, query);
  return tokens;
};

const newFile = () => ({
  fileName: 'lettre.pdf',
  bytes: Buffer.concat([newPdf(), Buffer.alloc(100_000, randomUUID())]),
});

const givenDeposit = async (hub: At, token: string) => {
  const file = newFile();
  const document = await upload(hub, token, file);
  const input = {
    idempotencyKey: randomUUID(),
    subject: 'Demande de renseignements',
    recipients: [{ institutionId: await institutionIdOf(hub, token, commune) }],
    attachments: [{ documentId: document.id, role: 'MAIN' }],
  };
  return { file, document, input };
};

/** A letter that has come to the commune, and gone through the acts named. */
const givenLetter = async (hub: At, tokens: Tokens, acts: readonly ActName[]) => {
  const { file, document, input } = await givenDeposit(hub, tokens.sender);
  const { correspondence } = await act(hub, tokens.sender, 'correspondenceDeposit', input);
  const letter = { id: correspondence!.id, file, document };
  for (const name of acts) await act(hub, tokens.recipient, name, inputOf(name, letter));
  return letter;
};

const inputOf = (name: ActName, letter: { id: string; document: { sha256: string } }) => ({
  idempotencyKey: randomUUID(),
  correspondenceId: letter.id,
  ...(name === 'correspondenceRetrieve' ? { sha256: [letter.document.sha256] } : {}),
  ...(name === 'correspondenceReportHandoverFailure'
    ? { reasonCode: 'TECHNICAL_RECIPIENT', reasonText: 'Serveur à l’arrêt' }
    : {}),
  ...(name === 'correspondenceRefuse' ? { reasonCode: 'DUPLICATE', reasonText: 'Déjà reçu' } : {}),
  ...(name === 'correspondenceRecall' || name === 'correspondenceRedirect' ? { reasonText: 'Par erreur' } : {}),
  ...(name === 'correspondenceReassign' ? { functionAddressCode: 'URB' } : {}),
  ...(name === 'correspondenceRequestSupplement' ? { pieces: ['Plan de situation'] } : {}),
});

/** Goes through with the upload from wherever it stands, and reads the document back. */
const finishUpload = async (hub: At, database: TestDatabase, file: ReturnType<typeof newFile>): Promise<void> => {
  // the lease of the request that died is not waited for
  await lookOnce(database, `update documents.upload set claimed_until = clock_timestamp() where claim is not null`);
  const token = await tokenFor(hub, ministry);
  const started = await startUpload(hub, token, file);
  const offset = Number(started.receivedBytes);
  if (offset < file.bytes.length) expect((await putBytes(hub, token, started, file.bytes, offset)).status).toBe(204);
  const document = await finalizeUpload(hub, token, started);
  expect(await finalizeUpload(hub, token, started)).toEqual(document);
  const content = Buffer.from(await (await getContent(hub, token, document.id)).arrayBuffer());
  expect(content.equals(file.bytes)).toBe(true);
};

/** The retry of an act with its key: new when nothing was committed, else the evidence that was, byte for byte. */
const retryAct = async (
  hub: At,
  database: TestDatabase,
  party: string,
  name: ActName,
  input: Record<string, unknown>,
): Promise<void> => {
  const committed = await lookOnce<{ token: string | null }>(
    database,
    `select e.token from wasl.idempotency i left join evidence.evidence e on e.id = (i.result ->> 'evidenceId')::uuid
      where i.mutation = $1 and i.key = $2`,
    [name, input['idempotencyKey']],
  );
  const token = await tokenFor(hub, party);
  const retried = await act(hub, token, name, input);
  expect(retried.replayed).toBe(committed.length === 1);
  const evidence = retried.evidence ?? retried.results?.[0]?.evidence;
  if (committed.length === 1) expect(evidence?.token ?? null).toBe(committed[0]!.token);
  expect(await act(hub, token, name, input)).toEqual({ ...retried, replayed: true });
};

const actScenario = (name: ActName, before: readonly ActName[]): Scenario => ({
  name,
  ...(name === 'correspondenceAcknowledge' ? {} : { isAlike: true }),
  prepare: async (hub) => {
    const tokens = await greet(hub);
    const input = inputOf(name, await givenLetter(hub, tokens, before));
    return {
      request: (at, headers) => act(at, tokens.recipient, name, input, headers),
      recover: (at, database) => retryAct(at, database, commune, name, input),
    };
  },
});

/** The letter goes on to a third institution. */
const redirectScenario: Scenario = {
  name: 'correspondenceRedirect',
  isAlike: true,
  prepare: async (hub) => {
    const tokens = await greet(hub);
    const letter = await givenLetter(hub, tokens, ['correspondenceRetrieve']);
    const toInstitutionId = await institutionIdOf(hub, tokens.sender, stranger);
    const input = { ...inputOf('correspondenceRedirect', letter), toInstitutionId };
    return {
      request: (at, headers) => act(at, tokens.recipient, 'correspondenceRedirect', input, headers),
      recover: (at, database) => retryAct(at, database, commune, 'correspondenceRedirect', input),
    };
  },
};

/** What the sender does with a letter that it sent. */
const senderScenario = (name: ActName, before: readonly ActName[], withFile: boolean): Scenario => ({
  name,
  isAlike: true,
  prepare: async (hub) => {
    const tokens = await greet(hub);
    const letter = await givenLetter(hub, tokens, before);
    const file = withFile ? await upload(hub, tokens.sender, newFile()) : null;
    const attachments = file === null ? {} : { attachments: [{ documentId: file.id }] };
    const input = { ...inputOf(name, letter), ...attachments };
    return {
      request: (at, headers) => act(at, tokens.sender, name, input, headers),
      recover: (at, database) => retryAct(at, database, ministry, name, input),
    };
  },
});

/** Acts on a register, which concern no letter. */
const registerScenario = (name: ActName, more: Record<string, unknown>): Scenario => ({
  name,
  isAlike: true,
  prepare: async (hub) => {
    const tokens = await greet(hub);
    const input = { idempotencyKey: randomUUID(), ...more };
    return {
      request: (at, headers) => act(at, tokens.recipient, name, input, headers),
      recover: (at, database) => retryAct(at, database, commune, name, input),
    };
  },
});

export const scenarios: readonly Scenario[] = [
  {
    name: 'documentUploadStart',
    prepare: async (hub) => {
      const { sender } = await greet(hub);
      const file = newFile();
      return {
        request: (at, headers) => startUpload(at, sender, file, headers),
        recover: (at, database) => finishUpload(at, database, file),
      };
    },
  },
  {
    name: 'PUT /uploads/{id}',
    prepare: async (hub) => {
      const { sender } = await greet(hub);
      const file = newFile();
      const half = Math.floor(file.bytes.length / 2);
      const started = await startUpload(hub, sender, file);
      const first = await fetch(`${hub.url}/uploads/${started.id}`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${sender}`,
          'content-range': `bytes 0-${half - 1}/${file.bytes.length}`,
        },
        body: new Uint8Array(file.bytes.subarray(0, half)),
      });
      expect(first.status).toBe(204);
      return {
        request: (at, headers) => putBytes(at, sender, started, file.bytes, half, headers),
        recover: (at, database) => finishUpload(at, database, file),
      };
    },
  },
  {
    name: 'documentUploadFinalize',
    prepare: async (hub) => {
      const { sender } = await greet(hub);
      const file = newFile();
      const started = await startUpload(hub, sender, file);
      await putBytes(hub, sender, started, file.bytes);
      return {
        request: (at, headers) => finalizeUpload(at, sender, started, headers),
        recover: async (at, database) => {
          const token = await tokenFor(at, ministry);
          const document = await finalizeUpload(at, token, started);
          const rows = await lookOnce(database, `select from documents.document where sha256 = $1`, [
            Buffer.from(sha256(file.bytes), 'hex'),
          ]);
          expect(rows).toHaveLength(1);
          const content = Buffer.from(await (await getContent(at, token, document.id)).arrayBuffer());
          expect(content.equals(file.bytes)).toBe(true);
        },
      };
    },
  },
  {
    name: 'correspondenceDeposit',
    prepare: async (hub) => {
      const { sender } = await greet(hub);
      const { input } = await givenDeposit(hub, sender);
      return {
        request: (at, headers) => act(at, sender, 'correspondenceDeposit', input, headers),
        recover: (at, database) => retryAct(at, database, ministry, 'correspondenceDeposit', input),
      };
    },
  },
  {
    name: 'GET /documents/{id}/content',
    prepare: async (hub) => {
      const tokens = await greet(hub);
      const { document, file } = await givenLetter(hub, tokens, []);
      const read = async (at: At, token: string, headers: Headers = {}) => {
        const content = Buffer.from(await (await getContent(at, token, document.id, headers)).arrayBuffer());
        expect(content.equals(file.bytes)).toBe(true);
      };
      return {
        request: (at, headers) => read(at, tokens.recipient, headers),
        recover: async (at) => read(at, await tokenFor(at, commune)),
      };
    },
  },
  actScenario('correspondenceRetrieve', []),
  actScenario('correspondenceReportHandoverFailure', []),
  actScenario('correspondenceRegisterArrival', ['correspondenceRetrieve']),
  actScenario('correspondenceAcknowledge', ['correspondenceRetrieve']),
  actScenario('correspondenceRefuse', ['correspondenceRetrieve']),
  actScenario('correspondenceReassign', []),
  actScenario('correspondenceRequestSupplement', ['correspondenceRetrieve', 'correspondenceRegisterArrival']),
  redirectScenario,
  senderScenario('correspondenceRecall', [], false),
  senderScenario(
    'correspondenceSupplySupplement',
    ['correspondenceRetrieve', 'correspondenceAcknowledge', 'correspondenceRequestSupplement'],
    true,
  ),
  registerScenario('registerEntryReserve', { direction: 'OUT' }),
  registerScenario('registerEntryRecord', {
    direction: 'IN',
    medium: 'PAPER',
    subject: 'Lettre venue par la poste',
    counterpartName: 'Un usager',
  }),
];
