import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OwnerClient } from '../access/ownerClient.js';
import { seedSandboxClients } from '../access/sandboxClients.js';
import { asOwner } from '../platform/asOwner.js';
import { projectFile } from '../platform/paths.js';
import { sql, toQuery } from '../platform/sql.js';
import { ImportFault } from '../subgraphs/directory/importFault.js';
import { importInstitutions } from '../subgraphs/directory/importInstitutions.js';
import { importParts } from '../subgraphs/directory/importParts.js';
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
  const counts = await importInstitutions(client, readInstitutionFile(institutions.bytes));
  await recordImport(client, institutions, counts);
  const addresses = await importParts(client, 'function', functions.bytes);
  await recordImport(client, functions, addresses);
  const inside = await importParts(client, 'unit', units.bytes);
  await recordImport(client, units, inside);
  await seedSandboxClients(client);
  const changed = counts.changed === 0 ? '' : `, ${counts.changed} changed`;
  return `directory: ${counts.created} institutions${changed}, ${addresses.created} functions and ${inside.created} units`;
};
