// One letter from a ministry to a commune, as an integrator of each would write it.
//
//   node examples/first-exchange.mjs <address of the hub> <code of the ministry> <code of the commune> [letter.pdf]
//
// The codes are one-time codes from the operator of the hub: `npm run --silent wasl -- institutions enrol MA-MIN-0001`.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { enrol, sha256 } from './client.mjs';

/**
 * Plays the exchange and answers what both sides hold at its end.
 *
 * - `url`: address of the hub, and `route` as in client.mjs.
 * - `codes`: `{ ministry, commune }`, one-time codes of the two institutions.
 * - `pdf`: `{ fileName, bytes }` of the letter.
 * - `say`: called after each step with `{ step, who, result, ms }`; `who` is `ministry` or `commune`.
 */
export const firstExchange = async ({ url, codes, pdf, say = () => {}, route }) => {
  const step = async (who, name, act, describe) => {
    const startedAt = performance.now();
    const answer = await act();
    say({ step: name, who, result: describe(answer), ms: Math.round(performance.now() - startedAt) });
    return answer;
  };

  // Once in the life of a system: it makes a key, and proves that it holds it.
  const enrolled = ({ institution, kid }) => `${institution}, key ${kid.slice(0, 12)}…`;
  const ministry = await step(
    'ministry',
    'enrol a key',
    () => enrol({ url, route, code: codes.ministry, name: 'Courrier du ministère' }),
    enrolled,
  );
  const commune = await step(
    'commune',
    'enrol a key',
    () => enrol({ url, route, code: codes.commune, name: 'Courrier de la commune' }),
    enrolled,
  );
  const signed = () => 'private_key_jwt, good for five minutes';
  await step('ministry', 'get a token', ministry.accessToken, signed);
  await step('commune', 'get a token', commune.accessToken, signed);

  // The ministry looks for the addressee, and whether a letter would reach it.
  const addressee = await step(
    'ministry',
    'find the addressee',
    async () => (await ministry.ask(findAddressee, { code: commune.institution })).institution,
    ({ name, reachability }) =>
      `${name.fr} · ${name.ar}${reachability === null ? '' : `, reached by ${reachability.channel}`}`,
  );

  // The bytes of the letter go by PUT, around GraphQL: announced, sent, closed.
  const digest = sha256(pdf.bytes);
  const { upload } = await step(
    'ministry',
    'announce the file',
    () =>
      ministry.act(startUpload, {
        fileName: pdf.fileName,
        mediaType: 'application/pdf',
        sizeBytes: pdf.bytes.length,
        sha256: digest,
      }),
    () => `${pdf.fileName}, ${pdf.bytes.length} octets`,
  );
  await step(
    'ministry',
    'send its bytes',
    () => ministry.upload(upload, pdf.bytes),
    () => `sha256 ${digest.slice(0, 16)}…`,
  );
  const { document } = await step(
    'ministry',
    'close the upload',
    () => ministry.act(finalizeUpload, { uploadId: upload.id }),
    () => 'on disk, for good',
  );

  // The key is the letter's own reference: a job that starts again sends the same, and nothing happens twice.
  const reference = `DGCT/${randomUUID()}`;
  const deposited = await step(
    'ministry',
    'deposit the letter',
    () =>
      ministry.act(deposit, {
        idempotencyKey: reference,
        senderReference: reference,
        subject: 'Passage à l’échange électronique du courrier · الانتقال إلى التبادل الإلكتروني للمراسلات',
        recipients: [{ institutionId: addressee.id }],
        attachments: [{ documentId: document.id, role: 'MAIN' }],
      }),
    ({ registerEntry, correspondence }) =>
      `departure number ${registerEntry.number}/${registerEntry.year}, at ${correspondence.depositedAt}`,
  );
  const correspondenceId = deposited.correspondence.id;

  // The commune asks what is new since the position that it stored; here it has none yet.
  const letter = await step(
    'commune',
    'read what is new',
    () => waitForLetter(commune, correspondenceId),
    ({ position, sender }) => `position ${position}: a letter of ${sender.name.fr} · ${sender.name.ar}`,
  );
  const files = await step(
    'commune',
    'download the letter',
    () => Promise.all(letter.attachments.map((attachment) => downloadChecked(commune, attachment))),
    ([main]) => `${main.length} octets, the digest agrees`,
  );
  // Only when the bytes are stored does it say so; the hub's evidence of the handover then names their digests.
  await step(
    'commune',
    'retrieve',
    () =>
      commune.act(retrieve, { ...keyFor('retrieve', correspondenceId), sha256: files.map((bytes) => sha256(bytes)) }),
    () => 'handed over, as both sides can prove',
  );
  const registered = await step(
    'commune',
    'register the arrival',
    () => commune.act(registerArrival, keyFor('register', correspondenceId)),
    ({ registerEntry: { number, year, counterpartNumber } }) =>
      `arrival number ${number}/${year}, for departure ${counterpartNumber}`,
  );
  await step(
    'commune',
    'acknowledge receipt',
    () =>
      commune.act(acknowledge, { ...keyFor('acknowledge', correspondenceId), note: 'Transmis au service concerné.' }),
    () => 'وصل الاستلام',
  );

  // What each side archives is the evidence, not the objects of the API.
  const readEvidence = async (system) =>
    (await system.ask(evidenceOf, { id: correspondenceId })).correspondence.evidence.nodes;
  const count = ({ length }) => `${length} signed receipts`;
  const ofMinistry = await step('ministry', 'read the evidence', () => readEvidence(ministry), count);
  const ofCommune = await step('commune', 'read the evidence', () => readEvidence(commune), count);

  const party = ({ institution, clientId, kid }, evidence) => ({
    code: institution,
    clientId,
    keyThumbprint: kid,
    evidence,
  });
  return {
    correspondence: {
      id: correspondenceId,
      reference,
      depositedAt: deposited.correspondence.depositedAt,
      departureNumber: deposited.registerEntry.number,
      arrivalNumber: registered.registerEntry.number,
    },
    document: {
      id: document.id,
      fileName: pdf.fileName,
      sizeBytes: pdf.bytes.length,
      sha256: digest,
      contentUrl: document.contentUrl,
    },
    ministry: party(ministry, ofMinistry),
    commune: party(commune, ofCommune),
    files,
  };
};

const keyFor = (act, correspondenceId) => ({ idempotencyKey: `${act} ${correspondenceId}`, correspondenceId });

/** A real job runs every minute and keeps `endCursor`; this one waits for one letter. */
const waitForLetter = async (system, correspondenceId) => {
  let after = null;
  for (let tries = 0; tries < 100; tries += 1) {
    const { mailboxEvents } = await system.ask(sinceLastTime, { after });
    const event = mailboxEvents.nodes.find(
      ({ type, correspondence }) => type === 'CORRESPONDENCE_RECEIVED' && correspondence?.id === correspondenceId,
    );
    if (event !== undefined) return { position: event.position, ...event.correspondence };
    after = mailboxEvents.pageInfo.endCursor;
    if (!mailboxEvents.pageInfo.hasNextPage) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The letter has not come.');
};

const downloadChecked = async (system, { document, sha256: expected }) => {
  const bytes = await system.download(document.contentUrl);
  if (sha256(bytes) !== expected)
    throw new Error('The bytes differ from those that were deposited: download them again.');
  return bytes;
};

const findAddressee = `query FindAddressee($code: String!) {
  institution(code: $code) { id name { fr ar } reachability { channel } }
}`;

const startUpload = `mutation StartUpload($input: DocumentUploadStartInput!) {
  documentUploadStart(input: $input) { upload { id url receivedBytes } userErrors { code message } }
}`;

const finalizeUpload = `mutation FinalizeUpload($input: DocumentUploadFinalizeInput!) {
  documentUploadFinalize(input: $input) { document { id contentUrl } userErrors { code message } }
}`;

const deposit = `mutation Deposit($input: CorrespondenceDepositInput!) {
  correspondenceDeposit(input: $input) {
    correspondence { id depositedAt }
    registerEntry { number year }
    userErrors { code message }
  }
}`;

const sinceLastTime = `query SinceLastTime($after: String) {
  mailboxEvents(after: $after, first: 100) {
    nodes {
      position type
      correspondence { id sender { name { fr ar } } attachments { sha256 document { contentUrl } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const retrieve = `mutation Retrieve($input: CorrespondenceRetrieveInput!) {
  correspondenceRetrieve(input: $input) { evidence { id } userErrors { code message } }
}`;

const registerArrival = `mutation RegisterArrival($input: CorrespondenceRegisterArrivalInput!) {
  correspondenceRegisterArrival(input: $input) { registerEntry { number year counterpartNumber } userErrors { code message } }
}`;

const acknowledge = `mutation Acknowledge($input: CorrespondenceAcknowledgeInput!) {
  correspondenceAcknowledge(input: $input) { evidence { id } userErrors { code message } }
}`;

const evidenceOf = `query EvidenceOf($id: ID!) {
  correspondence(id: $id) { evidence { nodes { id event occurredAt token disclosures } } }
}`;

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  const [url, ministry, commune, file = fileURLToPath(new URL('letter.pdf', import.meta.url))] = argv.slice(2);
  if (commune === undefined) {
    console.error('usage: node first-exchange.mjs <address> <code of the ministry> <code of the commune> [letter.pdf]');
    process.exit(2);
  }
  const { files, ...held } = await firstExchange({
    url,
    codes: { ministry, commune },
    pdf: { fileName: basename(file), bytes: await readFile(file) },
    say: ({ step, who, result, ms }) => console.error(`${who}: ${step}: ${result} (${ms} ms)`),
  });
  console.log(
    JSON.stringify({ version: 1, evidenceKeysUrl: `${url}/.well-known/evidence-keys.json`, ...held }, null, 2),
  );
}
