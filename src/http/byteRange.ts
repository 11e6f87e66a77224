export type ByteRange = { readonly start: number; readonly end: number };

/**
 * The one range that a `Range` header asks of `sizeBytes` octets (RFC 9110, 14.2). Null: answer the whole, since there is
 * no such header, or one that a server may ignore: another unit, malformed, or several ranges.
 */
export const parseByteRange = (header: string | undefined, sizeBytes: number): ByteRange | 'UNSATISFIABLE' | null => {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const wanted = Number(last);
    return wanted === 0 ? 'UNSATISFIABLE' : { start: Math.max(0, sizeBytes - wanted), end: sizeBytes - 1 };
  }
  const [start, end] = [Number(first), last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)];
  if (last !== '' && Number(last) < start) return null;
  return start < sizeBytes ? { start, end } : 'UNSATISFIABLE';
};
