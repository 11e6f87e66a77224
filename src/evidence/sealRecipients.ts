import { createHash, randomBytes } from 'node:crypto';
import { recipientClaim, type EvidenceRecipient } from './evidenceParties.js';

/** Recipients as SD-JWT (RFC 9901) writes the elements of a list that only some may read. */
export type SealedRecipients = {
  /** What stands in the token. */
  readonly digests: readonly { readonly '...': string }[];
  /** What opens one digest, by the UUID of the institution that it stands for. */
  readonly disclosures: ReadonlyMap<string, string>;
};

/** Digests are sorted: their place says nothing of who they stand for. */
export const sealRecipients = (
  recipients: readonly EvidenceRecipient[],
  newSalts: (count: number) => readonly string[] = randomSalts,
): SealedRecipients => {
  const salts = newSalts(recipients.length);
  const disclosures = new Map(
    recipients.map((recipient, at) => [
      recipient.id,
      Buffer.from(JSON.stringify([salts[at]!, recipientClaim(recipient)])).toString('base64url'),
    ]),
  );
  const digests = [...disclosures.values()].map((text) => createHash('sha256').update(text).digest('base64url'));
  return { digests: digests.sort().map((digest) => ({ '...': digest })), disclosures };
};

/** 128 random bits each, as RFC 9901 asks. */
const randomSalts = (count: number): readonly string[] => {
  const bytes = randomBytes(16 * count);
  return Array.from({ length: count }, (_, at) => bytes.toString('base64url', 16 * at, 16 * at + 16));
};
