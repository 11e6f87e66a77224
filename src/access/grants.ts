import type { Client } from './clients.js';
import { scopes } from './scopes.js';

/** What an operator of the hub may do; no institution is ever granted it. */
export const operatorScopes: readonly string[] = ['directory:write'];

/** Everything that an institution's client can be granted. */
export const institutionScopes: readonly string[] = scopes.filter((scope) => !operatorScopes.includes(scope));

// A suspended institution exchanges nothing; what it has stays readable to it, its evidence above all.
const barredWhileSuspended: ReadonlySet<string> = new Set([
  'correspondence:send',
  'correspondence:receive',
  'registers:write',
  'documents:write',
]);

/** What a client may do today: nothing when it is disabled or its institution closed. */
export const usableScopes = ({ status, institution, scopes: granted }: Client): readonly string[] => {
  if (status !== 'ACTIVE' || institution?.status === 'CLOSED') return [];
  if (institution?.status !== 'SUSPENDED') return granted;
  return granted.filter((scope) => !barredWhileSuspended.has(scope));
};
