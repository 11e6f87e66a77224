import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fromGlobalId } from '../../../src/platform/ids.js';
import type { TestHub } from '../../support/hub.js';

export type Started = { readonly id: string; readonly url: string; readonly receivedBytes: number };
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly json: () => unknown;
  readonly bytes: Buffer;
};
export type Client = ReturnType<typeof clientOf>;

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

export const digestHeader = (bytes: Uint8Array): string => `sha-256=:${sha256(bytes).toString('base64')}:`;

/** Random, so that no two tests start the same file. */
export const givenFile = (sizeBytes: number): Buffer<ArrayBuffer> => Buffer.from(randomBytes(sizeBytes));

const startText = `mutation ($input: DocumentUploadStartInput!) {
  documentUploadStart(input: $input) { upload { id url receivedBytes expiresAt } userErrors { code path } }
}`;

const finalizeText = `mutation ($input: DocumentUploadFinalizeInput!) {
  documentUploadFinalize(input: $input) {
    document { id fileName mediaType sizeBytes sha256 contentUrl } userErrors { code path }
  }
}`;

/** What an institution's system does with documents. */
export const clientOf = (hub: TestHub, token: string) => {
  const authorization = { authorization: `Bearer ${token}` };
  const answer = async (response: Response): Promise<Answer> => {
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      json: () => JSON.parse(bytes.toString()) as unknown,
      bytes,
    };
  };
  const client = {
    tryStart: async (bytes: Uint8Array, changed: Record<string, unknown> = {}) => {
      const input = {
        fileName: 'lettre.pdf',
        mediaType: 'application/pdf',
        sizeBytes: bytes.length,
        sha256: sha256(bytes).toString('hex'),
        ...changed,
      };
      const { data } = await hub.graphql(token, startText, { input });
      return (data as { documentUploadStart: { upload: Started | null; userErrors: unknown[] } }).documentUploadStart;
    },
    start: async (bytes: Uint8Array, changed: Record<string, unknown> = {}): Promise<Started> => {
      const { upload, userErrors } = await client.tryStart(bytes, changed);
      if (upload === null) throw new Error(`refused: ${JSON.stringify(userErrors)}`);
      return upload;
    },
    put: async (url: string, body: Buffer<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> =>
      answer(await fetch(url, { method: 'PUT', headers: { ...authorization, ...headers }, body })),
    /** From `offset` to the end, as a client goes on after a break. */
    putRest: (url: string, bytes: Buffer<ArrayBuffer>, offset: number): Promise<Answer> =>
      client.put(url, bytes.subarray(offset), {
        'content-range': `bytes ${offset}-${bytes.length - 1}/${bytes.length}`,
        'content-digest': digestHeader(bytes.subarray(offset)),
      }),
    /** Announces all, sends some, and breaks the line; resolves when it is broken. */
    putBroken: (url: string, bytes: Uint8Array, from: number, to: number): Promise<void> =>
      new Promise((resolve) => {
        const headers = {
          ...authorization,
          'content-length': bytes.length - from,
          'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
        };
        const sending = request(url, { method: 'PUT', headers, agent: false });
        sending.on('error', () => {});
        sending.on('close', resolve);
        sending.write(bytes.subarray(from, to), () => setTimeout(() => sending.destroy(), 50));
      }),
    /** Begins a PUT that stays open until `end` or `destroy`. */
    putSlowly: (url: string, headers: Record<string, string | number> = {}) => {
      const sending = request(url, { method: 'PUT', headers: { ...authorization, ...headers }, agent: false });
      sending.on('error', () => {});
      const status = new Promise<number | null>((resolve) => {
        sending.on('response', (response) => {
          response.resume();
          resolve(response.statusCode ?? null);
        });
        sending.on('close', () => resolve(null));
      });
      return { sending, status };
    },
    /** Waits until a request has the upload to itself. */
    untilClaimed: async (uploadId: string): Promise<void> => {
      const claimed = 'select from documents.upload where id = $1 and claim is not null';
      while ((await hub.look(claimed, [fromGlobalId(uploadId)!.uuid])).length === 0) await pause(10);
    },
    finalize: async (uploadId: string) => {
      const { data } = await hub.graphql(token, finalizeText, { input: { uploadId } });
      return (
        data as {
          documentUploadFinalize: {
            document: Record<'id' | 'fileName' | 'mediaType' | 'sha256' | 'contentUrl', string> & { sizeBytes: number };
            userErrors: unknown[];
          };
        }
      ).documentUploadFinalize;
    },
    /** A whole file, from its announcement to its document. */
    upload: async (bytes: Buffer<ArrayBuffer>, changed: Record<string, unknown> = {}) => {
      const { id, url } = await client.start(bytes, changed);
      await client.put(url, bytes);
      return (await client.finalize(id)).document;
    },
    get: async (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
      answer(await fetch(url, { method, headers: { ...authorization, ...headers } })),
  };
  return client;
};

/** Code, and what a program needs with it, of a refusal. */
export const refusalOf = ({ status, json }: Answer): unknown => {
  const [error] = (json() as { errors: { extensions: Record<string, unknown> }[] }).errors;
  return { status, code: error?.extensions['code'], receivedBytes: error?.extensions['receivedBytes'] };
};
