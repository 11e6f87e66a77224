export type SeededRandom = {
  readonly seed: number;
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** `count` different items, in their own order. */
  readonly sample: <Item>(items: readonly Item[], count: number) => readonly Item[];
};

/** The same draws for the same seed (mulberry32): a campaign that failed is run again with `TEST_SEED`. */
export const seededRandom = (
  seed = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31)),
): SeededRandom => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    seed,
    below,
    pick: (items) => items[below(items.length)]!,
    sample: (items, count) => {
      const kept = new Set<number>();
      while (kept.size < Math.min(count, items.length)) kept.add(below(items.length));
      return items.filter((_, at) => kept.has(at));
    },
  };
};
