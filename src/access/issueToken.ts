import type { Client } from './clients.js';
import { commonFunctions, usableScopes } from './grants.js';
import { accessTokenSeconds, type HubKeys } from './hubKeys.js';
import { OAuthError } from './oauthError.js';
import type { Viewer } from './viewer.js';

/** A successful answer of the token endpoint (RFC 6749 5.1). */
export type TokenAnswer = {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
  /** The purposes that the token lists, spelled like `scope`. */
  readonly purpose: string;
};

export type IssuedToken = {
  readonly answer: TokenAnswer;
  /** Whom the token speaks for; null for an operator. */
  readonly viewer: Viewer | null;
};

export type TokenRequest = {
  /** Already proven. */
  readonly client: Client;
  readonly keyThumbprint: string;
  /** What is asked for; null: everything granted. */
  readonly scopes: readonly string[] | null;
  readonly purposes: readonly string[] | null;
  /** Functions to which the token is limited beyond what its client is; null: none. */
  readonly functions?: readonly string[] | null;
};

export const issueToken = async (keys: HubKeys, request: TokenRequest): Promise<IssuedToken> => {
  const { client, keyThumbprint, functions = null } = request;
  const { id: clientId, institution } = client;
  const scopes = chooseScopes(client, request.scopes);
  const purposes = choose('purpose', request.purposes, client.purposes);
  const { jwt, jwtId, expiresAtMs } = await keys.signAccessToken({
    clientId,
    institution,
    scopes,
    purposes,
    functions,
    keyThumbprint,
  });
  const answer: TokenAnswer = {
    access_token: jwt,
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
    scope: scopes.join(' '),
    purpose: purposes.join(' '),
  };
  if (institution === null) return { answer, viewer: null };
  const viewer: Viewer = {
    institutionId: institution.id,
    institutionCode: institution.code,
    clientId,
    keyThumbprint,
    scopes: new Set(scopes),
    functions: commonFunctions(client.functions, functions),
    purpose: purposes.join(' '),
    purposes,
    caseReference: null,
    tokenId: jwtId,
    expiresAtMs,
  };
  return { answer, viewer };
};

const chooseScopes = (client: Client, asked: readonly string[] | null): readonly string[] => {
  const usable = usableScopes(client);
  const barred = (asked ?? []).filter((scope) => client.scopes.includes(scope) && !usable.includes(scope));
  if (barred.length > 0) {
    throw new OAuthError('invalid_scope', `The institution is suspended, so these are barred: ${barred.join(' ')}.`);
  }
  const chosen = choose('scope', asked, usable);
  if (chosen.length === 0)
    throw new OAuthError('unauthorized_client', 'Nothing that this client is granted may be used today.');
  return chosen;
};

/** In the order of the grant, each once. */
const choose = (
  name: 'scope' | 'purpose',
  asked: readonly string[] | null,
  granted: readonly string[],
): readonly string[] => {
  if (asked === null) return granted;
  const foreign = asked.filter((word) => !granted.includes(word));
  if (foreign.length > 0) {
    throw new OAuthError(
      'invalid_scope',
      `Not granted to this client: ${foreign.join(' ').slice(0, 200)}. Granted as '${name}': ${granted.join(' ')}.`,
    );
  }
  return granted.filter((word) => asked.includes(word));
};
