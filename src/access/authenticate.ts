import { Fault } from '../platform/errors.js';
import type { Client } from './clients.js';
import { commonFunctions, usableScopes } from './grants.js';
import { sandboxThumbprint } from './sandboxClients.js';
import type { TokenIdentity, VerifyAccessToken } from './verifyAccessToken.js';
import type { Viewer } from './viewer.js';

/** Raw, since Node keeps only the first of two `Authorization` headers elsewhere. */
export type RequestHeaders = { readonly rawHeaders: readonly string[] };

/**
 * Who asks; null without an `Authorization` header. Throws `UNAUTHENTICATED`, `PURPOSE_NOT_ALLOWED`, `BAD_USER_INPUT`. The
 * caller of a good token is told to `onRecognised` before its other headers are judged, so that their refusal is recorded
 * as its own: then it has no purpose yet (empty).
 */
export type Authenticate = (request: RequestHeaders, onRecognised?: (viewer: Viewer) => void) => Promise<Viewer | null>;

export type AuthenticateOptions = {
  readonly verifyAccessToken: VerifyAccessToken;
  readonly findClient: (clientId: string) => Promise<Client | null>;
};

export const createAuthenticate =
  ({ verifyAccessToken, findClient }: AuthenticateOptions): Authenticate =>
  async (request, onRecognised = () => {}) => {
    const token = readToken(request);
    if (token === null) return null;
    const identity = await verifyAccessToken(token);
    const client = admitted(identity, await findClient(identity.clientId));
    const scopes = standingScopes(identity, client);
    const { institution, keyThumbprint, clientId, purposes, tokenId, expiresAtMs } = identity;
    if (institution === null) {
      throw new Fault(
        'FORBIDDEN',
        "This token is an operator's, who acts for no institution: nothing here is open to it.",
      );
    }
    const recognised = {
      institutionId: institution.id,
      institutionCode: institution.code,
      clientId,
      keyThumbprint,
      scopes,
      functions: commonFunctions(client.functions, identity.functions),
      purpose: '',
      purposes,
      caseReference: null,
      tokenId,
      expiresAtMs,
    };
    onRecognised(recognised);
    const caseReference = readCase(request);
    onRecognised({ ...recognised, caseReference });
    return { ...recognised, purpose: choosePurpose(request, purposes), caseReference };
  };

const headerValues = ({ rawHeaders }: RequestHeaders, name: string): readonly string[] =>
  rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]!.toLowerCase() === name);

const readToken = (request: RequestHeaders): string | null => {
  const [value, ...others] = headerValues(request, 'authorization');
  if (value === undefined) return null;
  if (others.length > 0) throw new Fault('UNAUTHENTICATED', 'There are several Authorization headers: send one.');
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(value)?.[1];
  if (token === undefined)
    throw new Fault('UNAUTHENTICATED', 'The Authorization header must read: Bearer <access token>.');
  return token;
};

/** A token is worth no more than its client and its institution are now. */
const admitted = ({ keyThumbprint }: TokenIdentity, client: Client | null): Client => {
  const hasKey =
    keyThumbprint === sandboxThumbprint || client?.keys.some(({ thumbprint }) => thumbprint === keyThumbprint) === true;
  if (client === null || !hasKey || client.status !== 'ACTIVE' || client.institution?.status === 'CLOSED') {
    throw new Fault('UNAUTHENTICATED', 'The client of this token, its key or its institution is no longer admitted.');
  }
  return client;
};

/** What the token lists and the client may still do. */
const standingScopes = (identity: TokenIdentity, client: Client): ReadonlySet<string> => {
  const usable = usableScopes(client);
  return new Set(identity.scopes.filter((scope) => usable.includes(scope)));
};

const choosePurpose = (request: RequestHeaders, purposes: readonly string[]): string => {
  const [stated, ...others] = headerValues(request, 'wasl-purpose');
  if (others.length > 0) throw new Fault('BAD_USER_INPUT', 'There are several Wasl-Purpose headers: send one.');
  const purpose = stated ?? (purposes.length === 1 ? purposes[0] : undefined);
  if (purpose !== undefined && purposes.includes(purpose)) return purpose;
  const list = purposes.join(', ');
  const message =
    stated === undefined
      ? `This token lists several purposes: say in the header Wasl-Purpose for which one you ask (${list}).`
      : `The purpose in Wasl-Purpose is not one of this token's: ${list}.`;
  throw new Fault('PURPOSE_NOT_ALLOWED', message, { httpStatus: 403, details: { purposes } });
};

const longestCase = 128;

/** Header octets are read as UTF-8, since case references are written in Arabic too. */
const readCase = (request: RequestHeaders): string | null => {
  const [value, ...others] = headerValues(request, 'wasl-case');
  if (value === undefined) return null;
  const reference = decodeUtf8(value)?.trim() ?? '';
  // letters, marks, digits, punctuation and single spaces: nothing that cannot be seen
  const isVisible = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u.test(reference);
  if (others.length > 0 || !isVisible || [...reference].length > longestCase) {
    throw new Fault(
      'BAD_USER_INPUT',
      `The header Wasl-Case must be there once and have 1 to ${longestCase} visible characters.`,
    );
  }
  return reference;
};

const decodeUtf8 = (latin1: string): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(latin1, 'latin1'));
  } catch {
    return null;
  }
};
