import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { countRows } from '../correspondence/givenParties.js';
import { givenWorld, type World } from '../isolation/world.js';
import { rootFixtures, type Variables } from '../isolation/fixtures.js';
import { documentOf, rootFields, supergraph, waysFrom } from '../isolation/publicApi.js';
import { commune, ministry } from '../support/exchange.js';

jest.setTimeout(180_000);

let world: World;
const unheard: unknown[] = [];
const listen = (reason: unknown): void => void unheard.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', listen);
  world = await givenWorld();
}, 180_000);
afterAll(async () => {
  process.off('unhandledRejection', listen);
  await world.hub.close();
});

/** The value once for each text in it, or that could stand in it, with that text exchanged. */
const variants = (type: GraphQLInputType, value: unknown, text: string): unknown[] => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const [first] = Array.isArray(value) ? (value as unknown[]) : [];
    return variants(nullable.ofType, first, text).map((each) => [each]);
  }
  if (!isInputObjectType(nullable)) return ['String', 'ID'].includes(getNamedType(type).name) ? [text] : [];
  const fields: readonly GraphQLInputField[] = Object.values(nullable.getFields());
  const given = (value ?? {}) as Record<string, unknown>;
  return fields.flatMap((field) =>
    variants(field.type, given[field.name], text).flatMap((each) => [
      { ...given, [field.name]: each },
      // lists are found in another way when something is searched
      ...('search' in nullable.getFields() && field.name !== 'search'
        ? [{ ...given, search: 'x', [field.name]: each }]
        : []),
    ]),
  );
};

const rootArguments = (root: string): readonly { readonly name: string; readonly type: GraphQLInputType }[] => {
  const [type, name] = root.split('.') as ['Query' | 'Mutation', string];
  const rootType = type === 'Query' ? supergraph.getQueryType()! : supergraph.getMutationType()!;
  return rootType.getFields()[name]!.args;
};

test('no text that PostgreSQL cannot hold does anything, wherever it stands, and the hub stays up', async () => {
  const tokens = { ministry: await world.hub.tokenFor(ministry), commune: await world.hub.tokenFor(commune) };
  const before = await countRows(world.hub);
  const bugs: string[] = [];
  let asked = 0;
  for (const root of [...rootFields('query'), ...rootFields('mutation')]) {
    const fixture = rootFixtures[root]!;
    const variables = fixture.variables(world.ids, world.communeId)[0] as Record<string, unknown>;
    for (const { name, type } of rootArguments(root)) {
      for (const changed of ['a\u0000b', '\ud800'].flatMap((text) => variants(type, variables[name], text))) {
        const all: Variables = { ...variables, [name]: changed };
        const way = waysFrom(root).filter(({ coordinate }) =>
          /\.(replayed|userErrors|endCursor|id|code)$/.test(coordinate),
        );
        const { status, text } = await world.hub.graphql(tokens[fixture.by], documentOf(root, way, all), all);
        asked += 1;
        if (status >= 500 || text.includes('INTERNAL_SERVER_ERROR'))
          bugs.push(`${root} ${JSON.stringify(all)} ${text}`);
      }
    }
  }
  expect({ bugs, unheard, isMuch: asked > 100 }).toEqual({ bugs: [], unheard: [], isMuch: true });
  expect(await countRows(world.hub)).toEqual(before);
});
