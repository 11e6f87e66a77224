import type { Operation } from '../../evidence/operation.js';
import { sql, type Sql } from '../../platform/sql.js';
import type { AttachmentRow } from './attachments.js';

/** What a recipient found missing, and what came of it. */
export type SupplementRequestRow = {
  readonly id: string;
  readonly correspondence_id: string;
  readonly institution_id: string;
  readonly requested_at: string;
  readonly pieces: string[];
  readonly due_on: string | null;
  readonly supplied_at: string | null;
  readonly note: string | null;
  readonly files: readonly AttachmentRow[];
};

type SuppliedRow = AttachmentRow & { readonly request_id: string };

/**
 * The requests about the letters that `source` yields, oldest first: to the sender all, to a recipient its own and those with
 * which the letter was sent on to it.
 */
export const readSupplementRequests = async (
  operation: Operation,
  source: Sql,
): Promise<readonly SupplementRequestRow[]> => {
  const [requests, files] = await Promise.all([
    operation.db.many<Omit<SupplementRequestRow, 'files'>>(sql`
      select r.id, r.correspondence_id, r.institution_id, r.requested_at, r.pieces, r.due_on, r.supplied_at, r.note
        from correspondence.supplement_request r
       where r.correspondence_id in (${source})
       order by r.correspondence_id, r.requested_at, r.id`),
    operation.db.many<SuppliedRow>(sql`
      select distinct on (s.request_id, s.position) s.request_id, s.correspondence_id, s.document_id, 'ANNEX' as role, s.title, s.sha256
        from correspondence.supplement_attachment s
       where s.correspondence_id in (${source})
       order by s.request_id, s.position`),
  ]);
  return requests.map((request) => ({
    ...request,
    files: files.filter(({ request_id }) => request_id === request.id),
  }));
};
