import type { Settlement } from '../../evidence/act.js';
import type { Operation } from '../../evidence/operation.js';
import type { EvidenceEvent } from '../../evidence/evidenceEvents.js';
import type { EvidenceInput } from '../../evidence/evidenceToken.js';
import { actPayload } from './actPayload.js';
import { signEvidence, type SignedEvidence } from './signEvidence.js';

type OwnAct = {
  readonly act: string;
  readonly occurredAt: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** The payload of an act on the viewer's own registers: it concerns nobody else, and is in nobody's feed. */
export const ownAct = (
  operation: Operation,
  { act, occurredAt, detail }: OwnAct,
  evidence: SignedEvidence | null,
  settlement: Settlement,
): Readonly<Record<string, unknown>> => {
  const parties = [operation.requireViewer().institutionId];
  return actPayload(
    operation,
    evidence === null ? [] : [{ evidence, parties }],
    { act, occurredAt, correspondenceId: null, parties, detail, mailbox: [] },
    settlement,
  );
};

type RegisterClaims = {
  readonly event: EvidenceEvent;
  readonly occurredAt: string;
  readonly register: Readonly<Record<string, unknown>>;
} & Partial<Pick<EvidenceInput, 'sender' | 'recipients' | 'documents' | 'enclosures' | 'registerNumbers'>>;

/** Evidence of what a register of the viewer says, given to the viewer alone. */
export const signRegisterEvidence = (operation: Operation, claims: RegisterClaims): SignedEvidence =>
  signEvidence(operation, {
    sender: null,
    recipients: [],
    documents: [],
    registerNumbers: [],
    ...claims,
    correspondenceId: null,
    recipientsOpen: true,
    submissionTime: null,
    previousId: null,
    reasons: [],
    noteSha256: null,
    isActorsAlone: true,
  });
