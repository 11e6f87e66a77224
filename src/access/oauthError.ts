/** Error codes of RFC 6749 5.2, RFC 7591 3.2.2, RFC 8707 2 and RFC 9396 5, and two for what those have no word for. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_authorization_details'
  | 'invalid_client_metadata'
  | 'invalid_proof'
  | 'temporarily_unavailable';

export type OAuthErrorOptions = {
  readonly httpStatus?: number;
  /** Further members of the answer, e.g. `clock_skew`. */
  readonly members?: Readonly<Record<string, string | number>>;
  readonly cause?: unknown;
};

/** A refusal of the token or enrolment endpoint. The description is English and tells the developer what to do. */
export class OAuthError extends Error {
  readonly error: OAuthErrorCode;
  readonly httpStatus: number;
  readonly members: Readonly<Record<string, string | number>>;

  constructor(error: OAuthErrorCode, description: string, options: OAuthErrorOptions = {}) {
    super(description, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OAuthError';
    this.error = error;
    this.httpStatus = options.httpStatus ?? (error === 'invalid_client' ? 401 : 400);
    this.members = options.members ?? {};
  }
}

/** The body that RFC 6749 5.2 prescribes; it allows a description neither quotes, nor backslashes, nor letters beyond ASCII. */
export const oauthErrorBody = ({ error, message, members }: OAuthError): Readonly<Record<string, string | number>> => ({
  error,
  error_description: message.replace(/"/g, "'").replace(/[^\x20-\x5b\x5d-\x7e]/g, '?'),
  ...members,
});
