import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { AppendOptions, Appended } from './blobStore.js';
import { isFull } from './storageFault.js';

/** See `BlobStore.append`. Order: cut, write, sync, tell; a crash at any point leaves at least what was told. */
export const appendToFile = async (
  file: FileHandle,
  offset: number,
  source: AsyncIterable<Uint8Array>,
  { limitBytes, signal, syncEveryMs, onSynced }: AppendOptions,
): Promise<Appended> => {
  const digest = createHash('sha256');
  const { take, leave } = taker(source, signal);
  let writtenBytes = 0;
  let syncedBytes = 0;
  let syncedAtMs = performance.now();
  try {
    await file.truncate(offset);
    for (;;) {
      const chunk = await take();
      if (typeof chunk === 'string' || writtenBytes + chunk.length > limitBytes) {
        await file.datasync();
        return { writtenBytes, sha256: digest.digest(), end: typeof chunk === 'string' ? chunk : 'OVER_LIMIT' };
      }
      await writeAll(file, chunk, offset + writtenBytes);
      digest.update(chunk);
      writtenBytes += chunk.length;
      if (performance.now() - syncedAtMs >= syncEveryMs) {
        await file.datasync();
        syncedBytes = writtenBytes;
        await onSynced(syncedBytes);
        syncedAtMs = performance.now();
      }
    }
  } catch (error) {
    // a full disk gets back what nobody counts on
    if (isFull(error)) await file.truncate(offset + syncedBytes);
    throw error;
  } finally {
    leave();
  }
};

type Taker = { readonly take: () => Promise<Uint8Array | 'ENDED' | 'BROKEN'>; readonly leave: () => void };

/** The next chunk; a source that fails and a signal that fires both read as broken off. */
const taker = (source: AsyncIterable<Uint8Array>, signal: AbortSignal): Taker => {
  const chunks = source[Symbol.asyncIterator]();
  let stop = (): void => {};
  signal.addEventListener('abort', () => stop(), { once: true });
  return {
    take: () =>
      new Promise((resolve) => {
        stop = () => resolve('BROKEN');
        if (signal.aborted) return stop();
        chunks.next().then(({ done, value }) => resolve(done === true ? 'ENDED' : value), stop);
      }),
    // not awaited: a source that stalls would answer only with its next chunk
    leave: () => void chunks.return?.().catch(() => {}),
  };
};

const writeAll = async (file: FileHandle, chunk: Uint8Array, position: number): Promise<void> => {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, position + done);
    done += bytesWritten;
  }
};
