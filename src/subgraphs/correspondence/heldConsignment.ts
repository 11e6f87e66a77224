import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import type { ConsignmentRow } from './consignments.js';

/** The viewer's consignment of a letter it received, locked, with what evidence about it has to say. */
export type HeldConsignment = {
  readonly correspondence_id: string;
  readonly role: 'TO' | 'CC';
  readonly state: ConsignmentRow['state'];
  /** Where its institution has it; the sender is not told. */
  readonly function_address_code: string | null;
  /** Where the sender addressed it: what evidence names. */
  readonly addressed_function_code: string | null;
  readonly first_opened_at: string | null;
  readonly arrival_number: string | null;
  readonly confidentiality: 'ORDINARY' | 'CONFIDENTIAL';
  readonly priority: 'NORMAL' | 'URGENT' | 'VERY_URGENT';
  readonly sender_id: string;
  readonly sender_code: string;
  readonly departure_number: string;
  readonly departure_series: string;
  readonly departure_year: number;
  readonly deposited_at: string;
  readonly subject: string;
  readonly recipient_count: number;
  readonly last_evidence_id: string;
  /** Read under the lock, and later than the consignment's last change. */
  readonly legal_time: string;
  readonly attachments: readonly {
    readonly role: 'MAIN' | 'ANNEX';
    readonly title: string;
    readonly mediaType: string;
    readonly sizeBytes: number;
    readonly sha256: string;
  }[];
};

/** Null when there is no such letter in the viewer's inbox, whatever the reason. */
export const holdConsignment = (transaction: Transaction, correspondenceId: string): Promise<HeldConsignment | null> =>
  transaction.maybeOne(sql`
    select ${uuidOfGlobalId('Correspondence', correspondenceId)}::uuid as correspondence_id,
      held.role, held.state, held.function_address_code, held.addressed_function_code, held.first_opened_at, held.arrival_number,
      held.confidentiality, held.priority, held.sender_id, held.sender_code, held.departure_number, held.departure_series,
      held.departure_year, held.deposited_at, held.subject, held.recipient_count, held.last_evidence_id, held.legal_time,
      held.attachments
      from correspondence.hold(${uuidOfGlobalId('Correspondence', correspondenceId)}::uuid) held`);
