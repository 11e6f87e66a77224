import pg from 'pg';
import { Fault } from './errors.js';
import type { Lanes } from './lanes.js';
import { sql, toQuery, type Sql } from './sql.js';

/** Reads rows. Every data function takes one as its first parameter; none opens a transaction. */
export type Reads = {
  readonly many: <Row>(statement: Sql) => Promise<readonly Row[]>;
  readonly maybeOne: <Row>(statement: Sql) => Promise<Row | null>;
  readonly one: <Row>(statement: Sql) => Promise<Row>;
};

export type Transaction = Reads & {
  /** The last statement and `commit`, in one flush. Nothing may be sent after it. */
  readonly finish: (statement: Sql) => Promise<void>;
};

/** On whose behalf a connection works: what row-level security goes by. */
export type ActingAs = {
  readonly institutionId: string;
  readonly clientId: string;
  /** Codes of the functions of the institution whose letters it may see. Null: of all, and of those without one. */
  readonly functions: readonly string[] | null;
};

export type Pool = pg.Pool;

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, String);
// Microseconds count: legal times stay text, in the form of RFC 3339. All six decimals, though PostgreSQL leaves zeros at the
// end out: texts then sort as their instants do, and the length of an answer tells nothing.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) =>
  text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(6, '0')}Z` : text,
);

/** `pipeline` clients send without waiting; exports that use cursors or COPY take a pool without it. */
export const createPool = (
  url: string,
  options: {
    readonly max: number;
    readonly pipeline?: boolean;
    readonly name?: string;
    readonly onError: (error: Error) => void;
  },
): Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.name ?? 'wasl',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    ...(options.pipeline === false ? {} : { pipeline: true }),
  });
  pool.on('error', options.onError);
  // a connection that is lost while checked out fails its statements; unheard, the event itself would end the process
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
};

/** Statements outside a viewer's operation: one statement, one round trip, no institution set. */
export const plainReads = (pool: Pool): Reads =>
  readsOf(async (statement) => {
    const client = await checkOut(pool);
    try {
      const result = await client.query(toQuery(statement));
      release(client);
      return result.rows as unknown[];
    } catch (error) {
      release(client, error);
      throw asFault(error);
    }
  });

/**
 * Reads of one operation. The statements of one turn of the event loop leave as one flush: one snapshot, one round trip.
 * The connection is held for the flush alone, and nothing else is awaited meanwhile.
 */
export const operationReads = (pool: Pool, lanes: Lanes, actingAs: ActingAs | null): Reads => {
  let queue: { statement: Sql; resolve: (rows: unknown[]) => void; reject: (error: unknown) => void }[] = [];
  const flush = async (): Promise<void> => {
    const sent = queue;
    queue = [];
    try {
      const results = await lanes.run(actingAs?.institutionId ?? 'nobody', () =>
        flushReads(
          pool,
          actingAs,
          sent.map(({ statement }) => statement),
        ),
      );
      sent.forEach(({ resolve }, at) => resolve(results[at]!));
    } catch (error) {
      sent.forEach(({ reject }) => reject(error));
    }
  };
  return readsOf(
    (statement) =>
      new Promise((resolve, reject) => {
        if (queue.length === 0) setImmediate(() => void flush());
        queue.push({ statement, resolve, reject });
      }),
  );
};

/** Runs `work` in one transaction, of an institution or of a log-in of the hub's own; what `work` throws rolls it back. */
export const inTransaction = async <Result>(
  pool: Pool,
  actingAs: ActingAs | null,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> => {
  const client = await checkOut(pool);
  let finished = false;
  const send = corked(client);
  const opened = [send('begin'), ...(actingAs === null ? [] : [send(toQuery(setActingAs(actingAs)))])];
  opened.forEach((promise) => void promise.catch(() => {}));
  const reads = readsOf(async (statement) => {
    const [result] = await settle([send(toQuery(statement)), ...opened.splice(0)]);
    return result!.rows as unknown[];
  });
  const transaction: Transaction = {
    ...reads,
    finish: async (statement) => {
      finished = true;
      const [, committed] = await settle([send(toQuery(statement)), send('commit')]);
      if (committed!.command !== 'COMMIT') throw new Error('The transaction was rolled back.');
    },
  };
  try {
    const result = await work(transaction);
    if (!finished) await send('rollback');
    release(client);
    return result;
  } catch (error) {
    await abandon(client, error);
    throw asFault(error);
  }
};

const flushReads = async (pool: Pool, actingAs: ActingAs | null, statements: readonly Sql[]): Promise<unknown[][]> => {
  const client = await checkOut(pool);
  try {
    const send = corked(client);
    const sent = [
      send('begin isolation level repeatable read read only'),
      ...(actingAs === null ? [] : [send(toQuery(setActingAs(actingAs)))]),
    ];
    const before = sent.length;
    for (const statement of statements) sent.push(send(toQuery(statement)));
    sent.push(send('commit'));
    const results = await settle(sent);
    if (results.at(-1)!.command !== 'COMMIT') throw new Error('The read was rolled back.');
    release(client);
    return results.slice(before, -1).map((result) => result.rows as unknown[]);
  } catch (error) {
    release(client, error);
    throw asFault(error);
  }
};

/** The one place where it is set on whose behalf a connection works. */
const setActingAs = ({ institutionId, clientId, functions }: ActingAs): Sql =>
  sql`select set_config('wasl.institution_id', ${institutionId}, true), set_config('wasl.client_id', ${clientId}, true),
        set_config('wasl.functions', coalesce(${functions}::text[]::text, '*'), true)`;

const readsOf = (run: (statement: Sql) => Promise<unknown[]>): Reads => {
  // one that cannot be sent fails alone: the others of its flush are sent without it
  const many = <Row>(statement: Sql): Promise<readonly Row[]> =>
    heard(statement.fault === null ? (run(statement) as Promise<Row[]>) : Promise.reject(statement.fault));
  const maybeOne = <Row>(statement: Sql): Promise<Row | null> => heard(many<Row>(statement).then(atMostOne));
  const one = <Row>(statement: Sql): Promise<Row> => heard(many<Row>(statement).then(exactlyOne));
  return { many, maybeOne, one };
};

const atMostOne = <Row>(rows: readonly Row[]): Row | null => {
  if (rows.length > 1) throw new Error('Expected at most one row.');
  return rows[0] ?? null;
};

const exactlyOne = <Row>(rows: readonly Row[]): Row => {
  const row = atMostOne(rows);
  if (row === null) throw new Error('Expected one row.');
  return row;
};

/** Whoever sends several statements may throw before it awaits them all: a failure of those left must not end the process. */
const heard = <Value>(promise: Promise<Value>): Promise<Value> => {
  promise.catch(() => {});
  return promise;
};

type Socket = { cork: () => void; uncork: () => void };
type Sent = string | { readonly name: string; readonly text: string; readonly values: (string | Buffer | null)[] };

/** What is sent in one tick leaves in one write. */
const corked = (client: pg.PoolClient): ((query: Sent) => Promise<pg.QueryResult>) => {
  const socket = (client as unknown as { connection: { stream: Socket } }).connection.stream;
  let corks = false;
  return (query) => {
    if (!corks) {
      corks = true;
      socket.cork();
      process.nextTick(() => {
        corks = false;
        socket.uncork();
      });
    }
    return client.query(query as string);
  };
};

/** Waits for all; the first failure is the cause, those behind it are its echoes. */
const settle = async (sent: readonly Promise<pg.QueryResult>[]): Promise<pg.QueryResult[]> => {
  const results = await Promise.allSettled(sent);
  const failures = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as Error & { code?: string }] : [],
  );
  const cause = failures.find((failure) => failure.code !== '25P02') ?? failures[0];
  if (cause !== undefined) throw cause;
  return results.map((result) => (result as PromiseFulfilledResult<pg.QueryResult>).value);
};

const checkOut = async (pool: Pool): Promise<pg.PoolClient> => {
  try {
    return await pool.connect();
  } catch (error) {
    throw new Fault(
      'BUSY',
      'The hub does not reach its database, or has no free connection to it. Try again with the same key.',
      { cause: error, retryAfterSeconds: 1 },
    );
  }
};

/** A connection that answers the rollback is whole again, whatever went wrong before it. */
const abandon = async (client: pg.PoolClient, error: unknown): Promise<void> => {
  try {
    await client.query('rollback');
    client.release((error as { code?: unknown }).code === '26000');
  } catch {
    client.release(true);
  }
};

/** A connection whose state is not certain is not used again. */
const release = (client: pg.PoolClient, error?: unknown): void => {
  const code = (error as { code?: unknown } | undefined)?.code;
  const certain =
    error === undefined ||
    error instanceof Fault ||
    (typeof code === 'string' &&
      /^[0-9A-Z]{5}$/.test(code) &&
      code !== '26000' &&
      !code.startsWith('57P') &&
      !code.startsWith('08'));
  client.release(!certain);
};

const busyStates: ReadonlySet<string> = new Set(['55P03', '57014', '40P01', '40001', '25P03', '53300']);

/** What PostgreSQL refuses for want of time or place is `BUSY`; everything else passes as it is. */
const asFault = (error: unknown): unknown => {
  const code = (error as { code?: unknown }).code;
  if (isBusy(code) || isConnectionLost(error)) {
    return new Fault('BUSY', 'The hub is busy. Try again with the same key.', { cause: error, retryAfterSeconds: 1 });
  }
  return error;
};

const isBusy = (code: unknown): boolean =>
  typeof code === 'string' && (busyStates.has(code) || code.startsWith('57P') || code.startsWith('08'));

/** Errors of the socket have a code of the system; those that `pg` makes of a lost connection have their text alone. */
const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error &&
  (/^(ECONN|EPIPE|ETIMEDOUT)/.test(String((error as { code?: unknown }).code)) ||
    /^(Connection terminated|Client (has encountered a connection error|was closed))/.test(error.message));
