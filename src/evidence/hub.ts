import type { EvidenceSigner } from './evidenceSigner.js';
import type { BlobStore } from '../platform/blobStore.js';
import type { Clock } from '../platform/clock.js';
import type { Lanes } from '../platform/lanes.js';
import type { Log } from '../platform/log.js';
import type { Pool } from '../platform/database.js';

/** What one process of the hub has, and every operation carries. */
export type Hub = {
  readonly mode: 'sandbox' | 'production';
  readonly publicUrl: string;
  readonly issuer: string;
  /** Pool of the request log-in `wasl_app`. */
  readonly pool: Pool;
  /** At most a quarter of the pool for one institution. */
  readonly institutionLanes: Lanes;
  /** One connection of this process for one register. */
  readonly registerLanes: Lanes;
  readonly signer: EvidenceSigner;
  /** Bytes of documents. */
  readonly blobs: BlobStore;
  readonly maxUploadBytes: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Seals cursors; the same in every process of this database. */
  readonly cursorKey: Buffer;
  /** Throws `BUSY` while this machine's clock and the database's disagree. */
  readonly checkClock: () => void;
  /** The announced generation of what is held in memory; null when no tick was heard for a second. */
  readonly generation: (kind: 'directory' | 'reachability' | 'clients' | 'keys') => number | null;
};
