import type { Reads, Transaction } from '../../platform/database.js';
import { newBlobName } from '../../platform/blobStore.js';
import { newUuid } from '../../platform/ids.js';
import { columns, sql } from '../../platform/sql.js';

export type UploadRow = {
  readonly id: string;
  readonly file_name: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: Buffer;
  readonly received_bytes: number;
  readonly blob: string;
  readonly state: 'OPEN' | 'FINAL' | 'DROPPED';
  readonly document_id: string | null;
  /** The request that is writing, or that died writing. */
  readonly claim: string | null;
  /** A writer lost its claim and may still hold the file open. */
  readonly contested: boolean;
  readonly expires_at: string;
};

export type AnnouncedFile = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: Buffer;
};

const uploadColumns = columns<UploadRow>()(
  'upload',
  'id',
  'file_name',
  'media_type',
  'size_bytes',
  'sha256',
  'received_bytes',
  'blob',
  'state',
  'document_id',
  'claim',
  'contested',
  'expires_at',
);

/** Of the institution, open and not expired, or final; in any order. */
export const listUploads = (db: Reads, ids: readonly string[]): Promise<readonly UploadRow[]> =>
  db.many<UploadRow>(sql`
    select ${uploadColumns}
      from documents.upload
     where upload.institution_id = wasl.institution()
       and upload.id = any (${ids}::uuid[])
       and (upload.state = 'FINAL' or upload.state = 'OPEN' and upload.expires_at > wasl.now())`);

export const findUpload = async (db: Reads, id: string): Promise<UploadRow | null> =>
  (await listUploads(db, [id]))[0] ?? null;

/** An expired upload of the same file no longer stands in the way of a new one. */
export const dropExpiredTwin = (tx: Transaction, clientId: string, file: AnnouncedFile): Promise<unknown> =>
  tx.many(sql`
    update documents.upload
       set state = 'DROPPED'
     where institution_id = wasl.institution()
       and client_id = ${clientId}
       and file_name = ${file.fileName}
       and media_type = ${file.mediaType}
       and size_bytes = ${file.sizeBytes}
       and sha256 = ${file.sha256}
       and state = 'OPEN'
       and expires_at <= wasl.now()`);

/** The open upload of this file: a new one, or the one that is there. A twin waits for the other's commit. */
export const openUpload = (tx: Transaction, clientId: string, file: AnnouncedFile): Promise<UploadRow> =>
  tx.one<UploadRow>(sql`
    insert into documents.upload (id, institution_id, client_id, file_name, media_type, size_bytes, sha256, blob, expires_at)
    values (${newUuid()}, wasl.institution(), ${clientId}, ${file.fileName}, ${file.mediaType}, ${file.sizeBytes},
            ${file.sha256}, ${newBlobName()}, wasl.now() + interval '24 hours')
    on conflict (institution_id, client_id, file_name, media_type, size_bytes, sha256) where state = 'OPEN'
    do update set state = upload.state
    returning ${uploadColumns}`);

/** Null when the upload does not stand at `offset`, or when another request is writing. */
export const claimUpload = (
  tx: Transaction,
  id: string,
  claim: string,
  offset: number,
  leaseSeconds: number,
): Promise<UploadRow | null> =>
  tx.maybeOne<UploadRow>(sql`
    update documents.upload
       set contested = upload.contested or upload.claim is not null,
           claim = ${claim},
           claimed_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where id = ${id}
       and state = 'OPEN'
       and expires_at > wasl.now()
       and received_bytes = ${offset}
       and (claim is null or claimed_until < clock_timestamp())
    returning ${uploadColumns}`);

/** Counts what is on disk and prolongs the claim; null when the claim is lost. */
export const countReceived = (
  tx: Transaction,
  id: string,
  claim: string,
  receivedBytes: number,
  leaseSeconds: number,
): Promise<unknown> =>
  tx.maybeOne(sql`
    update documents.upload
       set received_bytes = ${receivedBytes},
           claimed_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where id = ${id}
       and claim = ${claim}
       and state = 'OPEN'
    returning id`);

/** Counts what is on disk and gives the claim up; null when it is lost. */
export const releaseUpload = (tx: Transaction, id: string, claim: string, receivedBytes: number): Promise<unknown> =>
  tx.maybeOne(sql`
    update documents.upload
       set received_bytes = ${receivedBytes},
           claim = null,
           claimed_until = null
     where id = ${id}
       and claim = ${claim}
       and state = 'OPEN'
    returning id`);

/** The last statement of its transaction: nobody can go on with this upload. */
export const dropUpload = (tx: Transaction, id: string): Promise<void> =>
  tx.finish(sql`
    update documents.upload
       set state = 'DROPPED'
     where id = ${id}
       and state = 'OPEN'`);

/**
 * The last statement of its transaction: the document, and by its trigger its maker's holding, if nobody was quicker and
 * nobody has written since `upload` was read.
 */
export const finalizeUpload = (tx: Transaction, upload: UploadRow, documentId: string): Promise<void> =>
  tx.finish(sql`
    with closed as (
      update documents.upload
         set state = 'FINAL',
             document_id = ${documentId},
             claim = null,
             claimed_until = null
       where id = ${upload.id}
         and state = 'OPEN'
         and expires_at > wasl.now()
         and received_bytes = size_bytes
         and claim is not distinct from ${upload.claim}
      returning institution_id, file_name, media_type, size_bytes, sha256, blob
    )
    insert into documents.document (id, owner_id, file_name, media_type, size_bytes, sha256, blob)
    select ${documentId}, institution_id, file_name, media_type, size_bytes, sha256, blob
      from closed`);
