import { getIntrospectionQuery, GraphQLError } from 'graphql';
import type { Representation } from '../../src/gateway/buildSubgraph.js';
import { Fault } from '../../src/platform/errors.js';
import { stubSubgraph } from './support/stubSubgraph.js';
import { givenServer, type TestServer } from './support/testServer.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const letters = `${link}
  type Query { letters(fail: String): [Letter!] letter: Letter boom: String node: Node }
  type Mutation { send: Letter! fail: Letter! }
  interface Node { id: ID! }
  type Letter implements Node @key(fields: "id") { id: ID! from: Office sure: Office! title(upper: Boolean): String }
  type Office implements Node @key(fields: "id", resolvable: false) { id: ID! }`;
const offices = `${link}
  type Query { offices: [Office!] }
  interface Node { id: ID! }
  type Office implements Node @key(fields: "id") { id: ID! code: String! note: String place: Place }
  type Place @key(fields: "id") { id: ID! town: String }`;

let batches: (readonly Representation[])[] = [];
let contexts: unknown[] = [];
let failing: Error | null = null;

const letter = (id: string) => ({
  __typename: 'Letter',
  id,
  from: { id: id === '2' ? 'gone' : 'o1' },
  sure: { id: id === '3' ? 'gone' : 'o1' },
  title: `T${id}`,
});
let hub: TestServer;

beforeAll(async () => {
  hub = await givenServer([
    stubSubgraph('letters', letters, {
      Query: {
        letters: (_: unknown, { fail }: { fail?: string }) =>
          fail === undefined
            ? ['1', '2', '3'].map(letter)
            : Promise.reject(new Fault('BUSY', 'Later.', { retryAfterSeconds: 2 })),
        letter: () => letter('1'),
        node: () => letter('1'),
        boom: () => Promise.reject(new GraphQLError('select secret', { extensions: { code: 'BAD_USER_INPUT' } })),
      },
      Mutation: { send: () => letter('1'), fail: () => Promise.reject(new Fault('FORBIDDEN', 'No.')) },
      Letter: {
        from: ({ from }: ReturnType<typeof letter>, _: unknown, context: unknown) => (contexts.push(context), from),
        sure: ({ sure }: ReturnType<typeof letter>) => sure,
        title: ({ title }: ReturnType<typeof letter>) => title,
        __resolveReferences: (all: readonly Representation[]) => all.map(({ id }) => letter(String(id))),
      },
    }),
    stubSubgraph('offices', offices, {
      Query: { offices: () => (failing === null ? [{ id: 'o1' }] : Promise.reject(failing)) },
      Office: {
        code: ({ id }: { id: string }) => `code-${id}`,
        note: () => null,
        place: () => ({ id: 'p1' }),
        __resolveReferences: (all: readonly Representation[], context: unknown) => {
          batches.push(all);
          contexts.push(context);
          if (failing !== null) throw failing;
          return all.map(({ id }) => (id === 'gone' ? null : { id }));
        },
      },
    }),
  ]);
});

beforeEach(() => {
  batches = [];
  contexts = [];
  failing = null;
});

const codes = (errors: Awaited<ReturnType<TestServer['ask']>>['errors']) =>
  errors.map(({ path, extensions }) => [path?.join('.'), extensions?.['code']]);

test('a fetch of several entities is one batch, and every subgraph gets the same operation', async () => {
  await hub.ask('{ letters { from { code } } }');
  expect(batches.map((all) => all.map(({ id }) => id))).toEqual([['o1', 'gone']]);
  expect(new Set(contexts).size).toBe(1);
});

test('a reference that leads to nothing is null where it may be, and takes its parent along where it may not', async () => {
  const { data, errors } = await hub.ask('{ letters { id from { code } } letter { id } }');
  expect({ data, errors: codes(errors) }).toEqual({
    data: {
      letters: [
        { id: '1', from: { code: 'code-o1' } },
        { id: '2', from: null },
        { id: '3', from: { code: 'code-o1' } },
      ],
      letter: { id: '1' },
    },
    errors: [],
  });
  const sure = await hub.ask('{ letters { id sure { code } } letter { id } }');
  expect({ data: sure.data, errors: codes(sure.errors) }).toEqual({
    data: { letters: null, letter: { id: '1' } },
    errors: [['letters.2.sure', 'NOT_FOUND']],
  });
});

test('what is missing inside a fragment is the same as outside', async () => {
  const { data, errors } = await hub.ask('{ letters { from { ...C } } } fragment C on Office { id code }');
  const office = { id: 'o1', code: 'code-o1' };
  expect({ data, errors: codes(errors) }).toEqual({
    data: { letters: [{ from: office }, { from: null }, { from: office }] },
    errors: [['letters.1.from.id', 'NOT_FOUND']],
  });
});

test('a subgraph that is down nulls its own fields, with one error at each place', async () => {
  failing = new Fault('UPSTREAM_UNAVAILABLE', 'Down.');
  const { data, errors } = await hub.ask('{ letters { id from { code } } offices { id } }');
  expect({ data, errors: codes(errors) }).toEqual({
    data: {
      letters: [
        { id: '1', from: null },
        { id: '2', from: null },
        { id: '3', from: null },
      ],
      offices: null,
    },
    errors: [
      ['offices', 'UPSTREAM_UNAVAILABLE'],
      ['letters.0.from', 'UPSTREAM_UNAVAILABLE'],
      ['letters.2.from', 'UPSTREAM_UNAVAILABLE'],
      ['letters.1.from', 'UPSTREAM_UNAVAILABLE'],
    ],
  });
});

test('a fault says its code and when to come back; a bug says its incident and nothing else', async () => {
  const { errors } = await hub.ask('{ letters(fail: "x") { id } boom }');
  expect(errors).toEqual(
    expect.arrayContaining([
      { message: 'Later.', path: ['letters'], extensions: { code: 'BUSY', retryable: true, retryAfterSeconds: 2 } },
      {
        message: 'Internal error. Tell the operator the incident id.',
        path: ['boom'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, incidentId: 'incident' },
      },
    ]),
  );
  expect(hub.reported).toHaveLength(1);
});

test('a mutation that is refused answers no data and its code', async () => {
  const { data, errors } = await hub.ask('mutation { fail { id } }');
  expect({ data, errors: codes(errors) }).toEqual({ data: null, errors: [['fail', 'FORBIDDEN']] });
});

test('a mutation is joined like a query', async () => {
  expect((await hub.ask('mutation { send { id from { code } } }')).data).toEqual({
    send: { id: '1', from: { code: 'code-o1' } },
  });
});

test.each([
  ['{ letter { x: id y: id } }', { letter: { x: '1', y: '1' } }],
  ['{ letter { id } letter { title } }', { letter: { id: '1', title: 'T1' } }],
  ['{ letters { id } letters { title } }', { letters: ['1', '2', '3'].map((id) => ({ id, title: `T${id}` })) }],
  [
    '{ letters { id } ...F } fragment F on Query { letters { title } }',
    { letters: ['1', '2', '3'].map((id) => ({ id, title: `T${id}` })) },
  ],
  [
    '{ a: letter { from { code } } b: letter { from { place { town } id } } }',
    { a: { from: { code: 'code-o1' } }, b: { from: { place: { town: expect.any(String) as unknown }, id: 'o1' } } },
  ],
  ['{ __typename }', { __typename: 'Query' }],
  ['{ t: __typename letter { __typename id } }', { t: 'Query', letter: { __typename: 'Letter', id: '1' } }],
  ['{ letter @skip(if: true) { id } }', {}],
  ['{ letter { id @include(if: false) title } }', { letter: { title: 'T1' } }],
  ['{ node { id ... on Letter { title } ... on Office { code } } }', { node: { id: '1', title: 'T1' } }],
  ['{ node { ... on Letter { from { code } } } }', { node: { from: { code: 'code-o1' } } }],
  ['{ node { k: __typename } }', { node: { k: 'Letter' } }],
  ['{ __type(name: "Place") { name } letter { id } }', { __type: { name: 'Place' }, letter: { id: '1' } }],
  [
    '{ letter { id } ...I } fragment I on Query { __schema { queryType { name } } }',
    { letter: { id: '1' }, __schema: { queryType: { name: 'Query' } } },
  ],
  ['{ letter { from { ... on Node { ... on Office { code } } } } }', { letter: { from: { code: 'code-o1' } } }],
])('%s', async (query, data) => {
  const answer = await hub.ask(query);
  expect({ data: answer.data, errors: answer.errors }).toEqual({ data, errors: [] });
});

test('the same document answers each value of a condition', async () => {
  const query = 'query ($t: Boolean! = false) { letter { id title @include(if: $t) from @skip(if: $t) { code } } }';
  const ask = async (variables?: Record<string, unknown>) =>
    (await hub.ask(query, variables === undefined ? {} : { variables })).data;
  expect([await ask(), await ask({ t: true }), await ask({ t: false })]).toEqual([
    { letter: { id: '1', from: { code: 'code-o1' } } },
    { letter: { id: '1', title: 'T1' } },
    { letter: { id: '1', from: { code: 'code-o1' } } },
  ]);
});

test('introspection is answered, without anything of the federation', async () => {
  const { data, errors } = await hub.ask(getIntrospectionQuery());
  expect(errors).toEqual([]);
  expect(JSON.stringify(data)).not.toMatch(/join__|_Entity|_Any|_Service/);
});

test.each([
  ['{', {}, 400, 'GRAPHQL_PARSE_FAILED'],
  ['{ nope }', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['query ($u: Boolean!) { letter { title(upper: $u) } }', { variables: { u: 'x' } }, 400, 'BAD_USER_INPUT'],
  ['query ($u: Boolean!) { letter { title(upper: $u) } }', {}, 400, 'BAD_USER_INPUT'],
  ['query A { letter { id } } query B { letter { id } }', {}, 400, 'OPERATION_RESOLUTION_FAILURE'],
  ['query A { letter { id } }', { operationName: 'Z' }, 400, 'OPERATION_RESOLUTION_FAILURE'],
])('%s is refused with its code', async (query, options, status, code) => {
  const answer = await hub.ask(query, options);
  expect({
    status: answer.status,
    data: answer.data,
    codes: answer.errors.map(({ extensions }) => extensions),
  }).toEqual({
    status,
    data: undefined,
    codes: [{ code, retryable: false }],
  });
});
