import type { Operation } from '../../evidence/operation.js';
import { Fault } from '../../platform/errors.js';
import { json, sql, type Sql } from '../../platform/sql.js';
import { keptPage, type Page } from './keptPage.js';

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

/** A page that is found by words or by recipient. */
export const searchPage = (
  operation: Operation,
  { box, words, filter, among }: Search,
  position: Position,
  size: number,
): Page => {
  if (words !== null && words.length > longest) {
    throw new Fault('BAD_USER_INPUT', `\`search\` is longer than ${longest} characters.`);
  }
  return keptPage(
    operation,
    sql`
      select f.correspondence_id, f.at
        from correspondence.find_letters(
          ${box}, ${words}, ${operation.hasScope('correspondence:read-confidential')}, ${json(filter)}::jsonb,
          ${among === null ? sql`null::uuid[]` : sql`array(${among})`},
          ${position?.[0] ?? null}::timestamptz, ${position?.[1] ?? null}::uuid, ${size + 1}) f`,
    size,
  );
};
