import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../../evidence/operation.js';
import type { Resolvers } from '../../generated/correspondence.js';
import type { CompleteReferences, CompleteResolvers } from '../../platform/completeResolvers.js';
import { toGlobalId, uuidOfGlobalId } from '../../platform/ids.js';
import { selectionOf, type Selection } from '../../platform/selection.js';
import { availableActs } from './availableActs.js';
import { correspondenceAcknowledge } from './correspondenceAcknowledge.js';
import { correspondenceConfirmEnclosures } from './correspondenceConfirmEnclosures.js';
import { correspondenceDeposit } from './correspondenceDeposit.js';
import { correspondenceReassign } from './correspondenceReassign.js';
import { correspondenceRecall } from './correspondenceRecall.js';
import { correspondenceRedirect } from './correspondenceRedirect.js';
import { correspondenceRefuse } from './correspondenceRefuse.js';
import { correspondenceRegisterArrival } from './correspondenceRegisterArrival.js';
import { correspondenceReportHandoverFailure } from './correspondenceReportHandoverFailure.js';
import { correspondenceRequestSupplement } from './correspondenceRequestSupplement.js';
import { correspondenceRetrieve } from './correspondenceRetrieve.js';
import { correspondenceSupplySupplement } from './correspondenceSupplySupplement.js';
import { findCorrespondences, isHidden } from './correspondences.js';
import { findEvidence, type EvidenceRow } from './evidence.js';
import { evidenceConnection } from './evidencePages.js';
import { readInbox, readOutbox } from './letterLists.js';
import { loaders } from './loaders.js';
import { readMailboxEvents } from './mailboxEvents.js';
import { readCache } from './readCache.js';
import { registerClose } from './registerClose.js';
import { findRegisterEntries } from './registerEntries.js';
import { registerEntryAssign } from './registerEntryAssign.js';
import { registerEntryCancel } from './registerEntryCancel.js';
import { registerEntryDiffuse } from './registerEntryDiffuse.js';
import { findRegisterEntry, registerEntryFields } from './registerEntryFields.js';
import { registerEntryRecord } from './registerEntryRecord.js';
import { registerEntryReserve } from './registerEntryReserve.js';
import { registerFields } from './registerFields.js';
import { registerOpen } from './registerOpen.js';
import { findRegisters, listRegisters } from './registers.js';
import { threadConnection } from './threadConnection.js';

type Reference = { readonly id: string };

const institution = (id: string | null) => (id === null ? null : { id: toGlobalId('Institution', id) });

const reasonOf = ({ reason_code, reason_text }: Pick<EvidenceRow, 'reason_code' | 'reason_text'>) =>
  reason_code === null || reason_text === null ? null : { code: reason_code, text: reason_text };

export const resolvers: CompleteResolvers<Resolvers> = {
  Mutation: {
    registerOpen,
    registerClose,
    registerEntryReserve,
    registerEntryRecord,
    registerEntryCancel,
    registerEntryAssign,
    registerEntryDiffuse,
    correspondenceDeposit,
    correspondenceRetrieve,
    correspondenceReportHandoverFailure,
    correspondenceRegisterArrival,
    correspondenceAcknowledge,
    correspondenceRefuse,
    correspondenceRecall,
    correspondenceRedirect,
    correspondenceReassign,
    correspondenceRequestSupplement,
    correspondenceSupplySupplement,
    correspondenceConfirmEnclosures,
  },
  Query: {
    mailboxEvents: (_, args, operation, info) => readMailboxEvents(operation, args, selectionOf(info)),
    inbox: (_, args, operation, info) => readInbox(operation, args, selectionOf(info)),
    outbox: (_, args, operation, info) => readOutbox(operation, args, selectionOf(info)),
    correspondence: async (_, { id }, operation, info) => {
      const uuid = uuidOfGlobalId('Correspondence', id);
      if (uuid === null) return null;
      return (await findCorrespondences(operation, [uuid], [selectionOf(info)]))[0] ?? null;
    },
    registers: (_, args, operation, info) => listRegisters(operation, args, selectionOf(info)),
    registerEntry: (_, args, operation, info) => findRegisterEntry(operation, args, selectionOf(info)),
  },
  Correspondence: {
    id: (row) => toGlobalId('Correspondence', row.id),
    sender: (row) => institution(row.sender_id),
    subject: (row, _, operation) => (isHidden(operation, row) ? null : row.subject),
    senderReference: (row, _, operation) => (isHidden(operation, row) ? null : row.sender_reference),
    recipientReference: (row, _, operation) => (isHidden(operation, row) ? null : row.recipient_reference),
    documentDate: (row) => row.document_date,
    depositedAt: (row) => row.deposited_at,
    answerExpectedOn: (row) => row.answer_expected_on,
    attachments: async (row, _, operation) =>
      isHidden(operation, row) || row.my_state === 'RECALLED'
        ? null
        : [...(await loaders(operation).attachments.load(row.id))],
    physicalEnclosures: async (row, _, operation) =>
      isHidden(operation, row) ? null : [...(await loaders(operation).enclosures.load(row.id))],
    consignments: async (row, _, operation) => [...(await loaders(operation).consignments.load(row.id))],
    thread: (row, args, operation, info) =>
      threadConnection(operation, readCache(operation), row, args, { args, selection: selectionOf(info) }),
    inReplyTo: async (row, _, operation) => {
      if (row.in_reply_to_id === null || isHidden(operation, row)) return null;
      const asked = await loaders(operation).correspondence.load(row.in_reply_to_id);
      // that a confidential letter was answered tells of its content
      return asked === null || isHidden(operation, asked) ? null : asked;
    },
    supplementRequests: async (row, _, operation) =>
      isHidden(operation, row) ? null : [...(await loaders(operation).supplementRequests.load(row.id))],
    registerEntries: async (row, _, operation) => [...(await loaders(operation).registerEntries.load(row.id))],
    evidence: (row, args, operation, info) =>
      evidenceConnection(operation, readCache(operation), row.id, args, { args, selection: selectionOf(info) }),
    availableActs: (row, _, operation) => availableActs(row, operation),
  },
  Consignment: {
    institution: (row) => institution(row.institution_id),
    functionAddress: (row) =>
      row.function_address_id === null ? null : { id: toGlobalId('FunctionAddress', row.function_address_id) },
    stateChangedAt: (row) => row.state_changed_at,
    deliveredAt: (row) => row.delivered_at,
    firstOpenedAt: (row) => row.first_opened_at,
    arrivalNumber: (row) => row.arrival_number,
    note: (row, _, operation) => (isHidden(operation, row) ? null : row.note),
    reason: (row, _, operation) => (isHidden(operation, row) ? null : reasonOf(row)),
    redirectedTo: (row) => institution(row.redirected_to_id),
    redirectedFrom: (row) => institution(row.redirected_from_id),
    overdueSince: (row) => row.overdue_since,
  },
  Attachment: {
    document: (row) => ({ id: toGlobalId('Document', row.document_id) }),
    sha256: (row) => row.sha256.toString('hex'),
  },
  SupplementRequest: {
    institution: (row) => institution(row.institution_id),
    requestedAt: (row) => row.requested_at,
    dueOn: (row) => row.due_on,
    suppliedAt: (row) => row.supplied_at,
    attachments: (row) => [...row.files],
  },
  PhysicalEnclosure: {
    carrierReference: (row) => row.carrier_reference,
    receipts: async (row, _, operation) => {
      if ('entry_id' in row) return [];
      const receipts = await loaders(operation).enclosureReceipts.load(row.correspondence_id);
      return receipts.filter(({ position }) => position === row.position);
    },
  },
  PhysicalEnclosureReceipt: {
    institution: (row) => institution(row.institution_id),
    receivedAt: (row) => row.received_at,
  },
  ...registerEntryFields,
  ...registerFields,
  Evidence: {
    id: (row) => toGlobalId('Evidence', row.id),
    occurredAt: (row) => row.occurred_at,
    disclosures: (row) => [...row.disclosures],
    previous: (row, _, operation) =>
      row.previous_id === null ? null : loaders(operation).evidence.load(row.previous_id),
    reason: (row, _, operation) =>
      row.confidentiality !== null && isHidden(operation, { confidentiality: row.confidentiality })
        ? null
        : reasonOf(row),
  },
  MailboxEvent: {
    occurredAt: (row) => row.occurred_at,
    correspondence: (row, _, operation) => loaders(operation).correspondence.load(row.correspondence_id),
    consignment: async (row, _, operation) => {
      const consignments = await loaders(operation).consignments.load(row.correspondence_id);
      return consignments.find(({ institution_id }) => institution_id === row.consignment_institution_id) ?? null;
    },
    evidence: (row, _, operation) =>
      row.evidence_id === null ? null : loaders(operation).evidence.load(row.evidence_id),
  },
};

/** Entities by reference, a whole fetch in one flush. */
export const references = {
  Correspondence: byReference('Correspondence', findCorrespondences),
  RegisterEntry: byReference('RegisterEntry', findRegisterEntries),
  Register: byReference('Register', findRegisters),
  Evidence: byReference('Evidence', findEvidence),
} satisfies CompleteReferences<Resolvers>;

function byReference<Row>(
  typeName: string,
  find: (operation: Operation, ids: readonly string[], selections: readonly Selection[]) => Promise<(Row | null)[]>,
) {
  return async (
    asked: readonly Reference[],
    operation: Operation,
    info: GraphQLResolveInfo,
  ): Promise<(Row | null)[]> => {
    const uuids = asked.map(({ id }) => uuidOfGlobalId(typeName, id));
    const known = [...new Set(uuids.filter((uuid) => uuid !== null))];
    const rows = await find(operation, known, [selectionOf(info, typeName)]);
    const byId = new Map(known.map((uuid, at) => [uuid, rows[at] ?? null]));
    return uuids.map((uuid) => (uuid === null ? null : (byId.get(uuid) ?? null)));
  };
}
