import type { UserFault } from '../../evidence/operation.js';
import type {
  ConsignmentState,
  CorrespondenceDepositErrorCode,
  CorrespondenceDepositInput,
} from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { actStates } from './actStates.js';

type Fault = UserFault<CorrespondenceDepositErrorCode>;

/** A letter that a deposit answers or reminds of, as the viewer has it. */
export type ReplyTarget = {
  readonly id: string;
  readonly role: 'SENDER' | 'TO' | 'CC';
  readonly state: 'DEPOSITED' | ConsignmentState;
  readonly sender_id: string;
  readonly state_changed_at: string;
};

/** True when the deposit closes the letter that it names: other natures only join its thread. */
export const isAnswer = ({ nature, inReplyToId }: CorrespondenceDepositInput): boolean =>
  nature === 'ANSWER' && inReplyToId != null;

/** Null when there is none or when it is not the viewer's. The consignment of a letter that is answered is locked. */
export const findReplyTarget = async (
  transaction: Transaction,
  input: CorrespondenceDepositInput,
): Promise<ReplyTarget | null> => {
  if (input.inReplyToId == null) return null;
  const id = uuidOfGlobalId('Correspondence', input.inReplyToId);
  return transaction.maybeOne(sql`
    select ${id}::uuid as id, t.role, t.state, t.sender_id, t.state_changed_at
      from correspondence.reply_target(${id}::uuid, ${isAnswer(input)}) t`);
};

export const replyFaults = (
  input: CorrespondenceDepositInput,
  target: ReplyTarget | null,
  recipientIds: readonly (string | null)[],
): readonly Fault[] => {
  const path = ['input', 'inReplyToId'];
  if (input.inReplyToId == null) return [];
  if (target === null) return [{ code: 'REPLY_TARGET_NOT_FOUND', path }];
  if (!isAnswer(input)) return [];
  const states: readonly ReplyTarget['state'][] = actStates.answer;
  if (target.role !== 'TO' || !states.includes(target.state)) return [{ code: 'ANSWER_NOT_ALLOWED', path }];
  const asker = recipientIds.indexOf(target.sender_id);
  return input.recipients[asker]?.role === 'TO' ? [] : [{ code: 'ANSWER_NOT_ALLOWED', path: ['input', 'recipients'] }];
};
