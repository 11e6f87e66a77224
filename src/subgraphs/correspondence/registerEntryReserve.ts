import type { ActDefinition } from '../../evidence/act.js';
import type {
  MutationResolvers,
  RegisterEntryReserveErrorCode,
  RegisterEntryReserveInput,
} from '../../generated/correspondence.js';
import { newUuid } from '../../platform/ids.js';
import { zoneVersion } from '../../platform/legalTime.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { checkNumber, racedNumber } from './checkNumber.js';
import { ownAct } from './ownAct.js';
import { readPayload } from './readPayload.js';
import { numberLane, takeNumber } from './takeNumber.js';

type Code = RegisterEntryReserveErrorCode;

/** A number is taken before its letter is printed, so that it can stand on its face. */
export const registerEntryReserve: NonNullable<MutationResolvers['registerEntryReserve']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('registerEntryReserve', input, reservation);
  return readPayload(operation, outcome, selectionOf(info));
};

const reservation: ActDefinition<RegisterEntryReserveInput, RegisterEntryReserveInput, Code> = {
  register: numberLane,
  check: async (transaction, input, operation) => {
    const numberFaults = await checkNumber(transaction, operation.requireViewer().institutionId, input);
    const hasSubject = input.subject == null || isPlainText(input.subject, 500);
    const faults = [
      ...numberFaults,
      ...(hasSubject ? [] : [{ code: 'SUBJECT_INVALID' as const, path: ['input', 'subject'] }]),
    ];
    return faults.length > 0 ? { faults } : { checked: input };
  },
  raced: racedNumber,
  write: async (transaction, input, settle, operation) => {
    const { direction, series } = input;
    const taken = await takeNumber(transaction, input, null);
    const registerEntryId = newUuid(operation.hub.clock.nowMs());
    const detail = { registerEntryId, direction, series, year: taken.year, number: taken.number };
    const payload = {
      entry: {
        id: registerEntryId,
        register_id: taken.register_id,
        direction,
        number: taken.number,
        subject: input.subject ?? null,
        confidential: false,
        zone_version: zoneVersion,
      },
      ...ownAct(
        operation,
        { act: 'registerEntryReserve', occurredAt: taken.registered_at, detail },
        null,
        settle({ registerEntryId }),
      ),
    };
    await transaction.finish(sql`select correspondence.post_reservation(${JSON.stringify(payload)})`);
    return { registerEntryId };
  },
};
