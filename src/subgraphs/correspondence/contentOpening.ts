import type { Operation } from '../../evidence/operation.js';
import { Fault } from '../../platform/errors.js';
import { toGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment } from './heldConsignment.js';

type Letter = { readonly correspondence_id: string; readonly first_opened_at: string | null };

/**
 * Records, before the first byte of a document is served, that the viewer's institution opens each letter by which it came.
 * Only the first opening of a letter is an act; a twin that waited finds it opened and does nothing. `NOT_FOUND` when the
 * document came by no letter that is open now: a recall that was first has taken it back.
 */
export const recordOpening = async (operation: Operation, documentId: string): Promise<void> => {
  const letters = await operation.db.many<Letter>(sql`
    select l.correspondence_id, l.first_opened_at from correspondence.letters_with(${documentId}::uuid) l`);
  let isOpen = false;
  for (const { correspondence_id, first_opened_at } of letters) {
    // what was opened once is not withdrawn any more
    isOpen = first_opened_at !== null || (await openLetter(operation, correspondence_id)) || isOpen;
  }
  if (!isOpen) throw new Fault('NOT_FOUND', 'There is no such document.');
};

/** False when it was withdrawn before. */
const openLetter = async (operation: Operation, correspondenceId: string): Promise<boolean> => {
  operation.hub.checkClock();
  return operation.write(async (transaction) => {
    const held = await holdConsignment(transaction, toGlobalId('Correspondence', correspondenceId));
    if (held === null || held.state === 'RECALLED') return false;
    if (held.first_opened_at !== null) return true;
    const { payload } = consignmentAct(
      operation,
      held,
      { act: 'contentOpening', event: 'CONTENT_ACCESS_TRACKING', occurredAt: held.legal_time },
      () => null,
    );
    await transaction.finish(sql`select correspondence.post_opening(${JSON.stringify(payload)})`);
    return true;
  });
};
