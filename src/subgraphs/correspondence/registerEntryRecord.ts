import type { ActDefinition, ActResult } from '../../evidence/act.js';
import type { Operation } from '../../evidence/operation.js';
import type {
  MutationResolvers,
  RegisterEntryRecordErrorCode,
  RegisterEntryRecordInput,
} from '../../generated/correspondence.js';
import { newUuid } from '../../platform/ids.js';
import { localDay, zoneVersion } from '../../platform/legalTime.js';
import { selectionOf } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { racedReservation } from './checkNumber.js';
import { ownAct, signRegisterEvidence } from './ownAct.js';
import { listedEnclosures } from './physicalEnclosures.js';
import { readPayload } from './readPayload.js';
import { checkRecord, oversizeLists, type CheckedRecord } from './recordCheck.js';
import { digestOfLine } from './registerLine.js';
import type { SignedEvidence } from './signEvidence.js';
import { numberLane, takeNumber, type TakenNumber } from './takeNumber.js';

type Code = RegisterEntryRecordErrorCode;

/** What did not come or go by the hub stands in the same register, with sealed evidence of what the register says of it. */
export const registerEntryRecord: NonNullable<MutationResolvers['registerEntryRecord']> = async (
  _,
  { input },
  operation,
  info,
) => {
  const outcome = await operation.act('registerEntryRecord', input, recording);
  return readPayload(operation, outcome, selectionOf(info));
};

const recording: ActDefinition<RegisterEntryRecordInput, CheckedRecord, Code> = {
  oversize: oversizeLists,
  register: numberLane,
  check: checkRecord,
  raced: racedReservation,
  write: async (transaction, checked, settle, operation) => {
    const { direction, medium } = checked.input;
    const taken = await takeNumber(transaction, checked.input, null);
    const registerEntryId = taken.reserved_id ?? newUuid(operation.hub.clock.nowMs());
    const evidence = signRecord(operation, checked, taken);
    const result: ActResult<Code> = {
      registerEntryId,
      ...(evidence === null ? {} : { evidenceId: evidence.id }),
    };
    const detail = { registerEntryId, direction, medium, series: taken.series, year: taken.year, number: taken.number };
    const payload = {
      entry: {
        id: registerEntryId,
        register_id: taken.register_id,
        reserved_id: taken.reserved_id,
        direction,
        zone_version: zoneVersion,
        ...lineOf(checked, taken),
        confidential: checked.input.confidentiality === 'CONFIDENTIAL',
      },
      documents: checked.scans.map(({ document_id }) => document_id),
      enclosures: listedEnclosures(checked.input),
      ...ownAct(
        operation,
        { act: 'registerEntryRecord', occurredAt: taken.registered_at, detail },
        evidence,
        settle(result),
      ),
    };
    await transaction.finish(sql`select correspondence.post_record(${JSON.stringify(payload)})`);
    return result;
  },
};

/** The line as the register will have it. */
const lineOf = ({ input, counterpart, correspondenceId }: CheckedRecord, taken: TakenNumber) => {
  const registeredAt = taken.reserved_at ?? taken.registered_at;
  const occurredOn = input.occurredOn ?? localDay(taken.registered_at);
  return {
    number: taken.number,
    medium: input.medium,
    registered_at: registeredAt,
    subject: input.subject,
    document_date: input.documentDate ?? null,
    occurred_on: occurredOn === localDay(registeredAt) ? null : occurredOn,
    counterpart_id: counterpart?.id ?? null,
    counterpart_name: input.counterpartName ?? null,
    counterpart_number: input.counterpartNumber ?? null,
    correspondence_id: correspondenceId,
  };
};

/** Internal mail crosses no border of the institution: there is nothing to evidence to anyone else. */
const signRecord = (operation: Operation, checked: CheckedRecord, taken: TakenNumber): SignedEvidence | null => {
  const { input, counterpart, scans } = checked;
  const { direction, medium, confidentiality } = input;
  if (direction === 'INTERNAL') return null;
  const viewer = operation.requireViewer();
  const self = { id: viewer.institutionId, code: viewer.institutionCode };
  const recipient = direction === 'IN' ? self : counterpart;
  const line = lineOf(checked, taken);
  const digests = scans.map(({ sha256 }) => sha256.toString('hex'));
  return signRegisterEvidence(operation, {
    event: direction === 'IN' ? 'RECEIVED_FROM_NON_ERDS' : 'RELAY_TO_NON_ERDS',
    occurredAt: taken.registered_at,
    sender: direction === 'IN' ? counterpart : self,
    recipients: recipient === null ? [] : [{ ...recipient, role: 'TO', functionAddressCode: null }],
    documents: scans.map(({ media_type, size_bytes }, at) => ({
      role: 'SCAN',
      mediaType: media_type,
      sizeBytes: size_bytes,
      sha256: digests[at]!,
    })),
    enclosures: listedEnclosures(input),
    registerNumbers: [
      { institutionCode: self.code, direction, series: taken.series, year: taken.year, number: taken.number },
    ],
    register: {
      medium,
      documentDate: line.document_date,
      occurredOn: line.occurred_on,
      form: 'wasl-register-1',
      lineSha256: digestOfLine({
        ...line,
        state: 'ACTIVE',
        confidentiality,
        cancelled_at: null,
        cancellation_reason: null,
        scans: digests,
        enclosures: listedEnclosures(input),
      }),
    },
  });
};
