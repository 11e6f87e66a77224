/** A record and the line on which it begins; no fields when it is malformed. */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] | null };

// One field and what ends it: a comma, the end of the line or the end of the text.
const fieldPattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** The records of a CSV text (RFC 4180), its header first. Behind a malformed record reading goes on with the next line. */
export const csvRecords = (text: string): readonly CsvRecord[] => {
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let position = 0;
  let line = 1;
  let firstLine = 1;
  const end = (record: readonly string[] | null): void => {
    records.push({ line: firstLine, fields: record });
    fields = [];
    firstLine = line;
  };
  while (position < text.length || fields.length > 0) {
    fieldPattern.lastIndex = position;
    const match = fieldPattern.exec(text);
    if (match === null) {
      const lineEnd = text.indexOf('\n', position);
      position = lineEnd === -1 ? text.length : lineEnd + 1;
      line += 1;
      end(null);
      continue;
    }
    const [whole, quoted, plain = '', ending] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    position += whole.length;
    line += whole.split('\n').length - 1;
    if (ending !== ',') end(fields);
  }
  return records;
};
