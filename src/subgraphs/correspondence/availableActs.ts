import type { Operation } from '../../evidence/operation.js';
import type { CorrespondenceAct } from '../../generated/correspondence.js';
import { actStates } from './actStates.js';
import { isHidden, type CorrespondenceRow } from './correspondences.js';

/**
 * What the viewer may do with the letter now, by its own consignment and by the token's scopes: each of these acts succeeds, and
 * no other does, as long as its input has no fault and nobody else acts meanwhile.
 */
export const availableActs = (row: CorrespondenceRow, operation: Operation): CorrespondenceAct[] =>
  row.my_role === 'SENDER' ? actsOfSender(row, operation) : actsOfRecipient(row, operation);

const actsOfSender = ({ my_state_counts, my_unopened_count }: CorrespondenceRow, operation: Operation) => {
  const sends = operation.hasScope('correspondence:send');
  return given([
    ['SUPPLY_SUPPLEMENT', sends && (my_state_counts?.AWAITING_SUPPLEMENT ?? 0) > 0],
    ['RECALL', sends && (my_unopened_count ?? 0) > 0],
  ]);
};

const actsOfRecipient = (row: CorrespondenceRow, operation: Operation) => {
  const receives = operation.hasScope('correspondence:receive');
  const isIn = (states: readonly CorrespondenceRow['my_state'][]): boolean => states.includes(row.my_state);
  const mayTakeOver = receives && isIn(actStates.retrieve) && !isHidden(operation, row);
  const mayAct = receives && row.my_role === 'TO';
  return given([
    ['RETRIEVE', mayTakeOver],
    ['REPORT_HANDOVER_FAILURE', mayTakeOver],
    [
      'REGISTER_ARRIVAL',
      operation.hasScope('registers:write') && isIn(actStates.registerArrival) && row.my_arrival_number === null,
    ],
    ['ACKNOWLEDGE', receives && isIn(actStates.acknowledge)],
    ['REFUSE', mayAct && isIn(actStates.refuse)],
    ['REDIRECT', mayAct && isIn(actStates.redirect)],
    ['REASSIGN', receives && isIn(actStates.reassign)],
    ['REQUEST_SUPPLEMENT', mayAct && isIn(actStates.requestSupplement)],
    [
      'CONFIRM_ENCLOSURES',
      operation.hasScope('registers:write') &&
        isIn(actStates.confirmEnclosures) &&
        row.my_confirmed_enclosures < row.enclosure_count,
    ],
    ['ANSWER', operation.hasScope('correspondence:send') && row.my_role === 'TO' && isIn(actStates.answer)],
  ]);
};

const given = (acts: readonly (readonly [CorrespondenceAct, boolean])[]): CorrespondenceAct[] =>
  acts.flatMap(([act, isPossible]) => (isPossible ? [act] : []));
