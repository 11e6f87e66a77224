/**
 * The records of a CSV text (RFC 4180) by the names of its header. Throws when a record has another number of fields
 * than the header, or when a quote is not closed.
 */
export const parseCsv = <Column extends string>(
  text: string,
  columns: readonly Column[],
): readonly Readonly<Record<Column, string>>[] => {
  const [header, ...records] = parseRecords(text);
  if (header?.join(',') !== columns.join(',')) throw new Error(`the CSV header must be ${columns.join(',')}`);
  return records.map((fields, index) => {
    if (fields.length !== columns.length) throw new Error(`CSV record ${index + 1} has ${fields.length} fields`);
    return Object.fromEntries(columns.map((column, at) => [column, fields[at]])) as Record<Column, string>;
  });
};

// One field and what ends it: a comma, the end of the line or the end of the text.
const fieldPattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

const parseRecords = (text: string): readonly (readonly string[])[] => {
  const records: string[][] = [];
  let fields: string[] = [];
  let position = 0;
  while (position < text.length || fields.length > 0) {
    fieldPattern.lastIndex = position;
    const match = fieldPattern.exec(text);
    if (match === null) throw new Error(`malformed CSV at character ${position}`);
    const [whole, quoted, plain = '', end] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    position += whole.length;
    if (end === ',') continue;
    records.push(fields);
    fields = [];
  }
  return records;
};
