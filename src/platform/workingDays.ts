import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from './paths.js';

const day = z.iso.date();
const names = z.object({ ar: z.string().min(1), fr: z.string().min(1), en: z.string().min(1) });
const publicHoliday = z.object({
  name: names,
  legalBasis: z.string().min(1),
  source: z.string().min(1),
  status: z.enum(['IN_FORCE', 'ANNOUNCED', 'FORECAST', 'UNVERIFIED']),
});

export const calendarSchema = z.strictObject({
  version: z.string().min(1),
  covers: z.strictObject({ from: day, to: day }),
  weekend: z.strictObject({ isoWeekdays: z.array(z.int().min(1).max(7)), legalBasis: z.string().min(1) }),
  fixed: z.array(publicHoliday.extend({ monthDay: z.string().regex(/^\d{2}-\d{2}$/), sinceYear: z.int().optional() })),
  moving: z.array(publicHoliday.extend({ on: day })),
});

export type PublicHoliday = z.output<typeof publicHoliday>;

const calendar = calendarSchema.parse(JSON.parse(readFileSync(projectFile('data', 'public-holidays.json'), 'utf8')));
const weekend: ReadonlySet<number> = new Set(calendar.weekend.isoWeekdays);
const moving: ReadonlyMap<string, PublicHoliday> = new Map(calendar.moving.map((holiday) => [holiday.on, holiday]));

/** Version of the holiday calendar; write it into every due date, since days follow moon sighting and change. */
export const calendarVersion: string = calendar.version;

/** True when the holidays of that day's year are in the calendar. */
export const calendarCovers = (localDay: string): boolean =>
  calendar.covers.from <= localDay && localDay <= calendar.covers.to;

/** The public holiday of the administration on that day, or null. Its `status` says whether the day is certain. */
export const findPublicHoliday = (localDay: string): PublicHoliday | null => {
  assertCovered(localDay);
  const year = Number(localDay.slice(0, 4));
  const fixed = calendar.fixed.find(
    (holiday) => holiday.monthDay === localDay.slice(5) && year >= (holiday.sinceYear ?? 0),
  );
  return fixed ?? moving.get(localDay) ?? null;
};

/** Monday to Friday, no public holiday. Throws outside the calendar: a wrong deadline is worse than none. */
export const isWorkingDay = (localDay: string): boolean =>
  findPublicHoliday(localDay) === null && !weekend.has(isoWeekday(localDay));

/** The day `count` calendar days later (earlier when negative). */
export const addDays = (localDay: string, count: number): string => {
  if (!Number.isSafeInteger(count)) throw new RangeError('days are whole');
  const date = parseDay(localDay);
  date.setUTCDate(date.getUTCDate() + count);
  return formatDay(date);
};

/** The `count`th working day after that day, which itself is not counted. 0 gives the day itself. */
export const addWorkingDays = (localDay: string, count: number): string => {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('working days are whole and not negative');
  let current = addDays(localDay, 0);
  for (let left = count; left > 0;) {
    current = addDays(current, 1);
    if (isWorkingDay(current)) left -= 1;
  }
  return current;
};

const assertCovered = (localDay: string): void => {
  parseDay(localDay);
  if (calendarCovers(localDay)) return;
  const { from, to } = calendar.covers;
  throw new RangeError(`the public holiday calendar covers ${from} to ${to}, not ${localDay}`);
};

const isoWeekday = (localDay: string): number => parseDay(localDay).getUTCDay() || 7;

const parseDay = (localDay: string): Date => {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(localDay) ? `${localDay}T00:00:00Z` : Number.NaN);
  if (Number.isNaN(date.getTime()) || formatDay(date) !== localDay) throw new RangeError('a day is YYYY-MM-DD');
  return date;
};

const formatDay = (date: Date): string => {
  const text = date.toISOString();
  if (text.length !== '2026-01-01T00:00:00.000Z'.length) throw new RangeError('years run from 0000 to 9999');
  return text.slice(0, 10);
};
