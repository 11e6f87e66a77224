import type { Operation, UserFault } from '../../evidence/operation.js';
import type {
  DocumentUploadFinalizeErrorCode,
  DocumentUploadFinalizeInput,
  MutationResolvers,
} from '../../generated/documents.js';
import { newUuid, uuidOfGlobalId } from '../../platform/ids.js';
import { findDocument, type DocumentRow } from './documents.js';
import { dropUpload, finalizeUpload, findUpload, type UploadRow } from './uploads.js';

type FinalizeFault = UserFault<DocumentUploadFinalizeErrorCode>;

export const documentUploadFinalize: NonNullable<MutationResolvers['documentUploadFinalize']> = async (
  _,
  { input },
  operation,
) => {
  operation.requireViewer();
  const upload = await findOwn(operation, input);
  const fault = check(upload);
  if (upload === null || fault !== null) return refused(operation, fault ?? notFound);
  if (upload.state === 'OPEN' && !(await close(operation, upload))) return refused(operation, mismatch);
  const document = await findMade(operation, upload.id);
  if (document === null) return refused(operation, notFound);
  operation.touch('Document', document.id);
  return { document, userErrors: [] };
};

const path = ['input', 'uploadId'];
const notFound: FinalizeFault = { code: 'UPLOAD_NOT_FOUND', path };
const mismatch: FinalizeFault = { code: 'UPLOAD_DIGEST_MISMATCH', path };

const refused = (operation: Operation, fault: FinalizeFault) => ({
  document: null,
  userErrors: [operation.userError(fault)],
});

const findOwn = async (operation: Operation, { uploadId }: DocumentUploadFinalizeInput): Promise<UploadRow | null> => {
  const id = uuidOfGlobalId('DocumentUpload', uploadId);
  return id === null ? null : findUpload(operation.db, id);
};

const check = (upload: UploadRow | null): FinalizeFault | null => {
  if (upload === null) return notFound;
  const { received_bytes: received, size_bytes: expected } = upload;
  return received < expected ? { code: 'UPLOAD_INCOMPLETE', path, values: { received, expected } } : null;
};

/**
 * Nobody writes to an upload that has all its bytes, so they can be read, synced and moved with no connection held; a
 * writer that may still hold the file open gets no way to what is final (`copy`). A crash before the commit leaves an open
 * upload whose file is already in its last place: closing it again goes on from there.
 */
const close = async (operation: Operation, upload: UploadRow): Promise<boolean> => {
  const { blobs } = operation.hub;
  const copy = upload.contested || upload.claim !== null;
  const isGood = await blobs.finalize(upload.blob, { sizeBytes: upload.size_bytes, sha256: upload.sha256, copy });
  if (!isGood) {
    await operation.write((tx) => dropUpload(tx, upload.id));
    return false;
  }
  await operation.write((tx) => finalizeUpload(tx, upload, newUuid()));
  return true;
};

/** Read after the commit: a twin may have made the document. */
const findMade = async (operation: Operation, uploadId: string): Promise<DocumentRow | null> => {
  const upload = await findUpload(operation.db, uploadId);
  return upload?.document_id == null ? null : findDocument(operation.db, upload.document_id);
};
