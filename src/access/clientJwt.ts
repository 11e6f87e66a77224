import { base64url, compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';
import type { ClientKey, KeyAlgorithm } from './clients.js';
import type { OAuthError } from './oauthError.js';

/** A JWT that a client signed, read but not yet verified. */
export type ClientJwt = {
  readonly text: string;
  readonly algorithm: KeyAlgorithm;
  readonly kid: string | null;
  readonly claims: Readonly<Record<string, unknown>>;
};

/** How the endpoint in question words a refusal. */
export type Refuse = (description: string, members?: Readonly<Record<string, string | number>>) => OAuthError;

/** Algorithms that a client may sign with. RFC 9864 renamed `EdDSA` to `Ed25519`: both are taken. */
export const clientAlgorithms: readonly string[] = ['ES256', 'ES384', 'PS256', 'PS512', 'EdDSA', 'Ed25519'];

const longestJwt = 8192;

/**
 * Checks all that can be checked without a key. A `jwk`, `jku`, `x5u` or `x5c` in the header is never looked at.
 * `types`: the values of `typ` that are accepted; `null` among them stands for none at all.
 */
export const readClientJwt = (text: string, types: readonly (string | null)[], refuse: Refuse): ClientJwt => {
  if (text.length > longestJwt) throw refuse(`The JWT is longer than ${longestJwt} characters.`);
  const parts = text.split('.');
  const [, payload = '', signature = ''] = parts;
  const header = parts.length === 3 ? decodeHeader(text) : null;
  const claims = decodeClaims(payload);
  if (header === null || claims === null) {
    throw refuse(
      'The JWT is malformed: it must be a compact JWS (RFC 7515) whose header and payload are JSON objects.',
    );
  }
  if (!types.some((type) => type === normalType(header.typ))) {
    throw refuse(`The 'typ' of this JWT must be ${types.map((type) => type ?? 'left out').join(' or ')}.`);
  }
  if (typeof header.alg !== 'string' || !clientAlgorithms.includes(header.alg)) {
    throw refuse(
      `The 'alg' of this JWT is not accepted: sign with ${clientAlgorithms.join(', ')}, as the registered key says.`,
    );
  }
  if (isDer(header.alg, Buffer.from(signature, 'base64url'))) {
    throw refuse(
      `The signature is DER-encoded, as OpenSSL gives it; JWS wants r and s side by side, ${header.alg === 'ES256' ? 64 : 96} octets (RFC 7518 3.4). Convert it, or sign with EdDSA.`,
    );
  }
  const algorithm = (header.alg === 'Ed25519' ? 'EdDSA' : header.alg) as KeyAlgorithm;
  return { text, algorithm, kid: typeof header.kid === 'string' ? header.kid : null, claims };
};

/** True when the key, held to its own algorithm, made this signature. */
export const isSignedBy = async (jwt: ClientJwt, key: ClientKey): Promise<boolean> => {
  try {
    const algorithms = key.algorithm === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [key.algorithm];
    await compactVerify(jwt.text, await importJWK(key.jwk, key.algorithm), { algorithms });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
};

const decodeHeader = (text: string): { typ?: unknown; alg?: unknown; kid?: unknown } | null => {
  try {
    return decodeProtectedHeader(text);
  } catch {
    return null;
  }
};

const decodeClaims = (payload: string): Readonly<Record<string, unknown>> | null => {
  try {
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(payload)));
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims)
      ? (claims as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
};

/** RFC 7515 4.1.9: `application/` may be left out, and case does not matter. */
const normalType = (typ: unknown): string | null | undefined => {
  if (typ === undefined) return null;
  if (typeof typ !== 'string') return undefined;
  const bare = typ.toLowerCase().replace(/^application\//, '');
  return bare === 'jwt' ? 'JWT' : bare;
};

/** An ECDSA signature in ASN.1: a sequence that holds two integers and nothing else. */
const isDer = (algorithm: string, signature: Uint8Array): boolean => {
  if (algorithm !== 'ES256' && algorithm !== 'ES384') return false;
  if (signature.length === (algorithm === 'ES256' ? 64 : 96)) return false;
  return signature[0] === 0x30 && signature[1] === signature.length - 2 && signature[2] === 0x02;
};
