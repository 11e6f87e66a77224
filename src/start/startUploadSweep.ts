import type { BlobStore } from '../platform/blobStore.js';
import { plainReads, type Pool } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import { sweepUploads } from '../subgraphs/documents/sweepUploads.js';

const everyMs = 10 * 60_000;

/** Drops expired uploads every ten minutes until it is stopped. */
export const startUploadSweep = (pool: Pool, blobs: BlobStore, log: Log): { readonly stop: () => Promise<void> } => {
  let running = Promise.resolve();
  const sweep = async (): Promise<void> => {
    try {
      while ((await sweepUploads(plainReads(pool), blobs)) === 100);
    } catch (error) {
      log.warn({ err: error }, 'expired uploads could not be dropped; trying again in ten minutes');
    }
  };
  const timer = setInterval(() => void (running = running.then(sweep)), everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
};
