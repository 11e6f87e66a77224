import { createHash } from 'node:crypto';
import type { ActDefinition } from '../../evidence/act.js';
import type {
  CorrespondenceRequestSupplementErrorCode,
  CorrespondenceRequestSupplementInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { newUuid } from '../../platform/ids.js';
import { localDay } from '../../platform/legalTime.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { actStates } from './actStates.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { readPayload } from './readPayload.js';
import { receivedFaults } from './receivedFaults.js';

type Code = CorrespondenceRequestSupplementErrorCode;
type Checked = { readonly held: HeldConsignment; readonly pieces: readonly string[]; readonly dueOn: string | null };

const maxPieces = 50;

/** The recipient asks for what is missing; the letter waits for it. */
export const correspondenceRequestSupplement: NonNullable<
  MutationResolvers['correspondenceRequestSupplement']
> = async (_, { input }, operation, info) => {
  const outcome = await operation.act('correspondenceRequestSupplement', input, request);
  return readPayload(operation, outcome, selectionOf(info));
};

const request: ActDefinition<CorrespondenceRequestSupplementInput, Checked, Code> = {
  oversize: ({ pieces }) => (pieces.length > maxPieces ? [{ code: 'PIECES_REQUIRED', path: ['input', 'pieces'] }] : []),
  check: async (transaction, { correspondenceId, pieces, dueOn }) => {
    const [held, { now }] = await Promise.all([
      holdConsignment(transaction, correspondenceId),
      transaction.one<{ now: string }>(sql`select wasl.now() as now`),
    ]);
    const faults = [
      ...receivedFaults(held, { states: actStates.requestSupplement, roles: ['TO'] }),
      ...(pieces.length === 0 ? [{ code: 'PIECES_REQUIRED' as const, path: ['input', 'pieces'] }] : []),
      ...pieces.flatMap((piece, at) =>
        isPlainText(piece, 255) ? [] : [{ code: 'PIECES_REQUIRED' as const, path: ['input', 'pieces', String(at)] }],
      ),
      ...(dueOn != null && dueOn < localDay(now)
        ? [{ code: 'DATE_NOT_ALLOWED' as const, path: ['input', 'dueOn'] }]
        : []),
    ];
    return held === null || faults.length > 0 ? { faults } : { checked: { held, pieces, dueOn: dueOn ?? null } };
  },
  write: async (transaction, { held, pieces, dueOn }, settle, operation) => {
    const result = (id: string) => ({ correspondenceId: held.correspondence_id, evidenceId: id });
    const { evidenceId, payload } = consignmentAct(
      operation,
      held,
      {
        act: 'correspondenceRequestSupplement',
        event: 'SUPPLEMENT_REQUEST',
        occurredAt: held.legal_time,
        tells: 'ACTION_REQUIRED',
        noteSha256: createHash('sha256').update(pieces.join('\n')).digest('hex'),
        dueOn,
        detail: { pieces, dueOn },
      },
      (id) => settle(result(id)),
    );
    const asked = {
      ...payload,
      request: { id: newUuid(operation.hub.clock.nowMs()), pieces, due_on: dueOn },
    };
    await transaction.finish(sql`select correspondence.post_supplement_request(${JSON.stringify(asked)})`);
    return result(evidenceId);
  },
};
