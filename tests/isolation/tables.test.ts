import pg from 'pg';
import { actAs } from '../support/actAs.js';
import { commune, ministry } from '../support/exchange.js';
import { definerFunctions, otherRights, publicTables, requestRights, type Statement } from './tableRights.js';
import { givenWorld, type World } from './world.js';

jest.setTimeout(120_000);

let world: World;
let tables: readonly string[];
let ids: { readonly a: string; readonly b: string };
const clients: pg.Client[] = [];

beforeAll(async () => {
  world = await givenWorld();
  const { look } = world.hub;
  const found = await look<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in ${ours} order by 1`);
  tables = found.map(({ name }) => name);
  const idOf = async (code: string): Promise<string> =>
    (await look<{ id: string }>('select id from directory.institution where code = $1', [code]))[0]!.id;
  ids = { a: await idOf(ministry), b: await idOf(commune) };
  await look(`insert into correspondence.series values ($1, 'A'), ($2, 'B')`, [ids.a, ids.b]);
}, 120_000);

afterAll(async () => {
  for (const client of clients) await client.end();
  await world.hub.close();
});

const ours = `('wasl', 'directory', 'access', 'documents', 'evidence', 'correspondence', 'migration')`;
const statements: readonly Statement[] = ['select', 'insert', 'update', 'delete', 'truncate', 'lock'];
const denied = '42501';
const unsetCodes: Readonly<Record<string, string>> = { unset: '42704', empty: '22P02' };

const connect = async (role: 'app' | 'log' | 'seal' | 'clock' | 'audit'): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: world.hub.database.urls[role] });
  await client.connect();
  clients.push(client);
  return client;
};

type Outcome = { readonly count: number } | { readonly code: string };

/** What comes of a statement in a transaction that is undone; `institution` undefined leaves the setting unset. */
const attempt = async (
  client: pg.Client,
  institution: string | undefined,
  text: string,
  values: unknown[] = [],
): Promise<Outcome> => {
  await client.query('begin');
  try {
    if (institution !== undefined) await actAs(client, institution);
    const result = await client.query<{ count?: number }>(text, values);
    return { count: result.rows[0]?.count ?? result.rowCount ?? 0 };
  } catch (error) {
    return { code: (error as { code: string }).code };
  } finally {
    await client.query('rollback');
  }
};

const columnOf = async (table: string): Promise<string> => {
  const [row] = await world.hub.look<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and attidentity = '' order by attnum limit 1`,
    [table],
  );
  return row!.name;
};

const textOf = (statement: Statement, table: string, column: string): string =>
  ({
    select: `select count(*)::integer as count from ${table}`,
    insert: `insert into ${table} default values`,
    update: `update ${table} set ${column} = ${column}`,
    delete: `delete from ${table}`,
    truncate: `truncate ${table}`,
    lock: `lock table ${table} in access exclusive mode`,
  })[statement];

const countOf = async (table: string, rows: string, institution: string): Promise<number> => {
  const [row] = await world.hub.look<{ count: number }>(
    `select count(*)::integer as count from ${table} t ${rows === 'ALL' ? '' : `where ${rows}`}`,
    rows === 'ALL' ? [] : [institution],
  );
  return row!.count;
};

test('the request log-in finds and changes the rows of its institution alone, and nothing without one', async () => {
  // a connection that never had a setting, and one on which it has gone empty
  const [fresh, used] = [await connect('app'), await connect('app')];
  const found: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const table of tables) {
    const rights = requestRights[table];
    const column = rights?.updates ?? (await columnOf(table));
    for (const statement of statements) {
      const may = rights?.statements.includes(statement) === true;
      for (const [name, institution] of [
        ['a', ids.a],
        ['b', ids.b],
        ['unset', undefined],
        ['empty', ''],
      ] as const) {
        const client = name === 'unset' ? fresh : used;
        const at = `${statement} ${table} as ${name}`;
        const isRow = statement === 'insert' && rights?.insert !== undefined;
        const text = isRow ? rights.insert : textOf(statement, table, column);
        found[at] = await attempt(client, institution, text, isRow ? [institution || ids.a] : []);
        if (!may) {
          // without an institution the planner may stumble over its absence before the right is looked at
          const early = (found[at] as { code?: string }).code === unsetCodes[name];
          expected[at] = { code: early ? unsetCodes[name] : denied };
        } else if (rights.rows !== 'ALL' && unsetCodes[name] !== undefined) expected[at] = { code: unsetCodes[name] };
        else if (statement === 'insert') expected[at] = { count: 1 };
        else expected[at] = { count: await countOf(table, rights.rows, institution ?? '') };
      }
    }
  }
  expect(found).toEqual(expected);
});

test('the request log-in writes nothing in the name of another institution', async () => {
  const client = await connect('app');
  for (const [table, { insert, rows, updates }] of Object.entries(requestRights)) {
    if (insert === undefined || rows === 'ALL') continue;
    const outcome = await attempt(client, ids.a, insert, [ids.b]);
    expect({ table, outcome }).toEqual({ table, outcome: { code: denied } });
    if (updates === undefined) continue;
    const moved = await attempt(client, ids.a, `update ${table} set institution_id = $1`, [ids.b]);
    expect({ table, moved }).toEqual({ table, moved: { code: denied } });
  }
});

test('every table of which an institution sees a part holds rows of both, so that this test can fail', async () => {
  for (const [table, { rows }] of Object.entries(requestRights)) {
    if (rows === 'ALL') continue;
    const [all, a, b] = [
      await countOf(table, 'true or $1 = $1', ids.a),
      await countOf(table, rows, ids.a),
      await countOf(table, rows, ids.b),
    ];
    // what is announced and not yet deposited is the ministry's alone, and so is what its registry office enters and dispatches
    const onlyA = [
      'documents.upload',
      'correspondence.entry_document',
      'correspondence.entry_enclosure',
      'correspondence.dispatch',
    ].includes(table);
    // and what only a recipient does is the commune's
    const onlyB = ['correspondence.enclosure_receipt'].includes(table);
    expect({ table, a: a > 0 || onlyB, b: b > 0 || onlyA, all: all >= a }).toEqual({
      table,
      a: true,
      b: true,
      all: true,
    });
  }
});

test.each(['log', 'seal', 'clock', 'audit'] as const)('wasl_%s has no right but those listed', async (role) => {
  const client = await connect(role);
  const found: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const table of tables) {
    const column = await columnOf(table);
    for (const statement of statements) {
      const outcome = await attempt(client, ids.a, textOf(statement, table, column));
      found[`${statement} ${table}`] = 'code' in outcome && outcome.code === denied;
      expected[`${statement} ${table}`] = otherRights[role][table]?.includes(statement) !== true;
    }
  }
  expect(found).toEqual(expected);
});

test.each(['wasl_post', 'wasl_search'])('%s cannot log in', async (role) => {
  const url = new URL(world.hub.database.urls.app);
  url.username = role;
  const client = new pg.Client({ connectionString: url.href });
  await expect(client.connect()).rejects.toMatchObject({ code: expect.stringMatching(/^28/) });
});

test('no role passes by row-level security, and no log-in stands in for another', async () => {
  const roles = await world.hub.look(`
    select rolname from pg_roles
     where rolname like 'wasl\\_%'
       and (rolsuper or rolbypassrls or rolreplication or rolcreatedb
         or rolcreaterole and rolname <> 'wasl_owner'
         or rolcanlogin and rolname in ('wasl_post', 'wasl_search'))`);
  const members = await world.hub.look(`
    select m.member::regrole::text as member, m.roleid::regrole::text as role from pg_auth_members m
     where m.member::regrole::text ~ '^wasl_(app|log|seal|clock|audit|post|search)$'`);
  expect({ roles, members }).toEqual({ roles: [], members: [] });
});

test('every table forces row-level security on everyone, its owner too', async () => {
  const found = await world.hub.look(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in ${ours} and not (c.relrowsecurity and c.relforcerowsecurity)`);
  expect(found).toEqual([]);
});

test('no policy shows the request log-in a whole table that names institutions', async () => {
  const found = await world.hub.look<{ name: string; policy: string }>(`
    select distinct p.polrelid::regclass::text as name, p.polname as policy
      from pg_policy p
      join pg_attribute a on a.attrelid = p.polrelid and a.attname in ('institution_id', 'owner_id', 'sender_id', 'parties')
     where ('wasl_app'::regrole = any (p.polroles) or 0 = any (p.polroles))
       and (coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true' and p.polcmd <> 'a'
         or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid), 'true') = 'true' and p.polcmd in ('a', 'w', '*'))`);
  expect(found.map(({ name }) => name).sort()).toEqual([...publicTables].sort());
});

test('functions that run as their owner are those listed, with a fixed search path, each for one caller', async () => {
  const found = await world.hub.look<{ name: string; owner: string; path: string[]; callers: string[] }>(`
    select p.oid::regprocedure::text as name, p.proowner::regrole::text as owner,
      array(select setting from unnest(p.proconfig) setting where setting like 'search_path=%') as path,
      array(select case when e.grantee = 0 then 'PUBLIC' else e.grantee::regrole::text end
              from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) e
             where e.grantee <> p.proowner order by 1) as callers
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ${ours} and p.prosecdef`);
  const listed = Object.entries(definerFunctions).map(([name, { owner, caller }]) => [
    name,
    { owner, path: ['search_path=pg_catalog, pg_temp'], callers: caller === null ? [] : [caller] },
  ]);
  expect(Object.fromEntries(found.map(({ name, ...rest }) => [name, rest]))).toEqual(Object.fromEntries(listed));
});

test('nothing of the schemas is granted to everyone', async () => {
  const found = await world.hub.look(`
    select o.kind, o.name, e.privilege_type
      from (
        select 'schema' as kind, n.nspname::text as name, n.nspacl as acl from pg_namespace n where n.nspname in ${ours}
        union all
        select 'table', c.oid::regclass::text, c.relacl from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours}
        union all
        select 'column', a.attrelid::regclass || '.' || a.attname, a.attacl
          from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours}
        union all
        select 'function', p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner))
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${ours}
      ) o
     cross join lateral aclexplode(o.acl) e
     where e.grantee = 0`);
  expect(found).toEqual([]);
});
