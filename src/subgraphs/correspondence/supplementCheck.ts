import type { Check } from '../../evidence/act.js';
import type { UserFault } from '../../evidence/operation.js';
import type {
  CorrespondenceSupplySupplementErrorCode,
  CorrespondenceSupplySupplementInput,
} from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { holdSentLetter, type SentConsignment, type SentLetter } from './sentLetter.js';

type Code = CorrespondenceSupplySupplementErrorCode;
type Input = CorrespondenceSupplySupplementInput;
type Fault = UserFault<Code>;

export type SuppliedFile = {
  readonly documentId: string;
  readonly role: 'ANNEX';
  readonly title: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
};

export type CheckedSupplement = {
  readonly letter: SentLetter;
  readonly recipient: SentConsignment;
  readonly files: readonly SuppliedFile[];
  readonly note: string | null;
};

type SharedRow = {
  readonly verdict: 'ATTACHED' | 'NOT_FOUND' | 'INFECTED';
  readonly file_name: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: Buffer;
};

const maxFiles = 100;
const countFault: Fault = { code: 'ATTACHMENT_COUNT_INVALID', path: ['input', 'attachments'] };

/** A list that is longer than any that can be supplied. */
export const tooManyFiles = ({ attachments }: Input): readonly Fault[] =>
  attachments.length > maxFiles ? [countFault] : [];

/** All faults of form of a supplement at once, or what is written; the files are locked and shared with the recipient. */
export const checkSupplement = async (
  transaction: Transaction,
  input: Input,
): Promise<Check<CheckedSupplement, Code>> => {
  const ids = input.attachments.map(({ documentId }) => uuidOfGlobalId('Document', documentId));
  const letter = await holdSentLetter(transaction, input.correspondenceId, 'AWAITING_SUPPLEMENT');
  const asked = askedBy(letter, input);
  // what was asked for since then is not for these files: they go to who is held
  const recipients = 'path' in asked ? [] : [asked.id];
  const [known, shared] = await Promise.all([
    findKnown(transaction, input, ids, recipients),
    shareFiles(transaction, input, ids, recipients),
  ]);
  const faults = [...textFaults(input), ...('path' in asked ? [asked] : []), ...fileFaults(input, ids, known, shared)];
  if (letter === null || 'path' in asked || faults.length > 0) return { faults };
  return {
    checked: {
      letter,
      recipient: asked,
      note: input.note ?? null,
      files: shared.map((row, at) => ({
        documentId: ids[at]!,
        role: 'ANNEX',
        title: input.attachments[at]!.title ?? row.file_name,
        mediaType: row.media_type,
        sizeBytes: row.size_bytes,
        sha256: row.sha256.toString('hex'),
      })),
    },
  };
};

const textFaults = ({ attachments, note }: Input): Fault[] => [
  ...(note == null || isPlainText(note, 1_000) ? [] : [{ code: 'NOTE_INVALID' as const, path: ['input', 'note'] }]),
  ...((attachments.length === 0 && note == null) || attachments.some(({ role }) => role === 'MAIN')
    ? [countFault]
    : []),
  ...attachments.flatMap(({ title }, at) =>
    title == null || isPlainText(title, 255)
      ? []
      : [{ code: 'TITLE_INVALID' as const, path: ['input', 'attachments', String(at), 'title'] }],
  ),
];

/** Who waits for this supplement: the one that is named, or the only one. */
const askedBy = (letter: SentLetter | null, { institutionId }: Input): SentConsignment | Fault => {
  if (letter === null) return { code: 'CORRESPONDENCE_NOT_FOUND', path: ['input', 'correspondenceId'] };
  const waiting = letter.recipients.filter(({ held }) => held);
  if (institutionId == null) {
    const [only, ...others] = waiting;
    if (only === undefined) return { code: 'SUPPLEMENT_NOT_REQUESTED', path: ['input', 'correspondenceId'] };
    return others.length === 0 ? only : { code: 'INSTITUTION_REQUIRED', path: ['input', 'institutionId'] };
  }
  const uuid = uuidOfGlobalId('Institution', institutionId);
  return (
    waiting.find(({ id }) => id === uuid) ?? { code: 'SUPPLEMENT_NOT_REQUESTED', path: ['input', 'institutionId'] }
  );
};

const fileFaults = (
  { attachments }: Input,
  ids: readonly (string | null)[],
  known: readonly { readonly document_id: string }[],
  shared: readonly SharedRow[],
): Fault[] => {
  const seen = new Set<string | null>(known.map(({ document_id }) => document_id));
  return attachments.flatMap((_, at): Fault[] => {
    const path = ['input', 'attachments', String(at), 'documentId'];
    const isRepeated = ids[at] != null && seen.has(ids[at]);
    seen.add(ids[at]!);
    if (isRepeated) return [{ code: 'ATTACHMENT_REPEATED', path }];
    return shared[at]!.verdict === 'ATTACHED' ? [] : [{ code: 'DOCUMENT_NOT_FOUND', path }];
  });
};

/** Of these documents those that the recipients have with this letter already. */
const findKnown = (
  transaction: Transaction,
  input: Input,
  ids: readonly (string | null)[],
  recipients: readonly string[],
): Promise<readonly { readonly document_id: string }[]> => {
  const letter = uuidOfGlobalId('Correspondence', input.correspondenceId);
  return transaction.many(sql`
    select a.document_id from correspondence.attachment a
     where a.correspondence_id = ${letter}::uuid and a.document_id = any (${ids}::uuid[])
    union
    select s.document_id from correspondence.supplement_attachment s
     where s.correspondence_id = ${letter}::uuid and s.document_id = any (${ids}::uuid[])
       and s.institution_id = any (${recipients}::uuid[])`);
};

const shareFiles = (
  transaction: Transaction,
  input: Input,
  ids: readonly (string | null)[],
  recipients: readonly string[],
): Promise<readonly SharedRow[]> =>
  transaction.many(sql`
    select verdict, file_name, media_type, size_bytes, sha256
      from documents.attach(
        ${ids}::uuid[],
        ${recipients}::uuid[],
        coalesce((
          select l.confidentiality = 'CONFIDENTIAL' from correspondence.correspondence l
           where l.id = ${uuidOfGlobalId('Correspondence', input.correspondenceId)}::uuid), true))`);
