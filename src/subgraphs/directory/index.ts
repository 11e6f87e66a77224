import type { Operation } from '../../evidence/operation.js';
import type { Resolvers } from '../../generated/directory.js';
import { toGlobalId, uuidOfGlobalId } from '../../platform/ids.js';
import { searchInstitutions } from './institutionSearch.js';
import { getDirectory, type FunctionAddressRow, type InstitutionRow, type LocalizedTextRow } from './institutions.js';

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

export const resolvers: Resolvers = {
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
    region: async (row, _, operation) =>
      row.region_id === null ? null : seen(operation, (await getDirectory(operation)).institutions.get(row.region_id)),
    parent: async (row, _, operation) =>
      row.parent_id === null ? null : seen(operation, (await getDirectory(operation)).institutions.get(row.parent_id)),
    functionAddresses: async (row, _, operation) => [
      ...((await getDirectory(operation)).functionsOf.get(row.id) ?? []),
    ],
    reachability: ({ channel }) => ({ channel }),
  },
  FunctionAddress: {
    id: (row) => toGlobalId('FunctionAddress', row.id),
    name: localized,
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
};
