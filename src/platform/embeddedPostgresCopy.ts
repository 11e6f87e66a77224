import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { ServerUser } from './embeddedPostgresFolder.js';
import { type Trial, makeLinks, runPrograms } from './embeddedPostgresNative.js';

/** What an earlier start copied; null when there is none that works. */
export const runCopy = (copy: string, user: ServerUser): { readonly version: string } | null => {
  const stat = fs.lstatSync(copy, { throwIfNoEntry: false });
  if (!stat) return null;
  // What root starts from here must be root's alone to write, or another user would choose what it runs.
  const trusted = stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
  if (!trusted)
    throw new Error(`refusing the PostgreSQL binaries in ${copy}: the folder is not this user's alone. Remove it.`);
  const trial = runPrograms(copy, user);
  return 'version' in trial ? trial : null;
};

export const makeCopy = (
  native: string,
  copy: string,
  user: ServerUser,
  progress: (message: string) => void,
): Trial => {
  progress('copying the PostgreSQL binaries to where its user can run them (once)');
  const draft = `${copy}.${randomUUID()}`;
  try {
    removeDrafts(copy);
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
  return runPrograms(copy, user);
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

// A copy takes seconds: a draft this old is what a process that was killed left behind.
const draftMaxAgeMs = 600_000;

const removeDrafts = (copy: string): void => {
  const parent = path.dirname(copy);
  for (const name of fs.existsSync(parent) ? fs.readdirSync(parent) : []) {
    const draft = path.join(parent, name);
    if (!name.startsWith(`${path.basename(copy)}.`)) continue;
    const madeAt = fs.statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - madeAt > draftMaxAgeMs) fs.rmSync(draft, { recursive: true, force: true });
  }
};
