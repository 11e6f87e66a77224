import { commune, ministry, stranger } from '../support/exchange.js';
import { institutionScopes } from '../../src/access/grants.js';
import { routeFixtures, type RouteFixture } from './fixturesRoutes.js';
import { changedIds, digestTables, givenWorld, missingIds, objectTypes, type World } from './world.js';
import type { Ids } from './fixtures.js';

jest.setTimeout(120_000);

let world: World;

beforeAll(async () => {
  world = await givenWorld();
}, 120_000);

afterAll(() => world.hub.close());

type Answer = { readonly status: number; readonly headers: Record<string, string>; readonly text: string };

const ask = async (route: string, fixture: RouteFixture, ids: Ids, token: string | null): Promise<Answer> => {
  const { path, headers, body } = fixture.request(ids);
  const response = await fetch(`${world.hub.url}${path}`, {
    method: route.split(' ')[0]!,
    headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body }),
  });
  const { date: _, ...rest } = Object.fromEntries(response.headers);
  const text = await response.text();
  return {
    status: response.status,
    headers: rest,
    text: Object.values(ids).reduce((clean, id) => clean.replaceAll(id, '<id>'), text),
  };
};

const guarded = Object.entries(routeFixtures).filter(([, { scopes }]) => scopes !== null);
const open = Object.entries(routeFixtures).filter(([, { scopes }]) => scopes === null);

test('every route of the router has a fixture, and no fixture is left of a route that is gone', () => {
  expect(Object.keys(routeFixtures).sort()).toEqual([...world.hub.opened.routes].sort());
});

test.each(guarded)(
  '%s answers a third institution about what is not its own as about what is not there',
  async (route, fixture) => {
    const token = await world.hub.tokenFor(stranger);
    const before = await digestTables(world.hub, stranger);
    const missing = missingIds();
    const real = await ask(route, fixture, world.ids, token);
    expect(real.status).toBe(404);
    expect(real).toEqual(await ask(route, fixture, missing, token));
    expect(await digestTables(world.hub, stranger)).toEqual(before);
  },
);

test.each(guarded)('%s takes the id of an object of another type for one that is not there', async (route, fixture) => {
  const token = await world.hub.tokenFor(ministry);
  const expected = await ask(route, fixture, missingIds(), token);
  for (const other of objectTypes) {
    const foreign = changedIds(world.ids, (type) => (type === other ? missingIds()[type] : world.ids[other]));
    const answer = await ask(route, fixture, foreign, token);
    expect({ other, ...answer }).toEqual({ other, ...expected });
  }
});

test.each(guarded)('%s is refused without a token and without its scope, and says nothing', async (route, fixture) => {
  const before = await digestTables(world.hub, stranger);
  const others = institutionScopes.filter((scope) => !fixture.scopes!.includes(scope));
  for (const token of [
    null,
    await world.hub.tokenFor(ministry, { scopes: others }),
    await world.hub.tokenFor(commune, { scopes: others }),
  ]) {
    const real = await ask(route, fixture, world.ids, token);
    expect(real.status).toBe(token === null ? 401 : 403);
    expect(real).toEqual(await ask(route, fixture, missingIds(), token));
  }
  expect(await digestTables(world.hub, stranger)).toEqual(before);
});

test.each(open)('%s answers all alike and says nothing of an exchange', async (route, fixture) => {
  const answers: Answer[] = [];
  for (const token of [null, await world.hub.tokenFor(stranger), await world.hub.tokenFor(ministry)]) {
    const { status, text } = await ask(route, fixture, world.ids, fixture.takesNoToken === true ? null : token);
    answers.push({ status, text, headers: {} });
    for (const word of ['Objet de la lettre', world.ids.senderReference, world.ids.documentSha256, 'lettre.pdf']) {
      expect(text).not.toContain(word);
    }
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});
