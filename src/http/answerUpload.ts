import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../evidence/operation.js';
import { Fault } from '../platform/errors.js';
import { uuidOfGlobalId } from '../platform/ids.js';
import { receiveUpload, uploadNotFound, type UploadPart } from '../subgraphs/documents/receiveUpload.js';
import { findUpload, type UploadRow } from '../subgraphs/documents/uploads.js';
import { parseContentDigest } from './contentDigest.js';
import { parseContentRange } from './contentRange.js';
import type { UploadTimes } from './uploadRoutes.js';

/** `PUT /uploads/{id}`: the octets of a file, or from where the last request broke off (RFC 9110, 14.5). */
export const answerUpload = async (
  request: FastifyRequest<{ Params: { readonly id: string } }>,
  reply: FastifyReply,
  operation: Operation,
  body: () => AsyncIterable<Uint8Array>,
  times: UploadTimes,
): Promise<void> => {
  const id = uuidOfGlobalId('DocumentUpload', request.params.id);
  const upload = id === null ? null : await findUpload(operation.db, id);
  if (upload?.state !== 'OPEN') throw uploadNotFound();
  operation.touch('DocumentUpload', upload.id);
  const announced = readHeaders(request, upload);
  const watch = watchBody(times);
  try {
    const received = await receiveUpload(operation, upload, {
      ...announced,
      source: watch.follow(body),
      signal: watch.signal,
    });
    await reply.code(204).header('upload-offset', received).send();
  } catch (error) {
    const known = error instanceof Fault ? error.details['receivedBytes'] : undefined;
    if (typeof known === 'number') void reply.header('upload-offset', known);
    throw error;
  } finally {
    watch.end();
  }
};

type Announced = Pick<UploadPart, 'offset' | 'sizeBytes' | 'sha256'>;

const readHeaders = ({ headers }: FastifyRequest, { size_bytes: sizeBytes }: UploadRow): Announced => {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new Fault('BAD_USER_INPUT', 'Send the octets of the file without Content-Encoding.', { httpStatus: 415 });
  }
  const sha256 = headers['content-digest'] === undefined ? null : parseContentDigest(String(headers['content-digest']));
  if (sha256 === 'MALFORMED') throw badHeader('Content-Digest must be like sha-256=:<base64>: (RFC 9530).');
  const length = headers['content-length'] === undefined ? bodyless(headers) : Number(headers['content-length']);
  if (headers['content-range'] === undefined) return { offset: 0, sizeBytes: length, sha256 };
  const range = parseContentRange(headers['content-range']);
  if (range === null) throw badHeader('Content-Range must be like bytes <first>-<last>/<size> (RFC 9110).');
  const rangeSize = range.end - range.start + 1;
  if (range.total !== null && range.total !== sizeBytes)
    throw badHeader('The size in Content-Range is not the announced one.');
  if (length !== null && length !== rangeSize) throw badHeader('Content-Range and Content-Length do not agree.');
  return { offset: range.start, sizeBytes: rangeSize, sha256 };
};

/** Without length and transfer coding there is no body (RFC 9112, 6.3); with the latter its size is not known. */
const bodyless = (headers: FastifyRequest['headers']): 0 | null =>
  headers['transfer-encoding'] === undefined ? 0 : null;

const badHeader = (message: string): Fault => new Fault('BAD_USER_INPUT', message);

type BodyWatch = {
  readonly signal: AbortSignal;
  readonly follow: (body: () => AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  readonly end: () => void;
};

/** Fires when nothing has come for `idleMs`, or when all takes longer than `totalMs`. */
const watchBody = ({ idleMs, totalMs }: UploadTimes): BodyWatch => {
  const controller = new AbortController();
  const timers = [idleMs, totalMs].map((ms) => setTimeout(() => controller.abort(), ms));
  return {
    signal: controller.signal,
    follow: async function* (body) {
      for await (const chunk of body()) {
        timers[0]?.refresh();
        yield chunk;
      }
    },
    end: () => timers.forEach(clearTimeout),
  };
};
