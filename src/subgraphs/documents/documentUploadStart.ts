import type { Operation, UserFault } from '../../evidence/operation.js';
import type {
  DocumentUploadStartErrorCode,
  DocumentUploadStartInput,
  MutationResolvers,
} from '../../generated/documents.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { allowedMediaType } from './mediaTypes.js';
import { dropExpiredTwin, openUpload, type AnnouncedFile, type UploadRow } from './uploads.js';

type StartFault = UserFault<DocumentUploadStartErrorCode>;

export const documentUploadStart: NonNullable<MutationResolvers['documentUploadStart']> = async (
  _,
  { input },
  operation,
) => {
  const { clientId } = operation.requireViewer();
  const faults = check(input, operation.hub.maxUploadBytes);
  if (faults.length > 0) return { upload: null, userErrors: faults.map(operation.userError) };
  const upload = await start(operation, clientId, {
    fileName: input.fileName,
    mediaType: input.mediaType.toLowerCase(),
    sizeBytes: input.sizeBytes,
    sha256: Buffer.from(input.sha256, 'hex'),
  });
  operation.touch('DocumentUpload', upload.id);
  return { upload, userErrors: [] };
};

const check = ({ fileName, mediaType, sizeBytes }: DocumentUploadStartInput, limit: number): readonly StartFault[] => [
  ...(isFileName(fileName) ? [] : [{ code: 'FILE_NAME_INVALID', path: ['input', 'fileName'] } as const]),
  ...(allowedMediaType(mediaType) === null
    ? [{ code: 'FORMAT_FORBIDDEN', path: ['input', 'mediaType'] } as const]
    : []),
  ...(sizeBytes < 1 ? [{ code: 'SIZE_INVALID', path: ['input', 'sizeBytes'] } as const] : []),
  ...(sizeBytes > limit ? [{ code: 'SIZE_LIMIT', path: ['input', 'sizeBytes'], values: { limit } } as const] : []),
];

/** One segment of a path, which reads as it is written: `exe.fdp` must not look like `pdf.exe`. */
const isFileName = (name: string): boolean =>
  isPlainText(name, 255) && !/[/\\]/.test(name) && name !== '.' && name !== '..';

const start = (operation: Operation, clientId: string, file: AnnouncedFile): Promise<UploadRow> =>
  operation.write(async (tx) => {
    const [, upload] = await Promise.all([dropExpiredTwin(tx, clientId, file), openUpload(tx, clientId, file)]);
    await tx.finish(sql`select`);
    return upload;
  });
