import type { ActDefinition } from '../../evidence/act.js';
import type {
  CorrespondenceReportHandoverFailureErrorCode,
  CorrespondenceReportHandoverFailureInput,
  MutationResolvers,
  ReasonCode,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { consignmentAct } from './consignmentAct.js';
import { handoverFaults } from './handoverFaults.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { readPayload } from './readPayload.js';

type Code = CorrespondenceReportHandoverFailureErrorCode;
type Checked = {
  readonly held: HeldConsignment;
  readonly reason: { readonly code: ReasonCode; readonly text: string };
};

/** Reasons that lie with the bytes or with the recipient's system; what lies with the letter is a reason to refuse it. */
const reasons: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['TECHNICAL_RECIPIENT', 'DIGEST_MISMATCH']);

/** The recipient could not take over the content, and says why; it keeps the letter, and both parties get the evidence. */
export const correspondenceReportHandoverFailure: NonNullable<
  MutationResolvers['correspondenceReportHandoverFailure']
> = async (_, { input }, operation, info) => {
  const outcome = await operation.act('correspondenceReportHandoverFailure', input, report);
  return readPayload(operation, outcome, selectionOf(info));
};

const report: ActDefinition<CorrespondenceReportHandoverFailureInput, Checked, Code> = {
  check: async (transaction, { correspondenceId, reasonCode: code, reasonText: text }, operation) => {
    const held = await holdConsignment(transaction, correspondenceId);
    const faults = [
      ...handoverFaults(operation, held),
      ...(reasons.has(code) ? [] : [{ code: 'REASON_NOT_ALLOWED' as const, path: ['input', 'reasonCode'] }]),
      ...(isPlainText(text, 1_000) ? [] : [{ code: 'REASON_REQUIRED' as const, path: ['input', 'reasonText'] }]),
    ];
    return held === null || faults.length > 0 ? { faults } : { checked: { held, reason: { code, text } } };
  },
  write: async (transaction, { held, reason }, settle, operation) => {
    const result = (id: string) => ({ correspondenceId: held.correspondence_id, evidenceId: id });
    const { evidenceId, payload } = consignmentAct(
      operation,
      held,
      {
        act: 'correspondenceReportHandoverFailure',
        event: 'CONTENT_HANDOVER_FAILURE',
        occurredAt: held.legal_time,
        reason,
        tells: 'HANDOVER_FAILED',
        detail: { reason },
      },
      (id) => settle(result(id)),
    );
    await transaction.finish(sql`select correspondence.post_handover_failure(${JSON.stringify(payload)})`);
    return result(evidenceId);
  },
};
