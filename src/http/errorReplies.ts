import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newUuid } from '../platform/ids.js';
import { Fault, faultExtensions } from '../platform/errors.js';
import type { Log } from '../platform/log.js';

/** One form for every refusal outside GraphQL's own answers: what GraphQL would say, with the HTTP status that fits. */
export const answerErrors = (app: FastifyInstance, log: Log): void => {
  app.setErrorHandler<FastifyError>((error, request, reply) => sendFault(request, reply, toFault(error, log)));
  app.setNotFoundHandler((request, reply) => sendFault(request, reply, nothingThere()));
};

/** For `frameworkErrors`: an address that cannot be read leads to no route and past every hook, its access record too. */
export const refuseAddress = (_: FastifyError, request: FastifyRequest, reply: FastifyReply): void =>
  void sendFault(request, reply, nothingThere());

const nothingThere = (): Fault => new Fault('NOT_FOUND', 'There is nothing at this address. The API is at /graphql.');

const sendFault = (request: FastifyRequest, reply: FastifyReply, fault: Fault): FastifyReply => {
  const { access } = request as { readonly access?: FastifyRequest['access'] };
  if (access !== undefined) access.outcome = fault.code;
  if (fault.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer realm="wasl"');
  if (fault.retryAfterSeconds !== undefined) reply.header('retry-after', String(fault.retryAfterSeconds));
  return reply
    .code(fault.httpStatus)
    .type(`${mediaType(request)}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message: fault.message, extensions: faultExtensions(fault) }] });
};

/** A client that asks for GraphQL's own type does not look into a refusal of any other (GraphQL over HTTP, 6.4). */
const mediaType = ({ raw, headers }: FastifyRequest): string => {
  const ofGraphql = 'application/graphql-response+json';
  const isGraphql = raw.url?.split('?')[0] === '/graphql';
  return isGraphql && headers.accept?.includes(ofGraphql) === true ? ofGraphql : 'application/json';
};

/** Faults pass; what fastify refuses is the request's fault; all else is a bug, told by its incident id alone. */
const toFault = (error: FastifyError | Fault, log: Log): Fault => {
  if (error instanceof Fault) return error;
  const { statusCode } = error;
  if (statusCode === 413)
    return new Fault('PAYLOAD_TOO_LARGE', `The body is larger than this address takes: ${error.message}.`);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Fault('BAD_USER_INPUT', error.message, { httpStatus: statusCode });
  }
  const incidentId = newUuid();
  log.error({ err: error, incidentId }, 'incident');
  return new Fault('INTERNAL_SERVER_ERROR', 'Internal error. Tell the operator the incident id.', {
    details: { incidentId },
  });
};
