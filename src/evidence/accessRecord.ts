import type { Viewer } from '../access/viewer.js';

export type AccessKind = 'QUERY' | 'MUTATION' | 'DOWNLOAD' | 'UPLOAD' | 'TOKEN' | 'ENROLMENT' | 'REQUEST';

/** What one request did, filled while it runs and written before the first byte of its answer. */
export type AccessRecord = {
  kind: AccessKind;
  readonly startedAtMs: number;
  viewer: Viewer | null;
  operationText: string | null;
  operationName: string | null;
  /** `Type:uuid` of every object whose data is in the answer. */
  readonly objects: Set<string>;
  /** `Type.field` of every field answered. */
  readonly fields: Set<string>;
  /** `OK`, or the code of the first error. */
  outcome: string;
};

export const newAccessRecord = (kind: AccessKind, startedAtMs: number): AccessRecord => ({
  kind,
  startedAtMs,
  viewer: null,
  operationText: null,
  operationName: null,
  objects: new Set(),
  fields: new Set(),
  outcome: 'OK',
});
