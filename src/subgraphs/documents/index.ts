import type { Operation } from '../../evidence/operation.js';
import type { Resolvers } from '../../generated/documents.js';
import type { CompleteReferences, CompleteResolvers } from '../../platform/completeResolvers.js';
import { toGlobalId, uuidOfGlobalId } from '../../platform/ids.js';
import { documentUploadFinalize } from './documentUploadFinalize.js';
import { documentUploadStart } from './documentUploadStart.js';
import { listDocuments, mayRead, type DocumentRow } from './documents.js';
import { listUploads, type UploadRow } from './uploads.js';

type Reference = { readonly id: string };

export const resolvers: CompleteResolvers<Resolvers> = {
  Mutation: { documentUploadStart, documentUploadFinalize },
  Document: {
    id: ({ id }) => toGlobalId('Document', id),
    fileName: (row) => row.file_name,
    mediaType: (row) => row.media_type,
    sizeBytes: (row) => row.size_bytes,
    sha256: (row) => row.sha256.toString('hex'),
    contentUrl: ({ id }, _, { hub }) => `${hub.publicUrl}/documents/${toGlobalId('Document', id)}/content`,
  },
  DocumentUpload: {
    id: ({ id }) => toGlobalId('DocumentUpload', id),
    url: ({ id }, _, { hub }) => `${hub.publicUrl}/uploads/${toGlobalId('DocumentUpload', id)}`,
    receivedBytes: (row) => row.received_bytes,
    expiresAt: (row) => row.expires_at,
  },
};

/** Entities that other subgraphs refer to, each batch in one statement. */
export const references = {
  Document: async (asked: readonly Reference[], operation: Operation): Promise<(DocumentRow | null)[]> => {
    const found = await byReference('Document', asked, (ids) => listDocuments(operation.db, ids));
    return found.map((row) => (row !== null && mayRead(operation, row) ? seen(operation, 'Document', row) : null));
  },
  DocumentUpload: async (asked: readonly Reference[], operation: Operation): Promise<(UploadRow | null)[]> => {
    const found = await byReference('DocumentUpload', asked, (ids) => listUploads(operation.db, ids));
    return found.map((row) => row && seen(operation, 'DocumentUpload', row));
  },
} satisfies CompleteReferences<Resolvers>;

/** The rows in the order asked; null where the id is none of ours or names nothing that the viewer has. */
const byReference = async <Row extends { readonly id: string }>(
  type: string,
  asked: readonly Reference[],
  list: (ids: readonly string[]) => Promise<readonly Row[]>,
): Promise<(Row | null)[]> => {
  const ids = asked.map(({ id }) => uuidOfGlobalId(type, id));
  const known = [...new Set(ids)].filter((id) => id !== null);
  const rows = known.length === 0 ? [] : await list(known);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => (id === null ? null : (byId.get(id) ?? null)));
};

const seen = <Row extends { readonly id: string }>(operation: Operation, type: string, row: Row): Row => {
  operation.touch(type, row.id);
  return row;
};
