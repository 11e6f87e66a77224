import type { Operation } from '../../evidence/operation.js';
import { Fault } from '../../platform/errors.js';
import { json, sql, type Sql } from '../../platform/sql.js';

export type Search = {
  readonly box: 'INBOX' | 'OUTBOX';
  /** Null: found by something else than words. */
  readonly words: string | null;
  /** As `correspondence.meets` and `correspondence.find_letters` read it; what is left out is no condition. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** Ids of letters, to which the search is narrowed; null: it is not. */
  readonly among: Sql | null;
};

type Position = readonly (string | number)[] | null;

const longest = 200;
const key = {};

/**
 * The two statements of a page that is found by words or by recipient: the places, one more than the page holds, and the ids
 * of the page. The first leaves the ids in a setting of the transaction, so that what is below the letters does not search again;
 * it must be sent first, in the same flush.
 */
export const searchPage = (
  operation: Operation,
  { box, words, filter, among }: Search,
  position: Position,
  size: number,
): { readonly places: Sql; readonly source: Sql } => {
  if (words !== null && words.length > longest) {
    throw new Fault('BAD_USER_INPUT', `\`search\` is longer than ${longest} characters.`);
  }
  const searches = operation.memo(key, () => ({ count: 0 }));
  searches.count += 1;
  const setting = `wasl.page_${searches.count}`;
  return {
    places: sql`
      with found as materialized (
        select f.correspondence_id, f.at
          from correspondence.find_letters(
            ${box}, ${words}, ${operation.hasScope('correspondence:read-confidential')}, ${json(filter)}::jsonb,
            ${among === null ? sql`null::uuid[]` : sql`array(${among})`},
            ${position?.[0] ?? null}::timestamptz, ${position?.[1] ?? null}::uuid, ${size + 1}) f
      ), kept as materialized (
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
