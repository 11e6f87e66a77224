// The ministry's own queue of letters to send. Each step is in the journal before the next one begins, so that a crash between
// two steps repeats at most one of them, and the hub answers a repetition as it answered the first time.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sha256 } from '../client.mjs';

/** Puts a letter into the queue and answers the key under which it will be deposited. */
export const enqueue = (journal, { subject, recipients, files, reference = null }) => {
  const key = randomUUID();
  journal.append({ type: 'QUEUED', key, subject, recipients, files, reference });
  return key;
};

/** Each letter of the queue as the journal tells it, oldest first. */
export const readQueue = ({ entries }) => {
  const letters = new Map();
  for (const { type, at, key, ...said } of entries) {
    if (type === 'QUEUED')
      letters.set(key, { key, queuedAt: at, state: 'WAITING', documents: [], attempts: 0, ...said });
    const letter = letters.get(key);
    if (letter === undefined) continue;
    if (type === 'UPLOADED') letter.documents.push(said.documentId);
    if (type === 'NUMBERED') letter.number = said.number;
    if (type === 'FAILED') Object.assign(letter, said, { attempts: letter.attempts + 1 });
    if (type === 'DEPOSITED') Object.assign(letter, said, { state: 'DEPOSITED' });
    if (type === 'REJECTED') Object.assign(letter, said, { state: 'REJECTED' });
    if (type === 'HELD') Object.assign(letter, said, { state: 'HELD' });
  }
  return [...letters.values()];
};

/**
 * Sends what is due, one letter after the other, and answers how many are still waiting. A letter that cannot be sent now is
 * tried again later; one that will never be taken as it is waits for a person. Neither holds up the others.
 */
export const sendDue = async (journal, hub, { series, now = Date.now }) => {
  for (const letter of readQueue(journal)) {
    if (letter.state !== 'WAITING' || Date.parse(letter.notBefore ?? 0) > now()) continue;
    try {
      await sendLetter(journal, hub, letter, series);
    } catch (error) {
      const { key, attempts } = letter;
      if (error.codes !== undefined) journal.append({ type: 'HELD', key, codes: error.codes, reason: error.message });
      else journal.append({ type: 'FAILED', key, reason: error.message, notBefore: nextAttempt(attempts, now()) });
    }
  }
  return readQueue(journal).filter(({ state }) => state === 'WAITING').length;
};

const longestWaitMs = 15 * 60_000;
const firstWaitMs = Number(process.env.WASL_FIRST_WAIT_MS ?? 2_000);

/** Twice as long each time, up to a quarter of an hour, and never in step with other systems. It ends when a letter is sent. */
const nextAttempt = (attempts, nowMs) => {
  const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** attempts) * (0.5 + Math.random() / 2);
  return new Date(nowMs + waitMs).toISOString();
};

const sendLetter = async (journal, hub, letter, series) => {
  const { key } = letter;
  // the ids first: a repeated deposit must name the same documents
  for (const file of letter.files.slice(letter.documents.length)) {
    journal.append({ type: 'UPLOADED', key, documentId: await upload(hub, file) });
  }
  // the number is the ministry's own: taken here, printed on the letter, and never given again
  if (letter.number === undefined) journal.append({ type: 'NUMBERED', key, number: nextNumber(journal) });
  const { documents, number } = readQueue(journal).find((each) => each.key === key);
  const recipients = [];
  for (const code of letter.recipients) recipients.push({ institutionId: await institutionId(hub, code) });
  const payload = await hub.act(deposit, {
    idempotencyKey: key,
    subject: letter.subject,
    series,
    number,
    ...(letter.reference === null ? {} : { senderReference: letter.reference }),
    recipients,
    attachments: documents.map((documentId, at) => ({ documentId, role: at === 0 ? 'MAIN' : 'ANNEX' })),
  });
  const { correspondence, registerEntry, evidence, userErrors } = payload;
  if (correspondence !== null) {
    const { id: correspondenceId, evidence: given } = correspondence;
    journal.append({ type: 'DEPOSITED', key, correspondenceId, year: registerEntry.year, evidence: given.nodes });
  } else if (evidence !== null) {
    // an act of its own, signed: it is archived, and the letter needs a new decision
    journal.append({ type: 'REJECTED', key, evidence: [evidence], codes: userErrors.map(({ code }) => code) });
  } else {
    throw new UserErrors(userErrors);
  }
};

/** Faults of form: the hub did nothing, and would say the same again. */
class UserErrors extends Error {
  constructor(userErrors) {
    super(userErrors.map(({ message }) => message).join('; '));
    this.codes = userErrors.map(({ code }) => code);
  }
}

const nextNumber = ({ entries }) => {
  const taken = entries.filter(({ type }) => type === 'NUMBERED').map(({ number }) => Number(number));
  return String(Math.max(0, ...taken) + 1);
};

const upload = async (hub, file) => {
  const bytes = readFileSync(file);
  const announced = {
    fileName: basename(file),
    mediaType: 'application/pdf',
    sizeBytes: bytes.length,
    sha256: sha256(bytes),
  };
  const started = await hub.act(startUpload, announced);
  if (started.upload === null) throw new UserErrors(started.userErrors);
  await hub.upload(started.upload, bytes);
  const closed = await hub.act(finalizeUpload, { uploadId: started.upload.id });
  if (closed.document === null) throw new UserErrors(closed.userErrors);
  return closed.document.id;
};

const institutionId = async (hub, code) => {
  const { institution } = await hub.ask(findInstitution, { code });
  if (institution !== null) return institution.id;
  throw new UserErrors([{ code: 'RECIPIENT_NOT_FOUND', message: `There is no institution ${code}.` }]);
};

const findInstitution = 'query FindInstitution($code: String!) { institution(code: $code) { id } }';

const startUpload = `mutation StartUpload($input: DocumentUploadStartInput!) {
  documentUploadStart(input: $input) { upload { id url receivedBytes } userErrors { code message } }
}`;

const finalizeUpload = `mutation FinalizeUpload($input: DocumentUploadFinalizeInput!) {
  documentUploadFinalize(input: $input) { document { id } userErrors { code message } }
}`;

const deposit = `mutation Deposit($input: CorrespondenceDepositInput!) {
  correspondenceDeposit(input: $input) {
    correspondence { id depositedAt evidence(first: 50) { nodes { id event occurredAt token disclosures } } }
    registerEntry { number year }
    evidence { id event occurredAt token disclosures }
    userErrors { code message path }
  }
}`;
