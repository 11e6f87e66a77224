import type { ActDefinition, ActResult } from '../../evidence/act.js';
import type { Operation } from '../../evidence/operation.js';
import type {
  CorrespondenceRecallErrorCode,
  CorrespondenceRecallInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { into, selectionOf, type Selection } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { actPayload } from './actPayload.js';
import { departureOf } from './consignmentAct.js';
import { readConsignments, type ConsignmentRow } from './consignments.js';
import { findEvidence, type EvidenceRow } from './evidence.js';
import { readPayload } from './readPayload.js';
import { holdSentLetter, type SentConsignment, type SentLetter } from './sentLetter.js';
import { signEvidence } from './signEvidence.js';

type Code = CorrespondenceRecallErrorCode;
type Checked = { readonly letter: SentLetter; readonly text: string };

type RecallResult = {
  readonly consignment: ConsignmentRow;
  readonly recalled: boolean;
  readonly evidence: EvidenceRow | null;
};

/** The sender withdraws the letter from every recipient that has not opened it; each of those gets the evidence. */
export const correspondenceRecall: NonNullable<MutationResolvers['correspondenceRecall']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceRecall', input, recall);
  const selection = selectionOf(info);
  const [payload, results] = await Promise.all([
    readPayload(operation, outcome, selection),
    readResults(operation, outcome.result, selection),
  ]);
  return { ...payload, results };
};

const recall: ActDefinition<CorrespondenceRecallInput, Checked, Code> = {
  check: async (transaction, { correspondenceId, reasonText: text }) => {
    const letter = await holdSentLetter(transaction, correspondenceId, 'DELIVERED');
    const path = ['input', 'correspondenceId'];
    const faults = [
      ...(letter === null ? [{ code: 'CORRESPONDENCE_NOT_FOUND' as const, path }] : []),
      ...(letter?.recipients.every(({ held }) => !held) === true ? [{ code: 'ALREADY_OPENED' as const, path }] : []),
      ...(isPlainText(text, 1_000) ? [] : [{ code: 'REASON_REQUIRED' as const, path: ['input', 'reasonText'] }]),
    ];
    return letter === null || faults.length > 0 ? { faults } : { checked: { letter, text } };
  },
  write: async (transaction, { letter, text }, settle, operation) => {
    const { institutionId: senderId } = operation.requireViewer();
    const reason = { code: 'RECALLED', text } as const;
    // one token for some whose last evidence is the same, as after the deposit: each finds itself in it, and no other
    const signed = withdrawals(letter).map((recipients) => ({
      recipients,
      evidence: signWithdrawal(operation, letter, recipients, text),
    }));
    const evidenceOf = new Map(
      signed.flatMap(({ recipients, evidence }) => recipients.map(({ id }) => [id, evidence])),
    );
    const recalled = [...evidenceOf].map(([id, evidence]) => ({ institution_id: id, evidence_id: evidence.id }));
    const result: ActResult<Code> = {
      correspondenceId: letter.correspondence_id,
      evidenceId: signed[0]!.evidence.id,
      recipients: letter.recipients.map(({ id, state, lastEvidenceId }) => ({
        institutionId: id,
        evidenceId: evidenceOf.get(id)?.id ?? (state === 'RECALLED' ? lastEvidenceId : null),
      })),
    };
    const payload = actPayload(
      operation,
      signed.map(({ recipients, evidence }) => ({
        evidence,
        parties: [senderId, ...recipients.map(({ id }) => id)],
        reason,
      })),
      {
        act: 'correspondenceRecall',
        occurredAt: letter.legal_time,
        correspondenceId: letter.correspondence_id,
        parties: [senderId, ...evidenceOf.keys()],
        detail: { reason },
        mailbox: [...evidenceOf].map(([id, evidence]) => ({
          institution: id,
          type: 'CORRESPONDENCE_RECALLED',
          consignment: id,
          evidence: evidence.id,
        })),
      },
      settle(result),
    );
    await transaction.finish(
      sql`select correspondence.post_recall(${JSON.stringify({ ...payload, recalled, reason_text: text })})`,
    );
    return result;
  },
};

/** Every result of a recall gives its evidence whole: with all recipients in each, the answer would grow with their square. */
const mostInOne = 20;

/** The recipients that have not opened it, by the evidence that the next one about them has to name, so many at a time. */
const withdrawals = ({ recipients }: SentLetter): readonly (readonly SentConsignment[])[] => {
  const groups = new Map<string, SentConsignment[]>();
  for (const recipient of recipients.filter(({ held }) => held)) {
    const group = groups.get(recipient.lastEvidenceId);
    if (group === undefined) groups.set(recipient.lastEvidenceId, [recipient]);
    else group.push(recipient);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / mostInOne) }, (_, at) =>
      group.slice(at * mostInOne, (at + 1) * mostInOne),
    ),
  );
};

const signWithdrawal = (
  operation: Operation,
  letter: SentLetter,
  recipients: readonly SentConsignment[],
  text: string,
) => {
  const { institutionId, institutionCode } = operation.requireViewer();
  return signEvidence(operation, {
    event: 'RECALL',
    occurredAt: letter.legal_time,
    correspondenceId: letter.correspondence_id,
    sender: { id: institutionId, code: institutionCode },
    recipients,
    recipientsOpen: false,
    submissionTime: letter.deposited_at,
    documents: letter.attachments,
    previousId: recipients[0]!.lastEvidenceId,
    registerNumbers: [departureOf({ ...letter, sender_code: institutionCode })],
    reasons: [{ code: 'RECALLED', text }],
    isConfidential: letter.confidentiality === 'CONFIDENTIAL',
    noteSha256: null,
    isActorsAlone: false,
  });
};

/** What the recall came to for each recipient, as it was answered first. */
const readResults = async (
  operation: Operation,
  result: ActResult<Code> | null,
  selection: Selection,
): Promise<RecallResult[]> => {
  const asked = into(selection, 'results');
  if (result?.recipients === undefined || asked.length === 0) return [];
  const named = result.recipients.flatMap(({ evidenceId }) => (evidenceId === null ? [] : [evidenceId]));
  const below = asked.flatMap((each) => into(each, 'evidence'));
  const [consignments, evidence] = await Promise.all([
    readConsignments(operation, sql`select ${result.correspondenceId!}::uuid`),
    below.length === 0 ? [] : findEvidence(operation, [...new Set(named)], below),
  ]);
  const evidenceById = new Map(evidence.map((row) => [row?.id, row]));
  return result.recipients.map(({ institutionId, evidenceId }) => ({
    consignment: consignments.find(({ institution_id }) => institution_id === institutionId)!,
    recalled: evidenceId !== null,
    evidence: evidenceById.get(evidenceId ?? undefined) ?? null,
  }));
};
