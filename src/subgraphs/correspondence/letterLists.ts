import type { Operation } from '../../evidence/operation.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { into, type Selection } from '../../platform/selection.js';
import { join, sql, type Sql } from '../../platform/sql.js';
import type { InboxFilter, OutboxFilter } from '../../generated/correspondence.js';
import { readCorrespondences, type CorrespondenceRow } from './correspondences.js';

type Args<Filter> = { readonly filter?: Filter | null; readonly first: number; readonly after?: string | null };
type ListRow = { readonly correspondence_id: string; readonly at: string };

/** Letters received, newest in this inbox first. */
export const readInbox = (
  operation: Operation,
  { filter, ...page }: Args<InboxFilter>,
  selection: Selection,
): Promise<Connection<CorrespondenceRow>> =>
  readList(operation, 'inbox', sql`c.delivered_at`, page, selection, [
    sql`c.role <> 'SENDER'`,
    ...given(filter?.states, (states) => sql`c.state = any (${states}::text[])`),
    ...given(filter?.since, (since) => sql`c.delivered_at >= ${since}`),
    ...given(filter?.until, (until) => sql`c.delivered_at < ${until}`),
    ...given(filter?.senderId, (id) => sql`c.sender_id = ${uuidOfGlobalId('Institution', id)}`),
    ...given(filter?.functionAddressCode, (code) => sql`c.function_address_code = ${code}`),
    ...given(filter?.priority, (priority) => sql`c.priority = ${priority}`),
  ]);

/** Letters sent, newest first. */
export const readOutbox = (
  operation: Operation,
  { filter, ...page }: Args<OutboxFilter>,
  selection: Selection,
): Promise<Connection<CorrespondenceRow>> =>
  readList(operation, 'outbox', sql`c.deposited_at`, page, selection, [
    sql`c.role = 'SENDER'`,
    ...given(filter?.since, (since) => sql`c.deposited_at >= ${since}`),
    ...given(filter?.until, (until) => sql`c.deposited_at < ${until}`),
    ...given(filter?.senderReference, (reference) => sql`c.sender_reference = ${reference}`),
    ...given(
      filter?.idempotencyKey,
      (key) => sql`c.correspondence_id in (
        select i.object_id from wasl.idempotency i
         where i.institution_id = ${operation.requireViewer().institutionId}
           and i.mutation = 'correspondenceDeposit'
           and i.key = ${key})`,
    ),
  ]);

/** One flush: the page by its index, and everything that the query asks for of its letters. */
const readList = async (
  operation: Operation,
  field: string,
  sortedBy: Sql,
  { first, after }: { readonly first: number; readonly after?: string | null },
  selection: Selection,
  conditions: readonly Sql[],
): Promise<Connection<CorrespondenceRow>> => {
  const { institutionId } = operation.requireViewer();
  const position = after == null ? null : decodeCursor(operation.hub.cursorKey, institutionId, field, after);
  const size = pageSize(first);
  const page = (limit: number): Sql => sql`
    select c.correspondence_id, ${sortedBy} as at
      from correspondence.consignment c
     where c.institution_id = ${institutionId}
       and ${join(conditions, sql` and `)}
       ${position === null ? sql`` : sql`and (${sortedBy}, c.correspondence_id) < (${position[0]!}::timestamptz, ${position[1]!}::uuid)`}
     order by ${sortedBy} desc, c.correspondence_id desc
     limit ${limit}`;
  const [places, letters] = await Promise.all([
    operation.db.many<ListRow>(page(size + 1)),
    readCorrespondences(operation, sql`select page.correspondence_id from (${page(size)}) page`, [
      ...into(selection, 'nodes'),
      ...into(selection, 'edges', 'node'),
    ]),
  ]);
  const byId = new Map(letters.map((letter) => [letter.id, letter]));
  const list = toConnection(places, size, after, (place) =>
    encodeCursor(operation.hub.cursorKey, institutionId, field, [place.at, place.correspondence_id]),
  );
  // one snapshot: each place has its letter
  const edges = list.edges.map(({ cursor, node }) => ({ cursor, node: byId.get(node.correspondence_id)! }));
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: list.pageInfo };
};

const given = <Value>(value: Value | null | undefined, condition: (value: Value) => Sql): readonly Sql[] =>
  value == null ? [] : [condition(value)];
