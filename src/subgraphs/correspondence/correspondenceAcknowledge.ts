import { createHash } from 'node:crypto';
import type { ActDefinition } from '../../evidence/act.js';
import type {
  CorrespondenceAcknowledgeErrorCode,
  CorrespondenceAcknowledgeInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { actStates } from './actStates.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { readPayload } from './readPayload.js';
import { receivedFaults } from './receivedFaults.js';

type Code = CorrespondenceAcknowledgeErrorCode;
type Checked = { readonly held: HeldConsignment; readonly note: string | null };

/** The recipient acknowledges receipt; both parties get the evidence. */
export const correspondenceAcknowledge: NonNullable<MutationResolvers['correspondenceAcknowledge']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceAcknowledge', input, acknowledgement);
  return readPayload(operation, outcome, selectionOf(info));
};

const acknowledgement: ActDefinition<CorrespondenceAcknowledgeInput, Checked, Code> = {
  check: async (transaction, input) => {
    const held = await holdConsignment(transaction, input.correspondenceId);
    const note = input.note ?? null;
    const faults = [
      ...(note === null || isPlainText(note, 1_000)
        ? []
        : [{ code: 'NOTE_INVALID' as const, path: ['input', 'note'] }]),
      ...receivedFaults(held, { states: actStates.acknowledge, roles: ['TO', 'CC'] }),
    ];
    return held === null || faults.length > 0 ? { faults } : { checked: { held, note } };
  },
  write: async (transaction, { held, note }, settle, operation) => {
    const result = (id: string) => ({ correspondenceId: held.correspondence_id, evidenceId: id });
    const { evidenceId, payload } = consignmentAct(
      operation,
      held,
      {
        act: 'correspondenceAcknowledge',
        event: 'CONSIGNMENT_ACCEPTANCE',
        occurredAt: held.legal_time,
        ...(note === null ? {} : { noteSha256: createHash('sha256').update(note).digest('hex'), detail: { note } }),
      },
      (id) => settle(result(id)),
    );
    await transaction.finish(sql`select correspondence.post_acknowledgement(${JSON.stringify({ ...payload, note })})`);
    return result(evidenceId);
  },
};
