import { readFileSync } from 'node:fs';
import { seedSandboxClients } from '../access/sandboxClients.js';
import { asOwner } from '../platform/asOwner.js';
import { parseCsv } from '../platform/csv.js';
import { newUuid } from '../platform/ids.js';
import { projectFile } from '../platform/paths.js';
import { sql, toQuery, type Sql } from '../platform/sql.js';
import { importInstitutions } from '../subgraphs/directory/importInstitutions.js';
import { readInstitutionFile } from '../subgraphs/directory/readInstitutionFile.js';

/** Puts the first directory into an empty database, and the clients of a sandbox; running it again changes nothing. */
export const seedDirectory = (ownerUrl: string, onProgress: (message: string) => void): Promise<void> =>
  asOwner(ownerUrl, async (client) => {
    const run = (statement: Sql) => client.query(toQuery(statement));
    await client.query('begin');
    // two hubs that start together: the second waits, and finds it done
    await client.query(`select pg_advisory_xact_lock(hashtextextended('wasl.seed', 0))`);
    const { rowCount } = await client.query('select from directory.institution limit 1');
    if (rowCount === 0) {
      const { created } = await importInstitutions(client, readInstitutionFile(dataFile('institutions.csv')));
      onProgress(`directory: ${created} institutions`);
      await run(insertFunctionAddresses());
      const units = listUnits();
      await run(insertUnits(units));
      await run(linkUnits(units));
      await seedSandboxClients(client);
    }
    await client.query('commit');
  });

const dataFile = (name: string): Buffer => readFileSync(projectFile('data', name));

const insertFunctionAddresses = (): Sql => {
  const rows = parseCsv(dataFile('function-addresses.csv').toString(), [
    'institution_code',
    'code',
    'name_ar',
    'name_fr',
    'name_en',
  ]);
  return sql`
    insert into directory.function_address (id, institution_id, code, name_ar, name_fr, name_en)
    select said.id, i.id, said.code, said.name_ar, said.name_fr, said.name_en
      from unnest(
        ${rows.map(() => newUuid())}::uuid[], ${rows.map((row) => row.institution_code)}::text[],
        ${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.name_ar)}::text[],
        ${rows.map((row) => row.name_fr)}::text[], ${rows.map((row) => row.name_en)}::text[])
        as said (id, institution_code, code, name_ar, name_fr, name_en)
      join directory.institution i on i.code = said.institution_code`;
};

const unitColumns = ['institution_code', 'code', 'name_ar', 'name_fr', 'name_en', 'parent_unit_code'] as const;
type ListedUnit = Readonly<Record<(typeof unitColumns)[number], string>>;

const listUnits = (): readonly ListedUnit[] => parseCsv(dataFile('units.csv').toString(), unitColumns);

const insertUnits = (units: readonly ListedUnit[]): Sql => sql`
  insert into directory.unit (id, institution_id, code, name_ar, name_fr, name_en)
  select said.id, i.id, said.code, said.name_ar, said.name_fr, said.name_en
    from unnest(
      ${units.map(() => newUuid())}::uuid[], ${units.map((unit) => unit.institution_code)}::text[],
      ${units.map((unit) => unit.code)}::text[], ${units.map((unit) => unit.name_ar)}::text[],
      ${units.map((unit) => unit.name_fr)}::text[], ${units.map((unit) => unit.name_en)}::text[])
      as said (id, institution_code, code, name_ar, name_fr, name_en)
    join directory.institution i on i.code = said.institution_code`;

/** A unit may come before the one above it. */
const linkUnits = (units: readonly ListedUnit[]): Sql => sql`
  update directory.unit u
     set parent_id = parent.id
    from unnest(
      ${units.map((unit) => unit.institution_code)}::text[], ${units.map((unit) => unit.code)}::text[],
      ${units.map((unit) => unit.parent_unit_code)}::text[]) as said (institution_code, code, parent_code)
    join directory.institution i on i.code = said.institution_code
    join directory.unit parent on parent.institution_id = i.id and parent.code = said.parent_code
   where u.institution_id = i.id
     and u.code = said.code`;
