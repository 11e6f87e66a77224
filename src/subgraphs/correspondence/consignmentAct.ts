import type { Settlement } from '../../evidence/act.js';
import type { EvidenceEvent } from '../../evidence/evidenceEvents.js';
import type { EvidenceRecipient } from '../../evidence/evidenceParties.js';
import type { EvidenceDocument, EvidenceRegisterNumber } from '../../evidence/evidenceToken.js';
import type { Operation } from '../../evidence/operation.js';
import type { ReasonCode } from '../../generated/correspondence.js';
import { actPayload } from './actPayload.js';
import type { HeldConsignment } from './heldConsignment.js';
import { signEvidence } from './signEvidence.js';

type ConsignmentAct = {
  readonly act: string;
  readonly event: EvidenceEvent;
  readonly occurredAt: string;
  readonly arrival?: EvidenceRegisterNumber;
  readonly noteSha256?: string;
  readonly reason?: { readonly code: ReasonCode; readonly text: string };
  /** The institution to which the letter is sent on. It becomes a party, and finds the letter in its mailbox. */
  readonly redirectedTo?: EvidenceRecipient;
  readonly dueOn?: string | null;
  /** Files that came after the deposit, where the act is about those. */
  readonly supplied?: readonly EvidenceDocument[];
  /** Enclosures that it has in hand by this act. */
  readonly enclosures?: readonly { readonly position: number; readonly count: number }[];
  /** What the sender is told. */
  readonly tells?: 'RECIPIENT_STATE_CHANGED' | 'ACTION_REQUIRED' | 'HANDOVER_FAILED';
  readonly detail?: Readonly<Record<string, unknown>>;
};

type PreparedAct = { readonly evidenceId: string; readonly payload: Readonly<Record<string, unknown>> };

/** Signs the evidence of what a recipient did with its consignment, for it and for the sender, and prepares the act's payload. */
export const consignmentAct = (
  operation: Operation,
  held: HeldConsignment,
  {
    act,
    event,
    occurredAt,
    arrival,
    noteSha256,
    reason,
    redirectedTo,
    supplied,
    dueOn = null,
    enclosures = [],
    tells = 'RECIPIENT_STATE_CHANGED',
    detail = {},
  }: ConsignmentAct,
  settlement: (evidenceId: string) => Settlement | null,
): PreparedAct => {
  const viewer = operation.requireViewer();
  const own = recipientOf(operation, held);
  const next = redirectedTo === undefined ? [] : [redirectedTo];
  const parties = [viewer.institutionId, held.sender_id, ...next.map(({ id }) => id)];
  const evidence = signEvidence(operation, {
    event,
    occurredAt,
    correspondenceId: held.correspondence_id,
    sender: { id: held.sender_id, code: held.sender_code },
    recipients: [own, ...next],
    recipientsOpen: true,
    submissionTime: held.deposited_at,
    documents: held.attachments,
    previousId: held.last_evidence_id,
    registerNumbers: [departureOf(held), ...(arrival === undefined ? [] : [arrival])],
    reasons: reason === undefined ? [] : [reason],
    isConfidential: held.confidentiality === 'CONFIDENTIAL',
    ...(redirectedTo === undefined ? {} : { relay: { from: own, to: redirectedTo } }),
    ...(supplied === undefined ? {} : { supplied }),
    dueOn,
    enclosures,
    noteSha256: noteSha256 ?? null,
    isActorsAlone: false,
  });
  const payload = actPayload(
    operation,
    [{ evidence, parties, ...(reason === undefined ? {} : { reason }) }],
    {
      act,
      occurredAt,
      correspondenceId: held.correspondence_id,
      parties,
      detail,
      mailbox: [
        ...next.map(({ id }) => ({
          institution: id,
          type: 'CORRESPONDENCE_RECEIVED' as const,
          consignment: id,
          evidence: evidence.id,
        })),
        { institution: held.sender_id, type: tells, consignment: viewer.institutionId, evidence: evidence.id },
      ],
    },
    settlement(evidence.id),
  );
  return { evidenceId: evidence.id, payload };
};

/** The viewer's institution as the evidence about its consignment names it. */
export const recipientOf = (operation: Operation, held: HeldConsignment): EvidenceRecipient => {
  const viewer = operation.requireViewer();
  return {
    id: viewer.institutionId,
    code: viewer.institutionCode,
    role: held.role,
    functionAddressCode: held.addressed_function_code,
  };
};

/** The number under which the sender sent it. */
export const departureOf = (
  held: Pick<HeldConsignment, 'sender_code' | 'departure_series' | 'departure_year' | 'departure_number'>,
): EvidenceRegisterNumber => ({
  institutionCode: held.sender_code,
  direction: 'OUT',
  series: held.departure_series,
  year: held.departure_year,
  number: held.departure_number,
});
