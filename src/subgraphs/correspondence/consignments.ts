import type { Operation } from '../../evidence/operation.js';
import { sql, type Sql } from '../../platform/sql.js';

/** A letter as placed before one institution. */
export type ConsignmentRow = {
  readonly institution_id: string;
  readonly correspondence_id: string;
  readonly role: 'TO' | 'CC';
  readonly state: 'DELIVERED' | 'RETRIEVED' | 'REGISTERED' | 'ACKNOWLEDGED';
  readonly state_changed_at: string;
  readonly delivered_at: string;
  readonly first_opened_at: string | null;
  readonly function_address_id: string | null;
  readonly arrival_number: string | null;
  readonly note: string | null;
  readonly confidentiality: 'ORDINARY' | 'CONFIDENTIAL';
};

/** The consignments that the viewer may see of the letters that `source` yields, in the order of the recipients. */
export const readConsignments = (operation: Operation, source: Sql): Promise<readonly ConsignmentRow[]> =>
  operation.db.many(sql`
    select c.institution_id, c.correspondence_id, c.role, c.state, c.state_changed_at, c.delivered_at, c.first_opened_at,
      c.function_address_id, c.arrival_number, c.note, c.confidentiality
      from correspondence.consignments_of(array(${source})) c`);
