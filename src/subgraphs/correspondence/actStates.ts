import type { ConsignmentState } from '../../generated/correspondence.js';

/** From which states of its consignment a recipient can act; what it may do, and what it is told that it may do. */
export const actStates = {
  // as long as it is, it can also be said that this failed
  retrieve: ['DELIVERED'],
  acknowledge: ['RETRIEVED', 'REGISTERED'],
  refuse: ['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'],
  redirect: ['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'],
  requestSupplement: ['REGISTERED', 'ACKNOWLEDGED'],
  answer: ['REGISTERED', 'ACKNOWLEDGED'],
  // before retrieval too: who opens it first may be decided by whom it concerns
  reassign: ['DELIVERED', 'RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED', 'AWAITING_SUPPLEMENT', 'ANSWERED'],
  // an object may come before its letter is opened
  confirmEnclosures: ['DELIVERED', 'RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED', 'AWAITING_SUPPLEMENT', 'ANSWERED'],
  // it takes a number once, in any state in which the letter is still there
  registerArrival: ['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED', 'AWAITING_SUPPLEMENT', 'ANSWERED'],
} as const satisfies Readonly<Record<string, readonly ConsignmentState[]>>;
