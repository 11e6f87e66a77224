import { setTimeout as pause } from 'node:timers/promises';
import { createPool, plainReads, type Pool } from '../../src/platform/database.js';
import { refreshReachability } from '../../src/subgraphs/directory/refreshReachability.js';
import { commune, ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
let pool: Pool;

beforeAll(async () => {
  hub = await startHub();
  pool = createPool(hub.database.urls.clock, { max: 2, onError: () => {} });
}, 60_000);
afterAll(async () => {
  await pool.end();
  await hub.close();
});

const refresh = (): Promise<number> => refreshReachability(plainReads(pool));

const generation = async (): Promise<number> =>
  (await hub.look<{ value: number }>(`select value from wasl.generation where kind = 'reachability'`))[0]!.value;

const reachabilityOf = async (code: string): Promise<Record<string, unknown>> => {
  const { data, text } = await hub.graphql(
    null,
    `{ institution(code: "${code}") { reachability { channel lastSeenAt medianHoursToRetrieval pausedUntil pauseReasonText } } }`,
  );
  if (data?.['institution'] == null) throw new Error(text);
  return data['institution'].reachability as Record<string, unknown>;
};

/** Waits until this process shows what was announced. */
const shown = async (code: string, holds: (found: Record<string, unknown>) => boolean): Promise<unknown> => {
  for (;;) {
    const found = await reachabilityOf(code);
    if (holds(found)) return found;
    await pause(20);
  }
};

/** Letters that the commune received, each opened so many hours after it came; null: not yet. */
const givenLetters = async (hours: readonly (number | null)[], daysAgo: number): Promise<void> => {
  await hub.look(
    `with made as (
       select gen_random_uuid() as id, l.hours, wasl.now() - make_interval(days => $2) as at
         from unnest($1::float8[]) l (hours)
     ), parties as (
       select (select id from directory.institution where code = $3) as sender,
         (select id from directory.institution where code = $4) as recipient
     ), letters as (
       insert into correspondence.correspondence (
         id, sender_id, subject, nature, priority, confidentiality, document_date, deposited_at, departure_number,
         departure_series, departure_year, recipient_count)
       select made.id, parties.sender, 's', 'LETTER', 'NORMAL', 'ORDINARY', made.at::date, made.at, '1', 'GENERAL', 2026, 1
         from made cross join parties
       returning id
     )
     insert into correspondence.consignment (
       institution_id, correspondence_id, role, ordinal, state, state_changed_at, delivered_at, first_opened_at, sender_id,
       priority, confidentiality, deposited_at, last_evidence_id, thread_id)
     select parties.recipient, made.id, 'TO', 0, 'DELIVERED', made.at, made.at, made.at + made.hours * interval '1 hour',
       parties.sender, 'NORMAL', 'ORDINARY', made.at, gen_random_uuid(), made.id
       from made cross join parties join letters using (id)`,
    [hours, daysAgo, ministry, commune],
  );
};

test('an institution was last seen in the hour in which it last asked for its letters, and in no other way', async () => {
  const never = await reachabilityOf('MA-COM-0094');
  await hub.graphql(
    await hub.tokenFor('MA-COM-0094'),
    '{ outbox { nodes { id } } institution(code: "MA-COM-0094") { id } }',
  );
  await hub.graphql(await hub.tokenFor(commune), '{ mailboxEvents { pageInfo { endCursor } } }');
  await hub.graphql(await hub.tokenFor(ministry), '{ inbox { nodes { id } } }');
  const [{ hour } = { hour: '' }] = await hub.look<{ hour: string }>(
    `select max(date_trunc('hour', started_at, 'UTC')) as hour from evidence.access where kind = 'QUERY'`,
  );
  const changed = await refresh();
  const found = (await shown(commune, ({ lastSeenAt }) => lastSeenAt !== null)) as { lastSeenAt: string };
  expect({
    never,
    changed,
    atHour: Date.parse(found.lastSeenAt) === Date.parse(hour) && /T\d{2}:00:00/.test(found.lastSeenAt),
    others: [
      (await reachabilityOf('MA-COM-0094'))['lastSeenAt'],
      (await reachabilityOf(ministry))['lastSeenAt'] !== null,
    ],
  }).toEqual({
    never: {
      channel: never['channel'],
      lastSeenAt: null,
      medianHoursToRetrieval: null,
      pausedUntil: null,
      pauseReasonText: null,
    },
    changed: 2,
    atHour: true,
    others: [null, true],
  });
});

test('a second refresh changes nothing and announces nothing', async () => {
  await refresh();
  const before = await generation();
  expect([await refresh(), await generation()]).toEqual([0, before]);
});

test('the median counts letters of thirty days that were opened, and is told from ten on', async () => {
  await givenLetters([1, 2, 3, 4, 5, 6, 7, 8, 100], 2);
  await givenLetters([null, null], 1);
  await givenLetters([500, 500, 500], 31);
  await refresh();
  const nine = await hub.look(`select r.median_hours_to_retrieval from directory.institution i
    left join directory.reachability r on r.institution_id = i.id where i.code = '${commune}'`);
  await givenLetters([10], 3);
  await refresh();
  const ten = (await shown(commune, ({ medianHoursToRetrieval }) => medianHoursToRetrieval !== null)) as {
    medianHoursToRetrieval: number;
  };
  expect([nine, ten.medianHoursToRetrieval]).toEqual([[{ median_hours_to_retrieval: null }], 5.5]);
});

test('one process refreshes at a time; the other does nothing meanwhile', async () => {
  await givenLetters([20, 30], 1);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select directory.refresh_reachability()');
    expect(await refresh()).toBe(0);
  } finally {
    await client.query('rollback');
    client.release();
  }
  expect(await refresh()).toBe(1);
});
