import type { Client } from './clients.js';
import { scopes } from './scopes.js';

/** What an operator of the hub may do. An institution that is granted it writes its own entry alone. */
export const operatorScopes: readonly string[] = ['directory:write'];

/** Everything that an institution's client can be granted. */
export const institutionScopes: readonly string[] = scopes;

// A suspended institution exchanges nothing; what it has stays readable to it, its evidence above all.
const barredWhileSuspended: ReadonlySet<string> = new Set([
  'correspondence:send',
  'correspondence:receive',
  'registers:write',
  'documents:write',
  'directory:write',
]);

/** The functions that limit a token: the client's, the token's own, or those in both; null: none does. */
export const commonFunctions = (
  ofClient: readonly string[] | null,
  ofToken: readonly string[] | null,
): readonly string[] | null => {
  if (ofClient === null || ofToken === null) return ofClient ?? ofToken;
  return ofClient.filter((code) => ofToken.includes(code));
};

/** What a client may do today: nothing when it is disabled or its institution closed. */
export const usableScopes = ({ status, institution, scopes: granted }: Client): readonly string[] => {
  if (status !== 'ACTIVE' || institution?.status === 'CLOSED') return [];
  if (institution?.status !== 'SUSPENDED') return granted;
  return granted.filter((scope) => !barredWhileSuspended.has(scope));
};
