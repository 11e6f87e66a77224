import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../platform/clock.js';
import { plainReads, type Pool, type Reads } from '../platform/database.js';
import { newUuid } from '../platform/ids.js';
import { sql } from '../platform/sql.js';
import { readClientKey } from './clientKey.js';
import { isSignedBy, readClientJwt, type Refuse } from './clientJwt.js';
import { checkClientClaims } from './clientJwtClaims.js';
import type { ClientKey, KeyAlgorithm } from './clients.js';
import { digestOfCode } from './enrolmentCode.js';
import { OAuthError } from './oauthError.js';

export const enrolmentProofType = 'wasl-enrol+jwt';

/** The client just made (names as in RFC 7591). */
export type EnrolmentAnswer = {
  readonly client_id: string;
  readonly client_name: string;
  /** Code of the institution; null for an operator. */
  readonly institution: string | null;
  readonly scope: string;
  readonly purpose: string;
  /** Codes of the functions to whose letters the client is limited; left out: it is not. */
  readonly functions?: readonly string[];
  readonly issuer: string;
  readonly token_endpoint: string;
  readonly token_endpoint_auth_method: 'private_key_jwt';
  readonly token_endpoint_auth_signing_alg: KeyAlgorithm;
  /** RFC 7638 thumbprint of the key: may be sent as `kid`. */
  readonly kid: string;
};

export type EnrolmentOptions = {
  readonly pool: Pool;
  readonly issuer: string;
  readonly publicUrl: string;
  readonly clock: Clock;
};

/**
 * Exchanges a one-time code for a client with one key. `proof` is a JWT of type `wasl-enrol+jwt` signed by that key:
 * `aud` the issuer, `exp` at most 300 s after `iat`, `code_sha256` the base64url SHA-256 of `code` as it is sent.
 * Throws `OAuthError`.
 */
export const createEnrolment =
  ({ pool, issuer, publicUrl, clock }: EnrolmentOptions) =>
  async (body: unknown): Promise<EnrolmentAnswer> => {
    const request = readRequest(body);
    const key = await readClientKey(request.jwk);
    await checkProof(request, key, { issuer, nowMs: clock.nowMs() });
    const row = await exchange(plainReads(pool), request, key);
    return {
      client_id: row.client_id,
      client_name: request.client_name,
      institution: row.institution_code,
      scope: row.scopes.join(' '),
      purpose: row.purposes.join(' '),
      ...(row.functions === null ? {} : { functions: row.functions }),
      issuer,
      token_endpoint: `${publicUrl}/oauth/token`,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: key.algorithm,
      kid: key.thumbprint,
    };
  };

const requestSchema = z.strictObject({
  code: z.string().min(1).max(64),
  client_name: z.string().regex(/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,200}$/u, '1 to 200 visible characters'),
  jwk: z.record(z.string(), z.unknown()),
  proof: z.string(),
});

type EnrolmentRequest = z.infer<typeof requestSchema>;

const readRequest = (body: unknown): EnrolmentRequest => {
  const result = requestSchema.safeParse(body);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
  throw new OAuthError(
    'invalid_request',
    `Send JSON with 'code', 'client_name', 'jwk' and 'proof', and nothing else. ${faults.slice(0, 400)}`,
  );
};

const refuse: Refuse = (description, members = {}) => new OAuthError('invalid_proof', description, { members });

const checkProof = async (
  { proof, code }: EnrolmentRequest,
  key: ClientKey,
  { issuer, nowMs }: { readonly issuer: string; readonly nowMs: number },
): Promise<void> => {
  const jwt = readClientJwt(proof, [enrolmentProofType], refuse);
  if (!(await isSignedBy(jwt, key))) {
    throw refuse(`The proof is not signed by the private half of 'jwk' with ${key.algorithm}.`);
  }
  checkClientClaims(jwt, { issuer, nowMs, refuse });
  if (jwt.claims['code_sha256'] !== createHash('sha256').update(code).digest('base64url')) {
    throw refuse("'code_sha256' must be the base64url SHA-256 of 'code', letter for letter as it is sent.");
  }
};

type EnrolledRow = {
  readonly client_id: string;
  readonly institution_code: string | null;
  readonly scopes: readonly string[];
  readonly purposes: readonly string[];
  readonly functions: readonly string[] | null;
};

/** The code is used up in the transaction that makes the client: when that fails, it is still good. */
const exchange = async (db: Reads, request: EnrolmentRequest, key: ClientKey): Promise<EnrolledRow> => {
  const row = await db
    .maybeOne<EnrolledRow>(
      sql`
        select client_id, institution_code, scopes, purposes, functions
          from access.enrol(
            ${digestOfCode(request.code)}::bytea, ${newUuid()}::uuid, ${request.client_name},
            ${key.thumbprint}, ${JSON.stringify(key.jwk)}::jsonb, ${key.algorithm})`,
    )
    .catch((error: unknown) => {
      if ((error as { constraint?: unknown }).constraint !== 'client_key_pkey') throw error;
      throw new OAuthError(
        'invalid_client_metadata',
        'This key is registered already: one key belongs to one client. Make another pair; the code is still good.',
        { httpStatus: 409, cause: error },
      );
    });
  if (row === null) {
    throw new OAuthError(
      'invalid_grant',
      'The code is wrong, used or expired. Ask the operator of the hub for another.',
    );
  }
  return row;
};
