import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { evidenceEvents, reasonedEvents } from './evidenceEvents.js';
import type { EvidenceKeys, PublishedKey } from './evidenceKeySet.js';

export type EvidenceFaultCode =
  | 'TOKEN_MALFORMED'
  | 'KEY_UNKNOWN'
  | 'KEY_REVOKED'
  | 'CERTIFICATE_MISMATCH'
  | 'CHAIN_INVALID'
  | 'SIGNATURE_INVALID'
  | 'TIME_INVALID'
  | 'ISSUER_MISMATCH'
  | 'SANDBOX'
  | 'DISCLOSURE_INVALID';

/** Why evidence is not believed. */
export class EvidenceFault extends Error {
  readonly code: EvidenceFaultCode;

  constructor(code: EvidenceFaultCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EvidenceFault';
    this.code = code;
  }
}

type Json = Readonly<Record<string, unknown>>;

export type VerifiedEvidence = {
  /** URI of the event. */
  readonly event: string;
  /** The claims as they were signed. */
  readonly claims: Json;
  /** The event's own claims, with every recipient that was disclosed in place of its digest. */
  readonly details: Json;
  /** Recipients that stay closed to this holder. */
  readonly sealedRecipients: number;
};

export type VerifyOptions = {
  /** SD-JWT disclosures that the holder was given with the token. */
  readonly disclosures?: readonly string[];
  /** Evidence of a sandbox proves nothing: it is refused unless this says otherwise. */
  readonly sandbox?: boolean;
};

/**
 * Verifies one evidence against `/.well-known/evidence-keys.json`: signature, certificate chain up to a listed seal, validity
 * when it was signed and when the event took place, and disclosures. Rejects with an `EvidenceFault`.
 */
export const verifyEvidence = async (
  token: string,
  keySet: EvidenceKeys,
  { disclosures = [], sandbox = false }: VerifyOptions = {},
): Promise<VerifiedEvidence> => {
  const header = readHeader(token);
  const key = keySet.keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) throw new EvidenceFault('KEY_UNKNOWN', 'The key set does not list the key that signed this.');
  if (key.state !== 'ACTIVE') throw new EvidenceFault('KEY_REVOKED', 'The key that signed this was revoked.');
  const claims = await verifySignature(token, key);
  const chain = readChain(header, key);
  checkChain(chain, keySet);
  const { event, details } = readEvent(claims);
  checkIssuer(claims, chain, keySet, sandbox);
  checkTimes(chain, Number(header.iat), claims, sandbox);
  return { event, claims, ...openRecipients(details, disclosures) };
};

const readHeader = (token: string): Json => {
  let header: Json;
  try {
    header = decodeProtectedHeader(token);
  } catch (cause) {
    throw new EvidenceFault('TOKEN_MALFORMED', 'This is not a compact JWS.', cause);
  }
  if (header.typ !== 'secevent+jwt' || header.alg !== 'ES256' || !Number.isSafeInteger(header.iat)) {
    throw new EvidenceFault('TOKEN_MALFORMED', 'Evidence has typ secevent+jwt, alg ES256 and iat in its header.');
  }
  // base64url has several spellings of the same bytes; evidence has one
  if (!token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)) {
    throw new EvidenceFault('TOKEN_MALFORMED', 'The token is not written in canonical base64url.');
  }
  return header;
};

const verifySignature = async (token: string, { kty, crv, x, y }: PublishedKey): Promise<Json> => {
  try {
    const { payload } = await compactVerify(token, await importJWK({ kty, crv, x, y }, 'ES256'), {
      algorithms: ['ES256'],
    });
    return JSON.parse(new TextDecoder().decode(payload)) as Json;
  } catch (cause) {
    throw new EvidenceFault('SIGNATURE_INVALID', 'The signature does not verify.', cause);
  }
};

type Chain = readonly [X509Certificate, ...X509Certificate[]];

const readChain = (header: Json, key: PublishedKey): Chain => {
  const named = Array.isArray(header.x5c) ? (header.x5c as unknown[]) : [];
  const same = named.length === key.x5c.length && key.x5c.every((certificate, at) => certificate === named[at]);
  const [own, ...above] = key.x5c.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
  if (!same || own === undefined || createHash('sha256').update(own.raw).digest('base64url') !== header['x5t#S256']) {
    throw new EvidenceFault(
      'CERTIFICATE_MISMATCH',
      'The certificates in the token are not those that the key set lists.',
    );
  }
  const { x, y } = own.publicKey.export({ format: 'jwk' });
  if (x !== key.x || y !== key.y) {
    throw new EvidenceFault('CERTIFICATE_MISMATCH', 'The certificate is for another key.');
  }
  return [own, ...above];
};

const checkChain = (chain: Chain, keySet: EvidenceKeys): void => {
  const seal = chain[1];
  const listed = keySet.seals.find(
    ({ x5c }) => x5c[0] !== undefined && seal?.raw.equals(Buffer.from(x5c[0], 'base64')),
  );
  if (seal === undefined || listed === undefined) {
    throw new EvidenceFault('CHAIN_INVALID', 'The evidence key is not certified by a seal that the key set lists.');
  }
  if (listed.state !== 'ACTIVE') throw new EvidenceFault('KEY_REVOKED', 'The seal was revoked.');
  chain.slice(1).forEach((above, at) => {
    const below = chain[at]!;
    if (!above.ca || !below.checkIssued(above) || !below.verify(above.publicKey)) {
      throw new EvidenceFault('CHAIN_INVALID', 'A certificate was not issued by the next one.');
    }
  });
};

const readEvent = (claims: Json): { event: string; details: Json } => {
  const [entry, ...others] = isObject(claims.events) ? Object.entries(claims.events) : [];
  if (entry === undefined || others.length > 0 || !isObject(entry[1])) {
    throw new EvidenceFault('TOKEN_MALFORMED', 'Evidence is of exactly one event.');
  }
  const [event, details] = entry;
  if (mustSayWhy.has(event) && !givesReasons(details)) {
    throw new EvidenceFault('TOKEN_MALFORMED', 'Evidence of this event gives its reasons.');
  }
  return { event, details };
};

const mustSayWhy: ReadonlySet<string> = new Set([...reasonedEvents].map((event) => evidenceEvents[event]));

/** A code each, and the text; of a confidential letter's reason the digest of its text. */
const givesReasons = ({ reasons }: Json): boolean =>
  Array.isArray(reasons) &&
  reasons.length > 0 &&
  reasons.every(
    (reason) =>
      isObject(reason) && typeof reason.code === 'string' && typeof (reason.text ?? reason.textSha256) === 'string',
  );

const checkIssuer = ({ iss }: Json, [own]: Chain, keySet: EvidenceKeys, sandbox: boolean): void => {
  if (typeof iss !== 'string' || iss !== keySet.issuer) {
    throw new EvidenceFault('ISSUER_MISMATCH', 'The token names another issuer than the key set.');
  }
  if (!sandbox && [iss, own.subject, own.issuer].some((name) => /sandbox/i.test(name))) {
    throw new EvidenceFault('SANDBOX', 'This is evidence of a sandbox.');
  }
};

/** In a sandbox legal time may run ahead of the clock that signs, so there only the instant of signing counts. */
const checkTimes = (chain: Chain, signedAt: number, claims: Json, sandbox: boolean): void => {
  const instants = sandbox ? [signedAt] : [signedAt, Number(claims.toe)];
  const covers = (certificate: X509Certificate, seconds: number): boolean =>
    Date.parse(certificate.validFrom) <= seconds * 1000 && seconds * 1000 < Date.parse(certificate.validTo);
  if (!chain.every((certificate) => instants.every((seconds) => covers(certificate, seconds)))) {
    throw new EvidenceFault('TIME_INVALID', 'A certificate was not valid at that time.');
  }
};

/** RFC 9901, 7.1: each disclosure opens exactly one digest, and none is left over. */
const openRecipients = (
  details: Json,
  disclosures: readonly string[],
): Pick<VerifiedEvidence, 'details' | 'sealedRecipients'> => {
  const openings = new Map(disclosures.map((text) => [createHash('sha256').update(text).digest('base64url'), text]));
  const listed = Array.isArray(details.recipients) ? (details.recipients as unknown[]) : [];
  const recipients = listed.map((recipient) => {
    const digest = isObject(recipient) ? recipient['...'] : undefined;
    const opening = typeof digest === 'string' ? openings.get(digest) : undefined;
    if (opening === undefined) return recipient;
    openings.delete(digest as string);
    return readDisclosure(opening);
  });
  if (openings.size > 0 || new Set(disclosures).size !== disclosures.length) {
    throw new EvidenceFault('DISCLOSURE_INVALID', 'A disclosure opens none of the digests in the token.');
  }
  const sealedRecipients = recipients.filter((recipient) => isObject(recipient) && '...' in recipient).length;
  return { details: { ...details, recipients }, sealedRecipients };
};

const readDisclosure = (text: string): unknown => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch (cause) {
    throw new EvidenceFault('DISCLOSURE_INVALID', 'A disclosure is not JSON.', cause);
  }
  if (!Array.isArray(parsed) || parsed.length !== 2) {
    throw new EvidenceFault('DISCLOSURE_INVALID', 'A disclosure of a list element is a salt and a value.');
  }
  return parsed[1];
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
