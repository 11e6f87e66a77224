import type { OwnerClient } from '../../access/ownerClient.js';
import { newUuid } from '../../platform/ids.js';
import { sql, toQuery, type Sql } from '../../platform/sql.js';
import { checkParts, partEntryOf, partKey, type PartColumn, type PartEntry } from './checkParts.js';
import { ImportFault } from './importFault.js';
import type { ImportCounts } from './importInstitutions.js';
import { readListFile } from './readListFile.js';

export type PartKind = 'function' | 'unit';

const columns = ['institution_code', 'code', 'name_ar', 'name_fr', 'name_en'] as const;
export const partColumns: Readonly<Record<PartKind, readonly PartColumn[]>> = {
  function: columns,
  unit: [...columns, 'parent_unit_code'],
};

/**
 * Brings a file of functions or units into the directory, in the caller's transaction: all of it, or `ImportFault` with every
 * fault of every line. What the file does not name stays; nothing is ever deleted. Where nothing changes nothing is written.
 */
export const importParts = async (owner: OwnerClient, kind: PartKind, bytes: Uint8Array): Promise<ImportCounts> => {
  const run = <Row extends Record<string, unknown>>(statement: Sql) => owner.query<Row>(toQuery(statement));
  const { lines, faults } = readListFile(bytes, partColumns[kind], new Set<PartColumn>());
  // two imports at once would each judge by a directory that the other changes
  await run(sql`select pg_advisory_xact_lock(hashtextextended('directory.import', 0))`);
  const { rows: institutions } = await run<{ id: string; code: string }>(
    sql`select i.id, i.code from directory.institution i`,
  );
  const { rows } = await run<PartEntry & { readonly id: string }>(listEntries[kind]);
  const known = new Map<string, PartEntry>(rows.map((row) => [partKey(row), row]));
  const institutionIds = new Map(institutions.map(({ id, code }) => [code, id]));
  const allFaults = [...faults, ...checkParts(lines, known, new Set(institutionIds.keys()))];
  if (allFaults.length > 0) throw new ImportFault(allFaults);

  const entries = lines.map(({ values }) => partEntryOf(values, known));
  const created = entries.filter((entry) => !known.has(partKey(entry)));
  const changed = entries.filter((entry) => {
    const before = known.get(partKey(entry));
    return before !== undefined && partColumns[kind].some((column) => before[column] !== entry[column]);
  });
  const ids = new Map([
    ...rows.map((row) => [partKey(row), row.id] as const),
    ...created.map((entry) => [partKey(entry), newUuid()] as const),
  ]);
  const said = (some: readonly PartEntry[]): Sql => rowsOf(some, ids, institutionIds);
  if (created.length > 0) await run(inserts[kind](said(created)));
  if (changed.length > 0) await run(updates[kind](said(changed)));
  return {
    created: created.length,
    changed: changed.length,
    unchanged: entries.length - created.length - changed.length,
  };
};

const listEntries: Readonly<Record<PartKind, Sql>> = {
  function: sql`
    select f.id, i.code as institution_code, f.code, f.name_ar, f.name_fr, f.name_en, '' as parent_unit_code
      from directory.function_address f
      join directory.institution i on i.id = f.institution_id`,
  unit: sql`
    select u.id, i.code as institution_code, u.code, u.name_ar, u.name_fr, u.name_en,
      coalesce(parent.code, '') as parent_unit_code
      from directory.unit u
      join directory.institution i on i.id = u.institution_id
      left join directory.unit parent on parent.id = u.parent_id`,
};

/** The entries as rows; a unit may be below another of the same statement. */
const rowsOf = (
  entries: readonly PartEntry[],
  ids: ReadonlyMap<string, string>,
  institutionIds: ReadonlyMap<string, string>,
): Sql => sql`
    unnest(
      ${entries.map((entry) => ids.get(partKey(entry))!)}::uuid[],
      ${entries.map((entry) => institutionIds.get(entry.institution_code)!)}::uuid[],
      ${entries.map(({ code }) => code)}::text[], ${entries.map(({ name_ar }) => name_ar)}::text[],
      ${entries.map(({ name_fr }) => name_fr)}::text[], ${entries.map(({ name_en }) => name_en)}::text[],
      ${entries.map((entry) => ids.get(partKey({ ...entry, code: entry.parent_unit_code })) ?? null)}::uuid[])
      as said (id, institution_id, code, name_ar, name_fr, name_en, parent_id)`;

const inserts: Readonly<Record<PartKind, (said: Sql) => Sql>> = {
  function: (said) => sql`
    insert into directory.function_address (id, institution_id, code, name_ar, name_fr, name_en)
    select said.id, said.institution_id, said.code, said.name_ar, said.name_fr, said.name_en
      from ${said}`,
  unit: (said) => sql`
    insert into directory.unit (id, institution_id, code, name_ar, name_fr, name_en, parent_id)
    select said.id, said.institution_id, said.code, said.name_ar, said.name_fr, said.name_en, said.parent_id
      from ${said}`,
};

const updates: Readonly<Record<PartKind, (said: Sql) => Sql>> = {
  function: (said) => sql`
    update directory.function_address f
       set name_ar = said.name_ar, name_fr = said.name_fr, name_en = said.name_en
      from ${said}
     where f.id = said.id`,
  unit: (said) => sql`
    update directory.unit u
       set name_ar = said.name_ar, name_fr = said.name_fr, name_en = said.name_en, parent_id = said.parent_id
      from ${said}
     where u.id = said.id`,
};
