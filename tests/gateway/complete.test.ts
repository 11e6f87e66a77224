import fc from 'fast-check';
import { buildSchema, executeSync, GraphQLError, Kind, parse, type GraphQLObjectType } from 'graphql';
import { answerShape } from '../../src/gateway/answerShape.js';
import { complete } from '../../src/gateway/complete.js';

const schema = buildSchema(`
  type Query { one: Thing sure: Thing! many: [Thing!] any: [[Thing]!] node: Node nodes: [Node!] n: Int }
  interface Node { id: ID! next: Node }
  type Thing implements Node { id: ID! n: Int name: String! next: Node must: Other! }
  type Other implements Node { id: ID! next: Node list: [String!]! }`);

const document = parse(`
  query ($yes: Boolean! = true) {
    one { id name must { list } ...T }
    a: one { must { id } }
    sure { id n }
    many { ... on Node { id } name @include(if: $yes) n @skip(if: $yes) }
    any { id }
    node { __typename id ... on Thing { n must { id } } ...O next { ... on Other { list } } }
    nodes { k: __typename next { id next { id } } }
    n
  }
  fragment T on Thing { n next { id } must { id } }
  fragment O on Other { list next { __typename } }`);

const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;

const completed = (data: unknown, errors: readonly GraphQLError[] = []) =>
  complete({
    schema,
    type: schema.getQueryType() as GraphQLObjectType,
    shape: answerShape(schema, document, operation, { yes: true }),
    data,
    errors,
    fault: (path) => new GraphQLError('missing', { path }),
  });

const leaf = fc.oneof({ weight: 8, arbitrary: fc.constant('x') }, { weight: 1, arbitrary: fc.constant(null) });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) });

const { thing } = fc.letrec<{ thing: unknown; other: unknown; node: unknown; shallow: unknown }>((tie) => ({
  shallow: fc.record({
    __typename: fc.constant('Other'),
    id: leaf,
    list: fc.array(leaf, { maxLength: 2 }),
    extra: leaf,
  }),
  other: fc.record({
    __typename: fc.constant('Other'),
    id: leaf,
    list: maybe(fc.array(leaf, { maxLength: 2 })),
    next: maybe(tie('shallow')),
  }),
  node: fc.oneof({ maxDepth: 3 }, tie('shallow'), tie('other'), tie('thing')),
  thing: fc.record({
    __typename: fc.constant('Thing'),
    id: leaf,
    name: leaf,
    n: fc.constant(1),
    next: maybe(tie('node')),
    must: maybe(tie('other')),
  }),
}));

const answers = fc.record({
  one: maybe(thing),
  sure: fc.oneof({ weight: 20, arbitrary: thing }, { weight: 1, arbitrary: fc.constant(null) }),
  many: maybe(fc.array(maybe(thing), { maxLength: 3 })),
  any: maybe(fc.array(maybe(fc.array(maybe(thing), { maxLength: 2 })), { maxLength: 2 })),
  node: maybe(thing),
  nodes: maybe(fc.array(maybe(thing), { maxLength: 2 })),
  n: fc.constant(3),
  extra: fc.constant('not asked'),
});

test('an answer is completed as graphql-js completes it', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const expected = executeSync({ schema, document, rootValue: answer });
      const { data } = completed({ ...answer, a: answer.one });
      expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
    }),
    { numRuns: 300 },
  );
});

const thingWith = (fields: object) => ({
  __typename: 'Thing',
  id: '1',
  name: 'n',
  must: { id: '2', list: [] },
  ...fields,
});
const paths = (data: unknown, errors: readonly GraphQLError[] = []) =>
  completed(data, errors).errors.map(({ path }) => path?.join('.'));
const sure = thingWith({});

test.each<[string, object, readonly (readonly (string | number)[])[], readonly string[]]>([
  ['nothing is missing', { sure }, [], []],
  ['something is missing', { sure, one: thingWith({ name: null }) }, [], ['one.name']],
  ['an error stands at the place', { sure, one: thingWith({ name: null }) }, [['one', 'name']], ['one.name']],
  ['an error stands above', { sure, one: thingWith({ name: null }) }, [['one']], ['one']],
  ['an error stands below', { sure, one: thingWith({ must: null }) }, [['one', 'must', 'id']], ['one.must.id']],
  ['an error stands beside', { sure, one: thingWith({ name: null }) }, [['one', 'id']], ['one.id', 'one.name']],
  [
    'an error stands at another item',
    { sure, many: [thingWith({}), thingWith({ name: null })] },
    [['many', 0, 'name']],
    ['many.0.name', 'many.1.name'],
  ],
])('an error is added only when none explains the null: %s', (_, data, errors, expected) => {
  expect(
    paths(
      data,
      errors.map((path) => new GraphQLError('given', { path: [...path] })),
    ),
  ).toEqual(expected);
});
