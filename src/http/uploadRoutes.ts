import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.js';
import type { Operation } from '../evidence/operation.js';
import { Fault } from '../platform/errors.js';
import { answerContent } from './answerContent.js';
import { answerUpload } from './answerUpload.js';
import { heldBodies } from './heldBodies.js';

export type UploadRouteDeps = {
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly operationOf: (request: FastifyRequest, viewer: Viewer) => Operation;
  /** Writes down that a recipient opens a letter, before it gets the first byte. */
  readonly recordOpening: (operation: Operation, documentId: string) => Promise<void>;
  readonly uploadTimes?: UploadTimes;
};

export type UploadTimes = {
  /** How long a body may stand still. */
  readonly idleMs: number;
  /** How long one request may take; a file may take many. */
  readonly totalMs: number;
};

type WithId = { readonly Params: { readonly id: string } };

const defaultTimes: UploadTimes = { idleMs: 30_000, totalMs: 3_600_000 };

/** Where the bytes of documents come in and go out, around GraphQL. */
export const registerUploadRoutes = (app: FastifyInstance, deps: UploadRouteDeps): void => {
  const bodies = heldBodies(app, '/uploads/');

  const authorize = async (request: FastifyRequest, scopes: readonly string[]): Promise<Operation> => {
    const viewer = await deps.authenticate(request);
    if (viewer === null) throw new Fault('UNAUTHENTICATED', 'This needs an access token in `Authorization: Bearer …`.');
    request.access.viewer = viewer;
    if (!scopes.some((scope) => viewer.scopes.has(scope))) {
      throw new Fault('FORBIDDEN', `This needs the scope ${scopes.join(' or ')}.`);
    }
    return deps.operationOf(request, viewer);
  };

  void app.register(async (uploads) => {
    // octets are taken as they are, whatever they are called: nothing parses them, and no type is refused
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, _body, done) => done(null));
    uploads.addHook('onRequest', async (request) => {
      delete request.raw.headers['content-type'];
    });
    uploads.addHook('onSend', async (request, reply) => bodies.beforeAnswer(request, reply));
    uploads.addHook('onResponse', async (request) => bodies.afterAnswer(request));
    uploads.put<WithId>('/uploads/:id', async (request, reply) => {
      request.access.kind = 'UPLOAD';
      const operation = await authorize(request, ['documents:write']);
      await answerUpload(
        request,
        reply,
        operation,
        () => bodies.read(request, reply),
        deps.uploadTimes ?? defaultTimes,
      );
      return reply;
    });
  });

  app.route<WithId>({
    method: ['GET', 'HEAD'],
    url: '/documents/:id/content',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (request.method === 'GET') request.access.kind = 'DOWNLOAD';
      const operation = await authorize(request, ['documents:read', 'documents:write']);
      return answerContent(request, reply, operation, deps.recordOpening);
    },
  });
};
