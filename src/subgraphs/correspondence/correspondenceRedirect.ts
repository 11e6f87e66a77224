import type { ActDefinition } from '../../evidence/act.js';
import type { EvidenceDocument } from '../../evidence/evidenceToken.js';
import type { UserFault } from '../../evidence/operation.js';
import type {
  CorrespondenceRedirectErrorCode,
  CorrespondenceRedirectInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import type { Transaction } from '../../platform/database.js';
import { uuidOfGlobalId } from '../../platform/ids.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { actStates } from './actStates.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { readPayload } from './readPayload.js';
import { receivedFaults } from './receivedFaults.js';
import { retrievalDeadline } from './retrievalDeadline.js';

type Code = CorrespondenceRedirectErrorCode;

type Target = {
  readonly id: string;
  readonly code: string;
  readonly is_reachable: boolean;
  readonly has_function: boolean;
  readonly has_had_it: boolean;
};

type Checked = {
  readonly held: HeldConsignment;
  readonly to: Target;
  /** What was supplied to the viewer's institution, which goes along. */
  readonly supplied: readonly EvidenceDocument[];
  readonly functionAddressCode: string | null;
  readonly text: string;
};

/** The letter goes on to the institution that is competent; sender and both recipients get the evidence. */
export const correspondenceRedirect: NonNullable<MutationResolvers['correspondenceRedirect']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceRedirect', input, redirection);
  return readPayload(operation, outcome, selectionOf(info));
};

const redirection: ActDefinition<CorrespondenceRedirectInput, Checked, Code> = {
  check: async (transaction, input, operation) => {
    // the turn of this letter is taken before its consignment is locked: a recall keeps to the same order
    const [to, held, supplied] = await Promise.all([
      findTarget(transaction, input),
      holdConsignment(transaction, input.correspondenceId),
      listSupplied(transaction, operation.requireViewer().institutionId, input),
    ]);
    const faults = [
      ...receivedFaults(held, { states: actStates.redirect, roles: ['TO'] }),
      ...targetFaults(to, input.functionAddressCode ?? null),
      ...(isPlainText(input.reasonText, 1_000)
        ? []
        : [{ code: 'REASON_REQUIRED' as const, path: ['input', 'reasonText'] }]),
    ];
    if (held === null || to === null || faults.length > 0) return { faults };
    // a recipient does not know the others: whoever asks about one so must be ready to send the letter there, once
    if (to.has_had_it) return { faults: [{ code: 'REDIRECTION_CIRCULAR', path: ['input', 'toInstitutionId'] }] };
    return {
      checked: { held, to, supplied, functionAddressCode: input.functionAddressCode ?? null, text: input.reasonText },
    };
  },
  write: async (transaction, { held, to, supplied, functionAddressCode, text }, settle, operation) => {
    const reason = { code: 'NOT_COMPETENT', text } as const;
    const result = (id: string) => ({ correspondenceId: held.correspondence_id, evidenceId: id });
    const { evidenceId, payload } = consignmentAct(
      operation,
      held,
      {
        act: 'correspondenceRedirect',
        event: 'RELAY_ACCEPTANCE',
        occurredAt: held.legal_time,
        reason,
        ...(supplied.length === 0 ? {} : { supplied }),
        redirectedTo: { id: to.id, code: to.code, role: 'TO', functionAddressCode },
        detail: { reason, to: to.code, functionAddressCode },
      },
      (id) => settle(result(id)),
    );
    const redirected = {
      ...payload,
      reason: { reason_code: reason.code, reason_text: reason.text },
      redirection: {
        institution_id: to.id,
        function_address_code: functionAddressCode,
        retrieve_by: retrievalDeadline(held.legal_time, held.priority),
      },
    };
    await transaction.finish(sql`select correspondence.post_redirection(${JSON.stringify(redirected)})`);
    return result(evidenceId);
  },
};

const findTarget = (
  transaction: Transaction,
  { correspondenceId, toInstitutionId, functionAddressCode }: CorrespondenceRedirectInput,
): Promise<Target | null> =>
  transaction.maybeOne(sql`
    select i.id, i.code, i.status = 'ACTIVE' and i.channel <> 'NOT_CONNECTED' as is_reachable, f.id is not null as has_function,
      correspondence.has_been_at(${uuidOfGlobalId('Correspondence', correspondenceId)}::uuid, i.id) as has_had_it
      from directory.institution i
      left join directory.function_address f on f.institution_id = i.id and f.code = ${functionAddressCode ?? null}
     where i.id = ${uuidOfGlobalId('Institution', toInstitutionId)}`);

const listSupplied = (
  transaction: Transaction,
  institutionId: string,
  { correspondenceId }: CorrespondenceRedirectInput,
): Promise<readonly EvidenceDocument[]> =>
  transaction.many(sql`
    select 'ANNEX' as role, s.media_type as "mediaType", s.size_bytes as "sizeBytes", encode(s.sha256, 'hex') as sha256
      from correspondence.supplement_attachment s
      join correspondence.supplement_request r on r.id = s.request_id
     where s.institution_id = ${institutionId}
       and s.correspondence_id = ${uuidOfGlobalId('Correspondence', correspondenceId)}::uuid
     order by r.requested_at, r.id, s.position`);

/** Where no letter can go. */
const targetFaults = (to: Target | null, functionAddressCode: string | null): UserFault<Code>[] => {
  const path = ['input', 'toInstitutionId'];
  if (to === null) return [{ code: 'RECIPIENT_NOT_FOUND', path }];
  if (!to.is_reachable) return [{ code: 'RECIPIENT_NOT_FOUND', path }];
  return functionAddressCode !== null && !to.has_function
    ? [{ code: 'FUNCTION_ADDRESS_NOT_FOUND', path: ['input', 'functionAddressCode'] }]
    : [];
};
