import { randomUUID } from 'node:crypto';
import type { Operation } from '../../evidence/operation.js';
import type { Appended } from '../../platform/blobStore.js';
import { Fault } from '../../platform/errors.js';
import { sql } from '../../platform/sql.js';
import type { Transaction } from '../../platform/database.js';
import { claimUpload, countReceived, findUpload, releaseUpload, type UploadRow } from './uploads.js';

/** The octets of one request. */
export type UploadPart = {
  /** Where in the file they begin. */
  readonly offset: number;
  /** How many they are, where the request says so. */
  readonly sizeBytes: number | null;
  /** SHA-256 of them, where the request says so. */
  readonly sha256: Buffer | null;
  readonly source: AsyncIterable<Uint8Array>;
  /** Stops waiting for more; what has come counts. */
  readonly signal: AbortSignal;
};

// While bytes flow the claim is prolonged three times as often as it must be. A hub that dies frees the upload so soon.
const syncEveryMs = 2_000;
const leaseSeconds = 6;

/**
 * Writes a part of a file and answers how many octets of the file are then on disk. One request at a time writes to an
 * upload: it holds a claim in the upload's row, and no connection while bytes flow.
 *
 * The disk is synced before the row counts: after a crash the row says no more than there is, and the next part cuts off
 * what is beyond. A writer that stalls past its lease can lose the claim to another; it learns so at its next sync. Until
 * then both may write, each what its client sends for the same announced file, and the digest of the whole decides; what
 * becomes final is then a copy, out of reach of both.
 */
export const receiveUpload = async (operation: Operation, upload: UploadRow, part: UploadPart): Promise<number> => {
  const { offset } = part;
  const missing = upload.size_bytes - offset;
  if (offset !== upload.received_bytes) throw offsetMismatch(upload.received_bytes);
  if ((part.sizeBytes ?? 0) > missing) throw tooLarge();

  const claim = await takeClaim(operation, upload, offset);
  let counted = offset;
  const count = async (writtenBytes: number): Promise<void> => {
    const received = offset + writtenBytes;
    const held = await commit(operation, (tx) => countReceived(tx, upload.id, claim, received, leaseSeconds));
    if (held === null) throw await claimLost(operation, upload.id);
    counted = received;
  };
  try {
    const appended = await operation.hub.blobs.append(upload.blob, offset, part.source, {
      limitBytes: part.sizeBytes ?? missing,
      signal: part.signal,
      syncEveryMs,
      onSynced: count,
    });
    const fault = faultOf(appended, part);
    if (fault !== null && appended.end !== 'BROKEN') {
      // uncounted first, and cut while the claim is held: another request may write from the moment of release
      await count(0);
      await operation.hub.blobs.cutBack(upload.blob, offset);
    } else {
      counted = offset + appended.writtenBytes;
    }
    await release(operation, upload, claim, counted);
    if (fault !== null) throw fault;
    return counted;
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'STORAGE_FULL') throw error;
    await release(operation, upload, claim, counted);
    throw storageFull(error, counted);
  }
};

const takeClaim = async (operation: Operation, upload: UploadRow, offset: number): Promise<string> => {
  const claim = randomUUID();
  if ((await commit(operation, (tx) => claimUpload(tx, upload.id, claim, offset, leaseSeconds))) === null) {
    const now = await findUpload(operation.db, upload.id);
    if (now === null || now.state !== 'OPEN') throw uploadNotFound();
    if (now.received_bytes !== offset) throw offsetMismatch(now.received_bytes);
    throw new Fault('BUSY', 'Another request is writing to this upload.', { retryAfterSeconds: leaseSeconds });
  }
  const onDisk = offset === 0 ? 0 : await operation.hub.blobs.partialSize(upload.blob);
  if (onDisk < offset) {
    // the disk was lost or restored: the row must not promise what is not there
    await release(operation, upload, claim, onDisk);
    throw offsetMismatch(onDisk);
  }
  return claim;
};

const release = async (
  operation: Operation,
  { id }: UploadRow,
  claim: string,
  receivedBytes: number,
): Promise<void> => {
  const held = await commit(operation, (tx) => releaseUpload(tx, id, claim, receivedBytes));
  if (held === null) throw await claimLost(operation, id);
};

const commit = <Result>(operation: Operation, work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  operation.write(async (tx) => {
    const result = await work(tx);
    await tx.finish(sql`select`);
    return result;
  });

/** Null when the part is whole and as announced. A part that broke off is kept, any other with a fault is dropped. */
const faultOf = ({ end, writtenBytes, sha256 }: Appended, part: UploadPart): Fault | null => {
  if (end === 'OVER_LIMIT') return tooLarge();
  if (end === 'BROKEN') {
    return new Fault('UPLOAD_INTERRUPTED', 'The body broke off or stalled. Go on from `receivedBytes`.', {
      details: { receivedBytes: part.offset + writtenBytes },
    });
  }
  if (part.sizeBytes !== null && writtenBytes !== part.sizeBytes) {
    return new Fault('BAD_USER_INPUT', 'The body is shorter than its Content-Range says. It was dropped.');
  }
  if (part.sha256 !== null && !part.sha256.equals(sha256)) {
    return new Fault(
      'DIGEST_MISMATCH',
      'The body does not have the digest of its Content-Digest. It was dropped: send it again.',
      {
        details: { receivedBytes: part.offset },
      },
    );
  }
  return null;
};

const claimLost = async (operation: Operation, id: string): Promise<Fault> => {
  const now = await findUpload(operation.db, id);
  return now === null || now.state !== 'OPEN' ? uploadNotFound() : offsetMismatch(now.received_bytes);
};

/** One answer for unknown, foreign, expired and closed. */
export const uploadNotFound = (): Fault => new Fault('NOT_FOUND', 'There is no such upload, or it has ended.');

const storageFull = (cause: Fault, receivedBytes: number): Fault =>
  new Fault('STORAGE_FULL', `${cause.message} Go on later from \`receivedBytes\`.`, {
    cause,
    retryAfterSeconds: 60,
    details: { receivedBytes },
  });

const offsetMismatch = (receivedBytes: number): Fault =>
  new Fault(
    'UPLOAD_OFFSET_MISMATCH',
    'The body does not begin where the received octets end. Go on from `receivedBytes`.',
    {
      details: { receivedBytes },
    },
  );

const tooLarge = (): Fault =>
  new Fault('PAYLOAD_TOO_LARGE', 'The body is larger than what is missing of the announced size.');
