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
 * is read first, and what has changed is read again.
 */
export const getDirectory = (operation: Operation): Promise<Directory> =>
  operation.memo(key, async () => {
    const known = held.get(operation.hub);
    const announced = operation.hub.generation('directory');
    if (known !== undefined && announced === known.generation) return known;
    if (known !== undefined && announced === null) {
      const { value } = await operation.db.one<{ value: number }>(selectGeneration);
      if (value === known.generation) return known;
    }
    const fresh = await readDirectory(operation);
    held.set(operation.hub, fresh);
    return fresh;
  });

const selectGeneration = sql`select value from wasl.generation where kind = 'directory'`;

const readDirectory = async (operation: Operation): Promise<Directory> => {
  const [generation, institutions, functionAddresses] = await Promise.all([
    operation.db.one<{ value: number }>(selectGeneration),
    operation.db.many<InstitutionRow>(sql`
      select id, code, kind, parent_id, region_id, name_ar, name_fr, name_en, ice, status, channel
        from directory.institution
       order by code`),
    operation.db.many<FunctionAddressRow>(sql`
      select id, institution_id, code, name_ar, name_fr, name_en
        from directory.function_address
       order by institution_id, code`),
  ]);
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
