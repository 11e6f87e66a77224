import type { ActDefinition } from '../../evidence/act.js';
import type {
  CorrespondenceRefuseErrorCode,
  CorrespondenceRefuseInput,
  MutationResolvers,
  ReasonCode,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { actStates } from './actStates.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { readPayload } from './readPayload.js';
import { receivedFaults } from './receivedFaults.js';

type Code = CorrespondenceRefuseErrorCode;
type Checked = {
  readonly held: HeldConsignment;
  readonly reason: { readonly code: ReasonCode; readonly text: string };
};

/** Reasons of a recipient; the others are the hub's or the sender's. */
const reasons: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'NOT_COMPETENT',
  'MISDIRECTED',
  'MISSING_PIECE',
  'DUPLICATE',
  'SIGNATURE_INVALID',
  'FORMAT_FORBIDDEN',
  'MALWARE',
  'OUT_OF_TIME',
]);

/** The recipient refuses, and says why; both parties get the evidence. */
export const correspondenceRefuse: NonNullable<MutationResolvers['correspondenceRefuse']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceRefuse', input, refusal);
  return readPayload(operation, outcome, selectionOf(info));
};

const refusal: ActDefinition<CorrespondenceRefuseInput, Checked, Code> = {
  check: async (transaction, { correspondenceId, reasonCode: code, reasonText: text }) => {
    const held = await holdConsignment(transaction, correspondenceId);
    const faults = [
      ...receivedFaults(held, { states: actStates.refuse, roles: ['TO'] }),
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
        act: 'correspondenceRefuse',
        event: 'CONSIGNMENT_REJECTION',
        occurredAt: held.legal_time,
        reason,
        detail: { reason },
      },
      (id) => settle(result(id)),
    );
    const refused = { ...payload, reason: { reason_code: reason.code, reason_text: reason.text } };
    await transaction.finish(sql`select correspondence.post_refusal(${JSON.stringify(refused)})`);
    return result(evidenceId);
  },
};
