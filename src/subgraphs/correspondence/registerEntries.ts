import type { Operation } from '../../evidence/operation.js';
import { into, type Selection } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { readCorrespondences } from './correspondences.js';
import { entryParts, readDispatches, readScans } from './entryParts.js';
import { readEntryEnclosures } from './physicalEnclosures.js';
import { grouped } from './readCache.js';

export type RegisterDirection = 'IN' | 'OUT' | 'INTERNAL';

/** One line of a register of the viewer's institution. */
export type RegisterEntryRow = {
  readonly id: string;
  readonly register_id: string;
  readonly direction: RegisterDirection;
  readonly year: number;
  readonly series: string;
  readonly number: string;
  readonly numbered_by: 'HUB' | 'INSTITUTION';
  readonly registered_at: string;
  readonly medium: 'HUB' | 'PAPER' | 'EMAIL' | 'COUNTER';
  readonly state: 'RESERVED' | 'ACTIVE' | 'CANCELLED';
  readonly subject: string | null;
  readonly confidentiality: 'ORDINARY' | 'CONFIDENTIAL';
  readonly document_date: string | null;
  readonly occurred_on: string | null;
  readonly counterpart_id: string | null;
  readonly counterpart_name: string | null;
  readonly counterpart_number: string | null;
  readonly correspondence_id: string | null;
  readonly cancelled_at: string | null;
  readonly cancellation_reason: string | null;
};

/** The viewer's entries for the letters that `source` yields, and what the query asks for below them. */
export const readRegisterEntriesOf = (
  operation: Operation,
  source: Sql,
  selections: readonly Selection[],
): Promise<readonly RegisterEntryRow[]> =>
  readRegisterEntries(
    operation,
    sql`
      select e.id from correspondence.register_entry e
       where e.institution_id = ${operation.requireViewer().institutionId} and e.correspondence_id in (${source})`,
    selections,
  );

/** The viewer's entries with these ids; null where one does not exist or is another institution's. */
export const findRegisterEntries = async (
  operation: Operation,
  ids: readonly string[],
  selections: readonly Selection[],
): Promise<(RegisterEntryRow | null)[]> => {
  const rows = await readRegisterEntries(operation, sql`select unnest(${ids}::uuid[])`, selections);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

/** The viewer's entries whose ids `source` yields, in the order of their legal time, and what the query asks for below them. */
export const readRegisterEntries = async (
  operation: Operation,
  source: Sql,
  selections: readonly Selection[],
): Promise<readonly RegisterEntryRow[]> => {
  const [rows] = await Promise.all([
    operation.db.many<RegisterEntryRow>(selectEntries(operation, source)),
    readBelowEntries(operation, source, selections),
  ]);
  for (const row of rows) operation.touch('RegisterEntry', row.id);
  return rows;
};

/** The statement that reads entries, for those who read more of them than they show. */
export const selectEntries = (operation: Operation, source: Sql): Sql => sql`
  select e.id, e.register_id, e.direction, e.year, e.series, e.number, r.numbered_by, e.registered_at, e.medium, e.state, e.subject,
    case when e.confidential then 'CONFIDENTIAL' else 'ORDINARY' end as confidentiality, e.document_date, e.occurred_on,
    e.counterpart_id, e.counterpart_name, e.counterpart_number, e.correspondence_id, e.cancelled_at, e.cancellation_reason
    from correspondence.register_entry e
    join correspondence.register r on r.id = e.register_id
   where e.institution_id = ${operation.requireViewer().institutionId}
     and e.id in (${source})
   order by e.registered_at, e.id`;

/** Reads what the query asks for below the entries that `source` yields, into what the operation knows. */
export const readBelowEntries = async (
  operation: Operation,
  source: Sql,
  selections: readonly Selection[],
): Promise<void> => {
  const letters = selections.flatMap((selection) => into(selection, 'correspondence'));
  const asks = (field: string): boolean => selections.some((selection) => selection.field(field).length > 0);
  const ids = sql`select e.id from correspondence.register_entry e where e.id in (${source})`;
  const [known, scans, enclosures, dispatches] = await Promise.all([
    ['documents', 'physicalEnclosures', 'dispatches'].some(asks) ? operation.db.many<{ readonly id: string }>(ids) : [],
    asks('documents') ? readScans(operation, source) : null,
    asks('physicalEnclosures') ? readEntryEnclosures(operation, source) : null,
    asks('dispatches') ? readDispatches(operation, source) : null,
    letters.length > 0 &&
      readCorrespondences(
        operation,
        sql`select e.correspondence_id from correspondence.register_entry e where e.id in (${source})`,
        letters,
      ),
  ]);
  const parts = entryParts(operation);
  const entryIds = known.map(({ id }) => id);
  if (scans !== null)
    grouped(entryIds, scans, (row) => row.entry_id).forEach((rows, at) => parts.scans.prime(entryIds[at]!, rows));
  if (enclosures !== null)
    grouped(entryIds, enclosures, (row) => row.entry_id).forEach((rows, at) =>
      parts.enclosures.prime(entryIds[at]!, rows),
    );
  if (dispatches !== null)
    grouped(entryIds, dispatches, (row) => row.entry_id).forEach((rows, at) =>
      parts.dispatches.prime(entryIds[at]!, rows),
    );
};
