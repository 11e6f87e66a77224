import type { ActDefinition } from '../../evidence/act.js';
import type { UserFault } from '../../evidence/operation.js';
import type { MutationResolvers, RegisterCloseErrorCode, RegisterCloseInput } from '../../generated/correspondence.js';
import { toGlobalId, uuidOfGlobalId } from '../../platform/ids.js';
import { localYear } from '../../platform/legalTime.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { legalYears } from './legalYears.js';
import { ownAct, signRegisterEvidence } from './ownAct.js';
import { readPayload } from './readPayload.js';

type Code = RegisterCloseErrorCode;

/** What the hub says of a register when it is closed; read with the register locked. */
type StatementRow = {
  readonly id: string;
  readonly direction: 'IN' | 'OUT' | 'INTERNAL';
  readonly series: string;
  readonly year: number;
  readonly numbered_by: 'HUB' | 'INSTITUTION';
  readonly state: 'OPEN' | 'CLOSED';
  readonly legal_time: string;
  readonly first_number: string | null;
  readonly last_number: string | null;
  readonly entries: number;
  readonly active: number;
  readonly reserved: number;
  readonly cancelled: number;
  readonly cancelled_numbers: readonly string[];
  readonly missing: number;
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  readonly lines_sha256: string;
};

/** A hundred thousand lines take about a second. */
const longestMs = 60_000;

/** The register of a past year takes nothing any more, and its institution holds a sealed statement of it. */
export const registerClose: NonNullable<MutationResolvers['registerClose']> = async (_, { input }, operation, info) => {
  const outcome = await operation.act('registerClose', input, closing);
  return readPayload(operation, outcome, selectionOf(info));
};

type Closable = Pick<StatementRow, 'state' | 'year' | 'legal_time'>;

const closingFaults = (register: Closable | null): Code[] =>
  register === null
    ? ['REGISTER_NOT_FOUND']
    : [
        ...(register.state === 'CLOSED' ? (['REGISTER_CLOSED'] as const) : []),
        ...(localYear(register.legal_time) > register.year ? [] : (['YEAR_NOT_OVER'] as const)),
      ];

const fault = (code: Code): UserFault<Code> => ({ code, path: ['input', 'registerId'] });

const closing: ActDefinition<RegisterCloseInput, StatementRow, Code> = {
  check: async (transaction, { registerId }) => {
    const id = uuidOfGlobalId('Register', registerId);
    // its lines are read, and it is held meanwhile, only when it may be closed
    const register = await transaction.maybeOne<Closable>(sql`
      select r.state, r.year, (select wasl.now()) as legal_time from correspondence.register r where r.id = ${id}::uuid`);
    const faults = closingFaults(register);
    if (faults.length > 0) return { faults: faults.map(fault) };
    const [, statement] = await Promise.all([
      // all lines of a year are read for it, once and for good
      transaction.many(sql`select set_config('statement_timeout', ${longestMs}, true)`),
      transaction.maybeOne<StatementRow>(sql`
        select ${id}::uuid as id, said.* from correspondence.hold_register(${id}::uuid) said`),
    ]);
    const codes = [
      ...closingFaults(statement),
      ...(statement !== null && statement.reserved > 0 ? (['RESERVATIONS_OPEN'] as const) : []),
    ];
    return statement === null || codes.length > 0 ? { faults: codes.map(fault) } : { checked: statement };
  },
  write: async (transaction, statement, settle, operation) => {
    const { id, direction, series, year, legal_time } = statement;
    const evidence = signRegisterEvidence(operation, {
      event: 'REGISTER_CLOSING',
      occurredAt: legal_time,
      register: {
        id: toGlobalId('Register', id),
        direction,
        series,
        year,
        numberedBy: statement.numbered_by,
        firstNumber: statement.first_number,
        lastNumber: statement.last_number,
        entries: statement.entries,
        active: statement.active,
        cancelled: statement.cancelled,
        cancelledNumbers: statement.cancelled_numbers,
        missing: statement.missing,
        gaps: statement.gaps,
        form: 'wasl-register-1',
        linesSha256: statement.lines_sha256,
      },
    });
    const result = { registerId: id, evidenceId: evidence.id };
    const detail = { direction, series, year, linesSha256: statement.lines_sha256 };
    const payload = {
      register_id: id,
      ...ownAct(operation, { act: 'registerClose', occurredAt: legal_time, detail }, evidence, settle(result)),
    };
    await transaction.finish(
      sql`select correspondence.post_register_closing(${JSON.stringify(payload)}, ${legalYears})`,
    );
    return result;
  },
};
