import fc from 'fast-check';
import {
  addDays,
  addWorkingDays,
  calendarCovers,
  calendarVersion,
  findPublicHoliday,
  isWorkingDay,
} from '../../src/platform/workingDays.js';

test.each<[string, boolean]>([
  ['2026-11-17', true],
  ['2026-11-18', false],
  ['2026-11-21', false],
  ['2026-11-22', false],
  ['2026-11-23', true],
  ['2024-01-14', false],
  ['2025-10-31', true],
  ['2025-06-09', false],
  ['2024-04-12', false],
])('says whether %s is a working day: %s', (day, expected) => {
  expect(isWorkingDay(day)).toBe(expected);
});

test('says how certain a holiday is', () => {
  expect(['2025-09-05', '2026-05-27', '2027-05-17', '2026-07-30'].map((day) => findPublicHoliday(day)?.status)).toEqual(
    ['ANNOUNCED', 'FORECAST', 'UNVERIFIED', 'IN_FORCE'],
  );
});

test('skips week-ends and holidays', () => {
  // 18 November is Independence Day, 21 and 22 a week-end.
  expect([0, 1, 2, 3, 4].map((count) => addWorkingDays('2026-11-16', count))).toEqual([
    '2026-11-16',
    '2026-11-17',
    '2026-11-19',
    '2026-11-20',
    '2026-11-23',
  ]);
});

test('refuses to count where the calendar ends', () => {
  expect([calendarCovers('2027-12-31'), calendarCovers('2028-01-01')]).toEqual([true, false]);
  expect(() => isWorkingDay('2028-01-03')).toThrow('covers 2024-01-01 to 2027-12-31');
  expect(() => addWorkingDays('2027-12-30', 5)).toThrow(RangeError);
});

test.each(['2026-02-30', '2026-2-3', '', '2026-11-22T00:00:00Z', '+002026-01-01'])('refuses %j as a day', (day) => {
  expect(() => addDays(day, 1)).toThrow(RangeError);
});

test.each([-1, 0.5, Number.NaN])('refuses %d working days', (count) => {
  expect(() => addWorkingDays('2026-11-16', count)).toThrow(RangeError);
});

const days = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2027-06-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('takes added days away again', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -100_000, max: 100_000 }), (day, count) => {
      expect(addDays(addDays(day, count), -count)).toBe(day);
    }),
  );
});

test('reaches a working day with exactly that many working days on the way', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 30 }), (day, count) => {
      const reached = addWorkingDays(day, count);
      const walked: string[] = [];
      for (let next = addDays(day, 1); next <= reached; next = addDays(next, 1)) walked.push(next);
      expect([walked.filter(isWorkingDay).length, isWorkingDay(reached)]).toEqual([count, true]);
    }),
  );
});

test('has a version to write into due dates', () => {
  expect(calendarVersion).toMatch(/^\d{4}-\d{2}-\d{2}/);
});
