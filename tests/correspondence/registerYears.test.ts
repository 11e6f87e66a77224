import { localYear, offsetSecondsAt } from '../../src/platform/legalTime.js';
import { act, deposit } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { untilBlocked } from '../support/untilBlocked.js';
import { givenParties, type Parties } from './givenParties.js';

let hub: TestHub;
let parties: Parties;
beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
}, 60_000);
afterAll(() => hub.close());

/** Legal time in the sandbox, moved forward to that instant. */
const moveTo = (instant: string): Promise<unknown> =>
  hub.look(`update wasl.clock set ahead = greatest(ahead, $1::timestamptz - clock_timestamp())`, [instant]);

const thisYear = localYear(new Date());
/** Local midnight is at 23:00 UTC while Morocco keeps UTC+1, at 00:00 UTC otherwise: the pinned zone file says which. */
const newYear = (year: number): string =>
  new Date(Date.UTC(year, 0, 1) - offsetSecondsAt(new Date(Date.UTC(year, 0, 1))) * 1_000).toISOString();

test('a register begins at 1 with the local year, not with that of UTC', async () => {
  const midnight = newYear(thisYear + 1);
  const before = await parties.send();
  await moveTo(new Date(Date.parse(midnight) - 3_600_000).toISOString());
  const stillOld = await parties.send();
  await moveTo(midnight);
  const isNew = await parties.send();
  expect([before, stillOld, isNew].map(({ registerEntry: { number, year } }) => `${number}/${year}`)).toEqual([
    `1/${thisYear}`,
    `2/${thisYear}`,
    `1/${thisYear + 1}`,
  ]);
});

test('an arrival is numbered in the year in which it is registered', async () => {
  const { correspondence } = await parties.send();
  const input = { correspondenceId: correspondence.id };
  await act(hub, parties.commune.token, 'correspondenceRetrieve', { ...input, sha256: [parties.document.sha256] });
  await moveTo(newYear(thisYear + 2));
  await act(hub, parties.commune.token, 'correspondenceRegisterArrival', input);
  const rows = await hub.look<{ direction: string; year: number }>(
    `select e.direction, e.year from correspondence.register_entry e
      where e.correspondence_id = $1 order by e.direction`,
    [Buffer.from(correspondence.id, 'base64url').toString().split(':')[1]],
  );
  expect(rows).toEqual([
    { direction: 'IN', year: thisYear + 2 },
    { direction: 'OUT', year: thisYear + 1 },
  ]);
});

test('a deposit that waits for its register while midnight passes is numbered in the new year', async () => {
  await moveTo(new Date(Date.parse(newYear(thisYear + 3)) - 60_000).toISOString());
  const { registerEntry: old } = await parties.send();
  await hub.look('begin');
  await hub.look(`select from correspondence.register where direction = 'OUT' and year = $1 for update`, [
    thisYear + 2,
  ]);
  const waiting = deposit(hub, parties.ministry.token, parties.input());
  await untilBlocked(hub);
  await hub.look(`update wasl.clock set ahead = ahead + interval '2 minutes'`);
  await hub.look('commit');
  const { payload, text } = await waiting;
  if (payload?.registerEntry == null) throw new Error(text);
  expect([old.year, payload.registerEntry.number, payload.registerEntry.year]).toEqual([
    thisYear + 2,
    '1',
    thisYear + 3,
  ]);
  expect(payload.evidence.occurredAt >= newYear(thisYear + 3)).toBe(true);
});

test('numbers of each register stay dense, and their times in order, across the years', async () => {
  const gaps = await hub.look(
    `select r.id from correspondence.register r
       left join correspondence.register_entry e on e.register_id = r.id
      group by r.id
     having r.last_number <> count(e.id) or r.last_number <> coalesce(max(e.ordinal), 0) or r.last_at <> max(e.registered_at)`,
  );
  const disorder = await hub.look(
    `select from (select ordinal, registered_at, lag(registered_at) over (partition by register_id order by ordinal) as before
                    from correspondence.register_entry) e
      where e.before >= e.registered_at`,
  );
  expect([gaps, disorder]).toEqual([[], []]);
});
