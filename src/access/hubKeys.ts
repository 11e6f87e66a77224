import type { Clock } from '../platform/clock.js';
import type { Pool } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import { openKeyRing, type SignedJwt } from './keyRing.js';

export const accessTokenSeconds = 300;
export const accessTokenType = 'at+jwt';
export const callTokenType = 'wasl-call+jwt';

/** What an access token says (RFC 9068) beside what every token of the hub says. */
export type AccessTokenClaims = {
  readonly clientId: string;
  /** Null: the client is an operator's, who acts for no institution. */
  readonly institution: { readonly id: string; readonly code: string } | null;
  readonly scopes: readonly string[];
  readonly purposes: readonly string[];
  /** Where the token is limited to functions of the institution beyond what its client is; null: it is not. */
  readonly functions: readonly string[] | null;
  /** RFC 7638 thumbprint of the key with which the client proved itself. */
  readonly keyThumbprint: string;
};

/** What a call token says to a subgraph beside what every token of the hub says. */
export type CallClaims = {
  /** The name of the subgraph. */
  readonly audience: string;
  /** SHA-256 of the request's octets, base64url. */
  readonly bodySha256: string;
  /** Code of the viewer's institution; null when the request had no token. */
  readonly institution: string | null;
  readonly purpose: string | null;
};

export type HubKeys = {
  readonly signAccessToken: (claims: AccessTokenClaims) => Promise<SignedJwt>;
  /** `typ: wasl-call+jwt`, 60 s: the hub's own endpoints refuse it. */
  readonly signCall: (claims: CallClaims) => Promise<string>;
  /** What the hourly timer does: rotates when it is time to, and prolongs what is announced. */
  readonly tend: () => Promise<void>;
  readonly close: () => void;
};

const tendEveryMs = 60 * 60_000;
const retryAfterMs = 60_000;
const callTokenSeconds = 60;

export type HubKeysOptions = {
  readonly pool: Pool;
  readonly issuer: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** This process's own keys for tokens and for calls to subgraphs, announced before this resolves. */
export const openHubKeys = async ({ pool, issuer, clock, log }: HubKeysOptions): Promise<HubKeys> => {
  const tokens = await openKeyRing({ usage: 'TOKEN', issuer, pool, clock });
  const calls = await openKeyRing({ usage: 'CALL', issuer, pool, clock });
  const tend = async (): Promise<void> => {
    await tokens.tend();
    await calls.tend();
  };

  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const schedule = (afterMs: number): void => {
    if (closed) return;
    timer = setTimeout(() => {
      tend().then(
        () => schedule(tendEveryMs),
        (error: unknown) => {
          log.error({ err: error }, 'The signing keys could not be prolonged; trying again in a minute.');
          schedule(retryAfterMs);
        },
      );
    }, afterMs).unref();
  };
  schedule(tendEveryMs);

  return {
    signAccessToken: (claims) => tokens.sign(accessTokenType, accessTokenClaims(issuer, claims), accessTokenSeconds),
    signCall: async ({ audience, bodySha256, institution, purpose }) => {
      const claims = { aud: audience, body_sha256: bodySha256, institution, purpose };
      return (await calls.sign(callTokenType, claims, callTokenSeconds)).jwt;
    },
    tend,
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
};

const accessTokenClaims = (
  issuer: string,
  { clientId, institution, scopes, purposes, functions, keyThumbprint }: AccessTokenClaims,
): Readonly<Record<string, unknown>> => ({
  aud: issuer,
  sub: clientId,
  client_id: clientId,
  ...(institution === null ? {} : { institution: institution.code, institution_id: institution.id }),
  scope: scopes.join(' '),
  purposes,
  ...(functions === null ? {} : { functions }),
  client_jkt: keyThumbprint,
});
