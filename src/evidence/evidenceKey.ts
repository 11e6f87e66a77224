import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Mode } from '../platform/migrate.js';
import { certifyEvidenceKey } from './certificates.js';
import type { Seal } from './seal.js';

export type EcJwk = { readonly kty: 'EC'; readonly crv: string; readonly x: string; readonly y: string };

/** A key that signs evidence. The private half never leaves the memory of its process. */
export type EvidenceKey = {
  readonly privateKey: KeyObject;
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly jwk: EcJwk;
  /** Base64 DER: its own certificate, the seal's, and those above. */
  readonly x5c: readonly string[];
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
};

const validForMs = 30 * 86_400_000;
/** A legal time may be read just before the key that signs it is made, by a clock up to 2 s apart. */
const backdatedMs = 60_000;

/** A new ES256 key, certified by the seal for 30 days, or until the seal's own certificate ends. */
export const makeEvidenceKey = async (seal: Seal, issuer: string, mode: Mode, nowMs: number): Promise<EvidenceKey> => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [sealCertificate] = seal.chain;
  const notBeforeMs = wholeSeconds(Math.max(nowMs - backdatedMs, Date.parse(sealCertificate.validFrom)));
  const notAfterMs = wholeSeconds(Math.min(nowMs + validForMs, Date.parse(sealCertificate.validTo)));
  const certificate = await certifyEvidenceKey({
    publicKey,
    sealKey: seal.privateKey,
    sealCertificate,
    commonName: mode === 'sandbox' ? 'Wasl sandbox evidence' : 'Wasl evidence',
    issuer,
    notBefore: new Date(notBeforeMs),
    notAfter: new Date(notAfterMs),
  });
  const jwk = ecJwk(publicKey);
  const x5c = [certificate, ...seal.chain.map((above) => above.raw)].map((der) => der.toString('base64'));
  return { privateKey, kid: thumbprint(jwk), jwk, x5c, notBeforeMs, notAfterMs };
};

export const ecJwk = (publicKey: KeyObject): EcJwk => {
  const { crv, x, y } = publicKey.export({ format: 'jwk' });
  if (crv === undefined || x === undefined || y === undefined) throw new Error('The key is not an EC key.');
  return { kty: 'EC', crv, x, y };
};

/** RFC 7638: the members in lexicographic order, without white space. */
export const thumbprint = ({ crv, kty, x, y }: EcJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000;
