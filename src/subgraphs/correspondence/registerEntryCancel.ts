import type { ActDefinition } from '../../evidence/act.js';
import type {
  MutationResolvers,
  RegisterEntryCancelErrorCode,
  RegisterEntryCancelInput,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { holdEntry, type HeldEntry } from './heldEntry.js';
import { ownAct } from './ownAct.js';
import { readPayload } from './readPayload.js';

type Code = RegisterEntryCancelErrorCode;
type Checked = { readonly held: HeldEntry; readonly reasonText: string };

const path = ['input', 'registerEntryId'];

/** A number is cancelled with a reason: its line stays, marked, and it is never given again. */
export const registerEntryCancel: NonNullable<MutationResolvers['registerEntryCancel']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('registerEntryCancel', input, cancellation);
  return readPayload(operation, outcome, selectionOf(info));
};

const cancellation: ActDefinition<RegisterEntryCancelInput, Checked, Code> = {
  check: async (transaction, { registerEntryId, reasonText }) => {
    const held = await holdEntry(transaction, registerEntryId);
    const faults = [
      ...entryFaults(held),
      ...(isPlainText(reasonText, 1_000) ? [] : [{ code: 'REASON_REQUIRED' as const, path: ['input', 'reasonText'] }]),
    ];
    return held === null || faults.length > 0 ? { faults } : { checked: { held, reasonText } };
  },
  raced: (constraint) => (constraint === 'register_open' ? { code: 'REGISTER_CLOSED', path } : null),
  write: async (transaction, { held, reasonText }, settle, operation) => {
    const result = { registerEntryId: held.id };
    const payload = {
      entry_id: held.id,
      reason_text: reasonText,
      ...ownAct(
        operation,
        { act: 'registerEntryCancel', occurredAt: held.legal_time, detail: { registerEntryId: held.id } },
        null,
        settle(result),
      ),
    };
    await transaction.finish(sql`select correspondence.post_cancellation(${JSON.stringify(payload)})`);
    return result;
  },
};

const entryFaults = (held: HeldEntry | null) => {
  if (held === null) return [{ code: 'REGISTER_ENTRY_NOT_FOUND' as const, path }];
  if (held.state === 'CANCELLED') {
    return [{ code: 'STATE_NOT_ALLOWED' as const, path, values: { state: held.state } }];
  }
  return [
    ...(held.medium === 'HUB' && held.correspondence_id !== null ? [{ code: 'ENTRY_IN_USE' as const, path }] : []),
    ...(held.is_open ? [] : [{ code: 'REGISTER_CLOSED' as const, path }]),
  ];
};
