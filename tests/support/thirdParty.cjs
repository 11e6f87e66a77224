// Most of a test file's time went into reading the packages that the hub stands on: 1,500 modules, for every file anew, since
// Jest gives each a registry of its own. So they are bundled once, per lock file, into one module, and Jest is told to take them
// from there. `graphql` is in it once, for the packages outside as well.
const { createHash, randomUUID } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');

const packages = [
  '@apollo/server',
  '@apollo/server/plugin/disabled',
  '@as-integrations/fastify',
  '@graphql-hive/router-runtime',
  '@graphql-tools/federation',
  '@graphql-tools/schema',
  '@peculiar/x509',
  '@theguild/federation-composition',
  'dataloader',
  'fastify',
  'graphql',
  'jose',
  'pg',
  'pino',
  'zod',
];

const digest = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(readFileSync(__filename))
  .digest('hex')
  .slice(0, 16);
const folder = join(root, 'node_modules', '.cache', 'wasl-tests', digest);
const shimOf = (name) => join(folder, `${name.replace(/[@/]/g, '_')}.cjs`);

/** Where Jest finds each package. */
const places = new Map(packages.map((name) => [name, shimOf(name)]));

/** Makes the bundle where there is none; of two that make it at once, one wins. */
const bundleThirdParty = async () => {
  if (existsSync(folder)) return;
  const { build } = await import('esbuild');
  const draft = `${folder}.${randomUUID()}`;
  mkdirSync(draft, { recursive: true });
  // read when asked for, as without the bundle
  const entry = packages.map((name) => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(name)});`);
  try {
    await build({
      stdin: { contents: entry.join('\n'), resolveDir: root, loader: 'js' },
      outfile: join(draft, 'bundle.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      // native parts, found from here as from anywhere below the project
      external: ['pg-native', '@graphql-hive/router-query-planner'],
      // as in the hub's own bundle
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    });
    for (const name of packages) {
      const shim = `module.exports = require('./bundle.cjs')[${JSON.stringify(name)}]();\n`;
      writeFileSync(join(draft, shimOf(name).slice(folder.length + 1)), shim);
    }
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

module.exports = { bundleThirdParty, places };
