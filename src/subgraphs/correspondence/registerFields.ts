import type { Resolvers } from '../../generated/correspondence.js';
import type { CompleteResolvers } from '../../platform/completeResolvers.js';
import { toGlobalId } from '../../platform/ids.js';
import { selectionOf } from '../../platform/selection.js';
import { loaders } from './loaders.js';
import { entryConnection, gapConnection } from './registerPages.js';

/** The fields of a register and of what stands between its numbers. */
export const registerFields: Pick<CompleteResolvers<Resolvers>, 'Register' | 'RegisterGap'> = {
  Register: {
    id: (row) => toGlobalId('Register', row.id),
    numberedBy: (row) => row.numbered_by,
    firstNumber: (row) => row.first_number,
    lastNumber: (row) => row.last_number,
    entries: (row, args, operation, info) => entryConnection(operation, row.id, 'entries', args, selectionOf(info)),
    gaps: (row, args, operation, info) => gapConnection(operation, row.id, args, selectionOf(info)),
    openReservations: (row, args, operation, info) =>
      entryConnection(operation, row.id, 'openReservations', args, selectionOf(info)),
    opening: (row, _, operation) =>
      row.opening_evidence_id === null ? null : loaders(operation).evidence.load(row.opening_evidence_id),
    closing: (row, _, operation) =>
      row.closing_evidence_id === null ? null : loaders(operation).evidence.load(row.closing_evidence_id),
    printUrl: ({ id }, _, { hub }) => `${hub.publicUrl}/registers/${toGlobalId('Register', id)}/print`,
  },
  RegisterGap: {
    from: (row) => String(row.first),
    to: (row) => String(row.last),
  },
};
