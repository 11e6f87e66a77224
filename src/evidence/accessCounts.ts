import { outcomeClass, type AccessAnswer, type AccessCount } from './accessRow.js';

export type AccessCounts = {
  readonly count: (startedAtMs: number, outcome: string, answer: AccessAnswer) => void;
  /** Everything counted so far, which is forgotten here. */
  readonly take: () => readonly AccessCount[];
  /** Adds back what could not be written. */
  readonly giveBack: (count: AccessCount) => void;
};

const minuteMs = 60_000;
/** Beyond so many sources in one minute all others are counted as `other`. */
const mostSources = 1_000;
/** Minutes that could not be written for so long become one. */
const mostCounts = 10_000;

/** Counts requests without a recognised caller per source, minute and outcome, in bounded space. */
export const createAccessCounts = (): AccessCounts => {
  let counts = new Map<string, AccessCount>();
  let sources = new Set<string>();

  const add = (added: AccessCount): void => {
    const key = `${added.minuteMs} ${added.outcome} ${added.source}`;
    const known = counts.get(key);
    if (known === undefined && counts.size >= mostCounts && added.minuteMs !== 0)
      return add({ ...added, minuteMs: 0, source: 'other' });
    counts.set(key, {
      ...added,
      requests: added.requests + (known?.requests ?? 0),
      longestMs: Math.max(added.longestMs, known?.longestMs ?? 0),
    });
  };

  return {
    count: (startedAtMs, outcome, { source, httpStatus, durationMs }) => {
      const minute = Math.floor(startedAtMs / minuteMs) * minuteMs;
      const isKnown = sources.has(source) || sources.size < mostSources;
      if (isKnown) sources.add(source);
      add({
        minuteMs: minute,
        source: isKnown ? source : 'other',
        outcome: outcomeClass(outcome),
        httpStatus,
        requests: 1,
        longestMs: durationMs,
      });
    },
    take: () => {
      const taken = [...counts.values()];
      counts = new Map();
      sources = new Set();
      return taken;
    },
    giveBack: add,
  };
};
