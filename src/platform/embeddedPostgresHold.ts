import net from 'node:net';
import pg from 'pg';

/** One session kept for as long as this process uses the server: the others see by it that the server is in use. */
export type Hold = {
  readonly port: number;
  readonly settings: (names: readonly string[]) => Promise<Readonly<Record<string, string | null>>>;
  /** True when no other process holds the server; from then on none can, until this session ends. */
  readonly alone: () => Promise<boolean>;
  /** Gives the hold back for good; true when no other process holds the server, as with `alone`. */
  readonly giveBack: () => Promise<boolean>;
  readonly close: () => Promise<void>;
  /** True once the session has ended, whoever ended it. */
  readonly isLost: () => boolean;
};

// An advisory lock: shared by all who use the server, exclusive for the one who stops it. It ends with its session, so
// a hub that was killed leaves nothing behind. Its number spells `wasl`; it lives in database `postgres` alone.
const lock = 0x7761736c;

/** Rejects when there is no such server, it refuses the password, or it is being stopped. */
export const holdServer = async (port: number, password: string): Promise<Hold> => {
  const socket = new net.Socket();
  const client = new pg.Client({ ...session, port, password, stream: () => socket });
  let lost = false;
  client.on('error', () => (lost = true)).on('end', () => (lost = true));
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [lock]);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  // Holding keeps no process alive that has nothing else to do; asking and closing do.
  socket.unref();
  return {
    port,
    isLost: () => lost,
    settings: (names) => readSettings(client, names),
    alone: async () => {
      socket.ref();
      return lockAlone(client).finally(() => socket.unref());
    },
    giveBack: async () => {
      socket.ref();
      return lockLast(client).finally(() => socket.unref());
    },
    close: async () => {
      socket.ref();
      const giveUp = setTimeout(() => socket.destroy(), closeTimeoutMs);
      await client.end().catch(() => undefined);
      clearTimeout(giveUp);
    },
  };
};

const closeTimeoutMs = 2_000;

const session = {
  host: '127.0.0.1',
  user: 'postgres',
  database: 'postgres',
  ssl: false,
  application_name: 'wasl launcher',
  connectionTimeoutMillis: 5_000,
  statement_timeout: 20_000,
  query_timeout: 25_000,
  options: '-c idle_session_timeout=0',
};

/** SQLSTATE of an error that a server sent; null for one of the network or of time. */
export const databaseErrorCode = (error: unknown): string | null =>
  error instanceof pg.DatabaseError && error.code !== undefined ? error.code : null;

const readSettings = async (
  client: pg.Client,
  names: readonly string[],
): Promise<Readonly<Record<string, string | null>>> => {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    'select name, current_setting(name, true) as value from unnest($1::text[]) as name',
    [names],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
};

// The shared lock is given back first: of those who leave at once, the last to give it back finds itself alone.
const lockLast = async (client: pg.Client): Promise<boolean> => {
  await client.query('select pg_advisory_unlock_shared($1)', [lock]);
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [lock]);
  return rows[0]?.alone === true;
};

const lockAlone = async (client: pg.Client): Promise<boolean> => {
  if (await lockLast(client)) return true;
  await client.query('select pg_advisory_lock_shared($1)', [lock]);
  return false;
};
