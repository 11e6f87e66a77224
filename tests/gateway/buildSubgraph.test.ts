import { execute, parse, printSchema } from 'graphql';
import { buildSubgraphSchema, type Representation, type SubgraphResolvers } from '../../src/gateway/buildSubgraph.js';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])
  type Book @key(fields: "id") @requiresScopes(scopes: [["x"]]) { id: ID! title: String @deprecated(reason: "Use x.") }
  type Shelf @key(fields: "id") { id: ID! row: Int }
  type Stub @key(fields: "id", resolvable: false) { id: ID! }`;

const ask = async (query: string, resolvers: SubgraphResolvers, variables: Record<string, unknown> = {}) => {
  const schema = buildSubgraphSchema({ name: 'books', sdl, resolvers });
  const { data, errors } = await execute({
    schema,
    document: parse(query),
    variableValues: variables,
    contextValue: 'operation',
  });
  return {
    data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
    errors: (errors ?? []).map(({ path, message }) => [path?.join('.'), message]),
  };
};

const books = {
  __resolveReferences: async (all: readonly Representation[]) =>
    all.map(({ id }) => (id === 'gone' ? null : Object.freeze({ id, title: `T${String(id)}` }))),
};
const shelves = { __resolveReference: ({ id }: Representation) => ({ id, row: 1 }) };

test('a subgraph without query fields gets its Query, and only resolvable entities', () => {
  const schema = printSchema(buildSubgraphSchema({ name: 'books', sdl, resolvers: { Book: books, Shelf: shelves } }));
  expect(schema).toContain('union _Entity = Book | Shelf');
  expect(schema).toMatch(
    /type Query \{\s+_service: _Service!\s+_entities\(representations: \[_Any!\]!\): \[_Entity\]!\s+\}/,
  );
  expect(schema).toContain('@deprecated(reason: "Use x.")');
});

test('entities of several types and aliases come at their places, one batch per type and field', async () => {
  const batches: unknown[] = [];
  const counted = {
    __resolveReferences: async (all: readonly Representation[], context: unknown) => {
      batches.push([context, all.map(({ id }) => id)]);
      return books.__resolveReferences(all);
    },
  };
  const entities = '{ __typename ... on Book { title } ... on Shelf { row } }';
  const query = `query ($a: [_Any!]!, $b: [_Any!]!) { _e0: _entities(representations: $a) ${entities} _e1: _entities(representations: $b) ${entities} }`;
  const of = (...all: (readonly [string, string])[]) => all.map(([__typename, id]) => ({ __typename, id }));
  const answer = await ask(
    query,
    { Book: counted, Shelf: shelves },
    { a: of(['Book', '1'], ['Shelf', '2'], ['Book', 'gone'], ['Book', '3']), b: of(['Book', '1']) },
  );
  expect(answer).toEqual({
    data: {
      _e0: [
        { __typename: 'Book', title: 'T1' },
        { __typename: 'Shelf', row: 1 },
        null,
        { __typename: 'Book', title: 'T3' },
      ],
      _e1: [{ __typename: 'Book', title: 'T1' }],
    },
    errors: [],
  });
  expect(batches).toEqual([
    ['operation', ['1', 'gone', '3']],
    ['operation', ['1']],
  ]);
});

test('a type that fails, or is none of the subgraph, costs its own places', async () => {
  const failing = { __resolveReferences: () => Promise.reject(new Error('down')) };
  const representations = ['Book', 'Shelf', 'Stub', 'Book'].map((__typename) => ({ __typename, id: '1' }));
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Shelf { row } } }';
  expect(await ask(query, { Book: failing, Shelf: shelves }, { r: representations })).toEqual({
    data: { _entities: [null, { row: 1 }, null, null] },
    errors: [
      ['_entities.0', 'down'],
      ['_entities.2', 'Stub is not an entity of this subgraph.'],
      ['_entities.3', 'down'],
    ],
  });
});

test('the SDL is served as written', async () => {
  expect((await ask('{ _service { sdl } }', { Book: books, Shelf: shelves })).data).toEqual({ _service: { sdl } });
});

test('an entity without a reference resolver is a fault of the program', () => {
  expect(() => buildSubgraphSchema({ name: 'books', sdl, resolvers: { Book: books } })).toThrow('Shelf');
});
