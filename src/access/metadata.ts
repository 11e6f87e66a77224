import { clientAlgorithms } from './clientJwt.js';
import { purposes } from './purposes.js';
import { scopes } from './scopes.js';

/**
 * Authorization server metadata (RFC 8414). `issuer` is what a client puts into `aud`. Two members are our own:
 * `enrolment_endpoint` and `purposes_supported`.
 */
export const authorizationServerMetadata = (publicUrl: string, issuer: string): Readonly<Record<string, unknown>> => ({
  issuer,
  token_endpoint: `${publicUrl}/oauth/token`,
  jwks_uri: `${publicUrl}/.well-known/jwks.json`,
  scopes_supported: scopes,
  response_types_supported: [],
  grant_types_supported: ['client_credentials'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: clientAlgorithms,
  enrolment_endpoint: `${publicUrl}/oauth/enrol`,
  purposes_supported: purposes,
});
