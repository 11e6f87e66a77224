import type { Operation } from '../../evidence/operation.js';
import type { Reads } from '../../platform/database.js';
import { columns, sql } from '../../platform/sql.js';

type StoredRow = {
  readonly id: string;
  readonly owner_id: string;
  readonly file_name: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: Buffer;
  readonly blob: string;
};

/** A document as the viewer's institution holds it. */
export type DocumentRow = StoredRow & {
  /** It came in confidential letters only. */
  readonly confidential: boolean;
};

const documentColumns = columns<StoredRow>()(
  'document',
  'id',
  'owner_id',
  'file_name',
  'media_type',
  'size_bytes',
  'sha256',
  'blob',
);

/** Those of the documents that the institution holds, in any order. */
export const listDocuments = (db: Reads, ids: readonly string[]): Promise<readonly DocumentRow[]> =>
  db.many<DocumentRow>(sql`
    select ${documentColumns}, holding.confidential
      from documents.holding
      join documents.document on document.id = holding.document_id
     where holding.institution_id = wasl.institution()
       and holding.document_id = any (${ids}::uuid[])`);

export const findDocument = async (db: Reads, id: string): Promise<DocumentRow | null> =>
  (await listDocuments(db, [id]))[0] ?? null;

/** Whether the viewer's client may know more of a document than that it exists. */
export const mayRead = (operation: Operation, document: DocumentRow): boolean =>
  !document.confidential || operation.hasScope('correspondence:read-confidential');
