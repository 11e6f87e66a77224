import { createHash } from 'node:crypto';
import type { Clock } from '../platform/clock.js';
import type { Reads } from '../platform/database.js';
import { isUuid } from '../platform/ids.js';
import { sql } from '../platform/sql.js';
import { isSignedBy, readClientJwt, type ClientJwt, type Refuse } from './clientJwt.js';
import { checkClientClaims } from './clientJwtClaims.js';
import { findClient, type Client, type ClientKey } from './clients.js';
import { OAuthError } from './oauthError.js';

/** A client that has proved itself with one of its keys (RFC 7523, `private_key_jwt`). */
export type ProvenClient = {
  readonly client: Client;
  readonly key: ClientKey;
  /** Uses the assertion up. Comes last, so that a request refused for another reason can be repaired and sent again. */
  readonly consume: () => Promise<void>;
};

export type AssertionOptions = { readonly db: Reads; readonly issuer: string; readonly clock: Clock };

/** `clientId`: the parameter `client_id`, which the assertion makes superfluous. Throws `invalid_client`. */
export const proveClient = async (
  assertion: string,
  clientId: string | undefined,
  { db, issuer, clock }: AssertionOptions,
): Promise<ProvenClient> => {
  const jwt = readClientJwt(assertion, assertionTypes, refuse);
  const subject = subjectOf(jwt, clientId);
  const client = isUuid(subject) ? await findClient(db, subject) : null;
  const key = client === null ? null : await signingKey(jwt, client);
  if (client === null || key === null) {
    throw refuse(
      "No client is known by this id with the key that signed the assertion. Check 'client_id', the key, its algorithm, and 'kid' (the RFC 7638 thumbprint of the key; it may be left out).",
    );
  }
  const { expiresAtMs } = checkClientClaims(jwt, { issuer, nowMs: clock.nowMs(), refuse });
  const jwtId = jwt.claims['jti'];
  if (typeof jwtId !== 'string' || jwtId === '' || jwtId.length > 256) {
    throw refuse("'jti' is required: 1 to 256 characters, new in each assertion.");
  }
  checkStanding(client);
  return { client, key, consume: () => consume(db, client, jwtId, expiresAtMs) };
};

const assertionTypes = [null, 'JWT', 'client-authentication+jwt'];

const refuse: Refuse = (description, members = {}) => new OAuthError('invalid_client', description, { members });

const subjectOf = ({ claims }: ClientJwt, clientId: string | undefined): string => {
  const { iss, sub } = claims;
  if (typeof iss !== 'string' || iss !== sub || (clientId !== undefined && clientId !== sub)) {
    throw refuse("'iss' and 'sub' must both be the client id, and so must the parameter 'client_id' when it is sent.");
  }
  return iss;
};

const signingKey = async (jwt: ClientJwt, { keys }: Client): Promise<ClientKey | null> => {
  for (const key of keys) {
    if ((jwt.kid === null || jwt.kid === key.thumbprint) && (await isSignedBy(jwt, key))) return key;
  }
  return null;
};

const checkStanding = ({ status, institution }: Client): void => {
  if (status !== 'ACTIVE') throw refuse('This client is disabled. Ask the operator of the hub why.');
  if (institution?.status === 'CLOSED')
    throw refuse('The institution of this client is closed: it gets no tokens any more.');
};

const consume = async (db: Reads, client: Client, jwtId: string, expiresAtMs: number): Promise<void> => {
  const digest = createHash('sha256').update(jwtId).digest();
  const { fresh } = await db.one<{ fresh: boolean }>(
    sql`select access.use_assertion(${client.id}::uuid, ${digest}::bytea, ${new Date(expiresAtMs)}::timestamptz) as fresh`,
  );
  if (!fresh) throw refuse("This assertion was used before: give each one a 'jti' of its own.");
};
