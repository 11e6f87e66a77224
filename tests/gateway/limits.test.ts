import { givenServer, givenViewer, type AskOptions, type TestServer } from './support/testServer.js';
import { stubSubgraph } from './support/stubSubgraph.js';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])
  type Query { page(first: Int! = 20, after: String): Page item: Item a: String }
  type Mutation { open(x: Int): String close: String }
  type Page { nodes: [Item!]! edges: [Edge!]! total: Int }
  type Edge { node: Item! }
  type Item { id: ID! name: String other: Item related: [Item!] pages(first: Int! = 10): Page }`;

let hub: TestServer;

beforeAll(async () => {
  hub = await givenServer([stubSubgraph('items', sdl)]);
});

const refusal = async (query: string, options?: AskOptions) => {
  const { data, errors } = await hub.ask(query, options);
  const [first] = errors;
  return {
    data,
    code: first?.extensions?.['code'],
    limit: first?.extensions?.['limit'],
    found: first?.extensions?.['found'],
  };
};

const nested = (levels: number, leaf: string): string => `${'other { '.repeat(levels)}${leaf}${' }'.repeat(levels)}`;
const repeated = (count: number, one: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => one(at)).join(' ');

/** Fragments that spread the one after them twice: 2^40 fields. */
const doubling = (() => {
  const fragments = repeated(
    40,
    (at) => `fragment F${at} on Item { other { name } ...F${at + 1} ... on Item { ...F${at + 1} } }`,
  );
  return `{ item { ...F0 } } ${fragments} fragment F40 on Item { name }`;
})();

test.each([
  ['depth', `{ item { ${nested(10, 'name')} } }`, undefined, undefined, undefined],
  ['depth', `{ item { ${nested(11, 'name')} } }`, 'DEPTH_EXCEEDED', 12, 13],
  ['depth in fragments', `{ item { ...F } } fragment F on Item { ${nested(11, 'name')} }`, 'DEPTH_EXCEEDED', 12, 13],
  ['aliases', `{ item { ${repeated(30, (at) => `a${at}: name`)} } }`, undefined, undefined, undefined],
  ['aliases', `{ item { ${repeated(31, (at) => `a${at}: name`)} } }`, 'ALIASES_EXCEEDED', 30, 31],
  ['root fields', `{ ${repeated(11, (at) => `a${at}: a`)} }`, 'ROOT_FIELDS_EXCEEDED', 10, 11],
  [
    'root fields in fragments',
    `{ ...F ...F ...F } fragment F on Query { a b: a c: a d: a }`,
    'ROOT_FIELDS_EXCEEDED',
    10,
    12,
  ],
  ['directives', `{ item { ${repeated(21, () => 'name @include(if: true)')} } }`, 'DIRECTIVES_EXCEEDED', 20, 21],
  ['cost', '{ page(first: 100) { nodes { name } } }', undefined, undefined, undefined],
  [
    'cost of pages in pages',
    '{ page(first: 100) { nodes { pages(first: 100) { nodes { id name other { id } } } } } }',
    'COST_EXCEEDED',
    20_000,
    40_202,
  ],
  [
    'cost of a page beyond the cap',
    '{ page(first: 1000000) { nodes { pages(first: 99) { nodes { id name } } } } }',
    'COST_EXCEEDED',
    20_000,
    20_002,
  ],
  [
    'cost of lists without a length',
    '{ page(first: 100) { nodes { related { name } } } }',
    undefined,
    undefined,
    undefined,
  ],
  [
    'cost of lists without a length',
    '{ page(first: 100) { nodes { ...F } } } fragment F on Item { related { a: pages(first: 20) { nodes { id name } } } }',
    'COST_EXCEEDED',
    20_000,
    21_102,
  ],
  ['cost of a list below itself', '{ item { related { other { related { id } } } } }', 'COST_EXCEEDED', 20_000, 70_002],
  [
    'cost of a list below itself, by fragments',
    '{ item { ...A } } fragment A on Item { related { ...B } } fragment B on Item { other { ... on Item { related { id } } } }',
    'COST_EXCEEDED',
    20_000,
    70_002,
  ],
  [
    'cost of defaults',
    '{ page { nodes { pages { nodes { pages { nodes { pages { nodes { id } } } } } } } } }',
    'COST_EXCEEDED',
    20_000,
    24_442,
  ],
])('limit: %s', async (_, query, code, limit, found) => {
  expect(await refusal(query)).toEqual({
    data: code === undefined ? (expect.anything() as unknown) : undefined,
    code,
    limit,
    found,
  });
});

test('the cost follows the variables and not the first request', async () => {
  const query =
    'query ($n: Int!) { page(first: $n) { nodes { pages(first: 100) { nodes { id name other { id } } } } } }';
  const code = async (n: number) => (await refusal(query, { variables: { n } })).code;
  expect([await code(1), await code(100), await code(1)]).toEqual([undefined, 'COST_EXCEEDED', undefined]);
});

test('fragments that double each other are measured in no time', async () => {
  // of this process alone: what the machine does besides is not counted
  const before = process.cpuUsage();
  expect(await refusal(doubling)).toMatchObject({ data: undefined, code: 'COST_EXCEEDED' });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(2_000);
});

test('the document has a length in octets and in tokens', async () => {
  expect(await refusal(`{ a } # ${'x'.repeat(70_000)}`)).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', limit: 65_536 });
  expect((await hub.ask(`{ ${repeated(2_000, () => 'a')} }`)).errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('2000 tokens') as unknown,
      extensions: { code: 'PAYLOAD_TOO_LARGE', retryable: false },
    }),
  ]);
});

test.each([
  ['mutation { open close }', 'ONE_MUTATION_PER_REQUEST'],
  ['mutation { x: open y: open }', 'ONE_MUTATION_PER_REQUEST'],
  ['mutation { open ...F } fragment F on Mutation { ... on Mutation { close } }', 'ONE_MUTATION_PER_REQUEST'],
  ['mutation { open close @skip(if: true) }', 'ONE_MUTATION_PER_REQUEST'],
  ['mutation { __typename open open }', undefined],
  ['mutation { open(x: 1) }', undefined],
  ['subscription { a }', 'SUBSCRIPTION_NOT_SUPPORTED'],
  ['{ item { ... @defer { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['{ page { nodes @stream { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['{ item { toString: name } }', 'BAD_USER_INPUT'],
  ['{ item { __proto__: name } }', 'BAD_USER_INPUT'],
  ['{ item { ...F } } fragment F on Item { __typename: name }', 'BAD_USER_INPUT'],
])('%s', async (query, code) => {
  expect((await refusal(query)).code).toBe(code);
});

test('a refused operation is 4xx and says whether to retry', async () => {
  const { status, errors } = await hub.ask('{ item { constructor: name } }', { viewer: givenViewer() });
  expect({ status, extensions: errors[0]?.extensions }).toEqual({
    status: 400,
    extensions: { code: 'BAD_USER_INPUT', retryable: false },
  });
});
