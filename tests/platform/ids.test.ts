import { fromGlobalId, newUuid, toGlobalId, uuidOfGlobalId } from '../../src/platform/ids.js';

const uuid = newUuid();

test('a global id leads back to its type and UUID', () => {
  expect(fromGlobalId(toGlobalId('Document', uuid))).toEqual({ type: 'Document', uuid });
});

test('the id of one object is none of another type, though the UUID be the same', () => {
  const id = toGlobalId('Correspondence', uuid);
  expect([uuidOfGlobalId('Correspondence', id), uuidOfGlobalId('Document', id)]).toEqual([uuid, null]);
});

test('one object has one id', () => {
  const id = toGlobalId('Document', uuid);
  const others = [
    `${id}=`,
    ` ${id}`,
    `${id}A`,
    toGlobalId('Document', uuid.toUpperCase()),
    toGlobalId('Document', `${uuid} `),
    toGlobalId('', uuid),
    uuid,
    '',
    'x'.repeat(1_000),
  ];
  expect(others.map(fromGlobalId)).toEqual(others.map(() => null));
});

test('UUIDs of one process follow each other, also when the clock stands still or goes back', () => {
  const made = [5_000, 5_000, 5_000, 4_000, 6_000].map((nowMs) => newUuid(Date.now() + nowMs));
  expect(new Set(made).size).toBe(5);
  expect(made).toEqual([...made].sort());
  expect(made.every((each) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(each))).toBe(
    true,
  );
});
