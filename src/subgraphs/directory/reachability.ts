import type { ReachabilityChannel } from '../../generated/directory.js';
import { sql, type Sql } from '../../platform/sql.js';

/** What the hub has seen of an institution, and the pause that it has announced. */
export type ReachabilityRow = {
  readonly institution_id: string;
  readonly last_seen_at: string | null;
  readonly median_hours_to_retrieval: number | null;
  readonly paused_until: string | null;
  readonly pause_reason_text: string | null;
};

export type ShownReachability = {
  readonly channel: ReachabilityChannel;
  readonly lastSeenAt: string | null;
  readonly medianHoursToRetrieval: number | null;
  readonly pausedUntil: string | null;
  readonly pauseReasonText: string | null;
};

export const selectReachability: Sql = sql`
  select institution_id, last_seen_at, median_hours_to_retrieval::float8 as median_hours_to_retrieval, paused_until,
    pause_reason_text
    from directory.reachability`;

/** A pause ends with its last day in Morocco, whether or not its end is announced. `today` is a day of legal time. */
export const showReachability = (
  channel: ReachabilityChannel,
  row: ReachabilityRow | undefined,
  today: string,
): ShownReachability => {
  const isPaused = row?.paused_until != null && row.paused_until >= today;
  return {
    channel,
    lastSeenAt: row?.last_seen_at ?? null,
    medianHoursToRetrieval: row?.median_hours_to_retrieval ?? null,
    pausedUntil: isPaused ? row.paused_until : null,
    pauseReasonText: isPaused ? row.pause_reason_text : null,
  };
};
