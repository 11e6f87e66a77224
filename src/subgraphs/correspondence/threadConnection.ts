import type { Operation } from '../../evidence/operation.js';
import { toConnection, type Connection } from '../../platform/connection.js';
import { encodeCursor, pageSize } from '../../platform/cursors.js';
import type { SelectedField } from '../../platform/selection.js';
import { sql } from '../../platform/sql.js';
import { isHidden, type CorrespondenceRow } from './correspondences.js';
import { loaders } from './loaders.js';
import type { ReadCache } from './readCache.js';
import { readThreadPage, threadPagesOf, type ThreadArgs } from './thread.js';

/** The letters of one affair to which the viewer is a party, from what was read with the letter. */
export const threadConnection = async (
  operation: Operation,
  cache: ReadCache,
  letter: CorrespondenceRow,
  args: ThreadArgs,
  field: SelectedField,
): Promise<Connection<CorrespondenceRow>> => {
  const rows = isHidden(operation, letter)
    ? []
    : (threadPagesOf(cache, args).get(letter.id) ??
      (await readThreadPage(operation, sql`select ${letter.id}::uuid`, field)));
  const { institutionId } = operation.requireViewer();
  const page = toConnection(rows, pageSize(args.first), args.after, (row) =>
    encodeCursor(operation.hub.cursorKey, institutionId, 'thread', [row.deposited_at, row.correspondence_id]),
  );
  // one snapshot: each place has its letter
  const nodes = (await loaders(operation).correspondence.loadMany(
    page.nodes.map((row) => row.correspondence_id),
  )) as CorrespondenceRow[];
  return {
    edges: page.edges.map(({ cursor }, at) => ({ cursor, node: nodes[at]! })),
    nodes,
    pageInfo: page.pageInfo,
  };
};
