import type { Reads } from '../../platform/database.js';
import { sql } from '../../platform/sql.js';

/**
 * Brings the figures of every institution up to date and answers for how many they changed; 0 when another process is at
 * it. `clock` reads as `wasl_clock`. Running it again changes nothing.
 */
export const refreshReachability = async (clock: Reads): Promise<number> => {
  const { changed } = await clock.one<{ readonly changed: number }>(
    sql`select directory.refresh_reachability() as changed`,
  );
  return changed;
};
