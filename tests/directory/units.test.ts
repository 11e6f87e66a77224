import { readFileSync } from 'node:fs';
import { parseCsv } from '../../src/platform/csv.js';
import { projectFile } from '../../src/platform/paths.js';
import { ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

const listed = parseCsv(readFileSync(projectFile('data', 'units.csv'), 'utf8'), [
  'institution_code',
  'code',
  'name_ar',
  'name_fr',
  'name_en',
  'parent_unit_code',
]).filter(({ institution_code }) => institution_code === ministry);

let hub: TestHub;
beforeAll(async () => (hub = await startHub()), 60_000);
afterAll(() => hub.close());

test('anybody reads the units of an institution, by code, each with its institution and the unit above it', async () => {
  const { data } = await hub.graphql(
    null,
    `{ institution(code: "${ministry}") { units { code name { ar fr } parent { code } institution { code } } } }`,
  );
  const expected = listed.map(({ code, name_ar, name_fr, parent_unit_code }) => ({
    code,
    name: { ar: name_ar, fr: name_fr },
    parent: parent_unit_code === '' ? null : { code: parent_unit_code },
    institution: { code: ministry },
  }));
  expect(expected.length).toBeGreaterThan(0);
  expect(data!['institution'].units).toEqual(expected.sort((one, other) => (one.code < other.code ? -1 : 1)));
});

test('a unit is a node', async () => {
  const { data } = await hub.graphql(null, `{ institution(code: "${ministry}") { units { id code } } }`);
  const [unit] = data!['institution'].units as { id: string; code: string }[];
  const found = await hub.graphql(null, 'query Of($id: ID!) { node(id: $id) { __typename id ... on Unit { code } } }', {
    id: unit!.id,
  });
  expect(found.data).toEqual({ node: { __typename: 'Unit', ...unit } });
});

test('a unit stands below one of its own institution alone', async () => {
  const attempt = hub.look(
    `insert into directory.unit (id, institution_id, code, name_ar, name_fr, name_en, parent_id)
     select gen_random_uuid(), other.id, 'X', 'x', 'x', 'x', u.id
       from directory.unit u
       join directory.institution other on other.id <> u.institution_id
      limit 1`,
  );
  await expect(attempt).rejects.toMatchObject({ constraint: 'unit_parent' });
});
