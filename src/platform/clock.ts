/** Time of this process, for tokens, timeouts and logs. Legal time is `wasl.now()` in the database. */
export type Clock = { readonly nowMs: () => number };

export const systemClock: Clock = { nowMs: () => Date.now() };
