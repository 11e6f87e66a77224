import type { Operation } from '../../evidence/operation.js';
import { sql, type Sql } from '../../platform/sql.js';

/** A file of a letter, as it was at deposit: what the evidence commits to. */
export type AttachmentRow = {
  readonly correspondence_id: string;
  readonly document_id: string;
  readonly role: 'MAIN' | 'ANNEX';
  readonly title: string;
  readonly sha256: Buffer;
};

/** The attachments of the letters that `source` yields, in the order of the letter. */
export const readAttachments = (operation: Operation, source: Sql): Promise<readonly AttachmentRow[]> =>
  operation.db.many(sql`
    select a.correspondence_id, a.document_id, a.role, a.title, a.sha256
      from correspondence.attachment a
     where a.correspondence_id in (${source})
     order by a.correspondence_id, a.position`);
