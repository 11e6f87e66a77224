// Checks the evidence of one letter as a stranger: no token, no library of the hub, `fetch` and `jose` alone.
//
//   node examples/verify-evidence.mjs <file with the evidence> [--keys <address>] [--bytes <file>]... [--sandbox]
//
// The file has the form that docs/evidence.md describes. `--bytes` gives a document of the letter, in the letter's order.
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';

const digestOf = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding);

const ensure = (condition, complaint) => {
  if (!condition) throw new Error(complaint);
};

/** What was refused, withdrawn, sent on, not retrieved or not taken over says why. */
const mustSayWhy = new Set([
  'http://uri.etsi.org/19522/Event/SubmissionRejection',
  'http://uri.etsi.org/19522/Event/ContentHandoverFailure',
  'http://uri.etsi.org/19522/Event/ConsignmentRejection',
  'http://uri.etsi.org/19522/Event/AcceptanceRejectionExpiry',
  'http://uri.etsi.org/19522/Event/RelayAcceptance',
  'urn:wasl:event:Recall',
]);

/** What a recipient does inside its house is told to itself alone. */
const reassignment = 'urn:wasl:event:Reassignment';

/** One evidence against a key set: signature, chain, times, issuer, disclosures. Answers what it says; throws why not. */
export const verifyOne = async ({ token, disclosures = [], id, occurredAt }, keySet, { sandbox = false } = {}) => {
  ensure(/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token), 'not a compact JWS');
  for (const part of token.split('.')) {
    ensure(Buffer.from(part, 'base64url').toString('base64url') === part, 'not in canonical base64url');
  }
  const header = decodeProtectedHeader(token);
  ensure(header.typ === 'secevent+jwt', 'typ is not secevent+jwt');
  const key = keySet.keys.find(({ kid }) => kid === header.kid);
  ensure(key !== undefined, 'signed by a key that is not published');
  ensure(key.state === 'ACTIVE', 'signed by a key that was revoked');
  const { payload } = await compactVerify(token, await importJWK(key, 'ES256'), { algorithms: ['ES256'] });
  const claims = JSON.parse(new TextDecoder().decode(payload));

  const chain = header.x5c.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
  ensure(digestOf(chain[0].raw, 'base64url') === header['x5t#S256'], 'x5t#S256 is not the digest of the certificate');
  const certified = chain[0].publicKey.export({ format: 'jwk' });
  ensure(certified.x === key.x && certified.y === key.y, 'the certificate is for another key');
  const seal = keySet.seals.find(({ x5c }) => x5c[0] === header.x5c[1]);
  ensure(seal?.state === 'ACTIVE', 'the certificate was not issued by a seal that is published and good');
  for (const [at, above] of chain.slice(1).entries()) {
    ensure(
      above.ca && chain[at].checkIssued(above) && chain[at].verify(above.publicKey),
      'the chain of certificates is broken',
    );
  }
  ensure(claims.iss === keySet.issuer, 'another issuer than that of the keys');
  ensure(
    sandbox || !/sandbox/i.test(claims.iss + chain[0].subject),
    'evidence of a sandbox proves nothing (allow it with --sandbox)',
  );

  const entries = Object.entries(claims.events);
  ensure(entries.length === 1, 'not exactly one event');
  const [[event, details]] = entries;
  ensure(
    !mustSayWhy.has(event) ||
      (details.reasons?.length > 0 &&
        details.reasons.every(({ code, text, textSha256 }) => code && (text ?? textSha256))),
    'a refusal, a withdrawal or a redirection without its reason',
  );
  ensure(Math.floor(Date.parse(details.occurredAt) / 1000) === claims.toe, 'toe is not the time of the event');
  ensure([undefined, claims.jti].includes(id), 'the file gives the evidence another id than the token');
  ensure(
    [undefined, details.occurredAt].includes(occurredAt),
    'the file gives the evidence another time than the token',
  );
  // a sandbox may set its legal time ahead of the clock that signs
  for (const seconds of sandbox ? [header.iat] : [header.iat, claims.toe]) {
    for (const { validFrom, validTo } of chain) {
      ensure(
        Date.parse(validFrom) <= seconds * 1000 && seconds * 1000 < Date.parse(validTo),
        'a certificate was not valid then',
      );
    }
  }
  return { id: claims.jti, event, ...details, recipients: openRecipients(details.recipients, disclosures) };
};

/** Recipients that the holder may not know stand as salted digests (SD-JWT); a disclosure opens exactly one of them. */
const openRecipients = (recipients, disclosures) => {
  const openings = new Map(disclosures.map((text) => [digestOf(text, 'base64url'), text]));
  ensure(openings.size === disclosures.length, 'the same disclosure twice');
  const opened = recipients.map((recipient) => {
    const text = openings.get(recipient['...']);
    if (text === undefined) return recipient;
    openings.delete(recipient['...']);
    return JSON.parse(Buffer.from(text, 'base64url').toString())[1];
  });
  ensure(openings.size === 0, 'a disclosure that opens no digest');
  return opened;
};

/**
 * The evidence of both sides of one letter: each one good, every digest recomputed from `files`, and parties, numbers and
 * times equal on both sides. Answers the facts of the letter; throws an `Error` that says what is wrong.
 */
export const verifyExchange = async ({ ministry, commune }, keySet, { files = [], sandbox = false } = {}) => {
  const read = (evidence) => Promise.all(evidence.map((one) => verifyOne(one, keySet, { sandbox })));
  const [sent, received] = [await read(ministry.evidence), await read(commune.evidence)];
  ensure(sent.length > 0 && received.length > 0, 'a side without evidence');

  // What was given to both is one token. The deposit receipt is the sender's alone, a reassignment the recipient's.
  const tokens = new Map(ministry.evidence.map(({ token }, at) => [sent[at].id, token]));
  for (const [at, { id, event }] of received.entries()) {
    ensure(
      event === reassignment || tokens.get(id) === commune.evidence[at].token,
      'the recipient holds an evidence that the sender does not hold',
    );
  }
  const all = [...sent, ...received];
  const [first] = sent;
  const same = (pick, complaint) => {
    const [expected, ...others] = all.map((one) => JSON.stringify(pick(one)));
    ensure(
      others.every((other) => other === expected),
      complaint,
    );
  };
  same(({ correspondenceId }) => correspondenceId, 'evidence of several letters');
  same(({ sender }) => sender, 'the sides name different senders');
  same(({ submissionTime }) => submissionTime, 'the sides name different times of deposit');
  same(({ documents }) => documents, 'the sides name different documents');
  ensure(first.sender.code === ministry.code, 'the sender is another institution');
  // the sender's may also be about other recipients of the letter
  const concerns = ({ recipients }) => recipients.some(({ code }) => code === commune.code);
  ensure(received.every(concerns), 'an evidence that does not name the recipient');
  checkOrder(sent);
  // what lies before the letter came to the recipient is the sender's, or of who sent it on
  checkOrder(received, [received[0].previousEvidenceId]);
  checkNumbers(all);
  checkFiles(first.documents, files);
  return {
    correspondenceId: first.correspondenceId,
    sender: first.sender.code,
    recipients: first.recipients.map(({ code }) => code),
    submissionTime: first.submissionTime,
    documents: first.documents,
    registerNumbers: registerNumbersOf(all),
    events: sent.filter(concerns).map(({ event, occurredAt }) => ({ event, occurredAt })),
    digestsChecked: files.length,
  };
};

/** Each evidence names one before it, and time does not run backwards. `others`: what only others hold. */
const checkOrder = (evidence, others = []) => {
  const known = new Set([null, ...others]);
  for (const [at, { id, occurredAt, previousEvidenceId }] of evidence.entries()) {
    const before = evidence[at - 1];
    ensure(before === undefined || before.occurredAt <= occurredAt, 'the times of the evidence run backwards');
    ensure(known.has(previousEvidenceId), 'an evidence names one before it that is missing');
    known.add(id);
  }
};

const registerNumbersOf = (evidence) => [
  ...new Map(
    evidence
      .flatMap(({ registerNumbers }) => registerNumbers)
      .map((entry) => [`${entry.institution} ${entry.direction} ${entry.series}`, entry]),
  ).values(),
];

/** One register gives a letter one number, whichever evidence names it. */
const checkNumbers = (evidence) => {
  const known = new Map(
    registerNumbersOf(evidence).map((entry) => [entry.institution + entry.direction + entry.series, entry]),
  );
  for (const entry of evidence.flatMap(({ registerNumbers }) => registerNumbers)) {
    const other = known.get(entry.institution + entry.direction + entry.series);
    ensure(
      // as printed; evidence of the first release has it as a JSON number
      String(other.number) === String(entry.number) && other.year === entry.year,
      'the sides name different numbers of one register',
    );
  }
};

const checkFiles = (documents, files) => {
  if (files.length === 0) return;
  ensure(documents.length === files.length, `the letter has ${documents.length} documents, ${files.length} were given`);
  for (const [at, { sha256, sizeBytes }] of documents.entries()) {
    ensure(files[at].length === sizeBytes, 'a document has another size than the evidence says');
    ensure(digestOf(files[at], 'hex') === sha256, 'a document has another digest than the evidence says');
  }
};

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keys: { type: 'string' }, bytes: { type: 'string', multiple: true }, sandbox: { type: 'boolean' } },
  });
  try {
    ensure(
      positionals.length === 1,
      'usage: node verify-evidence.mjs <file> [--keys <address>] [--bytes <file>]... [--sandbox]',
    );
    const held = JSON.parse(await readFile(positionals[0], 'utf8'));
    const keySet = await (await fetch(values.keys ?? held.evidenceKeysUrl)).json();
    const files = await Promise.all((values.bytes ?? []).map((file) => readFile(file)));
    const facts = await verifyExchange(held, keySet, { files, sandbox: values.sandbox === true });
    console.log(JSON.stringify(facts, null, 2));
    console.log(
      `Good: ${facts.events.length} evidence verified${files.length === 0 ? '; no document was given to compare' : ''}.`,
    );
  } catch (error) {
    console.error(`Not good: ${error.message}`);
    process.exitCode = 1;
  }
}
