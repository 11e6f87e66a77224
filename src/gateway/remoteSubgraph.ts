import { createHash } from 'node:crypto';
import {
  GraphQLError,
  isObjectType,
  Kind,
  print,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { buildASTSchema } from 'graphql';
import type { Egress } from '../platform/egress.js';
import { Fault } from '../platform/errors.js';
import { answerShape } from './answerShape.js';
import { complete } from './complete.js';
import { failedFetch, representationsOf, rootFields } from './failedFetch.js';
import { federationDocument } from './federationDocument.js';
import type { RemoteSubgraph } from './gateway.js';
import type { GatewayOperation } from './gatewayContext.js';
import type { RemoteSubgraphSettings } from './remoteSubgraphs.js';
import { createSlots } from './slots.js';
import type { SubgraphRequest } from './subgraphExecutor.js';

/** What a call token says beside what every token of the hub says. */
export type CallClaims = {
  /** The name of the subgraph: `aud`. */
  readonly audience: string;
  /** SHA-256 of the request's octets, base64url. */
  readonly bodySha256: string;
  /** Code of the viewer's institution; null when the request had no token. */
  readonly institution: string | null;
  readonly purpose: string | null;
};

/** Signs a call token (`typ: wasl-call+jwt`, 60 s). */
export type SignCall = (claims: CallClaims) => Promise<string>;

export type RemoteSubgraphParts = {
  readonly egress: Egress;
  readonly signCall: SignCall;
  /** The whole reason of a failed call, which the caller never sees. */
  readonly onFailure: (subgraph: string, error: unknown) => void;
};

/**
 * A subgraph that an institution runs. It is told who asks by a token of the hub's, and nothing of the caller's own. Its
 * answer is taken for data from outside: completed against its own SDL, every leaf checked, its errors masked. Whatever
 * is wrong with it costs its own fields and nothing else.
 */
export const createRemoteSubgraph = <TOperation extends GatewayOperation>(
  settings: RemoteSubgraphSettings,
  { egress, signCall, onFailure }: RemoteSubgraphParts,
): RemoteSubgraph<TOperation> => {
  const { name, sdl } = settings;
  const schema = buildASTSchema(federationDocument(sdl).document);
  const slots = createSlots(settings.concurrency);

  const call = async ({
    document,
    variables,
    operation: { viewer },
  }: SubgraphRequest<TOperation>): Promise<unknown> => {
    const deadlineAtMs = performance.now() + settings.deadlineMs;
    const body = JSON.stringify({ query: textOf(document), variables });
    return slots.use(settings.deadlineMs, async () => {
      const token = await signCall({
        audience: name,
        bodySha256: createHash('sha256').update(body).digest('base64url'),
        institution: viewer?.institutionCode ?? null,
        purpose: viewer?.purpose ?? null,
      });
      const answer = await egress.send({
        url: settings.url,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          authorization: `Bearer ${token}`,
        },
        body,
        deadlineMs: Math.max(1, deadlineAtMs - performance.now()),
        maxAnswerBytes: settings.maxAnswerBytes,
      });
      if (answer.status !== 200) throw new Error(`HTTP status ${answer.status}.`);
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body)) as unknown;
    });
  };

  return {
    name,
    sdl,
    execute: async (request) => {
      try {
        return checkedAnswer(schema, name, request, await call(request));
      } catch (error) {
        onFailure(name, error);
        return failedFetch(request.document, request.variables, unavailable(name));
      }
    },
  };
};

const unavailable = (name: string): Fault =>
  new Fault('UPSTREAM_UNAVAILABLE', `The subgraph ${name} did not give this answer.`, { details: { subgraph: name } });

const texts = new WeakMap<DocumentNode, string>();

const textOf = (document: DocumentNode): string => {
  let text = texts.get(document);
  if (text === undefined) texts.set(document, (text = print(document)));
  return text;
};

const checkedAnswer = <TOperation>(
  schema: GraphQLSchema,
  name: string,
  { document, variables }: SubgraphRequest<TOperation>,
  answer: unknown,
): ExecutionResult => {
  if (!isRecord(answer) || !isRecord(answer['data'])) throw new Error('The answer has no data.');
  const operation = operationOf(document);
  const type = schema.getRootType(operation.operation);
  if (!isObjectType(type)) throw new Error(`The subgraph has no ${operation.operation} type.`);
  const { data } = answer;
  for (const field of rootFields(document))
    assertEntitiesOf(field.alias?.value ?? field.name.value, representationsOf(field, variables), data);
  return complete({
    schema,
    type,
    shape: answerShape(schema, document, operation, variables),
    data,
    errors: maskedErrors(name, answer['errors']),
    fault: (path) => maskedError(name, path),
    checkLeaf: (leaf, value) => {
      leaf.parseValue(value);
      return value;
    },
  });
};

const operationOf = (document: DocumentNode): OperationDefinitionNode => {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('The plan asks for nothing.');
  return operation;
};

/** Entities are joined by their place: there are as many as were asked, each null or of the type asked. */
const assertEntitiesOf = (
  key: string,
  representations: readonly unknown[] | null,
  data: Readonly<Record<string, unknown>>,
): void => {
  if (representations === null) return;
  const entities = data[key];
  if (!Array.isArray(entities) || entities.length !== representations.length) {
    throw new Error('The answer does not have as many entities as were asked for.');
  }
  entities.forEach((entity, at) => {
    const asked = representations[at];
    // A plan that asks for one type does not ask for its name.
    if (isRecord(entity) && isRecord(asked)) entity['__typename'] = asked['__typename'];
  });
};

const maxErrors = 100;

/** Where the subgraph says that something failed; never what it says. */
const maskedErrors = (name: string, errors: unknown): readonly GraphQLError[] =>
  Array.isArray(errors)
    ? errors
        .map((error: unknown) => (isRecord(error) ? error['path'] : undefined))
        .filter(isPath)
        .slice(0, maxErrors)
        .map((path) => maskedError(name, path))
    : [];

const maskedError = (name: string, path: readonly (string | number)[]): GraphQLError => {
  const fault = unavailable(name);
  return new GraphQLError(fault.message, { path, originalError: fault });
};

const isPath = (path: unknown): path is (string | number)[] =>
  Array.isArray(path) &&
  path.length > 0 &&
  path.length <= 64 &&
  path.every((key) => typeof key === 'string' || Number.isSafeInteger(key));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
