import type { OwnerClient } from '../../access/ownerClient.js';
import { newUuid } from '../../platform/ids.js';
import { sql, toQuery, type Sql } from '../../platform/sql.js';
import { checkInstitutions, entryOf, type InstitutionEntry } from './checkInstitutions.js';
import { ImportFault } from './importFault.js';
import { institutionColumns, type InstitutionColumn } from './institutionColumns.js';
import type { InstitutionFile } from './readInstitutionFile.js';

export type ImportCounts = { readonly created: number; readonly changed: number; readonly unchanged: number };

/**
 * Brings a file of institutions into the directory, in the caller's transaction: all of it, or `ImportFault` with every
 * fault of every line. What the file does not name stays; nothing is ever deleted. Where nothing changes nothing is written.
 */
export const importInstitutions = async (
  owner: OwnerClient,
  { lines, faults }: InstitutionFile,
): Promise<ImportCounts> => {
  const run = <Row extends Record<string, unknown>>(statement: Sql) => owner.query<Row>(toQuery(statement));
  // two imports at once would each judge by a directory that the other changes
  await run(sql`select pg_advisory_xact_lock(hashtextextended('directory.import', 0))`);
  const { rows } = await run<KnownRow>(listEntries);
  const known = new Map<string, InstitutionEntry>(rows.map(({ id: _, ...entry }) => [entry.code, entry]));
  const allFaults = [...faults, ...checkInstitutions(lines, known)];
  if (allFaults.length > 0) throw new ImportFault(allFaults);
  const entries = lines.map(({ values }) => entryOf(values, known.get(values.code!)));
  const created = entries.filter(({ code }) => !known.has(code));
  const changed = entries.filter((entry) => {
    const before = known.get(entry.code);
    return before !== undefined && institutionColumns.some((column) => before[column] !== entry[column]);
  });
  const ids = new Map([
    ...rows.map(({ id, code }) => [code, id] as const),
    ...created.map(({ code }) => [code, newUuid()] as const),
  ]);
  if (created.length > 0) {
    await run(insertInstitutions(created, ids));
    await run(insertRegistryOffices(created.map(({ code }) => ids.get(code)!)));
  }
  if (changed.length > 0) await run(updateInstitutions(changed, ids));
  // a search is planned by what the planner knows of the words
  if (created.length + changed.length > 0) await owner.query('analyze directory.word, directory.institution_word');
  return {
    created: created.length,
    changed: changed.length,
    unchanged: entries.length - created.length - changed.length,
  };
};

type KnownRow = InstitutionEntry & { readonly id: string };

const listEntries: Sql = sql`
  select i.id, i.code, i.kind, coalesce(parent.code, '') as parent_code, coalesce(region.code, '') as region_code,
    i.name_ar, i.name_fr, i.name_en, coalesce(i.ice, '') as ice, i.status, coalesce(successor.code, '') as successor_code,
    i.channel, i.source
    from directory.institution i
    left join directory.institution parent on parent.id = i.parent_id
    left join directory.institution region on region.id = i.region_id
    left join directory.institution successor on successor.id = i.successor_id`;

/** The entries as rows, references by their ids: one may name another of the same statement. */
const rowsOf = (entries: readonly InstitutionEntry[], ids: ReadonlyMap<string, string>): Sql => {
  const texts = (name: InstitutionColumn) => entries.map((entry) => (entry[name] === '' ? null : entry[name]));
  const references = (name: InstitutionColumn) => entries.map((entry) => ids.get(entry[name]) ?? null);
  return sql`
    unnest(
      ${references('code')}::uuid[], ${texts('code')}::text[], ${texts('kind')}::text[], ${references('parent_code')}::uuid[],
      ${references('region_code')}::uuid[], ${texts('name_ar')}::text[], ${texts('name_fr')}::text[], ${texts('name_en')}::text[],
      ${texts('ice')}::text[], ${texts('status')}::text[], ${references('successor_code')}::uuid[], ${texts('channel')}::text[],
      ${texts('source')}::text[])
      as said (id, code, kind, parent_id, region_id, name_ar, name_fr, name_en, ice, status, successor_id, channel, source)`;
};

const insertInstitutions = (entries: readonly InstitutionEntry[], ids: ReadonlyMap<string, string>): Sql => sql`
  insert into directory.institution (
    id, code, kind, parent_id, region_id, name_ar, name_fr, name_en, ice, status, successor_id, channel, source)
  select said.id, said.code, said.kind, said.parent_id, said.region_id, said.name_ar, said.name_fr, said.name_en, said.ice,
    said.status, said.successor_id, said.channel, said.source
    from ${rowsOf(entries, ids)}`;

/** Every institution has one: who takes what is addressed to no other function. */
const insertRegistryOffices = (institutionIds: readonly string[]): Sql => sql`
  insert into directory.function_address (id, institution_id, code, name_ar, name_fr, name_en)
  select said.id, said.institution_id, 'BO', 'مكتب الضبط', 'Bureau d''ordre', 'Registry office'
    from unnest(${institutionIds.map(() => newUuid())}::uuid[], ${institutionIds}::uuid[]) as said (id, institution_id)`;

const updateInstitutions = (entries: readonly InstitutionEntry[], ids: ReadonlyMap<string, string>): Sql => sql`
  update directory.institution i
     set kind = said.kind, parent_id = said.parent_id, region_id = said.region_id, name_ar = said.name_ar,
         name_fr = said.name_fr, name_en = said.name_en, ice = said.ice, status = said.status,
         successor_id = said.successor_id, channel = said.channel, source = said.source
    from ${rowsOf(entries, ids)}
   where i.id = said.id`;
