/** Queues in front of the pool, one for each key: an institution, a register. */
export type Lanes = {
  /** Runs `work` when fewer than the lane's width are running under this key. */
  readonly run: <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;
};

/** At most `width` at a time under one key, in order of arrival; other keys never wait for it. */
export const createLanes = (width: number): Lanes => {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    run: async (key, work) => {
      let lane = lanes.get(key);
      if (lane === undefined) lanes.set(key, (lane = { running: 0, waiting: [] }));
      if (lane.running < width) lane.running += 1;
      else await new Promise<void>((resolve) => lane.waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = lane.waiting.shift();
        if (next !== undefined) next();
        else if (--lane.running === 0) lanes.delete(key);
      }
    },
  };
};
