import { createPublicKey } from 'node:crypto';
import type { Reads } from '../platform/database.js';
import { sql } from '../platform/sql.js';
import { ecJwk, thumbprint, type EvidenceKey } from './evidenceKey.js';
import type { Seal } from './seal.js';

/** Adds the key, and the seal when it is new, to the list of every key that ever was. Resolves when that is durable. */
export const announceKeys = async (db: Reads, seal: Seal, key: EvidenceKey): Promise<void> => {
  const [own] = seal.chain;
  const sealJwk = ecJwk(createPublicKey(seal.privateKey));
  const sealChain = seal.chain.map((certificate) => certificate.raw.toString('base64'));
  await db.many(sql`
    insert into evidence.key (kid, usage, jwk, x5c, not_before, not_after)
    values
      (${thumbprint(sealJwk)}, 'SEAL', ${JSON.stringify(sealJwk)}, ${sealChain}, ${new Date(own.validFrom)}, ${new Date(own.validTo)}),
      (${key.kid}, 'EVIDENCE', ${JSON.stringify(key.jwk)}, ${key.x5c}, ${new Date(key.notBeforeMs)}, ${new Date(key.notAfterMs)})
    on conflict (kid) do nothing`);
};
