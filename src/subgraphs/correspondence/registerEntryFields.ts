import type { Operation } from '../../evidence/operation.js';
import type { QueryRegisterEntryArgs, Resolvers } from '../../generated/correspondence.js';
import type { CompleteResolvers } from '../../platform/completeResolvers.js';
import { toGlobalId } from '../../platform/ids.js';
import type { Selection } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isHidden } from './correspondences.js';
import { entryParts } from './entryParts.js';
import { loaders } from './loaders.js';
import { readRegisterEntries, type RegisterEntryRow } from './registerEntries.js';

/** One line of the viewer's registers by what is printed on the letter, and what the query asks for below it. */
export const findRegisterEntry = async (
  operation: Operation,
  { direction, series, year, number }: QueryRegisterEntryArgs,
  selection: Selection,
): Promise<RegisterEntryRow | null> => {
  const source = sql`
    select e.id
      from correspondence.register r
      join correspondence.register_entry e on e.register_id = r.id
     where r.institution_id = ${operation.requireViewer().institutionId}
       and r.direction = ${direction}
       and r.series = ${series}
       and r.year = ${year}
       and e.number = ${number}`;
  const [row] = await readRegisterEntries(operation, source, [selection]);
  return row ?? null;
};

/** The fields of a line, confidential ones left out where the token may not see them. */
export const registerEntryFields: Pick<CompleteResolvers<Resolvers>, 'RegisterEntry' | 'RegisterDispatch'> = {
  RegisterEntry: {
    id: (row) => toGlobalId('RegisterEntry', row.id),
    numberedBy: (row) => row.numbered_by,
    registeredAt: (row) => row.registered_at,
    subject: (row, _, operation) => (isHidden(operation, row) ? null : row.subject),
    documentDate: (row) => row.document_date,
    occurredOn: (row) => row.occurred_on,
    counterpart: (row) => (row.counterpart_id === null ? null : { id: toGlobalId('Institution', row.counterpart_id) }),
    counterpartName: (row) => row.counterpart_name,
    // what came on paper may have a reference there that says what it is about
    counterpartNumber: (row, _, operation) =>
      row.medium !== 'HUB' && isHidden(operation, row) ? null : row.counterpart_number,
    correspondence: (row, _, operation) =>
      row.correspondence_id === null ? null : loaders(operation).correspondence.load(row.correspondence_id),
    documents: async (row, _, operation) => {
      if (isHidden(operation, row)) return null;
      const scans = await entryParts(operation).scans.load(row.id);
      return scans.map(({ document_id }) => ({ id: toGlobalId('Document', document_id) }));
    },
    physicalEnclosures: async (row, _, operation) =>
      isHidden(operation, row) ? null : [...(await entryParts(operation).enclosures.load(row.id))],
    dispatches: async (row, _, operation) => [...(await entryParts(operation).dispatches.load(row.id))],
    cancellationReason: (row, _, operation) => (isHidden(operation, row) ? null : row.cancellation_reason),
    cancelledAt: (row) => row.cancelled_at,
    printUrl: ({ id }, _, { hub }) => `${hub.publicUrl}/register-entries/${toGlobalId('RegisterEntry', id)}/slip`,
  },
  RegisterDispatch: {
    unit: (row) => ({ id: toGlobalId('Unit', row.unit_id) }),
    dispatchedAt: (row) => row.dispatched_at,
    instruction: (row, _, operation) => (isHidden(operation, row) ? null : row.instruction),
    dueOn: (row) => row.due_on,
  },
};
