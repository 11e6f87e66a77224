import { readFileSync } from 'node:fs';
import { seedSandboxClients } from '../access/sandboxClients.js';
import { asOwner } from '../platform/asOwner.js';
import { parseCsv } from '../platform/csv.js';
import { newUuid } from '../platform/ids.js';
import { projectFile } from '../platform/paths.js';
import { sql, toQuery, type Sql } from '../platform/sql.js';
import { institutionList, type ListedInstitution } from './institutionList.js';

/** Puts the first directory into an empty database, and the clients of a sandbox; running it again changes nothing. */
export const seedDirectory = (ownerUrl: string, onProgress: (message: string) => void): Promise<void> =>
  asOwner(ownerUrl, async (client) => {
    const run = (statement: Sql) => client.query(toQuery(statement));
    await client.query('begin');
    // two hubs that start together: the second waits, and finds it done
    await client.query(`select pg_advisory_xact_lock(hashtextextended('wasl.seed', 0))`);
    const { rowCount } = await client.query('select from directory.institution limit 1');
    if (rowCount === 0) {
      const institutions = institutionList();
      onProgress(`directory: ${institutions.length} institutions`);
      await run(insertInstitutions(institutions));
      await run(linkInstitutions(institutions));
      await run(insertFunctionAddresses());
      await seedSandboxClients(client);
    }
    await client.query('commit');
  });

const column = <Key extends string>(
  rows: readonly Readonly<Record<Key, string>>[],
  key: Key,
): readonly (string | null)[] => rows.map((row) => (row[key] === '' ? null : row[key]));

const insertInstitutions = (rows: readonly ListedInstitution[]): Sql => sql`
  insert into directory.institution (id, code, kind, name_ar, name_fr, name_en, status, channel, source)
  select * from unnest(
    ${rows.map(() => newUuid())}::uuid[], ${column(rows, 'code')}::text[], ${column(rows, 'kind')}::text[],
    ${column(rows, 'name_ar')}::text[], ${column(rows, 'name_fr')}::text[], ${column(rows, 'name_en')}::text[],
    ${column(rows, 'status')}::text[], ${column(rows, 'channel')}::text[], ${column(rows, 'source')}::text[])`;

const linkInstitutions = (rows: readonly ListedInstitution[]): Sql => sql`
  update directory.institution i
     set parent_id = parent.id, region_id = region.id
    from unnest(${column(rows, 'code')}::text[], ${column(rows, 'parent_code')}::text[], ${column(rows, 'region_code')}::text[])
      as asked (code, parent_code, region_code)
    left join directory.institution parent on parent.code = asked.parent_code
    left join directory.institution region on region.code = asked.region_code
   where i.code = asked.code`;

const insertFunctionAddresses = (): Sql => {
  const rows = parseCsv(readFileSync(projectFile('data', 'function-addresses.csv'), 'utf8'), [
    'institution_code',
    'code',
    'name_ar',
    'name_fr',
    'name_en',
  ]);
  return sql`
    insert into directory.function_address (id, institution_id, code, name_ar, name_fr, name_en)
    select asked.id, i.id, asked.code, asked.name_ar, asked.name_fr, asked.name_en
      from unnest(
        ${rows.map(() => newUuid())}::uuid[], ${column(rows, 'institution_code')}::text[], ${column(rows, 'code')}::text[],
        ${column(rows, 'name_ar')}::text[], ${column(rows, 'name_fr')}::text[], ${column(rows, 'name_en')}::text[])
        as asked (id, institution_code, code, name_ar, name_fr, name_en)
      join directory.institution i on i.code = asked.institution_code`;
};
