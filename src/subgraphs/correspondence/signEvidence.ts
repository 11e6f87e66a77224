import type { EvidenceEvent } from '../../evidence/evidenceEvents.js';
import { buildEvidence, type EvidenceActor, type EvidenceInput } from '../../evidence/evidenceToken.js';
import type { Hub } from '../../evidence/hub.js';
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

type Content = Omit<EvidenceInput, 'id' | 'issuer' | 'issuedAtMs' | 'actor' | 'zoneVersion'>;

/** Builds and signs one evidence in the name of the viewer's act. */
export const signEvidence = (
  operation: Operation,
  {
    isActorsAlone,
    ...content
  }: Content & {
    /** True when only the actor's institution gets it: its own case reference is nobody else's business. */
    readonly isActorsAlone: boolean;
  },
): SignedEvidence => {
  const viewer = operation.requireViewer();
  const actor: EvidenceActor = {
    institutionCode: viewer.institutionCode,
    clientId: viewer.clientId,
    keyThumbprint: viewer.keyThumbprint,
    purpose: viewer.purpose,
    caseReference: isActorsAlone ? viewer.caseReference : null,
  };
  return signAs(operation.hub, actor, content);
};

/** The same in the name of any actor: the hub itself acts when a timer fires. */
export const signAs = (
  { signer, clock }: Pick<Hub, 'signer' | 'clock'>,
  actor: EvidenceActor,
  content: Content,
): SignedEvidence => {
  const id = newUuid(clock.nowMs());
  const { payload, disclosuresFor } = buildEvidence({
    ...content,
    id,
    issuer: signer.issuer,
    issuedAtMs: clock.nowMs(),
    zoneVersion,
    actor,
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
