import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newAccessRecord } from '../evidence/accessRecord.js';
import type { AccessLog } from '../evidence/accessLog.js';
import type { Clock } from '../platform/clock.js';
import { Fault, faultExtensions } from '../platform/errors.js';
import type { Log } from '../platform/log.js';

/** Routes that tell nothing of anybody: their requests leave no record. */
const isPublic = (request: FastifyRequest): boolean => {
  const url = request.routeOptions.url ?? '';
  return /^\/(healthz|readyz|schema\.graphql|graphiql|errors(?:\/|$)|\.well-known\/)/.test(url);
};

/**
 * Every answer waits here for its record, before its first byte: answers of GraphQL, downloads, refusals, unknown routes and
 * clients that have gone. Without its record no answer leaves: `AUDIT_UNAVAILABLE` goes in its place.
 */
export const recordAccess = (app: FastifyInstance, accessLog: AccessLog, clock: Clock, log: Log): void => {
  app.decorateRequest('access');
  app.addHook('onRequest', async (request) => {
    request.access = newAccessRecord('REQUEST', clock.nowMs());
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (isPublic(request)) return payload;
    try {
      await accessLog.append(request.access, {
        httpStatus: reply.statusCode,
        durationMs: reply.elapsedTime,
        source: request.ip,
      });
      return payload;
    } catch (error) {
      log.error({ err: error }, 'an access could not be recorded: its answer was withheld');
      return withhold(reply, payload);
    }
  });
};

const withhold = (reply: FastifyReply, payload: unknown): string => {
  if (isDestroyable(payload)) payload.destroy();
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
  const fault = new Fault(
    'AUDIT_UNAVAILABLE',
    'The record of this access could not be written, so nothing is answered. What was done is done: try again with the same key.',
    {
      retryAfterSeconds: 1,
    },
  );
  void reply
    .code(fault.httpStatus)
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('retry-after', '1');
  return JSON.stringify({ errors: [{ message: fault.message, extensions: faultExtensions(fault) }] });
};

const isDestroyable = (payload: unknown): payload is { destroy: () => void } =>
  typeof payload === 'object' && payload !== null && typeof (payload as { destroy?: unknown }).destroy === 'function';
