import type { ActResult, Settle } from '../../evidence/act.js';
import type { Operation } from '../../evidence/operation.js';
import type { Transaction } from '../../platform/database.js';
import { sql } from '../../platform/sql.js';
import type { HeldEntry } from './heldEntry.js';
import { ownAct } from './ownAct.js';

export type Dispatch = {
  readonly unit_id: string;
  readonly kind: 'HANDLING' | 'COPY';
  readonly instruction?: string | null;
  readonly due_on?: string | null;
};

/** The ids of the institution's units with these codes, in their order; null where there is none. */
export const findUnits = async (
  transaction: Transaction,
  institutionId: string,
  codes: readonly string[],
): Promise<readonly (string | null)[]> => {
  const rows = await transaction.many<{ readonly id: string | null }>(sql`
    select u.id
      from unnest(${codes}::text[]) with ordinality asked (code, place)
      left join directory.unit u on u.institution_id = ${institutionId} and u.code = asked.code
     order by asked.place`);
  return rows.map(({ id }) => id);
};

/** Gives a line to units: what assigning and diffusing write. */
export const writeDispatches = async (
  transaction: Transaction,
  operation: Operation,
  act: string,
  held: HeldEntry,
  dispatches: readonly Dispatch[],
  settle: Settle,
): Promise<ActResult<never>> => {
  const result = { registerEntryId: held.id };
  const detail = { registerEntryId: held.id, units: dispatches.map(({ unit_id }) => unit_id) };
  const payload = {
    entry_id: held.id,
    dispatches,
    ...ownAct(operation, { act, occurredAt: held.legal_time, detail }, null, settle(result)),
  };
  await transaction.finish(sql`select correspondence.post_dispatch(${JSON.stringify(payload)})`);
  return result;
};
