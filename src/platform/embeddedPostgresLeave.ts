import type { Folder } from './embeddedPostgresFolder.js';
import { type Hold, holdServer } from './embeddedPostgresHold.js';
import { readPostmaster } from './embeddedPostgresPidFile.js';
import { stopPostmaster } from './embeddedPostgresProcess.js';

/** Ends this process's hold; stops the server unless another process holds it. */
export const leaveServer = async (
  from: { readonly folder: Folder; readonly password: string },
  hold: Hold,
): Promise<void> => {
  // Read first: a server that a third hub starts after this one ended has another number, and is not ours to stop.
  const running = readPostmaster(from.folder.cluster);
  if (running === null) return hold.close();
  const current = hold.isLost() ? await holdServer(running.port, from.password).catch(() => hold) : hold;
  // A session that breaks here belongs to a server that ends already, or that nobody can use.
  const last = await current.giveBack().catch(() => true);
  if (last) await stopPostmaster(from.folder.cluster, running.pid);
  await current.close();
};
