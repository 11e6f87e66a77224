const sha256 = async (bytes: ArrayBuffer): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** SHA-256 as the API writes it: lower-case hexadecimal digits. */
export const digestHex = async (bytes: ArrayBuffer): Promise<string> =>
  [...(await sha256(bytes))].map((octet) => octet.toString(16).padStart(2, '0')).join('');

/** SHA-256 as `Content-Digest` writes it (RFC 9530). */
export const contentDigest = async (bytes: ArrayBuffer): Promise<string> =>
  `sha-256=:${btoa(String.fromCharCode(...(await sha256(bytes))))}:`;
