import type { LineFault } from './importFault.js';
import { codeFault, shown, textFault } from './listFaults.js';
import type { ListLine } from './readListFile.js';

/** The columns of a file of units; one of functions has all but the last. */
export type PartColumn = 'institution_code' | 'code' | 'name_ar' | 'name_fr' | 'name_en' | 'parent_unit_code';
export type PartEntry = Readonly<Record<PartColumn, string>>;

/** How a part is known: its code is its institution's own. */
export const partKey = ({ institution_code, code }: Pick<PartEntry, 'institution_code' | 'code'>): string =>
  `${institution_code} ${code}`;

/** Every fault of every line, judged against the directory as it would be with the whole file in it. */
export const checkParts = (
  lines: readonly ListLine<PartColumn>[],
  known: ReadonlyMap<string, PartEntry>,
  institutions: ReadonlySet<string>,
): readonly LineFault[] => {
  const firstLines = new Map<string, number>();
  const merged = new Map(known);
  const entries = lines.map(({ line, values }) => {
    const entry = partEntryOf(values, known);
    const key = partKey(entry);
    if (!firstLines.has(key)) {
      firstLines.set(key, line);
      merged.set(key, entry);
    }
    return { line, values, entry, first: firstLines.get(key)! };
  });
  return entries.flatMap(({ line, values, entry, first }) =>
    Object.entries({
      institution_code: institutions.has(entry.institution_code)
        ? null
        : `"${shown(entry.institution_code)}" is not in the directory`,
      code: codeFault(entry.code, 'DGS', 32) ?? (first === line ? null : `stands on line ${first} already`),
      name_ar: textFault(entry.name_ar, 'the name'),
      name_fr: textFault(entry.name_fr, 'the name'),
      name_en: textFault(entry.name_en, 'the name'),
      parent_unit_code: parentFault(entry, merged),
    } satisfies Record<PartColumn, string | null>).flatMap(([column, text]) =>
      // of a column that is missing, its absence alone is told
      text === null || values[column as PartColumn] === undefined ? [] : [{ line, column, text }],
    ),
  );
};

/** The line as an entry: what the file does not say stays as it is. */
export const partEntryOf = (
  values: ListLine<PartColumn>['values'],
  known: ReadonlyMap<string, PartEntry>,
): PartEntry => {
  const { institution_code = '', code = '', name_ar = '', name_fr = '', name_en = '' } = values;
  const parent = values.parent_unit_code ?? known.get(partKey({ institution_code, code }))?.parent_unit_code ?? '';
  return { institution_code, code, name_ar, name_fr, name_en, parent_unit_code: parent };
};

const parentFault = (entry: PartEntry, merged: ReadonlyMap<string, PartEntry>): string | null => {
  const above = (code: string) => merged.get(partKey({ institution_code: entry.institution_code, code }));
  if (entry.parent_unit_code === '') return null;
  if (above(entry.parent_unit_code) === undefined)
    return `"${shown(entry.parent_unit_code)}" is no unit of this institution, neither in the file nor in the directory`;
  const way = [entry.code];
  for (let code = entry.parent_unit_code; code !== ''; code = above(code)?.parent_unit_code ?? '') {
    if (code === entry.code) return `goes in a circle: ${[...way, code].join(', ')}`;
    if (way.includes(code)) return null;
    way.push(code);
  }
  return null;
};
