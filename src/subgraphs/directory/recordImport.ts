import type { OwnerClient } from '../../access/ownerClient.js';
import { sql, toQuery } from '../../platform/sql.js';
import type { ImportCounts } from './importInstitutions.js';

export type ImportedFile = { readonly name: string; readonly sha256: Buffer };

/** Notes in `directory.import` which file was taken into the directory, and what came of it. */
export const recordImport = async (
  owner: OwnerClient,
  { name, sha256 }: ImportedFile,
  { created, changed, unchanged }: ImportCounts,
): Promise<void> => {
  await owner.query(
    toQuery(sql`
      insert into directory.import (file_name, sha256, created, changed, unchanged)
      values (${name}, ${sha256}, ${created}, ${changed}, ${unchanged})`),
  );
};
