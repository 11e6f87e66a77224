import {
  execute,
  getVariableValues,
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Fault } from '../platform/errors.js';
import { answerShape, type AnswerField, type AnswerShape } from './answerShape.js';
import { complete } from './complete.js';
import type { GatewayOperation } from './gatewayContext.js';
import type { Planner } from './planner.js';
import { introspectionDocument, prepareDocument } from './prepareDocument.js';
import { isMet, type ScopeRules } from './scopeRules.js';

export type ExecutorOptions<TOperation extends GatewayOperation> = {
  readonly planner: Planner<TOperation>;
  /** With the scalars' own checks: for what comes in. */
  readonly apiSchema: GraphQLSchema;
  /** Without: for what goes out, which the subgraphs have serialised. */
  readonly plainSchema: GraphQLSchema;
  readonly scopes: ScopeRules;
};

export type ExecutorRequest<TOperation> = {
  readonly document: DocumentNode;
  /** Undefined when the document has no operation of that name. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: TOperation;
};

export type Executor<TOperation> = (
  request: ExecutorRequest<TOperation>,
) => Promise<ExecutionResult<Record<string, unknown>>>;

/** Coerces the variables, has the operation planned and run, and completes the answer against the public schema. */
export const createExecutor = <TOperation extends GatewayOperation>({
  planner,
  apiSchema,
  plainSchema,
  scopes,
}: ExecutorOptions<TOperation>): Executor<TOperation> => {
  const prepared = new WeakMap<DocumentNode, DocumentNode>();
  const preparedOf = (document: DocumentNode): DocumentNode => {
    let known = prepared.get(document);
    if (known === undefined) prepared.set(document, (known = prepareDocument(plainSchema, document)));
    return known;
  };

  return async ({ document, operation, operationName, variables, context }) => {
    const type = operation === undefined ? undefined : plainSchema.getRootType(operation.operation);
    if (operation === undefined || !type) return refusedByGraphql(plainSchema, document, operationName);
    const coerced = getVariableValues(apiSchema, operation.variableDefinitions ?? [], variables, { maxErrors: 20 });
    if (coerced.errors !== undefined) return { errors: coerced.errors };

    const root = answerShape(plainSchema, document, operation, coerced.coerced).fieldsOf(type);
    const answer = root.some(({ name }) => !name.startsWith('__'))
      ? await planner.execute({
          document: preparedOf(document),
          operationType: operation.operation,
          operationName,
          variables,
          operation: context,
        })
      : { data: {} };

    const completed = complete({
      schema: plainSchema,
      type,
      shape: withoutIntrospection(root),
      data: answer.data,
      errors: (answer.errors ?? []).map(withoutLocations),
      fault: notThere,
      mayShow: (name) => isMet(scopes.types.get(name), context.viewer?.scopes ?? null),
    });
    const data = root.some(isIntrospective)
      ? await introspected(plainSchema, document, { operationName, variables }, root, completed.data)
      : completed.data;
    return completed.errors.length === 0 ? { data } : { data, errors: completed.errors };
  };
};

/** graphql-js says what is wrong: no such operation, or a kind of operation that the schema does not have. */
const refusedByGraphql = async (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): Promise<ExecutionResult<Record<string, unknown>>> => {
  const { errors } = await execute({ schema, document, operationName });
  return { errors: errors ?? [new GraphQLError('This operation cannot be executed.')] };
};

const isIntrospective = ({ name }: AnswerField): boolean => name === '__schema' || name === '__type';

const withoutIntrospection = (fields: readonly AnswerField[]): AnswerShape => {
  const kept = fields.filter((field) => !isIntrospective(field));
  return { fieldsOf: () => kept };
};

/** Puts the answers of graphql-js to `__schema` and `__type` at their places among the others. */
const introspected = async (
  schema: GraphQLSchema,
  document: DocumentNode,
  request: { readonly operationName: string | null; readonly variables: Readonly<Record<string, unknown>> },
  root: readonly AnswerField[],
  data: Readonly<Record<string, unknown>> | null,
): Promise<Record<string, unknown> | null> => {
  if (data === null) return null;
  const result = await execute({
    schema,
    document: introspectionDocument(schema, document),
    operationName: request.operationName,
    variableValues: request.variables,
  });
  return Object.fromEntries(
    root.map((field) => [field.key, isIntrospective(field) ? (result.data?.[field.key] ?? null) : data[field.key]]),
  );
};

/** Positions are those of the plan's own documents, which the caller has not seen. */
const withoutLocations = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: error.extensions,
    originalError: error.originalError ?? error,
  });

/** A reference that led to nothing, where the caller asked for what cannot be null. */
const notThere = (path: readonly (string | number)[], coordinate: string): GraphQLError => {
  const fault = new Fault('NOT_FOUND', `What should answer the non-null field ${coordinate} is not there.`);
  return new GraphQLError(fault.message, { path, originalError: fault });
};
