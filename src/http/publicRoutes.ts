import type { FastifyInstance } from 'fastify';
import { registerErrorRoutes } from './errorRoutes.js';

/** `/schema.graphql`, for every code generator, and the pages that explain the error codes. */
export const registerPublicRoutes = (app: FastifyInstance, publicSdl: string): void => {
  app.get('/schema.graphql', async (_, reply) =>
    reply.type('application/graphql; charset=utf-8').header('access-control-allow-origin', '*').send(publicSdl),
  );
  registerErrorRoutes(app);
};
