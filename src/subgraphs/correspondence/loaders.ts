import DataLoader from 'dataloader';
import type { Operation } from '../../evidence/operation.js';
import { sql } from '../../platform/sql.js';
import { readAttachments, type AttachmentRow } from './attachments.js';
import { readConsignments, type ConsignmentRow } from './consignments.js';
import { readCorrespondences, type CorrespondenceRow } from './correspondences.js';
import { readEvidence, type EvidenceRow } from './evidence.js';
import {
  readEnclosureReceipts,
  readEnclosures,
  type EnclosureReceiptRow,
  type LetterEnclosureRow,
} from './physicalEnclosures.js';
import { grouped, readCache } from './readCache.js';
import { readRegisterEntriesOf, type RegisterEntryRow } from './registerEntries.js';
import { readSupplementRequests, type SupplementRequestRow } from './supplementRequests.js';

/** What is below a letter, from what was read with it; a miss is read in one statement. */
export type Loaders = {
  readonly correspondence: DataLoader<string, CorrespondenceRow | null>;
  readonly attachments: DataLoader<string, readonly AttachmentRow[]>;
  readonly consignments: DataLoader<string, readonly ConsignmentRow[]>;
  readonly registerEntries: DataLoader<string, readonly RegisterEntryRow[]>;
  readonly evidence: DataLoader<string, EvidenceRow | null>;
  readonly enclosures: DataLoader<string, readonly LetterEnclosureRow[]>;
  readonly enclosureReceipts: DataLoader<string, readonly EnclosureReceiptRow[]>;
  readonly supplementRequests: DataLoader<string, readonly SupplementRequestRow[]>;
};

const key = {};

export const loaders = (operation: Operation): Loaders => operation.memo(key, () => createLoaders(operation));

const createLoaders = (operation: Operation): Loaders => {
  const source = (ids: readonly string[]) => sql`select unnest(${ids}::uuid[])`;
  const cache = readCache(operation);
  return {
    correspondence: new DataLoader(
      async (ids) => inOrder(ids, await readCorrespondences(operation, source(ids), []), (row) => row.id),
      { cacheMap: cache.correspondence },
    ),
    attachments: new DataLoader(
      async (ids) => grouped(ids, await readAttachments(operation, source(ids)), (row) => row.correspondence_id),
      { cacheMap: cache.attachments },
    ),
    consignments: new DataLoader(
      async (ids) => grouped(ids, await readConsignments(operation, source(ids)), (row) => row.correspondence_id),
      { cacheMap: cache.consignments },
    ),
    registerEntries: new DataLoader(
      async (ids) =>
        grouped(ids, await readRegisterEntriesOf(operation, source(ids), []), (row) => row.correspondence_id!),
      { cacheMap: cache.registerEntries },
    ),
    evidence: new DataLoader(
      async (ids) => inOrder(ids, await readEvidence(operation, source(ids), []), (row) => row.id),
      { cacheMap: cache.evidence },
    ),
    enclosures: new DataLoader(
      async (ids) => grouped(ids, await readEnclosures(operation, source(ids)), (row) => row.correspondence_id),
      { cacheMap: cache.enclosures },
    ),
    enclosureReceipts: new DataLoader(
      async (ids) => grouped(ids, await readEnclosureReceipts(operation, source(ids)), (row) => row.correspondence_id),
      { cacheMap: cache.enclosureReceipts },
    ),
    supplementRequests: new DataLoader(
      async (ids) => grouped(ids, await readSupplementRequests(operation, source(ids)), (row) => row.correspondence_id),
      { cacheMap: cache.supplementRequests },
    ),
  };
};

const inOrder = <Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id) ?? null);
};
