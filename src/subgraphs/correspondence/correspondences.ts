import type { Operation } from '../../evidence/operation.js';
import type { ConsignmentState, CorrespondenceNature, Priority } from '../../generated/correspondence.js';
import { into, type Selection } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { readAttachments } from './attachments.js';
import { readConsignments } from './consignments.js';
import { readEvidencePage, rememberEvidencePages } from './evidencePages.js';
import { readEnclosureReceipts, readEnclosures } from './physicalEnclosures.js';
import { readCache, remember, rememberLists } from './readCache.js';
import { readRegisterEntriesOf } from './registerEntries.js';
import { readSupplementRequests } from './supplementRequests.js';
import { readThreadPage, rememberThreadPages } from './thread.js';

/** A letter, and what the viewer's own consignment of it says. */
export type CorrespondenceRow = {
  readonly id: string;
  readonly sender_id: string;
  readonly subject: string;
  readonly sender_reference: string | null;
  readonly recipient_reference: string | null;
  readonly nature: CorrespondenceNature;
  readonly priority: Priority;
  readonly confidentiality: 'ORDINARY' | 'CONFIDENTIAL';
  readonly document_date: string;
  readonly deposited_at: string;
  readonly answer_expected_on: string | null;
  readonly in_reply_to_id: string | null;
  readonly enclosure_count: number;
  readonly my_role: 'SENDER' | 'TO' | 'CC';
  readonly my_state: 'DEPOSITED' | ConsignmentState;
  readonly my_arrival_number: string | null;
  readonly my_confirmed_enclosures: number;
  /** On the sender's row: how many recipients are in each state, and how many have not opened it. */
  readonly my_state_counts: Readonly<Partial<Record<ConsignmentState, number>>> | null;
  readonly my_unopened_count: number | null;
};

/**
 * Reads the letters whose ids `source` yields (one uuid column), and in the same flush everything below them that the query
 * asks for, into what the operation knows.
 */
export const readCorrespondences = async (
  operation: Operation,
  source: Sql,
  selections: readonly Selection[],
): Promise<readonly CorrespondenceRow[]> => {
  const cache = readCache(operation);
  const wanted = (field: string): readonly Selection[] | null => {
    const below = selections.flatMap((selection) => into(selection, field));
    return below.length === 0 ? null : below;
  };
  const entriesBelow = wanted('registerEntries');
  const askedBelow = wanted('inReplyTo');
  const receipts = selections.flatMap((selection) => into(selection, 'physicalEnclosures', 'receipts'));
  const [rows, attachments, consignments, entries, pages, threads, enclosures, enclosureReceipts, supplements] =
    await Promise.all([
      operation.db.many<CorrespondenceRow>(selectCorrespondences(operation.requireViewer().institutionId, source)),
      wanted('attachments') && readAttachments(operation, source),
      wanted('consignments') && readConsignments(operation, source),
      entriesBelow && readRegisterEntriesOf(operation, source, entriesBelow),
      Promise.all(
        selections
          .flatMap((selection) => selection.field('evidence'))
          .map(async (field) => ({ args: field.args, rows: await readEvidencePage(operation, source, field) })),
      ),
      Promise.all(
        selections
          .flatMap((selection) => selection.field('thread'))
          .map(async (field) => ({ args: field.args, rows: await readThreadPage(operation, source, field) })),
      ),
      wanted('physicalEnclosures') && readEnclosures(operation, source),
      receipts.length > 0 && readEnclosureReceipts(operation, source),
      wanted('supplementRequests') && readSupplementRequests(operation, source),
      askedBelow && readCorrespondences(operation, askedBy(source), askedBelow),
    ]);
  const ids = rows.map((row) => row.id);
  for (const row of rows) {
    operation.touch('Correspondence', row.id);
    remember(cache.correspondence, row.id, row);
  }
  if (attachments) rememberLists(cache.attachments, ids, attachments, (row) => row.correspondence_id);
  if (consignments) rememberLists(cache.consignments, ids, consignments, (row) => row.correspondence_id);
  if (entries) rememberLists(cache.registerEntries, ids, entries, (row) => row.correspondence_id!);
  if (enclosures) rememberLists(cache.enclosures, ids, enclosures, (row) => row.correspondence_id);
  if (enclosureReceipts) rememberLists(cache.enclosureReceipts, ids, enclosureReceipts, (row) => row.correspondence_id);
  if (supplements) rememberLists(cache.supplementRequests, ids, supplements, (row) => row.correspondence_id);
  for (const page of pages) rememberEvidencePages(cache, ids, page);
  for (const page of threads) rememberThreadPages(cache, ids, page);
  // what was not read with them is not the viewer's
  if (askedBelow) {
    for (const { in_reply_to_id } of rows)
      if (in_reply_to_id !== null) remember(cache.correspondence, in_reply_to_id, null);
  }
  return rows;
};

const selectCorrespondences = (institutionId: string, source: Sql): Sql => sql`
  select l.id, l.sender_id, l.subject, l.sender_reference, l.recipient_reference, l.nature, l.priority, l.confidentiality,
    l.document_date, l.deposited_at, l.answer_expected_on, l.in_reply_to_id, l.enclosure_count,
    mine.role as my_role, mine.state as my_state, mine.arrival_number as my_arrival_number,
    mine.confirmed_enclosures as my_confirmed_enclosures, mine.state_counts as my_state_counts,
    mine.unopened_count as my_unopened_count
    from correspondence.consignment mine
    join correspondence.correspondence l on l.id = mine.correspondence_id
   where mine.institution_id = ${institutionId}
     and mine.correspondence_id in (${source})`;

/** The letters that those which `source` yields answer or remind of. */
const askedBy = (source: Sql): Sql => sql`
  select l.in_reply_to_id from correspondence.correspondence l where l.id in (${source})`;

/** Reads the letters with these ids; null where one does not exist or is not the viewer's. */
export const findCorrespondences = async (
  operation: Operation,
  ids: readonly string[],
  selections: readonly Selection[],
): Promise<(CorrespondenceRow | null)[]> => {
  const rows = await readCorrespondences(operation, sql`select unnest(${ids}::uuid[])`, selections);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

/** True when the content of a confidential letter is not for this token. */
export const isHidden = (operation: Operation, row: { readonly confidentiality: string }): boolean =>
  row.confidentiality === 'CONFIDENTIAL' && !operation.hasScope('correspondence:read-confidential');
