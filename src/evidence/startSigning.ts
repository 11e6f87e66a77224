import { createHash, sign as signBytes } from 'node:crypto';
import { Fault } from '../platform/errors.js';
import type { EvidenceKey } from './evidenceKey.js';

export type Signing = { readonly key: EvidenceKey; readonly sign: (payload: object, nowMs: number) => string };

/** Signs with one key until its certificate ends; the header is written once a second. */
export const startSigning = (key: EvidenceKey): Signing => {
  const certificate = Buffer.from(key.x5c[0]!, 'base64');
  const fixed = {
    alg: 'ES256',
    typ: 'secevent+jwt',
    kid: key.kid,
    'x5t#S256': createHash('sha256').update(certificate).digest('base64url'),
    x5c: key.x5c,
  };
  let header = { iat: 0, text: '' };
  return {
    key,
    sign: (payload, nowMs) => {
      if (nowMs >= key.notAfterMs) {
        throw new Fault('BUSY', 'The hub has no valid key for evidence at the moment. Try again with the same key.', {
          retryAfterSeconds: 60,
        });
      }
      const iat = Math.floor(nowMs / 1000);
      if (iat !== header.iat) header = { iat, text: encode({ ...fixed, iat }) };
      const signed = `${header.text}.${encode(payload)}`;
      const signature = signBytes('sha256', Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
