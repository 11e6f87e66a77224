/** Who asks: read from a verified token and the request's headers, never from an input. */
export type Viewer = {
  /** UUID of the institution. */
  readonly institutionId: string;
  readonly institutionCode: string;
  readonly clientId: string;
  /** RFC 7638 thumbprint of the key with which the client got its token. */
  readonly keyThumbprint: string;
  readonly scopes: ReadonlySet<string>;
  /** Codes of the functions to whose letters the client is limited; null: it is not. */
  readonly functions: readonly string[] | null;
  /** The purpose of this request: `Wasl-Purpose`, or the token's only one. */
  readonly purpose: string;
  /** Every purpose that the token lists. */
  readonly purposes: readonly string[];
  /** `Wasl-Case`: the caller's own case reference. */
  readonly caseReference: string | null;
  /** `jti` of the token. */
  readonly tokenId: string;
  readonly expiresAtMs: number;
};
