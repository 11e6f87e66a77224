import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { hubSubgraphs } from './hubSubgraphs.js';

/** A subgraph that an institution runs, as the operator's configuration file lists it. */
export type RemoteSubgraphSettings = {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  /** From the call to the last byte of the answer. */
  readonly deadlineMs: number;
  readonly maxAnswerBytes: number;
  /** Calls at one time; more wait, within their deadline. */
  readonly concurrency: number;
};

const entry = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and underscores')
    .refine((name) => !(hubSubgraphs as readonly string[]).includes(name), 'is a subgraph of the hub'),
  url: z.url({ protocol: /^https?$/ }),
  /** Path from the configuration file. */
  sdl: z.string().min(1),
  deadlineMs: z.int().min(50).max(30_000).default(3_000),
  maxAnswerBytes: z.int().min(1_024).max(50_000_000).default(2_000_000),
  concurrency: z.int().min(1).max(1_000).default(16),
});

const configuration = z.strictObject({
  subgraphs: z
    .array(entry)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two subgraphs have the same name'),
});

/** Reads `{ "subgraphs": [...] }`. Throws with every fault at once. */
export const readRemoteSubgraphs = (file: string): readonly RemoteSubgraphSettings[] => {
  const parsed = configuration.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.subgraphs.map((subgraph) => ({
    ...subgraph,
    sdl: readFileSync(resolve(dirname(file), subgraph.sdl), 'utf8'),
  }));
};
