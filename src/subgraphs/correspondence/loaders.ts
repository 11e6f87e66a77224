import DataLoader from 'dataloader';
import type { Operation } from '../../evidence/operation.js';
import { sql } from '../../platform/sql.js';
import { readAttachments, type AttachmentRow } from './attachments.js';
import { readConsignments, type ConsignmentRow } from './consignments.js';
import { readCorrespondences, type CorrespondenceRow } from './correspondences.js';
import { readEvidence, type EvidenceRow } from './evidence.js';
import { readRegisterEntriesOf, type RegisterEntryRow } from './registerEntries.js';

/** What one operation has read. Lists prime these in their own flush; a miss is read in one statement. */
export type Loaders = {
  readonly correspondence: DataLoader<string, CorrespondenceRow | null>;
  readonly attachments: DataLoader<string, readonly AttachmentRow[]>;
  readonly consignments: DataLoader<string, readonly ConsignmentRow[]>;
  readonly registerEntries: DataLoader<string, readonly RegisterEntryRow[]>;
  readonly evidence: DataLoader<string, EvidenceRow | null>;
  /** Pages of evidence by their arguments, then by letter. */
  readonly evidencePages: Map<string, Map<string, EvidenceRow[]>>;
};

const key = {};

export const loaders = (operation: Operation): Loaders => operation.memo(key, () => createLoaders(operation));

const createLoaders = (operation: Operation): Loaders => {
  const source = (ids: readonly string[]) => sql`select unnest(${ids}::uuid[])`;
  return {
    correspondence: new DataLoader(async (ids) =>
      inOrder(ids, await readCorrespondences(operation, source(ids), []), (row) => row.id),
    ),
    attachments: new DataLoader(async (ids) =>
      grouped(ids, await readAttachments(operation, source(ids)), (row) => row.correspondence_id),
    ),
    consignments: new DataLoader(async (ids) =>
      grouped(ids, await readConsignments(operation, source(ids)), (row) => row.correspondence_id),
    ),
    registerEntries: new DataLoader(async (ids) =>
      grouped(ids, await readRegisterEntriesOf(operation, source(ids), []), (row) => row.correspondence_id),
    ),
    evidence: new DataLoader(async (ids) => inOrder(ids, await readEvidence(operation, source(ids), []), (row) => row.id)),
    evidencePages: new Map(),
  };
};

const inOrder = <Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id) ?? null);
};

const grouped = <Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): Row[][] => {
  const groups = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(idOf(row))?.push(row);
  return ids.map((id) => groups.get(id)!);
};

/** Puts rows read for a source into a loader of lists, by the id that they belong to. */
export const primeLists = <Row>(
  loader: DataLoader<string, readonly Row[]>,
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): void => {
  const lists = grouped(ids, rows, idOf);
  ids.forEach((id, at) => loader.prime(id, lists[at]!));
};
