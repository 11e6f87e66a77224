import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { projectFile } from '../../src/platform/paths.js';
import { deadlinesSchema, retrievalDeadline } from '../../src/subgraphs/correspondence/retrievalDeadline.js';

// 18 November 2026 is Independence Day, 21 and 22 a week-end; Morocco keeps UTC since 20 September 2026, UTC+1 in June 2025
test.each<['NORMAL' | 'URGENT' | 'VERY_URGENT', string, string]>([
  ['NORMAL', '2026-11-16T10:00:00.123456Z', '2026-12-02T00:00:00.000Z'],
  ['NORMAL', '2026-11-21T10:00:00Z', '2026-12-05T00:00:00.000Z'],
  ['URGENT', '2026-11-17T23:59:59.999999Z', '2026-11-24T00:00:00.000Z'],
  ['URGENT', '2025-06-02T22:59:59Z', '2025-06-05T23:00:00.000Z'],
  ['URGENT', '2025-06-02T23:00:00Z', '2025-06-06T23:00:00.000Z'],
  ['VERY_URGENT', '2026-11-16T10:00:00.500Z', '2026-11-16T14:00:00.500Z'],
  ['VERY_URGENT', '2026-11-16T12:30:00Z', '2026-11-16T16:30:00.000Z'],
  ['VERY_URGENT', '2026-11-16T14:30:00Z', '2026-11-17T10:30:00.000Z'],
  ['VERY_URGENT', '2026-11-16T05:00:00Z', '2026-11-16T12:30:00.000Z'],
  ['VERY_URGENT', '2026-11-17T18:00:00Z', '2026-11-19T12:30:00.000Z'],
  ['VERY_URGENT', '2026-11-20T16:30:00Z', '2026-11-23T12:30:00.000Z'],
  ['VERY_URGENT', '2025-06-02T10:00:00Z', '2025-06-02T14:00:00.000Z'],
  ['VERY_URGENT', '2025-06-02T14:00:00Z', '2025-06-03T10:00:00.000Z'],
])('a letter of priority %s delivered at %s is overdue from %s on', (priority, occurredAt, deadline) => {
  expect(retrievalDeadline(occurredAt, priority)).toBe(deadline);
});

test.each(['2023-12-31T10:00:00Z', '2027-12-31T17:00:00Z', '2031-01-01T00:00:00Z'])(
  'there is no deadline from %s on, before the first rule or where the calendar ends',
  (occurredAt) => {
    for (const priority of ['NORMAL', 'URGENT', 'VERY_URGENT'] as const) {
      expect(retrievalDeadline(occurredAt, priority)).toBeNull();
    }
  },
);

test('who writes that it is more urgent never waits longer, and no deadline is over when it begins', () => {
  const instants = fc.date({
    min: new Date('2024-01-01T00:00:00Z'),
    max: new Date('2027-12-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, (date) => {
      const at = date.toISOString();
      const [normal, urgent, veryUrgent] = (['NORMAL', 'URGENT', 'VERY_URGENT'] as const).map((priority) =>
        retrievalDeadline(at, priority),
      );
      expect([at < veryUrgent!, veryUrgent! <= urgent!, urgent! < normal!]).toEqual([true, true, true]);
    }),
  );
});

test('each rule says where it comes from, or that no source was read, and they stand in the order of their beginning', () => {
  const { serviceHours, retrieval } = deadlinesSchema.parse(
    JSON.parse(readFileSync(projectFile('data', 'deadlines.json'), 'utf8')),
  );
  const rules = [...serviceHours, ...retrieval];
  expect(rules.filter(({ legalBasis, source }) => (legalBasis === 'UNVERIFIED') !== (source === 'UNVERIFIED'))).toEqual(
    [],
  );
  expect(serviceHours.filter(({ opensAt, closesAt }) => opensAt >= closesAt)).toEqual([]);
  for (const list of [
    serviceHours,
    ...['NORMAL', 'URGENT', 'VERY_URGENT'].map((priority) => retrieval.filter((rule) => rule.priority === priority)),
  ]) {
    const begins = list.map(({ validFrom }) => validFrom);
    expect([begins.length > 0, [...begins].sort()]).toEqual([true, begins]);
  }
});
