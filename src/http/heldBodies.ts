import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export type HeldBodies = {
  /** The body's octets, asked for now if the client waits for leave to send them. Leaving it early closes nothing. */
  readonly read: (request: FastifyRequest, reply: FastifyReply) => AsyncIterable<Uint8Array>;
  readonly beforeAnswer: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  readonly afterAnswer: (request: FastifyRequest) => Promise<void>;
};

const lingerMs = 2_000;

/**
 * Requests whose caller is checked before the body is sent or read. A client that says `Expect: 100-continue` sends nothing
 * until it may. One that sends at once can read a refusal although it has not ended sending: closing the connection at
 * that moment would reset it under the answer, so the rest is thrown away for a while, and then the connection closes.
 */
export const heldBodies = (app: FastifyInstance, pathPrefix: string): HeldBodies => {
  const waiting = new WeakSet<IncomingMessage>();
  app.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith(pathPrefix) === true) waiting.add(request);
    else response.writeContinue();
    app.routing(request, response);
  });
  return {
    read: ({ raw }, reply) => {
      if (waiting.delete(raw)) reply.raw.writeContinue();
      return raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    },
    beforeAnswer: async ({ raw }, reply) => {
      if (waiting.has(raw)) void reply.header('connection', 'close');
      // else Node would close at once when the client has asked for a close after the answer
      else if (!raw.complete) reply.raw.shouldKeepAlive = true;
    },
    afterAnswer: async ({ raw }) => {
      if (raw.complete) return;
      raw.resume();
      setTimeout(() => {
        if (!raw.complete) raw.socket.destroy();
      }, lingerMs).unref();
    },
  };
};
