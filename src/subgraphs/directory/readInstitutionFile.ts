import { csvRecords } from '../../platform/csvRecords.js';
import { nearest } from '../../platform/nearest.js';
import type { LineFault } from './importFault.js';
import { institutionColumns, optionalColumns, type InstitutionColumn } from './institutionColumns.js';

/** One line of a file; a value that is undefined is of a column that the file does not have. */
export type InstitutionLine = {
  readonly line: number;
  readonly values: Readonly<Record<InstitutionColumn, string | undefined>>;
};

export type InstitutionFile = {
  readonly lines: readonly InstitutionLine[];
  /** What keeps the file from being read: nothing of it may be imported, but the lines that are whole can be judged. */
  readonly faults: readonly LineFault[];
};

/** Reads UTF-8, with or without a byte order mark, lines ended by LF or CRLF, columns in any order. */
export const readInstitutionFile = (bytes: Uint8Array): InstitutionFile => {
  const [header, ...records] = csvRecords(new TextDecoder().decode(bytes));
  const names = (header?.fields ?? []).map(tidy);
  const faults: LineFault[] = headerFaults(names);
  const at = new Map(institutionColumns.map((column) => [column, names.indexOf(column)]));
  const lines: InstitutionLine[] = [];
  for (const { line, fields } of records) {
    if (fields?.length === 1 && fields[0] === '') continue;
    if (fields === null) {
      faults.push({ line, column: null, text: 'a quotation mark is not closed, or stands within a value' });
    } else if (fields.length !== names.length) {
      const text = `has ${fields.length} values, where the header has ${names.length} columns`;
      faults.push({ line, column: null, text });
    } else {
      lines.push({ line, values: valuesOf(fields, at) });
    }
  }
  return { lines, faults };
};

const valuesOf = (
  fields: readonly string[],
  at: ReadonlyMap<InstitutionColumn, number>,
): Readonly<Record<InstitutionColumn, string | undefined>> =>
  Object.fromEntries(
    institutionColumns.map((column) => {
      const value = fields[at.get(column)!];
      return [column, value === undefined ? undefined : tidy(value)];
    }),
  ) as Record<InstitutionColumn, string | undefined>;

/** As names are compared and stored: composed, without blanks around them, each blank or line break inside one space. */
const tidy = (value: string): string => value.normalize('NFC').trim().replace(/\s+/g, ' ');

const headerFaults = (names: readonly string[]): LineFault[] => {
  const known: readonly string[] = institutionColumns;
  const missing = institutionColumns.filter((column) => !names.includes(column) && !optionalColumns.has(column));
  const faultOf = (column: string, text: string): LineFault => ({ line: 1, column, text });
  return [
    ...missing.map((column) => faultOf(column, 'this column is missing')),
    ...names.flatMap((name, place) => [
      ...(known.includes(name)
        ? []
        : [faultOf(name.slice(0, 60), `there is no such column; the nearest is ${nearest(name, institutionColumns)}`)]),
      ...(names.indexOf(name) === place ? [] : [faultOf(name, 'this column is there twice')]),
    ]),
  ];
};
