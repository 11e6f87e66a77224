import type { Check } from '../../evidence/act.js';
import type { Operation, UserFault } from '../../evidence/operation.js';
import type { CorrespondenceDepositErrorCode, CorrespondenceDepositInput } from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { seriesExists } from './takeNumber.js';

type Code = CorrespondenceDepositErrorCode;
type Fault = UserFault<Code>;

export type CheckedRecipient = {
  readonly id: string;
  readonly code: string;
  readonly role: 'TO' | 'CC';
  readonly functionAddressId: string | null;
  readonly functionAddressCode: string | null;
};

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
  /** Not faults of form: the deposit becomes a signed refusal. */
  readonly rejections: readonly Fault[];
};

type RecipientRow = {
  readonly id: string | null;
  readonly code: string;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  readonly channel: 'SYSTEM' | 'DESK' | 'NOT_CONNECTED';
  readonly function_address_id: string | null;
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
export const oversizeFaults = ({ recipients, attachments }: CorrespondenceDepositInput): readonly Fault[] => [
  ...(recipients.length > maxRecipients ? [recipientCountFault] : []),
  ...(attachments.length > maxAttachments ? [attachmentCountFault] : []),
];

const recipientCountFault: Fault = { code: 'RECIPIENT_COUNT_INVALID', path: ['input', 'recipients'] };
const attachmentCountFault: Fault = { code: 'ATTACHMENT_COUNT_INVALID', path: ['input', 'attachments'] };

/** All faults of form of a deposit at once, or what is written; documents are locked and shared meanwhile. */
export const checkDeposit = async (
  transaction: Transaction,
  input: CorrespondenceDepositInput,
  operation: Operation,
): Promise<Check<CheckedDeposit, Code>> => {
  const faults = [...textFaults(input), ...listFaults(input)];
  const { institutionId } = operation.requireViewer();
  const recipientIds = input.recipients.map((recipient) => uuidOfGlobalId('Institution', recipient.institutionId));
  const [, recipients, attached, knownSeries] = await Promise.all([
    transaction.many(sql`savepoint attached`),
    findRecipients(transaction, input, recipientIds),
    // an institution named twice is a fault that is told below
    attachDocuments(transaction, input, [...new Set([institutionId, ...recipientIds.filter((id) => id !== null)])]),
    seriesExists(transaction, institutionId, input.series),
  ]);
  const rejections: Fault[] = [];
  faults.push(...recipientFaults(recipients, input, institutionId, rejections));
  faults.push(...documentFaults(attached, rejections));
  if (!knownSeries) faults.push({ code: 'SERIES_NOT_FOUND', path: ['input', 'series'] });
  if (faults.length > 0) return { faults };
  return {
    checked: {
      input,
      rejections,
      recipients: recipients.map((row, at) => ({
        id: row.id!,
        code: row.code,
        role: input.recipients[at]!.role,
        functionAddressId: row.function_address_id,
        functionAddressCode: input.recipients[at]!.functionAddressCode ?? null,
      })),
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

const findRecipients = (
  transaction: Transaction,
  { recipients }: CorrespondenceDepositInput,
  ids: readonly (string | null)[],
): Promise<readonly RecipientRow[]> =>
  transaction.many(sql`
    select i.id, i.code, i.status, i.channel, f.id as function_address_id
      from unnest(${ids}::uuid[], ${recipients.map((recipient) => recipient.functionAddressCode ?? null)}::text[])
        with ordinality asked (institution_id, function_code, place)
      left join directory.institution i on i.id = asked.institution_id
      left join directory.function_address f on f.institution_id = i.id and f.code = asked.function_code
     order by asked.place`);

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

const recipientFaults = (
  rows: readonly RecipientRow[],
  { recipients }: CorrespondenceDepositInput,
  institutionId: string,
  rejections: Fault[],
): Fault[] => {
  const seen = new Set<string>();
  return rows.flatMap((row, at): Fault[] => {
    const path = ['input', 'recipients', String(at), 'institutionId'];
    if (row.id === null) return [{ code: 'RECIPIENT_NOT_FOUND', path }];
    if (row.id === institutionId) return [{ code: 'RECIPIENT_IS_SENDER', path }];
    if (seen.has(row.id)) return [{ code: 'RECIPIENT_REPEATED', path }];
    seen.add(row.id);
    if (row.status !== 'ACTIVE') rejections.push({ code: 'RECIPIENT_SUSPENDED', path });
    else if (row.channel === 'NOT_CONNECTED') return [{ code: 'RECIPIENT_NOT_CONNECTED', path }];
    const hasFunction = recipients[at]!.functionAddressCode != null;
    return hasFunction && row.function_address_id === null
      ? [{ code: 'FUNCTION_ADDRESS_NOT_FOUND', path: [...path.slice(0, 3), 'functionAddressCode'] }]
      : [];
  });
};

const documentFaults = (rows: readonly AttachedRow[], rejections: Fault[]): Fault[] =>
  rows.flatMap(({ verdict }, at): Fault[] => {
    const path = ['input', 'attachments', String(at), 'documentId'];
    if (verdict === 'INFECTED') rejections.push({ code: 'DOCUMENT_INFECTED', path });
    return verdict === 'NOT_FOUND' ? [{ code: 'DOCUMENT_NOT_FOUND', path }] : [];
  });
