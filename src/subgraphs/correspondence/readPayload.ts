import type { ActOutcome } from '../../evidence/act.js';
import type { Operation, UserErrorRow } from '../../evidence/operation.js';
import { into, type Selection } from '../../platform/selection.js';
import { findCorrespondences, type CorrespondenceRow } from './correspondences.js';
import { findEvidence, type EvidenceRow } from './evidence.js';
import { findRegisterEntries, type RegisterEntryRow } from './registerEntries.js';
import { findRegisters, type RegisterRow } from './registers.js';

export type ActPayload<Code extends string> = {
  readonly correspondence: CorrespondenceRow | null;
  readonly registerEntry: RegisterEntryRow | null;
  readonly register: RegisterRow | null;
  readonly evidence: EvidenceRow | null;
  readonly replayed: boolean;
  readonly userErrors: UserErrorRow<Code | 'IDEMPOTENCY_CONFLICT' | 'IDEMPOTENCY_KEY_INVALID'>[];
};

/** Reads what an act left, after its commit and in one flush, as far as the query asks for it. */
export const readPayload = async <Code extends string>(
  operation: Operation,
  { result, replayed, userErrors }: ActOutcome<Code>,
  selection: Selection,
): Promise<ActPayload<Code>> => {
  const read = async <Row>(
    id: string | undefined,
    field: string,
    find: (operation: Operation, ids: readonly string[], below: readonly Selection[]) => Promise<(Row | null)[]>,
  ): Promise<Row | null> => {
    const below = into(selection, field);
    if (id === undefined || below.length === 0) return null;
    const [row] = await find(operation, [id], below);
    return row ?? null;
  };
  const [correspondence, registerEntry, register, evidence] = await Promise.all([
    read(result?.correspondenceId, 'correspondence', findCorrespondences),
    read(result?.registerEntryId, 'registerEntry', findRegisterEntries),
    read(result?.registerId, 'register', findRegisters),
    read(result?.evidenceId, 'evidence', findEvidence),
  ]);
  return { correspondence, registerEntry, register, evidence, replayed, userErrors };
};
