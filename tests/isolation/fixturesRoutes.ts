import type { Ids } from './fixtures.js';

export type RouteFixture = {
  /** Any one of them opens it; null: open to everyone. */
  readonly scopes: readonly string[] | null;
  /** An `Authorization` header is refused there as such. */
  readonly takesNoToken?: boolean;
  readonly request: (ids: Ids) => {
    readonly path: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  };
};

const openTo = (path: string): RouteFixture => ({ scopes: null, request: () => ({ path }) });
const json = { 'content-type': 'application/json' };

/** One for each route of the router: a route without one fails the walk. What GraphQL answers is walked field by field. */
export const routeFixtures: Readonly<Record<string, RouteFixture>> = {
  'GET /healthz': openTo('/healthz'),
  'HEAD /healthz': openTo('/healthz'),
  'GET /readyz': openTo('/readyz'),
  'HEAD /readyz': openTo('/readyz'),
  'GET /schema.graphql': openTo('/schema.graphql'),
  'HEAD /schema.graphql': openTo('/schema.graphql'),
  'GET /graphiql': openTo('/graphiql'),
  'HEAD /graphiql': openTo('/graphiql'),
  'GET /graphiql/assets/:name': openTo('/graphiql/assets/none-00000000.js'),
  'HEAD /graphiql/assets/:name': openTo('/graphiql/assets/none-00000000.js'),
  'GET /errors': openTo('/errors'),
  'HEAD /errors': openTo('/errors'),
  'GET /errors/:code': openTo('/errors/DIGEST_MISMATCH'),
  'HEAD /errors/:code': openTo('/errors/DIGEST_MISMATCH'),
  'GET /.well-known/evidence-keys.json': openTo('/.well-known/evidence-keys.json'),
  'HEAD /.well-known/evidence-keys.json': openTo('/.well-known/evidence-keys.json'),
  'GET /.well-known/oauth-authorization-server': openTo('/.well-known/oauth-authorization-server'),
  'HEAD /.well-known/oauth-authorization-server': openTo('/.well-known/oauth-authorization-server'),
  'GET /.well-known/oauth-authorization-server/sandbox': openTo('/.well-known/oauth-authorization-server/sandbox'),
  'HEAD /.well-known/oauth-authorization-server/sandbox': openTo('/.well-known/oauth-authorization-server/sandbox'),
  'GET /.well-known/jwks.json': openTo('/.well-known/jwks.json'),
  'HEAD /.well-known/jwks.json': openTo('/.well-known/jwks.json'),
  'GET /.well-known/call-keys.json': openTo('/.well-known/call-keys.json'),
  'HEAD /.well-known/call-keys.json': openTo('/.well-known/call-keys.json'),
  'POST /oauth/token': {
    scopes: null,
    takesNoToken: true,
    request: () => ({
      path: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    }),
  },
  'POST /oauth/enrol': {
    scopes: null,
    request: () => ({ path: '/oauth/enrol', headers: json, body: '{"code":"none"}' }),
  },
  'POST /sandbox/token': {
    scopes: null,
    request: () => ({ path: '/sandbox/token', headers: json, body: '{"institution":"none"}' }),
  },
  'GET /graphql': openTo('/graphql'),
  'HEAD /graphql': openTo('/graphql'),
  'POST /graphql': {
    scopes: null,
    request: () => ({ path: '/graphql', headers: json, body: '{"query":"{ __typename }"}' }),
  },
  'PUT /uploads/:id': {
    scopes: ['documents:write'],
    request: ({ DocumentUpload }) => ({ path: `/uploads/${DocumentUpload}`, body: 'x'.repeat(1_000) }),
  },
  'GET /registers/:id/print': {
    scopes: ['registers:read', 'registers:write'],
    request: ({ Register }) => ({ path: `/registers/${Register}/print?lang=fr` }),
  },
  'GET /register-entries/:id/slip': {
    scopes: ['registers:read', 'registers:write'],
    request: ({ RegisterEntry }) => ({ path: `/register-entries/${RegisterEntry}/slip?lang=fr` }),
  },
  'GET /documents/:id/content': {
    scopes: ['documents:read', 'documents:write'],
    request: ({ Document }) => ({ path: `/documents/${Document}/content` }),
  },
  'HEAD /documents/:id/content': {
    scopes: ['documents:read', 'documents:write'],
    request: ({ Document }) => ({ path: `/documents/${Document}/content` }),
  },
};
