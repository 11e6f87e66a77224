import type { GraphQLFormattedError } from 'graphql';
import type { Viewer } from '../../../src/access/viewer.js';
import type { Subgraph } from '../../../src/gateway/buildSubgraph.js';
import { createFormatError } from '../../../src/gateway/formatError.js';
import { createGateway, type Gateway, type RemoteSubgraph } from '../../../src/gateway/gateway.js';
import type { GatewayOperation } from '../../../src/gateway/gatewayContext.js';
import { createGraphqlServer } from '../../../src/gateway/graphqlServer.js';
import { hubSubgraphs } from '../../../src/gateway/hubSubgraphs.js';
import { defaultLimits, type Limits } from '../../../src/gateway/limits.js';
import { readSubgraphSdl } from '../../../src/gateway/subgraphSdl.js';
import { stubSubgraph } from './stubSubgraph.js';

export type Answer = {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
};

export type TestServer = {
  readonly gateway: Gateway;
  readonly server: ReturnType<typeof createGraphqlServer>;
  readonly reported: unknown[];
  readonly ask: (query: string, options?: AskOptions) => Promise<Answer>;
};

export type AskOptions = {
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly viewer?: Viewer | null;
};

export const hubStubs = (): readonly Subgraph[] =>
  hubSubgraphs.map((name) => stubSubgraph(name, readSubgraphSdl(name)));

export const givenViewer = (...scopes: readonly string[]): Viewer => ({
  institutionId: '01890000-0000-7000-8000-000000000001',
  institutionCode: 'MA-COM-0001',
  clientId: 'client',
  keyThumbprint: 'thumbprint',
  scopes: new Set(scopes),
  functions: null,
  purpose: 'CORRESPONDENCE',
  purposes: ['CORRESPONDENCE'],
  caseReference: null,
  tokenId: 'token',
  expiresAtMs: 0,
});

/** May do everything. */
export const anyScope: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });

export const givenServer = async (
  subgraphs: readonly Subgraph[],
  options: { readonly remotes?: readonly RemoteSubgraph<GatewayOperation>[]; readonly limits?: Partial<Limits> } = {},
): Promise<TestServer> => {
  const gateway = await createGateway<GatewayOperation>({ subgraphs, remotes: options.remotes ?? [] });
  const reported: unknown[] = [];
  const formatError = createFormatError(
    (_, error) => void reported.push(error),
    () => 'incident',
  );
  const server = createGraphqlServer({ gateway, formatError, limits: { ...defaultLimits, ...options.limits } });
  await server.start();
  return {
    gateway,
    server,
    reported,
    ask: async (query, { variables, operationName, viewer = { ...givenViewer(), scopes: anyScope } } = {}) => {
      const { body, http } = await server.executeOperation(
        {
          query,
          ...(variables === undefined ? {} : { variables }),
          ...(operationName === undefined ? {} : { operationName }),
        },
        { contextValue: { operation: { viewer } } },
      );
      if (body.kind !== 'single') throw new Error('The answer comes in parts.');
      const { data, errors } = JSON.parse(JSON.stringify(body.singleResult)) as Pick<Answer, 'data' | 'errors'>;
      return {
        status: http.status ?? 200,
        challenge: http.headers.get('www-authenticate'),
        data,
        errors: errors ?? [],
      };
    },
  };
};
