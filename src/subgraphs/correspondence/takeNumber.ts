import type { CorrespondenceDepositInput } from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { legalYears } from './legalYears.js';
import type { RegisterDirection } from './registerEntries.js';

/** A number of a register, and the legal time that goes with it. */
export type TakenNumber = {
  readonly register_id: string;
  readonly series: string;
  readonly year: number;
  /** As it is printed. */
  readonly number: string;
  /** Legal time of the act. */
  readonly registered_at: string;
  /** The line that was reserved for it, and when. */
  readonly reserved_id: string | null;
  readonly reserved_at: string | null;
};

/** Where an entry is to stand: under a reserved number, the institution's own one, or the hub's next. */
export type NumberSource = {
  readonly direction: RegisterDirection;
  readonly series: string;
  readonly number?: string | null | undefined;
  /** Global id of the reserved entry. */
  readonly registerEntryId?: string | null | undefined;
};

/** Where a deposit stands in the sender's own register. */
export const depositSource = ({
  series,
  number,
  registerEntryId,
}: Pick<CorrespondenceDepositInput, 'series' | 'number' | 'registerEntryId'>): NumberSource => ({
  direction: 'OUT',
  series,
  number,
  registerEntryId,
});

/** The lane of an act that takes a number: what waits for one register waits in one line. */
export const numberLane = ({ direction, series, registerEntryId }: NumberSource): string =>
  `${direction}:${registerEntryId ?? series}`;

/**
 * Takes the number, later than `after` where one is given. The last statement of an act before its writing: the register, or
 * the reserved line, stays locked until the transaction ends.
 */
export const takeNumber = (
  transaction: Transaction,
  { direction, series, number, registerEntryId }: NumberSource,
  after: string | null,
): Promise<TakenNumber> => {
  if (registerEntryId != null) {
    const reserved = uuidOfGlobalId('RegisterEntry', registerEntryId);
    return transaction.one(sql`
      select used.register_id, used.series, used.year, used.number, used.registered_at, ${reserved}::uuid as reserved_id, used.reserved_at
        from correspondence.use_reservation(${reserved}::uuid, ${direction}, ${after}::timestamptz) used`);
  }
  return transaction.one(sql`
    select taken.register_id, ${series}::text as series, taken.year, taken.number, taken.registered_at, null as reserved_id, null as reserved_at
      from correspondence.take_number(${direction}, ${series}, ${legalYears}, ${after}::timestamptz, ${number ?? null}::text) taken`);
};
