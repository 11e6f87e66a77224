/** Offsets from UTC of one time zone. */
export type Zone = {
  /** Seconds east of UTC at an instant in whole seconds since 1970. */
  readonly offsetSecondsAt: (epochSeconds: number) => number;
};

/**
 * Reads a TZif file of version 2 or later (RFC 9636). Only a footer without daylight saving time is understood (Morocco
 * has none); any other is refused, so that a later file cannot be read wrongly in silence.
 */
export const readZoneFile = (bytes: Uint8Array): Zone => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!(file.length >= headerLength && file[4]! >= versionTwo))
    throw new Error('not a TZif file of version 2 or later');
  // The first block holds 32-bit times for old readers; the second, the same with 64 bits.
  const second = readBlock(file, readBlock(file, 0, 4).end, 8);
  const footer = footerOffsetSeconds(file.toString('latin1', second.end));
  if ((second.offsets.at(-1) ?? second.initialOffset) !== footer) {
    throw new Error('the footer of the TZif file contradicts its last transition');
  }
  const { transitions, offsets, initialOffset } = second;
  return {
    offsetSecondsAt: (epochSeconds) => {
      const passed = countNotAfter(transitions, epochSeconds);
      return passed === 0 ? initialOffset : offsets[passed - 1]!;
    },
  };
};

const headerLength = 44;
const versionTwo = '2'.charCodeAt(0);

type Block = {
  readonly transitions: readonly number[];
  /** The offset from each transition on. */
  readonly offsets: readonly number[];
  readonly initialOffset: number;
  readonly end: number;
};

const readBlock = (file: Buffer, start: number, timeSize: 4 | 8): Block => {
  if (file.toString('latin1', start, start + 4) !== 'TZif') throw new Error('not a TZif file');
  const count = (index: number): number => file.readUInt32BE(start + 20 + index * 4);
  const [utCount, wallCount, leapCount, timeCount, typeCount, nameLength] = [0, 1, 2, 3, 4, 5].map(count) as Counts;
  const times = start + headerLength;
  const indexes = times + timeCount * timeSize;
  const types = indexes + timeCount;
  const end = types + typeCount * 6 + nameLength + leapCount * (timeSize + 4) + wallCount + utCount;
  if (end > file.length) throw new Error('the TZif file is cut short');
  const offsetOfType = (type: number): number => file.readInt32BE(types + type * 6);
  const transition = (at: number): number =>
    timeSize === 8 ? Number(file.readBigInt64BE(times + at * 8)) : file.readInt32BE(times + at * 4);
  const each = Array.from({ length: timeCount }, (_, at) => at);
  return {
    transitions: each.map(transition),
    offsets: each.map((at) => offsetOfType(file[indexes + at]!)),
    initialOffset: offsetOfType(0),
    end,
  };
};

type Counts = [number, number, number, number, number, number];

/** The footer is a POSIX TZ string such as `<+00>0`; its sign is west of Greenwich, contrary to everything else here. */
const footerOffsetSeconds = (footer: string): number => {
  const match = /^\n(?:<[+\-A-Za-z0-9]+>|[A-Za-z]{3,})([+-]?)(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\n$/.exec(footer);
  if (match === null) throw new Error('the footer of the TZif file is missing or has daylight saving time');
  const [, sign, hours, minutes = '0', seconds = '0'] = match;
  const west = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? west : 0 - west;
};

/** How many of the ascending `values` are not after `limit`. */
const countNotAfter = (values: readonly number[], limit: number): number => {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
};
