/** The columns of a file of institutions, by their names in its header. */
export const institutionColumns = [
  'code',
  'kind',
  'parent_code',
  'region_code',
  'name_ar',
  'name_fr',
  'name_en',
  'ice',
  'status',
  'successor_code',
  'channel',
  'source',
] as const;

export type InstitutionColumn = (typeof institutionColumns)[number];

/** May be missing: then what the directory says of an institution stays, and a new one has none. */
export const optionalColumns: ReadonlySet<InstitutionColumn> = new Set(['ice', 'successor_code']);
