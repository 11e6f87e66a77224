import type { Operation } from '../../evidence/operation.js';
import type { Hub } from '../../evidence/hub.js';
import type { InstitutionKind, InstitutionStatus, ReachabilityChannel } from '../../generated/directory.js';
import { sql } from '../../platform/sql.js';

export type LocalizedTextRow = { readonly ar: string; readonly fr: string; readonly en: string };

export type InstitutionRow = {
  readonly id: string;
  readonly code: string;
  readonly kind: InstitutionKind;
  readonly parent_id: string | null;
  readonly region_id: string | null;
  readonly name_ar: string;
  readonly name_fr: string;
  readonly name_en: string;
  readonly ice: string | null;
  readonly status: InstitutionStatus;
  readonly channel: ReachabilityChannel;
};

export type FunctionAddressRow = {
  readonly id: string;
  readonly institution_id: string;
  readonly code: string;
  readonly name_ar: string;
  readonly name_fr: string;
  readonly name_en: string;
};

/** The directory as this process holds it: small, public, read by nearly every query. */
export type Directory = {
  readonly generation: number;
  readonly institutions: ReadonlyMap<string, InstitutionRow>;
  readonly byCode: ReadonlyMap<string, InstitutionRow>;
  readonly functionAddresses: ReadonlyMap<string, FunctionAddressRow>;
  readonly functionsOf: ReadonlyMap<string, readonly FunctionAddressRow[]>;
};

const held = new WeakMap<Hub, Directory>();
const key = {};

/**
 * The directory at its announced generation. While announcements arrive it costs no statement; without them the generation
 * is read, and in the same flush what has changed.
 */
export const getDirectory = (operation: Operation): Promise<Directory> =>
  operation.memo(key, async () => {
    const known = held.get(operation.hub);
    const announced = operation.hub.generation('directory');
    if (known !== undefined && announced !== null && announced <= known.generation) return known;
    const current = await readDirectory(operation, known);
    const latest = held.get(operation.hub);
    if (latest === undefined || latest.generation < current.generation) held.set(operation.hub, current);
    return current;
  });

const generationOf = sql`select value from wasl.generation where kind = 'directory'`;

/** One flush, one snapshot: no rows where the generation is still that of what is known. */
const readDirectory = async (operation: Operation, known: Directory | undefined): Promise<Directory> => {
  const changed = known === undefined ? sql`true` : sql`(${generationOf}) <> ${known.generation}`;
  const [generation, institutions, functionAddresses] = await Promise.all([
    operation.db.one<{ value: number }>(generationOf),
    operation.db.many<InstitutionRow>(sql`
      select id, code, kind, parent_id, region_id, name_ar, name_fr, name_en, ice, status, channel
        from directory.institution
       where ${changed}
       order by code`),
    operation.db.many<FunctionAddressRow>(sql`
      select id, institution_id, code, name_ar, name_fr, name_en
        from directory.function_address
       where ${changed}
       order by institution_id, code`),
  ]);
  if (generation.value === known?.generation) return known;
  return {
    generation: generation.value,
    institutions: new Map(institutions.map((row) => [row.id, row])),
    byCode: new Map(institutions.map((row) => [row.code, row])),
    functionAddresses: new Map(functionAddresses.map((row) => [row.id, row])),
    functionsOf: groupByInstitution(functionAddresses),
  };
};

const groupByInstitution = (rows: readonly FunctionAddressRow[]): Map<string, FunctionAddressRow[]> => {
  const groups = new Map<string, FunctionAddressRow[]>();
  for (const row of rows) groups.set(row.institution_id, [...(groups.get(row.institution_id) ?? []), row]);
  return groups;
};
