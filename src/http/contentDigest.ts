/**
 * SHA-256 of a `Content-Digest` header (RFC 9530): null when it gives none, `MALFORMED` when what it gives is none. Other
 * algorithms may stand beside it and are not checked.
 */
export const parseContentDigest = (header: string): Buffer | null | 'MALFORMED' => {
  let found: Buffer | null = null;
  for (const member of header.split(',')) {
    const match = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):$/.exec(member.trim());
    if (match === null) return 'MALFORMED';
    if (match[1] === 'sha-256') found = Buffer.from(match[2]!, 'base64');
  }
  return found === null || found.length === 32 ? found : 'MALFORMED';
};

export const formatDigest = (sha256: Buffer): string => `sha-256=:${sha256.toString('base64')}:`;
