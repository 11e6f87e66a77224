import { composeSupergraph } from '../../src/gateway/composeSupergraph.js';
import { stubSubgraph } from './support/stubSubgraph.js';
import { givenServer, givenViewer, type TestServer } from './support/testServer.js';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])';

const letters = `${link}
  type Query {
    open: String
    letter(id: ID!): Letter @requiresScopes(scopes: [["letters:read"]])
    both: String @requiresScopes(scopes: [["a", "b"], ["c"]])
    memo: Memo
    node(id: ID!): Node
    nodes: [Node!]
  }
  interface Node { id: ID! }
  type Letter implements Node @key(fields: "id") @requiresScopes(scopes: [["letters:read"], ["letters:send"]]) { id: ID! title: String memo: Memo }
  type Memo implements Node { id: ID! text: String @requiresScopes(scopes: [["memos:read"]]) letter: Letter }`;

let hub: TestServer;

beforeAll(async () => {
  hub = await givenServer([stubSubgraph('letters', letters)]);
});

const outcome = async (query: string, ...scopes: readonly string[] | [null]) => {
  const viewer = scopes[0] === null ? null : givenViewer(...(scopes as readonly string[]));
  const { status, errors, data } = await hub.ask(query, { viewer });
  return { status, code: errors[0]?.extensions?.['code'] ?? Object.keys(data ?? {}).join() };
};

test.each([
  ['{ open }', [null], 200, 'open'],
  ['{ __typename }', [null], 200, '__typename'],
  ['{ __schema { queryType { name } } }', [null], 200, '__schema'],
  ['{ letter(id: "Letter-1") { id } }', [null], 401, 'UNAUTHENTICATED'],
  ['{ letter(id: "Letter-1") { id } }', [], 403, 'FORBIDDEN'],
  ['{ letter(id: "Letter-1") { id } }', ['letters:send'], 403, 'FORBIDDEN'],
  ['{ letter(id: "Letter-1") { id } }', ['letters:read'], 200, 'letter'],
  ['{ open letter(id: "Letter-1") @skip(if: true) { id } }', [], 403, 'FORBIDDEN'],
  ['{ both }', ['a'], 403, 'FORBIDDEN'],
  ['{ both }', ['a', 'b'], 200, 'both'],
  ['{ both }', ['c'], 200, 'both'],
  ['{ memo { letter { id } } }', [], 403, 'FORBIDDEN'],
  ['{ memo { letter { id } } }', ['letters:send'], 200, 'memo'],
  ['{ memo { text } }', [], 403, 'FORBIDDEN'],
  ['{ memo { text } }', ['memos:read'], 200, 'memo'],
  ['{ node(id: "Letter-1") { ... on Letter { title } } }', [], 403, 'FORBIDDEN'],
  ['{ node(id: "Letter-1") { ...F } } fragment F on Letter { __typename }', [], 403, 'FORBIDDEN'],
  ['query A { open } query B { both }', ['x'], 400, 'OPERATION_RESOLUTION_FAILURE'],
] as const)('%s with %j', async (query, scopes, status, code) => {
  expect(await outcome(query, ...scopes)).toEqual({ status, code });
});

test('the scopes of the operation that runs count, not those of its neighbours', async () => {
  const { data } = await hub.ask('query A { open } query B { both }', { operationName: 'A', viewer: null });
  expect(data).toEqual({ open: expect.any(String) as unknown });
});

test('what would do is named, in the error and in the challenge', async () => {
  const { challenge, errors } = await hub.ask('{ both }', { viewer: givenViewer('a') });
  expect({ challenge, errors }).toEqual({
    challenge: 'Bearer realm="wasl", error="insufficient_scope", scope="a b"',
    errors: [
      {
        message: 'The token lacks a scope: `Query.both` needs `a` and `b`, or `c`.',
        extensions: {
          code: 'FORBIDDEN',
          retryable: false,
          requiredScopes: [{ coordinate: 'Query.both', anyOf: [['a', 'b'], ['c']] }],
        },
      },
    ],
  });
  expect((await hub.ask('{ both }', { viewer: null })).challenge).toBe('Bearer realm="wasl", scope="a b"');
});

test('an object behind an interface is not shown without its scope, and looks as if it were not there', async () => {
  const answer = async (id: string, ...scopes: string[]) => {
    const { data, errors } = await hub.ask(`{ node(id: "${id}") { __typename id } }`, {
      viewer: givenViewer(...scopes),
    });
    return { data, errors };
  };
  expect(await answer('Letter-1')).toEqual({ data: { node: null }, errors: [] });
  expect(await answer('Letter-1', 'letters:send')).toEqual({
    data: { node: { __typename: 'Letter', id: 'Letter-1' } },
    errors: [],
  });
});

test('a scope on an interface does not compose, since it would not be enforced', () => {
  const sdl = `${link} type Query { a: I } interface I @requiresScopes(scopes: [["x"]]) { id: ID }`;
  expect(() => composeSupergraph([{ name: 'a', sdl }])).toThrow('object types: I');
});
