import net from 'node:net';

/** One turn: what the client wrote before it received again, as the texts of its statements. */
export type Turn = { readonly inAct: boolean; readonly inRead: boolean; readonly texts: readonly string[] };

export type TurnCounts = {
  act: number;
  correspondence: number;
  documents: number;
  directory: number;
  node: number;
  other: number;
};

type Watched = {
  pending: Buffer;
  isStarted: boolean;
  isRequestPool: boolean;
  hasReceived: boolean;
  transaction: 'none' | 'act' | 'read';
  readonly statements: Map<string, string>;
  turn: { inAct: boolean; inRead: boolean; texts: string[] } | null;
};

/**
 * Watches this process's sockets to PostgreSQL. A turn of the request pool begins with a write after something was received;
 * handshakes are none, nor is what the hub asks on its own account (see `isHousekeeping`).
 */
export const watchTurns = (
  port: number,
): { during: (work: () => Promise<unknown>) => Promise<Turn[]>; stop: () => void } => {
  const sockets = new WeakMap<net.Socket, Watched>();
  let turns: Turn[] = [];
  const prototype = net.Socket.prototype as unknown as {
    write: (...args: unknown[]) => boolean;
    emit: (...args: unknown[]) => boolean;
  };
  const { write, emit } = prototype;

  const watchedOf = (socket: net.Socket): Watched | null => {
    const known = sockets.get(socket);
    if (known !== undefined) return known;
    if (socket.remotePort !== port) return null;
    const watched: Watched = {
      pending: Buffer.alloc(0),
      isStarted: false,
      isRequestPool: false,
      hasReceived: false,
      transaction: 'none',
      statements: new Map(),
      turn: null,
    };
    sockets.set(socket, watched);
    return watched;
  };

  const onStatement = (watched: Watched, text: string): void => {
    if (!watched.isRequestPool || isHousekeeping(text)) return;
    if (text.startsWith('begin')) watched.transaction = text.includes('read only') ? 'read' : 'act';
    if (watched.turn === null) turns.push((watched.turn = { inAct: false, inRead: false, texts: [] }));
    watched.turn.texts.push(text);
    if (watched.transaction === 'act') watched.turn.inAct = true;
    if (watched.transaction === 'read') watched.turn.inRead = true;
    if (/^(commit|rollback)$/.test(text)) watched.transaction = 'none';
  };

  prototype.write = function (this: net.Socket, ...args: unknown[]) {
    const watched = watchedOf(this);
    if (watched !== null && args[0] instanceof Uint8Array) {
      if (watched.hasReceived) {
        watched.hasReceived = false;
        watched.turn = null;
      }
      watched.pending = Buffer.concat([watched.pending, args[0]]);
      readMessages(watched, (text) => onStatement(watched, text));
    }
    return write.apply(this, args);
  };
  prototype.emit = function (this: net.Socket, ...args: unknown[]) {
    if (args[0] === 'data') {
      const watched = watchedOf(this);
      if (watched !== null) watched.hasReceived = true;
    }
    return emit.apply(this, args);
  };
  return {
    during: async (work) => {
      turns = [];
      await work();
      return turns;
    },
    stop: () => {
      prototype.write = write;
      // the method that was found is an inherited one
      delete (prototype as { emit?: unknown }).emit;
    },
  };
};

/** Whose turn each was: the act's, or that of the fetch to one subgraph. */
export const countTurns = (turns: readonly Turn[]): TurnCounts => {
  const counts: TurnCounts = { act: 0, correspondence: 0, documents: 0, directory: 0, node: 0, other: 0 };
  for (const turn of turns) counts[kindOf(turn)] += 1;
  return counts;
};

const kindOf = ({ inAct, inRead, texts }: Turn): keyof TurnCounts => {
  const text = texts.join('\n');
  if (inAct) return 'act';
  if (!inRead) return 'other';
  if (text.includes('.visible(')) return 'node';
  if (/\b(correspondence|evidence)\./.test(text)) return 'correspondence';
  if (/\bdocuments\./.test(text)) return 'documents';
  return /\b(directory\.|wasl\.generation)/.test(text) ? 'directory' : 'other';
};

/** The comparison of the clocks, and what admits a token while no tick is heard. */
const isHousekeeping = (text: string): boolean =>
  /extract\(epoch from clock_timestamp\(\)\)|access\.(client_of|hub_key)/.test(text);

/** Frontend messages of the protocol: only those that carry or name a statement are looked at. */
const readMessages = (watched: Watched, onStatement: (text: string) => void): void => {
  for (;;) {
    const { pending } = watched;
    const typeLength = watched.isStarted ? 1 : 0;
    if (pending.length < typeLength + 4) return;
    const length = typeLength + pending.readInt32BE(typeLength);
    if (pending.length < length) return;
    const body = pending.subarray(typeLength + 4, length);
    const type = watched.isStarted ? String.fromCharCode(pending[0]!) : 'startup';
    watched.pending = pending.subarray(length);
    const strings = body.toString('utf8').split('\0');
    if (type === 'startup') {
      watched.isStarted = true;
      const parameters = body.subarray(4).toString().split('\0');
      const valueOf = (name: string): string | undefined => parameters[parameters.indexOf(name) + 1];
      watched.isRequestPool = valueOf('user') === 'wasl_app' && valueOf('application_name') === 'wasl';
    } else if (type === 'Q') onStatement(strings[0]!);
    else if (type === 'P') watched.statements.set(strings[0]!, strings[1]!);
    else if (type === 'B') onStatement(watched.statements.get(strings[1]!) ?? strings[1]!);
  }
};
