import type { BlobStore } from '../../platform/blobStore.js';
import type { Reads } from '../../platform/database.js';
import { sql, type Sql } from '../../platform/sql.js';

/** Nobody can go on with it since an hour at least, so that whoever was closing it has ended; and nobody is writing. */
const isOver: Sql = sql`
       (state = 'DROPPED' or state = 'OPEN' and expires_at < wasl.now() - interval '1 hour')
   and (claim is null or claimed_until < clock_timestamp())`;

/**
 * Drops uploads that are over, at most 100 a call, and answers how many. `clock` reads as `wasl_clock`. The bytes go before
 * the row: a crash in between leaves a row that the next sweep finds. Several processes may sweep at once.
 */
export const sweepUploads = async (clock: Reads, blobs: BlobStore): Promise<number> => {
  const over = await clock.many<{ readonly id: string; readonly blob: string }>(sql`
    select id, blob
      from documents.upload
     where ${isOver}
     order by expires_at
     limit 100`);
  if (over.length === 0) return 0;
  for (const { blob } of over) await blobs.remove(blob);
  const ids = over.map(({ id }) => id);
  const dropped = await clock.many(sql`
    delete from documents.upload
     where id = any (${ids}::uuid[])
       and ${isOver}
    returning id`);
  return dropped.length;
};
