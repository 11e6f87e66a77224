import fs from 'node:fs';
import path from 'node:path';

/** Whom the server runs as; null means: as this process does. */
export type ServerUser = { readonly uid: number; readonly gid: number } | null;

export type Folder = {
  readonly path: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly log: string;
  readonly user: ServerUser;
};

/** Creates the data folder where missing, closed to others, and decides whom the server runs as. */
export const openFolder = (dataDir: string): Folder => {
  // On Linux the server reaches its cluster without walking to it (see serverPath); elsewhere root's must let it pass.
  const mode = process.platform !== 'linux' && process.getuid?.() === 0 ? 0o711 : 0o700;
  fs.mkdirSync(dataDir, { recursive: true, mode });
  const folder = fs.realpathSync(dataDir);
  checkOwner(folder, 'data folder');
  const cluster = path.join(folder, 'cluster');
  const user = serverUser(folder, cluster);
  if (user !== null) giveTo(cluster, user);
  return {
    path: folder,
    cluster,
    passwordFile: path.join(folder, 'superuser-password'),
    log: path.join(folder, 'server.log'),
    user,
  };
};

/**
 * How the server names `directory`, which is its working directory. As root the server runs as somebody else, who may
 * not walk to a folder in the home directory of root; but a process that is put there before it gives up its rights
 * stays there, and the kernel resolves this name without walking.
 */
export const serverPath = (user: ServerUser, directory: string): string =>
  user !== null && process.platform === 'linux' ? '/proc/self/cwd' : directory;

/** `uid` and `gid` for `spawn`. */
export const spawnIdentity = (user: ServerUser): { uid?: number; gid?: number } => (user === null ? {} : { ...user });

/** A clean environment: neither a locale nor PG… or LD_… variables of the terminal reach the server. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
});

/** The superuser's password: `candidate`, or the one that this or another process stored before. */
export const ensurePassword = (folder: Folder, candidate: string): string => {
  if (!fs.existsSync(folder.passwordFile)) {
    if (fs.existsSync(folder.cluster))
      throw new Error(
        `${folder.passwordFile} is missing: restore it, or remove ${folder.path} to start with an empty database`,
      );
    storePassword(folder, candidate);
  }
  return fs.readFileSync(folder.passwordFile, 'utf8').trim();
};

// Written aside and linked: a reader never sees half a password, and of two writers the first wins.
const storePassword = (folder: Folder, password: string): void => {
  const draft = `${folder.passwordFile}.${process.pid}`;
  fs.rmSync(draft, { force: true });
  fs.writeFileSync(draft, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true });
  const owner = fs.statSync(folder.path);
  fs.chownSync(draft, owner.uid, owner.gid);
  try {
    fs.linkSync(draft, folder.passwordFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
};

/** Refuses a folder in which another ordinary user could put or replace a file. */
const checkOwner = (folder: string, what: string): void => {
  const { uid, mode } = fs.statSync(folder);
  const self = process.getuid?.();
  if (self !== undefined && self !== 0 && uid !== self)
    throw new Error(`the ${what} ${folder} belongs to user ${uid}, not to user ${self} who starts it`);
  if ((mode & 0o022) !== 0) throw new Error(`the ${what} ${folder} can be written by others: close it with chmod go-w`);
};

// PostgreSQL refuses to run as root. Whose folder it is, that user runs it; a folder of root's goes to a system user.
const serverUser = (folder: string, cluster: string): ServerUser => {
  if (process.getuid?.() !== 0) {
    if (fs.existsSync(cluster)) checkOwner(cluster, 'database cluster');
    return null;
  }
  const owner = [cluster, folder]
    .map((each) => fs.statSync(each, { throwIfNoEntry: false }))
    .find((stat) => stat && stat.uid !== 0);
  if (owner) return { uid: owner.uid, gid: owner.gid };
  const user = systemUser('postgres') ?? systemUser('nobody');
  if (user === null)
    throw new Error(
      'PostgreSQL does not run as root, and /etc/passwd knows neither "postgres" nor "nobody": create one, start as an ordinary user, or set DATABASE_URL',
    );
  return user;
};

const systemUser = (name: string): ServerUser => {
  const line = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  // `nobody` is -2 on macOS.
  return uid === undefined || gid === undefined ? null : { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
};

/** A cluster that root copied or restored belongs to root: the server could not open it. */
const giveTo = (cluster: string, user: NonNullable<ServerUser>): void => {
  if (fs.statSync(cluster, { throwIfNoEntry: false })?.uid !== 0) return;
  for (const entry of fs.readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    fs.lchownSync(path.join(cluster, entry), user.uid, user.gid);
  // The folder itself last: a crash on the way is finished by the next start.
  fs.lchownSync(cluster, user.uid, user.gid);
};
