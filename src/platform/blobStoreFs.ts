import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { appendToFile } from './appendToFile.js';
import type { Announced, BlobStore } from './blobStore.js';
import { isMissing, storageFault } from './storageFault.js';

/** Blobs as files under `root`, readable by this user alone. Several processes may use one folder. */
export const createBlobStoreFs = async (root: string): Promise<BlobStore> => {
  const folderOf = (kind: 'partial' | 'final', name: string): string => join(root, kind, checked(name).slice(0, 2));
  const partial = (name: string): string => join(folderOf('partial', name), name);
  const final = (name: string): string => join(folderOf('final', name), name);

  for (const kind of ['partial', 'final']) await makeFolder(join(root, kind));
  await syncFolder(root);

  return {
    append: (name, offset, source, options) =>
      orFull(async () => {
        await makeFolder(dirname(partial(name)));
        const file = await open(partial(name), constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
        try {
          // the name must be as durable as the bytes, before anyone counts on them
          if (offset === 0) await syncFolder(dirname(partial(name)));
          return await appendToFile(file, offset, source, options);
        } finally {
          await file.close();
        }
      }),

    cutBack: async (name, sizeBytes) => {
      await withFile(partial(name), 'r+', async (file) => {
        if ((await file.stat()).size > sizeBytes) await file.truncate(sizeBytes);
        await file.datasync();
      });
    },

    partialSize: async (name) => (await sizeOf(partial(name))) ?? 0,

    // A crash leaves the file either partial or final. Whoever closes the upload again goes on from either.
    finalize: (name, announced) =>
      orFull(async () => {
        const isFinal = async (): Promise<boolean> => (await sizeOf(final(name))) !== null;
        if (!(await isFinal())) {
          await makeFolder(dirname(final(name)));
          const moved = await moveAsAnnounced(partial(name), final(name), announced);
          // a twin may have been quicker
          if (!moved && !(await isFinal())) return false;
        }
        await syncFolder(dirname(final(name)));
        await removePartial(folderOf('partial', name), name);
        return true;
      }),

    read: async (name, range) => {
      const file = await open(final(name), constants.O_RDONLY | constants.O_NOFOLLOW);
      return file.createReadStream({ ...range, highWaterMark: 256 * 1024 });
    },

    remove: async (name) => {
      await removePartial(folderOf('partial', name), name);
      await rm(final(name), { force: true });
    },
  };
};

const checked = (name: string): string => {
  if (!/^[0-9a-f]{32}$/.test(name)) throw new TypeError('A blob name is 32 lower-case hexadecimal digits.');
  return name;
};

const orFull = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw storageFault(error);
  }
};

const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first !== undefined) await syncFolder(dirname(first));
};

const syncFolder = (folder: string): Promise<void> => withFile(folder, 'r', (handle) => handle.sync());

/** Does nothing when the file is not there. */
const withFile = async (path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> => {
  let file: FileHandle;
  try {
    file = await open(path, flags);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  try {
    await work(file);
  } finally {
    await file.close();
  }
};

const sizeOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

const moveAsAnnounced = async (from: string, to: string, announced: Announced): Promise<boolean> => {
  const source = announced.copy ? `${from}.${randomBytes(8).toString('hex')}` : from;
  try {
    if (announced.copy) await copyFile(from, source, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    if (await isAsAnnounced(source, announced)) {
      await rename(source, to);
      return true;
    }
  } catch (error) {
    if (announced.copy) await rm(source, { force: true });
    if (!isMissing(error)) throw error;
    return false;
  }
  if (announced.copy) await rm(source, { force: true });
  return false;
};

/** Reads the file again from disk, and syncs it; chunk by chunk, so that other requests go on meanwhile. */
const isAsAnnounced = async (path: string, { sizeBytes, sha256 }: Announced): Promise<boolean> => {
  let is = false;
  await withFile(path, 'r', async (file) => {
    if ((await file.stat()).size !== sizeBytes) return;
    const digest = createHash('sha256');
    const chunks = file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 });
    for await (const chunk of chunks) digest.update(chunk as Buffer);
    await file.sync();
    is = digest.digest().equals(sha256);
  });
  return is;
};

/** The blob, and copies of it that a crash left aside. */
const removePartial = async (folder: string, name: string): Promise<void> => {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const each of names.filter((other) => other.startsWith(name))) await rm(join(folder, each), { force: true });
};
