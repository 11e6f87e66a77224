import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchema, isInterfaceType, isObjectType, parse, type GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { buildSubgraphSchema, type Subgraph } from './buildSubgraph.js';
import { createExecutor } from './executor.js';
import type { GatewayContext, GatewayOperation } from './gatewayContext.js';
import { createPlanner } from './planner.js';
import { publicSdl } from './publicSchema.js';
import { isReservedName } from './refusedOperation.js';
import { scopeRules, type ScopeRules } from './scopeRules.js';
import { inProcess, type SubgraphExecutor } from './subgraphExecutor.js';

export type RemoteSubgraph<TOperation> = {
  readonly name: string;
  readonly sdl: string;
  readonly execute: SubgraphExecutor<TOperation>;
};

export type GatewayOptions<TOperation> = {
  readonly subgraphs: readonly Subgraph[];
  readonly remotes?: readonly RemoteSubgraph<TOperation>[];
  /** What the subgraphs compose to, where that is known: composing takes a second. */
  readonly supergraphSdl?: string | undefined;
  /** Checks variables and literals of the API's own scalars before anything is planned. */
  readonly scalars?: Readonly<Record<string, GraphQLScalarType>>;
};

export type Gateway = {
  /** For `new ApolloServer({ gateway })`. */
  readonly apollo: ApolloServerOptionsWithGateway<BaseContext>['gateway'];
  readonly supergraphSdl: string;
  /** What `/schema.graphql` serves and introspection answers. */
  readonly publicSdl: string;
  readonly scopes: ScopeRules;
};

/** One schema over the subgraphs of this process and those of institutions. */
export const createGateway = async <TOperation extends GatewayOperation>({
  subgraphs,
  remotes = [],
  scalars = {},
  supergraphSdl: composed,
}: GatewayOptions<TOperation>): Promise<Gateway> => {
  const supergraphSdl = composed ?? (await compose([...subgraphs, ...remotes]));
  const sdl = publicSdl(supergraphSdl);
  const apiSchema = makeExecutableSchema({ typeDefs: parse(sdl), resolvers: scalars });
  assertNoReservedNames(apiSchema);
  const scopes = scopeRules(supergraphSdl);
  const executors = new Map<string, SubgraphExecutor<TOperation>>([
    ...subgraphs.map((subgraph) => [subgraph.name, inProcess<TOperation>(buildSubgraphSchema(subgraph))] as const),
    ...remotes.map(({ name, execute }) => [name, execute] as const),
  ]);
  const planner = await createPlanner(supergraphSdl, executors);
  const executor = createExecutor({ planner, apiSchema, plainSchema: buildSchema(sdl), scopes });
  return {
    apollo: {
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema, coreSupergraphSdl: supergraphSdl });
        return () => {};
      },
      load: async () => ({
        executor: ({ document, operation, operationName, request, context }) =>
          executor({
            document,
            operation,
            operationName: operationName ?? request.operationName ?? null,
            variables: request.variables ?? {},
            context: (context as GatewayContext<TOperation>).operation,
          }),
      }),
      stop: async () => {},
    },
    supergraphSdl,
    publicSdl: sdl,
    scopes,
  };
};

/** Loaded when it is needed: a hub without subgraphs of institutions never composes. */
const compose = async (subgraphs: readonly { readonly name: string; readonly sdl: string }[]): Promise<string> => {
  const { composeSupergraph } = await import('./composeSupergraph.js');
  return composeSupergraph(subgraphs);
};

/** See `isReservedName`: what no alias may be, no field may be either. */
const assertNoReservedNames = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || (!isObjectType(type) && !isInterfaceType(type))) continue;
    const reserved = Object.keys(type.getFields()).find(isReservedName);
    if (reserved !== undefined) throw new Error(`No field may be called ${reserved} (${type.name}).`);
  }
};
