import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildSchema, type DocumentNode, type ExecutionResult, type OperationTypeNode } from 'graphql';
import { failedFetch } from './failedFetch.js';
import type { SubgraphExecutor } from './subgraphExecutor.js';

export type PlanRequest<TOperation> = {
  /** Plans are cached for as long as this very object lives. */
  readonly document: DocumentNode;
  readonly operationType: OperationTypeNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operation: TOperation;
};

/** Plans an operation over the subgraphs, runs the fetches and joins what they answer. The answer is not complete yet. */
export type Planner<TOperation extends object> = {
  readonly execute: (request: PlanRequest<TOperation>) => Promise<ExecutionResult>;
};

/**
 * The one place that knows the query planner.
 * The join happens in the planner's own runtime; a fetch that throws there would lose its path, so none ever does.
 */
export const createPlanner = async <TOperation extends object>(
  supergraphSdl: string,
  executors: ReadonlyMap<string, SubgraphExecutor<TOperation>>,
): Promise<Planner<TOperation>> => {
  const handler = await unifiedGraphHandler({
    unifiedGraph: buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true }),
    getUnifiedGraphSDL: () => supergraphSdl,
    onSubgraphExecute: async (subgraph, { document, variables, context }) => {
      const fetchVariables = (variables ?? {}) as Record<string, unknown>;
      try {
        const executor = executors.get(subgraph);
        if (executor === undefined) throw new Error(`No executor for the subgraph ${subgraph}.`);
        const answer = await executor({ document, variables: fetchVariables, operation: context as TOperation });
        const nowhere = answer.data ? undefined : answer.errors?.find(({ path }) => path === undefined);
        return nowhere === undefined ? answer : failedFetch(document, fetchVariables, nowhere);
      } catch (error) {
        return failedFetch(document, fetchVariables, error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  const { executor: run } = handler;
  if (run === undefined) throw new Error('The query planner has no executor.');
  // Its own view of the supergraph is made on first use: better before the first request than in it.
  for (const subgraph of executors.keys()) handler.getSubgraphSchema(subgraph);
  return {
    execute: async ({ document, operationType, operationName, variables, operation }) =>
      (await run({
        document,
        operationType,
        ...(operationName === null ? {} : { operationName }),
        variables,
        context: operation,
      })) as ExecutionResult,
  };
};
