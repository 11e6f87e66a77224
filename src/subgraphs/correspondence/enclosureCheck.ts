import type { UserFault } from '../../evidence/operation.js';
import { isPlainText } from '../../platform/text.js';
import type { EnclosureList } from './physicalEnclosures.js';

type Fault = UserFault<'ENCLOSURE_INVALID'>;

/** More than a person would list by hand. */
export const maxEnclosures = 100;
const mostOfOne = 10_000;

const countFault: Fault = { code: 'ENCLOSURE_INVALID', path: ['input', 'physicalEnclosures'] };

/** Faults of a list that is longer than any that can be kept. */
export const oversizeEnclosures = ({ physicalEnclosures }: EnclosureList): readonly Fault[] =>
  (physicalEnclosures ?? []).length > maxEnclosures ? [countFault] : [];

export const enclosureFaults = ({ physicalEnclosures }: EnclosureList): readonly Fault[] =>
  (physicalEnclosures ?? []).flatMap(({ description, count, carrierReference }, at) => {
    const wrong = [
      ...(isPlainText(description, 255) ? [] : ['description']),
      ...(count >= 1 && count <= mostOfOne ? [] : ['count']),
      ...(carrierReference == null || isPlainText(carrierReference, 128) ? [] : ['carrierReference']),
    ];
    return wrong.map((name) => ({
      code: countFault.code,
      path: [...countFault.path, String(at), name],
    }));
  });
