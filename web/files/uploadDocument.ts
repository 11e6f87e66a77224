import { askHub, dataOf } from '../hub/askHub.js';
import { ownAddress } from '../hub/hubAddress.js';
import type { Language } from '../language/texts.js';
import { contentDigest, digestHex } from './digest.js';

export type UploadOptions = {
  readonly token: () => Promise<string>;
  readonly language: Language;
  readonly publicUrl: string;
  /** Called with the digest once it is known, and with each octet more that is on the hub's disk. */
  readonly onProgress: (progress: { readonly sha256: string; readonly sentBytes: number }) => void;
};

/** The line broke and did not come back in time: starting the same file again goes on where it stopped. */
export class UploadBroken extends Error {}

type Upload = { readonly id: string; readonly url: string; readonly receivedBytes: number };
type UserErrors = { readonly userErrors: readonly { readonly code: string; readonly message: string }[] };

const partBytes = 4 * 1024 * 1024;
const pausesMs = [500, 1_000, 2_000, 4_000];

/** Uploads a file as the API wants it: announced with its digest, sent in parts, closed. Answers the document's id. */
export const uploadDocument = async (file: File, options: UploadOptions): Promise<string> => {
  const sha256 = await digestHex(await file.arrayBuffer());
  options.onProgress({ sha256, sentBytes: 0 });
  for (const pauseMs of [...pausesMs, null]) {
    const upload = await lineOrNull(() => start(file, sha256, options));
    if (upload !== null && (await lineOrNull(() => sendParts(file, upload, sha256, options))) !== null) {
      const documentId = await lineOrNull(() => finalize(upload, options));
      if (documentId !== null) return documentId;
    }
    if (pauseMs !== null) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new UploadBroken();
};

/** Null when the line broke: `fetch` throws a TypeError then, and only then. */
const lineOrNull = async <Result>(send: () => Promise<Result>): Promise<Result | null> => {
  try {
    return await send();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};

const start = async (file: File, sha256: string, options: UploadOptions): Promise<Upload> => {
  const query = `mutation StartUpload($input: DocumentUploadStartInput!) {
    documentUploadStart(input: $input) { upload { id url receivedBytes } userErrors { code message } }
  }`;
  const mediaType = file.type === '' ? 'application/pdf' : file.type;
  const input = { fileName: file.name, mediaType, sizeBytes: file.size, sha256 };
  const { documentUploadStart } = await ask<{ documentUploadStart: UserErrors & { upload: Upload } }>(
    query,
    { input },
    options,
  );
  refuse(documentUploadStart);
  return documentUploadStart.upload;
};

/** From what the hub has to the end. Its answers say how far it is, also when it has more or less than was thought. */
const sendParts = async (file: File, upload: Upload, sha256: string, options: UploadOptions): Promise<true> => {
  let offset = upload.receivedBytes;
  while (offset < file.size) {
    options.onProgress({ sha256, sentBytes: offset });
    const end = Math.min(file.size, offset + partBytes);
    const part = await file.slice(offset, end).arrayBuffer();
    const response = await fetch(ownAddress(upload.url, options.publicUrl), {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${await options.token()}`,
        'content-range': `bytes ${offset}-${end - 1}/${file.size}`,
        'content-digest': await contentDigest(part),
      },
      body: part,
    });
    // another request is writing, or this part was damaged on its way: what is on disk says where to go on
    if (response.status === 503 || response.status === 422) throw new TypeError('the part did not arrive');
    const reached = response.headers.get('upload-offset');
    if ((!response.ok && response.status !== 409) || reached === null) throw new Error(await refusalOf(response));
    offset = Number(reached);
  }
  options.onProgress({ sha256, sentBytes: file.size });
  return true;
};

const finalize = async ({ id }: Upload, options: UploadOptions): Promise<string> => {
  const query = `mutation FinalizeUpload($input: DocumentUploadFinalizeInput!) {
    documentUploadFinalize(input: $input) { document { id } userErrors { code message } }
  }`;
  type Data = { documentUploadFinalize: UserErrors & { document: { readonly id: string } } };
  const { documentUploadFinalize } = await ask<Data>(query, { input: { uploadId: id } }, options);
  refuse(documentUploadFinalize);
  return documentUploadFinalize.document.id;
};

const ask = async <Data>(query: string, variables: Record<string, unknown>, options: UploadOptions): Promise<Data> => {
  const token = await options.token();
  return dataOf((await askHub<Data>({ query, variables }, { token, language: options.language })).answer);
};

const refuse = ({ userErrors }: UserErrors): void => {
  if (userErrors.length > 0) throw new Error(userErrors.map(({ code, message }) => `${code}: ${message}`).join(' '));
};

const refusalOf = async (response: Response): Promise<string> => {
  const body = (await response.json().catch(() => null)) as { errors?: { message: string }[] } | null;
  return body?.errors?.[0]?.message ?? `status ${response.status}`;
};
