import pg from 'pg';
import { actAs } from '../support/actAs.js';
import { commune, ministry } from '../support/exchange.js';
import { requestRights } from './tableRights.js';
import { givenWorld, type World } from './world.js';

jest.setTimeout(180_000);

// Clients limited to functions, table by table, as the request log-in finds them; through the API: tests/access/functions.
let world: World;
let client: pg.Client;

beforeAll(async () => {
  world = await givenWorld();
  client = new pg.Client({ connectionString: world.hub.database.urls.app });
  await client.connect();
}, 180_000);
afterAll(async () => {
  await client.end();
  await world.hub.close();
});

const idOf = async (code: string): Promise<string> =>
  (await world.hub.look<{ id: string }>('select id from directory.institution where code = $1', [code]))[0]!.id;

const countAs = async (table: string, institutionId: string, functions: readonly string[] | null): Promise<number> => {
  await client.query('begin');
  try {
    await actAs(client, institutionId, { functions });
    const { rows } = await client.query<{ count: number }>(`select count(*)::integer as count from ${table}`);
    return rows[0]!.count;
  } finally {
    await client.query('rollback');
  }
};

/** What every client of an institution has: keys, and how far registers and feed go, which say nothing of a letter. */
const shared = new Set(['wasl.idempotency', 'correspondence.series', 'correspondence.register', 'evidence.feed_head']);

test('a client limited to a function without letters that made nothing finds no row of its institution', async () => {
  for (const code of [ministry, commune]) {
    const id = await idOf(code);
    for (const [table, { rows }] of Object.entries(requestRights)) {
      if (rows === 'ALL' || /^(directory|access)\./.test(table)) continue;
      const [whole, limited] = [await countAs(table, id, null), await countAs(table, id, ['NONE'])];
      expect({ code, table, limited }).toEqual({ code, table, limited: shared.has(table) ? whole : 0 });
    }
  }
});

test('a client limited to the function that has every letter received finds what belongs to them', async () => {
  const id = await idOf(commune);
  for (const table of [
    'correspondence.consignment',
    'correspondence.attachment',
    'evidence.feed',
    'documents.holding',
  ]) {
    const [whole, limited] = [await countAs(table, id, null), await countAs(table, id, ['BO'])];
    expect({ table, some: limited > 0, most: limited <= whole }).toEqual({ table, some: true, most: true });
  }
});
