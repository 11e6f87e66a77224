import type { Fetcher } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { prepareStep, type Variables } from '../exchange/prepareStep.js';
import { stepOf } from '../exchange/steps.js';
import { askHub, type GraphqlRequest } from '../hub/askHub.js';
import { language } from '../language/language.js';
import type { Sandbox } from '../sandbox/createSandbox.js';
import { bearerOf, withoutAuthorization } from '../sandbox/authorization.js';
import { singleResult } from './singleResult.js';

type Headers = Record<string, string>;

/** What GraphiQL sends its operations through: in a sandbox with a token that is still good, and as a step of the exchange. */
export const createFetcher =
  (sandbox: Sandbox | null): Fetcher =>
  ({ query, operationName, variables }, options) => {
    const request = {
      query,
      operationName: nameIn(query, operationName),
      variables: variables as Variables | undefined,
    };
    const headers = options?.headers as Headers | undefined;
    // the schema is public: a token that has ended must not hide it
    const isIntrospection = options?.documentAST === undefined && operationName === 'IntrospectionQuery';
    return singleResult(() => {
      if (isIntrospection) return send(request, withoutAuthorization(headers ?? {}));
      return sandbox === null ? send(request, headers ?? {}) : play(sandbox, request, headers);
    });
  };

/** GraphiQL learns a moment late which operation stands in a tab that has just come to the front. */
const nameIn = (query: string, operationName: string | null | undefined): string | null => {
  const names = [...query.matchAll(/^\s*(?:query|mutation)\s+(\w+)/gm)].map(([, name]) => name);
  return names.includes(operationName ?? '') ? (operationName ?? null) : (names[0] ?? null);
};

const send = async (request: GraphqlRequest, headers: Headers): Promise<ExecutionResult> =>
  (await askHub(request, { language: language.get(), headers })).answer as ExecutionResult;

const play = async (
  sandbox: Sandbox,
  request: GraphqlRequest,
  headers: Headers | undefined,
): Promise<ExecutionResult> => {
  const { tokens, exchange } = sandbox;
  const given = bearerOf(headers);
  // an editor that is still empty gets its token in a moment; one with other headers is as its author wants it
  const owner = headers === undefined ? sandbox.acting.get() : given === null ? null : tokens.ownerOf(given);
  const token = (): Promise<string | null> => (owner === null ? Promise.resolve(given) : tokens.tokenFor(owner));
  const step = stepOf(request.operationName);
  const by = { by: owner ?? sandbox.acting.get(), token: async () => (await token()) ?? '' };
  const variables =
    step === undefined ? request.variables : await prepareStep(sandbox, step, request.variables ?? {}, by);
  const ask = async () =>
    askHub(
      { ...request, variables },
      { token: await token(), language: language.get(), headers: withoutAuthorization(headers ?? {}) },
    );
  let asked = await ask();
  if (asked.status === 401 && owner !== null) {
    tokens.drop(await tokens.tokenFor(owner));
    asked = await ask();
  }
  const learned = step?.gives(asked.answer.data as Parameters<typeof step.gives>[0], exchange.state.get().values);
  if (step !== undefined && learned != null) {
    exchange.learn(learned);
    exchange.markDone(step.id);
  }
  return asked.answer as ExecutionResult;
};
