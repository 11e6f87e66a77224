import { createHash } from 'node:crypto';
import type { TypedDocumentString } from './generated/graphql.js';

export type Hub = {
  /** Data of one operation; what its variables and its answer are like comes from the document. */
  readonly ask: <Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ) => Promise<Result>;
  readonly put: (address: string, bytes: Uint8Array) => Promise<void>;
  readonly get: (address: string) => Promise<Uint8Array>;
};

/** What stands in `errors`: `code` is for programs, and `retryable` says whether the same request may be sent again. */
export class HubError extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, retryable: boolean) {
    super(`${code}: ${message}`);
    this.name = 'HubError';
    this.code = code;
    this.retryable = retryable;
  }
}

type Refusal = {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly retryable?: boolean };
};

/** The hub as one institution sees it. `token` is asked before each request, so that it can be renewed. */
export const connect = (url: string, token: () => Promise<string>): Hub => {
  const call = async (address: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> => {
    const response = await fetch(address, {
      ...init,
      headers: { ...headers, authorization: `Bearer ${await token()}` },
    });
    if (response.ok) return response;
    const { errors } = (await response.json()) as { errors: readonly Refusal[] };
    throw toError(errors[0]!);
  };
  return {
    ask: async (document, variables) => {
      const response = await call(
        `${url}/graphql`,
        { method: 'POST', body: JSON.stringify({ query: document.toString(), variables }) },
        { 'content-type': 'application/json', accept: 'application/json' },
      );
      const { data, errors } = (await response.json()) as { data: unknown; errors?: readonly Refusal[] };
      if (errors !== undefined) throw toError(errors[0]!);
      return data as never;
    },
    put: async (address, bytes) => {
      const digest = createHash('sha256').update(bytes).digest('base64');
      await call(address, { method: 'PUT', body: Buffer.from(bytes) }, { 'content-digest': `sha-256=:${digest}:` });
    },
    get: async (address) => new Uint8Array(await (await call(address, { method: 'GET' })).arrayBuffer()),
  };
};

const toError = ({ message, extensions: { code, retryable = false } }: Refusal): HubError =>
  new HubError(code, message, retryable);
