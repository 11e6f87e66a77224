import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../platform/paths.js';

const text = z.string().min(1);

export const scopeList = z
  .array(
    z.strictObject({
      scope: z.string().regex(/^[a-z]+:[a-z]+(?:-[a-z]+)*$/),
      description: z.strictObject({ ar: text, fr: text, en: text }),
    }),
  )
  .parse(JSON.parse(readFileSync(projectFile('data', 'scopes.json'), 'utf8')));

/** Every scope that a client can be granted. */
export const scopes: readonly string[] = scopeList.map(({ scope }) => scope);

const known: ReadonlySet<string> = new Set(scopes);

export const isScope = (value: string): boolean => known.has(value);
