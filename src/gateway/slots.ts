export type Slots = {
  /** Runs the work once a slot is free. Fails when none is within the time. */
  readonly use: <T>(waitMs: number, work: () => Promise<T>) => Promise<T>;
};

/** At most `count` works at one time; the others wait in order. */
export const createSlots = (count: number): Slots => {
  let free = count;
  const waiting = new Set<() => void>();

  const take = (waitMs: number): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(start);
        reject(new Error(`No slot was free within ${waitMs} ms.`));
      }, waitMs);
      waiting.add(start);
    });
  };

  const give = (): void => {
    const [next] = waiting;
    if (next === undefined) {
      free += 1;
    } else {
      waiting.delete(next);
      next();
    }
  };

  return {
    use: async (waitMs, work) => {
      await take(waitMs);
      try {
        return await work();
      } finally {
        give();
      }
    },
  };
};
