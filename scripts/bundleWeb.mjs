import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const compress = promisify(brotliCompress);

/** Monaco does its language work in these, off the page's thread. */
const workers = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
};

/**
 * Bundles the page of `/graphiql` into `<folder>/web`: every file has the digest of its content in its name and stands there
 * twice, plain and as `.br`; `manifest.json` tells which of them the page begins with.
 */
export const bundleWeb = async (folder) => {
  const outdir = join(folder, 'web');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { page: 'web/main.tsx', ...workers },
    outdir,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    tsconfig: join(root, 'web', 'tsconfig.json'),
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file' },
    legalComments: 'external',
    logLevel: 'silent',
  });
  const outputs = Object.entries(metafile.outputs).map(([file, { entryPoint, cssBundle }]) => ({
    file: basename(file),
    entryPoint,
    cssBundle,
  }));
  const outputOf = (entry) => outputs.find(({ entryPoint }) => entryPoint?.endsWith(entry));
  const page = outputOf('web/main.tsx');
  const served = readdirSync(outdir).filter((name) => !name.endsWith('.txt'));
  await Promise.all(served.map((name) => writeCompressed(join(outdir, name))));
  const manifest = {
    script: page.file,
    style: basename(page.cssBundle),
    workers: Object.fromEntries(Object.entries(workers).map(([name, entry]) => [name, outputOf(entry).file])),
  };
  writeFileSync(join(outdir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
};

/** A middle quality: a tenth larger than the best, in a tenth of the time, which a first start waits for. */
const writeCompressed = async (file) => {
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(`${file}.br`, await compress(bytes, { params }));
};
