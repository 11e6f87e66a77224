/** What the sequencer announces on the channel `wasl_tick`. */
export type Tick = {
  /** The index that the next event will get. */
  readonly followingIndex: number;
  /** `wasl.generation`: a number per kind that changes with what processes hold in memory. */
  readonly generations: Readonly<Record<string, number>>;
};
