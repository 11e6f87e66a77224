import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../platform/paths.js';

const text = z.string().min(1);

/** Purposes with their legal basis; `UNVERIFIED` where none was found in a published source. */
export const purposeList = z
  .array(
    z.strictObject({
      purpose: z.string().regex(/^[A-Z]+(?:_[A-Z]+)*$/),
      description: z.strictObject({ ar: text, fr: text, en: text }),
      legalBasis: text,
    }),
  )
  .parse(JSON.parse(readFileSync(projectFile('data', 'purposes.json'), 'utf8')));

/** Every purpose for which a request can be made (`Wasl-Purpose`). */
export const purposes: readonly string[] = purposeList.map(({ purpose }) => purpose);

const known: ReadonlySet<string> = new Set(purposes);

export const isPurpose = (value: string): boolean => known.has(value);
