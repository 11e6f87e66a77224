import { createHash } from 'node:crypto';
import { toGlobalId } from '../../platform/ids.js';
import type { EntryEnclosureRow } from './physicalEnclosures.js';
import type { RegisterEntryRow } from './registerEntries.js';

type Line = Omit<RegisterEntryRow, 'id' | 'register_id' | 'direction' | 'year' | 'series' | 'numbered_by'> & {
  /** Hexadecimal digests of the scans, in their order. */
  readonly scans: readonly string[];
  readonly enclosures: readonly Omit<EntryEnclosureRow, 'entry_id'>[];
};

const globalId = (type: string, uuid: string | null): string | null => (uuid === null ? null : toGlobalId(type, uuid));

/**
 * One line of a register in the form that docs/registers.md describes and `correspondence.register_line` writes: fields set
 * apart by TAB, ended by LF, nothing for a null. No text of a register can hold either character.
 */
export const registerLine = (line: Line): string =>
  [
    line.number,
    line.state,
    line.medium,
    line.registered_at,
    line.occurred_on,
    line.document_date,
    line.confidentiality,
    line.subject,
    globalId('Institution', line.counterpart_id),
    line.counterpart_name,
    line.medium === 'HUB' ? null : line.counterpart_number,
    globalId('Correspondence', line.correspondence_id),
    line.cancelled_at,
    line.cancellation_reason,
    line.scans.join(','),
    ...line.enclosures.flatMap(({ description, count, carrier_reference }) => [description, count, carrier_reference]),
  ]
    .map((field) => field ?? '')
    .join('\t') + '\n';

export const digestOfLine = (line: Line): string => createHash('sha256').update(registerLine(line)).digest('hex');
