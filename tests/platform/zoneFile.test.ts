import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { projectFile } from '../../src/platform/paths.js';
import { readZoneFile } from '../../src/platform/zoneFile.js';

const bytes = readFileSync(projectFile('data', 'zoneinfo', 'Africa', 'Casablanca'));
const at = (text: string): number => Date.parse(text) / 1000;

const withFooter = (footer: string): Buffer =>
  Buffer.concat([bytes.subarray(0, bytes.lastIndexOf('\n', bytes.length - 2)), Buffer.from(footer, 'latin1')]);

// As `zdump -v` prints the same file.
test.each([
  ['1900-01-01T00:00:00Z', -1820],
  ['1913-10-26T00:30:19Z', -1820],
  ['1913-10-26T00:30:20Z', 0],
  ['2018-10-28T01:59:59Z', 3600],
  ['2018-10-28T02:00:00Z', 3600],
  ['2019-05-05T01:59:59Z', 3600],
  ['2019-05-05T02:00:00Z', 0],
  ['2019-06-09T02:00:00Z', 3600],
  ['2026-02-15T01:59:59Z', 3600],
  ['2026-02-15T02:00:00Z', 0],
  ['2026-03-22T01:59:59Z', 0],
  ['2026-03-22T02:00:00Z', 3600],
  ['2026-09-20T00:59:59Z', 3600],
  ['2026-09-20T01:00:00Z', 0],
  ['2027-02-07T02:00:00Z', 0],
  ['2050-07-01T00:00:00Z', 0],
])('gives the offset of Morocco at %s as %i s', (instant, offset) => {
  expect(readZoneFile(bytes).offsetSecondsAt(at(instant))).toBe(offset);
});

test('gives UTC+0 at any instant from 20 September 2026 on', () => {
  const zone = readZoneFile(bytes);
  fc.assert(
    fc.property(fc.integer({ min: at('2026-09-20T01:00:00Z'), max: at('9999-12-31T00:00:00Z') }), (seconds) => {
      expect(zone.offsetSecondsAt(seconds)).toBe(0);
    }),
  );
});

test.each<[string, Uint8Array]>([
  ['nothing', new Uint8Array()],
  ['another file', Buffer.alloc(200, 'x')],
  ['a file of version 1', Buffer.concat([bytes.subarray(0, 4), Buffer.from([0]), bytes.subarray(5)])],
  ['a file without footer', bytes.subarray(0, bytes.lastIndexOf('\n', bytes.length - 2))],
  ['a footer with daylight saving time', withFooter('\n<+01>-1<+00>,M3.5.0,M10.5.0\n')],
  ['a footer that contradicts the last transition', withFooter('\n<+01>-1\n')],
])('refuses %s', (_, file) => {
  expect(() => readZoneFile(file)).toThrow(/TZif/);
});

// One type, no transition: the smallest file that RFC 9636 allows.
const fixedZone = (offsetSeconds: number, footer: string): Buffer => {
  const block = Buffer.alloc(44 + 6 + 4);
  block.write('TZif2', 'latin1');
  block.writeUInt32BE(1, 36);
  block.writeUInt32BE(4, 40);
  block.writeInt32BE(offsetSeconds, 44);
  block.write('XXX', 50, 'latin1');
  return Buffer.concat([block, block, Buffer.from(`\n${footer}\n`, 'latin1')]);
};

test.each([
  [3600, '<+01>-1'],
  [-34_200, '<-0930>9:30'],
  [12_345, 'XXX-3:25:45'],
])('reads a zone that is always at %i s', (offset, footer) => {
  expect(readZoneFile(fixedZone(offset, footer)).offsetSecondsAt(0)).toBe(offset);
  expect(() => readZoneFile(fixedZone(-offset, footer))).toThrow('contradicts');
});

test('refuses a file cut short anywhere', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
      expect(() => readZoneFile(bytes.subarray(0, length))).toThrow();
    }),
  );
});

test('reads a view that does not begin its buffer', () => {
  const padded = new Uint8Array(bytes.length + 7);
  padded.set(bytes, 7);
  expect(readZoneFile(padded.subarray(7)).offsetSecondsAt(at('2026-07-01T00:00:00Z'))).toBe(3600);
});
