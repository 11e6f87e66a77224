import { randomBytes } from 'node:crypto';
import type { Settlement } from '../../evidence/act.js';
import type { Operation } from '../../evidence/operation.js';
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
    readonly type: 'CORRESPONDENCE_RECEIVED' | 'RECIPIENT_STATE_CHANGED';
    readonly consignment: string | null;
    readonly evidence: string;
  }[];
};

/** What `evidence.record` takes from every act function: evidence with its copies, the event, and the act's settlement. */
export const actPayload = (
  operation: Operation,
  evidence: readonly EvidenceForDatabase[],
  act: ActForDatabase,
  settle: Settlement | null,
): Readonly<Record<string, unknown>> => {
  const viewer = operation.requireViewer();
  return {
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
      id: newUuid(operation.hub.clock.nowMs()),
      act: act.act,
      occurred_at: act.occurredAt,
      client_id: viewer.clientId,
      key_thumbprint: viewer.keyThumbprint,
      token_id: viewer.tokenId,
      purpose: viewer.purpose,
      case_reference: viewer.caseReference,
      correspondence_id: act.correspondenceId,
      parties: act.parties,
      detail: act.detail,
      mailbox: act.mailbox,
      salt: randomBytes(32).toString('hex'),
    },
    ...(settle === null ? {} : { settle }),
  };
};
