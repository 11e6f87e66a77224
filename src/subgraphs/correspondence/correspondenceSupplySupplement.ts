import { createHash } from 'node:crypto';
import type { ActDefinition } from '../../evidence/act.js';
import type {
  CorrespondenceSupplySupplementErrorCode,
  CorrespondenceSupplySupplementInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { actPayload } from './actPayload.js';
import { departureOf } from './consignmentAct.js';
import { readPayload } from './readPayload.js';
import { signEvidence } from './signEvidence.js';
import { checkSupplement, tooManyFiles, type CheckedSupplement } from './supplementCheck.js';

type Code = CorrespondenceSupplySupplementErrorCode;

/** The sender supplies what one recipient asked for, to it alone; both get the evidence. */
export const correspondenceSupplySupplement: NonNullable<MutationResolvers['correspondenceSupplySupplement']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceSupplySupplement', input, supply);
  return readPayload(operation, outcome, selectionOf(info));
};

const supply: ActDefinition<CorrespondenceSupplySupplementInput, CheckedSupplement, Code> = {
  oversize: tooManyFiles,
  check: checkSupplement,
  write: async (transaction, { letter, recipient, files, note }, settle, operation) => {
    const { institutionId, institutionCode } = operation.requireViewer();
    const parties = [institutionId, recipient.id];
    const evidence = signEvidence(operation, {
      event: 'SUPPLEMENT_SUPPLY',
      occurredAt: letter.legal_time,
      correspondenceId: letter.correspondence_id,
      sender: { id: institutionId, code: institutionCode },
      recipients: [recipient],
      recipientsOpen: true,
      submissionTime: letter.deposited_at,
      documents: letter.attachments,
      previousId: recipient.lastEvidenceId,
      registerNumbers: [departureOf({ ...letter, sender_code: institutionCode })],
      reasons: [],
      supplied: files,
      noteSha256: note === null ? null : createHash('sha256').update(note).digest('hex'),
      isActorsAlone: false,
    });
    const result = { correspondenceId: letter.correspondence_id, evidenceId: evidence.id };
    const payload = actPayload(
      operation,
      [{ evidence, parties }],
      {
        act: 'correspondenceSupplySupplement',
        occurredAt: letter.legal_time,
        correspondenceId: letter.correspondence_id,
        parties,
        detail: { note, sha256: files.map(({ sha256 }) => sha256) },
        mailbox: [
          { institution: recipient.id, type: 'ACTION_REQUIRED', consignment: recipient.id, evidence: evidence.id },
        ],
      },
      settle(result),
    );
    const supplement = {
      institution_id: recipient.id,
      note,
      attachments: files.map(({ documentId, title }, position) => ({ position, document_id: documentId, title })),
    };
    await transaction.finish(sql`select correspondence.post_supplement(${JSON.stringify({ ...payload, supplement })})`);
    return result;
  },
};
