/** Top-level error codes of the API. Once published, a code is never reused. */
export type FaultCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'COST_EXCEEDED'
  | 'BUSY'
  | 'AUDIT_UNAVAILABLE'
  | 'UPSTREAM_UNAVAILABLE'
  | 'NOT_FOUND'
  | 'PAYLOAD_TOO_LARGE'
  | 'UPLOAD_OFFSET_MISMATCH'
  | 'UPLOAD_INTERRUPTED'
  | 'DIGEST_MISMATCH'
  | 'STORAGE_FULL'
  | 'PURPOSE_NOT_ALLOWED'
  | 'DEPTH_EXCEEDED'
  | 'ALIASES_EXCEEDED'
  | 'ROOT_FIELDS_EXCEEDED'
  | 'DIRECTIVES_EXCEEDED'
  | 'ONE_MUTATION_PER_REQUEST'
  | 'SUBSCRIPTION_NOT_SUPPORTED'
  | 'INTERNAL_SERVER_ERROR';

const httpStatuses: Readonly<Partial<Record<FaultCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  BUSY: 503,
  AUDIT_UNAVAILABLE: 503,
  NOT_FOUND: 404,
  PAYLOAD_TOO_LARGE: 413,
  UPLOAD_OFFSET_MISMATCH: 409,
  UPLOAD_INTERRUPTED: 408,
  DIGEST_MISMATCH: 422,
  STORAGE_FULL: 507,
  UPSTREAM_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

const retryables: ReadonlySet<FaultCode> = new Set([
  'RATE_LIMITED',
  'BUSY',
  'AUDIT_UNAVAILABLE',
  'UPSTREAM_UNAVAILABLE',
  'STORAGE_FULL',
  'UPLOAD_INTERRUPTED',
]);

export type FaultOptions = {
  readonly cause?: unknown;
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number;
  readonly httpStatus?: number;
  readonly details?: Readonly<Record<string, unknown>>;
};

/**
 * A refusal that the caller is told about. `message` is English, for developers, and never contains an id or anything
 * that the caller did not send; programs branch on `code`.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly httpStatus: number;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.httpStatus = options.httpStatus ?? httpStatuses[code] ?? 400;
    this.retryable = options.retryable ?? retryables.has(code);
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.details = options.details ?? {};
  }
}

/** What every top-level error says beside its message. */
export const faultExtensions = (fault: Fault): Record<string, unknown> => ({
  code: fault.code,
  retryable: fault.retryable,
  ...(fault.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: fault.retryAfterSeconds }),
  ...fault.details,
});
