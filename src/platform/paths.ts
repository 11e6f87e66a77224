import { fileURLToPath } from 'node:url';

/** Absolute path of a file that ships with the project, the same from `src/` and from `dist/`. */
export const projectFile = (...parts: readonly string[]): string =>
  fileURLToPath(new URL(['..', '..', ...parts].join('/'), import.meta.url));
