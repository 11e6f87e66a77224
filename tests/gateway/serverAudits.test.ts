import type { AddressInfo } from 'node:net';
import fastifyApollo from '@as-integrations/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { serverAudits, type Audit } from 'graphql-http';
import { givenServer, hubStubs } from './support/testServer.js';

let http: FastifyInstance;
let audits: readonly Audit[];

const url = (): string => `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/graphql`;

beforeAll(async () => {
  const { server } = await givenServer(hubStubs());
  http = fastify();
  await http.register(fastifyApollo(server), { context: async () => ({ operation: { viewer: null } }) });
  await http.listen({ port: 0, host: '127.0.0.1' });
  audits = serverAudits({ url, fetchFn: fetch });
});

afterAll(() => http.close());

/** A GET without a header that makes browsers ask first is refused (CSRF prevention). GET is optional. */
const refusedGets = ['notice 5A70', 'notice D6D5', 'notice 6A70'];

test('the audits of GraphQL over HTTP find no error and no warning', async () => {
  const found: string[] = [];
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status !== 'ok') found.push(`${result.status} ${audit.id}`);
  }
  expect(found).toEqual(refusedGets);
});
