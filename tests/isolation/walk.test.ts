import { randomUUID } from 'node:crypto';
import { fromGlobalId, toGlobalId } from '../../src/platform/ids.js';
import { institutionScopes } from '../../src/access/grants.js';
import { anotherClient } from '../correspondence/givenParties.js';
import { commune, ministry, stranger } from '../support/exchange.js';
import type { GraphqlAnswer } from '../support/hub.js';
import { seededRandom } from '../support/seededRandom.js';
import { neverFilled, rootFixtures, type Ids, type Variables } from './fixtures.js';
import { documentOf, filledIn, rootFields, waysFrom, type Requirement, type Way } from './publicApi.js';
import { allPlaced, changedIds, digestTables, givenWorld, missingIds, objectTypes, type World } from './world.js';

jest.setTimeout(300_000);

const random = seededRandom();
let world: World;
const tokens = new Map<string, Promise<string>>();

beforeAll(async () => {
  world = await givenWorld();
}, 120_000);

afterAll(() => world.hub.close());

const roots = [...rootFields('query'), ...rootFields('mutation')];
const codes = { ministry, commune };

const tokenOf = (code: string, scopes: readonly string[] = institutionScopes): Promise<string> => {
  const key = `${code} ${scopes.join(' ')}`;
  if (!tokens.has(key)) tokens.set(key, world.hub.tokenFor(code, { scopes: [...scopes] }));
  return tokens.get(key)!;
};

const variablesOf = (root: string, ids: Ids): readonly Variables[] =>
  rootFixtures[root]!.variables(ids, world.communeId);

/** An answer without the ids that were asked for, and without what is new each time: of an upload its id and its end. */
const withoutIds = ({ status, text }: GraphqlAnswer, ids: Ids): { status: number; text: string } => ({
  status,
  text: Object.values(ids)
    .reduce((rest, id) => rest.replaceAll(id, '<id>'), text)
    .replace(/"incidentId":"[^"]*"/g, '"incidentId"')
    .replace(/(?<="id":"|uploads\/)RG9jdW1lbnRVcGxvYWQ6[\w-]+/g, '<upload>')
    .replace(/"expiresAt":"[^"]*"/g, '"expiresAt"'),
});

test('every root field has a fixture, and no fixture is left of a field that is gone', () => {
  expect(Object.keys(rootFixtures).sort()).toEqual([...roots].sort());
});

test('every field is seen filled by those whose it is, so that its absence elsewhere says something', async () => {
  for (const root of rootFields('query')) {
    const token = await tokenOf(codes[rootFixtures[root]!.by]);
    for (const variables of variablesOf(root, world.ids)) {
      const { data, errors } = await world.askAll(token, root, variables);
      expect({ root, errors }).toEqual({ root, errors: undefined });
      filledIn(data, world.filled);
    }
  }
  const all = new Set(roots.flatMap((root) => waysFrom(root).map(({ coordinate }) => coordinate)));
  const empty = [...all].filter((coordinate) => !world.filled.has(coordinate));
  expect(empty.sort()).toEqual([...neverFilled].sort());
});

test.each(roots)(
  '%s answers a third institution about what is not its own as about what is not there',
  async (root) => {
    const token = await tokenOf(stranger);
    const missing = missingIds();
    await allPlaced(world.hub);
    const before = await digestTables(world.hub, stranger);
    const asked = variablesOf(root, world.ids);
    const others = variablesOf(root, missing);
    for (const [at, variables] of asked.entries()) {
      const real = await world.askAll(token, root, variables);
      const none = await world.askAll(token, root, others[at]!);
      expect(withoutIds(real, world.ids)).toEqual(withoutIds(none, missing));
      expect(real.text).toHaveLength(none.text.length);
      expect(real.headers.get('content-length')).toBe(none.headers.get('content-length'));
      for (const id of Object.values(world.ids)) expect(real.text).not.toContain(id);
    }
    expect(await digestTables(world.hub, stranger)).toEqual(before);
  },
);

test('a client limited to another function is answered about a letter as about what is not there', async () => {
  // the ministry's letter was sent by another of its clients; its registers are every client's
  const token = await anotherClient(world.hub, ministry, ['SG']);
  const missing = missingIds();
  const ids = { ...world.ids, Register: missing.Register };
  await allPlaced(world.hub);
  const before = await digestTables(world.hub, stranger);
  for (const root of roots.filter(takesId)) {
    const others = variablesOf(root, missing);
    for (const [at, variables] of variablesOf(root, ids).entries()) {
      const real = await world.askAll(token, root, variables);
      const none = await world.askAll(token, root, others[at]!);
      expect({ root, ...withoutIds(real, ids) }).toEqual({ root, ...withoutIds(none, missing) });
    }
  }
  expect(await digestTables(world.hub, stranger)).toEqual(before);
});

/** Roots that take the id of an object. */
const takesId = (root: string): boolean => {
  const [one, other] = [missingIds(), missingIds()].map((ids) => ({ ...ids, ...words }));
  return (
    // one without a fixture fails the test above
    JSON.stringify(rootFixtures[root]?.variables(one!, '')) !==
    JSON.stringify(rootFixtures[root]?.variables(other!, ''))
  );
};
const words = { idempotencyKey: 'k', senderReference: 'r', documentSha256: 'd', uploadSha256: 'u' };

test.each(roots.filter(takesId))(
  '%s takes the id of an object of another type for one that is not there',
  async (root) => {
    const token = await tokenOf(codes[rootFixtures[root]!.by]);
    const before = await digestTables(world.hub, stranger);
    const { ids } = world;
    const uuidOf = (type: (typeof objectTypes)[number]): string => fromGlobalId(ids[type])!.uuid;
    for (const other of objectTypes) {
      const key = { ...ids, idempotencyKey: randomUUID() };
      const none = changedIds(key, (type) => missingIds()[type]);
      const disguised = changedIds(key, (type) => (type === other ? none[type] : toGlobalId(type, uuidOf(other))));
      const foreign = changedIds(key, (type) => (type === other ? none[type] : ids[other]));
      // `node` takes every type: there only the disguise is foreign
      for (const wrong of root === 'Query.node' ? [disguised] : [disguised, foreign]) {
        for (const [at, variables] of variablesOf(root, wrong).entries()) {
          const answer = await world.askAll(token, root, variables);
          const expected = await world.askAll(token, root, variablesOf(root, none)[at]!);
          expect(withoutIds(answer, wrong)).toEqual(withoutIds(expected, none));
        }
      }
    }
    expect(await digestTables(world.hub, stranger)).toEqual(before);
  },
);

const isMet = (anyOf: Requirement, scopes: readonly string[]): boolean =>
  anyOf.some((all) => all.every((scope) => scopes.includes(scope)));

/** The shortest way to each field, over all roots; some of them, drawn by seed, but in the long run. */
const waysOf = (kind: 'query' | 'mutation'): readonly Way[] => {
  const shortest = new Map<string, Way>();
  for (const way of rootFields(kind).flatMap(waysFrom)) {
    const known = shortest.get(way.coordinate);
    if (known === undefined || way.keys.length < known.keys.length) shortest.set(way.coordinate, way);
  }
  const ways = [...shortest.values()];
  return process.env['TEST_LONG'] === '1' ? ways : random.sample(ways, 100);
};

const askWay = (way: Way, token: string | null): Promise<GraphqlAnswer> => {
  const variables = variablesOf(way.root, world.ids)[0]!;
  return world.hub.graphql(token, documentOf(way.root, [way], variables), variables);
};

test.each(['query', 'mutation'] as const)(
  `without a token a %s is answered only where no scope is needed (seed ${random.seed})`,
  async (kind) => {
    const before = await digestTables(world.hub, stranger);
    for (const way of waysOf(kind)) {
      const { data, errors } = await askWay(way, null);
      const needed = way.requirements.map(({ coordinate, anyOf }) => ({ coordinate, anyOf }));
      expect({ way, data, errors }).toMatchObject(
        needed.length === 0
          ? { data: expect.anything(), errors: undefined }
          : {
              data: undefined,
              errors: [{ extensions: { code: 'UNAUTHENTICATED', requiredScopes: expect.arrayContaining(needed) } }],
            },
      );
    }
    expect(await digestTables(world.hub, stranger)).toEqual(before);
  },
);

test.each(['query', 'mutation'] as const)(
  `without a scope that it needs no field of a %s is answered (seed ${random.seed})`,
  async (kind) => {
    const before = await digestTables(world.hub, stranger);
    for (const way of waysOf(kind)) {
      const code = codes[rootFixtures[way.root]!.by];
      const groups = way.requirements.map(({ anyOf }) => anyOf.flat());
      const lacking = new Map(
        [...groups, ...groups.flat().map((scope) => [scope])].map((list) => [[...list].sort().join(), list]),
      );
      for (const [, list] of lacking) {
        const scopes = institutionScopes.filter((scope) => !list.includes(scope));
        const unmet = way.requirements.filter(({ anyOf }) => !isMet(anyOf, scopes));
        if (unmet.length === 0 && kind === 'mutation') continue;
        const { status, data, errors } = await askWay(way, await tokenOf(code, scopes));
        expect({ way, scopes, status, data, errors }).toMatchObject(
          unmet.length === 0
            ? { status: 200, data: expect.anything(), errors: undefined }
            : {
                data: undefined,
                errors: [{ extensions: { code: 'FORBIDDEN', requiredScopes: expect.arrayContaining([...unmet]) } }],
              },
        );
        expect(errors ?? []).toHaveLength(unmet.length === 0 ? 0 : 1);
      }
    }
    expect(await digestTables(world.hub, stranger)).toEqual(before);
  },
);

test('behind `Node` an object is null without a scope that leads to its type', async () => {
  const query = 'query Bare($id: ID!) { node(id: $id) { __typename id } }';
  for (const type of objectTypes) {
    const id = world.ids[type];
    const needs = waysFrom('Query.node').find(({ coordinate }) => coordinate === `${type}.id`)!.requirements;
    const scopes = institutionScopes.filter((scope) => !needs.some(({ anyOf }) => anyOf.flat().includes(scope)));
    const [all, few, nobody] = [await tokenOf(ministry), await tokenOf(ministry, scopes), null];
    expect((await world.hub.graphql(all, query, { id })).data).toEqual({ node: { __typename: type, id } });
    for (const token of [few, nobody]) {
      const { data, errors } = await world.hub.graphql(token, query, { id });
      expect({ type, data, errors }).toEqual({ type, data: { node: null }, errors: undefined });
    }
  }
});
