import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';

/** One fetch of a query plan. */
export type SubgraphRequest<TOperation> = {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operation: TOperation;
};

/** Answers a fetch. It may fail in any way it likes: the planner turns that into nulls and errors at their places. */
export type SubgraphExecutor<TOperation> = (request: SubgraphRequest<TOperation>) => Promise<ExecutionResult>;

/** A subgraph in this process; `operation` is its context, the same object for all of them. */
export const inProcess =
  <TOperation>(schema: GraphQLSchema): SubgraphExecutor<TOperation> =>
  async ({ document, variables, operation }) =>
    execute({ schema, document, variableValues: variables, contextValue: operation });
