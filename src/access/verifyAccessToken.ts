import { createHash } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../platform/clock.js';
import { Fault } from '../platform/errors.js';
import type { HubKeySet } from './hubKeySet.js';
import { accessTokenType } from './hubKeys.js';

/** What a good access token says. */
export type TokenIdentity = {
  readonly tokenId: string;
  readonly clientId: string;
  readonly keyThumbprint: string;
  /** Null: an operator's token. */
  readonly institution: { readonly id: string; readonly code: string } | null;
  readonly scopes: readonly string[];
  readonly purposes: readonly string[];
  /** Null: the token is no narrower than its client. */
  readonly functions: readonly string[] | null;
  readonly expiresAtMs: number;
};

export type VerifyAccessToken = (token: string) => Promise<TokenIdentity>;

export type TokenVerifierOptions = { readonly issuer: string; readonly clock: Clock; readonly keySet: HubKeySet };

/** Throws `UNAUTHENTICATED` for anything but a live access token of this hub. */
export const createTokenVerifier = ({ issuer, clock, keySet }: TokenVerifierOptions): VerifyAccessToken => {
  // The text of a token only finds the result of an earlier check: it identifies nothing, since it can be spelled anew.
  const verified = new Map<string, Verified>();

  const verify = async (token: string): Promise<Verified> => {
    const { payload, protectedHeader } = await jwtVerify(token, ({ kid }) => findKey(keySet, kid), {
      algorithms: ['ES256'],
      typ: accessTokenType,
      issuer,
      audience: issuer,
      currentDate: new Date(clock.nowMs()),
    });
    const claims = accessTokenSchema.parse(payload);
    return { kid: protectedHeader.kid!, identity: identityOf(claims) };
  };

  return async (token) => {
    if (token.length > longestToken) throw unauthenticated('The access token is too long to be one of this hub.');
    const digest = createHash('sha256').update(token).digest('base64');
    const known = verified.get(digest);
    if (known !== undefined) {
      if (known.identity.expiresAtMs > clock.nowMs() && (await keySet.find(known.kid)) !== null) return known.identity;
      verified.delete(digest);
    }
    try {
      const result = await verify(token);
      if (verified.size >= mostVerified) verified.delete(verified.keys().next().value!);
      verified.set(digest, result);
      return result.identity;
    } catch (error) {
      throw asUnauthenticated(error);
    }
  };
};

type Verified = { readonly kid: string; readonly identity: TokenIdentity };

const longestToken = 4096;
const mostVerified = 10_000;
const thumbprintForm = /^[A-Za-z0-9_-]{43}$/;

const findKey = async (keySet: HubKeySet, kid: string | undefined): Promise<CryptoKey> => {
  const key = kid !== undefined && thumbprintForm.test(kid) ? await keySet.find(kid) : null;
  if (key === null) throw new errors.JWKSNoMatchingKey();
  return key;
};

const accessTokenSchema = z.object({
  aud: z.string(),
  sub: z.string(),
  jti: z.string(),
  exp: z.number(),
  scope: z.string(),
  purposes: z.array(z.string()),
  functions: z.array(z.string()).min(1).optional(),
  client_jkt: z.string(),
  institution: z.string().optional(),
  institution_id: z.string().optional(),
});

const identityOf = (claims: z.infer<typeof accessTokenSchema>): TokenIdentity => {
  const { institution: code, institution_id: id } = claims;
  return {
    tokenId: claims.jti,
    clientId: claims.sub,
    keyThumbprint: claims.client_jkt,
    institution: id === undefined || code === undefined ? null : { id, code },
    scopes: claims.scope.split(' '),
    purposes: claims.purposes,
    functions: claims.functions ?? null,
    expiresAtMs: claims.exp * 1000,
  };
};

const unauthenticated = (message: string, cause?: unknown): Fault => new Fault('UNAUTHENTICATED', message, { cause });

const asUnauthenticated = (error: unknown): unknown => {
  if (error instanceof errors.JWTExpired)
    return unauthenticated('The access token has expired. Get a new one from the token endpoint.', error);
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'typ') {
    return unauthenticated(
      'This JWT is no access token: its typ must be at+jwt. Get one from the token endpoint.',
      error,
    );
  }
  if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
    return unauthenticated('The access token is not valid here. Get one from the token endpoint of this hub.', error);
  }
  return error;
};
