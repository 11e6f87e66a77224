import type { Operation } from '../../evidence/operation.js';
import type { InstitutionFilter } from '../../generated/directory.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { Fault } from '../../platform/errors.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { join, sql, type Sql } from '../../platform/sql.js';
import { getDirectory, type InstitutionRow } from './institutions.js';
import { rankInstitutions } from './rankInstitutions.js';

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
    with ranked as (${words === '' ? listAll : rankInstitutions(words)})
    select i.id, i.code, ranked.score::text as score
      from ranked
      join directory.institution i on i.id = ranked.institution_id
     where ${join(conditions(filter), sql` and `)}
       ${position === null ? sql`` : sql`and (-ranked.score, i.code) > (-${position[0]!}::numeric, ${position[1]!})`}
     order by ranked.score desc, i.code
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

const listAll = sql`select id as institution_id, 0::numeric as score from directory.institution`;

const conditions = (filter: InstitutionFilter | null | undefined): readonly Sql[] => [
  sql`true`,
  ...(filter?.kinds == null ? [] : [sql`i.kind = any (${filter.kinds}::text[])`]),
  ...(filter?.regionId == null ? [] : [sql`i.region_id = ${uuidOfGlobalId('Institution', filter.regionId)}`]),
  ...(filter?.parentId == null ? [] : [sql`i.parent_id = ${uuidOfGlobalId('Institution', filter.parentId)}`]),
  ...(filter?.reachable == null
    ? []
    : [sql`(i.status = 'ACTIVE' and i.channel <> 'NOT_CONNECTED') = ${filter.reachable}`]),
];
