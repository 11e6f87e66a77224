import type { Operation } from '../../evidence/operation.js';
import type { Hub } from '../../evidence/hub.js';
import type { InstitutionKind, InstitutionStatus, ReachabilityChannel } from '../../generated/directory.js';
import { sql } from '../../platform/sql.js';
import { selectReachability, type ReachabilityRow } from './reachability.js';

export type LocalizedTextRow = { readonly ar: string; readonly fr: string; readonly en: string };

export type InstitutionRow = {
  readonly id: string;
  readonly code: string;
  readonly kind: InstitutionKind;
  readonly parent_id: string | null;
  readonly region_id: string | null;
  readonly successor_id: string | null;
  readonly name_ar: string;
  readonly name_fr: string;
  readonly name_en: string;
  readonly ice: string | null;
  readonly status: InstitutionStatus;
  readonly channel: ReachabilityChannel;
  /** Where it was read anew, after an act that changed it: before what is held in memory. */
  readonly reachability?: ReachabilityRow;
};

type Named = {
  readonly id: string;
  readonly institution_id: string;
  readonly code: string;
  readonly name_ar: string;
  readonly name_fr: string;
  readonly name_en: string;
};
export type FunctionAddressRow = Named;
export type UnitRow = Named & { readonly parent_id: string | null };

type Generations = { readonly directory: number; readonly reachability: number };

/** The directory as this process holds it: small, public, read by nearly every query. */
export type Directory = {
  readonly generations: Generations;
  readonly institutions: ReadonlyMap<string, InstitutionRow>;
  readonly byCode: ReadonlyMap<string, InstitutionRow>;
  readonly functionAddresses: ReadonlyMap<string, FunctionAddressRow>;
  readonly functionsOf: ReadonlyMap<string, readonly FunctionAddressRow[]>;
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly unitsOf: ReadonlyMap<string, readonly UnitRow[]>;
  readonly reachability: ReadonlyMap<string, ReachabilityRow>;
  /** How far legal time runs ahead of the clocks: zero but in a sandbox. */
  readonly aheadMs: number;
};

const held = new WeakMap<Hub, Directory>();
const key = {};

/**
 * The directory at its announced generations. While announcements arrive it costs no statement; without them the generations
 * are read, and in the same flush what has changed. Reachability has a generation of its own, so that the figures of an hour
 * do not make every process read all names again; legal time that is moved counts under it too.
 */
export const getDirectory = (operation: Operation): Promise<Directory> =>
  operation.memo(key, async () => {
    const known = held.get(operation.hub);
    if (known !== undefined && isCurrent(operation.hub, known.generations)) return known;
    const current = await readDirectory(operation, known);
    const latest = held.get(operation.hub);
    if (latest === undefined || isLater(current.generations, latest.generations)) held.set(operation.hub, current);
    return current;
  });

const isCurrent = (hub: Hub, known: Generations): boolean => {
  const [directory, reachability] = [hub.generation('directory'), hub.generation('reachability')];
  return (
    directory !== null && directory <= known.directory && reachability !== null && reachability <= known.reachability
  );
};

/** Both are of one snapshot, and neither ever goes back. */
const isLater = (one: Generations, other: Generations): boolean =>
  one.directory >= other.directory && one.reachability >= other.reachability;

/** One flush, one snapshot: no rows of a kind whose generation is still that of what is known. */
const readDirectory = async (operation: Operation, known: Directory | undefined): Promise<Directory> => {
  const changed = (kind: keyof Generations) =>
    known === undefined
      ? sql`true`
      : sql`(select value from wasl.generation where kind = ${kind}) <> ${known.generations[kind]}`;
  const [state, institutions, functionAddresses, units, reachability] = await Promise.all([
    operation.db.one<Generations & { readonly ahead_ms: number }>(sql`
      select max(value) filter (where kind = 'directory') as directory,
        max(value) filter (where kind = 'reachability') as reachability,
        (select extract(epoch from ahead) * 1000 from wasl.clock)::float8 as ahead_ms
        from wasl.generation`),
    operation.db.many<InstitutionRow>(sql`
      select id, code, kind, parent_id, region_id, successor_id, name_ar, name_fr, name_en, ice, status, channel
        from directory.institution
       where ${changed('directory')}
       order by code`),
    operation.db.many<FunctionAddressRow>(sql`
      select id, institution_id, code, name_ar, name_fr, name_en
        from directory.function_address
       where ${changed('directory')}
       order by institution_id, code`),
    operation.db.many<UnitRow>(sql`
      select id, institution_id, code, name_ar, name_fr, name_en, parent_id
        from directory.unit
       where ${changed('directory')}
       order by institution_id, code`),
    operation.db.many<ReachabilityRow>(sql`${selectReachability} where ${changed('reachability')}`),
  ]);
  const { ahead_ms: aheadMs, ...generations } = state;
  const names =
    known !== undefined && generations.directory === known.generations.directory
      ? known
      : {
          institutions: byId(institutions),
          byCode: new Map(institutions.map((row) => [row.code, row])),
          functionAddresses: byId(functionAddresses),
          functionsOf: groupByInstitution(functionAddresses),
          units: byId(units),
          unitsOf: groupByInstitution(units),
        };
  const figures =
    known !== undefined && generations.reachability === known.generations.reachability
      ? known.reachability
      : new Map(reachability.map((row) => [row.institution_id, row]));
  if (names === known && figures === known.reachability) return known;
  return { ...names, reachability: figures, aheadMs, generations };
};

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

const groupByInstitution = <Row extends { readonly institution_id: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.institution_id);
    if (group === undefined) groups.set(row.institution_id, [row]);
    else group.push(row);
  }
  return groups;
};
