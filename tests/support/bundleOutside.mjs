import { build } from 'esbuild';
import { fileURLToPath, pathToFileURL } from 'node:url';
import thirdParty from './thirdParty.cjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the hub for tests into one file, which takes its packages from the bundle that all test files share. */
export const bundleOutside = async (file) => {
  await thirdParty.bundleThirdParty();
  await build({
    absWorkingDir: root,
    entryPoints: ['tests/support/outsideEntry.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    packages: 'external',
    define: {
      // one that is as deep below the project as every source
      'import.meta.url': JSON.stringify(pathToFileURL(`${root}src/start/openHub.ts`).href),
    },
    plugins: [
      {
        name: 'shared packages',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path }) => {
            const place = thirdParty.places.get(path);
            return place === undefined ? undefined : { path: place, external: true };
          }),
      },
    ],
    logLevel: 'warning',
  });
};
