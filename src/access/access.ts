import type { Clock } from '../platform/clock.js';
import type { Pool } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import { createAuthenticate, type Authenticate } from './authenticate.js';
import { createClientCache } from './clients.js';
import type { Generation } from './generation.js';
import { createHubKeySet, type HubKeySet } from './hubKeySet.js';
import { openHubKeys, type HubKeys } from './hubKeys.js';
import { createTokenVerifier, type VerifyAccessToken } from './verifyAccessToken.js';

/** What one process of the hub needs to give out tokens and to know whose they are. */
export type Access = {
  readonly keys: HubKeys;
  /** Public keys of all processes, for the two published lists. */
  readonly tokenKeySet: HubKeySet;
  readonly callKeySet: HubKeySet;
  readonly verifyAccessToken: VerifyAccessToken;
  readonly authenticate: Authenticate;
  readonly close: () => void;
};

export type AccessOptions = {
  readonly pool: Pool;
  readonly issuer: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly generation?: Generation | undefined;
};

export const openAccess = async (options: AccessOptions): Promise<Access> => {
  const { pool, issuer, clock, generation } = options;
  const keys = await openHubKeys(options);
  const tokenKeySet = createHubKeySet({ usage: 'TOKEN', pool, clock, generation });
  const callKeySet = createHubKeySet({ usage: 'CALL', pool, clock, generation });
  const verifyAccessToken = createTokenVerifier({ issuer, clock, keySet: tokenKeySet });
  const authenticate = createAuthenticate({ verifyAccessToken, findClient: createClientCache(pool, generation) });
  return { keys, tokenKeySet, callKeySet, verifyAccessToken, authenticate, close: keys.close };
};
