import type { UserFault } from '../../evidence/operation.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { isUnmistakable } from '../../platform/text.js';
import { legalYears } from './legalYears.js';
import type { NumberSource } from './takeNumber.js';

/** What can be wrong with the number of an entry. */
export type NumberFault =
  'SERIES_NOT_FOUND' | 'NUMBER_REQUIRED' | 'NUMBER_NOT_ALLOWED' | 'NUMBER_INVALID' | 'NUMBER_TAKEN' | 'REGISTER_CLOSED';

type Fault<Code extends string> = UserFault<Code>;
type NumberingRow = {
  readonly has_series: boolean;
  readonly numbered_by: 'HUB' | 'INSTITUTION';
  readonly is_closed: boolean;
  readonly is_taken: boolean;
};

/** Faults of where an entry is to stand: under a reserved number, the institution's own one, or the hub's next. */
export const checkSource = (
  transaction: Transaction,
  institutionId: string,
  source: NumberSource,
): Promise<readonly Fault<NumberFault | 'REGISTER_ENTRY_INVALID'>[]> =>
  source.registerEntryId == null
    ? checkNumber(transaction, institutionId, source)
    : checkReservation(transaction, institutionId, source);

/** Faults of the number that an act is to take, sent with its other checks. Nothing is locked: see `racedNumber`. */
export const checkNumber = async (
  transaction: Transaction,
  institutionId: string,
  source: NumberSource,
): Promise<readonly Fault<NumberFault>[]> => {
  const number = source.number ?? null;
  // on paper nobody tells two numbers apart that differ in what is not seen
  const isValid = number === null || isUnmistakable(number, 64);
  const row = await transaction.one<NumberingRow>(findNumbering(institutionId, source, isValid ? number : null));
  if (!row.has_series) return [{ code: 'SERIES_NOT_FOUND', path: ['input', 'series'] }];
  const path = ['input', 'number'];
  return [
    ...(row.is_closed ? [{ code: 'REGISTER_CLOSED' as const, path: ['input', 'series'] }] : []),
    ...(row.numbered_by === 'INSTITUTION' && number === null ? [{ code: 'NUMBER_REQUIRED' as const, path }] : []),
    ...(row.numbered_by === 'HUB' && number !== null ? [{ code: 'NUMBER_NOT_ALLOWED' as const, path }] : []),
    ...(isValid ? [] : [{ code: 'NUMBER_INVALID' as const, path }]),
    ...(row.is_taken ? [{ code: 'NUMBER_TAKEN' as const, path }] : []),
  ];
};

/** The register of the legal year, or who will number it when it begins: whoever numbered its series before, else the hub. */
const findNumbering = (institutionId: string, { direction, series }: NumberSource, number: string | null) => sql`
  select ${series}::text = 'GENERAL' or exists (
      select from correspondence.series s where s.institution_id = ${institutionId} and s.code = ${series}) as has_series,
    coalesce(r.numbered_by, 'HUB') as numbered_by,
    coalesce(r.year = y.year and r.state = 'CLOSED', false) as is_closed,
    exists (
      select from correspondence.register_entry e
       where e.register_id = r.id and r.year = y.year and r.numbered_by = 'INSTITUTION' and e.number = ${number}::text) as is_taken
    from (
      select l.year from unnest(${legalYears}) l (year, start) where l.start <= wasl.now() order by l.start desc limit 1) y
    left join lateral (
      select r.id, r.year, r.state, r.numbered_by
        from correspondence.register r
       where r.institution_id = ${institutionId}
         and r.direction = ${direction}
         and r.series = ${series}
         and r.year <= y.year
       order by r.year desc
       limit 1) r on true`;

/** Faults of the use of a reserved number. */
const checkReservation = async (
  transaction: Transaction,
  institutionId: string,
  { direction, series, number, registerEntryId }: NumberSource,
): Promise<readonly Fault<'REGISTER_ENTRY_INVALID' | 'NUMBER_NOT_ALLOWED'>[]> => {
  const row = await transaction.maybeOne<{ readonly series: string }>(sql`
    select e.series
      from correspondence.register_entry e
     where e.institution_id = ${institutionId}
       and e.id = ${uuidOfGlobalId('RegisterEntry', registerEntryId ?? '')}::uuid
       and e.direction = ${direction}
       and e.state = 'RESERVED'`);
  // `GENERAL` is also what stands there when nothing was said
  const isOther = row !== null && series !== 'GENERAL' && series !== row.series;
  return [
    ...(row === null ? [{ code: 'REGISTER_ENTRY_INVALID' as const, path: ['input', 'registerEntryId'] }] : []),
    ...(number == null ? [] : [{ code: 'NUMBER_NOT_ALLOWED' as const, path: ['input', 'number'] }]),
    ...(isOther ? [{ code: 'NUMBER_NOT_ALLOWED' as const, path: ['input', 'series'] }] : []),
  ];
};

const raced = {
  register_entry_number: ['NUMBER_TAKEN', 'number'],
  register_number_required: ['NUMBER_REQUIRED', 'number'],
  register_number_not_allowed: ['NUMBER_NOT_ALLOWED', 'number'],
  register_open: ['REGISTER_CLOSED', 'series'],
} as const;

/** What another act was faster at, by the name of the constraint that says so. */
export const racedNumber = (constraint: string): Fault<NumberFault> | null => {
  if (!Object.hasOwn(raced, constraint)) return null;
  const [code, field] = raced[constraint as keyof typeof raced];
  return { code, path: ['input', field] };
};

/** The same where a reserved number may be used. */
export const racedReservation = (constraint: string): Fault<NumberFault | 'REGISTER_ENTRY_INVALID'> | null =>
  constraint === 'register_entry_free'
    ? { code: 'REGISTER_ENTRY_INVALID', path: ['input', 'registerEntryId'] }
    : racedNumber(constraint);
