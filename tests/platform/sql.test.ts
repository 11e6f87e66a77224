import { columns, identifier, join, json, sql, toQuery, type Sql } from '../../src/platform/sql.js';

const codeOf = (make: () => unknown): unknown => {
  try {
    make();
    return null;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};

test('splices statements, and makes everything else a parameter', () => {
  const condition = join([sql`a = ${1}`, sql`b = ${"x'; drop table t"}`], sql` and `);
  const { text, values } = toQuery(
    sql`select ${columns<{ a: number }>()('t', 'a')} from ${identifier('s', 'o"dd')} where ${condition}`,
  );
  expect([text, values]).toEqual([
    `select "t"."a" from "s"."o""dd" where a = $1 and b = $2`,
    ['1', "x'; drop table t"],
  ]);
});

test('takes an object that looks like a statement for none', () => {
  const forged = { strings: ['1 = 1'], values: [] };
  expect(toQuery(sql`select ${forged as never}`).text).toBe('select $1');
});

test('refuses text that PostgreSQL cannot hold, before anything of its flush is sent', () => {
  // made without a word, since whoever makes several may have sent one of them by now; told when it is sent
  const refusalsOf = (...statements: readonly Sql[]) => statements.map((made) => codeOf(() => toQuery(made)));
  expect(refusalsOf(...['a\u0000', '\ud800', 'x\udc00'].map((text) => sql`select ${text}`))).toEqual(
    Array(3).fill('BAD_USER_INPUT'),
  );
  expect(refusalsOf(sql`select ${['fine', ['a\u0000']]}`, sql`${join([sql`${1}`, sql`${'\u0000'}`], sql`,`)}`)).toEqual(
    Array(2).fill('BAD_USER_INPUT'),
  );
});

test('refuses in JSON too what PostgreSQL cannot hold, and not what only looks like it', () => {
  const refusals = (values: readonly unknown[]) => values.map((value) => codeOf(() => toQuery(sql`${json(value)}`)));
  expect(refusals([{ a: 'b\u0000' }, ['\ud800'], { 'x\udfff': 1 }, '\\\\\u0000'])).toEqual(
    Array(4).fill('BAD_USER_INPUT'),
  );
  expect(refusals([{ a: '\\u0000' }, ['\\\\ud800'], '\u{10000}', '\u0001'])).toEqual(Array(4).fill(null));
});

test('sends values as text, octets or null, and lists as one literal', () => {
  const { values } = toQuery(
    sql`${null} ${true} ${12n} ${new Date(0)} ${new Uint8Array([1, 255])} ${['a"b\\', null, 2]} ${[Buffer.from([1])]}`,
  );
  expect(values).toEqual([
    null,
    'true',
    '12',
    '1970-01-01T00:00:00.000Z',
    Buffer.from([1, 255]),
    '{"a\\"b\\\\",NULL,"2"}',
    '{"\\\\x01"}',
  ]);
});
