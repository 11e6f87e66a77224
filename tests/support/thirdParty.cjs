// Most of a test file's time went into reading the packages that the hub stands on: 1,500 modules, for every file anew, since
// Jest gives each a registry of its own. So they are bundled once, per lock file, and Jest is told to take them from there.
const { createHash, randomUUID } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');

// What stands on `graphql` is one bundle; each of the others is one of its own, so that a test that needs `pg` reads no more.
const groups = [
  [
    '@apollo/server',
    '@apollo/server/plugin/disabled',
    '@as-integrations/fastify',
    '@graphql-hive/router-runtime',
    '@graphql-tools/federation',
    '@graphql-tools/schema',
    '@theguild/federation-composition',
    'graphql',
  ],
  ['@peculiar/x509'],
  ['dataloader'],
  ['fastify'],
  ['jose'],
  ['pg'],
  ['pino'],
  ['zod'],
];
const packages = groups.flat();

const digest = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(readFileSync(__filename))
  .digest('hex')
  .slice(0, 16);
const folder = join(root, 'node_modules', '.cache', 'wasl-tests', digest);
const shimOf = (name) => join(folder, `${name.replace(/[@/]/g, '_')}.cjs`);

const bundleOf = (at) => `bundle${at}.cjs`;

/** Where Jest finds each package. */
const places = new Map(packages.map((name) => [name, shimOf(name)]));

/** Makes the bundle where there is none; of two that make it at once, one wins. */
const bundleThirdParty = async () => {
  if (existsSync(folder)) return;
  const { build } = await import('esbuild');
  const draft = `${folder}.${randomUUID()}`;
  mkdirSync(draft, { recursive: true });
  try {
    await Promise.all(
      groups.map((names, at) =>
        build({
          stdin: {
            // read when asked for, as without the bundle
            contents: names
              .map((name) => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(name)});`)
              .join('\n'),
            resolveDir: root,
            loader: 'js',
          },
          outfile: join(draft, bundleOf(at)),
          bundle: true,
          platform: 'node',
          format: 'cjs',
          target: 'node20.19',
          // read by each test file that needs it: half the text is half the time
          minifyWhitespace: true,
          minifySyntax: true,
          // native parts, found from here as from anywhere below the project
          external: ['pg-native', '@graphql-hive/router-query-planner'],
          // as in the hub's own bundle
          define: { 'process.env.NODE_ENV': '"production"' },
          logLevel: 'silent',
        }),
      ),
    );
    for (const name of packages) {
      const at = groups.findIndex((names) => names.includes(name));
      const shim = `module.exports = require('./${bundleOf(at)}')[${JSON.stringify(name)}]();\n`;
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
