import type { Operation } from '../../evidence/operation.js';
import type { MailboxEventType } from '../../generated/correspondence.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import type { Connection } from '../../platform/connection.js';
import { into, type Selection } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { readCorrespondences } from './correspondences.js';
import { readConsignments } from './consignments.js';
import { readEvidence } from './evidence.js';
import { readCache, rememberLists } from './readCache.js';

/** One position of the viewer's feed. */
export type MailboxEventRow = {
  readonly position: number;
  readonly type: MailboxEventType;
  readonly occurred_at: string;
  readonly correspondence_id: string;
  readonly consignment_institution_id: string | null;
  readonly evidence_id: string | null;
};

type Args = { readonly after?: string | null; readonly types?: readonly string[] | null; readonly first: number };

/**
 * A page of the viewer's feed, with what the query asks for below it in the same flush. `endCursor` stands behind the last
 * position examined, so that a filtered or empty page moves on too, and one whose last positions the client may not see.
 */
export const readMailboxEvents = async (
  operation: Operation,
  { after, types, first }: Args,
  selection: Selection,
): Promise<Connection<MailboxEventRow>> => {
  const { institutionId } = operation.requireViewer();
  const from =
    after == null ? 0 : Number(decodeCursor(operation.hub.cursorKey, institutionId, 'mailboxEvents', after)[0]);
  const size = pageSize(first);
  const page = (limit: number): Sql => sql`
    select f.position, f.type, f.occurred_at, f.correspondence_id, f.consignment_institution_id, f.evidence_id
      from evidence.feed f
     where f.institution_id = ${institutionId}
       and f.position > ${from}
       ${types == null ? sql`` : sql`and f.type = any (${types}::text[])`}
     order by f.position
     limit ${limit}`;
  const nodes = [...into(selection, 'nodes'), ...into(selection, 'edges', 'node')];
  const wanted = (field: string): readonly Selection[] => nodes.flatMap((node) => into(node, field));
  const letters = sql`select page.correspondence_id from (${page(size)}) page`;
  const [rows, end, , consignments] = await Promise.all([
    operation.db.many<MailboxEventRow>(page(size + 1)),
    operation.db.one<{ position: number }>(sql`
      select coalesce(max(h.position), 0) as position from evidence.feed_head h where h.institution_id = ${institutionId}`),
    wanted('correspondence').length > 0 && readCorrespondences(operation, letters, wanted('correspondence')),
    wanted('consignment').length > 0 && readConsignments(operation, letters),
    wanted('evidence').length > 0 &&
      readEvidence(operation, sql`select page.evidence_id from (${page(size)}) page`, wanted('evidence')),
  ]);
  if (consignments) {
    // of the row that only tells of a next page nothing was read
    const ids = [...new Set(rows.slice(0, size).map((row) => row.correspondence_id))];
    rememberLists(readCache(operation).consignments, ids, consignments, (row) => row.correspondence_id);
  }
  return toFeedConnection(operation, rows, size, from, Math.max(from, end.position));
};

const toFeedConnection = (
  operation: Operation,
  rows: readonly MailboxEventRow[],
  size: number,
  from: number,
  head: number,
): Connection<MailboxEventRow> => {
  const { institutionId } = operation.requireViewer();
  const cursorAt = (position: number): string =>
    encodeCursor(operation.hub.cursorKey, institutionId, 'mailboxEvents', [position]);
  const nodes = rows.slice(0, size);
  const edges = nodes.map((node) => ({ cursor: cursorAt(node.position), node }));
  const hasNextPage = rows.length > size;
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: cursorAt(hasNextPage ? nodes.at(-1)!.position : head),
    },
  };
};
