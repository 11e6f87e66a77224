import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

// CommonJS packages inside the bundle ask for Node's own modules in this way.
const requireForBundle =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);";

/**
 * Bundles entries (name -> source file) with the packages that they use: a process then reads a dozen files instead of some
 * 1,800, which is most of its start. Everything lands in `<folder>/bin`, as deep below the project as the folders of src/, so
 * that the sources find the files that ship beside them. `external` packages stay outside.
 */
export const bundle = async (folder, entries, external = []) => {
  const entryPoints = Object.entries(entries).map(([name, file]) => ({
    in: resolve(root, file),
    out: join('bin', name),
  }));
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    chunkNames: 'bin/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    // an optional native driver of pg, which nobody installs
    external: ['pg-native', ...external],
    banner: { js: requireForBundle },
    // graphql-js asks so whether to look for second copies of itself at every check of a type: there is one in a bundle
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
};

// A program too, for the tests: Jest cannot load esbuild into its own process.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, name, file, ...external] = process.argv.slice(2);
  await bundle(folder, { [name]: file }, external);
}
