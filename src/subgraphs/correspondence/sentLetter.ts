import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import type { ConsignmentRow } from './consignments.js';
import type { HeldConsignment } from './heldConsignment.js';

/** One recipient of a letter that the viewer sent, as evidence about it has to name it. */
export type SentConsignment = {
  readonly id: string;
  readonly code: string;
  readonly role: 'TO' | 'CC';
  readonly state: ConsignmentRow['state'];
  /** True when it is locked, in the state that was asked for. */
  readonly held: boolean;
  readonly functionAddressCode: string | null;
  readonly lastEvidenceId: string;
};

/** A letter that the viewer sent, those of its consignments locked that an act is about. */
export type SentLetter = Pick<
  HeldConsignment,
  | 'correspondence_id'
  | 'confidentiality'
  | 'departure_number'
  | 'departure_series'
  | 'departure_year'
  | 'deposited_at'
  | 'attachments'
> & {
  /** Later than the last change of what is locked. */
  readonly legal_time: string;
  readonly recipients: readonly SentConsignment[];
};

/** Null when there is no such letter among those that the viewer sent. Of consignments delivered the unopened ones are locked. */
export const holdSentLetter = (
  transaction: Transaction,
  correspondenceId: string,
  state: 'DELIVERED' | 'AWAITING_SUPPLEMENT',
): Promise<SentLetter | null> =>
  transaction.maybeOne(sql`
    select ${uuidOfGlobalId('Correspondence', correspondenceId)}::uuid as correspondence_id,
      sent.confidentiality, sent.departure_number, sent.departure_series, sent.departure_year, sent.deposited_at, sent.legal_time,
      sent.attachments, sent.recipients
      from correspondence.hold_sent(${uuidOfGlobalId('Correspondence', correspondenceId)}::uuid, ${state}) sent`);
