import type { Operation } from '../../evidence/operation.js';
import { sql, type Sql } from '../../platform/sql.js';

/** The two statements of a page of letters: its places, one more than the page holds, and the ids of what it holds. */
export type Page = { readonly places: Sql; readonly source: Sql };

const key = {};

/**
 * A page that is dear to find: the first statement leaves the ids in a setting of the transaction, so that what is below the
 * letters does not look for them again; it must be sent first, in the same flush. `found` has `correspondence_id` and `at`.
 */
export const keptPage = (operation: Operation, found: Sql, size: number): Page => {
  const pages = operation.memo(key, () => ({ count: 0 }));
  pages.count += 1;
  const setting = `wasl.page_${pages.count}`;
  return {
    places: sql`
      with found as materialized (${found}), kept as materialized (
        select set_config(${setting}, array(
          select found.correspondence_id from found order by found.at desc, found.correspondence_id desc limit ${size})::text, true)
      )
      select found.correspondence_id, found.at
        from kept
        join found on true
       order by found.at desc, found.correspondence_id desc`,
    source: sql`select unnest(nullif(current_setting(${setting}, true), '')::uuid[])`,
  };
};
