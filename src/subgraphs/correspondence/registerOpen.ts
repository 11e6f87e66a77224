import type { ActDefinition } from '../../evidence/act.js';
import type { MutationResolvers, RegisterOpenErrorCode, RegisterOpenInput } from '../../generated/correspondence.js';
import { newUuid, toGlobalId } from '../../platform/ids.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { legalYears } from './legalYears.js';
import { ownAct, signRegisterEvidence } from './ownAct.js';
import { readPayload } from './readPayload.js';

type Code = RegisterOpenErrorCode;
type Checked = { readonly input: RegisterOpenInput; readonly year: number; readonly now: string };
type StateRow = { readonly current_year: number; readonly now: string; readonly has_begun: boolean };

/** A register begins at the number that its institution declares, or is numbered by the institution itself. */
export const registerOpen: NonNullable<MutationResolvers['registerOpen']> = async (_, { input }, operation, info) => {
  const outcome = await operation.act('registerOpen', input, opening);
  return readPayload(operation, outcome, selectionOf(info));
};

const opening: ActDefinition<RegisterOpenInput, Checked, Code> = {
  register: ({ direction, series }) => `${direction}:${series}`,
  check: async (transaction, input, operation) => {
    const { direction, series, numberedBy, firstNumber } = input;
    const { current_year, now, has_begun } = await transaction.one<StateRow>(sql`
      select y.year as current_year, wasl.now() as now,
        exists (
          select from correspondence.register r
           where r.institution_id = ${operation.requireViewer().institutionId}
             and r.direction = ${direction}
             and r.series = ${series}
             and r.year = coalesce(${input.year ?? null}::integer, y.year)) as has_begun
        from (
          select l.year from unnest(${legalYears}) l (year, start) where l.start <= wasl.now() order by l.start desc limit 1) y`);
    const year = input.year ?? current_year;
    const isNumber =
      firstNumber == null || (numberedBy === 'HUB' && Number.isSafeInteger(firstNumber) && firstNumber >= 1);
    const faults = [
      ...(/^[A-Z0-9_-]{1,32}$/.test(series) ? [] : [{ code: 'SERIES_INVALID' as const, path: ['input', 'series'] }]),
      ...(year === current_year || year === current_year + 1
        ? []
        : [{ code: 'YEAR_NOT_ALLOWED' as const, path: ['input', 'year'] }]),
      ...(has_begun ? [{ code: 'REGISTER_ALREADY_OPEN' as const, path: ['input', 'series'] }] : []),
      ...(isNumber ? [] : [{ code: 'NUMBER_INVALID' as const, path: ['input', 'firstNumber'] }]),
    ];
    return faults.length > 0 ? { faults } : { checked: { input, year, now } };
  },
  raced: (constraint) =>
    constraint === 'register_of' ? { code: 'REGISTER_ALREADY_OPEN', path: ['input', 'series'] } : null,
  write: async (transaction, { input, year, now }, settle, operation) => {
    const { direction, series, numberedBy } = input;
    const registerId = newUuid(operation.hub.clock.nowMs());
    const firstNumber = numberedBy === 'HUB' ? (input.firstNumber ?? 1) : null;
    const evidence = signRegisterEvidence(operation, {
      event: 'REGISTER_OPENING',
      occurredAt: now,
      register: {
        id: toGlobalId('Register', registerId),
        direction,
        series,
        year,
        numberedBy,
        firstNumber: firstNumber === null ? null : String(firstNumber),
      },
    });
    const result = { registerId, evidenceId: evidence.id };
    const detail = { direction, series, year, numberedBy };
    const payload = {
      register: { id: registerId, direction, series, year, numbered_by: numberedBy, first_number: firstNumber },
      ...ownAct(operation, { act: 'registerOpen', occurredAt: now, detail }, evidence, settle(result)),
    };
    await transaction.finish(
      sql`select correspondence.post_register_opening(${JSON.stringify(payload)}, ${legalYears})`,
    );
    return result;
  },
};
