import type { ActDefinition } from '../../evidence/act.js';
import type { UserFault } from '../../evidence/operation.js';
import type {
  CorrespondenceConfirmEnclosuresErrorCode,
  CorrespondenceConfirmEnclosuresInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { actStates } from './actStates.js';
import { consignmentAct } from './consignmentAct.js';
import { maxEnclosures } from './enclosureCheck.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { findAwaitedEnclosures, type AwaitedEnclosure } from './physicalEnclosures.js';
import { readPayload } from './readPayload.js';
import { receivedFaults } from './receivedFaults.js';

type Code = CorrespondenceConfirmEnclosuresErrorCode;
type Fault = UserFault<Code>;
type Checked = { readonly held: HeldConsignment; readonly enclosures: readonly AwaitedEnclosure[] };

/** The recipient has enclosures in hand that travelled outside the hub; both parties get the evidence. */
export const correspondenceConfirmEnclosures: NonNullable<
  MutationResolvers['correspondenceConfirmEnclosures']
> = async (_, { input }, operation, info) => {
  const outcome = await operation.act('correspondenceConfirmEnclosures', input, confirmation);
  return readPayload(operation, outcome, selectionOf(info));
};

const confirmation: ActDefinition<CorrespondenceConfirmEnclosuresInput, Checked, Code> = {
  oversize: ({ receivedEnclosures }) => (receivedEnclosures.length > maxEnclosures ? [notNamed] : []),
  check: async (transaction, { correspondenceId, receivedEnclosures }, operation) => {
    const [held, known] = await Promise.all([
      holdConsignment(transaction, correspondenceId),
      findAwaitedEnclosures(transaction, operation.requireViewer().institutionId, correspondenceId),
    ]);
    const faultsOfState = receivedFaults(held, { states: actStates.confirmEnclosures, roles: ['TO', 'CC'] });
    // what belongs to a letter is not told to who does not have it, or has it no more
    const faults: readonly Fault[] =
      faultsOfState.length > 0 ? faultsOfState : enclosureFaults(receivedEnclosures, known);
    if (held === null || faults.length > 0) return { faults };
    return { checked: { held, enclosures: known.filter(({ position }) => receivedEnclosures.includes(position)) } };
  },
  write: async (transaction, { held, enclosures }, settle, operation) => {
    const result = (id: string) => ({ correspondenceId: held.correspondence_id, evidenceId: id });
    const positions = enclosures.map(({ position }) => position);
    const { evidenceId, payload } = consignmentAct(
      operation,
      held,
      {
        act: 'correspondenceConfirmEnclosures',
        event: 'RECEIVED_FROM_NON_ERDS',
        occurredAt: held.legal_time,
        enclosures,
        detail: { positions },
      },
      (id) => settle(result(id)),
    );
    await transaction.finish(sql`select correspondence.post_enclosures(${JSON.stringify({ ...payload, positions })})`);
    return result(evidenceId);
  },
};

const notNamed: Fault = { code: 'ENCLOSURE_NOT_FOUND', path: ['input', 'receivedEnclosures'] };

const enclosureFaults = (asked: readonly number[], known: readonly AwaitedEnclosure[]): readonly Fault[] => {
  if (asked.length === 0) return [notNamed];
  return asked.flatMap((position, at): readonly Fault[] => {
    const enclosure = known.find((each) => each.position === position);
    const path = [...notNamed.path, String(at)];
    if (enclosure === undefined) return [{ code: 'ENCLOSURE_NOT_FOUND', path }];
    return enclosure.is_confirmed ? [{ code: 'ENCLOSURE_ALREADY_CONFIRMED', path }] : [];
  });
};
