import type { Operation } from '../../evidence/operation.js';
import type { ConsignmentState, ReasonCode } from '../../generated/correspondence.js';
import { sql, type Sql } from '../../platform/sql.js';

/** A letter as placed before one institution. */
export type ConsignmentRow = {
  readonly institution_id: string;
  readonly correspondence_id: string;
  readonly role: 'TO' | 'CC';
  readonly state: ConsignmentState;
  readonly state_changed_at: string;
  readonly delivered_at: string;
  readonly first_opened_at: string | null;
  readonly function_address_id: string | null;
  readonly arrival_number: string | null;
  readonly note: string | null;
  readonly reason_code: ReasonCode | null;
  readonly reason_text: string | null;
  readonly redirected_to_id: string | null;
  readonly redirected_from_id: string | null;
  readonly overdue_since: string | null;
  readonly confidentiality: 'ORDINARY' | 'CONFIDENTIAL';
};

/**
 * The consignments that the viewer may see of the letters that `source` yields, in the order of the recipients. Where an
 * institution has moved its letter inside is shown to itself; the others see the function that the sender addressed.
 */
export const readConsignments = (operation: Operation, source: Sql): Promise<readonly ConsignmentRow[]> =>
  operation.db.many(sql`
    select c.institution_id, c.correspondence_id, c.role, c.state, c.state_changed_at, c.delivered_at, c.first_opened_at,
      case
        when c.reassigned_at is null or c.institution_id = ${operation.requireViewer().institutionId} then c.function_address_id
        else c.addressed_function_id
      end as function_address_id,
      c.arrival_number, c.note, c.reason_code, c.reason_text, c.redirected_to_id, c.redirected_from_id, c.overdue_since,
      c.confidentiality
      from correspondence.consignments_of(array(${source})) c`);
