/** Formats that offices can open, and those in which signed documents and letters travel. Nothing that a browser runs. */
const allowed: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/tiff',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'text/plain',
  'text/csv',
  'application/xml',
  'text/xml',
  'application/json',
  'application/zip',
  'application/pkcs7-mime',
  'application/pkcs7-signature',
  'application/x-pkcs7-mime',
  'application/x-pkcs7-signature',
  'message/rfc822',
]);

/** The name in lower case (RFC 6838: case does not count), or null when files of this type are not taken. */
export const allowedMediaType = (name: string): string | null => {
  const lower = name.toLowerCase();
  return allowed.has(lower) ? lower : null;
};
