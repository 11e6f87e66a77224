import { institutionColumns, optionalColumns, type InstitutionColumn } from './institutionColumns.js';
import { readListFile, type ListFile, type ListLine } from './readListFile.js';

export type InstitutionLine = ListLine<InstitutionColumn>;
export type InstitutionFile = ListFile<InstitutionColumn>;

/** A file of institutions, as `readListFile` reads it. */
export const readInstitutionFile = (bytes: Uint8Array): InstitutionFile =>
  readListFile(bytes, institutionColumns, optionalColumns);
