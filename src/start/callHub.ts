import { createEgress } from '../platform/egress.js';

export type HubAnswer = { readonly status: number; readonly body: unknown };

type Call = { readonly token?: string; readonly body?: unknown };

/**
 * One call to a hub as JSON, from this machine. `url` is the hub's origin. Rejects with an `EgressError` when it does not
 * answer, and with a `SyntaxError` when what answers is no hub.
 */
export const callHub = async (url: string, path: string, { token, body }: Call = {}): Promise<HubAnswer> => {
  const egress = createEgress({ origins: [url] });
  try {
    const answer = await egress.send({
      url: `${url}${path}`,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      deadlineMs: 10_000,
      maxAnswerBytes: 4 * 1024 * 1024,
    });
    return { status: answer.status, body: JSON.parse(answer.body.toString()) as unknown };
  } finally {
    egress.close();
  }
};
