import type { Operation } from '../../evidence/operation.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { into, type SelectedField } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { evidenceColumns, readEvidence, type EvidenceRow } from './evidence.js';
import type { Loaders } from './loaders.js';

type PageArgs = { readonly first: number; readonly after?: string | null | undefined };
type Page = { readonly args: Readonly<Record<string, unknown>>; readonly rows: readonly EvidenceRow[] };

/** For each letter that `source` yields one page of the viewer's evidence, and what the query asks for below it. */
export const readEvidencePage = async (
  operation: Operation,
  source: Sql,
  { args, selection }: SelectedField,
): Promise<readonly EvidenceRow[]> => {
  const page = selectPage(operation, source, args as PageArgs);
  const below = [...into(selection, 'nodes', 'previous'), ...into(selection, 'edges', 'node', 'previous')];
  const [rows] = await Promise.all([
    operation.db.many<EvidenceRow>(sql`
      select ${evidenceColumns}
        from (${page}) p
        join evidence.copy c on c.institution_id = ${operation.requireViewer().institutionId} and c.evidence_id = p.evidence_id
        join evidence.evidence e on e.id = c.evidence_id
       order by e.occurred_at, e.id`),
    below.length > 0 &&
      readEvidence(
        operation,
        sql`select e.previous_id from evidence.evidence e where e.id in (select p.evidence_id from (${page}) p)`,
        below,
      ),
  ]);
  for (const row of rows) operation.touch('Evidence', row.id);
  return rows;
};

/** Keeps pages read for many letters until their resolvers ask. */
export const primeEvidencePages = (cache: Loaders, letterIds: readonly string[], { args, rows }: Page): void => {
  const pages = pagesOf(cache, args as PageArgs);
  for (const id of letterIds) pages.set(id, []);
  for (const row of rows) pages.get(row.correspondence_id!)?.push(row);
};

/** The connection of one letter, from what was read with it. */
export const evidenceConnection = async (
  operation: Operation,
  cache: Loaders,
  letterId: string,
  args: PageArgs,
  field: SelectedField,
): Promise<Connection<EvidenceRow>> => {
  const rows =
    pagesOf(cache, args).get(letterId) ?? (await readEvidencePage(operation, sql`select ${letterId}::uuid`, field));
  const { institutionId } = operation.requireViewer();
  return toConnection(rows, pageSize(args.first), args.after, (row) =>
    encodeCursor(operation.hub.cursorKey, institutionId, 'evidence', [row.occurred_at, row.id]),
  );
};

const pagesOf = (cache: Loaders, { first, after }: PageArgs): Map<string, EvidenceRow[]> => {
  const key = `${first}:${after ?? ''}`;
  let pages = cache.evidencePages.get(key);
  if (pages === undefined) cache.evidencePages.set(key, (pages = new Map()));
  return pages;
};

const selectPage = (operation: Operation, source: Sql, { first, after }: PageArgs): Sql => {
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
        limit ${pageSize(first) + 1}
     ) paged`;
};
