import type { Operation } from '../../evidence/operation.js';
import type { RegisterFilter } from '../../generated/correspondence.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { decodeCursor, encodeCursor, pageSize } from '../../platform/cursors.js';
import { into, type Selection } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { readEvidence } from './evidence.js';
import type { RegisterDirection } from './registerEntries.js';
import { readRegisterPages, rememberRegisterPages } from './registerPages.js';

/** One direction, one series and one year of the viewer's institution. */
export type RegisterRow = {
  readonly id: string;
  readonly direction: RegisterDirection;
  readonly series: string;
  readonly year: number;
  readonly numbered_by: 'HUB' | 'INSTITUTION';
  readonly state: 'OPEN' | 'CLOSED';
  readonly first_number: string | null;
  readonly last_number: string | null;
  readonly opening_evidence_id: string | null;
  readonly closing_evidence_id: string | null;
};

/** The viewer's registers whose ids `source` yields, the newest year first, and what the query asks for below them. */
export const readRegisters = async (
  operation: Operation,
  source: Sql,
  selections: readonly Selection[],
): Promise<readonly RegisterRow[]> => {
  const { institutionId } = operation.requireViewer();
  const evidence = selections.flatMap((selection) => [...into(selection, 'opening'), ...into(selection, 'closing')]);
  const [rows, pages] = await Promise.all([
    operation.db.many<RegisterRow>(sql`
      select r.id, r.direction, r.series, r.year, r.numbered_by, r.state, r.first_number::text, r.last_taken as last_number,
        r.opening_evidence_id, r.closing_evidence_id
        from correspondence.register r
       where r.institution_id = ${institutionId}
         and r.id in (${source})
       order by r.year desc, r.direction, r.series`),
    readRegisterPages(operation, source, selections),
    evidence.length > 0 &&
      readEvidence(
        operation,
        sql`
          select said.id
            from correspondence.register r
           cross join unnest(array[r.opening_evidence_id, r.closing_evidence_id]) said (id)
           where r.institution_id = ${institutionId}
             and r.id in (${source})
             and said.id is not null`,
        evidence,
      ),
  ]);
  rememberRegisterPages(
    operation,
    rows.map(({ id }) => id),
    pages,
  );
  for (const row of rows) operation.touch('Register', row.id);
  return rows;
};

/** The viewer's registers with these ids; null where one does not exist or is another institution's. */
export const findRegisters = async (
  operation: Operation,
  ids: readonly string[],
  selections: readonly Selection[],
): Promise<(RegisterRow | null)[]> => {
  const rows = await readRegisters(operation, sql`select unnest(${ids}::uuid[])`, selections);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

type ListArgs = {
  readonly filter?: RegisterFilter | null;
  readonly first: number;
  readonly after?: string | null;
};
type PlaceRow = Pick<RegisterRow, 'id' | 'direction' | 'series' | 'year'>;

/** The viewer's registers by page, in one flush with everything below them. */
export const listRegisters = async (
  operation: Operation,
  { filter, first, after }: ListArgs,
  selection: Selection,
): Promise<Connection<RegisterRow>> => {
  const { institutionId } = operation.requireViewer();
  const { cursorKey } = operation.hub;
  const position = after == null ? null : decodeCursor(cursorKey, institutionId, 'registers', after);
  const size = pageSize(first);
  const page = (limit: number): Sql => sql`
    select r.id, r.direction, r.series, r.year
      from correspondence.register r
     where r.institution_id = ${institutionId}
       and r.direction = coalesce(${filter?.direction ?? null}, r.direction)
       and r.series = coalesce(${filter?.series ?? null}, r.series)
       and r.year = coalesce(${filter?.year ?? null}::integer, r.year)
       ${position === null ? sql`` : sql`and (-r.year, r.direction, r.series) > (${position[0]!}::integer, ${position[1]!}, ${position[2]!})`}
     order by -r.year, r.direction, r.series
     limit ${limit}`;
  const [places, registers] = await Promise.all([
    operation.db.many<PlaceRow>(page(size + 1)),
    readRegisters(operation, sql`select page.id from (${page(size)}) page`, [
      ...into(selection, 'nodes'),
      ...into(selection, 'edges', 'node'),
    ]),
  ]);
  const byId = new Map(registers.map((register) => [register.id, register]));
  const list = toConnection(places, size, after, ({ year, direction, series }) =>
    encodeCursor(cursorKey, institutionId, 'registers', [-year, direction, series]),
  );
  // one snapshot: each place has its register
  const edges = list.edges.map(({ cursor, node }) => ({ cursor, node: byId.get(node.id)! }));
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: list.pageInfo };
};
