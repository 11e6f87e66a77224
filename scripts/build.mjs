// Bundles src/ into dist/bin and web/ into dist/web, each when it differs from what it was made of. Says nothing on standard
// output, which belongs to the command that runs after it. Types are checked by `npm run check`; whoever only starts the hub
// need not wait for it.
//
//   node scripts/build.mjs        both
//   node scripts/build.mjs web    only that one
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const fresh = join(root, `.dist-${process.pid}`);

/** Each becomes the folder of its name in dist/, apart from the other: a change of the page leaves the hub as it is. */
const parts = [
  {
    name: 'bin',
    sources: 'src',
    bundler: 'bundle.mjs',
    bundle: ({ bundle }) => bundle(fresh, { hub: 'src/main.ts', wasl: 'src/cli/main.ts' }),
  },
  { name: 'web', sources: 'web', bundler: 'bundleWeb.mjs', bundle: ({ bundleWeb }) => bundleWeb(fresh) },
];

/** Digest of everything that the output depends on; the lock file stands for the bundler and for what it bundles. */
const digestOfSources = ({ sources: folder, bundler }) => {
  const hash = createHash('sha256');
  const sources = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|css|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  for (const file of [join('scripts', bundler), 'package-lock.json']
    .map((name) => join(root, name))
    .concat(sources.sort())) {
    const text = readFileSync(file);
    hash.update(`${file.slice(root.length)} ${text.length}\n`).update(text);
  }
  return hash.digest('hex');
};

const stampOf = ({ name }) => {
  const file = join(dist, name, '.stamp');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};

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

/** Built beside and moved into place whole, so that neither a kill nor a second build leaves a half-made folder. */
const build = async (stale) => {
  const bundlers = await Promise.all(stale.map(({ bundler }) => import(`./${bundler}`))).catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  });
  if (bundlers === undefined)
    return fail('The bundler is not installed: run `npm ci` (without --omit=dev) once to build.');
  console.error('Building …');
  sweep();
  try {
    await Promise.all(stale.map(({ bundle }, at) => bundle(bundlers[at])));
    mkdirSync(dist, { recursive: true });
    for (const part of stale) {
      writeFileSync(join(fresh, part.name, '.stamp'), part.digest);
      // another build of the same sources may have come first, and be in use
      if (stampOf(part) !== part.digest) replace(part);
    }
  } catch (error) {
    fail(`The build failed.\n${error.message}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
};

const replace = ({ name }) => {
  const [made, place, old] = [join(fresh, name), join(dist, name), join(fresh, `old-${name}`)];
  for (let tries = 1; ; tries += 1) {
    if (existsSync(place)) renameSync(place, old);
    try {
      renameSync(made, place);
      return;
    } catch (error) {
      // another build put its own there in between
      if (tries === 5 || !['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
      rmSync(old, { recursive: true, force: true });
    }
  }
};

const fail = (message) => {
  console.error(message);
  process.exitCode = 1;
};

const wanted = process.argv.slice(2);
const stale = parts
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  // an image may carry dist/ without its sources
  .filter(({ sources }) => existsSync(join(root, sources)))
  .map((part) => ({ ...part, digest: digestOfSources(part) }))
  .filter((part) => stampOf(part) !== part.digest);
if (stale.length > 0) await build(stale);
