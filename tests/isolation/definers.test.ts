import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { fromGlobalId } from '../../src/platform/ids.js';
import { commune, givenLetter, ministry, stranger } from '../support/exchange.js';
import { actAs } from '../support/actAs.js';
import { startHub, type TestHub } from '../support/hub.js';

// Functions that run as `wasl_post`, which sees every row: each looks for itself at who asks. Here the request log-in calls
// them as it would after an injection of SQL, with the ids of a letter and of a document that are real.
let hub: TestHub;
let client: pg.Client;
let letter: string;
let document: string;
const institutions: Record<string, string> = {};

beforeAll(async () => {
  hub = await startHub();
  const { id } = await givenLetter(hub);
  letter = fromGlobalId(id)!.uuid;
  const [attached] = await hub.look<{ document_id: string }>('select document_id from correspondence.attachment');
  document = attached!.document_id;
  for (const row of await hub.look<{ id: string; code: string }>('select id, code from directory.institution')) {
    institutions[row.code] = row.id;
  }
  client = new pg.Client({ connectionString: hub.database.urls.app });
  await client.connect();
}, 60_000);
afterAll(async () => {
  await client.end();
  await hub.close();
});

/** How many rows a call gives an institution, or that it raises; nothing of it is kept. */
const callAs = async (code: string, call: string, values: unknown[]): Promise<number | 'RAISED'> => {
  await client.query('begin');
  try {
    await actAs(client, institutions[code]!);
    return (await client.query(`select * from ${call}`, values)).rowCount ?? 0;
  } catch {
    return 'RAISED';
  } finally {
    await client.query('rollback');
  }
};

test('consignments are told to the parties alone', async () => {
  const call = 'correspondence.consignments_of($1::uuid[])';
  expect([
    await callAs(ministry, call, [[letter]]),
    await callAs(commune, call, [[letter]]),
    await callAs(stranger, call, [[letter]]),
  ]).toEqual([1, 1, 0]);
});

test('a consignment is held by its addressee alone', async () => {
  const call = 'correspondence.hold($1::uuid)';
  expect([
    await callAs(commune, call, [letter]),
    await callAs(ministry, call, [letter]),
    await callAs(stranger, call, [letter]),
  ]).toEqual([1, 0, 0]);
});

test('the letters by which a document came are told to whom it came', async () => {
  const call = 'correspondence.letters_with($1::uuid)';
  expect([
    await callAs(commune, call, [document]),
    await callAs(ministry, call, [document]),
    await callAs(stranger, call, [document]),
  ]).toEqual([1, 0, 0]);
});

test.each(['post_retrieval', 'post_opening', 'post_arrival', 'post_acknowledgement'])(
  '%s moves no consignment of another institution',
  async (name) => {
    const payload = {
      act: { correspondence_id: letter, occurred_at: '2099-01-01T00:00:00Z' },
      evidence: [{ id: letter }],
      entry: { number: 1 },
    };
    const call = `correspondence.${name}($1::jsonb)`;
    expect(await callAs(stranger, call, [JSON.stringify(payload)])).toBe('RAISED');
    expect(await callAs(ministry, call, [JSON.stringify(payload)])).toBe('RAISED');
  },
);

test('an act leaves evidence with its own parties alone', async () => {
  const payloadFor = (holder: string): string => {
    const id = randomUUID();
    const evidence = { id, event: 'SUBMISSION_REJECTION', token: 't', reason_code: 'MALWARE', reason_text: '-' };
    const copies = [{ institution_id: institutions[holder], disclosures: [] }];
    const act = {
      id: randomUUID(),
      act: 'a',
      client_id: id,
      key_thumbprint: 'k',
      token_id: 't',
      purpose: 'p',
      salt: '00',
    };
    const occurredAt = { occurred_at: '2026-11-22T10:00:00Z' };
    return JSON.stringify({
      evidence: [{ ...evidence, ...occurredAt, copies }],
      act: { ...act, ...occurredAt, evidence_ids: [id], parties: [institutions[stranger]], detail: {}, mailbox: [] },
    });
  };
  const call = 'correspondence.post_rejection($1::jsonb)';
  const holders = [stranger, ministry];
  const found = [];
  for (const holder of holders) found.push(await callAs(stranger, call, [payloadFor(holder)]));
  expect(found).toEqual([1, 'RAISED']);
});

test('a pause is written for the caller alone, whatever the payload says, and about no letter', async () => {
  const payloadWith = (changes: object): string =>
    JSON.stringify({
      institution_id: institutions[ministry],
      until: '2099-01-01',
      reason_text: null,
      evidence: [],
      act: {
        id: randomUUID(),
        act: 'institutionAnnouncePause',
        occurred_at: '2026-11-22T10:00:00Z',
        client_id: randomUUID(),
        key_thumbprint: 'k',
        token_id: 't',
        purpose: 'p',
        parties: [institutions[stranger]],
        detail: {},
        mailbox: [],
        salt: '00',
        ...changes,
      },
    });
  const pausedBy = async (changes: object): Promise<readonly string[] | 'RAISED'> => {
    await client.query('begin');
    try {
      await actAs(client, institutions[stranger]!);
      await client.query('select directory.post_pause($1::jsonb)', [payloadWith(changes)]);
      const { rows } = await client.query<{ institution_id: string }>(
        'select institution_id from directory.reachability where paused_until is not null',
      );
      return rows.map((row) => row.institution_id);
    } catch {
      return 'RAISED';
    } finally {
      await client.query('rollback');
    }
  };
  expect([
    await pausedBy({}),
    await pausedBy({ parties: [institutions[ministry]] }),
    await pausedBy({ correspondence_id: letter }),
    await pausedBy({ mailbox: [{ institution: institutions[stranger], type: 'CORRESPONDENCE_RECEIVED' }] }),
  ]).toEqual([[institutions[stranger]], 'RAISED', 'RAISED', 'RAISED']);
});
