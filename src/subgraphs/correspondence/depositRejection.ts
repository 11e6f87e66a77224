import type { ActResult, Settle } from '../../evidence/act.js';
import type { Operation } from '../../evidence/operation.js';
import type { CorrespondenceDepositErrorCode } from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { message } from '../../platform/messages.js';
import { sql } from '../../platform/sql.js';
import { actPayload } from './actPayload.js';
import type { CheckedDeposit } from './depositCheck.js';
import { signEvidence } from './signEvidence.js';

const reasonCodes = { RECIPIENT_SUSPENDED: 'ADDRESSEE_SUSPENDED', DOCUMENT_INFECTED: 'MALWARE' } as const;

/** The deposit is refused by an act of its own: a signed refusal under the key, given to the sender alone, and nothing else. */
export const rejectDeposit = async (
  transaction: Transaction,
  { recipients, attachments, rejections }: CheckedDeposit,
  settle: Settle,
  operation: Operation,
): Promise<ActResult<CorrespondenceDepositErrorCode>> => {
  const viewer = operation.requireViewer();
  const [, { now }] = await Promise.all([
    // what was shared with the recipients while checking is taken back
    transaction.many(sql`rollback to savepoint attached`),
    transaction.one<{ now: string }>(sql`select wasl.now() as now`),
  ]);
  const reasons = [...new Set(rejections.map(({ code }) => code))].map((code) => ({
    code: reasonCodes[code as keyof typeof reasonCodes],
    text: message('en', code, { successor: successorsIn(rejections) }),
  }));
  const refusal = signEvidence(operation, {
    event: 'SUBMISSION_REJECTION',
    occurredAt: now,
    correspondenceId: null,
    sender: { id: viewer.institutionId, code: viewer.institutionCode },
    recipients,
    recipientsOpen: true,
    submissionTime: null,
    documents: attachments,
    previousId: null,
    registerNumbers: [],
    reasons,
    noteSha256: null,
    isActorsAlone: true,
  });
  const result: ActResult<CorrespondenceDepositErrorCode> = { evidenceId: refusal.id, rejection: rejections };
  const payload = actPayload(
    operation,
    [{ evidence: refusal, parties: [viewer.institutionId], reason: reasons[0]! }],
    {
      act: 'correspondenceDeposit',
      occurredAt: now,
      correspondenceId: null,
      parties: [viewer.institutionId],
      detail: { rejected: rejections.map(({ code }) => code) },
      mailbox: [],
    },
    settle(result),
  );
  await transaction.finish(sql`select correspondence.post_rejection(${JSON.stringify(payload)})`);
  return result;
};

const successorsIn = (rejections: CheckedDeposit['rejections']): string =>
  [...new Set(rejections.flatMap(({ values }) => values?.['successor'] ?? []))].join('; ');
