import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadConfig, type Config } from '../../src/platform/config.js';
import { startEmbeddedPostgres } from '../../src/platform/embeddedPostgres.js';
import { createLog } from '../../src/platform/log.js';
import { openDatabase } from '../../src/start/openDatabase.js';
import { openHub } from '../../src/start/openHub.js';
import type { TestDatabase } from '../support/database.js';
import { act, commune, givenLetter } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

// `DATABASE_URL` to servers that know nothing of Wasl: the newest PostgreSQL, and the oldest when a throwaway server of it
// is named (its superuser, and `trust` for connections from this machine).
const oldest = process.env['TEST_POSTGRES_15_URL'];
const servers = ['newest', ...(oldest === undefined ? [] : ['oldest'])];

const folder = mkdtempSync(join(tmpdir(), 'wasl-external-'));
const passwordFile = join(folder, 'role-password');
const superusers = new Map<string, pg.Client>();
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  writeFileSync(passwordFile, 'of roles\n');
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false });
  closing.push(server.stop);
  const urls = [server.superuserUrl, ...(oldest === undefined ? [] : [oldest])];
  for (const [at, name] of servers.entries()) {
    const superuser = new pg.Client({ connectionString: urls[at]! });
    await superuser.connect();
    superusers.set(name, superuser);
    closing.unshift(() => superuser.end());
  }
}, 120_000);

afterEach(async () => {
  for (const close of dropping.splice(0)) await close();
}, 60_000);

afterAll(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const dropping: (() => Promise<unknown>)[] = [];

type Given = { readonly env: Record<string, string>; readonly superuserUrl: string; readonly owner: string };

/** An empty database and the settings of a hub on it; its owner is no superuser, and may create roles. */
const givenDatabase = async (server: string): Promise<Given> => {
  const superuser = superusers.get(server)!;
  const suffix = randomBytes(6).toString('hex');
  const [name, owner] = [`external_${suffix}`, 'wasl_operator'];
  const { rowCount } = await superuser.query('select from pg_roles where rolname = $1', [owner]);
  if (rowCount === 0) await superuser.query(`create role ${owner} login createrole password 'of the operator'`);
  await superuser.query(`create database ${name} owner ${owner}`);
  dropping.push(() => superuser.query(`drop database ${name} with (force)`));
  const url = (user: string, password: string): string => {
    const { host, port } = superuser;
    return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`;
  };
  return {
    env: {
      WASL_MODE: 'sandbox',
      PORT: '0',
      WASL_LOG_LEVEL: 'fatal',
      WASL_DATA_DIR: join(folder, name),
      DATABASE_URL: url('wasl_app', 'of roles'),
      WASL_MIGRATE_URL: url(owner, 'of the operator'),
      WASL_ROLE_PASSWORD_FILE: passwordFile,
    },
    superuserUrl: url(superuser.user!, superuser.password ?? ''),
    owner,
  };
};

const prepare = (given: Given, changes: Record<string, string> = {}) =>
  openDatabase(loadConfig({ ...given.env, ...changes }), () => {});

/** What a hub does at its start, and what a test does with it. */
const start = async (given: Given): Promise<TestHub> => {
  const { urls } = await prepare(given);
  const database = {
    name: '',
    urls,
    superuserUrl: given.superuserUrl,
    drop: async () => {},
  } as unknown as TestDatabase;
  const hub = await startHub({ database, dataDir: given.env['WASL_DATA_DIR']!, env: given.env });
  dropping.unshift(hub.close);
  return hub;
};

const openOn = async (config: Config): Promise<void> => {
  const opened = await openHub(config, config.database!, createLog('fatal'));
  await opened.close();
};

const rows = async (given: Given, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: given.superuserUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
};

test.each(servers)(
  'two hubs that start together on an empty database of the %s PostgreSQL both serve',
  async (server) => {
    const given = await givenDatabase(server);
    const [one, other] = await Promise.all([start(given), start(given)]);
    const letter = await givenLetter(one);
    const retrieved = await act(other, await other.tokenFor(commune), 'correspondenceRetrieve', {
      correspondenceId: letter.id,
      sha256: letter.attachments.map(({ sha256 }) => sha256),
    });
    expect(retrieved).toMatchObject({
      errors: undefined,
      payload: { userErrors: [], correspondence: { consignments: [{ state: 'RETRIEVED' }] } },
    });
  },
  180_000,
);

test.each(servers)(
  'migrating the %s PostgreSQL as its owner makes roles that are bound by row-level security',
  async (server) => {
    const given = await givenDatabase(server);
    await prepare(given);
    await prepare(given);
    expect(
      await rows(
        given,
        `select rolname as role, rolcanlogin as "logsIn" from pg_roles
        where rolname like 'wasl%' and rolname <> 'wasl_operator' and not rolsuper and not rolbypassrls and not rolcreatedb
        order by rolname`,
      ),
    ).toEqual([
      { role: 'wasl_app', logsIn: true },
      { role: 'wasl_audit', logsIn: true },
      { role: 'wasl_clock', logsIn: true },
      { role: 'wasl_log', logsIn: true },
      { role: 'wasl_owner', logsIn: false },
      { role: 'wasl_post', logsIn: false },
      { role: 'wasl_seal', logsIn: true },
      { role: 'wasl_search', logsIn: false },
    ]);
    expect(
      await rows(
        given,
        `select distinct pg_get_userbyid(relowner) as owner from pg_class
        where relkind in ('r', 'p') and relnamespace::regnamespace::text in
          ('wasl', 'directory', 'access', 'documents', 'evidence', 'correspondence')`,
      ),
    ).toEqual([{ owner: 'wasl_owner' }]);
  },
  120_000,
);

test.each(servers)(
  'a migration of the %s PostgreSQL that was edited since is refused',
  async (server) => {
    const given = await givenDatabase(server);
    await prepare(given);
    await rows(given, `update migration.applied set sha256 = repeat('0', 64) where name like '%_platform.sql'`);
    await expect(prepare(given)).rejects.toThrow(/_platform\.sql was edited after it had run/);
  },
  120_000,
);

test.each(servers)(
  'a hub of the other mode is refused by the %s PostgreSQL, whether it migrates or not',
  async (server) => {
    const given = await givenDatabase(server);
    await prepare(given);
    const production = { ...given.env, WASL_MODE: 'production', WASL_PUBLIC_URL: 'https://wasl.example.ma' };
    await expect(prepare(given, production)).rejects.toThrow(/made for sandbox mode/);
    await expect(openOn(loadConfig({ ...production, WASL_MIGRATE_URL: '' }))).rejects.toThrow(/made for sandbox mode/);
  },
  120_000,
);

test.each(servers)(
  'a request log-in that row-level security does not bind is refused by the %s PostgreSQL',
  async (server) => {
    const given = await givenDatabase(server);
    await prepare(given);
    for (const url of [given.superuserUrl, given.env['WASL_MIGRATE_URL']!]) {
      const config = loadConfig({ ...given.env, DATABASE_URL: url });
      await expect(openOn(config)).rejects.toThrow(/requests must run as wasl_app/);
    }
  },
  120_000,
);

test.each(servers)(
  'a hub that may not migrate serves a database of the %s PostgreSQL that is ready',
  async (server) => {
    const given = await givenDatabase(server);
    await prepare(given);
    const hub = await start({ ...given, env: { ...given.env, WASL_MIGRATE_URL: '' } });
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
  },
  120_000,
);
