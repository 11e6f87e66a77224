import { loadConfig } from '../platform/config.js';
import { findRunningHub } from '../start/hubFile.js';
import { localUrl } from '../start/localUrl.js';

/**
 * Where the hub is that a command asks: at the address that the environment says, else where the hub that runs on the data
 * folder listens, else at the default address.
 */
export const hubUrl = (env: NodeJS.ProcessEnv): string => {
  const config = loadConfig(env);
  if (!config.publicUrlIsDefault) return reachable(config.publicUrl);
  const isSaid = Boolean(env['HOST'] ?? '') || Boolean(env['PORT'] ?? '');
  return (isSaid ? null : findRunningHub(config.dataDirectory)?.url) ?? localUrl(config);
};

/** Names of this machine are not called by egress; its literal address is. */
export const reachable = (url: string): string => {
  const parsed = new URL(url);
  if (parsed.hostname === 'localhost') parsed.hostname = '127.0.0.1';
  return parsed.href.replace(/\/$/, '');
};
