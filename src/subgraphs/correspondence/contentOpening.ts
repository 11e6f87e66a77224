import type { Operation } from '../../evidence/operation.js';
import { sql } from '../../platform/sql.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment } from './heldConsignment.js';
import { toGlobalId } from '../../platform/ids.js';

type Letter = { readonly correspondence_id: string; readonly first_opened_at: string | null };

/**
 * Records, before the first byte of a document is served, that the viewer's institution opens each letter by which it came.
 * Only the first opening of a letter is an act; a twin that waited finds it opened and does nothing.
 */
export const recordOpening = async (operation: Operation, documentId: string): Promise<void> => {
  const letters = await operation.db.many<Letter>(sql`
    select l.correspondence_id, l.first_opened_at from correspondence.letters_with(${documentId}::uuid) l`);
  for (const { correspondence_id, first_opened_at } of letters) {
    if (first_opened_at === null) await openLetter(operation, correspondence_id);
  }
};

const openLetter = async (operation: Operation, correspondenceId: string): Promise<void> => {
  operation.hub.checkClock();
  await operation.write(async (transaction) => {
    const held = await holdConsignment(transaction, toGlobalId('Correspondence', correspondenceId));
    if (held === null || held.first_opened_at !== null) return;
    const { payload } = consignmentAct(
      operation,
      held,
      { act: 'contentOpening', event: 'CONTENT_ACCESS_TRACKING', occurredAt: held.legal_time },
      () => null,
    );
    await transaction.finish(sql`select correspondence.post_opening(${JSON.stringify(payload)})`);
  });
};
