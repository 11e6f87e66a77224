import type { Operation } from '../../evidence/operation.js';
import type { CorrespondenceDepositInput, RegisterEntryRecordInput } from '../../generated/correspondence.js';
import type { Reads } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql, type Sql } from '../../platform/sql.js';

type ListedEnclosure = {
  readonly position: number;
  readonly description: string;
  readonly count: number;
  readonly carrier_reference: string | null;
};

/** Something that travels outside the hub and belongs to a letter. */
export type LetterEnclosureRow = ListedEnclosure & { readonly correspondence_id: string };

/** Something that came or went with mail outside the hub: in hand when its line was entered, so nobody confirms it. */
export type EntryEnclosureRow = ListedEnclosure & { readonly entry_id: string };

export type EnclosureRow = LetterEnclosureRow | EntryEnclosureRow;

export type EnclosureList = Pick<CorrespondenceDepositInput | RegisterEntryRecordInput, 'physicalEnclosures'>;

/** The enclosures of an input with the positions that name them in evidence and on labels. */
export const listedEnclosures = ({ physicalEnclosures }: EnclosureList): readonly ListedEnclosure[] =>
  (physicalEnclosures ?? []).map(({ description, count, carrierReference }, at) => ({
    position: at + 1,
    description,
    count,
    carrier_reference: carrierReference ?? null,
  }));

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
export const readEnclosures = (operation: Operation, source: Sql): Promise<readonly LetterEnclosureRow[]> =>
  operation.db.many(sql`
    select e.correspondence_id, e.position, e.description, e.count, e.carrier_reference
      from correspondence.enclosure e
     where e.correspondence_id in (${source})
     order by e.correspondence_id, e.position`);

/** The enclosures of the lines of the viewer's registers that `source` yields, by position. */
export const readEntryEnclosures = (operation: Operation, source: Sql): Promise<readonly EntryEnclosureRow[]> =>
  operation.db.many(sql`
    select e.entry_id, e.position, e.description, e.count, e.carrier_reference
      from correspondence.entry_enclosure e
     where e.institution_id = ${operation.requireViewer().institutionId}
       and e.entry_id in (${source})
     order by e.entry_id, e.position`);

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
