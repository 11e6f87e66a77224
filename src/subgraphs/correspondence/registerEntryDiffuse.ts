import type { ActDefinition } from '../../evidence/act.js';
import type {
  MutationResolvers,
  RegisterEntryDiffuseErrorCode,
  RegisterEntryDiffuseInput,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { findUnits, writeDispatches, type Dispatch } from './dispatchAct.js';
import { heldFaults, holdEntry, type HeldEntry } from './heldEntry.js';
import { readPayload } from './readPayload.js';

type Code = RegisterEntryDiffuseErrorCode;
type Checked = { readonly held: HeldEntry; readonly dispatches: readonly Dispatch[] };

const maxUnits = 100;
const countFault = { code: 'UNIT_COUNT_INVALID' as const, path: ['input', 'unitCodes'] };

/** Copies of a registered letter go to further units, for information. */
export const registerEntryDiffuse: NonNullable<MutationResolvers['registerEntryDiffuse']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('registerEntryDiffuse', input, diffusion);
  return readPayload(operation, outcome, selectionOf(info));
};

const diffusion: ActDefinition<RegisterEntryDiffuseInput, Checked, Code> = {
  oversize: ({ unitCodes }) => (unitCodes.length > maxUnits ? [countFault] : []),
  check: async (transaction, { registerEntryId, unitCodes }, operation) => {
    const [held, units] = await Promise.all([
      holdEntry(transaction, registerEntryId),
      findUnits(transaction, operation.requireViewer().institutionId, unitCodes),
    ]);
    const faults = [
      ...heldFaults(held),
      ...(unitCodes.length === 0 || new Set(unitCodes).size < unitCodes.length ? [countFault] : []),
      ...units.flatMap((id, at) =>
        id === null ? [{ code: 'UNIT_NOT_FOUND' as const, path: ['input', 'unitCodes', String(at)] }] : [],
      ),
    ];
    return held === null || faults.length > 0
      ? { faults }
      : { checked: { held, dispatches: units.map((id) => ({ unit_id: id!, kind: 'COPY' as const })) } };
  },
  write: (transaction, { held, dispatches }, settle, operation) =>
    writeDispatches(transaction, operation, 'registerEntryDiffuse', held, dispatches, settle),
};
