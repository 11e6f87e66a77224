import { csvRecords } from './csvRecords.js';

/**
 * The records of a CSV text (RFC 4180) by the names of its header. Throws when a record has another number of fields
 * than the header, or when a quote is not closed.
 */
export const parseCsv = <Column extends string>(
  text: string,
  columns: readonly Column[],
): readonly Readonly<Record<Column, string>>[] => {
  const [header, ...records] = csvRecords(text);
  if (header?.fields?.join(',') !== columns.join(',')) throw new Error(`the CSV header must be ${columns.join(',')}`);
  return records.map(({ line, fields }) => {
    if (fields === null) throw new Error(`malformed CSV on line ${line}`);
    if (fields.length !== columns.length) throw new Error(`the CSV record on line ${line} has ${fields.length} fields`);
    return Object.fromEntries(columns.map((column, at) => [column, fields[at]])) as Record<Column, string>;
  });
};
