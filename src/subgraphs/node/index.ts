import type { Operation } from '../../evidence/operation.js';
import type { Resolvers } from '../../generated/node.js';
import type { CompleteResolvers } from '../../platform/completeResolvers.js';
import { fromGlobalId } from '../../platform/ids.js';
import { sql } from '../../platform/sql.js';
import { typeScopes } from './typeScopes.js';

type Stub = { readonly __typename: 'Institution'; readonly id: string };
type VisibleRow = { readonly type: string };

/** A stub leaves only for what the owner says that the viewer may see: unknown, foreign and not allowed are one null. */
const findNode = async (operation: Operation, id: string): Promise<Stub | null> => {
  const asked = fromGlobalId(id);
  if (asked === null || !isAllowed(operation, asked.type)) return null;
  const ids = [asked.uuid];
  const rows = await operation.db.many<VisibleRow>(
    operation.viewer === null
      ? sql`select type from directory.visible(${ids}::uuid[])`
      : sql`
          select type from directory.visible(${ids}::uuid[])
          union all
          select type from documents.visible(${ids}::uuid[], ${operation.hasScope('correspondence:read-confidential')})
          union all
          select type from correspondence.visible(${ids}::uuid[])`,
  );
  if (!rows.some(({ type }) => type === asked.type)) return null;
  operation.touch(asked.type, asked.uuid);
  // the type is one of those that the schema lists, told by its owner
  return { __typename: asked.type as Stub['__typename'], id };
};

const isAllowed = (operation: Operation, type: string): boolean => {
  const alternatives = typeScopes.get(type);
  return (
    alternatives === undefined || alternatives.some((scopes) => scopes.every((scope) => operation.hasScope(scope)))
  );
};

export const resolvers: CompleteResolvers<Resolvers> = {
  Query: { node: (_, { id }, operation) => findNode(operation, id) },
  Node: { __resolveType: (stub) => (stub as Stub).__typename },
};
