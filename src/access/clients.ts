import type { JWK } from 'jose';
import { plainReads, type Pool, type Reads } from '../platform/database.js';
import { sql } from '../platform/sql.js';
import { confirmationOf, isConfirmed, type Confirmation, type Generation } from './generation.js';

export type KeyAlgorithm = 'ES256' | 'ES384' | 'PS256' | 'PS512' | 'EdDSA';

/** A public key of a client; the algorithm is pinned when the key is registered. */
export type ClientKey = { readonly thumbprint: string; readonly jwk: JWK; readonly algorithm: KeyAlgorithm };

export type Client = {
  readonly id: string;
  /** Null: an operator's client. */
  readonly institution: {
    readonly id: string;
    readonly code: string;
    readonly status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  } | null;
  readonly scopes: readonly string[];
  readonly purposes: readonly string[];
  /** Codes of the functions to whose letters it is limited; null: it is not. */
  readonly functions: readonly string[] | null;
  readonly status: 'ACTIVE' | 'DISABLED';
  /** Active ones only. */
  readonly keys: readonly ClientKey[];
};

export const findClient = async (db: Reads, clientId: string): Promise<Client | null> => {
  const row = await db.maybeOne<ClientRow>(sql`select * from access.client_of(${clientId}::uuid)`);
  if (row === null) return null;
  return {
    id: row.client_id,
    institution:
      row.institution_id === null
        ? null
        : { id: row.institution_id, code: row.institution_code, status: row.institution_status },
    scopes: row.scopes,
    purposes: row.purposes,
    functions: row.functions,
    status: row.status,
    keys: row.keys,
  };
};

type ClientRow = {
  readonly client_id: string;
  readonly scopes: readonly string[];
  readonly purposes: readonly string[];
  readonly functions: readonly string[] | null;
  readonly status: Client['status'];
  readonly keys: readonly ClientKey[];
} & (
  | { readonly institution_id: null }
  | {
      readonly institution_id: string;
      readonly institution_code: string;
      readonly institution_status: NonNullable<Client['institution']>['status'];
    }
);

const kinds = ['clients', 'directory'] as const;
const mostClients = 5_000;

/** Clients by id, held while the generations of clients and institutions stand, or for one second when they are not known. */
export const createClientCache = (
  pool: Pool,
  generation?: Generation,
): ((clientId: string) => Promise<Client | null>) => {
  const db = plainReads(pool);
  const held = new Map<string, { readonly client: Promise<Client | null>; readonly confirmation: Confirmation }>();
  return (clientId) => {
    const known = held.get(clientId);
    if (known !== undefined && isConfirmed(known.confirmation, generation, kinds)) return known.client;
    if (held.size >= mostClients) held.clear();
    const confirmation = confirmationOf(generation, kinds);
    const client = findClient(db, clientId);
    const entry = { client, confirmation };
    held.set(clientId, entry);
    client.catch(() => {
      if (held.get(clientId) === entry) held.delete(clientId);
    });
    return client;
  };
};
