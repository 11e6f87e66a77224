import { Fault } from './errors.js';

const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | null)?.code;

export const isFull = (error: unknown): boolean => fullCodes.has(codeOf(error));

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** A disk or quota that is full is told to the caller; everything else passes as it is. */
export const storageFault = (error: unknown): unknown =>
  isFull(error)
    ? new Fault('STORAGE_FULL', 'The hub has no room for more bytes.', {
        cause: error,
        retryAfterSeconds: 60,
      })
    : error;
