import type { Check } from '../../evidence/act.js';
import type { Operation, UserFault } from '../../evidence/operation.js';
import type { CorrespondenceDepositErrorCode, CorrespondenceDepositInput } from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { checkSource } from './checkNumber.js';
import { enclosureFaults, oversizeEnclosures } from './enclosureCheck.js';
import { checkedRecipients, findRecipients, recipientFaults, type CheckedRecipient } from './recipientCheck.js';
import { findReplyTarget, replyFaults, type ReplyTarget } from './replyCheck.js';
import { depositSource } from './takeNumber.js';

type Code = CorrespondenceDepositErrorCode;
type Fault = UserFault<Code>;

export type CheckedAttachment = {
  readonly documentId: string;
  readonly role: 'MAIN' | 'ANNEX';
  readonly title: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
};

export type CheckedDeposit = {
  readonly input: CorrespondenceDepositInput;
  readonly recipients: readonly CheckedRecipient[];
  readonly attachments: readonly CheckedAttachment[];
  /** The letter that it answers or reminds of. */
  readonly replyTo: ReplyTarget | null;
  /** Recipients that got a letter with the same main document not long ago. */
  readonly sentLately: ReadonlySet<string>;
  /** Not faults of form: the deposit becomes a signed refusal. */
  readonly rejections: readonly Fault[];
};

type AttachedRow = {
  readonly verdict: 'ATTACHED' | 'NOT_FOUND' | 'INFECTED';
  readonly file_name: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: Buffer;
};

const maxRecipients = 500;
const maxAttachments = 100;

/** Faults of a list that is longer than any that can be deposited. */
export const oversizeFaults = (input: CorrespondenceDepositInput): readonly Fault[] => [
  ...(input.recipients.length > maxRecipients ? [recipientCountFault] : []),
  ...(input.attachments.length > maxAttachments ? [attachmentCountFault] : []),
  ...oversizeEnclosures(input),
];

const recipientCountFault: Fault = { code: 'RECIPIENT_COUNT_INVALID', path: ['input', 'recipients'] };
const attachmentCountFault: Fault = { code: 'ATTACHMENT_COUNT_INVALID', path: ['input', 'attachments'] };

/** All faults of form of a deposit at once, or what is written; documents are locked and shared meanwhile. */
export const checkDeposit = async (
  transaction: Transaction,
  input: CorrespondenceDepositInput,
  operation: Operation,
): Promise<Check<CheckedDeposit, Code>> => {
  const faults = [...textFaults(input), ...listFaults(input), ...enclosureFaults(input)];
  const { institutionId } = operation.requireViewer();
  const recipientIds = input.recipients.map((recipient) => uuidOfGlobalId('Institution', recipient.institutionId));
  const [, replyTo, recipients, attached, sentLately, numberFaults] = await Promise.all([
    transaction.many(sql`savepoint attached`),
    findReplyTarget(transaction, input),
    findRecipients(transaction, input, recipientIds),
    // an institution named twice is a fault that is told below
    attachDocuments(transaction, input, [...new Set([institutionId, ...recipientIds.filter((id) => id !== null)])]),
    findSentLately(transaction, input, recipientIds),
    checkSource(transaction, institutionId, depositSource(input)),
  ]);
  const rejections: Fault[] = [];
  faults.push(...recipientFaults(recipients, input, institutionId, rejections));
  faults.push(...documentFaults(attached, rejections));
  faults.push(...replyFaults(input, replyTo, recipientIds));
  faults.push(...numberFaults);
  if (faults.length > 0) return { faults };
  return {
    checked: {
      input,
      rejections,
      replyTo,
      sentLately: new Set(sentLately.map(({ institution_id }) => institution_id)),
      recipients: checkedRecipients(recipients, input),
      attachments: rejections.some(({ code }) => code === 'DOCUMENT_INFECTED')
        ? []
        : attached.map((row, at) => ({
            documentId: uuidOfGlobalId('Document', input.attachments[at]!.documentId)!,
            role: input.attachments[at]!.role,
            title: input.attachments[at]!.title ?? row.file_name,
            mediaType: row.media_type,
            sizeBytes: row.size_bytes,
            sha256: row.sha256.toString('hex'),
          })),
    },
  };
};

const textFaults = (input: CorrespondenceDepositInput): Fault[] => [
  ...(isPlainText(input.subject, 500) ? [] : [{ code: 'SUBJECT_INVALID' as const, path: ['input', 'subject'] }]),
  ...(['senderReference', 'recipientReference'] as const).flatMap((name) =>
    input[name] == null || isPlainText(input[name], 128)
      ? []
      : [{ code: 'REFERENCE_INVALID' as const, path: ['input', name] }],
  ),
];

const listFaults = ({ recipients, attachments }: CorrespondenceDepositInput): Fault[] => {
  const faults: Fault[] = [];
  if (recipients.length === 0) faults.push(recipientCountFault);
  if (attachments.length === 0) faults.push(attachmentCountFault);
  else if (attachments.filter(({ role }) => role === 'MAIN').length !== 1) {
    faults.push({ code: 'MAIN_DOCUMENT_REQUIRED', path: ['input', 'attachments'] });
  }
  const seen = new Set<string>();
  attachments.forEach(({ documentId, title }, at) => {
    const path = ['input', 'attachments', String(at)];
    if (seen.has(documentId)) faults.push({ code: 'ATTACHMENT_REPEATED', path: [...path, 'documentId'] });
    seen.add(documentId);
    if (title != null && !isPlainText(title, 255)) faults.push({ code: 'TITLE_INVALID', path: [...path, 'title'] });
  });
  return faults;
};

const attachDocuments = (
  transaction: Transaction,
  { attachments, confidentiality }: CorrespondenceDepositInput,
  institutions: readonly string[],
): Promise<readonly AttachedRow[]> =>
  transaction.many(sql`
    select verdict, file_name, media_type, size_bytes, sha256
      from documents.attach(
        ${attachments.map(({ documentId }) => uuidOfGlobalId('Document', documentId))}::uuid[],
        ${institutions}::uuid[],
        ${confidentiality === 'CONFIDENTIAL'})`);

const findSentLately = (
  transaction: Transaction,
  { attachments }: CorrespondenceDepositInput,
  recipientIds: readonly (string | null)[],
): Promise<readonly { readonly institution_id: string }[]> => {
  const main = attachments.find(({ role }) => role === 'MAIN');
  const mainId = main === undefined ? null : uuidOfGlobalId('Document', main.documentId);
  return transaction.many(sql`
    select lately.institution_id
      from correspondence.sent_lately(${mainId}::uuid, ${recipientIds}::uuid[]) lately (institution_id)`);
};

const documentFaults = (rows: readonly AttachedRow[], rejections: Fault[]): Fault[] =>
  rows.flatMap(({ verdict }, at): Fault[] => {
    const path = ['input', 'attachments', String(at), 'documentId'];
    if (verdict === 'INFECTED') rejections.push({ code: 'DOCUMENT_INFECTED', path });
    return verdict === 'NOT_FOUND' ? [{ code: 'DOCUMENT_NOT_FOUND', path }] : [];
  });
