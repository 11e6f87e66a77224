import type { Operation } from '../../evidence/operation.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import { into, type SelectedField, type Selection } from '../../platform/selection.js';
import { join, sql, type Sql } from '../../platform/sql.js';
import { entryConditions, type EntryFilter } from './entryConditions.js';
import { readBelowEntries, selectEntries, type RegisterEntryRow } from './registerEntries.js';

export type GapRow = { readonly register_id: string; readonly first: number; readonly last: number };

/** Fields of a register that are read by page. */
type PagedField = 'entries' | 'openReservations' | 'gaps';
type PageArgs = {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly filter?: EntryFilter | null | undefined;
};
type Row = RegisterEntryRow | GapRow;
type Page = { readonly key: string; readonly rows: readonly Row[] };

const pagedFields: readonly PagedField[] = ['entries', 'openReservations', 'gaps'];

/** For each register that `source` yields one page of each list that the query asks for, with what is below it. */
export const readRegisterPages = (
  operation: Operation,
  source: Sql,
  selections: readonly Selection[],
): Promise<readonly Page[]> =>
  Promise.all(
    pagedFields.flatMap((name) =>
      selections
        .flatMap((selection) => selection.field(name))
        .map(async (field) => ({
          key: pageKey(name, field.args as PageArgs),
          rows: await readPage(operation, source, name, field),
        })),
    ),
  );

/** Keeps pages read for many registers until their resolvers ask. */
export const rememberRegisterPages = (
  operation: Operation,
  registerIds: readonly string[],
  pages: readonly Page[],
): void => {
  for (const { key, rows } of pages) {
    const known = pagesOf(operation, key);
    for (const id of registerIds) known.set(id, []);
    for (const row of rows) known.get(row.register_id)?.push(row);
  }
};

export const entryConnection = async (
  operation: Operation,
  registerId: string,
  name: 'entries' | 'openReservations',
  args: PageArgs,
  selection: Selection,
): Promise<Connection<RegisterEntryRow>> => {
  const rows = await rowsOf<RegisterEntryRow>(operation, registerId, name, { args, selection });
  const page = toConnection(rows, pageSize(args.first), args.after, (row) =>
    cursorOf(operation, name, [row.registered_at, row.id]),
  );
  for (const { id } of page.nodes) operation.touch('RegisterEntry', id);
  return page;
};

export const gapConnection = async (
  operation: Operation,
  registerId: string,
  args: PageArgs,
  selection: Selection,
): Promise<Connection<GapRow>> => {
  const rows = await rowsOf<GapRow>(operation, registerId, 'gaps', { args, selection });
  return toConnection(rows, pageSize(args.first), args.after, (row) => cursorOf(operation, 'gaps', [row.first]));
};

const key = {};
const pageKey = (name: PagedField, { first, after, filter }: PageArgs): string =>
  JSON.stringify([name, first, after ?? null, filter ?? null]);

const pagesOf = (operation: Operation, page: string): Map<string, Row[]> => {
  const known = operation.memo(key, () => new Map<string, Map<string, Row[]>>());
  if (!known.has(page)) known.set(page, new Map());
  return known.get(page)!;
};

const rowsOf = async <Kind extends Row>(
  operation: Operation,
  registerId: string,
  name: PagedField,
  field: SelectedField,
): Promise<readonly Kind[]> => {
  const known = pagesOf(operation, pageKey(name, field.args as PageArgs)).get(registerId);
  return (known ?? (await readPage(operation, sql`select ${registerId}::uuid`, name, field))) as readonly Kind[];
};

const readPage = (
  operation: Operation,
  source: Sql,
  name: PagedField,
  { args, selection }: SelectedField,
): Promise<readonly Row[]> =>
  name === 'gaps'
    ? operation.db.many<GapRow>(selectGaps(operation, source, args as PageArgs))
    : readEntryPage(operation, source, name, args as PageArgs, [
        ...into(selection, 'nodes'),
        ...into(selection, 'edges', 'node'),
      ]);

const readEntryPage = async (
  operation: Operation,
  source: Sql,
  name: 'entries' | 'openReservations',
  args: PageArgs,
  below: readonly Selection[],
): Promise<readonly RegisterEntryRow[]> => {
  const size = pageSize(args.first);
  const page = (limit: number): Sql => selectEntryPage(operation, source, name, args, limit);
  const [rows] = await Promise.all([
    operation.db.many<RegisterEntryRow>(selectEntries(operation, page(size + 1))),
    below.length > 0 && readBelowEntries(operation, page(size), below),
  ]);
  return rows;
};

const selectEntryPage = (
  operation: Operation,
  source: Sql,
  name: 'entries' | 'openReservations',
  { filter, after }: PageArgs,
  limit: number,
): Sql => {
  const { institutionId } = operation.requireViewer();
  const position = after == null ? null : decodeCursor(operation.hub.cursorKey, institutionId, name, after);
  const conditions = [
    sql`e.institution_id = ${institutionId}`,
    sql`e.register_id = register.id`,
    ...(name === 'openReservations' ? [sql`e.state = 'RESERVED'`] : entryConditions(filter)),
    ...(position === null
      ? []
      : [sql`(e.registered_at, e.id) > (${position[0]!}::timestamptz, ${position[1]!}::uuid)`]),
  ];
  return sql`
    select paged.id
      from (${source}) register (id)
     cross join lateral (
       select e.id
         from correspondence.register_entry e
        where ${join(conditions, sql` and `)}
        order by e.registered_at, e.id
        limit ${limit}
     ) paged`;
};

/** The hub leaves none, and what an institution does not number in whole numbers has none. */
const selectGaps = (operation: Operation, source: Sql, { first, after }: PageArgs): Sql => {
  const { institutionId } = operation.requireViewer();
  const position = after == null ? null : decodeCursor(operation.hub.cursorKey, institutionId, 'gaps', after);
  return sql`
    select r.id as register_id, gap.first, gap.last
      from correspondence.register r
     cross join lateral (
       select g.first, g.last
         from correspondence.gaps_of(r.id) g
        where g.first > ${position?.[0] ?? -1}::bigint
        order by g.first
        limit ${pageSize(first) + 1}
     ) gap
     where r.institution_id = ${institutionId}
       and r.id in (${source})
       and r.numbered_by = 'INSTITUTION'
     order by r.id, gap.first`;
};

const cursorOf = (operation: Operation, name: PagedField, position: readonly (string | number)[]): string =>
  encodeCursor(operation.hub.cursorKey, operation.requireViewer().institutionId, name, position);
