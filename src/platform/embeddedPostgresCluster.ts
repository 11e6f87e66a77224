import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './embeddedPostgresBinaries.js';
import { advice } from './embeddedPostgresNative.js';
import { isAlive } from './embeddedPostgresPidFile.js';
import { type Folder, serverEnvironment, serverPath, spawnIdentity } from './embeddedPostgresFolder.js';

type Request = {
  readonly folder: Folder;
  readonly binaries: Binaries;
  readonly password: string;
  readonly durable: boolean;
  readonly progress: (message: string) => void;
};

const timeoutMs = 180_000;
const draftPrefix = 'initdb-';

/**
 * Creates the database cluster where there is none. It is made aside and renamed: a crash leaves a draft, which a later
 * start removes, and of two processes that make one at once the second uses the first's (the password is shared).
 */
export const ensureCluster = async (request: Request): Promise<void> => {
  const { folder, durable, progress } = request;
  removeDrafts(folder);
  if (clusterExists(folder)) return;
  progress('creating the database cluster (once)');
  const draft = path.join(folder.path, `${draftPrefix}${process.pid}-${randomUUID()}`);
  try {
    await initialise(request, draft);
    moveInto(path.join(draft, 'data'), folder);
    if (durable) syncFolder(folder.path);
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
  // Once more: an initdb that outlived its hub has found its files gone by now, and ended.
  removeDrafts(folder);
};

export const clusterExists = (folder: Folder): boolean => fs.existsSync(path.join(folder.cluster, 'PG_VERSION'));

const initialise = async ({ folder, binaries, password, durable }: Request, draft: string): Promise<void> => {
  const data = path.join(draft, 'data');
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(draft, 'password'), `${password}\n`, { mode: 0o600 });
  if (folder.user !== null)
    for (const each of [draft, data, path.join(draft, 'password')])
      fs.chownSync(each, folder.user.uid, folder.user.gid);
  await runInitdb(folder, path.join(binaries.directory, 'initdb'), data, durable);
  // The only way in: by password, from this machine. initdb writes `local` and replication lines beside it.
  fs.writeFileSync(path.join(data, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n', { flush: durable });
};

const runInitdb = (folder: Folder, initdb: string, data: string, durable: boolean): Promise<void> => {
  const directory = serverPath(folder.user, data);
  const args = [
    ...['-D', directory, '-U', 'postgres', `--pwfile=${directory}/../password`, '--auth=scram-sha-256'],
    // Without the last, pg_trgm is blind to Arabic. C.UTF-8 is PostgreSQL's own: it needs no locale of the system's.
    ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--lc-ctype=C.UTF-8'],
    ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
  ];
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(initdb, args, {
      ...spawnIdentity(folder.user),
      cwd: data,
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
    child.once('error', (cause) => reject(new Error('initdb cannot be run', { cause })));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `initdb ended with ${code ?? signal}:\n${output.trim().split('\n').slice(-15).join('\n')}\n${advice}`,
          ),
        );
    });
  });
};

const moveInto = (made: string, folder: Folder): void => {
  try {
    fs.renameSync(made, folder.cluster);
  } catch (cause) {
    if (clusterExists(folder)) return;
    throw new Error(`${folder.cluster} is not empty and not a database cluster: move it away`, { cause });
  }
};

// A draft of a process that lives is being written, unless its number was given to another since.
const removeDrafts = (folder: Folder): void => {
  for (const name of fs.readdirSync(folder.path)) {
    if (!name.startsWith(draftPrefix)) continue;
    const draft = path.join(folder.path, name);
    const ageMs = Date.now() - (fs.statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (isAlive(Number.parseInt(name.slice(draftPrefix.length), 10)) && ageMs < 2 * timeoutMs) continue;
    try {
      fs.rmSync(draft, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // An initdb that outlived its hub may still write there; a later start removes it.
    }
  }
};

const syncFolder = (folder: string): void => {
  const descriptor = fs.openSync(folder, 'r');
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
};
