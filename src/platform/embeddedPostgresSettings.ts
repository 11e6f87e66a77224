import { createHash } from 'node:crypto';

export type ServerOptions = {
  /** False turns fsync off: for tests only. */
  readonly durable?: boolean;
  readonly maxConnections?: number;
  readonly settings?: Readonly<Record<string, string>>;
};

/**
 * Every setting is given on the command line, so that nothing left in the data folder can reopen what is closed here.
 * `wasl.launch` is the digest of them all: it tells a hub that finds a server running whether it is the one it wants.
 */
export const serverSettings = (options: ServerOptions, version: string): ReadonlyMap<string, string> => {
  const settings = new Map(
    Object.entries({
      timezone: 'UTC',
      log_timezone: 'UTC',
      max_connections: String(options.maxConnections ?? 120),
      shared_buffers: '128MB',
      jit: 'off',
      wal_level: 'replica',
      // The DETAIL of an error quotes rows, and the log is no place for the content of a letter.
      log_error_verbosity: 'terse',
      log_checkpoints: 'off',
      ...((options.durable ?? true) ? durableSettings : fastSettings),
      ...options.settings,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      password_encryption: 'scram-sha-256',
      logging_collector: 'off',
      log_destination: 'stderr',
    }),
  );
  const digest = createHash('sha256')
    .update(JSON.stringify([version, ...settings]))
    .digest('hex')
    .slice(0, 16);
  return settings.set('wasl.launch', digest);
};

const durableSettings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const fastSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
