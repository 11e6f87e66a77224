import type { UserFault } from '../../evidence/operation.js';
import type { HeldConsignment } from './heldConsignment.js';

type Code = 'CORRESPONDENCE_NOT_FOUND' | 'STATE_NOT_ALLOWED';
type Allowed = {
  readonly states: readonly HeldConsignment['state'][];
  readonly roles: readonly HeldConsignment['role'][];
};

/** Why an act on a letter received is not possible: it is not there, or not in a state or role that allows the act. */
export const receivedFaults = (held: HeldConsignment | null, { states, roles }: Allowed): UserFault<Code>[] => {
  const path = ['input', 'correspondenceId'];
  if (held === null) return [{ code: 'CORRESPONDENCE_NOT_FOUND', path }];
  if (!roles.includes(held.role)) return [{ code: 'STATE_NOT_ALLOWED', path, values: { state: held.role } }];
  return states.includes(held.state) ? [] : [{ code: 'STATE_NOT_ALLOWED', path, values: { state: held.state } }];
};
