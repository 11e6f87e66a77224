import { transformFile } from '@swc/core';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFile } from '../../src/platform/paths.js';

/**
 * Compiles the hub into a folder, for processes that are started often: from its sources each would take seconds. Everything
 * else of the project stands beside it as a link.
 */
export const buildHub = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const own = new Set(['src', 'tests', 'dist']);
  for (const name of readdirSync(projectFile())) {
    if (!own.has(name) && !name.startsWith('.')) symlinkSync(projectFile(name), join(folder, name));
  }
  const sources = readdirSync(projectFile('src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src', name));
  for (const name of [...sources, join('tests', 'support', 'hubEntry.ts')]) {
    const { code } = await transformFile(projectFile(name), {
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'nodenext' },
      sourceMaps: 'inline',
    });
    const built = join(folder, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(built), { recursive: true });
    writeFileSync(built, code);
  }
};
