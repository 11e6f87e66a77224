import { readFileSync } from 'node:fs';
import { parseCsv } from '../platform/csv.js';
import { projectFile } from '../platform/paths.js';

const columns = [
  'code',
  'kind',
  'parent_code',
  'region_code',
  'name_ar',
  'name_fr',
  'name_en',
  'status',
  'channel',
  'source',
] as const;

export type ListedInstitution = Readonly<Record<(typeof columns)[number], string>>;

/** The institutions of `data/institutions.csv`, with which a directory begins. */
export const institutionList = (): readonly ListedInstitution[] =>
  parseCsv(readFileSync(projectFile('data', 'institutions.csv'), 'utf8'), columns);

/** Both official names, for a terminal. */
export const nameOf = (code: string): string => {
  const institution = institutionList().find((listed) => listed.code === code);
  return institution === undefined ? code : `${institution.name_fr} · ${institution.name_ar}`;
};
