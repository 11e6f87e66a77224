import type { Config } from '../platform/config.js';

/** Where this machine reaches a hub that listens on `host` and `port`, whatever its public address is. */
export const localUrl = ({ host, port }: Pick<Config, 'host' | 'port'>): string => {
  const address = ['localhost', '0.0.0.0'].includes(host) ? '127.0.0.1' : host === '::' ? '::1' : host;
  return new URL(`http://${address.includes(':') ? `[${address}]` : address}:${port}`).origin;
};
