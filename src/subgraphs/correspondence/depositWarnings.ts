import type { UserFault } from '../../evidence/operation.js';
import type { WarningCode } from '../../generated/correspondence.js';
import { localDay } from '../../platform/legalTime.js';
import { addDays, addWorkingDays } from '../../platform/workingDays.js';
import type { CheckedDeposit } from './depositCheck.js';

type DepositWarning = UserFault<WarningCode>;

/** What is worth telling a person of a deposit made `today` (`YYYY-MM-DD`, legal time), and hinders nothing. */
export const depositWarnings = (
  { recipients, sentLately }: Pick<CheckedDeposit, 'recipients' | 'sentLately'>,
  documentDate: string,
  today: string,
): readonly DepositWarning[] => [
  ...(documentDate > today || documentDate < addDays(today, -30)
    ? [{ code: 'DOCUMENT_DATE_UNUSUAL' as const, path: ['input', 'documentDate'] }]
    : []),
  ...recipients.flatMap(({ id, pausedUntil, lastSeenAt }, at): readonly DepositWarning[] => {
    const path = ['input', 'recipients', String(at), 'institutionId'];
    const isPaused = pausedUntil !== null && pausedUntil >= today;
    return [
      ...(isPaused ? [{ code: 'RECIPIENT_PAUSED' as const, path, values: { until: pausedUntil } }] : []),
      // who has announced a pause is not expected to look
      ...(!isPaused && lastSeenAt !== null && today > lastExpectedDay(localDay(lastSeenAt))
        ? [{ code: 'RECIPIENT_NOT_SEEN' as const, path }]
        : []),
      ...(sentLately.has(id) ? [{ code: 'PROBABLE_DUPLICATE' as const, path }] : []),
    ];
  }),
];

/** The third working day after that one; where the calendar of holidays ends, with the days of one weekend. */
const lastExpectedDay = (seenOn: string): string => {
  try {
    return addWorkingDays(seenOn, 3);
  } catch (error) {
    if (error instanceof RangeError) return addDays(seenOn, 5);
    throw error;
  }
};
