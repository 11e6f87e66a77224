import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

/**
 * Bytes under random names. A blob is first partial (it grows, by one writer at a time), then final (it never changes).
 * A full disk is `STORAGE_FULL`, and leaves the blob as it was after the last sync.
 */
export type BlobStore = {
  /**
   * Cuts the partial blob to `offset`, then writes what the source gives after it. What is answered is on disk and stays
   * there, also when the source broke off or `signal` stopped it; the source is not destroyed.
   */
  readonly append: (
    name: string,
    offset: number,
    source: AsyncIterable<Uint8Array>,
    options: AppendOptions,
  ) => Promise<Appended>;
  /** Drops what a partial blob holds beyond `sizeBytes`. */
  readonly cutBack: (name: string, sizeBytes: number) => Promise<void>;
  /** Octets of a partial blob; 0 when there is none. */
  readonly partialSize: (name: string) => Promise<number>;
  /**
   * Makes the partial blob final when it is as announced; false, and nothing done, when it is not. Doing it again is true
   * again. With `copy` the final blob is a copy that no earlier writer can reach.
   */
  readonly finalize: (name: string, announced: Announced) => Promise<boolean>;
  /** A final blob, or the octets from `start` to `end` inclusive; rejects before the first byte when it is not there. */
  readonly read: (name: string, range?: { readonly start: number; readonly end: number }) => Promise<Readable>;
  /** Partial or final, there or not. */
  readonly remove: (name: string) => Promise<void>;
};

export type AppendOptions = {
  /** What the source gives beyond is not written, and the source is left. */
  readonly limitBytes: number;
  readonly signal: AbortSignal;
  readonly syncEveryMs: number;
  /** Called while bytes flow, each time that so many are on disk; what it throws ends the writing. */
  readonly onSynced: (writtenBytes: number) => Promise<void>;
};

export type Appended = {
  readonly writtenBytes: number;
  /** Of what was written by this call. */
  readonly sha256: Buffer;
  readonly end: 'ENDED' | 'BROKEN' | 'OVER_LIMIT';
};

export type Announced = { readonly sizeBytes: number; readonly sha256: Uint8Array; readonly copy: boolean };

/** 128 random bits: a name tells nothing about content and cannot be guessed. */
export const newBlobName = (): string => randomBytes(16).toString('hex');
