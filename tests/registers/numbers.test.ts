import { randomUUID } from 'node:crypto';
import { instantOfLocal, localYear } from '../../src/platform/legalTime.js';
import { act, commune, deposit, ministry, stranger } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { untilBlocked } from '../support/untilBlocked.js';
import { eventOf, givenParties, type Parties } from '../correspondence/givenParties.js';
import { ask, done, faultsOf, moveTo, wellBeforeMs } from './registersClient.js';

jest.setTimeout(120_000);

let hub: TestHub;
let parties: Parties;
let us: string;
let them: string;
const thisYear = localYear(new Date());

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  [us, them] = [parties.ministry.token, parties.commune.token];
}, 120_000);
afterAll(() => hub.close());

const send = async (changes: Record<string, unknown>) => {
  const { payload, errors, text } = await deposit(hub, us, parties.input(changes));
  return { payload, errors, text, faults: faultsOf({ payload, errors }) };
};

/** A letter retrieved by the commune, to be registered. */
const retrieved = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const { correspondence } = await parties.send(changes);
  const sha256 = [parties.document.sha256];
  await act(hub, them, 'correspondenceRetrieve', { correspondenceId: correspondence.id, sha256 });
  return correspondence.id;
};

test('a register begins at the number that its institution declares, with evidence, and goes on from there', async () => {
  const input = { idempotencyKey: 'open-1', direction: 'OUT', series: 'DRH', firstNumber: 14_213 };
  const opened = await done(hub, us, 'registerOpen', input);
  expect(opened['register']).toMatchObject({
    direction: 'OUT',
    series: 'DRH',
    year: thisYear,
    numberedBy: 'HUB',
    state: 'OPEN',
    firstNumber: '14213',
    lastNumber: null,
  });
  expect(opened['evidence'].event).toBe('REGISTER_OPENING');
  expect(eventOf(opened['evidence'].token)).toMatchObject({
    sender: null,
    recipients: [],
    register: { id: opened['register'].id, series: 'DRH', year: thisYear, numberedBy: 'HUB', firstNumber: '14213' },
  });
  const numbers = [];
  for (let nth = 0; nth < 3; nth += 1) numbers.push((await send({ series: 'DRH' })).payload.registerEntry.number);
  expect(numbers).toEqual(['14213', '14214', '14215']);
  const again = await done(hub, us, 'registerOpen', input);
  expect(again).toEqual({
    ...opened,
    replayed: true,
    register: { ...opened['register'], lastNumber: '14215' },
  });
});

test.each<[string, Record<string, unknown>, readonly string[]]>([
  ['a register that was opened', { series: 'DRH' }, ['REGISTER_ALREADY_OPEN series']],
  ['a series in small letters', { series: 'drh' }, ['SERIES_INVALID series']],
  ['a series of 33 letters', { series: 'A'.repeat(33) }, ['SERIES_INVALID series']],
  ['last year', { series: 'X', year: thisYear - 1 }, ['YEAR_NOT_ALLOWED year']],
  ['the year after the next', { series: 'X', year: thisYear + 2 }, ['YEAR_NOT_ALLOWED year']],
  ['zero as the first number', { series: 'X', firstNumber: 0 }, ['NUMBER_INVALID firstNumber']],
  [
    'a first number where the institution numbers, and all other faults with it',
    { series: 'x', year: 1, firstNumber: 7, numberedBy: 'INSTITUTION' },
    ['SERIES_INVALID series', 'YEAR_NOT_ALLOWED year', 'NUMBER_INVALID firstNumber'],
  ],
  ['an empty key', { series: 'X', idempotencyKey: '' }, ['IDEMPOTENCY_KEY_INVALID idempotencyKey']],
  [
    'a used key with another content',
    { series: 'X', idempotencyKey: 'open-1' },
    ['IDEMPOTENCY_CONFLICT idempotencyKey'],
  ],
])('registerOpen refuses %s', async (_, changes, faults) => {
  const before = await hub.look('select count(*) from correspondence.register');
  expect(faultsOf(await ask(hub, us, 'registerOpen', { direction: 'OUT', ...changes }))).toEqual(faults);
  expect(await hub.look('select count(*) from correspondence.register')).toEqual(before);
});

test('a register that has begun with its first letter is not opened', async () => {
  await send({});
  expect(faultsOf(await ask(hub, us, 'registerOpen', { direction: 'OUT' }))).toEqual(['REGISTER_ALREADY_OPEN series']);
});

test('of two who open one register at once, one does', async () => {
  const open = () => ask(hub, us, 'registerOpen', { direction: 'INTERNAL', series: 'TWICE' });
  const outcomes = (await Promise.all([open(), open(), open()])).map(faultsOf);
  expect(outcomes.map((faults) => faults.join()).sort()).toEqual([
    '',
    'REGISTER_ALREADY_OPEN series',
    'REGISTER_ALREADY_OPEN series',
  ]);
});

test('no number of an institution looks like another', async () => {
  await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'PAREIL', numberedBy: 'INSTITUTION' });
  const reserve = async (number: string) =>
    faultsOf(await ask(hub, us, 'registerEntryReserve', { series: 'PAREIL', number }));
  for (const number of ['12', 'é 1', 'و.د/45']) expect(await reserve(number)).toEqual([]);
  const alike = [
    ...['12\u200b', '1\u00ad2', '12\u200d', '\u206012', '12\ufe0f', '1\u034f2', '12\u3164', '12\u2800'],
    ...['12 ', 'é  1', 'é\u00a01', 'é\u20091', 'e\u0301 1', '\u200fو.د/45', 'و.د/45\u061c'],
  ];
  const faults = [];
  for (const number of alike) faults.push(await reserve(number));
  expect(faults).toEqual(alike.map(() => ['NUMBER_INVALID number']));
});

test('an institution numbers with its own software: a second use is refused, gaps are listed and not prevented', async () => {
  const { register } = await done(hub, us, 'registerOpen', {
    direction: 'OUT',
    series: 'CAB',
    numberedBy: 'INSTITUTION',
  });
  expect(register).toMatchObject({ numberedBy: 'INSTITUTION', firstNumber: null, lastNumber: null });
  const faults = [];
  for (const number of [undefined, '', ' 5', 'a\u202eb', 'x'.repeat(65), '5', '5', '9', 'CAB/5-bis', '6', '14']) {
    const sent = await send({ series: 'CAB', ...(number === undefined ? {} : { number }) });
    faults.push(sent.faults.length > 0 ? sent.faults : sent.payload.registerEntry.number);
  }
  expect(faults).toEqual([
    ['NUMBER_REQUIRED number'],
    ['NUMBER_INVALID number'],
    ['NUMBER_INVALID number'],
    ['NUMBER_INVALID number'],
    ['NUMBER_INVALID number'],
    '5',
    ['NUMBER_TAKEN number'],
    '9',
    'CAB/5-bis',
    '6',
    '14',
  ]);
  const { data } = await hub.graphql(
    us,
    `query G($id: ID!) { node(id: $id) { ... on Register {
      lastNumber first: gaps(first: 1) { nodes { from to } pageInfo { endCursor hasNextPage } } gaps { edges { node { from to } } } } } }`,
    { id: register.id },
  );
  const gaps = [
    { from: '7', to: '8' },
    { from: '10', to: '13' },
  ];
  expect(data!['node']).toMatchObject({
    lastNumber: '14',
    first: { nodes: gaps.slice(0, 1), pageInfo: { hasNextPage: true } },
    gaps: { edges: gaps.map((node) => ({ node })) },
  });
  const { data: next } = await hub.graphql(
    us,
    `query G($id: ID!, $after: String) { node(id: $id) { ... on Register { gaps(first: 1, after: $after) { nodes { from to } pageInfo { hasNextPage } } } } }`,
    { id: register.id, after: data!['node'].first.pageInfo.endCursor },
  );
  expect(next!['node'].gaps).toEqual({ nodes: gaps.slice(1), pageInfo: { hasNextPage: false } });
});

test('where the hub numbers, a number is not taken, and it leaves no gap', async () => {
  expect((await send({ number: '77' })).faults).toEqual(['NUMBER_NOT_ALLOWED number']);
  expect((await send({ series: 'NONE', number: '77' })).faults).toEqual(['SERIES_NOT_FOUND series']);
  const { data } = await hub.graphql(
    us,
    '{ registers(filter: { series: "GENERAL" }) { nodes { gaps { nodes { from } } } } }',
  );
  expect(data).toEqual({ registers: { nodes: [{ gaps: { nodes: [] } }] } });
});

test('two letters under one number at once: one is sent, and of the other nothing stays', async () => {
  await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'RACE', numberedBy: 'INSTITUTION' });
  const inputs = [1, 2, 3, 4].map(() => parties.input({ series: 'RACE', number: 'RACE-1' }));
  const answers = await Promise.all(inputs.map((input) => deposit(hub, us, input)));
  const faults = answers.map(({ payload, errors }) => faultsOf({ payload, errors }).join());
  expect(faults.sort()).toEqual(['', 'NUMBER_TAKEN number', 'NUMBER_TAKEN number', 'NUMBER_TAKEN number']);
  const [row] = await hub.look<{ count: number }>(
    `select count(*)::integer as count from correspondence.correspondence where departure_number = 'RACE-1'`,
  );
  expect(row!.count).toBe(1);
});

test('what was checked without the lock is told by its name when it has changed meanwhile', async () => {
  // the register is changed by hand between the check of a waiting act and its write
  await hub.look('begin');
  await hub.look(
    `update correspondence.register set numbered_by = 'HUB', first_number = 1
      where series = 'CAB' and direction = 'OUT'`,
  );
  const waiting = send({ series: 'CAB', number: 'LATE-1' });
  await untilBlocked(hub);
  await hub.look('commit');
  expect((await waiting).faults).toEqual(['NUMBER_NOT_ALLOWED number']);
  await hub.look(
    `update correspondence.register set numbered_by = 'INSTITUTION', first_number = null where series = 'CAB' and direction = 'OUT'`,
  );
});

test('an arrival takes the number of the institution, and both parties learn it as it is printed', async () => {
  await done(hub, them, 'registerOpen', { direction: 'IN', numberedBy: 'INSTITUTION' });
  const correspondenceId = await retrieved({ series: 'CAB', number: 'CAB-2026/7' });
  const register = (input: Record<string, unknown>) =>
    act(hub, them, 'correspondenceRegisterArrival', { correspondenceId, ...input });
  expect(faultsOf(await register({ receivedEnclosures: [1] }))).toEqual([
    'NUMBER_REQUIRED number',
    'ENCLOSURE_NOT_FOUND receivedEnclosures.0',
  ]);
  const { payload } = await register({ number: 'BO-0012' });
  expect(payload).toMatchObject({
    registerEntry: { direction: 'IN', number: 'BO-0012', counterpartNumber: 'CAB-2026/7' },
    userErrors: [],
  });
  expect(eventOf(payload.evidence.token)['registerNumbers']).toEqual([
    { institution: ministry, direction: 'OUT', series: 'CAB', year: thisYear, number: 'CAB-2026/7' },
    { institution: commune, direction: 'IN', series: 'GENERAL', year: thisYear, number: 'BO-0012' },
  ]);
  const other = await retrieved();
  const second = await act(hub, them, 'correspondenceRegisterArrival', { correspondenceId: other, number: 'BO-0012' });
  expect(faultsOf(second)).toEqual(['NUMBER_TAKEN number']);
  const { data } = await hub.graphql(
    us,
    `{ registerEntry(direction: OUT, series: "CAB", year: ${thisYear}, number: "CAB-2026/7") { counterpartNumber numberedBy } }`,
  );
  expect(data).toEqual({ registerEntry: { counterpartNumber: 'BO-0012', numberedBy: 'INSTITUTION' } });
});

test('a reserved number is used by one deposit, which is sent when it is deposited', async () => {
  const { registerEntry } = await done(hub, us, 'registerEntryReserve', { series: 'DRH', subject: 'À signer' });
  expect(registerEntry).toMatchObject({ state: 'RESERVED', medium: 'HUB', subject: 'À signer', correspondence: null });
  const open = `query R($id: ID!) { registerEntry(direction: OUT, series: "DRH", year: ${thisYear}, number: "${registerEntry.number}") { state }
    node(id: $id) { ... on RegisterEntry { state subject correspondence { id } } }
    registers(filter: { series: "DRH" }) { nodes { openReservations { nodes { number } } } } }`;
  const before = await hub.graphql(us, open, { id: registerEntry.id });
  expect(before.data!['registers'].nodes[0].openReservations.nodes).toEqual([{ number: registerEntry.number }]);
  const { payload: later } = await send({ series: 'DRH' });

  const registerEntryId = registerEntry.id as string;
  expect((await send({ registerEntryId, number: '3', series: 'CAB' })).faults).toEqual([
    'NUMBER_NOT_ALLOWED number',
    'NUMBER_NOT_ALLOWED series',
  ]);
  const { payload } = await send({ registerEntryId, subject: 'Signée' });
  expect(payload.registerEntry).toEqual({
    id: registerEntryId,
    direction: 'OUT',
    number: registerEntry.number,
    year: thisYear,
    series: 'DRH',
  });
  expect(Number(later.registerEntry.number)).toBe(Number(registerEntry.number) + 1);
  expect(payload.correspondence.depositedAt > later.correspondence.depositedAt).toBe(true);
  expect(eventOf(payload.evidence.token)).toMatchObject({
    occurredAt: payload.correspondence.depositedAt,
    registerNumbers: [{ series: 'DRH', number: registerEntry.number }],
  });
  const after = await hub.graphql(us, open, { id: registerEntryId });
  expect(after.data).toMatchObject({
    registerEntry: { state: 'ACTIVE' },
    node: { state: 'ACTIVE', subject: 'Signée', correspondence: { id: payload.correspondence.id } },
    registers: { nodes: [{ openReservations: { nodes: [] } }] },
  });
  expect((await send({ registerEntryId })).faults).toEqual(['REGISTER_ENTRY_INVALID registerEntryId']);
});

test('a reservation of another institution, of an arrival or cancelled is no free one', async () => {
  const { registerEntry: foreign } = await done(hub, parties.stranger.token, 'registerEntryReserve', {});
  const { registerEntry: arrival } = await done(hub, us, 'registerEntryReserve', { direction: 'IN' });
  const { registerEntry: cancelled } = await done(hub, us, 'registerEntryReserve', {});
  await done(hub, us, 'registerEntryCancel', { registerEntryId: cancelled.id, reasonText: 'Non signée' });
  for (const registerEntryId of [foreign.id, arrival.id, cancelled.id, 'none', parties.ministry.id]) {
    expect((await send({ registerEntryId })).faults).toEqual(['REGISTER_ENTRY_INVALID registerEntryId']);
  }
  const { data } = await hub.graphql(
    parties.stranger.token,
    'query N($id: ID!) { node(id: $id) { ... on RegisterEntry { state } } }',
    { id: foreign.id },
  );
  expect(data!['node']).toEqual({ state: 'RESERVED' });
});

test('of two letters on one reserved number at once, one is sent', async () => {
  const { registerEntry } = await done(hub, us, 'registerEntryReserve', {});
  const answers = await Promise.all([1, 2, 3].map(() => send({ registerEntryId: registerEntry.id })));
  expect(answers.map(({ faults }) => faults.join()).sort()).toEqual([
    '',
    'REGISTER_ENTRY_INVALID registerEntryId',
    'REGISTER_ENTRY_INVALID registerEntryId',
  ]);
});

test('a deposit that is refused leaves its reservation free', async () => {
  const { registerEntry } = await done(hub, us, 'registerEntryReserve', {});
  await hub.look(`update directory.institution set status = 'SUSPENDED' where code = $1`, [stranger]);
  const refused = await send({
    registerEntryId: registerEntry.id,
    recipients: [{ institutionId: parties.stranger.id }],
  });
  await hub.look(`update directory.institution set status = 'ACTIVE' where code = $1`, [stranger]);
  expect(refused.payload.evidence.event).toBe('SUBMISSION_REJECTION');
  expect((await send({ registerEntryId: registerEntry.id })).faults).toEqual([]);
});

test.each<[string, Record<string, unknown>, readonly string[]]>([
  ['an unknown series', { series: 'NONE' }, ['SERIES_NOT_FOUND series']],
  ['a number where the hub numbers', { number: '3' }, ['NUMBER_NOT_ALLOWED number']],
  ['no number where the institution numbers', { series: 'CAB' }, ['NUMBER_REQUIRED number']],
  ['a number used before', { series: 'CAB', number: '5' }, ['NUMBER_TAKEN number']],
  [
    'a number that is none, and a subject that is none',
    { series: 'CAB', number: '\n', subject: 'a\u2067b' },
    ['NUMBER_INVALID number', 'SUBJECT_INVALID subject'],
  ],
  ['an empty key', { idempotencyKey: '' }, ['IDEMPOTENCY_KEY_INVALID idempotencyKey']],
])('registerEntryReserve refuses %s', async (_, changes, faults) => {
  expect(faultsOf(await ask(hub, us, 'registerEntryReserve', changes))).toEqual(faults);
});

test('a reservation is made once under its key', async () => {
  const input = { idempotencyKey: randomUUID(), series: 'DRH' };
  const first = await done(hub, us, 'registerEntryReserve', input);
  expect(await done(hub, us, 'registerEntryReserve', input)).toEqual({ ...first, replayed: true });
  expect(faultsOf(await ask(hub, us, 'registerEntryReserve', { ...input, series: 'GENERAL' }))).toEqual([
    'IDEMPOTENCY_CONFLICT idempotencyKey',
  ]);
});

test('acts on registers need their scope and a token', async () => {
  const few = await hub.tokenFor(ministry, { scopes: ['registers:read', 'correspondence:send'] });
  const inputs = {
    registerOpen: { direction: 'OUT', series: 'Z' },
    registerClose: { registerId: 'none' },
    registerEntryReserve: {},
    registerEntryRecord: { direction: 'IN', medium: 'PAPER', subject: 's', counterpartName: 'n' },
    registerEntryCancel: { registerEntryId: 'none', reasonText: 'r' },
    registerEntryAssign: { registerEntryId: 'none', unitCode: 'u' },
    registerEntryDiffuse: { registerEntryId: 'none', unitCodes: ['u'] },
  } as const;
  for (const [name, input] of Object.entries(inputs)) {
    const asked = name as keyof typeof inputs;
    expect([name, faultsOf(await ask(hub, few, asked, input))]).toEqual([name, ['FORBIDDEN']]);
    expect([name, faultsOf(await ask(hub, null, asked, input))]).toEqual([name, ['UNAUTHENTICATED']]);
  }
});

test('at midnight of 31 December the register of the new year begins, numbered as the old one was', async () => {
  await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'OURS', numberedBy: 'INSTITUTION' });
  await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'HUBS', firstNumber: 70 });
  const midnight = instantOfLocal(`${thisYear + 1}-01-01`);
  const { registerEntry: reserved } = await done(hub, us, 'registerEntryReserve', { series: 'HUBS' });
  await moveTo(hub, midnight - wellBeforeMs);
  const old = await send({ series: 'OURS', number: 'LAST' });
  await moveTo(hub, midnight);
  const first = await send({ series: 'OURS', number: 'LAST' });
  const dense = await send({ series: 'HUBS' });
  expect((await send({ series: 'OURS' })).faults).toEqual(['NUMBER_REQUIRED number']);
  const { registerEntry: usedLate, correspondence } = (await send({ registerEntryId: reserved.id })).payload;
  const place = ({ number, year }: { number: string; year: number }): string => `${number}/${year}`;
  expect(
    [old.payload.registerEntry, first.payload.registerEntry, dense.payload.registerEntry, usedLate].map(place),
  ).toEqual([`LAST/${thisYear}`, `LAST/${thisYear + 1}`, `1/${thisYear + 1}`, `${reserved.number}/${thisYear}`]);
  expect(Date.parse(correspondence.depositedAt)).toBeGreaterThanOrEqual(midnight);
  const { data } = await hub.graphql(
    us,
    'query N($id: ID!) { node(id: $id) { ... on RegisterEntry { occurredOn registeredAt } } }',
    { id: reserved.id },
  );
  expect(data!['node'].occurredOn).toBe(`${thisYear + 1}-01-01`);
  expect(Date.parse(data!['node'].registeredAt)).toBeLessThan(midnight);
});
