import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import type { Clock } from '../platform/clock.js';
import { plainReads, type Pool } from '../platform/database.js';
import { newUuid } from '../platform/ids.js';
import { sql } from '../platform/sql.js';

/** What a key may sign. No key serves two uses. */
export type KeyUsage = 'TOKEN' | 'CALL';

export type SignedJwt = { readonly jwt: string; readonly jwtId: string; readonly expiresAtMs: number };

/** Two ES256 keys of this process: the current one signs, the next one is already known to everybody. */
export type KeyRing = {
  /** A JWT with `iat`, `exp` and `jti` of its own. */
  readonly sign: (typ: string, claims: Readonly<Record<string, unknown>>, lifeSeconds: number) => Promise<SignedJwt>;
  /** Rotates when it is time to, and prolongs what is announced. */
  readonly tend: () => Promise<void>;
};

const rotationMs = 24 * 60 * 60_000;

// Prolonged every hour: two may fail, and the keys of a process that died are gone after this time.
const announcedMs = 3 * 60 * 60_000;

// Whoever holds a token when its key is last prolonged can still check it, by a clock somewhat ahead.
const marginMs = 60_000;

export type KeyRingOptions = {
  readonly usage: KeyUsage;
  readonly issuer: string;
  readonly pool: Pool;
  readonly clock: Clock;
};

/** Both public keys are in the database before this resolves; the private ones cannot be exported from this process. */
export const openKeyRing = async ({ usage, issuer, pool, clock }: KeyRingOptions): Promise<KeyRing> => {
  const db = plainReads(pool);
  const announce = async (key: FreshKey): Promise<AnnouncedKey> => {
    const retiresAtMs = clock.nowMs() + announcedMs;
    await db.many(
      sql`select access.publish_key(${key.kid}, ${usage}, ${JSON.stringify(key.publicJwk)}::jsonb, ${new Date(retiresAtMs)}::timestamptz)`,
    );
    return { ...key, retiresAtMs };
  };

  let current = await announce(await makeKey());
  let next = await announce(await makeKey());
  let currentSinceMs = clock.nowMs();

  const rotateAndProlong = async (): Promise<void> => {
    if (clock.nowMs() - currentSinceMs >= rotationMs) {
      const later = await announce(await makeKey());
      // the old one is not prolonged again: `sign` has seen to it that it outlives what it signed
      [current, next, currentSinceMs] = [next, later, clock.nowMs()];
    }
    current = await announce(current);
    next = await announce(next);
  };

  let tending: Promise<void> | null = null;
  const tend = (): Promise<void> => {
    tending ??= rotateAndProlong().finally(() => {
      tending = null;
    });
    return tending;
  };

  const sign: KeyRing['sign'] = async (typ, claims, lifeSeconds) => {
    if (current.retiresAtMs < clock.nowMs() + lifeSeconds * 1000 + marginMs) await tend();
    const { kid, privateKey } = current;
    const issuedAt = Math.floor(clock.nowMs() / 1000);
    const expiresAt = issuedAt + lifeSeconds;
    const jwtId = newUuid();
    const jwt = await new SignJWT({ ...claims, iss: issuer, iat: issuedAt, exp: expiresAt, jti: jwtId })
      .setProtectedHeader({ alg: 'ES256', typ, kid })
      .sign(privateKey);
    return { jwt, jwtId, expiresAtMs: expiresAt * 1000 };
  };

  return { sign, tend };
};

type FreshKey = { readonly kid: string; readonly privateKey: CryptoKey; readonly publicJwk: JWK };
type AnnouncedKey = FreshKey & { readonly retiresAtMs: number };

const makeKey = async (): Promise<FreshKey> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const publicJwk = await exportJWK(publicKey);
  return { kid: await calculateJwkThumbprint(publicJwk), privateKey, publicJwk };
};
