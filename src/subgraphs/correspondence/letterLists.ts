import type { Operation } from '../../evidence/operation.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { into, type Selection } from '../../platform/selection.js';
import { join, sql, type Sql } from '../../platform/sql.js';
import type { InboxFilter, OutboxFilter } from '../../generated/correspondence.js';
import { readCorrespondences, type CorrespondenceRow } from './correspondences.js';
import { keptPage } from './keptPage.js';
import { searchPage, type Search } from './letterSearch.js';

type Args<Filter> = { readonly filter?: Filter | null; readonly first: number; readonly after?: string | null };
type ListRow = { readonly correspondence_id: string; readonly at: string };

/** Letters received, newest in this inbox first. */
export const readInbox = (
  operation: Operation,
  { filter, ...page }: Args<InboxFilter>,
  selection: Selection,
): Promise<Connection<CorrespondenceRow>> => {
  const { search, states, since, until, senderId, functionAddressCode, priority } = filter ?? {};
  const sender = senderId == null ? null : (uuidOfGlobalId('Institution', senderId) ?? nobody);
  return readList(operation, 'inbox', page, selection, {
    sortedBy: sql`c.delivered_at`,
    conditions: [
      sql`c.role <> 'SENDER'`,
      ...given(states, (each) =>
        // said in the statement, so that the index of what nobody has retrieved serves it
        each.join() === 'DELIVERED' ? sql`c.state = 'DELIVERED'` : sql`c.state = any (${each}::text[])`,
      ),
      ...given(since, (at) => sql`c.delivered_at >= ${at}`),
      ...given(until, (at) => sql`c.delivered_at < ${at}`),
      ...given(sender, (id) => sql`c.sender_id = ${id}`),
      // what names no function is for the registry office
      ...given(functionAddressCode, (code) => sql`coalesce(c.function_address_code, 'BO') = ${code}`),
      ...given(priority, (each) => sql`c.priority = ${each}`),
    ],
    search:
      search == null
        ? null
        : {
            box: 'INBOX',
            words: search,
            filter: said({ states, since, until, sender_id: sender, function: functionAddressCode, priority }),
            among: null,
          },
  });
};

/** Letters sent, newest first. */
export const readOutbox = (
  operation: Operation,
  { filter, ...page }: Args<OutboxFilter>,
  selection: Selection,
): Promise<Connection<CorrespondenceRow>> => {
  const { search, states, since, until, senderReference, idempotencyKey, recipientId, unacknowledged } = filter ?? {};
  const recipient = recipientId == null ? null : (uuidOfGlobalId('Institution', recipientId) ?? nobody);
  const { institutionId, clientId } = operation.requireViewer();
  const mayReadConfidential = sql`${operation.hasScope('correspondence:read-confidential')}::boolean`;
  // A reference is content, and a key is often one: who may not read it does not guess it either, unless it is what this
  // client wrote itself.
  const hasReference = (reference: string): Sql =>
    sql`c.sender_reference = ${reference}
        and (${mayReadConfidential} or c.confidentiality = 'ORDINARY' or c.client_id = ${clientId})`;
  const sentUnder = given(
    idempotencyKey,
    (key) => sql`
      select i.object_id from wasl.idempotency i
       where i.institution_id = ${institutionId}
         and i.mutation = 'correspondenceDeposit'
         and i.key = ${key}
         and (${mayReadConfidential} or i.client_id = ${clientId} or exists (
               select from correspondence.consignment c
                where c.institution_id = i.institution_id
                  and c.correspondence_id = i.object_id
                  and c.role = 'SENDER'
                  and c.confidentiality = 'ORDINARY'))`,
  );
  const referenced = given(
    senderReference,
    (reference) => sql`
      select c.correspondence_id from correspondence.consignment c
       where c.institution_id = ${institutionId}
         and c.role = 'SENDER'
         and ${hasReference(reference)}`,
  );
  return readList(operation, 'outbox', page, selection, {
    sortedBy: sql`c.deposited_at`,
    conditions: [
      sql`c.role = 'SENDER'`,
      ...given(states, (each) => sql`c.state_counts ?| ${each}::text[]`),
      ...given(unacknowledged, (is) => (is ? sql`c.open_to_count > 0` : sql`c.open_to_count = 0`)),
      ...given(since, (at) => sql`c.deposited_at >= ${at}`),
      ...given(until, (at) => sql`c.deposited_at < ${at}`),
      ...given(senderReference, hasReference),
      ...sentUnder.map((letters) => sql`c.correspondence_id in (${letters})`),
    ],
    search:
      search == null && recipient === null
        ? null
        : {
            box: 'OUTBOX',
            words: search ?? null,
            filter: said({ states, since, until, recipient_id: recipient, unacknowledged }),
            among: joinedBy([...sentUnder, ...referenced], sql` intersect `),
          },
  });
};

/** An id that no institution has: one that is nobody's finds nothing, and is not the same as none given. */
const nobody = '00000000-0000-0000-0000-000000000000';

type List = {
  readonly sortedBy: Sql;
  /** The first says which box; a page by no other is found again sooner than kept. */
  readonly conditions: readonly Sql[];
  /** Where the list cannot be read row by row under its policy; it then says all conditions itself. */
  readonly search: Search | null;
};

/** One flush: the page by its index, and everything that the query asks for of its letters. */
const readList = async (
  operation: Operation,
  field: string,
  { first, after }: { readonly first: number; readonly after?: string | null },
  selection: Selection,
  { sortedBy, conditions, search }: List,
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
  const found =
    search !== null
      ? searchPage(operation, search, position, size)
      : conditions.length > 1
        ? keptPage(operation, page(size + 1), size)
        : { places: page(size + 1), source: sql`select page.correspondence_id from (${page(size)}) page` };
  const [places, letters] = await Promise.all([
    operation.db.many<ListRow>(found.places),
    readCorrespondences(operation, found.source, [...into(selection, 'nodes'), ...into(selection, 'edges', 'node')]),
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

const joinedBy = (pieces: readonly Sql[], separator: Sql): Sql | null =>
  pieces.length === 0 ? null : join(pieces, separator);

/** What was given of a filter. */
const said = (filter: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null));
