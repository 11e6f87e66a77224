import type { Check } from '../../evidence/act.js';
import type { Operation, UserFault } from '../../evidence/operation.js';
import type { RegisterEntryRecordErrorCode, RegisterEntryRecordInput } from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { localDay } from '../../platform/legalTime.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { checkSource } from './checkNumber.js';
import { enclosureFaults, oversizeEnclosures } from './enclosureCheck.js';

type Code = RegisterEntryRecordErrorCode;
type Fault = UserFault<Code>;

export type CheckedRecord = {
  readonly input: RegisterEntryRecordInput;
  readonly counterpart: { readonly id: string; readonly code: string } | null;
  readonly correspondenceId: string | null;
  readonly scans: readonly Scan[];
};

type Scan = {
  readonly document_id: string;
  readonly verdict: 'ATTACHED' | 'NOT_FOUND' | 'INFECTED';
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: Buffer;
};

type FactsRow = {
  readonly now: string;
  readonly counterpart_code: string | null;
  readonly has_letter: boolean;
  readonly is_late: boolean;
};

const maxScans = 100;
const scanFault = (at?: number): Fault => ({
  code: 'REFERENCE_NOT_FOUND',
  path: ['input', 'documentIds', ...(at === undefined ? [] : [String(at)])],
});

/** Faults of a list that is longer than any that can be recorded. */
export const oversizeLists = (input: RegisterEntryRecordInput): readonly Fault[] => [
  ...((input.documentIds ?? []).length > maxScans ? [scanFault()] : []),
  ...oversizeEnclosures(input),
];

/** All faults of form of what is to be recorded at once, or what is written; scans are locked meanwhile. */
export const checkRecord = async (
  transaction: Transaction,
  input: RegisterEntryRecordInput,
  operation: Operation,
): Promise<Check<CheckedRecord, Code>> => {
  const { institutionId } = operation.requireViewer();
  const ids = (input.documentIds ?? []).map((id) => uuidOfGlobalId('Document', id));
  const counterpartId = uuidOfGlobalId('Institution', input.counterpartId ?? '');
  const correspondenceId = uuidOfGlobalId('Correspondence', input.correspondenceId ?? '');
  const [numberFaults, facts, scans] = await Promise.all([
    checkSource(transaction, institutionId, input),
    findFacts(transaction, institutionId, input, counterpartId, correspondenceId),
    ids.length === 0 ? [] : attachScans(transaction, ids, institutionId),
  ]);
  const faults: Fault[] = [
    ...textFaults(input),
    ...enclosureFaults(input),
    ...numberFaults,
    ...(input.counterpartId != null && facts.counterpart_code === null
      ? [{ code: 'REFERENCE_NOT_FOUND' as const, path: ['input', 'counterpartId'] }]
      : []),
    ...(input.correspondenceId != null && !facts.has_letter
      ? [{ code: 'REFERENCE_NOT_FOUND' as const, path: ['input', 'correspondenceId'] }]
      : []),
    ...scans.flatMap(({ verdict }, at) =>
      verdict !== 'ATTACHED' || ids.indexOf(ids[at]!) < at ? [scanFault(at)] : [],
    ),
    ...(facts.is_late || (input.occurredOn ?? '') > localDay(facts.now)
      ? [{ code: 'DATE_NOT_ALLOWED' as const, path: ['input', 'occurredOn'] }]
      : []),
  ];
  if (faults.length > 0) return { faults };
  const counterpart = counterpartId === null ? null : { id: counterpartId, code: facts.counterpart_code! };
  return { checked: { input, counterpart, correspondenceId, scans } };
};

const textFaults = (input: RegisterEntryRecordInput): readonly Fault[] => {
  const { medium, subject, direction, counterpartId, counterpartName, counterpartNumber } = input;
  const named = Number(counterpartId != null) + Number(counterpartName != null);
  const hasCounterpart =
    (direction === 'INTERNAL' ? named <= 1 : named === 1) &&
    (counterpartName == null || isPlainText(counterpartName, 255));
  return [
    ...(medium === 'HUB' ? [{ code: 'MEDIUM_NOT_ALLOWED' as const, path: ['input', 'medium'] }] : []),
    ...(isPlainText(subject, 500) ? [] : [{ code: 'SUBJECT_INVALID' as const, path: ['input', 'subject'] }]),
    ...(hasCounterpart ? [] : [{ code: 'COUNTERPART_REQUIRED' as const, path: ['input', 'counterpartName'] }]),
    ...(counterpartNumber == null || isPlainText(counterpartNumber, 128)
      ? []
      : [{ code: 'REFERENCE_INVALID' as const, path: ['input', 'counterpartNumber'] }]),
  ];
};

const findFacts = (
  transaction: Transaction,
  institutionId: string,
  { direction, series, occurredOn, registerEntryId }: RegisterEntryRecordInput,
  counterpartId: string | null,
  correspondenceId: string | null,
): Promise<FactsRow> =>
  transaction.one(sql`
    select wasl.now() as now,
      (select i.code from directory.institution i where i.id = ${counterpartId}::uuid) as counterpart_code,
      exists (
        select from correspondence.consignment c
         where c.institution_id = ${institutionId} and c.correspondence_id = ${correspondenceId}::uuid) as has_letter,
      exists (
        select from correspondence.register r
         where r.institution_id = ${institutionId}
           and r.direction = ${direction}
           and r.series = coalesce((
             select e.series from correspondence.register_entry e
              where e.institution_id = ${institutionId}
                and e.id = ${uuidOfGlobalId('RegisterEntry', registerEntryId ?? '')}::uuid), ${series})
           and r.year = extract(year from ${occurredOn ?? null}::date)
           and r.state = 'CLOSED') as is_late`);

const attachScans = (
  transaction: Transaction,
  ids: readonly (string | null)[],
  institutionId: string,
): Promise<readonly Scan[]> =>
  transaction.many(sql`
    select document_id, verdict, media_type, size_bytes, sha256
      from documents.attach(${ids}::uuid[], ${[institutionId]}::uuid[], false)`);
