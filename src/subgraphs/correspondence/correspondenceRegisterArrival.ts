import type { ActDefinition } from '../../evidence/act.js';
import type {
  CorrespondenceRegisterArrivalErrorCode,
  CorrespondenceRegisterArrivalInput,
  MutationResolvers,
} from '../../generated/correspondence.js';
import { newUuid } from '../../platform/ids.js';
import { zoneVersion } from '../../platform/legalTime.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { consignmentAct } from './consignmentAct.js';
import { holdConsignment, type HeldConsignment } from './heldConsignment.js';
import { readPayload } from './readPayload.js';
import { seriesExists, takeNumber } from './takeNumber.js';

type Code = CorrespondenceRegisterArrivalErrorCode;
type Checked = { readonly held: HeldConsignment; readonly series: string };

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
  register: ({ series }) => `IN:${series}`,
  check: async (transaction, { correspondenceId, series }, operation) => {
    const [held, knownSeries] = await Promise.all([
      holdConsignment(transaction, correspondenceId),
      seriesExists(transaction, operation.requireViewer().institutionId, series),
    ]);
    const fault = held === null ? ({ code: 'CORRESPONDENCE_NOT_FOUND' } as const) : stateFault(held);
    const faults = [
      ...(fault === null ? [] : [{ ...fault, path: ['input', 'correspondenceId'] }]),
      ...(knownSeries ? [] : [{ code: 'SERIES_NOT_FOUND' as const, path: ['input', 'series'] }]),
    ];
    return held === null || faults.length > 0 ? { faults } : { checked: { held, series } };
  },
  write: async (transaction, { held, series }, settle, operation) => {
    const viewer = operation.requireViewer();
    const taken = await takeNumber(transaction, 'IN', series, held.legal_time);
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
        arrival: {
          institutionCode: viewer.institutionCode,
          direction: 'IN',
          series,
          year: taken.year,
          number: taken.number,
        },
        detail: { series, year: taken.year, number: taken.number },
      },
      (id) => settle(result(id)),
    );
    const entry = {
      id: entryId,
      register_id: taken.register_id,
      number: taken.number,
      subject: held.subject,
      confidential: held.confidentiality === 'CONFIDENTIAL',
      counterpart_id: held.sender_id,
      counterpart_number: held.departure_number,
      zone_version: zoneVersion,
    };
    await transaction.finish(sql`select correspondence.post_arrival(${JSON.stringify({ ...payload, entry })})`);
    return result(evidenceId);
  },
};

const stateFault = (
  held: HeldConsignment,
): { readonly code: Code; readonly values?: Readonly<Record<string, string>> } | null => {
  if (held.state === 'DELIVERED') return { code: 'CORRESPONDENCE_NOT_RETRIEVED' };
  if (held.arrival_number !== null) return { code: 'ALREADY_REGISTERED', values: { number: held.arrival_number } };
  return null;
};
