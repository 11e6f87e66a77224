import type { Language } from '../language/texts.js';
import { hubAddress } from './hubAddress.js';

export type GraphqlRequest = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | null | undefined;
};

export type GraphqlAnswer<Data = Readonly<Record<string, unknown>>> = {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
};

/** One request to `/graphql`. Whoever asks says in which language user errors are to be explained. */
export const askHub = async <Data = Readonly<Record<string, unknown>>>(
  { query, variables, operationName }: GraphqlRequest,
  { token, language, headers = {} }: { token?: string | null; language: Language; headers?: Record<string, string> },
): Promise<{ readonly status: number; readonly answer: GraphqlAnswer<Data> }> => {
  const response = await fetch(hubAddress('graphql'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-language': language,
      ...headers,
      ...(token == null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables, operationName }),
  });
  return { status: response.status, answer: (await response.json()) as GraphqlAnswer<Data> };
};

/** The data of an answer that has to have them. */
export const dataOf = <Data>({ data, errors }: GraphqlAnswer<Data>): Data => {
  if (data == null) throw new Error(errors?.map(({ message }) => message).join(' ') ?? 'no data');
  return data;
};
