import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { projectFile } from './paths.js';

/** Roles that log in, and those that functions and policies name. They are cluster-wide: see docs/adr/0003. */
export const loginRoles = ['wasl_app', 'wasl_log', 'wasl_seal', 'wasl_clock', 'wasl_audit'] as const;
const innerRoles = ['wasl_owner', 'wasl_post', 'wasl_search'] as const;

export type Mode = 'sandbox' | 'production';

type MigrateOptions = {
  /** Log-in with CREATEROLE that owns the database, or a superuser. */
  readonly ownerUrl: string;
  readonly mode: Mode;
  /** Password that roles get when they are created here. Null: they are created without one. */
  readonly rolePassword: string | null;
  readonly onProgress?: (message: string) => void;
};

type Migration = { readonly name: string; readonly text: string; readonly sha256: string };

/**
 * Brings a database to the newest schema. Each file runs in a transaction of its own and is never run again; runners that
 * start together wait for one another. Rejects when a file was edited after it ran, or when the database has the other mode.
 */
export const migrate = async ({
  ownerUrl,
  mode,
  rolePassword,
  onProgress = () => {},
}: MigrateOptions): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'wasl-migrate' });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('wasl.migrate', 0))`);
    await createRoles(client, rolePassword);
    await client.query('set role wasl_owner');
    await createLedger(client);
    for (const migration of await pending(client)) {
      onProgress(`migration ${migration.name}`);
      await apply(client, migration);
    }
    await rememberMode(client, mode);
    await client.query('reset role');
    await atMembership(client, 'revoke wasl_post, wasl_search from wasl_owner');
  } finally {
    await client.end();
  }
};

const createLedger = async (client: pg.Client): Promise<void> => {
  const { rowCount } = await client.query(`select from pg_namespace where nspname = 'migration'`);
  if (rowCount) return;
  await client.query(`
    begin;
    create schema migration;
    create table migration.applied (
      name text primary key, sha256 text not null, applied_at timestamptz not null default clock_timestamp());
    alter table migration.applied enable row level security;
    alter table migration.applied force row level security;
    create policy applied_owner on migration.applied to wasl_owner using (true) with check (true);
    commit`);
};

const readMigrations = (): readonly Migration[] =>
  readdirSync(projectFile('migrations'))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(projectFile('migrations', name), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    });

const pending = async (client: pg.Client): Promise<readonly Migration[]> => {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration.applied');
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  return readMigrations().filter((migration) => {
    const sha256 = applied.get(migration.name);
    if (sha256 !== undefined && sha256 !== migration.sha256) {
      throw new Error(
        `Migration ${migration.name} was edited after it had run on this database: restore it and add a new one.`,
      );
    }
    return sha256 === undefined;
  });
};

const apply = async (client: pg.Client, migration: Migration): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    await client.query('begin');
    try {
      await client.query(migration.text);
      await client.query('insert into migration.applied (name, sha256) values ($1, $2)', [
        migration.name,
        migration.sha256,
      ]);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if (tries === mostTries || !isRoleTakenBack(error)) {
        throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
      }
      await client.query('reset role');
      await lendInnerRoles(client);
      await client.query('set role wasl_owner');
    }
  }
};

const mostTries = 10;

/** A runner on another database of the same cluster has ended, and taken back what is lent to the owner of both. */
const isRoleTakenBack = (error: unknown): boolean =>
  (error as { code?: string }).code === '42501' &&
  /must be (able to SET ROLE|member of role)/.test((error as Error).message);

const rememberMode = async (client: pg.Client, mode: Mode): Promise<void> => {
  await client.query('insert into wasl.installation (mode) values ($1) on conflict do nothing', [mode]);
  const { rows } = await client.query<{ mode: Mode }>('select mode from wasl.installation');
  if (rows[0]?.mode !== mode) {
    throw new Error(
      `This database was made for ${rows[0]?.mode} mode, and that never changes: WASL_MODE=${mode} needs another database.`,
    );
  }
};

/** Another database of the same cluster may be creating them too: what exists already is left as it is. */
const createRoles = async (client: pg.Client, rolePassword: string | null): Promise<void> => {
  const login = rolePassword === null ? 'login' : `login password ${client.escapeLiteral(rolePassword)}`;
  for (const role of innerRoles) await createRole(client, role, 'nologin');
  for (const role of loginRoles) await createRole(client, role, login);
  const { rows } = await client.query<{ database: string }>('select current_database() as database');
  const { database } = rows[0]!;
  const { rows: self } = await client.query<{ is_owner: boolean }>(`select current_user = 'wasl_owner' as is_owner`);
  if (!self[0]!.is_owner) await client.query(`grant wasl_owner to current_user ${await withSet(client)}`);
  await client.query(`grant create, connect on database ${client.escapeIdentifier(database)} to wasl_owner`);
  await client.query(`grant connect on database ${client.escapeIdentifier(database)} to ${loginRoles.join(', ')}`);
  await client.query('create extension if not exists pg_trgm with schema public');
  await lendInnerRoles(client);
};

/** For as long as the migration runs: it gives functions to them. */
const lendInnerRoles = async (client: pg.Client): Promise<void> =>
  atMembership(client, `grant wasl_post, wasl_search to wasl_owner ${await withSet(client)}`);

/** Memberships are the cluster's: "tuple concurrently updated" says that a runner on another database was at the same one. */
const atMembership = async (client: pg.Client, statement: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      if (tries === mostTries || (error as { code?: string }).code !== 'XX000') throw error;
    }
  }
};

/** From PostgreSQL 16 on a membership alone does not let its member become that role. */
const withSet = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::integer as version`,
  );
  return rows[0]!.version >= 160_000 ? 'with set true, inherit false' : '';
};

const createRole = async (client: pg.Client, role: string, options: string): Promise<void> => {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount) return;
  try {
    await client.query(`create role ${role} ${options}`);
    if (options.startsWith('login')) await client.query(`alter role ${role} set timezone = 'UTC'`);
    if (role === 'wasl_log') await client.query(`alter role wasl_log set statement_timeout = '5s'`);
    if (role === 'wasl_app') {
      await client.query(`alter role wasl_app set plan_cache_mode = 'force_generic_plan'`);
      await client.query(`alter role wasl_app set statement_timeout = '5s'`);
      await client.query(`alter role wasl_app set lock_timeout = '2s'`);
      await client.query(`alter role wasl_app set idle_in_transaction_session_timeout = '5s'`);
    }
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== '42710' && code !== '23505') throw error;
  }
};
