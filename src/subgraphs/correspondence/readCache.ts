import type { Operation } from '../../evidence/operation.js';
import type { AttachmentRow } from './attachments.js';
import type { ConsignmentRow } from './consignments.js';
import type { CorrespondenceRow } from './correspondences.js';
import type { EvidenceRow } from './evidence.js';
import type { EnclosureReceiptRow, LetterEnclosureRow } from './physicalEnclosures.js';
import type { RegisterEntryRow } from './registerEntries.js';
import type { SupplementRequestRow } from './supplementRequests.js';

/** A letter in the thread of another. */
export type ThreadRow = {
  readonly letter_id: string;
  readonly correspondence_id: string;
  readonly deposited_at: string;
};

type Known<Value> = Map<string, Promise<Value>>;

/** What one operation has read. Lists put in what their own flush has brought; the loaders ask for what is missing. */
export type ReadCache = {
  readonly correspondence: Known<CorrespondenceRow | null>;
  readonly attachments: Known<readonly AttachmentRow[]>;
  readonly consignments: Known<readonly ConsignmentRow[]>;
  readonly registerEntries: Known<readonly RegisterEntryRow[]>;
  readonly evidence: Known<EvidenceRow | null>;
  readonly enclosures: Known<readonly LetterEnclosureRow[]>;
  readonly enclosureReceipts: Known<readonly EnclosureReceiptRow[]>;
  readonly supplementRequests: Known<readonly SupplementRequestRow[]>;
  /** Pages of evidence by their arguments, then by letter. */
  readonly evidencePages: Map<string, Map<string, EvidenceRow[]>>;
  /** Pages of threads likewise. */
  readonly threadPages: Map<string, Map<string, ThreadRow[]>>;
};

const key = {};

export const readCache = (operation: Operation): ReadCache =>
  operation.memo(key, () => ({
    correspondence: new Map(),
    attachments: new Map(),
    consignments: new Map(),
    registerEntries: new Map(),
    evidence: new Map(),
    enclosures: new Map(),
    enclosureReceipts: new Map(),
    supplementRequests: new Map(),
    evidencePages: new Map(),
    threadPages: new Map(),
  }));

/** Keeps a value under its id unless one is known already. */
export const remember = <Value>(known: Known<Value>, id: string, value: Value): void => {
  if (!known.has(id)) known.set(id, Promise.resolve(value));
};

/** Keeps rows read for several ids as one list for each, empty ones included. */
export const rememberLists = <Row>(
  known: Known<readonly Row[]>,
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): void => {
  const lists = grouped(ids, rows, idOf);
  ids.forEach((id, at) => remember(known, id, lists[at]!));
};

/** The rows of each id, in the order of the ids. */
export const grouped = <Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): Row[][] => {
  const groups = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(idOf(row))?.push(row);
  return ids.map((id) => groups.get(id)!);
};
