import { randomBytes, randomUUID } from 'node:crypto';
import { decodeCursor, encodeCursor } from '../../src/platform/cursors.js';

const key = randomBytes(32);
const [institution, other] = [randomUUID(), randomUUID()];
const cursor = encodeCursor(key, institution, 'inbox', ['2026-11-22T10:00:00.000001Z', 7]);

const read = (text: string, changes: { key?: Buffer; institution?: string; field?: string } = {}): unknown => {
  try {
    return decodeCursor(changes.key ?? key, changes.institution ?? institution, changes.field ?? 'inbox', text);
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};

test('a cursor leads back to its place', () => {
  expect(read(cursor)).toEqual(['2026-11-22T10:00:00.000001Z', 7]);
});

test('a cursor of another institution, field or hub is refused', () => {
  expect([
    read(cursor, { institution: other }),
    read(cursor, { field: 'outbox' }),
    read(cursor, { key: randomBytes(32) }),
  ]).toEqual(Array(3).fill('BAD_USER_INPUT'));
});

test('a cursor with any octet changed, left out or added is refused', () => {
  const bytes = Buffer.from(cursor, 'base64url');
  const changed = [...bytes].map((octet, at) => {
    const copy = Buffer.from(bytes);
    copy[at] = octet ^ 1;
    return copy.toString('base64url');
  });
  const cut = [...bytes].map((_, at) => bytes.subarray(0, at).toString('base64url'));
  const answers = [...changed, ...cut, `${cursor}A`, ` ${cursor}`, `${cursor}=`].map((text) => read(text));
  expect(new Set(answers)).toEqual(new Set(['BAD_USER_INPUT']));
});
