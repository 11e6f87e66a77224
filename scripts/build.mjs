// Bundles src/ into dist/ when it differs from what dist/ was made of. Says nothing on standard output, which belongs to the
// command that runs after it. Types are checked by `npm run check`; whoever only starts the hub need not wait for it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stampFile = join(dist, '.stamp');

/** Digest of everything that the output depends on; the lock file stands for the bundler and for what it bundles. */
const digestOfSources = () => {
  const hash = createHash('sha256');
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  for (const file of ['scripts/bundle.mjs', 'package-lock.json']
    .map((name) => join(root, name))
    .concat(sources.sort())) {
    const text = readFileSync(file);
    hash.update(`${file.slice(root.length)} ${text.length}\n`).update(text);
  }
  return hash.digest('hex');
};

const stamp = () => (existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null);

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Folders of builds that were killed. */
const sweep = () => {
  for (const name of readdirSync(root)) {
    const pid = /^\.dist-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(root, name), { recursive: true, force: true });
  }
};

/** Built beside and moved into place whole, so that neither a kill nor a second build leaves a half-made dist/. */
const build = async (digest) => {
  const bundler = await import('./bundle.mjs').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  });
  if (bundler === undefined)
    return fail('The bundler is not installed: run `npm ci` (without --omit=dev) once to build.');
  console.error('Building …');
  sweep();
  const fresh = join(root, `.dist-${process.pid}`);
  try {
    await bundler.bundle(fresh, { hub: 'src/main.ts', wasl: 'src/cli/main.ts' });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    return fail(`The build failed.\n${error.message}`);
  }
  writeFileSync(join(fresh, '.stamp'), digest);
  replaceDist(fresh);
};

const replaceDist = (fresh) => {
  const old = `${fresh}0`;
  for (let tries = 1; ; tries += 1) {
    if (existsSync(dist)) renameSync(dist, old);
    try {
      renameSync(fresh, dist);
      break;
    } catch (error) {
      // another build put its own there in between
      if (tries === 5 || !['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
      rmSync(old, { recursive: true, force: true });
    }
  }
  rmSync(old, { recursive: true, force: true });
};

const fail = (message) => {
  console.error(message);
  process.exitCode = 1;
};

// An image may carry dist/ without its sources.
if (existsSync(join(root, 'src'))) {
  const digest = digestOfSources();
  if (stamp() !== digest) await build(digest);
}
