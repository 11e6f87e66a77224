import { createServer } from 'node:net';
import type { Config } from '../platform/config.js';
import { findRunningHub } from './hubFile.js';
import { StartError } from './startError.js';

/** Throws when nothing can listen on the address, before anything is started for it. */
export const assertPortFree = async (config: Config): Promise<void> => {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject).listen(config.port, config.host, resolve);
    });
  } catch (error) {
    throw explainListen(error, config);
  }
  await new Promise((resolve) => probe.close(resolve));
};

/** A failure to listen in words; any other error as it is. */
export const explainListen = (error: unknown, { host, port, dataDirectory }: Config): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const hub = findRunningHub(dataDirectory);
    const owner =
      hub === null ? 'another program' : `the hub of ${dataDirectory} (process ${hub.pid}), which runs already`;
    return new StartError(
      `Port ${port} of ${host} is taken by ${owner}. Stop it, or choose another: PORT=${port + 1}.`,
      {
        cause: error,
      },
    );
  }
  if (code === 'EACCES') {
    return new StartError(`Port ${port} is not for ordinary users: choose one from 1024 on, e.g. PORT=4000.`, {
      cause: error,
    });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError(`HOST=${host} is no address of this machine.`, { cause: error });
  }
  return error;
};
