import { createHash } from 'node:crypto';
import { plainReads, type Pool } from '../platform/database.js';
import { sql, toQuery } from '../platform/sql.js';
import { findClient } from './clients.js';
import { institutionScopes } from './grants.js';
import type { HubKeys } from './hubKeys.js';
import { issueToken, type IssuedToken } from './issueToken.js';
import { OAuthError } from './oauthError.js';
import type { OwnerClient } from './ownerClient.js';
import { purposes } from './purposes.js';

/** Stands in a token for the thumbprint of the key that a sandbox client does not have; no thumbprint is that short. */
export const sandboxThumbprint = 'sandbox';

/** One client without a key for every institution, granted everything. Does nothing in a database of production. */
export const seedSandboxClients = async (owner: OwnerClient): Promise<void> => {
  const { rows } = await owner.query<{ id: string; code: string }>(
    toQuery(sql`
      select i.id, i.code
        from directory.institution i
       where exists (select from wasl.installation where mode = 'sandbox')`),
  );
  await owner.query(
    toQuery(sql`
      insert into access.client (id, institution_id, name, scopes, purposes)
      select made.id, made.institution_id, 'Sandbox', ${institutionScopes}::text[], ${purposes}::text[]
        from unnest(
          ${rows.map(({ code }) => sandboxClientId(code))}::uuid[],
          ${rows.map(({ id }) => id)}::uuid[]) as made (id, institution_id)
      on conflict (id) do update set scopes = excluded.scopes, purposes = excluded.purposes
       where (client.scopes, client.purposes) is distinct from (excluded.scopes, excluded.purposes)`),
  );
};

export type SandboxTokenRequest = {
  readonly institution: string;
  readonly scopes: readonly string[] | null;
  readonly purposes: readonly string[] | null;
  /** Functions of the institution to whose letters the token is limited; null: to none. */
  readonly functions: readonly string[] | null;
};

/** A token of an institution's sandbox client, without any proof: only a sandbox may offer it. */
export const issueSandboxToken = async (
  { pool, keys }: { readonly pool: Pool; readonly keys: HubKeys },
  { institution, scopes, purposes: asked, functions }: SandboxTokenRequest,
): Promise<IssuedToken> => {
  const client = await findClient(plainReads(pool), sandboxClientId(institution));
  if (client === null) {
    throw new OAuthError(
      'invalid_request',
      "No institution has this code: look it up in the directory, e.g. 'MA-MIN-0001'.",
    );
  }
  if (functions !== null && client.institution !== null) await checkFunctions(pool, client.institution.id, functions);
  return issueToken(keys, {
    client,
    keyThumbprint: sandboxThumbprint,
    scopes,
    purposes: asked ?? defaultPurposes,
    functions,
  });
};

/** A token that is limited to what is not there would see nothing, and not say why. */
const checkFunctions = async (pool: Pool, institutionId: string, functions: readonly string[]): Promise<void> => {
  const rows = await plainReads(pool).many<{ readonly code: string }>(sql`
    select f.code from directory.function_address f where f.institution_id = ${institutionId}
     union select 'BO'
     order by 1`);
  const known = rows.map(({ code }) => code);
  const foreign = functions.filter((code) => !known.includes(code));
  if (foreign.length > 0) {
    throw new OAuthError(
      'invalid_request',
      `This institution has no function ${foreign.join(', ')}: it has ${known.join(', ')}.`,
    );
  }
};

// With one purpose in the token, requests need no header to say which.
const defaultPurposes = ['CORRESPONDENCE'];

/** The id follows from the code (UUIDv8, RFC 9562), so that the request log-in needs no list of clients to find it. */
const sandboxClientId = (institutionCode: string): string => {
  const bytes = createHash('sha256').update(`wasl sandbox client ${institutionCode}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
