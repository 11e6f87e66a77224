import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = { readonly folder: string; readonly remove: () => void };

/** A folder on a disk of its own that fills soon; null where this user may not mount one. */
export const mountSmallDisk = (size: string): SmallDisk | null => {
  const folder = mkdtempSync(join(tmpdir(), 'wasl-small-'));
  const mount = ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', folder];
  if (spawnSync('mount', mount, { stdio: 'ignore' }).status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    folder,
    remove: () => {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
};
