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
  CONTENT_HANDOVER_FAILURE: 'http://uri.etsi.org/19522/Event/ContentHandoverFailure',
  REGISTER_ARRIVAL: 'urn:wasl:event:RegisterArrival',
  CONSIGNMENT_ACCEPTANCE: 'http://uri.etsi.org/19522/Event/ConsignmentAcceptance',
  CONSIGNMENT_REJECTION: 'http://uri.etsi.org/19522/Event/ConsignmentRejection',
  ACCEPTANCE_REJECTION_EXPIRY: 'http://uri.etsi.org/19522/Event/AcceptanceRejectionExpiry',
  RELAY_ACCEPTANCE: 'http://uri.etsi.org/19522/Event/RelayAcceptance',
  RECALL: 'urn:wasl:event:Recall',
  REASSIGNMENT: 'urn:wasl:event:Reassignment',
  SUPPLEMENT_REQUEST: 'urn:wasl:event:SupplementRequest',
  SUPPLEMENT_SUPPLY: 'urn:wasl:event:SupplementSupply',
  REGISTER_OPENING: 'urn:wasl:event:RegisterOpening',
  REGISTER_CLOSING: 'urn:wasl:event:RegisterClosing',
  RELAY_TO_NON_ERDS: 'http://uri.etsi.org/19522/Event/RelayToNonERDS',
  RECEIVED_FROM_NON_ERDS: 'http://uri.etsi.org/19522/Event/ReceivedFromNonERDS',
} as const;

export type EvidenceEvent = keyof typeof evidenceEvents;

/** Events whose evidence gives reasons, always: those that say no, and why another institution is competent. No other does. */
export const reasonedEvents: ReadonlySet<EvidenceEvent> = new Set<EvidenceEvent>([
  'SUBMISSION_REJECTION',
  'CONTENT_HANDOVER_FAILURE',
  'CONSIGNMENT_REJECTION',
  'ACCEPTANCE_REJECTION_EXPIRY',
  'RECALL',
  'RELAY_ACCEPTANCE',
]);
