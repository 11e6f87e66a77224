import { createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import type { ClientKey, KeyAlgorithm } from './clients.js';
import { OAuthError } from './oauthError.js';

/**
 * The public key that a client wants to register, in its one canonical form, with the algorithm that it will be held to:
 * RSA of 3072 bits or more, P-256, P-384, Ed25519. Throws `invalid_client_metadata` for anything else.
 */
export const readClientKey = async (jwk: Readonly<Record<string, unknown>>): Promise<ClientKey> => {
  refuseSecrets(jwk);
  if (jwk['use'] !== undefined && jwk['use'] !== 'sig') throw refuse("The key's 'use' must be 'sig' or left out.");
  const algorithm = algorithmOf(jwk);
  const key = readPublicKey(jwk);
  if (key.asymmetricKeyType === 'rsa') checkRsa(key);
  // two spellings of one key must not be two keys
  const canonical = key.export({ format: 'jwk' }) as JWK;
  return { thumbprint: await calculateJwkThumbprint(canonical), jwk: canonical, algorithm };
};

const refuse = (description: string): OAuthError => new OAuthError('invalid_client_metadata', description);

const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

const refuseSecrets = (jwk: Readonly<Record<string, unknown>>): void => {
  if (jwk['kty'] === 'oct') throw refuse('A symmetric key cannot be registered: send the public key of a key pair.');
  if (secretMembers.some((member) => Object.hasOwn(jwk, member))) {
    throw refuse(
      'This is a private key. It has now left your system, so throw it away, make another pair and send only its public key.',
    );
  }
};

const curves: ReadonlyMap<unknown, KeyAlgorithm> = new Map([
  ['P-256', 'ES256'],
  ['P-384', 'ES384'],
  ['Ed25519', 'EdDSA'],
]);

const keyTypes: Readonly<Record<KeyAlgorithm, string>> = {
  ES256: 'EC',
  ES384: 'EC',
  EdDSA: 'OKP',
  PS256: 'RSA',
  PS512: 'RSA',
};

const algorithmOf = (jwk: Readonly<Record<string, unknown>>): KeyAlgorithm => {
  const said = jwk['alg'] === 'Ed25519' ? 'EdDSA' : jwk['alg'];
  if (jwk['kty'] === 'RSA') {
    if (said === undefined || said === 'PS256') return 'PS256';
    if (said === 'PS512') return 'PS512';
    throw refuse("The 'alg' of an RSA key must be PS256 (also when left out) or PS512.");
  }
  const algorithm = curves.get(jwk['crv']);
  if (algorithm === undefined || keyTypes[algorithm] !== jwk['kty']) {
    throw refuse('The key must be EC on P-256 or P-384, OKP with Ed25519, or RSA of 3072 bits or more.');
  }
  if (said !== undefined && said !== algorithm) throw refuse(`The 'alg' of this key must be ${algorithm} or left out.`);
  return algorithm;
};

const readPublicKey = (jwk: Readonly<Record<string, unknown>>): KeyObject => {
  try {
    return createPublicKey({ key: jwk as JWK & Record<string, string>, format: 'jwk' });
  } catch (error) {
    throw new OAuthError('invalid_client_metadata', 'The key is not a well-formed public JWK (RFC 7517).', {
      cause: error,
    });
  }
};

const checkRsa = (key: KeyObject): void => {
  const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (modulusLength < 3072) throw refuse(`An RSA key needs 3072 bits or more; this one has ${modulusLength}.`);
  if (modulusLength > 8192) throw refuse(`An RSA key may have 8192 bits at most; this one has ${modulusLength}.`);
  if (publicExponent !== 65537n) throw refuse("The exponent 'e' of an RSA key must be 65537 (AQAB).");
};
