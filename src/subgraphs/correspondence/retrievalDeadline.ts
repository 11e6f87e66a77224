import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Priority } from '../../generated/correspondence.js';
import { instantOfLocal, localDay } from '../../platform/legalTime.js';
import { projectFile } from '../../platform/paths.js';
import { addDays, addWorkingDays, isWorkingDay } from '../../platform/workingDays.js';

const provenance = { validFrom: z.iso.date(), legalBasis: z.string().min(1), source: z.string().min(1) };
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const deadlinesSchema = z.strictObject({
  version: z.string().min(1),
  /** When offices are open on a working day, local time. */
  serviceHours: z.array(z.strictObject({ ...provenance, opensAt: timeOfDay, closesAt: timeOfDay })),
  /** How long a letter may lie before it is overdue, in the order in which the rules came into force. */
  retrieval: z.array(
    z.strictObject({
      ...provenance,
      priority: z.enum(['NORMAL', 'URGENT', 'VERY_URGENT']),
      count: z.int().positive(),
      unit: z.enum(['WORKING_DAYS', 'SERVICE_HOURS']),
    }),
  ),
});

const deadlines = deadlinesSchema.parse(JSON.parse(readFileSync(projectFile('data', 'deadlines.json'), 'utf8')));

/** Version of the rules; write it where a deadline is shown. */
export const deadlinesVersion: string = deadlines.version;

/**
 * The instant from which a letter delivered at `occurredAt` is overdue while nobody has retrieved it: RFC 3339 in UTC. In
 * working days it is the end of the last one, the day of delivery not counted; in hours of service it is counted from delivery
 * on. Null where no rule holds, or where the calendar of holidays ends: a wrong deadline is worse than none.
 */
export const retrievalDeadline = (occurredAt: string, priority: Priority): string | null => {
  const day = localDay(occurredAt);
  const rule = inForce(
    deadlines.retrieval.filter((each) => each.priority === priority),
    day,
  );
  if (rule === null) return null;
  try {
    const at =
      rule.unit === 'WORKING_DAYS'
        ? instantOfLocal(addDays(addWorkingDays(day, rule.count), 1))
        : afterServiceHours(Date.parse(occurredAt), rule.count);
    return at === null ? null : new Date(at).toISOString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** The rule in force on that day: the last that began. */
const inForce = <Rule extends { readonly validFrom: string }>(rules: readonly Rule[], day: string): Rule | null =>
  rules.findLast(({ validFrom }) => validFrom <= day) ?? null;

/** Milliseconds; open offices alone count. Null where no hours are known. Throws `RangeError` where the calendar ends. */
const afterServiceHours = (fromMs: number, hours: number): number | null => {
  let leftMs = hours * 3_600_000;
  let day = localDay(new Date(fromMs));
  for (;;) {
    const office = inForce(deadlines.serviceHours, day);
    if (office === null) return null;
    if (isWorkingDay(day)) {
      const beginMs = Math.max(fromMs, instantOfLocal(day, secondsOf(office.opensAt)));
      const openMs = instantOfLocal(day, secondsOf(office.closesAt)) - beginMs;
      if (openMs >= leftMs) return beginMs + leftMs;
      leftMs -= Math.max(0, openMs);
    }
    day = addDays(day, 1);
  }
};

const secondsOf = (time: string): number => Number(time.slice(0, 2)) * 3_600 + Number(time.slice(3)) * 60;
