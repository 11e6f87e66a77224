import { createHash } from 'node:crypto';
import { toGlobalId } from '../platform/ids.js';
import { evidenceEvents, reasonedEvents, type EvidenceEvent } from './evidenceEvents.js';
import { partyClaim, recipientClaim, type EvidenceParty, type EvidenceRecipient } from './evidenceParties.js';
import { sealRecipients, type SealedRecipients } from './sealRecipients.js';

/** Neither title nor file name: evidence outlives the content, and the digest names it without a word of it. */
export type EvidenceDocument = {
  readonly role: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
};

export type EvidenceRegisterNumber = {
  readonly institutionCode: string;
  readonly direction: 'IN' | 'OUT';
  readonly series: string;
  readonly year: number;
  /** As it is printed on the letter, whoever gave it. */
  readonly number: string;
};

export type EvidenceActor = {
  /** Null: the hub itself, whose own log-in stands in place of a client, and which has no client's key. */
  readonly institutionCode: string | null;
  readonly clientId: string;
  readonly keyThumbprint: string | null;
  readonly purpose: string;
  readonly caseReference: string | null;
};

export type EvidenceInput = {
  readonly event: EvidenceEvent;
  /** UUID. */
  readonly id: string;
  readonly issuer: string;
  /** Clock of this process, for `iat`. */
  readonly issuedAtMs: number;
  /** Legal time, RFC 3339 in UTC with microseconds. */
  readonly occurredAt: string;
  /** UUID; null when no letter came to be. */
  readonly correspondenceId: string | null;
  /** Null: none in the directory, or what is evidenced is no letter. */
  readonly sender: EvidenceParty | null;
  readonly recipients: readonly EvidenceRecipient[];
  /** False: each recipient stands as a salted digest, which only the sender and itself can open. */
  readonly recipientsOpen: boolean;
  /** The digests, made before a register was locked; made here when left out. For many recipients they take milliseconds. */
  readonly sealed?: SealedRecipients;
  /** Legal time of the deposit; null when it was refused. */
  readonly submissionTime: string | null;
  readonly documents: readonly EvidenceDocument[];
  readonly registerNumbers: readonly EvidenceRegisterNumber[];
  readonly actor: EvidenceActor;
  /** UUID of the last evidence that both parties hold of what this one is about. */
  readonly previousId: string | null;
  /** At least one on an event that gives reasons, none on any other. */
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  /** True for a confidential letter: of a reason's text the evidence gives the digest alone. */
  readonly isConfidential?: boolean;
  /** Who sent the letter on, and to whom. */
  readonly relay?: { readonly from: EvidenceParty; readonly to: EvidenceParty };
  /** Files supplied after the deposit. */
  readonly supplied?: readonly EvidenceDocument[];
  /** The day by which something is asked, `YYYY-MM-DD`. */
  readonly dueOn?: string | null;
  /** SHA-256 in hexadecimal of a note that went with the act. */
  readonly noteSha256: string | null;
  /**
   * What travelled outside the hub: position on the letter's list and how many. The description is content, as a file's title
   * is, and a digest of so few words would be guessed: it stays in the letter.
   */
  readonly enclosures?: readonly { readonly position: number; readonly count: number }[];
  /** UUID of the letter that this one answers or reminds of. */
  readonly inReplyToId?: string | null;
  /** What a register says of itself or of one of its lines. */
  readonly register?: Readonly<Record<string, unknown>>;
  /** Release of the tz database behind the year of each register number. */
  readonly zoneVersion: string;
};

export type BuiltEvidence = {
  /** The claims of a Security Event Token (RFC 8417), to be signed as they are. */
  readonly payload: object;
  /** What a party needs to read the recipients it may know: SD-JWT disclosures (RFC 9901). Empty where they stand open. */
  readonly disclosuresFor: (institutionId: string) => readonly string[];
};

/** The content of one evidence. Ids in it are the API's global ids, so that a holder finds the object that it names. */
export const buildEvidence = (input: EvidenceInput): BuiltEvidence => {
  checkReasons(input);
  const sealed = input.recipientsOpen ? null : (input.sealed ?? sealRecipients(input.recipients));
  const payload = {
    iss: input.issuer,
    iat: Math.floor(input.issuedAtMs / 1000),
    jti: toGlobalId('Evidence', input.id),
    toe: Math.floor(Date.parse(input.occurredAt) / 1000),
    ...(sealed === null ? {} : { _sd_alg: 'sha-256' }),
    events: {
      [evidenceEvents[input.event]]: eventClaims(input, sealed?.digests ?? input.recipients.map(recipientClaim)),
    },
  };
  if (sealed === null) return { payload, disclosuresFor: () => [] };
  const all = [...sealed.disclosures.values()];
  return {
    payload,
    disclosuresFor: (institutionId) => {
      if (institutionId === input.sender?.id) return all;
      const own = sealed.disclosures.get(institutionId);
      return own === undefined ? [] : [own];
    },
  };
};

const eventClaims = (input: EvidenceInput, recipients: readonly object[]): object => ({
  version: 1,
  occurredAt: input.occurredAt,
  correspondenceId: input.correspondenceId === null ? null : toGlobalId('Correspondence', input.correspondenceId),
  sender: input.sender === null ? null : partyClaim(input.sender),
  recipients,
  submissionTime: input.submissionTime,
  documents: input.documents.map(documentClaim),
  registerNumbers: input.registerNumbers.map(({ institutionCode, direction, series, year, number }) => ({
    institution: institutionCode,
    direction,
    series,
    year,
    number,
  })),
  actor: actorClaim(input.actor),
  mandateChain: [],
  previousEvidenceId: input.previousId === null ? null : toGlobalId('Evidence', input.previousId),
  ...(input.reasons.length === 0 ? {} : { reasons: input.reasons.map((reason) => reasonClaim(reason, input)) }),
  ...(input.relay === undefined
    ? {}
    : { relay: { from: partyClaim(input.relay.from), to: partyClaim(input.relay.to) } }),
  ...(input.supplied === undefined ? {} : { supplied: input.supplied.map(documentClaim) }),
  ...(input.enclosures === undefined || input.enclosures.length === 0
    ? {}
    : { enclosures: input.enclosures.map(({ position, count }) => ({ position, count })) }),
  ...(input.inReplyToId == null ? {} : { inReplyTo: toGlobalId('Correspondence', input.inReplyToId) }),
  ...(input.dueOn == null ? {} : { dueOn: input.dueOn }),
  ...(input.noteSha256 === null ? {} : { noteSha256: input.noteSha256 }),
  ...(input.register === undefined ? {} : { register: input.register }),
  zoneVersion: input.zoneVersion,
});

const checkReasons = ({ event, reasons }: EvidenceInput): void => {
  if (reasonedEvents.has(event) !== reasons.length > 0) {
    throw new Error('Evidence gives reasons when its event is a negative one or a redirection, and only then.');
  }
};

const documentClaim = ({ role, mediaType, sizeBytes, sha256 }: EvidenceDocument): object => ({
  role,
  mediaType,
  sizeBytes,
  sha256,
});

const reasonClaim = (
  { code, text }: EvidenceInput['reasons'][number],
  { isConfidential }: Pick<EvidenceInput, 'isConfidential'>,
): object =>
  isConfidential === true ? { code, textSha256: createHash('sha256').update(text).digest('hex') } : { code, text };

const actorClaim = (actor: EvidenceActor): object => ({
  institution: actor.institutionCode,
  client: actor.clientId,
  keyThumbprint: actor.keyThumbprint,
  purpose: actor.purpose,
  caseReference: actor.caseReference,
});
