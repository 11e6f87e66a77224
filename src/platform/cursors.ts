import { createHmac, timingSafeEqual } from 'node:crypto';
import { Fault } from './errors.js';

/** Where a page ends: the field it belongs to and the sort key of its last row. */
type Position = readonly (string | number)[];

const version = 1;

/** An opaque cursor, bound to the field and to the institution that was given it. */
export const encodeCursor = (key: Buffer, institutionId: string, field: string, position: Position): string => {
  const body = Buffer.from(JSON.stringify([version, field, ...position]));
  return Buffer.concat([seal(key, institutionId, body), body]).toString('base64url');
};

/** Throws `BAD_USER_INPUT` for a cursor that this hub did not give to this institution for this field. */
export const decodeCursor = (key: Buffer, institutionId: string, field: string, cursor: string): Position => {
  const bytes = Buffer.from(cursor.slice(0, 2_048), 'base64url');
  const body = bytes.subarray(16);
  const isOurs =
    bytes.length > 16 &&
    bytes.toString('base64url') === cursor &&
    timingSafeEqual(seal(key, institutionId, body), bytes.subarray(0, 16));
  const [cursorVersion, cursorField, ...position] = isOurs
    ? (JSON.parse(body.toString()) as [number, string, ...Position])
    : [0, ''];
  if (cursorVersion !== version || cursorField !== field) {
    throw new Fault(
      'BAD_USER_INPUT',
      `\`after\` is not a cursor that this hub gave to your institution for \`${field}\`. Leave it out to start from the beginning.`,
    );
  }
  return position;
};

/** `first` as given, or `BAD_USER_INPUT`: 1 to 100. */
export const pageSize = (first: number): number => {
  if (first < 1 || first > 100) throw new Fault('BAD_USER_INPUT', `\`first\` must be between 1 and 100, not ${first}.`);
  return first;
};

const seal = (key: Buffer, institutionId: string, body: Buffer): Buffer =>
  createHmac('sha256', key).update(institutionId).update('\0').update(body).digest().subarray(0, 16);
