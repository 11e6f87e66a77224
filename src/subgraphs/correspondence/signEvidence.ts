import type { EvidenceEvent } from '../../evidence/evidenceEvents.js';
import { buildEvidence, type EvidenceInput } from '../../evidence/evidenceToken.js';
import type { Operation } from '../../evidence/operation.js';
import { newUuid } from '../../platform/ids.js';
import { zoneVersion } from '../../platform/legalTime.js';

/** A signed evidence, before it is written. */
export type SignedEvidence = {
  readonly id: string;
  readonly event: EvidenceEvent;
  readonly occurredAt: string;
  readonly previousId: string | null;
  readonly token: string;
  readonly disclosuresFor: (institutionId: string) => readonly string[];
};

type Content = Omit<EvidenceInput, 'id' | 'issuer' | 'issuedAtMs' | 'actor' | 'zoneVersion'> & {
  /** True when only the actor's institution gets it: its own case reference is nobody else's business. */
  readonly isActorsAlone: boolean;
};

/** Builds and signs one evidence in the name of the viewer's act. */
export const signEvidence = (operation: Operation, { isActorsAlone, ...content }: Content): SignedEvidence => {
  const { signer, clock } = operation.hub;
  const viewer = operation.requireViewer();
  const id = newUuid(clock.nowMs());
  const { payload, disclosuresFor } = buildEvidence({
    ...content,
    id,
    issuer: signer.issuer,
    issuedAtMs: clock.nowMs(),
    zoneVersion,
    actor: {
      institutionCode: viewer.institutionCode,
      clientId: viewer.clientId,
      keyThumbprint: viewer.keyThumbprint,
      purpose: viewer.purpose,
      caseReference: isActorsAlone ? viewer.caseReference : null,
    },
  });
  return {
    id,
    event: content.event,
    occurredAt: content.occurredAt,
    previousId: content.previousId,
    token: signer.sign(payload),
    disclosuresFor,
  };
};
