import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../../evidence/operation.js';
import type { CorrespondenceAct, Resolvers } from '../../generated/correspondence.js';
import { toGlobalId, uuidOfGlobalId } from '../../platform/ids.js';
import { selectionOf, type Selection } from '../../platform/selection.js';
import { correspondenceAcknowledge } from './correspondenceAcknowledge.js';
import { correspondenceDeposit } from './correspondenceDeposit.js';
import { correspondenceRegisterArrival } from './correspondenceRegisterArrival.js';
import { correspondenceRetrieve } from './correspondenceRetrieve.js';
import { findCorrespondences, isHidden, type CorrespondenceRow } from './correspondences.js';
import { findEvidence } from './evidence.js';
import { evidenceConnection } from './evidencePages.js';
import { readInbox, readOutbox } from './letterLists.js';
import { loaders } from './loaders.js';
import { readMailboxEvents } from './mailboxEvents.js';
import { readCache } from './readCache.js';
import { findRegisterEntries } from './registerEntries.js';

type Reference = { readonly id: string };

const institution = (id: string | null) => (id === null ? null : { id: toGlobalId('Institution', id) });

export const resolvers: Resolvers = {
  Mutation: {
    correspondenceDeposit,
    correspondenceRetrieve,
    correspondenceRegisterArrival,
    correspondenceAcknowledge,
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
      isHidden(operation, row) ? null : [...(await loaders(operation).attachments.load(row.id))],
    consignments: async (row, _, operation) => [...(await loaders(operation).consignments.load(row.id))],
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
  },
  Attachment: {
    document: (row) => ({ id: toGlobalId('Document', row.document_id) }),
    sha256: (row) => row.sha256.toString('hex'),
  },
  RegisterEntry: {
    id: (row) => toGlobalId('RegisterEntry', row.id),
    number: (row) => String(row.number),
    registeredAt: (row) => row.registered_at,
    subject: (row, _, operation) =>
      row.confidential && !operation.hasScope('correspondence:read-confidential') ? null : row.subject,
    counterpart: (row) => institution(row.counterpart_id),
    counterpartNumber: (row) => row.counterpart_number,
    correspondence: (row, _, operation) => loaders(operation).correspondence.load(row.correspondence_id),
  },
  Evidence: {
    id: (row) => toGlobalId('Evidence', row.id),
    occurredAt: (row) => row.occurred_at,
    disclosures: (row) => [...row.disclosures],
    previous: (row, _, operation) =>
      row.previous_id === null ? null : loaders(operation).evidence.load(row.previous_id),
    reason: (row) =>
      row.reason_code === null || row.reason_text === null ? null : { code: row.reason_code, text: row.reason_text },
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
  Evidence: byReference('Evidence', findEvidence),
};

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

/** What the viewer may do with the letter now, by its state and by the token's scopes. */
const availableActs = (row: CorrespondenceRow, operation: Operation): CorrespondenceAct[] => {
  if (row.my_role === 'SENDER') return [];
  const receives = operation.hasScope('correspondence:receive');
  const registers = operation.hasScope('registers:write');
  const isRetrieved = row.my_state !== 'DELIVERED';
  const canAcknowledge = row.my_state === 'RETRIEVED' || row.my_state === 'REGISTERED';
  return [
    ...(receives && !isRetrieved && !isHidden(operation, row) ? (['RETRIEVE'] as const) : []),
    ...(registers && isRetrieved && row.my_arrival_number === null ? (['REGISTER_ARRIVAL'] as const) : []),
    ...(receives && canAcknowledge ? (['ACKNOWLEDGE'] as const) : []),
  ];
};
