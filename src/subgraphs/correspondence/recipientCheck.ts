import type { UserFault } from '../../evidence/operation.js';
import type { CorrespondenceDepositErrorCode, CorrespondenceDepositInput } from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { sql } from '../../platform/sql.js';

type Fault = UserFault<CorrespondenceDepositErrorCode>;

export type CheckedRecipient = {
  readonly id: string;
  readonly code: string;
  readonly role: 'TO' | 'CC';
  readonly functionAddressId: string | null;
  readonly functionAddressCode: string | null;
  /** The last day of a pause that it has announced. */
  readonly pausedUntil: string | null;
  /** When it last asked for its letters; null: not known. */
  readonly lastSeenAt: string | null;
};

export type RecipientRow = {
  readonly id: string | null;
  readonly code: string;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  readonly channel: 'SYSTEM' | 'DESK' | 'NOT_CONNECTED';
  readonly function_address_id: string | null;
  readonly paused_until: string | null;
  readonly last_seen_at: string | null;
  /** Name and code of the institution that took its place. */
  readonly successor: string | null;
};

export const findRecipients = (
  transaction: Transaction,
  { recipients }: CorrespondenceDepositInput,
  ids: readonly (string | null)[],
): Promise<readonly RecipientRow[]> =>
  transaction.many(sql`
    select i.id, i.code, i.status, i.channel, f.id as function_address_id, r.paused_until, r.last_seen_at,
      s.name_fr || ' – ' || s.name_ar || ' (' || s.code || ')' as successor
      from unnest(${ids}::uuid[], ${recipients.map((recipient) => recipient.functionAddressCode ?? null)}::text[])
        with ordinality asked (institution_id, function_code, place)
      left join directory.institution i on i.id = asked.institution_id
      left join directory.function_address f on f.institution_id = i.id and f.code = asked.function_code
      left join directory.reachability r on r.institution_id = i.id
      left join directory.institution s on s.id = i.successor_id
     order by asked.place`);

/** Faults of form of the recipients; what makes the deposit a signed refusal goes to `rejections`. */
export const recipientFaults = (
  rows: readonly RecipientRow[],
  { recipients }: CorrespondenceDepositInput,
  institutionId: string,
  rejections: Fault[],
): Fault[] => {
  const seen = new Set<string>();
  return rows.flatMap((row, at): Fault[] => {
    const path = ['input', 'recipients', String(at), 'institutionId'];
    if (row.id === null) return [{ code: 'RECIPIENT_NOT_FOUND', path }];
    if (row.id === institutionId) return [{ code: 'RECIPIENT_IS_SENDER', path }];
    if (seen.has(row.id)) return [{ code: 'RECIPIENT_REPEATED', path }];
    seen.add(row.id);
    if (row.status !== 'ACTIVE') {
      rejections.push({ code: 'RECIPIENT_SUSPENDED', path, values: { successor: row.successor ?? '—' } });
    } else if (row.channel === 'NOT_CONNECTED') return [{ code: 'RECIPIENT_NOT_CONNECTED', path }];
    const hasFunction = recipients[at]!.functionAddressCode != null;
    return hasFunction && row.function_address_id === null
      ? [{ code: 'FUNCTION_ADDRESS_NOT_FOUND', path: [...path.slice(0, 3), 'functionAddressCode'] }]
      : [];
  });
};

export const checkedRecipients = (
  rows: readonly RecipientRow[],
  { recipients }: CorrespondenceDepositInput,
): readonly CheckedRecipient[] =>
  rows.map((row, at) => ({
    id: row.id!,
    code: row.code,
    role: recipients[at]!.role,
    functionAddressId: row.function_address_id,
    functionAddressCode: recipients[at]!.functionAddressCode ?? null,
    pausedUntil: row.paused_until,
    lastSeenAt: row.last_seen_at,
  }));
