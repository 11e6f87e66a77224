import type { Operation, UserFault } from '../../evidence/operation.js';
import type { ConsignmentState } from '../../generated/correspondence.js';
import { Fault } from '../../platform/errors.js';
import { actStates } from './actStates.js';
import { isHidden } from './correspondences.js';
import type { HeldConsignment } from './heldConsignment.js';

type Code = 'CORRESPONDENCE_NOT_FOUND' | 'CORRESPONDENCE_RECALLED' | 'STATE_NOT_ALLOWED';

/**
 * Why a recipient can neither take over the content of a letter now nor say that it failed to. Throws `FORBIDDEN` where the
 * content is not for its token.
 */
export const handoverFaults = (operation: Operation, held: HeldConsignment | null): UserFault<Code>[] => {
  const path = ['input', 'correspondenceId'];
  if (held === null) return [{ code: 'CORRESPONDENCE_NOT_FOUND', path }];
  if (held.state === 'RECALLED') return [{ code: 'CORRESPONDENCE_RECALLED', path }];
  if (isHidden(operation, held)) {
    throw new Fault(
      'FORBIDDEN',
      'This letter is confidential: its content needs the scope `correspondence:read-confidential`.',
    );
  }
  return states.includes(held.state) ? [] : [{ code: 'STATE_NOT_ALLOWED', path, values: { state: held.state } }];
};

const states: readonly ConsignmentState[] = actStates.retrieve;
