import type { Viewer } from '../access/viewer.js';
import { Fault } from '../platform/errors.js';
import type { Need } from './operationScopes.js';
import { isMet, type Requirement } from './scopeRules.js';
import { scopesInWords } from './publicSchema.js';

/** Why this viewer may not run an operation with these needs; null when it may. */
export const findScopeMissing = (needs: readonly Need[], viewer: Viewer | null): Fault | null => {
  const unmet = needs.filter(({ requirement }) => !isMet(requirement, viewer?.scopes ?? null));
  if (unmet.length === 0) return null;
  const requiredScopes = unmet.map(({ coordinate, requirement }) => ({ coordinate, anyOf: requirement }));
  const words = unmet
    .map(({ coordinate, requirement }) => `\`${coordinate}\` needs ${scopesInWords(requirement)}`)
    .join('; ');
  return viewer === null
    ? new Fault('UNAUTHENTICATED', `This operation needs a token: ${words}.`, { details: { requiredScopes } })
    : new Fault('FORBIDDEN', `The token lacks a scope: ${words}.`, { details: { requiredScopes } });
};

/** RFC 6750 3: how to come back. */
export const challengeOf = (fault: Fault, needs: readonly Need[]): string | null => {
  const scope = [
    ...new Set(needs.flatMap(({ requirement }: { requirement: Requirement }) => requirement[0] ?? [])),
  ].join(' ');
  if (fault.code === 'UNAUTHENTICATED') return `Bearer realm="wasl", scope="${scope}"`;
  return fault.code === 'FORBIDDEN' ? `Bearer realm="wasl", error="insufficient_scope", scope="${scope}"` : null;
};
