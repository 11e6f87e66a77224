import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { OpenHub } from '../../src/start/openHub.js';
import { createTestDatabase, type TestDatabase } from './database.js';

export type GraphqlAnswer = {
  readonly status: number;
  readonly headers: Headers;
  // answers are looked at freely in tests
  readonly data: Record<string, any> | null | undefined;
  readonly errors:
    readonly { message: string; path?: (string | number)[]; extensions: Record<string, any> }[] | undefined;
  readonly text: string;
};

export type TestHub = {
  readonly url: string;
  readonly opened: OpenHub;
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** A token of that institution's sandbox client. */
  readonly tokenFor: (
    code: string,
    options?: { scopes?: string[]; purposes?: string[]; functions?: string[] },
  ) => Promise<string>;
  readonly graphql: (
    token: string | null,
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ) => Promise<GraphqlAnswer>;
  /** A statement as the superuser, whom nothing binds. */
  readonly look: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  readonly close: () => Promise<void>;
};

type Options = { readonly env?: Record<string, string>; readonly database?: TestDatabase; readonly dataDir?: string };

/** A whole hub in this process, though outside this file's modules, on a free port and a database of its own; more hubs can share its database and folder. */
export const startHub = async (options: Options = {}): Promise<TestHub> => {
  const database = options.database ?? (await createTestDatabase());
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'wasl-hub-'));
  const { openHub, loadConfig, createLog } = outside;
  const config = loadConfig({
    WASL_MODE: 'sandbox',
    WASL_DATA_DIR: dataDir,
    PORT: '0',
    WASL_LOG_LEVEL: 'fatal',
    ...options.env,
  });
  const opened = await openHub(config, database.urls, createLog(config.logLevel));
  const url = opened.config.publicUrl;
  const superuser = new outside.pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  return {
    url,
    opened,
    database,
    dataDir,
    tokenFor: async (code, { scopes, purposes, functions } = {}) => {
      const response = await fetch(`${url}/sandbox/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          institution: code,
          ...(scopes && { scopes }),
          ...(purposes && { purposes }),
          ...(functions && { functions }),
        }),
      });
      const body = (await response.json()) as { access_token?: string };
      if (body.access_token === undefined) throw new Error(`no token for ${code}: ${JSON.stringify(body)}`);
      return body.access_token;
    },
    graphql: (token, query, variables, headers) => postGraphql(url, token, query, variables, headers),
    look: async (text, values) => (await superuser.query(text, values)).rows,
    close: async () => {
      await superuser.end();
      await opened.close();
      if (options.database === undefined) await database.drop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export const postGraphql = async (
  url: string,
  token: string | null,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as Pick<GraphqlAnswer, 'data' | 'errors'>;
  return { status: response.status, headers: response.headers, data: body.data, errors: body.errors, text };
};
