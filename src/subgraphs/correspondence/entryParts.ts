import DataLoader from 'dataloader';
import type { Operation } from '../../evidence/operation.js';
import { sql, type Sql } from '../../platform/sql.js';
import { readEntryEnclosures, type EntryEnclosureRow } from './physicalEnclosures.js';
import { grouped } from './readCache.js';

/** A scan of what came on paper. */
export type ScanRow = { readonly entry_id: string; readonly document_id: string };

/** To which unit a registered letter was given. */
export type DispatchRow = {
  readonly entry_id: string;
  readonly unit_id: string;
  readonly kind: 'HANDLING' | 'COPY';
  readonly dispatched_at: string;
  readonly instruction: string | null;
  readonly due_on: string | null;
  readonly confidentiality: 'ORDINARY' | 'CONFIDENTIAL';
};

/** What is below an entry, from what was read with it; a miss is read in one statement. */
export type EntryParts = {
  readonly scans: DataLoader<string, readonly ScanRow[]>;
  readonly enclosures: DataLoader<string, readonly EntryEnclosureRow[]>;
  readonly dispatches: DataLoader<string, readonly DispatchRow[]>;
};

const key = {};

export const entryParts = (operation: Operation): EntryParts =>
  operation.memo(key, () => ({
    scans: new DataLoader(async (ids: readonly string[]) =>
      grouped(ids, await readScans(operation, sql`select unnest(${ids}::uuid[])`), (row) => row.entry_id),
    ),
    enclosures: new DataLoader(async (ids: readonly string[]) =>
      grouped(ids, await readEntryEnclosures(operation, sql`select unnest(${ids}::uuid[])`), (row) => row.entry_id),
    ),
    dispatches: new DataLoader(async (ids: readonly string[]) =>
      grouped(ids, await readDispatches(operation, sql`select unnest(${ids}::uuid[])`), (row) => row.entry_id),
    ),
  }));

/** The scans of the entries that `source` yields, in their order. */
export const readScans = (operation: Operation, source: Sql): Promise<readonly ScanRow[]> =>
  operation.db.many(sql`
    select d.entry_id, d.document_id
      from correspondence.entry_document d
     where d.institution_id = ${operation.requireViewer().institutionId}
       and d.entry_id in (${source})
     order by d.entry_id, d.position`);

/** The dispatches of the entries that `source` yields, in the order in which they were made. */
export const readDispatches = (operation: Operation, source: Sql): Promise<readonly DispatchRow[]> =>
  operation.db.many(sql`
    select d.entry_id, d.unit_id, d.kind, d.dispatched_at, d.instruction, d.due_on,
      case when e.confidential then 'CONFIDENTIAL' else 'ORDINARY' end as confidentiality
      from correspondence.dispatch d
      join correspondence.register_entry e on e.id = d.entry_id
     where d.institution_id = ${operation.requireViewer().institutionId}
       and d.entry_id in (${source})
     order by d.entry_id, d.position`);
