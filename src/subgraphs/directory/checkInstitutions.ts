import type { InstitutionKind, InstitutionStatus, ReachabilityChannel } from '../../generated/directory.js';
import { nearest } from '../../platform/nearest.js';
import type { LineFault } from './importFault.js';
import { codeFault, shown, textFault } from './listFaults.js';
import { optionalColumns, type InstitutionColumn } from './institutionColumns.js';
import type { InstitutionLine } from './readInstitutionFile.js';

/** What the directory says of an institution, in the columns of a file; an empty text where there is nothing. */
export type InstitutionEntry = Readonly<Record<InstitutionColumn, string>>;

const kinds = Object.keys({
  MINISTRY: true,
  DEPARTMENT: true,
  PUBLIC_ESTABLISHMENT: true,
  PUBLIC_ENTERPRISE: true,
  REGION: true,
  PREFECTURE: true,
  PROVINCE: true,
  COMMUNE: true,
  COURT: true,
  CONSTITUTIONAL_BODY: true,
  DECONCENTRATED_SERVICE: true,
  DELEGATED_OPERATOR: true,
} satisfies Record<InstitutionKind, true>);
const statuses = Object.keys({
  ACTIVE: true,
  SUSPENDED: true,
  CLOSED: true,
} satisfies Record<InstitutionStatus, true>);
const channels = Object.keys({
  SYSTEM: true,
  DESK: true,
  NOT_CONNECTED: true,
} satisfies Record<ReachabilityChannel, true>);

const iceForm = /^[0-9]{15}$/;

/** Every fault of every line, judged against the directory as it would be with the whole file in it. */
export const checkInstitutions = (
  lines: readonly InstitutionLine[],
  known: ReadonlyMap<string, InstitutionEntry>,
): readonly LineFault[] => {
  const firstLines = new Map<string, number>();
  const merged = new Map(known);
  for (const { line, values } of lines) {
    const code = values.code ?? '';
    if (firstLines.has(code)) continue;
    firstLines.set(code, line);
    merged.set(code, entryOf(values, known.get(code)));
  }
  return lines.flatMap(({ line, values }) => {
    const code = values.code ?? '';
    const entry = entryOf(values, known.get(code));
    const first = firstLines.get(code)!;
    return [
      ...(first === line || code === '' ? [] : [['code', `stands on line ${first} already`] as const]),
      ...ownFaults(entry),
      ...(known.get(code)?.status === 'CLOSED' && entry.status !== 'CLOSED'
        ? [['status', 'this institution is closed; a code is not used again, so a new one takes a new code'] as const]
        : []),
      ...referenceFaults(entry, merged),
    ].flatMap(([column, text]) =>
      // of a column that is missing, its absence alone is told
      values[column] === undefined && !optionalColumns.has(column) ? [] : [{ line, column, text }],
    );
  });
};

/** The line as an entry: what the file does not say stays as it is. */
export const entryOf = (values: InstitutionLine['values'], known: InstitutionEntry | undefined): InstitutionEntry => {
  const said = Object.entries(values) as [InstitutionColumn, string | undefined][];
  return Object.fromEntries(
    said.map(([column, value]) => [column, value ?? known?.[column] ?? '']),
  ) as InstitutionEntry;
};

type Told = readonly [InstitutionColumn, string];

const ownFaults = (entry: InstitutionEntry): Told[] => [
  ...told('code', codeFault(entry.code, 'MA-COM-0012', 40)),
  ...wordFaults('kind', entry.kind, kinds),
  ...wordFaults('status', entry.status, statuses),
  ...wordFaults('channel', entry.channel, channels),
  ...(['name_ar', 'name_fr', 'name_en'] as const).flatMap((column) =>
    told(column, textFault(entry[column], 'the name')),
  ),
  ...told('source', textFault(entry.source, 'the source (UNVERIFIED where there is none)')),
  ...(entry.ice === '' || iceForm.test(entry.ice) ? [] : [['ice', 'must be 15 digits, or nothing'] as const]),
];

const wordFaults = (column: InstitutionColumn, word: string, words: readonly string[]): Told[] =>
  words.includes(word)
    ? []
    : [[column, word === '' ? 'is missing' : `"${shown(word)}" is none; the nearest is ${nearest(word, words)}`]];

const told = (column: InstitutionColumn, text: string | null): Told[] => (text === null ? [] : [[column, text]]);

const referenceFaults = (entry: InstitutionEntry, merged: ReadonlyMap<string, InstitutionEntry>): Told[] => [
  ...codeFaults('parent_code', entry, merged),
  ...codeFaults('successor_code', entry, merged),
  ...(entry.successor_code !== '' && entry.status !== 'CLOSED'
    ? [['successor_code', 'only a closed institution has a successor'] as const]
    : []),
  ...regionFaults(entry, merged),
];

const codeFaults = (
  column: 'parent_code' | 'successor_code',
  entry: InstitutionEntry,
  merged: ReadonlyMap<string, InstitutionEntry>,
): Told[] => {
  const code = entry[column];
  if (code === '') return [];
  if (!merged.has(code)) return [[column, `"${shown(code)}" is neither in the file nor in the directory`]];
  const way = wayUp(column, entry, merged);
  return way === null ? [] : [[column, `goes in a circle: ${way.join(', ')}`]];
};

/** The codes from this one back to itself; null when it does not lead back. */
const wayUp = (
  column: 'parent_code' | 'successor_code',
  entry: InstitutionEntry,
  merged: ReadonlyMap<string, InstitutionEntry>,
): readonly string[] | null => {
  const way = [entry.code];
  for (let code = entry[column]; code !== ''; code = merged.get(code)?.[column] ?? '') {
    if (code === entry.code) return [...way, code];
    if (way.includes(code)) return null;
    way.push(code);
  }
  return null;
};

const regionFaults = (
  { region_code: code }: InstitutionEntry,
  merged: ReadonlyMap<string, InstitutionEntry>,
): Told[] => {
  if (code === '') return [];
  const region = merged.get(code);
  if (region === undefined) return [['region_code', `"${shown(code)}" is neither in the file nor in the directory`]];
  return region.kind === 'REGION' ? [] : [['region_code', `${code} is no region`]];
};
