import type { Operation } from '../../evidence/operation.js';
import type { InstitutionFilter } from '../../generated/directory.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { Fault } from '../../platform/errors.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { join, sql, type Sql } from '../../platform/sql.js';
import { getDirectory, type InstitutionRow } from './institutions.js';

type Args = {
  readonly search?: string | null;
  readonly filter?: InstitutionFilter | null;
  readonly first: number;
  readonly after?: string | null;
};
type Found = { readonly id: string; readonly code: string; readonly score: string };

/** The directory is public: its cursors are bound to nobody. */
const reader = 'directory';

/** Institutions by name, code or ICE, the best first; without `search` by code. */
export const searchInstitutions = async (
  operation: Operation,
  { search, filter, first, after }: Args,
): Promise<Connection<InstitutionRow>> => {
  if (search != null && search.length > 200)
    throw new Fault('BAD_USER_INPUT', '`search` is longer than 200 characters.');
  const size = pageSize(first);
  const position = after == null ? null : decodeCursor(operation.hub.cursorKey, reader, 'institutions', after);
  const words = search?.trim() ?? '';
  const statement = sql`
    with asked as materialized (select directory.fold(${words}) as words),
    found as (
      select i.id, i.code, ${words === '' ? sql`0::numeric` : score} as score
        from directory.institution i
       cross join asked
       where ${join(conditions(words, filter), sql` and `)}
    )
    select found.id, found.code, found.score::text as score
      from found
     ${position === null ? sql`` : sql`where (-found.score, found.code) > (-${position[0]!}::numeric, ${position[1]!})`}
     order by found.score desc, found.code
     limit ${size + 1}`;
  const [{ institutions }, rows] = await Promise.all([getDirectory(operation), operation.db.many<Found>(statement)]);
  const page = toConnection(rows, size, after, (row) =>
    encodeCursor(operation.hub.cursorKey, reader, 'institutions', [row.score, row.code]),
  );
  // what was added since the directory was read into memory is on the next look, and hides nothing of the pages after it
  const edges = page.edges.flatMap(({ cursor, node }) => {
    const institution = institutions.get(node.id);
    return institution === undefined ? [] : [{ cursor, node: institution }];
  });
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: page.pageInfo };
};

/** A name that begins with the words before one that has a word beginning so, before one that contains them; then by likeness. */
const score = sql`
  round((case
    when i.folded = asked.words or i.folded like asked.words || ' |%' or i.folded like '%| ' || asked.words || ' |%'
      or i.folded like '%| ' || asked.words then 3
    when i.folded like asked.words || '%' or i.folded like '%| ' || asked.words || '%' then 2
    when i.folded like '% ' || asked.words || '%' then 1.5
    when i.folded like '%' || asked.words || '%' then 1
    else 0
  end + word_similarity(asked.words, i.folded))::numeric, 6)`;

const conditions = (words: string, filter: InstitutionFilter | null | undefined): readonly Sql[] => [
  words === ''
    ? sql`true`
    : sql`asked.words <> '' and (i.folded like '%' || asked.words || '%' or word_similarity(asked.words, i.folded) >= 0.45 or i.ice = ${words})`,
  ...(filter?.kinds == null ? [] : [sql`i.kind = any (${filter.kinds}::text[])`]),
  ...(filter?.regionId == null ? [] : [sql`i.region_id = ${uuidOfGlobalId('Institution', filter.regionId)}`]),
  ...(filter?.parentId == null ? [] : [sql`i.parent_id = ${uuidOfGlobalId('Institution', filter.parentId)}`]),
  ...(filter?.reachable == null
    ? []
    : [sql`(i.status = 'ACTIVE' and i.channel <> 'NOT_CONNECTED') = ${filter.reachable}`]),
];
