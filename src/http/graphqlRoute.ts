import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../access/authenticate.js';
import type { Hub } from '../evidence/hub.js';
import { createOperation } from '../evidence/operation.js';
import { createFormatError } from '../gateway/formatError.js';
import type { Gateway } from '../gateway/gateway.js';
import { createGraphqlServer } from '../gateway/graphqlServer.js';
import { newUuid } from '../platform/ids.js';
import { languageOf } from '../platform/messages.js';
import { recordOperation, type RequestContext } from './recordOperation.js';

/** Octets of a request to `/graphql`. */
const bodyLimit = 1024 * 1024;

/** `/graphql`: one `Operation` per request, its viewer known before the document is looked at. Returns how to stop it. */
export const registerGraphqlRoute = async (
  app: FastifyInstance,
  hub: Hub,
  gateway: Gateway,
  authenticate: Authenticate,
): Promise<() => Promise<void>> => {
  const server = createGraphqlServer<RequestContext['operation']>({
    gateway,
    formatError: createFormatError(
      (incidentId, error) => hub.log.error({ err: error, incidentId }, 'incident'),
      () => newUuid(),
    ),
    plugins: [recordOperation as never],
  });
  await server.start();
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    bodyLimit,
    // before the body: one that cannot be read is refused to somebody, and recorded as that
    onRequest: async (request) => {
      request.access.viewer = await authenticate(request.raw, (viewer) => (request.access.viewer = viewer));
    },
    handler: fastifyApolloHandler(server, {
      context: async (request): Promise<RequestContext> => ({
        operation: createOperation(
          hub,
          request.access.viewer,
          languageOf(request.headers['accept-language']),
          request.access,
        ),
        access: request.access,
      }),
    }),
  });
  return () => server.stop();
};
