import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectFile } from '../../src/platform/paths.js';

/** Builds the page from its sources, where that is not done yet. */
export const buildPage = async (): Promise<void> => {
  await promisify(execFile)(process.execPath, [projectFile('scripts', 'build.mjs'), 'web']);
};
