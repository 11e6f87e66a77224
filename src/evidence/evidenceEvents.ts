/**
 * The events of evidence as the API and the database name them, each with its URI. Those of EN 319 522 have the standard's;
 * what the standard has no word for stands under the hub's own `urn:wasl:event:`.
 */
export const evidenceEvents = {
  SUBMISSION_ACCEPTANCE: 'http://uri.etsi.org/19522/Event/SubmissionAcceptance',
  SUBMISSION_REJECTION: 'http://uri.etsi.org/19522/Event/SubmissionRejection',
  CONTENT_CONSIGNMENT: 'http://uri.etsi.org/19522/Event/ContentConsignment',
  CONTENT_ACCESS_TRACKING: 'http://uri.etsi.org/19522/Event/ContentAccessTracking',
  CONTENT_HANDOVER: 'http://uri.etsi.org/19522/Event/ContentHandover',
  REGISTER_ARRIVAL: 'urn:wasl:event:RegisterArrival',
  CONSIGNMENT_ACCEPTANCE: 'http://uri.etsi.org/19522/Event/ConsignmentAcceptance',
} as const;

export type EvidenceEvent = keyof typeof evidenceEvents;

/** Events that say no: evidence of one gives its reasons. */
export const negativeEvents: ReadonlySet<EvidenceEvent> = new Set<EvidenceEvent>(['SUBMISSION_REJECTION']);
