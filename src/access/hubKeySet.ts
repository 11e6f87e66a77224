import { setTimeout as delay } from 'node:timers/promises';
import { importJWK, type JWK } from 'jose';
import type { Clock } from '../platform/clock.js';
import { plainReads, type Pool } from '../platform/database.js';
import { sql } from '../platform/sql.js';
import { confirmationOf, isConfirmed, type Confirmation, type Generation } from './generation.js';
import type { KeyUsage } from './keyRing.js';

/** The public keys that all processes of the hub have announced for one use. */
export type HubKeySet = {
  /** Null: no process has announced such a key, or it is retired. */
  readonly find: (kid: string) => Promise<CryptoKey | null>;
  /** As published: `kid`, `alg` and `use` included. */
  readonly list: () => Promise<readonly JWK[]>;
};

const kinds = ['keys'] as const;

type HubKey = { readonly jwk: JWK; readonly key: CryptoKey; readonly retiresAtMs: number };
type Loaded = { readonly keys: ReadonlyMap<string, HubKey>; readonly confirmation: Confirmation };

// However many unknown ids arrive, the table is read this often at most.
const shortestIntervalMs = 250;

export type HubKeySetOptions = {
  readonly usage: KeyUsage;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly generation?: Generation | undefined;
};

export const createHubKeySet = ({ usage, pool, clock, generation }: HubKeySetOptions): HubKeySet => {
  const db = plainReads(pool);
  let loaded: Loaded | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let scheduled: Promise<Loaded> | null = null;
  let lastBeganMs = -Infinity;

  const read = async (): Promise<Loaded> => {
    lastBeganMs = performance.now();
    const confirmation = confirmationOf(generation, kinds);
    const rows = await db.many<{ kid: string; jwk: JWK; retires_at: string }>(
      sql`select kid, jwk, retires_at from access.hub_key where usage = ${usage} order by published_at, kid`,
    );
    const keys = await Promise.all(
      rows.map(async ({ kid, jwk, retires_at }): Promise<readonly [string, HubKey]> => {
        const key = loaded?.keys.get(kid)?.key ?? ((await importJWK(jwk, 'ES256')) as CryptoKey);
        return [kid, { jwk, key, retiresAtMs: Date.parse(retires_at) }];
      }),
    );
    return (loaded = { keys: new Map(keys), confirmation });
  };

  /** A reading that begins after this call, since a key may have been announced during one that is under way. */
  const load = (): Promise<Loaded> => {
    scheduled ??= (async () => {
      await running.catch(() => {});
      await delay(Math.max(0, lastBeganMs + shortestIntervalMs - performance.now()));
      scheduled = null;
      const reading = read();
      running = reading;
      return reading;
    })();
    return scheduled;
  };

  const isLive = (key: HubKey | undefined): key is HubKey => key !== undefined && key.retiresAtMs > clock.nowMs();

  return {
    find: async (kid) => {
      if (loaded !== null && isConfirmed(loaded.confirmation, generation, kinds)) {
        const known = loaded.keys.get(kid);
        if (isLive(known)) return known.key;
      }
      const found = (await load()).keys.get(kid);
      return isLive(found) ? found.key : null;
    },
    list: async () => {
      const current = loaded !== null && isConfirmed(loaded.confirmation, generation, kinds) ? loaded : await load();
      return [...current.keys]
        .filter(([, key]) => isLive(key))
        .map(([kid, { jwk }]) => ({ ...jwk, kid, alg: 'ES256', use: 'sig' }));
    },
  };
};
