import { createHash, randomUUID } from 'node:crypto';
import { instantOfLocal, localYear } from '../../src/platform/legalTime.js';
import { verifyEvidence } from '../../src/evidence/verifyEvidence.js';
import { act, deposit, givenDocument, ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, givenParties, type Parties } from '../correspondence/givenParties.js';
import { ask, done, exportRegister, faultsOf, moveTo, untilNothingIsDue, wellBeforeMs } from './registersClient.js';

jest.setTimeout(120_000);

let hub: TestHub;
let parties: Parties;
let us: string;
let registerId: string;
const year = localYear(new Date());
const midnight = instantOfLocal(`${year + 1}-01-01`);
const enclosures = [
  { description: 'Actes originaux', count: 3, carrierReference: 'RR 1' },
  { description: 'مفتاح الخزانة', count: 1, carrierReference: null },
];
const paper = { direction: 'OUT', medium: 'PAPER', subject: 'Envoi', counterpartName: 'Société X', series: 'CAB' };

const registersOf = async (filter: object): Promise<any[]> =>
  (
    await hub.graphql(
      us,
      'query R($f: RegisterFilter) { registers(filter: $f) { nodes { id state closing { event } } } }',
      { f: filter },
    )
  ).data!['registers'].nodes;

/** The form of docs/registers.md, written anew from what the API gives. */
const linesOf = (entries: readonly any[]): string =>
  entries
    .map((entry) =>
      [
        entry.number,
        entry.state,
        entry.medium,
        entry.registeredAt,
        entry.occurredOn,
        entry.documentDate,
        entry.confidentiality,
        entry.subject,
        entry.counterpart?.id,
        entry.counterpartName,
        entry.medium === 'HUB' ? null : entry.counterpartNumber,
        entry.correspondence?.id,
        entry.cancelledAt,
        entry.cancellationReason,
        entry.documents.map(({ sha256 }: { sha256: string }) => sha256).join(','),
        ...entry.physicalEnclosures.flatMap((enclosure: any) => [
          enclosure.description,
          enclosure.count,
          enclosure.carrierReference,
        ]),
      ]
        .map((field) => `${field ?? ''}`)
        .join('\t'),
    )
    .map((line) => `${line}\n`)
    .join('');

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

let paperLine: { entry: any; lineSha256: string };

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  us = parties.ministry.token;
  await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'CAB', numberedBy: 'INSTITUTION' });
  const send = (changes: object) => parties.send({ series: 'CAB', ...changes });
  const { correspondence } = await send({ number: '3', subject: 'Première' });
  await send({ number: '5', subject: 'Réservée', confidentiality: 'CONFIDENTIAL' });
  const scan = await givenDocument(hub, us);
  const { registerEntry, evidence } = await done(hub, us, 'registerEntryRecord', {
    ...paper,
    number: '9',
    counterpartNumber: 'V/Réf',
    documentDate: `${year}-01-03`,
    occurredOn: `${year}-01-04`,
    documentIds: [scan.id],
    physicalEnclosures: enclosures,
    correspondenceId: correspondence.id,
  });
  const { details } = await verifyEvidence(evidence.token, (await keys()) as never, { sandbox: true });
  paperLine = { entry: registerEntry, lineSha256: (details['register'] as { lineSha256: string }).lineSha256 };
  const { registerEntry: wrong } = await done(hub, us, 'registerEntryRecord', { ...paper, number: '10' });
  await done(hub, us, 'registerEntryCancel', { registerEntryId: wrong.id, reasonText: 'Erreur de saisie' });
  const { registerEntry: unused } = await done(hub, us, 'registerEntryReserve', { series: 'CAB', number: '12' });
  await done(hub, us, 'registerEntryCancel', { registerEntryId: unused.id, reasonText: 'Jamais signée' });
  registerId = (await registersOf({ series: 'CAB' }))[0].id;
}, 120_000);
afterAll(() => hub.close());

const keys = async (): Promise<unknown> => (await fetch(`${hub.url}/.well-known/evidence-keys.json`)).json();
const close = (id: string, idempotencyKey: string = randomUUID()) =>
  ask(hub, us, 'registerClose', { registerId: id, idempotencyKey });

test('evidence of what came on paper commits to the line as it was entered', () => {
  const line = linesOf([paperLine.entry]);
  expect(line).toMatch(/\tActes originaux\t3\tRR 1\tمفتاح الخزانة\t1\t\n$/);
  expect(digestOf(line)).toBe(paperLine.lineSha256);
});

test('a register is not closed before its year is over in Casablanca', async () => {
  expect(faultsOf(await close(registerId))).toEqual(['YEAR_NOT_OVER registerId']);
  await moveTo(hub, midnight - wellBeforeMs);
  expect(faultsOf(await close(registerId))).toEqual(['YEAR_NOT_OVER registerId']);
});

test('nor while a reservation is open, nor by another institution', async () => {
  const { register } = await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'RES' });
  const { registerEntry } = await done(hub, us, 'registerEntryReserve', { series: 'RES' });
  await moveTo(hub, midnight);
  expect(faultsOf(await close(register.id))).toEqual(['RESERVATIONS_OPEN registerId']);
  await done(hub, us, 'registerEntryCancel', { registerEntryId: registerEntry.id, reasonText: 'Jamais signée' });
  for (const id of [register.id, 'none', registerEntry.id]) {
    const { payload, errors } = await ask(hub, parties.stranger.token, 'registerClose', { registerId: id });
    expect(faultsOf({ payload, errors })).toEqual(['REGISTER_NOT_FOUND registerId']);
  }
  expect(faultsOf(await close(register.id))).toEqual([]);
});

/** The year is over, and the register is closed: by whichever test comes first. */
const givenClosed = async (): Promise<Awaited<ReturnType<typeof close>>['payload']> => {
  await moveTo(hub, midnight);
  return (await close(registerId, 'close-1')).payload;
};

test('the closing of a register seals how many, from which to which, what was cancelled and what is missing', async () => {
  const before = await exportRegister(hub, us, registerId);
  const payload = await givenClosed();
  expect([payload['register'].state, payload['evidence'].event, payload.userErrors]).toEqual([
    'CLOSED',
    'REGISTER_CLOSING',
    [],
  ]);
  const { details } = await verifyEvidence(payload['evidence'].token, (await keys()) as never, { sandbox: true });
  expect(details['register']).toEqual({
    id: registerId,
    direction: 'OUT',
    series: 'CAB',
    year,
    numberedBy: 'INSTITUTION',
    firstNumber: null,
    lastNumber: '12',
    entries: 5,
    active: 3,
    cancelled: 2,
    cancelledNumbers: ['10', '12'],
    missing: 5,
    gaps: [
      { from: '4', to: '4' },
      { from: '6', to: '8' },
      { from: '11', to: '11' },
    ],
    form: 'wasl-register-1',
    linesSha256: digestOf(linesOf(before)),
  });
  expect(details).toMatchObject({ actor: { institution: ministry }, sender: null, registerNumbers: [] });
  expect((await close(registerId, 'close-1')).payload).toEqual({ ...payload, replayed: true });
  expect(await registersOf({ series: 'CAB' })).toMatchObject([
    { state: 'CLOSED', closing: { event: 'REGISTER_CLOSING' } },
  ]);
});

test('nothing can be written into a closed register, whoever writes', async () => {
  await givenClosed();
  const lines = await exportRegister(hub, us, registerId);
  const entry = lines[0].id as string;
  expect(faultsOf(await close(registerId))).toEqual(['REGISTER_CLOSED registerId']);
  const cancelled = await ask(hub, us, 'registerEntryCancel', { registerEntryId: lines[2].id, reasonText: 'r' });
  expect(faultsOf(cancelled)).toEqual(['REGISTER_CLOSED registerEntryId']);
  const late = await ask(hub, us, 'registerEntryRecord', { ...paper, number: '1', occurredOn: `${year}-12-30` });
  expect(faultsOf(late)).toEqual(['DATE_NOT_ALLOWED occurredOn']);
  const uuid = Buffer.from(entry, 'base64url').toString().split(':')[1];
  for (const statement of [
    `update correspondence.register_entry set subject = 'x' where id = $1`,
    `update correspondence.register_entry set state = 'CANCELLED', cancelled_at = now(), cancellation_reason = 'x' where id = $1`,
    `insert into correspondence.register_entry (id, institution_id, register_id, direction, series, year, number, registered_at, confidential, zone_version)
     select gen_random_uuid(), institution_id, register_id, direction, series, year, 'x', now(), false, 'z' from correspondence.register_entry where id = $1`,
    'delete from correspondence.register_entry where id = $1',
  ]) {
    await expect(hub.look(statement, [uuid])).rejects.toThrow(/register is closed|never deleted/);
  }
  expect(await exportRegister(hub, us, registerId)).toEqual(lines);
});

test("the other side's number may still come, and changes nothing that was sealed", async () => {
  await givenClosed();
  const lines = await exportRegister(hub, us, registerId);
  const correspondenceId = lines[0].correspondence.id as string;
  const sha256 = [parties.document.sha256];
  await act(hub, parties.commune.token, 'correspondenceRetrieve', { correspondenceId, sha256 });
  const { payload } = await act(hub, parties.commune.token, 'correspondenceRegisterArrival', { correspondenceId });
  expect(payload.userErrors).toEqual([]);
  const after = await exportRegister(hub, us, registerId);
  expect(after[0].counterpartNumber).toBe('1');
  expect(linesOf(after)).toBe(linesOf(lines));
});

test('a register of this year that is closed by hand takes no number', async () => {
  await moveTo(hub, midnight);
  await parties.send({ series: 'GENERAL' });
  await hub.look(
    `update correspondence.register set state = 'CLOSED', closed_at = now(), closing_evidence_id = gen_random_uuid()
      where series = 'GENERAL' and direction = 'OUT' and year = $1`,
    [year + 1],
  );
  await untilNothingIsDue(hub);
  const before = await countRows(hub);
  const sent = await deposit(hub, us, parties.input());
  expect(faultsOf(sent as never)).toEqual(['REGISTER_CLOSED series']);
  expect(faultsOf(await ask(hub, us, 'registerEntryReserve', {}))).toEqual(['REGISTER_CLOSED series']);
  expect(faultsOf(await ask(hub, us, 'registerEntryRecord', { ...paper, series: 'GENERAL' }))).toEqual([
    'REGISTER_CLOSED series',
  ]);
  expect(await countRows(hub)).toEqual(before);
});

test('of two closings at once one seals the register', async () => {
  const { register } = await done(hub, us, 'registerOpen', { direction: 'INTERNAL', series: 'ONCE', firstNumber: 7 });
  await done(hub, us, 'registerEntryRecord', { ...paper, direction: 'INTERNAL', series: 'ONCE' });
  await moveTo(hub, instantOfLocal(`${year + 2}-01-01`));
  const outcomes = (await Promise.all([close(register.id), close(register.id)])).map(faultsOf);
  expect(outcomes.map((faults) => faults.join()).sort()).toEqual(['', 'REGISTER_CLOSED registerId']);
  const [row] = await hub.look<{ count: number }>(
    `select count(*)::integer as count from evidence.act where act = 'registerClose' and detail ->> 'series' = 'ONCE'`,
  );
  expect(row!.count).toBe(1);
});

test('a register is closed whose lines take longer to read than any other statement may', async () => {
  await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'LONG' });
  const { year: openYear } = (await done(hub, us, 'registerEntryRecord', { ...paper, series: 'LONG' })).registerEntry;
  await moveTo(hub, instantOfLocal(`${openYear + 1}-01-02`));
  us = await hub.tokenFor(ministry);
  const [register] = await registersOf({ series: 'LONG', year: openYear });
  await hub.look(`
    create or replace function correspondence.gaps_of(asked uuid) returns table (first bigint, last bigint)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
    as $$ begin perform pg_sleep(5.5); end $$`);
  expect(faultsOf(await ask(hub, us, 'registerClose', { registerId: register.id }))).toEqual([]);
});
