import fc from 'fast-check';
import { parseByteRange } from '../../src/http/byteRange.js';
import { formatDigest, parseContentDigest } from '../../src/http/contentDigest.js';
import { attachmentNamed } from '../../src/http/contentDisposition.js';
import { parseContentRange } from '../../src/http/contentRange.js';

test('a byte range is null, unsatisfiable, or lies inside', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 200 }), (noise, a, b, size) => {
      for (const header of [noise, `bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`, `bytes=${noise}`]) {
        const range = parseByteRange(header, size);
        if (range === null || range === 'UNSATISFIABLE') continue;
        expect(range.start >= 0 && range.start <= range.end && range.end < size).toBe(true);
      }
    }),
  );
});

test('a content range is read back as it was written', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), (start, more, rest) => {
      const [end, total] = [start + more, start + more + rest + 1];
      expect(parseContentRange(`bytes ${start}-${end}/${total}`)).toEqual({ start, end, total });
      expect(parseContentRange(`bytes ${start}-${end}/*`)).toEqual({ start, end, total: null });
      expect(parseContentRange(`bytes ${start}-${end}/${end}`)).toBeNull();
    }),
  );
});

test('a content digest is found beside others, and is 32 octets or malformed', () => {
  const digest = Buffer.alloc(32, 7);
  expect([
    parseContentDigest(formatDigest(digest)),
    parseContentDigest(`sha-512=:AAAA:, ${formatDigest(digest)}`),
    parseContentDigest('sha-512=:AAAA:'),
    parseContentDigest('sha-256=:AAAA:'),
    parseContentDigest('sha-256=AAAA'),
    parseContentDigest(''),
  ]).toEqual([digest, digest, null, 'MALFORMED', 'MALFORMED', 'MALFORMED']);
});

test('no file name leaves its place in the header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      fc.pre(name.isWellFormed());
      const value = attachmentNamed(name);
      expect(value).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/);
      expect(decodeURIComponent(value.slice("attachment; filename*=UTF-8''".length))).toBe(name);
    }),
  );
});
