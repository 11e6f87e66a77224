import type { ClientJwt, Refuse } from './clientJwt.js';

const longestLifeSeconds = 300;
const aheadSeconds = 60;

export type ClaimRules = { readonly issuer: string; readonly nowMs: number; readonly refuse: Refuse };

/** Audience and times of a JWT whose signature was found good. Answers its expiry. */
export const checkClientClaims = (
  { claims }: ClientJwt,
  { issuer, nowMs, refuse }: ClaimRules,
): { readonly expiresAtMs: number } => {
  if (claims['aud'] !== issuer) {
    throw refuse(
      `'aud' must be the issuer as a single string: ${issuer} (not a list, and not the URL of an endpoint).`,
    );
  }
  const now = Math.floor(nowMs / 1000);
  const serverTime = new Date(now * 1000).toISOString().replace('.000', '');
  const [issuedAt, notBefore, expiresAt] = ['iat', 'nbf', 'exp'].map((name) => seconds(claims, name, refuse));
  if (expiresAt === undefined) throw refuse("'exp' is required: at most 300 s after 'iat'.");
  const ahead = Math.max(issuedAt ?? 0, notBefore ?? 0) - now;
  if (ahead > aheadSeconds) {
    throw refuse(
      `clock_skew=${ahead}: your clock is ${ahead} s ahead of the hub's, which reads ${serverTime}; ${aheadSeconds} s are accepted. Set your clock by NTP, or by the Date header of this answer.`,
      { clock_skew: ahead, server_time: serverTime },
    );
  }
  if (expiresAt <= now) {
    throw refuse(
      `The JWT expired ${now - expiresAt} s ago: the hub's clock reads ${serverTime}. Sign a new one, and check your clock.`,
      { server_time: serverTime },
    );
  }
  // without `iat` its life is not known: then it counts from now, with the tolerance of a clock ahead
  const life = issuedAt === undefined ? expiresAt - now - aheadSeconds : expiresAt - issuedAt;
  if (life > longestLifeSeconds)
    throw refuse(`The JWT lives too long: 'exp' may be ${longestLifeSeconds} s after 'iat' at most.`);
  return { expiresAtMs: expiresAt * 1000 };
};

const seconds = (claims: ClientJwt['claims'], name: string, refuse: Refuse): number | undefined => {
  const value = claims[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 1e11) {
    throw refuse(`'${name}' must be a number of seconds since 1970 (RFC 7519 2), not milliseconds and not text.`);
  }
  return value;
};
