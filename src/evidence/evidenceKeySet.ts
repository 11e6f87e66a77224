import { createHash, X509Certificate } from 'node:crypto';
import { plainReads, type Pool } from '../platform/database.js';
import { sql } from '../platform/sql.js';
import type { EcJwk } from './evidenceKey.js';

/** One key of `/.well-known/evidence-keys.json`: a JWK (RFC 7517) with its period and state. */
export type PublishedKey = EcJwk & {
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
  readonly x5c: readonly string[];
  readonly 'x5t#S256': string;
  readonly state: 'ACTIVE' | 'REVOKED';
  readonly notBefore: string;
  readonly notAfter: string;
  readonly addedAt: string;
};

export type PublishedSeal = {
  readonly x5c: readonly string[];
  /** SHA-256 of the seal's certificate in DER, in hexadecimal: what one compares by telephone. */
  readonly sha256: string;
  readonly subject: string;
  readonly state: 'ACTIVE' | 'REVOKED';
  readonly notBefore: string;
  readonly notAfter: string;
  readonly addedAt: string;
};

/** A JWK Set of every evidence key that ever was, with the seals that certify them. */
export type EvidenceKeys = {
  readonly issuer: string;
  readonly keys: readonly PublishedKey[];
  readonly seals: readonly PublishedSeal[];
};

/** Every key in the database, oldest first. */
export const evidenceKeySet = async (pool: Pool, issuer: string): Promise<EvidenceKeys> => {
  const rows = await plainReads(pool).many<KeyRow>(sql`
    select key.kid, key.usage, key.jwk, key.x5c, key.state, key.not_before as "notBefore", key.not_after as "notAfter",
           key.added_at as "addedAt"
      from evidence.key
     order by key.added_at, key.kid`);
  return {
    issuer,
    keys: rows.filter((row) => row.usage === 'EVIDENCE').map(publishedKey),
    seals: rows.filter((row) => row.usage === 'SEAL').map(publishedSeal),
  };
};

type KeyRow = {
  readonly kid: string;
  readonly usage: 'SEAL' | 'EVIDENCE';
  readonly jwk: EcJwk;
  readonly x5c: readonly string[];
  readonly state: 'ACTIVE' | 'REVOKED';
  readonly notBefore: string;
  readonly notAfter: string;
  readonly addedAt: string;
};

const publishedKey = ({ kid, jwk: { kty, crv, x, y }, x5c, ...row }: KeyRow): PublishedKey => ({
  kty,
  crv,
  x,
  y,
  kid,
  alg: 'ES256',
  use: 'sig',
  x5c,
  'x5t#S256': sha256(x5c[0]!).toString('base64url'),
  ...periodAndState(row),
});

const publishedSeal = ({ x5c, ...row }: KeyRow): PublishedSeal => ({
  x5c,
  sha256: sha256(x5c[0]!).toString('hex'),
  subject: new X509Certificate(Buffer.from(x5c[0]!, 'base64')).subject.replaceAll('\n', ', '),
  ...periodAndState(row),
});

const periodAndState = ({
  state,
  notBefore,
  notAfter,
  addedAt,
}: Pick<KeyRow, 'state' | 'notBefore' | 'notAfter' | 'addedAt'>): Pick<
  PublishedKey,
  'state' | 'notBefore' | 'notAfter' | 'addedAt'
> => ({
  state,
  notBefore,
  notAfter,
  addedAt,
});

const sha256 = (base64Der: string): Buffer => createHash('sha256').update(Buffer.from(base64Der, 'base64')).digest();
