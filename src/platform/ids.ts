import { randomFillSync } from 'node:crypto';

const bytes = new Uint8Array(16);
let lastMs = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562) that is larger than every earlier one of this process. */
export const newUuid = (nowMs: number = Date.now()): string => {
  randomFillSync(bytes);
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = ((bytes[6]! & 0x07) << 8) | bytes[7]!;
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  let rest = lastMs;
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (sequence >> 8);
  bytes[7] = sequence & 0xff;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => uuidForm.test(text);

/** Global, opaque id of the API: base64url of `Type:uuid`. */
export const toGlobalId = (type: string, uuid: string): string => Buffer.from(`${type}:${uuid}`).toString('base64url');

/** Null for anything that the hub cannot have given out; the form must be canonical, so that one object has one id. */
export const fromGlobalId = (id: string): { readonly type: string; readonly uuid: string } | null => {
  if (id.length > 128) return null;
  const text = Buffer.from(id, 'base64url').toString('latin1');
  const colon = text.indexOf(':');
  const type = text.slice(0, colon);
  const uuid = text.slice(colon + 1);
  return colon > 0 && isUuid(uuid) && toGlobalId(type, uuid) === id ? { type, uuid } : null;
};

/** The UUID when the id names an object of that type, else null. */
export const uuidOfGlobalId = (type: string, id: string): string | null => {
  const parsed = fromGlobalId(id);
  return parsed?.type === type ? parsed.uuid : null;
};
