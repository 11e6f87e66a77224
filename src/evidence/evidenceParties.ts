import { toGlobalId } from '../platform/ids.js';

/** An institution by its UUID and its code in the directory. */
export type EvidenceParty = { readonly id: string; readonly code: string };

export type EvidenceRecipient = EvidenceParty & {
  readonly role: 'TO' | 'CC';
  readonly functionAddressCode: string | null;
};

export const partyClaim = ({ id, code }: EvidenceParty): object => ({ code, id: toGlobalId('Institution', id) });

export const recipientClaim = ({ functionAddressCode, role, ...party }: EvidenceRecipient): object => ({
  ...partyClaim(party),
  role,
  functionAddress: functionAddressCode,
});
