import { createHash } from 'node:crypto';
import { strikeLiterals } from './strikeLiterals.js';

export type OperationText = { readonly hash: string; readonly text: string };

export type OperationTexts = {
  /** The text with its literals struck out and the SHA-256 of that; null when it is not GraphQL. */
  readonly find: (text: string) => OperationText | null;
  readonly isStored: (hash: string) => boolean;
  readonly markStored: (hash: string) => void;
};

const mostTexts = 2_000;
const mostTextLength = 20_000;
const mostHashes = 20_000;

/** Remembers what was parsed, and what the database has: a text travels once per process and is stored once per hash. */
export const createOperationTexts = (): OperationTexts => {
  const found = new Map<string, OperationText | null>();
  const stored = new Set<string>();
  return {
    find: (text) => {
      const known = found.get(text);
      if (known !== undefined) return known;
      const struck = strikeLiterals(text);
      const operation =
        struck === null ? null : { hash: createHash('sha256').update(struck).digest('hex'), text: struck };
      if (text.length <= mostTextLength) {
        if (found.size >= mostTexts) found.clear();
        found.set(text, operation);
      }
      return operation;
    },
    isStored: (hash) => stored.has(hash),
    markStored: (hash) => {
      if (stored.size >= mostHashes) stored.clear();
      stored.add(hash);
    },
  };
};
