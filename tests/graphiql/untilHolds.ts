/** Waits until it holds. */
export const untilHolds = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 1_200) throw new Error(`it did not come to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
