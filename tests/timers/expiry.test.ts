import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { fromGlobalId } from '../../src/platform/ids.js';
import { verifyEvidence } from '../../src/evidence/verifyEvidence.js';
import type { EvidenceKeys } from '../../src/evidence/evidenceKeySet.js';
import { countRows, givenParties, newKey, type Parties } from '../correspondence/givenParties.js';
import { act, institutionId } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { allPlaced } from '../isolation/world.js';

jest.setTimeout(120_000);

let hub: TestHub;
let parties: Parties;
beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
}, 120_000);
afterAll(() => hub.close());

const uuid = (id: string): string => fromGlobalId(id)!.uuid;

/** Legal time, moved forward to just behind the deadline of a letter. */
const passDeadline = async (letter: string): Promise<void> => {
  await hub.look(
    `update wasl.clock set ahead = greatest(ahead, (
       select max(retrieve_by) from correspondence.consignment where correspondence_id = $1) - clock_timestamp() + interval '1 second')`,
    [uuid(letter)],
  );
};

const dueNow = `select count(*)::integer as count from wasl.due where next_try_at <= wasl.now()`;

/** Waits until no timer is due, whichever process fires it. */
const allFired = async (): Promise<void> => {
  while ((await hub.look<{ count: number }>(dueNow))[0]!.count > 0) {
    await hub.opened.timers.fire();
    await pause(20);
  }
  await allPlaced(hub);
};

const seenBy = async (token: string, id: string): Promise<Record<string, any>> => {
  const { data, errors } = await hub.graphql(
    token,
    `query Seen($id: ID!) {
      correspondence(id: $id) {
        availableActs
        consignments { state overdueSince firstOpenedAt }
        evidence { nodes { id event token occurredAt reason { code text } previous { event } } }
      }
      mailboxEvents { nodes { type correspondence { id } consignment { institution { code } } evidence { event } } }
    }`,
    { id },
  );
  expect(errors).toBeUndefined();
  const { correspondence, mailboxEvents } = data!;
  return {
    ...correspondence,
    events: mailboxEvents.nodes.filter((node: any) => node.correspondence.id === id).map((node: any) => node.type),
  };
};

const overdueAt = async (letter: string): Promise<unknown> =>
  (
    await hub.look(
      `select overdue_since from correspondence.consignment where correspondence_id = $1 and role = 'TO'`,
      [uuid(letter)],
    )
  ).map(({ overdue_since }) => overdue_since !== null);

test('a letter that nobody retrieves in time is marked, told to both sides, and still there to retrieve', async () => {
  const { correspondence } = await parties.send();
  const [{ retrieve_by: deadline }] = (await hub.look<{ retrieve_by: string }>(
    `select retrieve_by from correspondence.consignment where correspondence_id = $1 and role = 'TO'`,
    [uuid(correspondence.id)],
  )) as [{ retrieve_by: string }];
  await passDeadline(correspondence.id);
  await allFired();

  const [sender, recipient] = [
    await seenBy(parties.ministry.token, correspondence.id),
    await seenBy(parties.commune.token, correspondence.id),
  ];
  const expiry = sender['evidence'].nodes.at(-1);
  expect(expiry).toMatchObject({
    event: 'ACCEPTANCE_REJECTION_EXPIRY',
    reason: { code: 'EXPIRED', text: `Nobody had retrieved it by ${deadline}.` },
    previous: { event: 'CONTENT_CONSIGNMENT' },
  });
  expect(recipient['evidence'].nodes.at(-1).token).toBe(expiry.token);
  expect([sender['events'], recipient['events']]).toEqual([['OVERDUE'], ['CORRESPONDENCE_RECEIVED', 'OVERDUE']]);
  const mark = { state: 'DELIVERED', firstOpenedAt: null, overdueSince: deadline };
  expect([sender['consignments'], recipient['consignments']]).toEqual([[mark], [mark]]);

  const keys = (await (await fetch(`${hub.url}/.well-known/evidence-keys.json`)).json()) as EvidenceKeys;
  const { details } = await verifyEvidence(expiry.token as string, keys, { sandbox: true });
  expect(details['actor']).toEqual({
    institution: null,
    client: 'wasl_clock',
    keyThumbprint: null,
    purpose: 'CORRESPONDENCE',
    caseReference: null,
  });

  expect(recipient['availableActs']).toContain('RETRIEVE');
  const { payload } = await act(hub, parties.commune.token, 'correspondenceRetrieve', {
    correspondenceId: correspondence.id,
    sha256: [parties.document.sha256],
  });
  expect(payload).toMatchObject({ userErrors: [], correspondence: { consignments: [{ state: 'RETRIEVED' }] } });
  const after = await seenBy(parties.ministry.token, correspondence.id);
  expect([after['consignments'][0].overdueSince, after['evidence'].nodes.at(-1).previous.event]).toEqual([
    mark.overdueSince,
    'ACCEPTANCE_REJECTION_EXPIRY',
  ]);
});

test('a letter retrieved in time is not marked, and its timer is gone', async () => {
  const { correspondence } = await parties.send();
  await act(hub, parties.commune.token, 'correspondenceRetrieve', {
    correspondenceId: correspondence.id,
    sha256: [parties.document.sha256],
  });
  const before = await countRows(hub);
  await passDeadline(correspondence.id);
  await allFired();
  expect(await countRows(hub)).toEqual(before);
  expect(await overdueAt(correspondence.id)).toEqual([false]);
  expect(
    await hub.look(`select from wasl.due where object ->> 'correspondence_id' = $1`, [uuid(correspondence.id)]),
  ).toEqual([]);
});

test('a copy for information is never overdue', async () => {
  const { correspondence } = await parties.send({
    recipients: [
      { institutionId: parties.commune.id },
      { institutionId: await institutionId(hub, 'MA-MIN-0002'), role: 'CC' },
    ],
  });
  await passDeadline(correspondence.id);
  await allFired();
  const marked = await hub.look(
    `select role, overdue_since is not null as overdue from correspondence.consignment
      where correspondence_id = $1 and role <> 'SENDER' order by ordinal`,
    [uuid(correspondence.id)],
  );
  expect(marked).toEqual([
    { role: 'TO', overdue: true },
    { role: 'CC', overdue: false },
  ]);
});

test('what is very urgent is overdue days before what is not', async () => {
  const normal = await parties.send();
  const urgent = await parties.send({ priority: 'VERY_URGENT' });
  await passDeadline(urgent.correspondence.id);
  await allFired();
  expect([await overdueAt(normal.correspondence.id), await overdueAt(urgent.correspondence.id)]).toEqual([
    [false],
    [true],
  ]);
});

test('a clock moved over many deadlines at once fires each once, whichever of two hubs does it', async () => {
  const letters: string[] = [];
  for (let count = 0; count < 12; count += 1) letters.push((await parties.send()).correspondence.id);
  const second = await startHub({ database: hub.database, dataDir: hub.dataDir });
  try {
    await passDeadline(letters.at(-1)!);
    await Promise.all([hub.opened.timers.fire(), second.opened.timers.fire()]);
    await allFired();
    // moved again: nothing is left to fire
    await hub.look(`update wasl.clock set ahead = ahead + interval '30 days'`);
    await Promise.all([hub.opened.timers.fire(), second.opened.timers.fire()]);
  } finally {
    await second.close();
  }
  const fired = await hub.look(
    `select count(*)::integer as evidence, count(distinct e.correspondence_id)::integer as letters
       from evidence.evidence e where e.event = 'ACCEPTANCE_REJECTION_EXPIRY' and e.correspondence_id = any ($1)`,
    [letters.map(uuid)],
  );
  expect(fired).toEqual([{ evidence: 12, letters: 12 }]);
});

test('a timer whose letter is being acted on waits, and comes back', async () => {
  const { correspondence } = await parties.send();
  const other = await parties.send();
  const clerk = new pg.Client({ connectionString: hub.database.superuserUrl });
  await clerk.connect();
  try {
    await clerk.query('begin');
    await clerk.query(`select from correspondence.consignment where correspondence_id = $1 for update`, [
      uuid(correspondence.id),
    ]);
    await passDeadline(other.correspondence.id);
    while (!((await overdueAt(other.correspondence.id)) as boolean[])[0]) await hub.opened.timers.fire();
    expect(await overdueAt(correspondence.id)).toEqual([false]);
  } finally {
    await clerk.query('rollback');
    await clerk.end();
  }
  while (!((await overdueAt(correspondence.id)) as boolean[])[0]) await pause(50);
  expect(hub.opened.timers.failure()).toBeNull();
});

test('what cannot be written whole is not written at all, holds up no other timer, and is tried again', async () => {
  const broken = await parties.send({ senderReference: newKey('broken') });
  const other = await parties.send();
  await hub.look(`
    create function public.refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
    create trigger refuse before insert on evidence.evidence for each row
      when (new.correspondence_id = '${uuid(broken.correspondence.id)}') execute function public.refuse()`);
  await passDeadline(other.correspondence.id);
  await allFired();
  expect([await overdueAt(broken.correspondence.id), await overdueAt(other.correspondence.id)]).toEqual([
    [false],
    [true],
  ]);
  await hub.look('drop function public.refuse() cascade');
  await hub.look(`update wasl.clock set ahead = ahead + interval '2 minutes'`);
  await allFired();
  expect(await overdueAt(broken.correspondence.id)).toEqual([true]);
});
