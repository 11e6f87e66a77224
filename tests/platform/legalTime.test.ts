import fc from 'fast-check';
import { intlDisagreement, localDay, localYear, offsetSecondsAt, zoneVersion } from '../../src/platform/legalTime.js';

// Facts published with the tz database and the decrees that it cites.
test.each<[string, string, string]>([
  ['the hour of UTC+1 kept on 28 October 2018', '2018-10-28T23:30:00Z', '2018-10-29'],
  ['an ordinary evening before Ramadan 2026', '2026-02-14T23:30:00Z', '2026-02-15'],
  ['an evening in Ramadan 2026', '2026-02-20T23:30:00Z', '2026-02-20'],
  ['the evening after Ramadan 2026', '2026-03-22T23:30:00Z', '2026-03-23'],
  ['the last evening of UTC+1', '2026-09-19T23:30:00Z', '2026-09-20'],
  ['the first evening of UTC+0', '2026-09-20T23:30:00Z', '2026-09-20'],
  ['the last microsecond of 2026', '2026-12-31T23:59:59.999999Z', '2026-12-31'],
  ['the first microsecond of 2027', '2027-01-01T00:00:00.000000Z', '2027-01-01'],
  ['the last microsecond of 2025', '2025-12-31T22:59:59.999999Z', '2025-12-31'],
  ['the first microsecond of 2026', '2025-12-31T23:00:00Z', '2026-01-01'],
  ['the text of a database session in another zone', '2026-12-31 20:59:59.5-03', '2026-12-31'],
  ['an offset with minutes', '2027-01-01T05:29:59.999999+05:30', '2026-12-31'],
  ['an offset without colon', '2027-01-01T05:30:00+0530', '2027-01-01'],
])('gives the day of %s', (_, instant, day) => {
  expect([localDay(instant), localYear(instant)]).toEqual([day, Number(day.slice(0, 4))]);
});

test.each([
  '2026-02-30T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00',
  '2026-01-01',
  '2026-01-01T00:00:00.0000001Z',
  'infinity',
  '',
])('refuses %j as an instant', (text) => {
  expect(() => localDay(text)).toThrow(RangeError);
});

test('refuses an invalid Date', () => {
  expect(() => offsetSecondsAt(new Date(Number.NaN))).toThrow(RangeError);
});

const instants = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test('gives a Date and its text the same day', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 999 }), (instant, microseconds) => {
      const text = instant.toISOString().replace('Z', `${String(microseconds).padStart(3, '0')}Z`);
      expect(localDay(text)).toBe(localDay(instant));
    }),
  );
});

test('gives the instant back from the local clock and the offset', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const offset = offsetSecondsAt(instant);
      const clock = new Date(instant.getTime() + offset * 1000).toISOString().slice(0, 19);
      expect(clock.slice(0, 10)).toBe(localDay(instant));
      const sign = offset < 0 ? '-' : '+';
      const zone = new Date(Math.abs(offset) * 1000).toISOString().slice(11, 16);
      expect(localDay(`${clock}${sign}${zone}`)).toBe(localDay(instant));
    }),
  );
});

test('never goes back to an earlier day', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 7_200_000 }), (instant, laterMs) => {
      expect(localDay(new Date(instant.getTime() + laterMs)) >= localDay(instant)).toBe(true);
    }),
  );
});

test('agrees with Intl, whose zone data are another build, before 20 September 2026', () => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' });
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('2026-09-20T00:59:59Z'), noInvalidDate: true }),
      (instant) => {
        expect(localDay(instant)).toBe(format.format(instant));
      },
    ),
  );
});

test('warns exactly when Intl has another offset', () => {
  const format = new Intl.DateTimeFormat('en', { timeZone: 'Africa/Casablanca', hour: '2-digit', hourCycle: 'h23' });
  const noonUtc = Date.parse('2026-11-22T12:00:00Z');
  const isWrong = format.format(noonUtc) !== '12';
  expect(intlDisagreement(noonUtc) !== null).toBe(isWrong);
  expect(intlDisagreement(Date.parse('2026-07-01T12:00:00Z'))).toBeNull();
});

test('says which tz database the days come from', () => {
  expect(zoneVersion).toMatch(/^20\d\d[a-z]+$/);
  expect(zoneVersion >= '2026c').toBe(true);
});
