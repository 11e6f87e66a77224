import type { ActDefinition } from '../../evidence/act.js';
import type {
  CorrespondenceRetrieveErrorCode,
  CorrespondenceRetrieveInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { consignmentAct } from './consignmentAct.js';
import { handoverFaults } from './handoverFaults.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { readPayload } from './readPayload.js';

type Code = CorrespondenceRetrieveErrorCode;

/** Digests of no attachment that are told one by one: there may be as many as a request holds. */
const mostNamed = 100;

/** The recipient states that it holds the content, by the digests of what it stored. */
export const correspondenceRetrieve: NonNullable<MutationResolvers['correspondenceRetrieve']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceRetrieve', input, retrieval);
  return readPayload(operation, outcome, selectionOf(info));
};

const retrieval: ActDefinition<CorrespondenceRetrieveInput, HeldConsignment, Code> = {
  check: async (transaction, input, operation) => {
    const held = await holdConsignment(transaction, input.correspondenceId);
    const faults = handoverFaults(operation, held);
    if (held === null || faults.length > 0) return { faults };
    const echoed = new Set(input.sha256);
    const own = new Set(held.attachments.map(({ sha256 }) => sha256));
    const missing = held.attachments.filter(({ sha256 }) => !echoed.has(sha256));
    const foreign = [...echoed].filter((sha256) => !own.has(sha256));
    const titles = missing.length > 0 ? missing.map(({ title }) => title) : foreign.slice(0, mostNamed);
    return titles.length === 0
      ? { checked: held }
      : { faults: titles.map((title) => ({ code: 'DIGEST_MISMATCH', path: ['input', 'sha256'], values: { title } })) };
  },
  write: async (transaction, held, settle, operation) => {
    const result = (id: string) => ({ correspondenceId: held.correspondence_id, evidenceId: id });
    const { evidenceId, payload } = consignmentAct(
      operation,
      held,
      { act: 'correspondenceRetrieve', event: 'CONTENT_HANDOVER', occurredAt: held.legal_time },
      (id) => settle(result(id)),
    );
    await transaction.finish(sql`select correspondence.post_retrieval(${JSON.stringify(payload)})`);
    return result(evidenceId);
  },
};
