import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from './paths.js';
import { readZoneFile } from './zoneFile.js';

/** An instant: a `Date`, or RFC 3339 text with up to microseconds, as the database gives it. */
export type Instant = Date | string;

/** Legal time of Morocco comes from the pinned file alone: what a process or a database believes may be years old. */
const zone = readZoneFile(readFileSync(projectFile('data', 'zoneinfo', 'Africa', 'Casablanca')));

/** The tz database release behind every day given here; write it into whatever depends on such a day. */
export const zoneVersion: string = z
  .object({ tzdata: z.string() })
  .parse(JSON.parse(readFileSync(projectFile('data', 'zoneinfo', 'version.json'), 'utf8'))).tzdata;

/** Seconds east of UTC in Morocco. */
export const offsetSecondsAt = (instant: Instant): number => zone.offsetSecondsAt(epochSeconds(instant));

/** The day in Morocco, `YYYY-MM-DD`. */
export const localDay = (instant: Instant): string => {
  const seconds = epochSeconds(instant);
  return new Date((seconds + zone.offsetSecondsAt(seconds)) * 1000).toISOString().slice(0, 10);
};

/** The year in Morocco, which is the year of a register. */
export const localYear = (instant: Instant): number => Number(localDay(instant).slice(0, 4));

/** The instant, in milliseconds, at which clocks in Morocco show that time of that day (`YYYY-MM-DD`, seconds from midnight). */
export const instantOfLocal = (day: string, secondsIntoDay = 0): number => {
  const asUtc = epochSeconds(`${day}T00:00:00Z`) + secondsIntoDay;
  // the offset that holds at the instant itself, not at the time taken for UTC
  const nearly = asUtc - zone.offsetSecondsAt(asUtc);
  return (asUtc - zone.offsetSecondsAt(nearly)) * 1000;
};

/** A warning when the zone data of this process differ from the pinned file at that moment; null when they agree. */
export const intlDisagreement = (atMs: number): string | null => {
  const legal = zone.offsetSecondsAt(Math.floor(atMs / 1000));
  const believed = intlOffsetSeconds(atMs);
  if (legal === believed) return null;
  return `Node.js ${process.version} (tz database ${process.versions.tz ?? 'unknown'}) puts Africa/Casablanca at ${hours(believed)}, legal time is ${hours(legal)} (tz database ${zoneVersion}). Legal days are right: they come from data/zoneinfo. Anything else on this machine that prints local time may be wrong.`;
};

const instantPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d{1,6})?(Z|[+-]\d{2}(?::?\d{2})?)$/;

/** Whole seconds, rounded down: a day cannot change within a second. */
const epochSeconds = (instant: Instant): number => {
  if (typeof instant !== 'string') return wholeSeconds(instant.getTime(), 'a Date');
  const match = instantPattern.exec(instant);
  if (match === null) throw new RangeError('an instant is RFC 3339 text with at most microseconds');
  const [, day, time, zoneText = 'Z'] = match;
  const written = `${day}T${time}`;
  const asUtc = Date.parse(`${written}Z`);
  // `Date` takes 30 February for 2 March and 24:00 for the next day.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(written))
    throw new RangeError('no such instant');
  return wholeSeconds(asUtc, 'the text') - offsetOfText(zoneText);
};

const wholeSeconds = (milliseconds: number, what: string): number => {
  if (Number.isNaN(milliseconds)) throw new RangeError(`${what} is not an instant`);
  return Math.floor(milliseconds / 1000);
};

const offsetOfText = (text: string): number => {
  if (text === 'Z') return 0;
  const east = Number(text.slice(1, 3)) * 3600 + Number(text.slice(3).replace(':', '')) * 60;
  return text.startsWith('-') ? -east : east;
};

const intlOffsetSeconds = (atMs: number): number => {
  const format = new Intl.DateTimeFormat('en', { timeZone: 'Africa/Casablanca', timeZoneName: 'longOffset' });
  const name = format.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 0 : offsetOfText(name.slice('GMT'.length));
};

const hours = (seconds: number): string => `UTC${seconds < 0 ? '-' : '+'}${Math.abs(seconds) / 3600}`;
