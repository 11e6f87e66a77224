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
import { localDay, zoneVersion } from '../../platform/legalTime.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { actPayload } from './actPayload.js';
import { racedReservation } from './checkNumber.js';
import { checkDeposit, oversizeFaults, type CheckedDeposit } from './depositCheck.js';
import { rejectDeposit } from './depositRejection.js';
import { depositWarnings } from './depositWarnings.js';
import { letterPayload } from './letterPayload.js';
import { listedEnclosures } from './physicalEnclosures.js';
import { readPayload } from './readPayload.js';
import { isAnswer, type ReplyTarget } from './replyCheck.js';
import { signEvidence } from './signEvidence.js';
import { depositSource, numberLane, takeNumber } from './takeNumber.js';

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
  const warnings = (outcome.result?.warnings ?? []).map((warning) => {
    const { code, path, message } = operation.userError(warning);
    return { code: code as WarningCode, message, path };
  });
  return { ...payload, warnings };
};

const deposit: ActDefinition<CorrespondenceDepositInput, CheckedDeposit, Code> = {
  oversize: oversizeFaults,
  register: (input) => numberLane(depositSource(input)),
  check: checkDeposit,
  raced: racedReservation,
  write: (transaction, checked, settle, operation) =>
    checked.rejections.length > 0
      ? rejectDeposit(transaction, checked, settle, operation)
      : acceptDeposit(transaction, checked, settle, operation),
};

const acceptDeposit = async (
  transaction: Transaction,
  checked: CheckedDeposit,
  settle: Settle,
  operation: Operation,
): Promise<ActResult<Code>> => {
  const { input, recipients, attachments, replyTo } = checked;
  const viewer = operation.requireViewer();
  const nowMs = operation.hub.clock.nowMs();
  const sender = { id: viewer.institutionId, code: viewer.institutionCode };
  const correspondenceId = newUuid(nowMs);
  const sealed = sealRecipients(recipients);
  const taken = await takeNumber(transaction, depositSource(input), replyTo?.state_changed_at ?? null);
  const entryId = taken.reserved_id ?? newUuid(nowMs);
  const content = {
    occurredAt: taken.registered_at,
    correspondenceId,
    sender,
    recipients,
    submissionTime: taken.registered_at,
    documents: attachments,
    enclosures: listedEnclosures(input),
    registerNumbers: [
      {
        institutionCode: viewer.institutionCode,
        direction: 'OUT' as const,
        series: taken.series,
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
    inReplyToId: replyTo?.id ?? null,
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
    warnings: depositWarnings(checked, documentDate, today),
  };
  const parties = [sender.id, ...recipients.map(({ id }) => id)];
  const payload = {
    ...letterPayload(checked, documentDate, taken.registered_at),
    entry: {
      id: entryId,
      register_id: taken.register_id,
      reserved_id: taken.reserved_id,
      number: taken.number,
      subject: input.subject,
      confidential: input.confidentiality === 'CONFIDENTIAL',
      counterpart_id: recipients[0]!.id,
      counterpart_number: null,
      occurred_on: taken.reserved_at === null || localDay(taken.reserved_at) === today ? null : today,
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
        detail: { series: taken.series, year: taken.year, number: taken.number },
        mailbox: [
          ...recipients.map(({ id }) => ({
            institution: id,
            type: 'CORRESPONDENCE_RECEIVED' as const,
            consignment: id,
            evidence: consignment.id,
          })),
          ...(replyTo !== null && isAnswer(input) ? [answeredEvent(replyTo, sender.id, consignment.id)] : []),
        ],
      },
      settle(result),
    ),
  };
  await transaction.finish(sql`select correspondence.post_deposit(${JSON.stringify(payload)})`);
  return result;
};

/** Who asked learns of its own letter that it is answered, by the evidence of the answer that it holds. */
const answeredEvent = (asked: ReplyTarget, answeredBy: string, evidence: string) => ({
  institution: asked.sender_id,
  type: 'RECIPIENT_STATE_CHANGED' as const,
  consignment: answeredBy,
  evidence,
  correspondence: asked.id,
});
