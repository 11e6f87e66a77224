import type { Operation } from '../../evidence/operation.js';
import type { Resolvers } from '../../generated/directory.js';
import type { CompleteReferences, CompleteResolvers } from '../../platform/completeResolvers.js';
import { toGlobalId, uuidOfGlobalId } from '../../platform/ids.js';
import { localDay } from '../../platform/legalTime.js';
import { institutionAnnouncePause } from './institutionAnnouncePause.js';
import { searchInstitutions } from './institutionSearch.js';
import {
  getDirectory,
  type FunctionAddressRow,
  type InstitutionRow,
  type LocalizedTextRow,
  type UnitRow,
} from './institutions.js';
import { showReachability } from './reachability.js';

type Reference = { readonly id: string };

const localized = (row: { name_ar: string; name_fr: string; name_en: string }): LocalizedTextRow => ({
  ar: row.name_ar,
  fr: row.name_fr,
  en: row.name_en,
});

const languageKeys = { AR: 'ar', FR: 'fr', EN: 'en' } as const;

const seen = (operation: Operation, row: InstitutionRow | null | undefined): InstitutionRow | null => {
  if (row == null) return null;
  operation.touch('Institution', row.id);
  return row;
};

const institutionOf = async (operation: Operation, id: string | null): Promise<InstitutionRow | null> =>
  id === null ? null : seen(operation, (await getDirectory(operation)).institutions.get(id));

export const resolvers: CompleteResolvers<Resolvers> = {
  Mutation: { institutionAnnouncePause },
  Query: {
    institutions: async (_, args, operation) => {
      const found = await searchInstitutions(operation, args);
      found.nodes.forEach((row) => seen(operation, row));
      return found;
    },
    institution: async (_, { code }, operation) => seen(operation, (await getDirectory(operation)).byCode.get(code)),
  },
  Institution: {
    id: (row) => toGlobalId('Institution', row.id),
    name: localized,
    region: (row, _, operation) => institutionOf(operation, row.region_id),
    parent: (row, _, operation) => institutionOf(operation, row.parent_id),
    successor: (row, _, operation) => institutionOf(operation, row.successor_id),
    units: async (row, _, operation) => [...((await getDirectory(operation)).unitsOf.get(row.id) ?? [])],
    functionAddresses: async (row, _, operation) => [
      ...((await getDirectory(operation)).functionsOf.get(row.id) ?? []),
    ],
    reachability: async (row, _, operation) => {
      const { reachability, aheadMs } = await getDirectory(operation);
      const today = localDay(new Date(operation.hub.clock.nowMs() + aheadMs));
      return showReachability(row.channel, row.reachability ?? reachability.get(row.id), today);
    },
  },
  FunctionAddress: {
    id: (row) => toGlobalId('FunctionAddress', row.id),
    name: localized,
  },
  Unit: {
    id: (row) => toGlobalId('Unit', row.id),
    name: localized,
    institution: async (row, _, operation) =>
      seen(operation, (await getDirectory(operation)).institutions.get(row.institution_id))!,
    parent: async (row, _, operation) =>
      row.parent_id === null ? null : ((await getDirectory(operation)).units.get(row.parent_id) ?? null),
  },
  LocalizedText: {
    text: (names, { languages }) => {
      const wanted = languages.map((language) => names[languageKeys[language]]).find((name) => name !== '');
      return wanted ?? names.fr;
    },
  },
};

/** Entities that other subgraphs refer to, each batch from the directory held in memory. */
export const references = {
  Institution: async (asked: readonly Reference[], operation: Operation): Promise<(InstitutionRow | null)[]> => {
    const { institutions } = await getDirectory(operation);
    return asked.map(({ id }) => seen(operation, institutions.get(uuidOfGlobalId('Institution', id) ?? '')));
  },
  FunctionAddress: async (
    asked: readonly Reference[],
    operation: Operation,
  ): Promise<(FunctionAddressRow | null)[]> => {
    const { functionAddresses } = await getDirectory(operation);
    return asked.map(({ id }) => functionAddresses.get(uuidOfGlobalId('FunctionAddress', id) ?? '') ?? null);
  },
  Unit: async (asked: readonly Reference[], operation: Operation): Promise<(UnitRow | null)[]> => {
    const { units } = await getDirectory(operation);
    return asked.map(({ id }) => units.get(uuidOfGlobalId('Unit', id) ?? '') ?? null);
  },
} satisfies CompleteReferences<Resolvers>;
