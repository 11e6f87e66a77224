import { sha256 } from '../../support/exchange.js';
import { postGraphql, type GraphqlAnswer } from '../../support/hub.js';

/** Where a hub listens, whatever address it says of itself. */
export type At = { readonly url: string };

export type Headers = Readonly<Record<string, string>>;

/** A token of that institution's sandbox client. */
export const tokenFor = async (hub: At, code: string, asked: Record<string, unknown> = {}): Promise<string> => {
  const response = await fetch(`${hub.url}/sandbox/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ institution: code, ...asked }),
  });
  const body = (await response.json()) as { access_token?: string };
  if (body.access_token === undefined) throw new Error(`no token for ${code}: ${JSON.stringify(body)}`);
  return body.access_token;
};

export const ask = (
  hub: At,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Headers = {},
): Promise<GraphqlAnswer> => postGraphql(hub.url, token, query, variables, { ...headers });

export type File = { readonly fileName: string; readonly bytes: Buffer };

export type Upload = { readonly id: string; readonly receivedBytes: string };

export const startUpload = async (hub: At, token: string, file: File, headers: Headers = {}): Promise<Upload> => {
  const answer = await ask(
    hub,
    token,
    `mutation Start($input: DocumentUploadStartInput!) {
      documentUploadStart(input: $input) { upload { id receivedBytes } userErrors { code } }
    }`,
    {
      input: {
        fileName: file.fileName,
        mediaType: 'application/pdf',
        sizeBytes: file.bytes.length,
        sha256: sha256(file.bytes),
      },
    },
    headers,
  );
  return payloadOf(answer, 'documentUploadStart')['upload'] as Upload;
};

/** The octets from `offset` on. */
export const putBytes = (
  hub: At,
  token: string,
  upload: Upload,
  bytes: Buffer,
  offset = 0,
  headers: Headers = {},
): Promise<Response> =>
  fetch(`${hub.url}/uploads/${upload.id}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'content-range': `bytes ${offset}-${bytes.length - 1}/${bytes.length}`,
      ...headers,
    },
    body: new Uint8Array(bytes.subarray(offset)),
  });

export type DocumentOf = { readonly id: string; readonly sha256: string };

export const finalizeUpload = async (
  hub: At,
  token: string,
  upload: Upload,
  headers: Headers = {},
): Promise<DocumentOf> =>
  payloadOf(
    await ask(
      hub,
      token,
      `mutation Finalize($input: DocumentUploadFinalizeInput!) {
        documentUploadFinalize(input: $input) { document { id sha256 } userErrors { code } }
      }`,
      { input: { uploadId: upload.id } },
      headers,
    ),
    'documentUploadFinalize',
  )['document'] as DocumentOf;

export const upload = async (hub: At, token: string, file: File): Promise<DocumentOf> => {
  const started = await startUpload(hub, token, file);
  const put = await putBytes(hub, token, started, file.bytes);
  if (put.status !== 204) throw new Error(`the upload was refused: ${put.status} ${await put.text()}`);
  return finalizeUpload(hub, token, started);
};

export const getContent = (hub: At, token: string, documentId: string, headers: Headers = {}): Promise<Response> =>
  fetch(`${hub.url}/documents/${documentId}/content`, { headers: { authorization: `Bearer ${token}`, ...headers } });

export type ActName =
  | 'correspondenceDeposit'
  | 'correspondenceRetrieve'
  | 'correspondenceReportHandoverFailure'
  | 'correspondenceRegisterArrival'
  | 'correspondenceAcknowledge'
  | 'correspondenceRefuse'
  | 'correspondenceRecall'
  | 'correspondenceRedirect'
  | 'correspondenceReassign'
  | 'correspondenceRequestSupplement'
  | 'correspondenceSupplySupplement'
  | 'registerEntryReserve'
  | 'registerEntryRecord';

export type ActPayload = {
  readonly correspondence: { readonly id: string } | null;
  readonly registerEntry?: { readonly number: string; readonly registeredAt: string } | null;
  readonly evidence?: { readonly id: string; readonly token: string; readonly disclosures: string[] } | null;
  /** Of a recall: one for each recipient. */
  readonly results?: readonly { readonly recalled: boolean; readonly evidence: { readonly token: string } | null }[];
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string }[];
};

const actDocument = (name: ActName): string => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const isOfLetter = name.startsWith('correspondence');
  const isNumbered = !isOfLetter || name === 'correspondenceDeposit' || name === 'correspondenceRegisterArrival';
  return `mutation Act($input: ${input}!) {
    ${name}(input: $input) {
      ${isOfLetter ? 'correspondence { id }' : ''}
      ${isNumbered ? 'registerEntry { id number registeredAt }' : ''}
      ${name === 'correspondenceRecall' ? 'results { recalled evidence { token } }' : ''}
      ${name === 'registerEntryReserve' || name === 'correspondenceRecall' ? '' : 'evidence { id token disclosures }'}
      replayed
      userErrors { code }
    }
  }`;
};

/** The answer to an act as it came, whatever it says. */
export const askAct = (
  hub: At,
  token: string,
  name: ActName,
  input: Record<string, unknown>,
  headers: Headers = {},
): Promise<GraphqlAnswer> => ask(hub, token, actDocument(name), { input }, headers);

export const act = async (
  hub: At,
  token: string,
  name: ActName,
  input: Record<string, unknown>,
  headers: Headers = {},
): Promise<ActPayload> => payloadOf(await askAct(hub, token, name, input, headers), name) as ActPayload;

const payloadOf = (answer: GraphqlAnswer, field: string): Record<string, unknown> => {
  const payload = answer.data?.[field] as Record<string, unknown> | null | undefined;
  if (payload == null || (payload['userErrors'] as unknown[]).length > 0) {
    throw new Error(`${field} was refused: ${answer.status} ${answer.text}`);
  }
  return payload;
};

export const institutionIdOf = async (hub: At, token: string, code: string): Promise<string> => {
  const { data } = await ask(hub, token, 'query Of($code: String!) { institution(code: $code) { id } }', { code });
  return (data!['institution'] as { id: string }).id;
};
