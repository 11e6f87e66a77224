import { plainReads, type Pool } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import { announceKeys } from './announceKeys.js';
import { makeEvidenceKey } from './evidenceKey.js';
import { openSeal, type SealOptions } from './seal.js';
import { startSigning, type Signing } from './startSigning.js';

export type EvidenceSigner = {
  /** `iss` of every evidence that this hub signs. */
  readonly issuer: string;
  /** A compact JWS (RFC 7515) with the headers of JAdES, made without waiting: it is called while a register is locked. */
  readonly sign: (payload: object) => string;
  readonly close: () => void;
};

type SignerOptions = SealOptions & { readonly pool: Pool; readonly issuer: string; readonly log: Log };

const renewBeforeMs = 86_400_000;
const lookEveryMs = 60_000;

/**
 * Makes this process its evidence key, and a new one each time the old is a day from its end. A public half is in the
 * database before its first signature, so that whoever holds evidence finds its key.
 */
export const openEvidenceSigner = async (options: SignerOptions): Promise<EvidenceSigner> => {
  const { pool, issuer, mode, clock, log } = options;
  const seal = await openSeal(options);
  const newKey = async (): Promise<Signing> => {
    const key = await makeEvidenceKey(seal, issuer, mode, clock.nowMs());
    await announceKeys(plainReads(pool), seal, key);
    return startSigning(key);
  };

  let current = await newKey();
  let renewing = false;
  const renew = async (): Promise<void> => {
    if (renewing || clock.nowMs() < current.key.notAfterMs - renewBeforeMs) return;
    renewing = true;
    try {
      current = await newKey();
    } catch (error) {
      log.error({ err: error }, 'The evidence key could not be renewed; trying again in a minute.');
    } finally {
      renewing = false;
    }
  };
  const timer = setInterval(() => void renew(), lookEveryMs);
  timer.unref();

  return {
    issuer,
    sign: (payload) => current.sign(payload, clock.nowMs()),
    close: () => clearInterval(timer),
  };
};
