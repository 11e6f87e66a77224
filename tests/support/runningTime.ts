const stepMs = 20;

/** How long something takes while this process runs: what a pause of the machine or of the process adds is left out. */
export const startRunningTime = (): { readonly endMs: () => number } => {
  let steps = 0;
  const timer = setInterval(() => (steps += 1), stepMs);
  return {
    endMs: () => {
      clearInterval(timer);
      return steps * stepMs;
    },
  };
};
