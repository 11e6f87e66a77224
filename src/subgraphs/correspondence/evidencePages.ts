import type { Operation } from '../../evidence/operation.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { into, type SelectedField } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { evidenceColumns, readEvidence, rememberPrevious, type EvidenceRow } from './evidence.js';
import type { ReadCache } from './readCache.js';

type PageArgs = { readonly first: number; readonly after?: string | null | undefined };
type Page = { readonly args: Readonly<Record<string, unknown>>; readonly rows: readonly EvidenceRow[] };

/** For each letter that `source` yields one page of the viewer's evidence, and what the query asks for below it. */
export const readEvidencePage = async (
  operation: Operation,
  source: Sql,
  { args, selection }: SelectedField,
): Promise<readonly EvidenceRow[]> => {
  const { first, after } = args as PageArgs;
  const size = pageSize(first);
  const page = (limit: number): Sql => selectPage(operation, source, after, limit);
  const below = [...into(selection, 'nodes', 'previous'), ...into(selection, 'edges', 'node', 'previous')];
  const [rows] = await Promise.all([
    operation.db.many<EvidenceRow>(sql`
      select ${evidenceColumns}
        from (${page(size + 1)}) p
        join evidence.copy c on c.institution_id = ${operation.requireViewer().institutionId} and c.evidence_id = p.evidence_id
        join evidence.evidence e on e.id = c.evidence_id
       order by e.occurred_at, e.id`),
    below.length > 0 &&
      readEvidence(
        operation,
        sql`select e.previous_id from evidence.evidence e where e.id in (select p.evidence_id from (${page(size)}) p)`,
        below,
      ),
  ]);
  // of a row that only tells of a next page nothing below was read
  if (below.length > 0) rememberPrevious(operation, onPage(rows, size));
  return rows;
};

/** Of the rows read for pages of several letters those that are on one. */
const onPage = (rows: readonly EvidenceRow[], size: number): readonly EvidenceRow[] => {
  const counts = new Map<string | null, number>();
  return rows.filter(({ correspondence_id }) => {
    const place = (counts.get(correspondence_id) ?? 0) + 1;
    counts.set(correspondence_id, place);
    return place <= size;
  });
};

/** Keeps pages read for many letters until their resolvers ask. */
export const rememberEvidencePages = (cache: ReadCache, letterIds: readonly string[], { args, rows }: Page): void => {
  const pages = pagesOf(cache, args as PageArgs);
  for (const id of letterIds) pages.set(id, []);
  for (const row of rows) pages.get(row.correspondence_id!)?.push(row);
};

/** The connection of one letter, from what was read with it. */
export const evidenceConnection = async (
  operation: Operation,
  cache: ReadCache,
  letterId: string,
  args: PageArgs,
  field: SelectedField,
): Promise<Connection<EvidenceRow>> => {
  const rows =
    pagesOf(cache, args).get(letterId) ?? (await readEvidencePage(operation, sql`select ${letterId}::uuid`, field));
  const { institutionId } = operation.requireViewer();
  const page = toConnection(rows, pageSize(args.first), args.after, (row) =>
    encodeCursor(operation.hub.cursorKey, institutionId, 'evidence', [row.occurred_at, row.id]),
  );
  for (const { id } of page.nodes) operation.touch('Evidence', id);
  return page;
};

const pagesOf = (cache: ReadCache, { first, after }: PageArgs): Map<string, EvidenceRow[]> => {
  const key = `${first}:${after ?? ''}`;
  const known = cache.evidencePages.get(key);
  if (known !== undefined) return known;
  const pages = new Map<string, EvidenceRow[]>();
  cache.evidencePages.set(key, pages);
  return pages;
};

const selectPage = (operation: Operation, source: Sql, after: PageArgs['after'], limit: number): Sql => {
  const { institutionId } = operation.requireViewer();
  const position = after == null ? null : decodeCursor(operation.hub.cursorKey, institutionId, 'evidence', after);
  const behind =
    position === null
      ? sql``
      : sql`and (copy.occurred_at, copy.evidence_id) > (${position[0]!}::timestamptz, ${position[1]!}::uuid)`;
  return sql`
    select paged.evidence_id
      from (${source}) letter (id)
     cross join lateral (
       select copy.evidence_id
         from evidence.copy
        where copy.institution_id = ${institutionId}
          and copy.correspondence_id = letter.id
          ${behind}
        order by copy.occurred_at, copy.evidence_id
        limit ${limit}
     ) paged`;
};
