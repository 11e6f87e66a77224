import { csvRecords } from '../../platform/csvRecords.js';
import { nearest } from '../../platform/nearest.js';
import type { LineFault } from './importFault.js';

/** One line of a file; a value that is undefined is of a column that the file does not have. */
export type ListLine<Column extends string> = {
  readonly line: number;
  readonly values: Readonly<Record<Column, string | undefined>>;
};

export type ListFile<Column extends string> = {
  readonly lines: readonly ListLine<Column>[];
  /** What keeps the file from being read: nothing of it may be imported, but the lines that are whole can be judged. */
  readonly faults: readonly LineFault[];
};

/** Reads UTF-8, with or without a byte order mark, lines ended by LF or CRLF, columns in any order. */
export const readListFile = <Column extends string>(
  bytes: Uint8Array,
  columns: readonly Column[],
  optional: ReadonlySet<Column>,
): ListFile<Column> => {
  const [header, ...records] = csvRecords(new TextDecoder().decode(bytes));
  const names = (header?.fields ?? []).map(tidy);
  const faults: LineFault[] = headerFaults(names, columns, optional);
  const valuesOf = (fields: readonly string[]): ListLine<Column>['values'] =>
    Object.fromEntries(
      columns.map((column) => {
        const value = fields[names.indexOf(column)];
        return [column, value === undefined ? undefined : tidy(value)];
      }),
    ) as Record<Column, string | undefined>;
  const lines: ListLine<Column>[] = [];
  for (const { line, fields } of records) {
    if (fields?.length === 1 && fields[0] === '') continue;
    if (fields === null) {
      faults.push({ line, column: null, text: 'a quotation mark is not closed, or stands within a value' });
    } else if (fields.length !== names.length) {
      const text = `has ${fields.length} values, where the header has ${names.length} columns`;
      faults.push({ line, column: null, text });
    } else {
      lines.push({ line, values: valuesOf(fields) });
    }
  }
  return { lines, faults };
};

/** As names are compared and stored: composed, without blanks around them, each blank or line break inside one space. */
const tidy = (value: string): string => value.normalize('NFC').trim().replace(/\s+/g, ' ');

const headerFaults = <Column extends string>(
  names: readonly string[],
  columns: readonly Column[],
  optional: ReadonlySet<Column>,
): LineFault[] => {
  const known: readonly string[] = columns;
  const missing = columns.filter((column) => !names.includes(column) && !optional.has(column));
  const faultOf = (column: string, text: string): LineFault => ({ line: 1, column, text });
  return [
    ...missing.map((column) => faultOf(column, 'this column is missing')),
    ...names.flatMap((name, place) => [
      ...(known.includes(name)
        ? []
        : [faultOf(name.slice(0, 60), `there is no such column; the nearest is ${nearest(name, columns)}`)]),
      ...(names.indexOf(name) === place ? [] : [faultOf(name, 'this column is there twice')]),
    ]),
  ];
};
