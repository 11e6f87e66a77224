import { randomBytes } from 'node:crypto';
import { newUuid } from '../platform/ids.js';
import type { Viewer } from '../access/viewer.js';
import type { AccessRecord } from './accessRecord.js';

/** How a request was answered. */
export type AccessAnswer = {
  readonly httpStatus: number;
  readonly durationMs: number;
  /** Address of the caller. */
  readonly source: string;
};

/** One access event as `evidence.append` takes it. */
export type AccessRow = {
  readonly id: string;
  readonly started_at: string;
  readonly kind: AccessRecord['kind'] | 'UNAUTHENTICATED';
  readonly institution_id?: string;
  readonly client_id?: string;
  readonly token_id?: string;
  readonly purpose?: string;
  readonly case_reference?: string | null;
  readonly operation_hash?: string;
  readonly operation_text?: string;
  readonly operation_name?: string | null;
  readonly objects: readonly (readonly string[])[];
  readonly fields: readonly string[];
  readonly outcome: string;
  readonly http_status: number;
  readonly duration_ms: number;
  readonly source?: string;
  readonly request_count?: number;
  readonly salt: string;
};

/** The event of one request of a recognised caller. */
export const accessRow = (
  record: AccessRecord,
  viewer: Viewer,
  operation: { readonly operation_hash?: string; readonly operation_text?: string },
  answer: AccessAnswer,
): AccessRow => ({
  id: newUuid(),
  started_at: new Date(record.startedAtMs).toISOString(),
  kind: record.kind,
  institution_id: viewer.institutionId,
  client_id: viewer.clientId,
  token_id: storable(viewer.tokenId),
  ...(viewer.purpose === '' ? {} : { purpose: storable(viewer.purpose) }),
  case_reference: viewer.caseReference === null ? null : storable(viewer.caseReference),
  ...operation,
  operation_name: record.operationName === null ? null : storable(record.operationName).slice(0, 200),
  objects: [...record.objects].map((object) => object.split(':')),
  fields: [...record.fields],
  outcome: outcomeClass(record.outcome),
  http_status: answer.httpStatus,
  duration_ms: answer.durationMs,
  salt: newSalt(),
});

/** How many requests of one source and minute ended alike without a recognised caller. */
export type AccessCount = {
  readonly minuteMs: number;
  readonly source: string;
  readonly outcome: string;
  readonly httpStatus: number;
  readonly requests: number;
  readonly longestMs: number;
};

/** The one event that stands for them all; its duration is the longest. */
export const accessCountRow = (count: AccessCount): AccessRow => ({
  id: newUuid(),
  started_at: new Date(count.minuteMs).toISOString(),
  kind: 'UNAUTHENTICATED',
  objects: [],
  fields: [],
  outcome: count.outcome,
  http_status: count.httpStatus,
  duration_ms: count.longestMs,
  source: count.source,
  request_count: count.requests,
  salt: newSalt(),
});

/** A code of the closed set, whatever a caller or a library put there. */
export const outcomeClass = (outcome: string): string => (/^[A-Z][A-Z0-9_]{0,59}$/.test(outcome) ? outcome : 'OTHER');

/** PostgreSQL stores neither U+0000 nor a lone surrogate. */
const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd').toWellFormed();

const newSalt = (): string => randomBytes(32).toString('hex');
