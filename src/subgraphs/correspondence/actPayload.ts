import { randomBytes } from 'node:crypto';
import type { Viewer } from '../../access/viewer.js';
import type { Settlement } from '../../evidence/act.js';
import type { Hub } from '../../evidence/hub.js';
import type { Operation } from '../../evidence/operation.js';
import type { MailboxEventType } from '../../generated/correspondence.js';
import { newUuid } from '../../platform/ids.js';
import type { SignedEvidence } from './signEvidence.js';

type EvidenceForDatabase = {
  readonly evidence: SignedEvidence;
  /** Who is given a copy, by institution. */
  readonly parties: readonly string[];
  readonly reason?: { readonly code: string; readonly text: string };
};

type ActForDatabase = {
  readonly act: string;
  readonly occurredAt: string;
  readonly correspondenceId: string | null;
  /** Every institution that it concerns, the actor's first. */
  readonly parties: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
  readonly mailbox: readonly {
    readonly institution: string;
    readonly type: MailboxEventType;
    readonly consignment: string | null;
    readonly evidence: string;
    /** Where it is about another letter than the act's own, to which both are parties. */
    readonly correspondence?: string;
  }[];
};

/** What `evidence.record` takes from every act function: evidence with its copies, the event, and the act's settlement. */
export const actPayload = (
  operation: Operation,
  evidence: readonly EvidenceForDatabase[],
  act: ActForDatabase,
  settle: Settlement | null,
): Readonly<Record<string, unknown>> => ({
  ...payloadOf(operation.hub, operation.requireViewer(), evidence, act),
  ...(settle === null ? {} : { settle }),
});

type Actor = Pick<Viewer, 'clientId' | 'keyThumbprint' | 'tokenId' | 'purpose' | 'caseReference'>;

/** The same for any actor and without a key to settle: the hub itself acts when a timer fires. */
export const payloadOf = (
  { clock }: Pick<Hub, 'clock'>,
  actor: Actor,
  evidence: readonly EvidenceForDatabase[],
  act: ActForDatabase,
): Readonly<Record<string, unknown>> => ({
  evidence: evidence.map(({ evidence: signed, parties, reason }) => ({
    id: signed.id,
    event: signed.event,
    occurred_at: signed.occurredAt,
    previous_id: signed.previousId,
    token: signed.token,
    reason_code: reason?.code ?? null,
    reason_text: reason?.text ?? null,
    copies: parties.map((institution) => ({
      institution_id: institution,
      disclosures: signed.disclosuresFor(institution),
    })),
  })),
  act: {
    id: newUuid(clock.nowMs()),
    act: act.act,
    occurred_at: act.occurredAt,
    client_id: actor.clientId,
    key_thumbprint: actor.keyThumbprint,
    token_id: actor.tokenId,
    purpose: actor.purpose,
    case_reference: actor.caseReference,
    correspondence_id: act.correspondenceId,
    parties: act.parties,
    detail: act.detail,
    mailbox: act.mailbox,
    salt: randomBytes(32).toString('hex'),
  },
});
