import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../../src/platform/embeddedPostgres.js';
import { freePort } from '../../src/platform/embeddedPostgresProcess.js';
import { projectFile } from '../../src/platform/paths.js';

type Ready = Pick<EmbeddedPostgres, 'port' | 'adopted' | 'superuserUrl'>;
type Hub = { readonly child: ChildProcess; readonly ready: Promise<Ready> };

const isRoot = process.getuid?.() === 0;
const nobody = 65534;
const projectIsOpen = (fs.statSync(projectFile('.')).mode & 0o005) === 0o005 && canWalkTo(projectFile('.'));
const asRoot = isRoot ? test : test.skip;
const asRootForNobody = isRoot && projectIsOpen ? test : test.skip;

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'wasl-embedded-'));
const stops = new Set<() => Promise<unknown>>();
const template = path.join(root, 'template');
let folders = 0;

beforeAll(async () => {
  const server = await startEmbeddedPostgres({ dataDir: template, durable: false });
  await server.stop();
});

afterEach(async () => {
  for (const stop of stops) await stop();
  stops.clear();
}, 60_000);

afterAll(() => fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

test('makes a cluster that only a password opens, from this machine only, with durable settings', async () => {
  const server = await given({ dataDir: newFolder() });
  const [settings] = await rows(
    server.superuserUrl,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
       current_setting('wal_level') as wal, current_setting('TimeZone') as zone, current_setting('max_connections') as connections,
       current_setting('jit') as jit, current_setting('listen_addresses') as addresses,
       current_setting('unix_socket_directories') as sockets, pg_encoding_to_char(encoding) as encoding,
       datlocprovider as provider, datlocale as locale, datcollate as collate, datctype as ctype
     from pg_database where datname = 'template1'`,
  );
  expect({
    settings,
    rules: await rows(server.superuserUrl, 'select type, database, address, auth_method from pg_hba_file_rules'),
    intruder: await errorCode(server.url('postgres', 'guess', 'postgres')),
  }).toEqual({
    settings: {
      ...{ fsync: 'on', commit: 'on', wal: 'replica', zone: 'UTC', connections: '120', jit: 'off' },
      ...{ addresses: '127.0.0.1', sockets: '', encoding: 'UTF8' },
      ...{ provider: 'b', locale: 'C.UTF-8', collate: 'C', ctype: 'C.UTF-8' },
    },
    rules: [{ type: 'host', database: ['all'], address: '127.0.0.1', auth_method: 'scram-sha-256' }],
    intruder: '28P01',
  });
});

test('closes the data folder and the password to others', async () => {
  const dataDir = givenDataDir();
  await given({ dataDir, durable: false });
  const mode = (name: string): number => fs.statSync(path.join(dataDir, name)).mode & 0o777;
  expect([mode('.'), mode('superuser-password'), mode('server.log'), mode('cluster')]).toEqual([
    0o700, 0o600, 0o600, 0o700,
  ]);
});

test('takes settings and the number of connections from its options', async () => {
  const server = await given({
    dataDir: givenDataDir(),
    durable: false,
    maxConnections: 31,
    settings: { work_mem: '7MB' },
  });
  expect(
    await rows(
      server.superuserUrl,
      `select current_setting('work_mem') as memory, current_setting('max_connections') as connections, current_setting('fsync') as fsync`,
    ),
  ).toEqual([{ memory: '7MB', connections: '31', fsync: 'off' }]);
});

test('starts again on what it stored, and stopping twice is stopping once', async () => {
  const dataDir = givenDataDir();
  const first = await given({ dataDir, durable: false });
  await rows(first.superuserUrl, 'create table kept as select 1 as n');
  await Promise.all([first.stop(), first.stop()]);
  const second = await given({ dataDir, durable: false });
  expect({ adopted: second.adopted, kept: await rows(second.superuserUrl, 'select n from kept') }).toEqual({
    adopted: false,
    kept: [{ n: 1 }],
  });
});

test('chooses another port when the chosen one is taken before the server binds it', async () => {
  const taken = net.createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as net.AddressInfo;
  const ports = [port];
  const server = await given({
    dataDir: givenDataDir(),
    durable: false,
    choosePort: async () => ports.pop() ?? freePort(),
  });
  taken.close();
  expect({ elsewhere: server.port !== port, answers: await rows(server.superuserUrl, 'select 1 as n') }).toEqual({
    elsewhere: true,
    answers: [{ n: 1 }],
  });
});

test('quotes the end of the log when the server ends during its start', async () => {
  const start = startEmbeddedPostgres({ dataDir: givenDataDir(), durable: false, settings: { no_such_setting: 'x' } });
  await expect(start).rejects.toThrow(/ended with 1 during its start:[^]*no_such_setting/);
});

test('adopts the server of a hub that was killed', async () => {
  const dataDir = givenDataDir();
  const hub = givenHub({ dataDir, durable: false });
  const before = await hub.ready;
  await kill(hub.child);
  const server = await given({ dataDir, durable: false });
  expect({ adopted: server.adopted, port: server.port }).toEqual({ adopted: true, port: before.port });
  await server.stop();
  expect(await errorCode(before.superuserUrl)).toBe('ECONNREFUSED');
});

test('starts an orphan anew when it runs without durability', async () => {
  const dataDir = givenDataDir();
  const hub = givenHub({ dataDir, durable: false });
  await hub.ready;
  await kill(hub.child);
  const server = await given({ dataDir });
  expect({ adopted: server.adopted, fsync: await rows(server.superuserUrl, 'show fsync') }).toEqual({
    adopted: false,
    fsync: [{ fsync: 'on' }],
  });
});

test('refuses to share a server that another hub runs without durability', async () => {
  const dataDir = givenDataDir();
  const first = await given({ dataDir, durable: false });
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('without durability');
  expect(await rows(first.superuserUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('recovers what was committed when server and hub were killed', async () => {
  const dataDir = givenDataDir();
  const hub = givenHub({ dataDir });
  const { superuserUrl } = await hub.ready;
  await rows(superuserUrl, 'create table kept as select 1 as n');
  await kill(hub.child);
  process.kill(postmasterPid(dataDir), 'SIGKILL');
  const server = await given({ dataDir });
  expect(await rows(server.superuserUrl, 'select n from kept')).toEqual([{ n: 1 }]);
});

test('brings the server back on its port when it is killed under a running hub', async () => {
  const dataDir = givenDataDir();
  const server = await given({ dataDir, durable: false });
  const killed = postmasterPid(dataDir);
  process.kill(killed, 'SIGKILL');
  while ((await errorCode(server.superuserUrl)) !== null) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(postmasterPid(dataDir)).not.toBe(killed);
});

test('starts although another program now has the number of a server that is gone', async () => {
  const dataDir = givenDataDir();
  await (await given({ dataDir, durable: false })).stop();
  const { uid, gid } = fs.statSync(path.join(dataDir, 'cluster'));
  const other = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
  stops.add(() => kill(other));
  fs.writeFileSync(
    path.join(dataDir, 'cluster/postmaster.pid'),
    `${other.pid}\n/elsewhere\n1700000000\n5432\n\n127.0.0.1\n1 1\nready   \n`,
    { mode: 0o600 },
  );
  const server = await given({ dataDir, durable: false });
  expect({ adopted: server.adopted, other: other.exitCode }).toEqual({ adopted: false, other: null });
});

test('two hubs that start together on an empty folder use one server, which ends with the last of them', async () => {
  const dataDir = newFolder();
  const hubs = [givenHub({ dataDir, durable: false }), givenHub({ dataDir, durable: false })];
  const [one, two] = await Promise.all(hubs.map(({ ready }) => ready));
  expect([one?.port, [one?.adopted, two?.adopted].sort()]).toEqual([two?.port, [false, true]]);
  const starter = hubs[one?.adopted ? 1 : 0] as Hub;
  const other = hubs[one?.adopted ? 0 : 1] as Hub;
  await end(starter.child);
  expect(await errorCode(one?.superuserUrl ?? '')).toBeNull();
  await end(other.child);
  expect(await errorCode(one?.superuserUrl ?? '')).toBe('ECONNREFUSED');
}, 60_000);

test('hubs that stop at the same moment leave no server behind', async () => {
  const dataDir = givenDataDir();
  const hubs = [
    await given({ dataDir, durable: false }),
    await given({ dataDir, durable: false }),
    await given({ dataDir, durable: false }),
  ];
  await Promise.all(hubs.map(({ stop }) => stop()));
  expect(await errorCode(hubs[0]?.superuserUrl ?? '')).toBe('ECONNREFUSED');
});

test('begins again when a hub was killed in the middle of initdb', async () => {
  const { dataDir, hub } = await givenHubAmidInitdb();
  await kill(hub.child);
  const server = await given({ dataDir, durable: false });
  // The initdb of the killed hub may live and write for a moment more; a start after its end removes what it left.
  while (drafts(dataDir).length > 0) await given({ dataDir, durable: false });
  expect(await rows(server.superuserUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('refuses a data folder that others can write, and a cluster without its password', async () => {
  const open = newFolder();
  fs.mkdirSync(open);
  fs.chmodSync(open, 0o777);
  const forgotten = newFolder();
  fs.mkdirSync(path.join(forgotten, 'cluster'), { recursive: true, mode: 0o700 });
  await expect(startEmbeddedPostgres({ dataDir: open })).rejects.toThrow('written by others');
  await expect(startEmbeddedPostgres({ dataDir: forgotten })).rejects.toThrow('superuser-password is missing');
});

test('gives the server a session of its own, which Ctrl-C in the terminal of the hub does not reach', async () => {
  const dataDir = givenDataDir();
  await given({ dataDir, durable: false });
  const isGroup = process.kill(-postmasterPid(dataDir), 0);
  expect(isGroup).toBe(true);
});

asRoot('runs as another user for root, in a folder to which that user cannot walk', async () => {
  const closed = newFolder();
  fs.mkdirSync(closed, { mode: 0o700 });
  const dataDir = path.join(closed, '.wasl/postgres');
  const server = await given({ dataDir, durable: false });
  await rows(server.superuserUrl, 'create table t as select 1 as n; checkpoint;');
  const { uid } = fs.statSync(`/proc/${postmasterPid(dataDir)}`);
  expect({
    root: uid === 0,
    closed: fs.statSync(closed).mode & 0o777,
    owner: fs.statSync(path.join(dataDir, 'cluster')).uid,
  }).toEqual({
    root: false,
    closed: 0o700,
    owner: uid,
  });
});

asRoot('opens for its user a cluster that root restored as its own', async () => {
  const dataDir = givenDataDir();
  execFileSync('chown', ['-R', '0:0', dataDir]);
  const owner = (): number => fs.statSync(path.join(dataDir, 'cluster/base')).uid;
  const before = owner();
  const server = await given({ dataDir, durable: false });
  expect([before, owner() === 0, await rows(server.superuserUrl, 'select 1 as n')]).toEqual([0, false, [{ n: 1 }]]);
});

asRootForNobody('runs for an ordinary user under umask 077 and without a locale', async () => {
  const home = newFolder();
  fs.chmodSync(root, 0o711);
  fs.mkdirSync(home, { mode: 0o700 });
  fs.chownSync(home, nobody, nobody);
  const env = { PATH: process.env['PATH'], LC_ALL: 'POSIX', HOME: home, TMPDIR: home };
  const hub = givenHub({ dataDir: path.join(home, 'postgres'), durable: false }, { uid: nobody, gid: nobody, env });
  const { superuserUrl } = await hub.ready;
  expect(await rows(superuserUrl, `select lower('É') as letter`)).toEqual([{ letter: 'é' }]);
});

const newFolder = (): string => path.join(root, String(++folders));

/** A data folder with an empty cluster, copied: initdb takes a second. */
const givenDataDir = (): string => {
  const dataDir = newFolder();
  // `cpSync` of Node 24 forgets the modes of folders
  execFileSync('cp', ['-R', '-p', `${template}/.`, dataDir]);
  return dataDir;
};

const given = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres(options);
  stops.add(server.stop);
  return server;
};

const givenHub = (options: EmbeddedPostgresOptions, spawnOptions: SpawnOptions = {}): Hub => {
  const arguments_ = ['--import', 'tsx', projectFile('tests/platform/embeddedPostgresHub.ts'), JSON.stringify(options)];
  const child = spawn(process.execPath, arguments_, {
    cwd: projectFile('.'),
    ...spawnOptions,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  stops.add(() => end(child));
  return { child, ready: firstLine(child).then((line) => JSON.parse(line) as Ready) };
};

/** On a busy machine an initdb may have passed between two looks at it: then another is begun. */
const givenHubAmidInitdb = async (): Promise<{ readonly dataDir: string; readonly hub: Hub }> => {
  for (;;) {
    const dataDir = newFolder();
    const hub = givenHub({ dataDir, durable: false });
    let isOver = false;
    hub.ready.then(
      () => (isOver = true),
      () => (isOver = true),
    );
    while (!isOver) {
      if (drafts(dataDir).some((draft) => fs.existsSync(path.join(dataDir, draft, 'data/base'))))
        return { dataDir, hub };
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await end(hub.child);
  }
};

const firstLine = async (child: ChildProcess): Promise<string> => {
  if (child.stdout) for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the hub ended before it was ready');
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
};

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
};

const rows = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
};

const errorCode = (url: string): Promise<string | null> =>
  rows(url, 'select 1').then(
    () => null,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );

const postmasterPid = (dataDir: string): number =>
  Number.parseInt(fs.readFileSync(path.join(dataDir, 'cluster/postmaster.pid'), 'utf8'), 10);

const drafts = (dataDir: string): string[] =>
  fs.existsSync(dataDir) ? fs.readdirSync(dataDir).filter((name) => name.startsWith('initdb-')) : [];

function canWalkTo(folder: string): boolean {
  if ((fs.statSync(folder).mode & 0o001) === 0) return false;
  return path.dirname(folder) === folder || canWalkTo(path.dirname(folder));
}
