/** What is wrong on one line of a file, in words for whoever mends it. */
export type LineFault = { readonly line: number; readonly column: string | null; readonly text: string };

/** Nothing of the file was taken; the message has one line for each fault, in their order. */
export class ImportFault extends Error {
  readonly faults: readonly LineFault[];
  constructor(faults: readonly LineFault[]) {
    const sorted = [...faults].sort((one, other) => one.line - other.line);
    const lines = new Set(sorted.map(({ line }) => line)).size;
    super(
      [
        `Nothing was imported: ${sorted.length} fault${sorted.length === 1 ? '' : 's'} on ${lines} line${lines === 1 ? '' : 's'}.`,
        ...sorted.map(({ line, column, text }) =>
          printable(`line ${line}: ${column === null ? '' : `${column}: `}${text}`),
        ),
      ].join('\n'),
    );
    this.name = 'ImportFault';
    this.faults = sorted;
  }
}

/** Parts come from the file, and the whole goes to a terminal. */
const printable = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?');
