import { randomBytes } from 'node:crypto';
import type { ActDefinition, Settlement } from '../../evidence/act.js';
import type { Operation } from '../../evidence/operation.js';
import type {
  InstitutionAnnouncePauseErrorCode,
  InstitutionAnnouncePauseInput,
  MutationResolvers,
} from '../../generated/directory.js';
import { newUuid } from '../../platform/ids.js';
import { localDay } from '../../platform/legalTime.js';
import { sql } from '../../platform/sql.js';
import { isPlainText } from '../../platform/text.js';
import { getDirectory, type InstitutionRow } from './institutions.js';
import { selectReachability, type ReachabilityRow } from './reachability.js';

type Code = InstitutionAnnouncePauseErrorCode;
type Checked = { readonly now: string; readonly until: string | null; readonly reasonText: string | null };

const longestDays = 366;

/** The viewer's institution tells everybody of a pause, or that it is over. */
export const institutionAnnouncePause: NonNullable<MutationResolvers['institutionAnnouncePause']> = async (
  _,
  { input },
  operation,
) => {
  const { result, replayed, userErrors } = await operation.act('institutionAnnouncePause', input, announcement);
  return { institution: result === null ? null : await readOwn(operation), replayed, userErrors };
};

const announcement: ActDefinition<InstitutionAnnouncePauseInput, Checked, Code> = {
  check: async (transaction, input) => {
    const { now } = await transaction.one<{ readonly now: string }>(sql`select wasl.now() as now`);
    const [until, reasonText] = [input.until ?? null, input.reasonText ?? null];
    const faults = [
      ...(until === null || (until >= localDay(now) && until <= lastDay(now))
        ? []
        : [{ code: 'PAUSE_END_INVALID' as const, path: ['input', 'until'], values: { days: longestDays } }]),
      ...(reasonText === null || isPlainText(reasonText, 500)
        ? []
        : [{ code: 'PAUSE_REASON_INVALID' as const, path: ['input', 'reasonText'] }]),
    ];
    return faults.length > 0 ? { faults } : { checked: { now, until, reasonText } };
  },
  write: async (transaction, checked, settle, operation) => {
    const payload = pausePayload(operation, checked, settle({}));
    await transaction.finish(sql`select directory.post_pause(${JSON.stringify(payload)})`);
    return {};
  },
};

const lastDay = (now: string): string => localDay(new Date(Date.parse(now) + longestDays * 86_400_000));

/** What `directory.post_pause` takes: the announcement, and an act that is about no letter and leaves no evidence. */
const pausePayload = (
  operation: Operation,
  { now, until, reasonText }: Checked,
  settle: Settlement,
): Readonly<Record<string, unknown>> => {
  const viewer = operation.requireViewer();
  return {
    until,
    reason_text: until === null ? null : reasonText,
    evidence: [],
    act: {
      id: newUuid(operation.hub.clock.nowMs()),
      act: 'institutionAnnouncePause',
      occurred_at: now,
      client_id: viewer.clientId,
      key_thumbprint: viewer.keyThumbprint,
      token_id: viewer.tokenId,
      purpose: viewer.purpose,
      case_reference: viewer.caseReference,
      correspondence_id: null,
      parties: [viewer.institutionId],
      detail: { until, reasonText },
      mailbox: [],
      salt: randomBytes(32).toString('hex'),
    },
    settle,
  };
};

/** As it stands after the act: what this process holds in memory is of the tick before. */
const readOwn = async (operation: Operation): Promise<InstitutionRow | null> => {
  const { institutionId } = operation.requireViewer();
  const [{ institutions }, reachability] = await Promise.all([
    getDirectory(operation),
    operation.db.one<ReachabilityRow>(sql`${selectReachability} where institution_id = ${institutionId}`),
  ]);
  const row = institutions.get(institutionId);
  if (row === undefined) return null;
  operation.touch('Institution', institutionId);
  return { ...row, reachability };
};
