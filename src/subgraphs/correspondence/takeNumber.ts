import type { Transaction } from '../../platform/database.js';
import { sql } from '../../platform/sql.js';
import { legalYears } from './legalYears.js';

/** A number of a register, and the legal time that goes with it; the register stays locked until the transaction ends. */
export type TakenNumber = {
  readonly register_id: string;
  readonly year: number;
  readonly number: number;
  readonly registered_at: string;
};

/** Takes the next number, later than `after` where one is given. The last statement of an act before its writing. */
export const takeNumber = (
  transaction: Transaction,
  direction: 'IN' | 'OUT',
  series: string,
  after: string | null,
): Promise<TakenNumber> =>
  transaction.one(sql`
    select taken.register_id, taken.year, taken.number, taken.registered_at
      from correspondence.take_number(${direction}, ${series}, ${legalYears}, ${after}::timestamptz) taken`);

/** True when the viewer's institution numbers in this series; sent with the other checks. */
export const seriesExists = async (
  transaction: Transaction,
  institutionId: string,
  series: string,
): Promise<boolean> => {
  if (series === 'GENERAL') return true;
  const found = await transaction.maybeOne(sql`
    select 1 as found from correspondence.series s where s.institution_id = ${institutionId} and s.code = ${series}`);
  return found !== null;
};
