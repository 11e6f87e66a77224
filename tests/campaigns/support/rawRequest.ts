import http from 'node:http';
import type { At } from './hubClient.js';

export type RawRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The client goes away: with the first octets of the answer, or before it has sent its whole body. */
  readonly abort?: 'IN_ANSWER' | 'IN_BODY';
};

export type RawAnswer = {
  readonly status: number;
  readonly body: Buffer;
  /** Nothing of it is missing. */
  readonly isWhole: boolean;
};

/** One request on a connection of its own; null when not a byte of an answer came. */
export const rawRequest = (
  hub: At,
  { method, path, headers = {}, body, abort }: RawRequest,
): Promise<RawAnswer | null> =>
  new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = http.request(`${hub.url}${path}`, { method, agent: false, headers: { ...length, ...headers } });
    request.on('error', () => resolve(null));
    request.on('response', (response) => {
      const status = response.statusCode!;
      const chunks: Buffer[] = [];
      const end = (isWhole: boolean): void => resolve({ status, body: Buffer.concat(chunks), isWhole });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (abort !== 'IN_ANSWER') return;
        end(false);
        request.destroy();
      });
      response.on('end', () => end(true));
      response.on('error', () => end(false));
      response.on('close', () => end(response.complete));
    });
    if (abort !== 'IN_BODY') return void request.end(body);
    request.write(body!.slice(0, Math.floor(body!.length / 2)), () => setTimeout(() => request.destroy(), 5));
  });
