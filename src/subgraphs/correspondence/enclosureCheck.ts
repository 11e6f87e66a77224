import type { UserFault } from '../../evidence/operation.js';
import type { CorrespondenceDepositErrorCode, CorrespondenceDepositInput } from '../../generated/correspondence.js';
import { isPlainText } from '../../platform/text.js';

type Fault = UserFault<CorrespondenceDepositErrorCode>;

/** More than a person would list by hand. */
export const maxEnclosures = 100;
const mostOfOne = 10_000;

export const enclosureCountFault: Fault = { code: 'ENCLOSURE_INVALID', path: ['input', 'physicalEnclosures'] };

export const enclosureFaults = ({ physicalEnclosures }: CorrespondenceDepositInput): readonly Fault[] =>
  (physicalEnclosures ?? []).flatMap(({ description, count, carrierReference }, at) => {
    const wrong = [
      ...(isPlainText(description, 255) ? [] : ['description']),
      ...(count >= 1 && count <= mostOfOne ? [] : ['count']),
      ...(carrierReference == null || isPlainText(carrierReference, 128) ? [] : ['carrierReference']),
    ];
    return wrong.map((name) => ({
      code: 'ENCLOSURE_INVALID' as const,
      path: [...enclosureCountFault.path, String(at), name],
    }));
  });
