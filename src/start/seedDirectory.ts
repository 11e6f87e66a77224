import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OwnerClient } from '../access/ownerClient.js';
import { seedSandboxClients } from '../access/sandboxClients.js';
import { asOwner } from '../platform/asOwner.js';
import { parseCsv } from '../platform/csv.js';
import { newUuid } from '../platform/ids.js';
import { projectFile } from '../platform/paths.js';
import { sql, toQuery, type Sql } from '../platform/sql.js';
import { ImportFault } from '../subgraphs/directory/importFault.js';
import { importInstitutions } from '../subgraphs/directory/importInstitutions.js';
import { readInstitutionFile } from '../subgraphs/directory/readInstitutionFile.js';
import { recordImport, type ImportedFile } from '../subgraphs/directory/recordImport.js';

type Tell = (message: string) => void;
type ShippedFile = ImportedFile & { readonly bytes: Buffer };
type Shipped = Readonly<Record<'institutions' | 'functions' | 'units', ShippedFile>>;

/**
 * Puts the directory of `data/` into an empty database, with the clients of a sandbox. A sandbox that was made by another
 * version takes its files over, once, so that what was imported since stays; in production only an operator imports.
 */
export const seedDirectory = (ownerUrl: string, onProgress: Tell): Promise<void> =>
  asOwner(ownerUrl, async (client) => {
    const shipped = readShipped();
    await client.query('begin');
    // two hubs that start together: the second waits, and finds it done
    await client.query(`select pg_advisory_xact_lock(hashtextextended('wasl.seed', 0))`);
    const found = await compare(client, shipped);
    try {
      if (found.is_empty || (found.is_sandbox && !found.is_taken)) onProgress(await takeOver(client, shipped));
      await client.query('commit');
    } catch (error) {
      if (found.is_empty || !(error instanceof ImportFault)) throw error;
      // what was imported since may contradict the list; that is no reason not to start
      await client.query('rollback');
      onProgress(`directory: data/institutions.csv does not fit what was imported here. ${error.message}`);
    }
  });

/** Named with their folder, which no import of an operator is. */
const readShipped = (): Shipped => {
  const read = (file: string): ShippedFile => {
    const bytes = readFileSync(projectFile('data', file));
    return { name: `data/${file}`, sha256: createHash('sha256').update(bytes).digest(), bytes };
  };
  return {
    institutions: read('institutions.csv'),
    functions: read('function-addresses.csv'),
    units: read('units.csv'),
  };
};

type Found = { readonly is_empty: boolean; readonly is_sandbox: boolean; readonly is_taken: boolean };

/** Taken is what was taken last: a sandbox may go back to an older version, and forth again. */
const compare = async (client: OwnerClient, shipped: Shipped): Promise<Found> => {
  const files = Object.values(shipped);
  const { rows } = await client.query<Found>(
    toQuery(sql`
      select not exists (select from directory.institution) as is_empty,
        exists (select from wasl.installation where mode = 'sandbox') as is_sandbox,
        not exists (
          select
            from unnest(${files.map(({ name }) => name)}::text[], ${files.map(({ sha256 }) => sha256)}::bytea[]) as file (name, sha256)
           where file.sha256 is distinct from (
             select import.sha256 from directory.import where import.file_name = file.name order by import.id desc limit 1)
        ) as is_taken`),
  );
  return rows[0]!;
};

const takeOver = async (client: OwnerClient, { institutions, functions, units }: Shipped): Promise<string> => {
  const count = async (statement: Sql): Promise<number> => (await client.query(toQuery(statement))).rowCount ?? 0;
  const counts = await importInstitutions(client, readInstitutionFile(institutions.bytes));
  await recordImport(client, institutions, counts);
  const addresses = listFunctionAddresses(functions);
  const newAddresses = await count(insertFunctionAddresses(addresses));
  await recordImport(client, functions, added(newAddresses, addresses));
  const listed = listUnits(units);
  const newUnits = await count(insertUnits(listed));
  if (newUnits > 0) await count(linkUnits(listed));
  await recordImport(client, units, added(newUnits, listed));
  await seedSandboxClients(client);
  const changed = counts.changed === 0 ? '' : `, ${counts.changed} changed`;
  return `directory: ${counts.created} institutions${changed}, ${newAddresses} functions and ${newUnits} units`;
};

const added = (created: number, all: readonly unknown[]) => ({ created, changed: 0, unchanged: all.length - created });

const addressColumns = ['institution_code', 'code', 'name_ar', 'name_fr', 'name_en'] as const;
type ListedAddress = Readonly<Record<(typeof addressColumns)[number], string>>;

const listFunctionAddresses = ({ bytes }: ShippedFile): readonly ListedAddress[] =>
  parseCsv(bytes.toString(), addressColumns);

const insertFunctionAddresses = (rows: readonly ListedAddress[]): Sql => sql`
  insert into directory.function_address (id, institution_id, code, name_ar, name_fr, name_en)
  select said.id, i.id, said.code, said.name_ar, said.name_fr, said.name_en
    from unnest(
      ${rows.map(() => newUuid())}::uuid[], ${rows.map((row) => row.institution_code)}::text[],
      ${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.name_ar)}::text[],
      ${rows.map((row) => row.name_fr)}::text[], ${rows.map((row) => row.name_en)}::text[])
      as said (id, institution_code, code, name_ar, name_fr, name_en)
    join directory.institution i on i.code = said.institution_code
  on conflict on constraint function_address_code do nothing`;

const unitColumns = ['institution_code', 'code', 'name_ar', 'name_fr', 'name_en', 'parent_unit_code'] as const;
type ListedUnit = Readonly<Record<(typeof unitColumns)[number], string>>;

const listUnits = ({ bytes }: ShippedFile): readonly ListedUnit[] => parseCsv(bytes.toString(), unitColumns);

const insertUnits = (units: readonly ListedUnit[]): Sql => sql`
  insert into directory.unit (id, institution_id, code, name_ar, name_fr, name_en)
  select said.id, i.id, said.code, said.name_ar, said.name_fr, said.name_en
    from unnest(
      ${units.map(() => newUuid())}::uuid[], ${units.map((unit) => unit.institution_code)}::text[],
      ${units.map((unit) => unit.code)}::text[], ${units.map((unit) => unit.name_ar)}::text[],
      ${units.map((unit) => unit.name_fr)}::text[], ${units.map((unit) => unit.name_en)}::text[])
      as said (id, institution_code, code, name_ar, name_fr, name_en)
    join directory.institution i on i.code = said.institution_code
  on conflict on constraint unit_code do nothing`;

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
