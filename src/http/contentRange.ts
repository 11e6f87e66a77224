export type ContentRange = { readonly start: number; readonly end: number; readonly total: number | null };

/** `bytes 0-99/200` or `bytes 0-99/*` (RFC 9110, 14.4); null when it is malformed or in another unit. */
export const parseContentRange = (header: string): ContentRange | null => {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(header.trim());
  if (match === null) return null;
  const [start, end] = [Number(match[1]), Number(match[2])];
  const total = match[3] === '*' ? null : Number(match[3]);
  return start <= end && (total === null || end < total) ? { start, end, total } : null;
};
