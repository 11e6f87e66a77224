import type { ApolloServerPlugin } from '@apollo/server';

/**
 * GraphQL over HTTP 6.4.1: an answer of media type `application/json` to a well-formed request is 200, also when its
 * document cannot be parsed, is not valid or gets variables of a wrong form. What the hub itself refuses keeps its status.
 */
export const statusOfJson: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { body, http } }) => {
      if (request.http === undefined || http.status !== 400 || body.kind !== 'single') return;
      if (request.http.headers.get('accept')?.includes('application/graphql-response+json') === true) return;
      const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.['code']) ?? [];
      if (codes.length > 0 && codes.every((code) => ofTheDocument.has(code))) http.status = 200;
    },
  }),
};

const ofTheDocument: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);
