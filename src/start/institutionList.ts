import { readFileSync } from 'node:fs';
import { parseCsv } from '../platform/csv.js';
import { projectFile } from '../platform/paths.js';
import { institutionColumns, type InstitutionColumn } from '../subgraphs/directory/institutionColumns.js';

export { institutionColumns };

export type ListedInstitution = Readonly<Record<InstitutionColumn, string>>;

/** The institutions of `data/institutions.csv`, with which a directory begins. */
export const institutionList = (): readonly ListedInstitution[] =>
  parseCsv(readFileSync(projectFile('data', 'institutions.csv'), 'utf8'), institutionColumns);

/** Both official names, for a terminal. */
export const nameOf = (code: string): string => {
  const institution = institutionList().find((listed) => listed.code === code);
  return institution === undefined ? code : `${institution.name_fr} · ${institution.name_ar}`;
};
