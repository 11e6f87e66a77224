import type { ActDefinition } from '../../evidence/act.js';
import type { UserFault } from '../../evidence/operation.js';
import type {
  CorrespondenceRegisterArrivalErrorCode,
  CorrespondenceRegisterArrivalInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { newUuid } from '../../platform/ids.js';
import { zoneVersion } from '../../platform/legalTime.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { actStates } from './actStates.js';
import { checkNumber, racedNumber } from './checkNumber.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { findAwaitedEnclosures, type AwaitedEnclosure } from './physicalEnclosures.js';
import { readPayload } from './readPayload.js';
import { takeNumber, type NumberSource } from './takeNumber.js';

type Code = CorrespondenceRegisterArrivalErrorCode;
type Fault = UserFault<Code>;
type Checked = {
  readonly held: HeldConsignment;
  readonly source: NumberSource;
  /** Those that are in hand now. */
  readonly enclosures: readonly AwaitedEnclosure[];
};

/** The recipient enters the letter into its arrival register; both parties learn the number. */
export const correspondenceRegisterArrival: NonNullable<MutationResolvers['correspondenceRegisterArrival']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('correspondenceRegisterArrival', input, arrival);
  return readPayload(operation, outcome, selectionOf(info));
};

const arrival: ActDefinition<CorrespondenceRegisterArrivalInput, Checked, Code> = {
  oversize: ({ receivedEnclosures }) => ((receivedEnclosures ?? []).length > 100 ? [enclosureFault()] : []),
  register: ({ series }) => `IN:${series}`,
  check: async (transaction, { correspondenceId, series, number, receivedEnclosures }, operation) => {
    const { institutionId } = operation.requireViewer();
    const source: NumberSource = { direction: 'IN', series, number };
    const asked = receivedEnclosures ?? [];
    const [held, numberFaults, known] = await Promise.all([
      holdConsignment(transaction, correspondenceId),
      checkNumber(transaction, institutionId, source),
      asked.length === 0 ? [] : findAwaitedEnclosures(transaction, institutionId, correspondenceId),
    ]);
    const faults: readonly Fault[] = [
      ...stateFaults(held),
      ...numberFaults,
      ...asked.flatMap((position, at) =>
        known.some((enclosure) => enclosure.position === position) ? [] : [enclosureFault(at)],
      ),
    ];
    if (held === null || faults.length > 0) return { faults };
    // what was confirmed before its letter was registered stays as it is
    const enclosures = known.filter(({ position, is_confirmed }) => asked.includes(position) && !is_confirmed);
    return { checked: { held, source, enclosures } };
  },
  raced: racedNumber,
  write: async (transaction, { held, source, enclosures }, settle, operation) => {
    const viewer = operation.requireViewer();
    const taken = await takeNumber(transaction, source, held.legal_time);
    const { series, year, number } = taken;
    const entryId = newUuid(operation.hub.clock.nowMs());
    const result = (id: string) => ({
      correspondenceId: held.correspondence_id,
      registerEntryId: entryId,
      evidenceId: id,
    });
    const { evidenceId, payload } = consignmentAct(
      operation,
      held,
      {
        act: 'correspondenceRegisterArrival',
        event: 'REGISTER_ARRIVAL',
        occurredAt: taken.registered_at,
        arrival: { institutionCode: viewer.institutionCode, direction: 'IN', series, year, number },
        enclosures,
        detail: { series, year, number },
      },
      (id) => settle(result(id)),
    );
    const entry = {
      id: entryId,
      register_id: taken.register_id,
      number,
      subject: held.subject,
      confidential: held.confidentiality === 'CONFIDENTIAL',
      counterpart_id: held.sender_id,
      counterpart_number: held.departure_number,
      zone_version: zoneVersion,
    };
    const received_enclosures = enclosures.map(({ position }) => position);
    await transaction.finish(
      sql`select correspondence.post_arrival(${JSON.stringify({ ...payload, entry, received_enclosures })})`,
    );
    return result(evidenceId);
  },
};

const stateFaults = (held: HeldConsignment | null): readonly Fault[] => {
  const path = ['input', 'correspondenceId'];
  if (held === null) return [{ code: 'CORRESPONDENCE_NOT_FOUND', path }];
  if (held.state === 'DELIVERED') return [{ code: 'CORRESPONDENCE_NOT_RETRIEVED', path }];
  const allowed: readonly HeldConsignment['state'][] = actStates.registerArrival;
  if (!allowed.includes(held.state)) return [{ code: 'STATE_NOT_ALLOWED', path, values: { state: held.state } }];
  return held.arrival_number === null
    ? []
    : [{ code: 'ALREADY_REGISTERED', path, values: { number: held.arrival_number } }];
};

const enclosureFault = (at?: number): Fault => ({
  code: 'ENCLOSURE_NOT_FOUND',
  path: ['input', 'receivedEnclosures', ...(at === undefined ? [] : [String(at)])],
});
