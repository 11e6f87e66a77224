import type { ActDefinition } from '../../evidence/act.js';
import type {
  CorrespondenceReassignErrorCode,
  CorrespondenceReassignInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { actPayload } from './actPayload.js';
import { actStates } from './actStates.js';
import { departureOf, recipientOf } from './consignmentAct.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { readPayload } from './readPayload.js';
import { receivedFaults } from './receivedFaults.js';
import { signEvidence } from './signEvidence.js';

type Code = CorrespondenceReassignErrorCode;
type Checked = { readonly held: HeldConsignment; readonly to: string | null };

/** The letter moves to another function of the same institution, which alone gets the evidence. */
export const correspondenceReassign: NonNullable<MutationResolvers['correspondenceReassign']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceReassign', input, reassignment);
  return readPayload(operation, outcome, selectionOf(info));
};

const reassignment: ActDefinition<CorrespondenceReassignInput, Checked, Code> = {
  check: async (transaction, input, operation) => {
    const to = input.functionAddressCode ?? null;
    const [held, known] = await Promise.all([
      holdConsignment(transaction, input.correspondenceId),
      transaction.maybeOne(sql`
        select 1 as found from directory.function_address f
         where f.institution_id = ${operation.requireViewer().institutionId} and f.code = ${to}`),
    ]);
    const path = ['input', 'functionAddressCode'];
    const faults = [
      ...receivedFaults(held, { states: actStates.reassign, roles: ['TO', 'CC'] }),
      ...(to !== null && known === null ? [{ code: 'FUNCTION_ADDRESS_NOT_FOUND' as const, path }] : []),
      ...(held !== null && placeOf(held.function_address_code) === placeOf(to)
        ? [{ code: 'FUNCTION_UNCHANGED' as const, path }]
        : []),
    ];
    return held === null || faults.length > 0 ? { faults } : { checked: { held, to } };
  },
  write: async (transaction, { held, to }, settle, operation) => {
    const { institutionId } = operation.requireViewer();
    const evidence = signEvidence(operation, {
      event: 'REASSIGNMENT',
      occurredAt: held.legal_time,
      correspondenceId: held.correspondence_id,
      sender: { id: held.sender_id, code: held.sender_code },
      recipients: [{ ...recipientOf(operation, held), functionAddressCode: to }],
      recipientsOpen: true,
      submissionTime: held.deposited_at,
      documents: held.attachments,
      // a branch: the chain that both parties hold goes on from the same evidence
      previousId: held.last_evidence_id,
      registerNumbers: [departureOf(held)],
      reasons: [],
      noteSha256: null,
      isActorsAlone: true,
    });
    const result = { correspondenceId: held.correspondence_id, evidenceId: evidence.id };
    const payload = actPayload(
      operation,
      [{ evidence, parties: [institutionId] }],
      {
        act: 'correspondenceReassign',
        occurredAt: held.legal_time,
        correspondenceId: held.correspondence_id,
        parties: [institutionId],
        detail: { from: held.function_address_code, to },
        // to its own institution alone: whose client is limited to the function finds the letter by it
        mailbox: [
          {
            institution: institutionId,
            type: 'CORRESPONDENCE_REASSIGNED',
            consignment: institutionId,
            evidence: evidence.id,
          },
        ],
      },
      settle(result),
    );
    const moved = { ...payload, function_address_code: to };
    await transaction.finish(sql`select correspondence.post_reassignment(${JSON.stringify(moved)})`);
    return result;
  },
};

/** A letter without a function lies with the registry office. */
const placeOf = (functionAddressCode: string | null): string => functionAddressCode ?? 'BO';
