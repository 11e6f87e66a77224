import type { ActDefinition, ActResult, Settle } from '../../evidence/act.js';
import type { Operation } from '../../evidence/operation.js';
import { sealRecipients } from '../../evidence/sealRecipients.js';
import type {
  CorrespondenceDepositErrorCode,
  CorrespondenceDepositInput,
  MutationResolvers,
  WarningCode,
} from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { newUuid } from '../../platform/ids.js';
import { addDays } from '../../platform/workingDays.js';
import { localDay, zoneVersion } from '../../platform/legalTime.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { actPayload } from './actPayload.js';
import { checkDeposit, oversizeFaults, type CheckedDeposit } from './depositCheck.js';
import { rejectDeposit } from './depositRejection.js';
import { readPayload } from './readPayload.js';
import { signEvidence } from './signEvidence.js';
import { takeNumber } from './takeNumber.js';

type Code = CorrespondenceDepositErrorCode;

/** A letter is placed before every recipient at once, numbered in the sender's register, and evidenced; or nothing is. */
export const correspondenceDeposit: NonNullable<MutationResolvers['correspondenceDeposit']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceDeposit', input, deposit);
  const payload = await readPayload(operation, outcome, selectionOf(info));
  const warnings = (outcome.result?.warnings ?? []).map(({ code, path }) => {
    const { message } = operation.userError({ code, path });
    return { code: code as WarningCode, message, path: [...path] };
  });
  return { ...payload, warnings };
};

const deposit: ActDefinition<CorrespondenceDepositInput, CheckedDeposit, Code> = {
  oversize: oversizeFaults,
  register: ({ series }) => `OUT:${series}`,
  check: checkDeposit,
  write: (transaction, checked, settle, operation) =>
    checked.rejections.length > 0
      ? rejectDeposit(transaction, checked, settle, operation)
      : acceptDeposit(transaction, checked, settle, operation),
};

const acceptDeposit = async (
  transaction: Transaction,
  { input, recipients, attachments }: CheckedDeposit,
  settle: Settle,
  operation: Operation,
): Promise<ActResult<Code>> => {
  const viewer = operation.requireViewer();
  const nowMs = operation.hub.clock.nowMs();
  const sender = { id: viewer.institutionId, code: viewer.institutionCode };
  const [correspondenceId, entryId] = [newUuid(nowMs), newUuid(nowMs)];
  const sealed = sealRecipients(recipients);
  const taken = await takeNumber(transaction, 'OUT', input.series, null);
  const content = {
    occurredAt: taken.registered_at,
    correspondenceId,
    sender,
    recipients,
    submissionTime: taken.registered_at,
    documents: attachments,
    registerNumbers: [
      {
        institutionCode: viewer.institutionCode,
        direction: 'OUT' as const,
        series: input.series,
        year: taken.year,
        number: taken.number,
      },
    ],
    reasons: [],
    noteSha256: null,
  };
  const acceptance = signEvidence(operation, {
    ...content,
    event: 'SUBMISSION_ACCEPTANCE',
    recipientsOpen: true,
    previousId: null,
    isActorsAlone: true,
  });
  // one token for all parties: recipients are sealed in it, and each party gets its own opening
  const consignment = signEvidence(operation, {
    ...content,
    event: 'CONTENT_CONSIGNMENT',
    recipientsOpen: false,
    sealed,
    previousId: acceptance.id,
    isActorsAlone: false,
  });
  const today = localDay(taken.registered_at);
  const documentDate = input.documentDate ?? today;
  const result: ActResult<Code> = {
    correspondenceId,
    registerEntryId: entryId,
    evidenceId: acceptance.id,
    warnings: dateWarnings(documentDate, today),
  };
  const parties = [sender.id, ...recipients.map(({ id }) => id)];
  const payload = {
    letter: {
      subject: input.subject,
      sender_reference: input.senderReference ?? null,
      recipient_reference: input.recipientReference ?? null,
      nature: input.nature,
      priority: input.priority,
      confidentiality: input.confidentiality,
      document_date: documentDate,
      answer_expected_on: input.answerExpectedOn ?? null,
    },
    attachments: inLetterOrder(attachments).map((attachment, position) => ({
      position,
      document_id: attachment.documentId,
      role: attachment.role,
      title: attachment.title,
    })),
    recipients: recipients.map((recipient, ordinal) => ({
      institution_id: recipient.id,
      role: recipient.role,
      ordinal,
      function_address_id: recipient.functionAddressId,
      function_address_code: recipient.functionAddressCode,
    })),
    entry: {
      id: entryId,
      register_id: taken.register_id,
      number: taken.number,
      subject: input.subject,
      confidential: input.confidentiality === 'CONFIDENTIAL',
      counterpart_id: recipients[0]!.id,
      counterpart_number: null,
      zone_version: zoneVersion,
    },
    ...actPayload(
      operation,
      [
        { evidence: acceptance, parties: [sender.id] },
        { evidence: consignment, parties },
      ],
      {
        act: 'correspondenceDeposit',
        occurredAt: taken.registered_at,
        correspondenceId,
        parties,
        detail: { series: input.series, year: taken.year, number: taken.number },
        mailbox: recipients.map(({ id }) => ({
          institution: id,
          type: 'CORRESPONDENCE_RECEIVED',
          consignment: id,
          evidence: consignment.id,
        })),
      },
      settle(result),
    ),
  };
  await transaction.finish(sql`select correspondence.post_deposit(${JSON.stringify(payload)})`);
  return result;
};

/** The letter itself first, then the annexes as they were given. */
const inLetterOrder = (attachments: CheckedDeposit['attachments']): CheckedDeposit['attachments'] => [
  ...attachments.filter(({ role }) => role === 'MAIN'),
  ...attachments.filter(({ role }) => role !== 'MAIN'),
];

/** A date on the letter after today or more than thirty days back hinders nothing, and is worth a word. */
const dateWarnings = (documentDate: string, today: string): NonNullable<ActResult['warnings']> =>
  documentDate > today || documentDate < addDays(today, -30)
    ? [{ code: 'DOCUMENT_DATE_UNUSUAL', path: ['input', 'documentDate'] }]
    : [];
