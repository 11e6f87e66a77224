import type { Clock } from '../platform/clock.js';
import { plainReads, type Pool } from '../platform/database.js';
import { proveClient } from './clientAssertion.js';
import { issueToken, type IssuedToken } from './issueToken.js';
import type { HubKeys } from './hubKeys.js';
import { OAuthError } from './oauthError.js';

export type TokenEndpointOptions = {
  readonly pool: Pool;
  readonly issuer: string;
  readonly clock: Clock;
  readonly keys: HubKeys;
};

/** `parameters`: the form as sent. Throws `OAuthError`. */
export type TokenEndpoint = (parameters: URLSearchParams) => Promise<IssuedToken>;

/**
 * Client credentials with `private_key_jwt` (RFC 6749 4.4, RFC 7523), by the rules of FAPI 2.0. The purposes wanted are
 * said in the parameter `purpose`, spelled like `scope`.
 */
export const createTokenEndpoint =
  ({ pool, issuer, clock, keys }: TokenEndpointOptions): TokenEndpoint =>
  async (sent) => {
    const parameters = readParameters(sent);
    checkGrant(parameters, issuer);
    const proven = await proveClient(assertionOf(parameters), parameters.get('client_id'), {
      db: plainReads(pool),
      issuer,
      clock,
    });
    const issued = await issueToken(keys, {
      client: proven.client,
      keyThumbprint: proven.key.thumbprint,
      scopes: wordsOf(parameters, 'scope'),
      purposes: wordsOf(parameters, 'purpose'),
    });
    await proven.consume();
    return issued;
  };

/** RFC 6749 3.2: a parameter without a value counts as left out, and none may come twice. */
const readParameters = (sent: URLSearchParams): ReadonlyMap<string, string> => {
  const parameters = new Map<string, string>();
  const names = new Set<string>();
  for (const [name, value] of sent) {
    if (names.has(name))
      throw new OAuthError('invalid_request', `The parameter '${name.slice(0, 64)}' is there more than once.`);
    names.add(name);
    if (value !== '') parameters.set(name, value);
  }
  return parameters;
};

const checkGrant = (parameters: ReadonlyMap<string, string>, issuer: string): void => {
  const grantType = parameters.get('grant_type');
  if (grantType === undefined) throw new OAuthError('invalid_request', "'grant_type=client_credentials' is missing.");
  if (grantType !== 'client_credentials') {
    throw new OAuthError('unsupported_grant_type', "The only grant is 'client_credentials'.");
  }
  const resource = parameters.get('resource');
  if (resource !== undefined && resource !== issuer) {
    throw new OAuthError('invalid_target', `Tokens are for this hub alone: leave 'resource' out, or send ${issuer}.`);
  }
  // ignoring it would give more than was asked for
  if (parameters.has('authorization_details')) {
    throw new OAuthError(
      'invalid_authorization_details',
      "No type of 'authorization_details' is known: use 'scope' and 'purpose'.",
    );
  }
};

const assertionOf = (parameters: ReadonlyMap<string, string>): string => {
  if (parameters.has('client_secret')) {
    throw new OAuthError(
      'invalid_client',
      'There are no client secrets here: authenticate with private_key_jwt (RFC 7523).',
    );
  }
  if (parameters.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') {
    throw new OAuthError(
      'invalid_client',
      "Authenticate with private_key_jwt: 'client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer' and 'client_assertion'.",
    );
  }
  const assertion = parameters.get('client_assertion');
  if (assertion === undefined) throw new OAuthError('invalid_client', "'client_assertion' is missing.");
  return assertion;
};

const wordsOf = (parameters: ReadonlyMap<string, string>, name: string): readonly string[] | null =>
  parameters
    .get(name)
    ?.split(' ')
    .filter((word) => word !== '') ?? null;
