import { lookup } from 'node:dns';
import { request as httpRequest, Agent as HttpAgent, type RequestOptions } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export type EgressRequest = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** From the call to the last byte, name resolution included. */
  readonly deadlineMs: number;
  readonly maxAnswerBytes: number;
};

export type EgressAnswer = { readonly status: number; readonly contentType: string; readonly body: Buffer };

export type EgressFailure = 'NOT_APPROVED' | 'DEADLINE' | 'TOO_LARGE' | 'REDIRECT' | 'UNREACHABLE';

export class EgressError extends Error {
  readonly failure: EgressFailure;

  constructor(failure: EgressFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EgressError';
    this.failure = failure;
  }
}

export type Egress = {
  readonly send: (request: EgressRequest) => Promise<EgressAnswer>;
  /** Closes idle connections. */
  readonly close: () => void;
};

/**
 * The only way out by HTTP. `origins` lists what may be called (`https://host:port`); a redirect is an error, an answer
 * is cut off at its size, and a connection goes to the address that was checked, not to what the name says a moment later.
 */
export const createEgress = ({ origins }: { readonly origins: readonly string[] }): Egress => {
  const approved = new Set(origins.map((origin) => new URL(origin).origin));
  const http = new HttpAgent({ keepAlive: true, timeout: idleMs });
  const https = new HttpsAgent({ keepAlive: true, timeout: idleMs });
  return {
    send: async (request) => {
      const url = new URL(request.url);
      if (!approved.has(url.origin) || url.username !== '' || url.password !== '') {
        throw new EgressError('NOT_APPROVED', `${url.origin} is not an approved origin.`);
      }
      const secure = url.protocol === 'https:';
      return exchange(url, request, secure ? httpsRequest : httpRequest, secure ? https : http);
    },
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
};

const idleMs = 4_000;

const exchange = (
  url: URL,
  { method, headers = {}, body, deadlineMs, maxAnswerBytes }: EgressRequest,
  open: typeof httpRequest,
  agent: HttpAgent,
): Promise<EgressAnswer> =>
  new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method,
      agent,
      lookup: publicLookup,
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
    };
    const outgoing = open(url, options);
    const fail = (failure: EgressFailure, message: string, cause?: unknown): void => {
      clearTimeout(deadline);
      reject(new EgressError(failure, message, { cause }));
      outgoing.destroy();
    };
    const deadline = setTimeout(() => fail('DEADLINE', `No whole answer within ${deadlineMs} ms.`), deadlineMs);
    outgoing.on('error', (error) => fail('UNREACHABLE', 'The connection failed.', error));
    outgoing.on('response', (incoming) => {
      const status = incoming.statusCode ?? 0;
      if (status >= 300 && status < 400) return fail('REDIRECT', 'Redirects are not followed.');
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxAnswerBytes) fail('TOO_LARGE', `The answer is over ${maxAnswerBytes} octets.`);
        else chunks.push(chunk);
      });
      incoming.on('error', (error) => fail('UNREACHABLE', 'The answer broke off.', error));
      incoming.on('end', () => {
        clearTimeout(deadline);
        resolve({ status, contentType: incoming.headers['content-type'] ?? '', body: Buffer.concat(chunks) });
      });
    });
    outgoing.end(body);
  });

/** Where no institution's system can be: this machine and its link. A literal address in the approved list is meant. */
const notPublic = new BlockList();
notPublic.addSubnet('0.0.0.0', 8);
notPublic.addSubnet('127.0.0.0', 8);
notPublic.addSubnet('169.254.0.0', 16);
notPublic.addSubnet('224.0.0.0', 3);
notPublic.addAddress('::', 'ipv6');
notPublic.addAddress('::1', 'ipv6');
notPublic.addSubnet('fe80::', 10, 'ipv6');
notPublic.addSubnet('ff00::', 8, 'ipv6');

/** Node connects to exactly what this gives, so that the address checked is the address called. */
const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '');
    const allowed = addresses.filter(({ address }) => !notPublic.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));
    const [first] = allowed;
    if (first === undefined) return callback(new Error(`${host} has no address that may be called.`), '');
    if (options.all === true) callback(null, allowed);
    else callback(null, first.address, first.family);
  });
};
