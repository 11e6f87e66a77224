import path from 'node:path';
import { makeCopy, runCopy } from './embeddedPostgresCopy.js';
import type { Folder } from './embeddedPostgresFolder.js';
import { advice, makeLinks, nativeFolder, packageVersion, runPrograms } from './embeddedPostgresNative.js';

export type Binaries = { readonly directory: string; readonly version: string };

type Request = {
  readonly folder: Folder;
  readonly progress: (message: string) => void;
  /** The package's `native` folder, and where a copy of it may stand; both default to the real places. */
  readonly native?: string;
  readonly copies?: string;
};

/**
 * The binaries that npm installed, with the library links that the package's install script would have made. When the
 * server's user cannot use them where they are (a home directory closed to others, links that cannot be written), a
 * copy is made once.
 */
export const findBinaries = ({ folder, progress, native = nativeFolder(), copies }: Request): Binaries => {
  const inPlace = makeLinks(native)
    ? runPrograms(native, folder.user)
    : { failure: 'its library links cannot be written' };
  if ('version' in inPlace) return { directory: path.join(native, 'bin'), version: inPlace.version };
  const copy = path.join(
    copies ?? copyParent(folder),
    `postgresql-${packageVersion(native)}-${process.platform}-${process.arch}`,
  );
  const copied = runCopy(copy, folder.user) ?? makeCopy(native, copy, folder.user, progress);
  if ('failure' in copied)
    throw new Error(
      `cannot run the embedded PostgreSQL: ${native}: ${inPlace.failure}; ${copy}: ${copied.failure}. ${advice}`,
    );
  return { directory: path.join(copy, 'bin'), version: copied.version };
};

// As root: a folder in which only root writes (unlike /tmp, and never emptied by age). Else: beside the data.
const copyParent = (folder: Folder): string => (folder.user === null ? folder.path : '/var/cache/wasl');
