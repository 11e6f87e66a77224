import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { fromGlobalId } from '../../src/platform/ids.js';
import { ministry, stranger } from '../support/exchange.js';
import { actAs } from '../support/actAs.js';
import { startHub, type TestHub } from '../support/hub.js';
import { done } from './registersClient.js';

jest.setTimeout(60_000);

// Functions that run as `wasl_post`, which sees every row: each looks for itself at who asks. Here the request log-in calls
// them as it would after an injection of SQL, with the ids of lines and registers that are real.
let hub: TestHub;
let app: pg.Client;
let register: string;
let entry: string;
let reserved: string;
const institutions: Record<string, string> = {};

const uuidOf = (id: string): string => fromGlobalId(id)!.uuid;

beforeAll(async () => {
  hub = await startHub();
  const token = await hub.tokenFor(ministry);
  const own = { direction: 'OUT', series: 'OWN' };
  const opened = await done(hub, token, 'registerOpen', { ...own, numberedBy: 'INSTITUTION' });
  register = uuidOf(opened['register'].id as string);
  const paper = { ...own, medium: 'PAPER', subject: 's', counterpartName: 'n' };
  entry = uuidOf(
    (await done(hub, token, 'registerEntryRecord', { ...paper, number: '1' }))['registerEntry'].id as string,
  );
  reserved = uuidOf(
    (await done(hub, token, 'registerEntryReserve', { ...own, number: '5' }))['registerEntry'].id as string,
  );
  for (const row of await hub.look<{ id: string; code: string }>('select id, code from directory.institution')) {
    institutions[row.code] = row.id;
  }
  app = new pg.Client({ connectionString: hub.database.urls.app });
  await app.connect();
}, 60_000);
afterAll(async () => {
  await app.end();
  await hub.close();
});

/** How many rows a call gives an institution, or that it raises; nothing of it is kept. */
const callAs = async (code: string, call: string, values: unknown[]): Promise<number | 'RAISED'> => {
  await app.query('begin');
  try {
    await actAs(app, institutions[code]!);
    return (await app.query(`select * from ${call}`, values)).rowCount ?? 0;
  } catch {
    return 'RAISED';
  } finally {
    await app.query('rollback');
  }
};

const act = (occurred_at: string) => ({
  id: randomUUID(),
  act: 'forged',
  occurred_at,
  client_id: randomUUID(),
  key_thumbprint: 'k',
  token_id: 't',
  purpose: 'p',
  parties: [],
  detail: {},
  mailbox: [],
  salt: '00',
});

test('no function on registers reaches those of another institution', async () => {
  const years = [
    [2000, 2099],
    ['2000-01-01T00:00:00Z', '2099-01-01T00:00:00Z'],
  ] as const;
  const calls: [string, unknown[], number | 'RAISED', number | 'RAISED'][] = [
    ['correspondence.use_reservation($1, $2, null)', [reserved, 'OUT'], 1, 'RAISED'],
    ['correspondence.hold_entry($1)', [entry], 1, 0],
    ['correspondence.hold_register($1)', [register], 1, 0],
    ['correspondence.gaps_of($1)', [register], 1, 0],
    ['correspondence.visible(array[$1::uuid, $2::uuid])', [register, entry], 2, 0],
    [
      'correspondence.post_cancellation($1)',
      [JSON.stringify({ entry_id: entry, reason_text: 'r', evidence: [], act: act('2030-01-01T00:00:00Z') })],
      1,
      'RAISED',
    ],
    [
      'correspondence.post_dispatch($1)',
      [JSON.stringify({ entry_id: entry, dispatches: [], evidence: [], act: act('2030-01-01T00:00:00Z') })],
      1,
      'RAISED',
    ],
    [
      'correspondence.post_register_closing($1, $2, $3)',
      [JSON.stringify({ register_id: register, evidence: [], act: act('2030-01-01T00:00:00Z') }), ...years],
      // its year is not over
      'RAISED',
      'RAISED',
    ],
  ];
  for (const [call, values, mine, theirs] of calls) {
    expect([call, await callAs(ministry, call, values), await callAs(stranger, call, values)]).toEqual([
      call,
      mine,
      theirs,
    ]);
  }
});

test('an entry stands under the number that was taken with it, and a record is none of the hub', async () => {
  const payload = (entryChanges: object) => [
    JSON.stringify({
      entry: {
        id: randomUUID(),
        register_id: register,
        number: '5',
        direction: 'OUT',
        medium: 'PAPER',
        confidential: false,
        zone_version: 'z',
        ...entryChanges,
      },
      documents: [],
      enclosures: [{ position: 1, description: 'd', count: 1 }],
      evidence: [],
      act: act('2030-01-01T00:00:00Z'),
    }),
  ];
  const call = 'correspondence.post_record($1)';
  // the last number of the register is another line's
  expect(await callAs(ministry, call, payload({}))).toBe('RAISED');
  expect(await callAs(ministry, call, payload({ number: '6' }))).toBe('RAISED');
  expect(await callAs(ministry, call, payload({ medium: 'HUB' }))).toBe('RAISED');
  expect(await callAs(ministry, call, payload({ reserved_id: reserved }))).toBe('RAISED');
  expect(await callAs(stranger, call, payload({ reserved_id: reserved }))).toBe('RAISED');
});
