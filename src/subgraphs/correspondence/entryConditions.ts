import type { RegisterEntryFilter } from '../../generated/correspondence.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql, type Sql } from '../../platform/sql.js';

export type EntryFilter = RegisterEntryFilter;

/** What a filter asks of an entry `e`. */
export const entryConditions = (filter: EntryFilter | null | undefined): readonly Sql[] => [
  ...given(filter?.state, (state) => sql`e.state = ${state}`),
  ...given(filter?.medium, (medium) => sql`e.medium = ${medium}`),
  ...given(filter?.since, (since) => sql`e.registered_at >= ${since}`),
  ...given(filter?.until, (until) => sql`e.registered_at < ${until}`),
  ...given(filter?.counterpartId, (id) => sql`e.counterpart_id = ${uuidOfGlobalId('Institution', id)}`),
  // a later unit takes over from an earlier one
  ...given(
    filter?.unitCode,
    (code) => sql`exists (
      select from (
        select d.unit_id from correspondence.dispatch d
         where d.institution_id = e.institution_id and d.entry_id = e.id and d.kind = 'HANDLING'
         order by d.position desc
         limit 1) handling
        join directory.unit u on u.id = handling.unit_id
       where u.code = ${code})`,
  ),
];

const given = <Value>(value: Value | null | undefined, condition: (value: Value) => Sql): readonly Sql[] =>
  value == null ? [] : [condition(value)];
