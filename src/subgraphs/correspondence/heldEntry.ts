import type { UserFault } from '../../evidence/operation.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import type { RegisterEntryRow } from './registerEntries.js';

/** A line of the viewer's registers, locked until the transaction ends. */
export type HeldEntry = Pick<RegisterEntryRow, 'id' | 'state' | 'medium' | 'correspondence_id'> & {
  /** False: its register is closed. */
  readonly is_open: boolean;
  /** Read under the lock. */
  readonly legal_time: string;
};

/** Null when the viewer has no such line, whatever the reason. */
export const holdEntry = (transaction: Transaction, registerEntryId: string): Promise<HeldEntry | null> => {
  const id = uuidOfGlobalId('RegisterEntry', registerEntryId);
  return transaction.maybeOne(sql`
    select e.id, held.state, held.medium, held.correspondence_id, held.is_open, held.legal_time
      from correspondence.register_entry e
     cross join lateral correspondence.hold_entry(e.id) held
     where e.id = ${id}::uuid`);
};

/** Faults of the line itself, for acts that a cancelled one does not take. */
export const heldFaults = (
  held: HeldEntry | null,
): readonly UserFault<'REGISTER_ENTRY_NOT_FOUND' | 'STATE_NOT_ALLOWED'>[] => {
  const path = ['input', 'registerEntryId'];
  if (held === null) return [{ code: 'REGISTER_ENTRY_NOT_FOUND', path }];
  return held.state === 'CANCELLED' ? [{ code: 'STATE_NOT_ALLOWED', path, values: { state: held.state } }] : [];
};
