import { Fault, type FaultCode } from '../platform/errors.js';
import type { Measures } from './measureOperation.js';

/** What one operation may ask. The size of the body is the HTTP server's to limit. */
export type Limits = {
  readonly documentBytes: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly directivesAtOnePlace: number;
  readonly cost: number;
};

export const defaultLimits: Limits = {
  documentBytes: 64 * 1024,
  tokens: 2_000,
  depth: 12,
  aliases: 30,
  rootFields: 10,
  directives: 20,
  directivesAtOnePlace: 3,
  cost: 20_000,
};

/** The first limit that an operation is over, as the refusal to answer with. */
export const findLimitExceeded = (limits: Limits, measures: Measures): Fault | null => {
  for (const [limit, code, what] of limitsInOrder) {
    if (measures[limit] > limits[limit]) return exceeded(code, what, limits[limit], measures[limit]);
  }
  return null;
};

export const findDocumentTooLong = (limits: Limits, source: string): Fault | null => {
  const found = Buffer.byteLength(source);
  return found > limits.documentBytes
    ? exceeded('PAYLOAD_TOO_LARGE', 'octets of GraphQL document', limits.documentBytes, found)
    : null;
};

const limitsInOrder = [
  ['depth', 'DEPTH_EXCEEDED', 'levels of fields'],
  ['aliases', 'ALIASES_EXCEEDED', 'aliases'],
  ['rootFields', 'ROOT_FIELDS_EXCEEDED', 'root fields'],
  ['directivesAtOnePlace', 'DIRECTIVES_EXCEEDED', 'directives at one place'],
  ['directives', 'DIRECTIVES_EXCEEDED', 'directives'],
  ['cost', 'COST_EXCEEDED', 'points of cost'],
] as const satisfies readonly (readonly [keyof Limits & keyof Measures, FaultCode, string])[];

const exceeded = (code: FaultCode, what: string, limit: number, found: number): Fault =>
  new Fault(code, `At most ${limit} ${what} are allowed in one operation; this one has ${atMost(found)}.`, {
    details: { limit, found: Math.min(found, largestSaid) },
  });

/** Fragments that double each other reach numbers that nobody reads. */
const largestSaid = 1_000_000_000;

const atMost = (found: number): string => (found > largestSaid ? `more than ${largestSaid}` : String(found));
