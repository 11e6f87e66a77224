import type { ActDefinition } from '../../evidence/act.js';
import type {
  MutationResolvers,
  RegisterEntryAssignErrorCode,
  RegisterEntryAssignInput,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { isPlainText } from '../../platform/text.js';
import { findUnits, writeDispatches, type Dispatch } from './dispatchAct.js';
import { heldFaults, holdEntry, type HeldEntry } from './heldEntry.js';
import { readPayload } from './readPayload.js';

type Code = RegisterEntryAssignErrorCode;
type Checked = { readonly held: HeldEntry; readonly dispatch: Dispatch };

/** A registered letter goes to the unit that handles it; a later unit takes over from an earlier one. */
export const registerEntryAssign: NonNullable<MutationResolvers['registerEntryAssign']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('registerEntryAssign', input, assignment);
  return readPayload(operation, outcome, selectionOf(info));
};

const assignment: ActDefinition<RegisterEntryAssignInput, Checked, Code> = {
  check: async (transaction, { registerEntryId, unitCode, instruction, dueOn }, operation) => {
    const [held, [unitId = null]] = await Promise.all([
      holdEntry(transaction, registerEntryId),
      findUnits(transaction, operation.requireViewer().institutionId, [unitCode]),
    ]);
    const faults = [
      ...heldFaults(held),
      ...(unitId === null ? [{ code: 'UNIT_NOT_FOUND' as const, path: ['input', 'unitCode'] }] : []),
      ...(instruction == null || isPlainText(instruction, 1_000)
        ? []
        : [{ code: 'NOTE_INVALID' as const, path: ['input', 'instruction'] }]),
    ];
    if (held === null || unitId === null || faults.length > 0) return { faults };
    const dispatch = {
      unit_id: unitId,
      kind: 'HANDLING',
      instruction: instruction ?? null,
      due_on: dueOn ?? null,
    } as const;
    return { checked: { held, dispatch } };
  },
  write: (transaction, { held, dispatch }, settle, operation) =>
    writeDispatches(transaction, operation, 'registerEntryAssign', held, [dispatch], settle),
};
