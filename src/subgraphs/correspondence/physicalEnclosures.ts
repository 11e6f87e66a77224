import type { Operation } from '../../evidence/operation.js';
import type { Reads } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql, type Sql } from '../../platform/sql.js';

/** Something that travels outside the hub and belongs to a letter. */
export type EnclosureRow = {
  readonly correspondence_id: string;
  readonly position: number;
  readonly description: string;
  readonly count: number;
  readonly carrier_reference: string | null;
};

/** One institution has an enclosure in hand. */
export type EnclosureReceiptRow = {
  readonly correspondence_id: string;
  readonly position: number;
  readonly institution_id: string;
  readonly received_at: string;
};

/** What an act on enclosures needs to know of one. */
export type AwaitedEnclosure = { readonly position: number; readonly count: number; readonly is_confirmed: boolean };

/** The enclosures of the letters that `source` yields, by position. */
export const readEnclosures = (operation: Operation, source: Sql): Promise<readonly EnclosureRow[]> =>
  operation.db.many(sql`
    select e.correspondence_id, e.position, e.description, e.count, e.carrier_reference
      from correspondence.enclosure e
     where e.correspondence_id in (${source})
     order by e.correspondence_id, e.position`);

/** Who has them in hand: the sender sees all, a recipient its own. */
export const readEnclosureReceipts = (operation: Operation, source: Sql): Promise<readonly EnclosureReceiptRow[]> =>
  operation.db.many(sql`
    select r.correspondence_id, r.position, r.institution_id, r.received_at
      from correspondence.enclosure_receipts_of(array(${source})) r`);

/** The enclosures of a letter to which the viewer is a party, and which of them it has confirmed. */
export const findAwaitedEnclosures = (
  db: Reads,
  institutionId: string,
  correspondenceId: string,
): Promise<readonly AwaitedEnclosure[]> =>
  db.many(sql`
    select e.position, e.count, r.received_at is not null as is_confirmed
      from correspondence.enclosure e
      left join correspondence.enclosure_receipt r
        on r.institution_id = ${institutionId} and r.correspondence_id = e.correspondence_id and r.position = e.position
     where e.correspondence_id = ${uuidOfGlobalId('Correspondence', correspondenceId)}::uuid
     order by e.position`);
