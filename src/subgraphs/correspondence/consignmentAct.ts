import type { Settlement } from '../../evidence/act.js';
import type { EvidenceEvent } from '../../evidence/evidenceEvents.js';
import type { EvidenceRegisterNumber } from '../../evidence/evidenceToken.js';
import type { Operation } from '../../evidence/operation.js';
import { actPayload } from './actPayload.js';
import type { HeldConsignment } from './heldConsignment.js';
import { signEvidence } from './signEvidence.js';

type ConsignmentAct = {
  readonly act: string;
  readonly event: EvidenceEvent;
  readonly occurredAt: string;
  readonly arrival?: EvidenceRegisterNumber;
  readonly noteSha256?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

type PreparedAct = { readonly evidenceId: string; readonly payload: Readonly<Record<string, unknown>> };

/** Signs the evidence of what a recipient did with its consignment, for it and for the sender, and prepares the act's payload. */
export const consignmentAct = (
  operation: Operation,
  held: HeldConsignment,
  { act, event, occurredAt, arrival, noteSha256, detail }: ConsignmentAct,
  settlement: (evidenceId: string) => Settlement | null,
): PreparedAct => {
  const viewer = operation.requireViewer();
  const parties = [viewer.institutionId, held.sender_id];
  const evidence = signEvidence(operation, {
    event,
    occurredAt,
    correspondenceId: held.correspondence_id,
    sender: { id: held.sender_id, code: held.sender_code },
    recipients: [
      {
        id: viewer.institutionId,
        code: viewer.institutionCode,
        role: held.role,
        functionAddressCode: held.function_address_code,
      },
    ],
    recipientsOpen: true,
    submissionTime: held.deposited_at,
    documents: held.attachments,
    previousId: held.last_evidence_id,
    registerNumbers: [departureOf(held), ...(arrival === undefined ? [] : [arrival])],
    reasons: [],
    noteSha256: noteSha256 ?? null,
    isActorsAlone: false,
  });
  const payload = actPayload(
    operation,
    [{ evidence, parties }],
    {
      act,
      occurredAt,
      correspondenceId: held.correspondence_id,
      parties,
      detail: detail ?? {},
      mailbox: [
        {
          institution: held.sender_id,
          type: 'RECIPIENT_STATE_CHANGED',
          consignment: viewer.institutionId,
          evidence: evidence.id,
        },
      ],
    },
    settlement(evidence.id),
  );
  return { evidenceId: evidence.id, payload };
};

const departureOf = (held: HeldConsignment): EvidenceRegisterNumber => ({
  institutionCode: held.sender_code,
  direction: 'OUT',
  series: held.departure_series,
  year: held.departure_year,
  number: Number(held.departure_number),
});
