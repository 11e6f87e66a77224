// What the system must not forget, as lines of JSON in one file that only grows. A line counts once it is on disk; one that
// was cut off by a crash never happened. A ministry with a database keeps a table in its place: the rule is the same.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** Opens the journal in `file` and answers its entries and a way to add one. */
export const openJournal = (file) => {
  const entries = readEntries(file);
  const descriptor = openSync(file, 'a');
  return {
    entries,
    /** On disk when it answers. */
    append: (entry) => {
      const kept = { at: new Date().toISOString(), ...entry };
      writeSync(descriptor, `${JSON.stringify(kept)}\n`);
      fsyncSync(descriptor);
      entries.push(kept);
    },
    close: () => closeSync(descriptor),
  };
};

const readEntries = (file) => {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  // or the next line would begin in the middle of the torn one
  if (whole.length < bytes.length) truncateSync(file, whole.length);
  return whole
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
};
