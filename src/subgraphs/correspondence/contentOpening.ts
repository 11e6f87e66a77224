import type { EvidenceDocument } from '../../evidence/evidenceToken.js';
import type { Operation } from '../../evidence/operation.js';
import type { Transaction } from '../../platform/database.js';
import { Fault } from '../../platform/errors.js';
import { toGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment } from './heldConsignment.js';

type Letter = { readonly correspondence_id: string; readonly is_recorded: boolean };

/**
 * Records, before the first byte of a document is served, that the viewer's institution opens each letter by which it came,
 * and the file itself where it was supplied to it after the deposit. Only the first opening of either is an act; a twin that
 * waited finds it opened and does nothing. `NOT_FOUND` when the document came by no letter that is open now: a recall that was
 * first has taken it back.
 */
export const recordOpening = async (operation: Operation, documentId: string): Promise<void> => {
  const letters = await operation.db.many<Letter>(sql`
    select l.correspondence_id,
      l.first_opened_at is not null and not exists (
        select from correspondence.supplement_attachment s
         where s.institution_id = ${operation.requireViewer().institutionId}
           and s.correspondence_id = l.correspondence_id
           and s.document_id = ${documentId}::uuid
           and s.first_opened_at is null) as is_recorded
      from correspondence.letters_with(${documentId}::uuid) l`);
  let isOpen = false;
  for (const { correspondence_id, is_recorded } of letters) {
    // what was opened once is not withdrawn any more
    isOpen = is_recorded || (await openLetter(operation, correspondence_id, documentId)) || isOpen;
  }
  if (!isOpen) throw new Fault('NOT_FOUND', 'There is no such document.');
};

/** False when it was withdrawn before. */
const openLetter = async (operation: Operation, correspondenceId: string, documentId: string): Promise<boolean> => {
  operation.hub.checkClock();
  return operation.write(async (transaction) => {
    const [held, supplied] = await Promise.all([
      holdConsignment(transaction, toGlobalId('Correspondence', correspondenceId)),
      findUnopened(transaction, operation.requireViewer().institutionId, correspondenceId, documentId),
    ]);
    if (held === null || held.state === 'RECALLED') return false;
    if (held.first_opened_at !== null && supplied === null) return true;
    const { payload } = consignmentAct(
      operation,
      held,
      {
        act: 'contentOpening',
        event: 'CONTENT_ACCESS_TRACKING',
        occurredAt: held.legal_time,
        ...(supplied === null ? {} : { supplied: [supplied], detail: { supplied: supplied.sha256 } }),
      },
      () => null,
    );
    const opening = { ...payload, supplied: supplied === null ? null : documentId };
    await transaction.finish(sql`select correspondence.post_opening(${JSON.stringify(opening)})`);
    return true;
  });
};

/** The document as it was supplied with that letter, when the viewer's institution has not opened it yet. Read under the lock of its consignment. */
const findUnopened = (
  transaction: Transaction,
  institutionId: string,
  correspondenceId: string,
  documentId: string,
): Promise<EvidenceDocument | null> =>
  transaction.maybeOne(sql`
    select 'ANNEX' as role, s.media_type as "mediaType", s.size_bytes as "sizeBytes", encode(s.sha256, 'hex') as sha256
      from correspondence.supplement_attachment s
     where s.institution_id = ${institutionId}
       and s.correspondence_id = ${correspondenceId}::uuid
       and s.document_id = ${documentId}::uuid
       and s.first_opened_at is null`);
