import type { Operation } from '../../evidence/operation.js';
import { into, type Selection } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { readCorrespondences } from './correspondences.js';

/** One line of a register of the viewer's institution. */
export type RegisterEntryRow = {
  readonly id: string;
  readonly direction: 'IN' | 'OUT';
  readonly year: number;
  readonly series: string;
  readonly number: number;
  readonly registered_at: string;
  readonly subject: string | null;
  readonly confidential: boolean;
  readonly counterpart_id: string | null;
  readonly counterpart_number: string | null;
  readonly correspondence_id: string;
};

/** The viewer's entries for the letters that `source` yields, and what the query asks for below them. */
export const readRegisterEntriesOf = (
  operation: Operation,
  source: Sql,
  selections: readonly Selection[],
): Promise<readonly RegisterEntryRow[]> =>
  readEntries(operation, sql`e.correspondence_id in (${source})`, source, selections);

/** The viewer's entries with these ids; null where one does not exist or is another institution's. */
export const findRegisterEntries = async (
  operation: Operation,
  ids: readonly string[],
  selections: readonly Selection[],
): Promise<(RegisterEntryRow | null)[]> => {
  const letters = sql`
    select e.correspondence_id from correspondence.register_entry e
     where e.institution_id = ${operation.requireViewer().institutionId} and e.id = any (${ids}::uuid[])`;
  const rows = await readEntries(operation, sql`e.id = any (${ids}::uuid[])`, letters, selections);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

const readEntries = async (
  operation: Operation,
  condition: Sql,
  letters: Sql,
  selections: readonly Selection[],
): Promise<readonly RegisterEntryRow[]> => {
  const below = selections.flatMap((selection) => into(selection, 'correspondence'));
  const [rows] = await Promise.all([
    operation.db.many<RegisterEntryRow>(sql`
      select e.id, e.direction, e.year, e.series, e.number, e.registered_at, e.subject, e.confidential, e.counterpart_id,
        e.counterpart_number, e.correspondence_id
        from correspondence.register_entry e
       where e.institution_id = ${operation.requireViewer().institutionId}
         and ${condition}
       order by e.registered_at, e.id`),
    below.length > 0 && readCorrespondences(operation, letters, below),
  ]);
  for (const row of rows) operation.touch('RegisterEntry', row.id);
  return rows;
};
