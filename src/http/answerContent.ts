import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../evidence/operation.js';
import { Fault } from '../platform/errors.js';
import { uuidOfGlobalId } from '../platform/ids.js';
import { findDocument, mayRead, type DocumentRow } from '../subgraphs/documents/documents.js';
import { parseByteRange } from './byteRange.js';
import { attachmentNamed } from './contentDisposition.js';
import { formatDigest } from './contentDigest.js';

/** `GET` and `HEAD /documents/{id}/content`: the octets of a document that the institution holds, or a range of them. */
export const answerContent = async (
  request: FastifyRequest<{ Params: { readonly id: string } }>,
  reply: FastifyReply,
  operation: Operation,
  recordOpening: (operation: Operation, documentId: string) => Promise<void>,
): Promise<FastifyReply> => {
  const document = await getReadable(operation, request.params.id);
  operation.touch('Document', document.id);
  const etag = `"${document.sha256.toString('hex')}"`;
  void reply.headers({ etag, 'cache-control': 'private, no-store', 'accept-ranges': 'bytes' });
  if (isListed(etag, request.headers['if-none-match'])) return reply.code(304).send();

  const range = isCurrent(etag, request.headers['if-range'])
    ? parseByteRange(request.headers.range, document.size_bytes)
    : null;
  if (range === 'UNSATISFIABLE') {
    void reply.header('content-range', `bytes */${document.size_bytes}`);
    throw new Fault('BAD_USER_INPUT', 'The range begins behind the end of the document.', { httpStatus: 416 });
  }
  const { start, end } = range ?? { start: 0, end: document.size_bytes - 1 };
  const headers = {
    ...describe(document),
    'content-length': end - start + 1,
    ...(range === null
      ? { 'content-digest': formatDigest(document.sha256) }
      : { 'content-range': `bytes ${start}-${end}/${document.size_bytes}` }),
  };
  const status = range === null ? 200 : 206;
  if (request.method === 'HEAD') return reply.code(status).headers(headers).send();

  request.access.fields.add('Document.content');
  // opened first: an opening is recorded only for bytes that can be sent
  const bytes = await operation.hub.blobs.read(document.blob, { start, end });
  try {
    if (document.owner_id !== operation.requireViewer().institutionId) await recordOpening(operation, document.id);
  } catch (error) {
    bytes.destroy();
    throw error;
  }
  return reply.code(status).headers(headers).send(bytes);
};

/** One answer for unknown, not held, malformed and of another type. */
const getReadable = async (operation: Operation, globalId: string): Promise<DocumentRow> => {
  const id = uuidOfGlobalId('Document', globalId);
  const document = id === null ? null : await findDocument(operation.db, id);
  if (document === null) throw new Fault('NOT_FOUND', 'There is no such document.');
  const isOwner = document.owner_id === operation.requireViewer().institutionId;
  if (!isOwner && !operation.hasScope('documents:read')) {
    throw new Fault('FORBIDDEN', 'This needs the scope documents:read.');
  }
  if (!mayRead(operation, document)) {
    throw new Fault('FORBIDDEN', 'This needs the scope correspondence:read-confidential.');
  }
  return document;
};

/** Whatever a file is, a browser saves it and runs nothing of it in the hub's name. */
const describe = (document: DocumentRow): Record<string, string> => ({
  'content-type': document.media_type,
  'content-disposition': attachmentNamed(document.file_name),
  'repr-digest': formatDigest(document.sha256),
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
});

/** `If-Range` by date is never current, since the hub gives no `Last-Modified`. */
const isCurrent = (etag: string, ifRange: string | string[] | undefined): boolean =>
  ifRange === undefined || ifRange === etag;

const isListed = (etag: string, ifNoneMatch: string | undefined): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));
