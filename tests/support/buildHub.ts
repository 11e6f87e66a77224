import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFile } from '../../src/platform/paths.js';

const run = promisify(execFile);

/**
 * Bundles the hub into a folder, for processes that are started often: from its sources each would take seconds. Everything
 * else of the project stands beside it as a link. `pg` stays outside, so that pause points can be put around its calls.
 */
export const buildHub = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(projectFile())) {
    if (name !== 'dist' && !name.startsWith('.')) symlinkSync(projectFile(name), join(folder, name));
  }
  const entry = ['hub', projectFile('tests', 'support', 'hubEntry.ts')];
  await run(process.execPath, [projectFile('scripts', 'bundle.mjs'), join(folder, 'dist'), ...entry, 'pg']);
};
