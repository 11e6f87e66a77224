import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { fromGlobalId } from '../../src/platform/ids.js';
import {
  commune,
  deposit as deposited,
  givenDocument,
  givenLetter,
  letterInput,
  ministry,
  stranger,
} from '../support/exchange.js';
import { actAs } from '../support/actAs.js';
import { startHub, type TestHub } from '../support/hub.js';

jest.setTimeout(60_000);

type Row = Record<string, any>;

let hub: TestHub;
let app: pg.Client;
const ids: Record<string, string> = {};
const documents: Record<string, string> = {};
let letter: string;
/** Of the stranger to the commune. */
let ownLetter: string;

beforeAll(async () => {
  hub = await startHub();
  for (const code of [ministry, commune, stranger]) {
    const [row] = await hub.look<{ id: string }>('select id from directory.institution where code = $1', [code]);
    ids[code] = row!.id;
    documents[code] = fromGlobalId((await givenDocument(hub, await hub.tokenFor(code))).id)!.uuid;
  }
  letter = fromGlobalId((await givenLetter(hub)).id)!.uuid;
  const foreign = await deposited(
    hub,
    await hub.tokenFor(stranger),
    await letterInput(hub, await hub.tokenFor(stranger), {}),
  );
  ownLetter = fromGlobalId(foreign.payload.correspondence.id)!.uuid;
  app = new pg.Client({ connectionString: hub.database.urls.app });
  await app.connect();
}, 60_000);

afterAll(async () => {
  await app.end();
  await hub.close();
});

/** Runs statements as the request log-in of an institution; what they did is looked at and then undone. */
const asInstitution = async <Result>(code: string, work: () => Promise<Result>): Promise<Result | string> => {
  await app.query('begin');
  try {
    await actAs(app, ids[code]!);
    return await work();
  } catch (error) {
    return (error as { code: string; constraint?: string }).constraint ?? (error as Error).message;
  } finally {
    await app.query('rollback');
  }
};

const rows = async (text: string, values: unknown[] = []): Promise<Row[]> => (await app.query<Row>(text, values)).rows;

/** What the hub itself would hand over for a deposit by the ministry to the commune. */
const depositPayload = async (): Promise<Row> => {
  const [taken] = await rows(
    `select register_id, number::integer as number, registered_at
       from correspondence.take_number('OUT', 'GENERAL', array[2026], array['2000-01-01'::timestamptz], null)`,
  );
  const [evidence, correspondence] = [randomUUID(), randomUUID()];
  return {
    letter: {
      subject: 's',
      nature: 'LETTER',
      priority: 'NORMAL',
      confidentiality: 'ORDINARY',
      document_date: '2026-01-01',
    },
    attachments: [{ position: 0, document_id: documents[ministry], role: 'MAIN', title: 't' }],
    recipients: [{ institution_id: ids[commune], role: 'TO', ordinal: 0 }],
    entry: {
      id: randomUUID(),
      register_id: taken!['register_id'],
      number: taken!['number'],
      confidential: false,
      zone_version: 'z',
    },
    evidence: [evidenceOf(evidence, [ids[ministry]!, ids[commune]!])],
    act: {
      ...actOf(correspondence, [ids[ministry]!, ids[commune]!]),
      mailbox: [{ institution: ids[commune], type: 'CORRESPONDENCE_RECEIVED', consignment: ids[commune], evidence }],
    },
  };
};

const evidenceOf = (id: string, holders: readonly string[]): Row => ({
  id,
  event: 'CONTENT_CONSIGNMENT',
  occurred_at: new Date().toISOString(),
  token: 't',
  copies: holders.map((institution_id) => ({ institution_id, disclosures: [] })),
});

const actOf = (correspondence: string | null, parties: readonly string[]): Row => ({
  id: randomUUID(),
  act: 'forged',
  occurred_at: '2030-01-01T00:00:00Z',
  client_id: randomUUID(),
  key_thumbprint: 'k',
  token_id: 't',
  purpose: 'CORRESPONDENCE',
  correspondence_id: correspondence,
  parties,
  detail: {},
  mailbox: [],
  salt: '00',
});

const deposit = (change: (payload: Row) => void): Promise<unknown> =>
  asInstitution(ministry, async () => {
    const payload = await depositPayload();
    change(payload);
    await rows('select correspondence.post_deposit($1)', [JSON.stringify(payload)]);
    return (
      await rows('select c.sender_id, c.departure_number from correspondence.correspondence c where c.id = $1', [
        payload['act'].correspondence_id,
      ])
    )[0];
  });

const notConcerned = 'this act does not concern that institution';

test("a deposit is the viewer's own, under the number it took, whatever the payload says", async () => {
  const own = { sender_id: ids[ministry], departure_number: '2' };
  expect(await deposit(() => {})).toEqual(own);
  const forged = { sender_id: ids[commune], departure_number: '77', departure_series: 'X', deposited_at: '2000-01-01' };
  expect(await deposit((payload) => Object.assign(payload['letter'], forged))).toEqual(own);
});

test.each<[string, (payload: Row) => void, string | RegExp]>([
  [
    'evidence to an institution that is no party',
    (p) => p['evidence'][0].copies.push({ institution_id: ids[stranger], disclosures: [] }),
    notConcerned,
  ],
  [
    'an event in the mailbox of one that is no party',
    (p) => (p['act'].mailbox[0].institution = ids[stranger]),
    notConcerned,
  ],
  [
    'an event about the consignment of one that is no party',
    (p) => (p['act'].mailbox[0].consignment = ids[stranger]),
    notConcerned,
  ],
  ['a party that is none', (p) => p['act'].parties.push(ids[stranger]), notConcerned],
  [
    'an event for nobody, at which the sequencer would stop',
    (p) => (p['act'].mailbox[0].institution = null),
    notConcerned,
  ],
  ['an event without a type', (p) => delete p['act'].mailbox[0].type, /mailbox event/],
  ['an event about a letter of others', (p) => (p['act'].mailbox[0].correspondence = ownLetter), /a letter of both/],
  ['a reply to a letter of others', (p) => (p['letter'].in_reply_to_id = ownLetter), /no such letter to reply to/],
  [
    'an answer to a letter that it sent itself',
    (p) => Object.assign(p['letter'], { in_reply_to_id: letter, nature: 'ANSWER' }),
    /goes to who asked|not in a state/,
  ],
  ['an event about evidence of another act', (p) => (p['act'].mailbox[0].evidence = randomUUID()), /mailbox event/],
  [
    'a document of another institution',
    (p) => (p['attachments'][0].document_id = documents[stranger]),
    /null value in column/,
  ],
  ['another institution as a second sender', (p) => (p['recipients'][0].role = 'SENDER'), 'consignment_sender'],
  ['itself as a recipient', (p) => (p['recipients'][0].institution_id = ids[ministry]), /consignment_(key|sender)/],
  ['a number that it did not take', (p) => (p['entry'].number += 1), /was not taken/],
  ['the letter of another exchange', (p) => (p['act'].correspondence_id = letter), 'correspondence_pkey'],
  ['the key of another client', (p) => (p['settle'] = { mutation: 'm', key: 'k', result: {} }), /idempotency row/],
])('a deposit cannot carry %s', async (_, change, refusal) => {
  const outcome = await deposit(change);
  expect(outcome).toEqual(typeof refusal === 'string' ? refusal : expect.stringMatching(refusal));
});

test("a number of another institution's register is not entered", async () => {
  const [register] = await hub.look<{ id: string; last_number: string }>(
    `select id, last_number from correspondence.register where institution_id = $1`,
    [ids[ministry]],
  );
  const outcome = await asInstitution(stranger, async () => {
    const payload = await depositPayload();
    payload['entry'].register_id = register!.id;
    payload['entry'].number = Number(register!.last_number);
    await rows('select correspondence.post_deposit($1)', [JSON.stringify(payload)]);
  });
  expect(outcome).toMatch(/was not taken/);
});

test('a refused deposit leaves evidence with its sender alone, and about no letter', async () => {
  const reject = (correspondence: string | null, holder: string) =>
    asInstitution(stranger, () => {
      const evidence = {
        ...evidenceOf(randomUUID(), [holder]),
        event: 'SUBMISSION_REJECTION',
        reason_code: 'MALWARE',
        reason_text: 'r',
      };
      return rows('select correspondence.post_rejection($1)', [
        JSON.stringify({ evidence: [evidence], act: actOf(correspondence, [ids[stranger]!]) }),
      ]);
    });
  expect(await reject(null, ids[stranger]!)).toHaveLength(1);
  expect(await reject(null, ids[commune]!)).toBe(notConcerned);
  expect(await reject(letter, ids[stranger]!)).toBe('what is refused is no letter');
});

const acts = [
  'post_opening',
  'post_retrieval',
  'post_handover_failure',
  'post_arrival',
  'post_acknowledgement',
  'post_refusal',
  'post_redirection',
  'post_reassignment',
  'post_supplement_request',
  'post_enclosures',
] as const;

test.each(acts)('%s moves nothing for an institution that did not receive the letter', async (name) => {
  for (const code of [ministry, stranger]) {
    const outcome = await asInstitution(code, () => {
      const payload = {
        evidence: [evidenceOf(randomUUID(), [ids[code]!])],
        act: actOf(letter, [ids[code]!]),
        redirection: { institution_id: ids[stranger] },
        request: { id: randomUUID(), pieces: ['p'] },
      };
      return rows(`select correspondence.${name}($1)`, [JSON.stringify(payload)]);
    });
    expect({ code, outcome }).toEqual({
      code,
      outcome: expect.stringMatching(
        /not in a state|registered once|not taken|by who has it|one to confirm|consignment_(key|sender)/,
      ),
    });
  }
});

test('an act of a recipient reaches its sender, and no one else', async () => {
  const retrieve = (holders: readonly string[]) =>
    asInstitution(commune, () => {
      const payload = { evidence: [evidenceOf(randomUUID(), holders)], act: actOf(letter, holders) };
      return rows('select correspondence.post_retrieval($1)', [JSON.stringify(payload)]);
    });
  expect(await retrieve([ids[commune]!, ids[ministry]!])).toHaveLength(1);
  expect(await retrieve([ids[commune]!, ids[stranger]!])).toBe(notConcerned);
});

test('what was sent is withdrawn and supplied by its sender alone, and from those alone who have it', async () => {
  const attempt = (code: string, name: 'post_recall' | 'post_supplement', from: string) =>
    asInstitution(code, () => {
      const evidence: Row = {
        ...evidenceOf(randomUUID(), [ids[code]!]),
        event: 'RECALL',
        reason_code: 'RECALLED',
        reason_text: 'r',
      };
      const payload = {
        evidence: [evidence],
        act: actOf(letter, [ids[code]!]),
        recalled: [{ institution_id: ids[from], evidence_id: evidence['id'] }],
        reason_text: 'r',
        supplement: { institution_id: ids[from], attachments: [] },
      };
      return rows(`select correspondence.${name}($1)`, [JSON.stringify(payload)]);
    });
  expect(await attempt(ministry, 'post_recall', commune)).toHaveLength(1);
  for (const code of [commune, stranger]) {
    expect(await attempt(code, 'post_recall', commune)).toMatch(/cannot be withdrawn/);
    expect(await attempt(code, 'post_supplement', commune)).toMatch(/nobody asked/);
  }
  expect(await attempt(ministry, 'post_recall', stranger)).toMatch(/cannot be withdrawn/);
  expect(await attempt(ministry, 'post_supplement', commune)).toMatch(/nobody asked/);
});

test('what reads for an act reads nothing of another institution', async () => {
  const [attachment] = await hub.look<{ document_id: string }>(
    'select document_id from correspondence.attachment where correspondence_id = $1',
    [letter],
  );
  const found = await asInstitution(stranger, async () => ({
    held: await rows('select * from correspondence.hold($1)', [letter]),
    sent: await rows(`select * from correspondence.hold_sent($1, 'DELIVERED')`, [letter]),
    been: await rows('select correspondence.has_been_at($1, $2) as been', [letter, ids[commune]]),
    receipts: await rows('select * from correspondence.enclosure_receipts_of(array[$1]::uuid[])', [letter]),
    target: await rows('select * from correspondence.reply_target($1, true)', [letter]),
    lately: await rows('select * from correspondence.sent_lately($1, array[$2]::uuid[])', [
      attachment!.document_id,
      ids[commune],
    ]),
    words: await rows(
      `select * from correspondence.find_letters('INBOX', 'demande', true, '{}', null, null, null, 10)`,
    ),
    recipients: await rows(
      `select * from correspondence.find_letters('OUTBOX', null, true, $1, null, null, null, 10)`,
      [JSON.stringify({ recipient_id: ids[ministry] })],
    ),
    consignments: await rows('select * from correspondence.consignments_of(array[$1]::uuid[])', [letter]),
    letters: await rows('select * from correspondence.letters_with($1)', [attachment!.document_id]),
    attached: await rows('select * from documents.attach(array[$1]::uuid[], array[$2]::uuid[], false)', [
      attachment!.document_id,
      ids[stranger],
    ]),
    holdings: await rows('select * from documents.holding where document_id = $1', [attachment!.document_id]),
    visible: await rows(
      `select * from correspondence.visible(array[$1]::uuid[]) union all select * from documents.visible(array[$2]::uuid[], true)`,
      [letter, attachment!.document_id],
    ),
  }));
  expect(found).toMatchObject({
    held: [],
    sent: [],
    been: [{ been: false }],
    receipts: [],
    target: [],
    lately: [],
    words: [],
    recipients: [],
    consignments: [],
    letters: [],
    attached: [{ verdict: 'NOT_FOUND', file_name: null, sha256: null }],
    holdings: [],
    visible: [],
  });
});

test('what only other functions call is closed to the request log-in', async () => {
  for (const call of [
    `evidence.record('{}', '{}')`,
    `evidence.append('[]')`,
    `evidence.sequence(1)`,
    `correspondence.enter('{}', 'IN')`,
    `correspondence.advance('{}', '{}', null)`,
    `documents.own('{}')`,
    `documents.share('{}', gen_random_uuid(), false)`,
    `documents.take_back('{}', '{}', '[]')`,
    `correspondence.lock_letter(gen_random_uuid())`,
    `correspondence.recount(gen_random_uuid())`,
    `correspondence.evidenced_files(gen_random_uuid())`,
    `correspondence.mark_answered('{}', gen_random_uuid())`,
    `correspondence.receive_enclosures(gen_random_uuid(), '{1}', now())`,
    `documents.hold_made()`,
    `wasl.ensure_partitions()`,
  ]) {
    const outcome = await asInstitution(ministry, () => rows(`select ${call}`));
    expect({ call, outcome }).toEqual({ call, outcome: expect.stringMatching(/permission denied|trigger function/) });
  }
});
