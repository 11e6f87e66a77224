import type { Operation } from '../../evidence/operation.js';
import { decodeCursor, pageSize } from '../../platform/cursors.js';
import { into, type SelectedField } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { readCorrespondences } from './correspondences.js';
import type { ReadCache, ThreadRow } from './readCache.js';

export type ThreadArgs = { readonly first: number; readonly after?: string | null | undefined };
type Page = { readonly args: Readonly<Record<string, unknown>>; readonly rows: readonly ThreadRow[] };

/** For each letter that `source` yields one page of its thread, and what the query asks for of the letters on it. */
export const readThreadPage = async (
  operation: Operation,
  source: Sql,
  { args, selection }: SelectedField,
): Promise<readonly ThreadRow[]> => {
  const { first, after } = args as ThreadArgs;
  const size = pageSize(first);
  const page = (limit: number): Sql => selectPage(operation, source, after, limit);
  const [rows] = await Promise.all([
    operation.db.many<ThreadRow>(
      sql`select page.letter_id, page.correspondence_id, page.deposited_at from (${page(size + 1)}) page`,
    ),
    readCorrespondences(operation, sql`select page.correspondence_id from (${page(size)}) page`, [
      ...into(selection, 'nodes'),
      ...into(selection, 'edges', 'node'),
    ]),
  ]);
  return rows;
};

/** Keeps pages read for many letters until their resolvers ask. */
export const rememberThreadPages = (cache: ReadCache, letterIds: readonly string[], { args, rows }: Page): void => {
  const pages = threadPagesOf(cache, args as ThreadArgs);
  for (const id of letterIds) pages.set(id, []);
  for (const row of rows) pages.get(row.letter_id)?.push(row);
};

/** Pages of threads by their arguments, and in each by letter. */
export const threadPagesOf = (cache: ReadCache, { first, after }: ThreadArgs): Map<string, ThreadRow[]> => {
  const key = `${first}:${after ?? ''}`;
  const known = cache.threadPages.get(key);
  if (known !== undefined) return known;
  const pages = new Map<string, ThreadRow[]>();
  cache.threadPages.set(key, pages);
  return pages;
};

/** To which affair a confidential letter belongs is content: without the right it is neither told nor found by its thread. */
const selectPage = (operation: Operation, source: Sql, after: ThreadArgs['after'], limit: number): Sql => {
  const { institutionId } = operation.requireViewer();
  const position = after == null ? null : decodeCursor(operation.hub.cursorKey, institutionId, 'thread', after);
  const open = operation.hasScope('correspondence:read-confidential');
  return sql`
    select mine.correspondence_id as letter_id, paged.correspondence_id, paged.deposited_at
      from (${source}) letter (id)
      join correspondence.consignment mine on mine.institution_id = ${institutionId} and mine.correspondence_id = letter.id
     cross join lateral (
       select c.correspondence_id, c.deposited_at
         from correspondence.consignment c
        where c.institution_id = ${institutionId}
          and c.thread_id = mine.thread_id
          ${open ? sql`` : sql`and c.confidentiality = 'ORDINARY' and mine.confidentiality = 'ORDINARY'`}
          ${position === null ? sql`` : sql`and (c.deposited_at, c.correspondence_id) > (${position[0]!}::timestamptz, ${position[1]!}::uuid)`}
        order by c.deposited_at, c.correspondence_id
        limit ${limit}
     ) paged`;
};
