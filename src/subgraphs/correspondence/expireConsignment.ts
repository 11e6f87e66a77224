import type { DueTimer, TimerAct } from '../../evidence/dueTimers.js';
import type { Hub } from '../../evidence/hub.js';
import type { Transaction } from '../../platform/database.js';
import { sql } from '../../platform/sql.js';
import { payloadOf } from './actPayload.js';
import type { HeldConsignment } from './heldConsignment.js';
import { signAs } from './signEvidence.js';

/** A consignment that nobody has retrieved in time, locked, with what the evidence about it has to say. */
type Unretrieved = Pick<
  HeldConsignment,
  | 'addressed_function_code'
  | 'sender_id'
  | 'sender_code'
  | 'departure_number'
  | 'departure_series'
  | 'departure_year'
  | 'deposited_at'
  | 'last_evidence_id'
  | 'legal_time'
  | 'attachments'
> & { readonly institution_code: string; readonly retrieve_by: string };

const nilUuid = '00000000-0000-0000-0000-000000000000';

/** The hub itself acts: no institution, no key but its own, for the purpose of every letter. */
const clock = {
  institutionCode: null,
  clientId: 'wasl_clock',
  keyThumbprint: null,
  purpose: 'CORRESPONDENCE',
  caseReference: null,
} as const;

/**
 * The retrieval deadline of one consignment has passed: it is marked overdue, both parties get evidence of it and an event, and
 * the letter stays retrievable. Whoever retrieved it meanwhile was in time, as far as the hub can say.
 */
export const expireConsignment =
  (hub: Pick<Hub, 'signer' | 'clock'>): TimerAct =>
  async (transaction, timer) => {
    const held = await holdUnretrieved(transaction, timer);
    if (held === null) return transaction.finish(sql`delete from wasl.due where id = ${timer.id}`);
    const payload = expiry(hub, timer, held);
    await transaction.finish(sql`select correspondence.expire(${JSON.stringify(payload)})`);
  };

const holdUnretrieved = (transaction: Transaction, { object }: DueTimer): Promise<Unretrieved | null> =>
  transaction.maybeOne(sql`
    select held.addressed_function_code, held.institution_code, held.sender_id, held.sender_code, held.departure_number,
      held.departure_series, held.departure_year, held.deposited_at, held.retrieve_by, held.last_evidence_id, held.legal_time,
      held.attachments
      from correspondence.hold_unretrieved(${object['institution_id']!}::uuid, ${object['correspondence_id']!}::uuid) held`);

const expiry = (hub: Pick<Hub, 'signer' | 'clock'>, { id, object }: DueTimer, held: Unretrieved): object => {
  const [institution, letter] = [object['institution_id']!, object['correspondence_id']!];
  const reason = { code: 'EXPIRED', text: `Nobody had retrieved it by ${held.retrieve_by}.` };
  const evidence = signAs(hub, clock, {
    event: 'ACCEPTANCE_REJECTION_EXPIRY',
    occurredAt: held.legal_time,
    correspondenceId: letter,
    sender: { id: held.sender_id, code: held.sender_code },
    recipients: [
      {
        id: institution,
        code: held.institution_code,
        role: 'TO',
        functionAddressCode: held.addressed_function_code,
      },
    ],
    recipientsOpen: true,
    submissionTime: held.deposited_at,
    documents: held.attachments,
    previousId: held.last_evidence_id,
    registerNumbers: [
      {
        institutionCode: held.sender_code,
        direction: 'OUT',
        series: held.departure_series,
        year: held.departure_year,
        number: held.departure_number,
      },
    ],
    reasons: [reason],
    noteSha256: null,
  });
  const parties = [institution, held.sender_id];
  return {
    ...payloadOf(
      hub,
      {
        clientId: nilUuid,
        keyThumbprint: clock.clientId,
        tokenId: clock.clientId,
        purpose: clock.purpose,
        caseReference: null,
      },
      [{ evidence, parties, reason }],
      {
        act: 'retrievalExpiry',
        occurredAt: held.legal_time,
        correspondenceId: letter,
        parties,
        detail: { retrieveBy: held.retrieve_by },
        mailbox: parties.map((party) => ({
          institution: party,
          type: 'OVERDUE',
          consignment: institution,
          evidence: evidence.id,
        })),
      },
    ),
    timer: { id, institution_id: institution },
  };
};
