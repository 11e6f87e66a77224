import { randomUUID } from 'node:crypto';
import { institutionScopes } from '../../src/access/grants.js';
import { localYear } from '../../src/platform/legalTime.js';
import { act, givenDocument, ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, eventOf, givenParties, type Parties } from '../correspondence/givenParties.js';
import { ask, done, entryFields, faultsOf, givenUnits, type RegisterMutation } from './registersClient.js';

jest.setTimeout(120_000);

let hub: TestHub;
let parties: Parties;
let us: string;

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  us = parties.ministry.token;
  await givenUnits(hub, ministry, ['TST-DAF', 'TST-DRH', 'TST-DSI']);
  await givenUnits(hub, 'MA-COM-0012', ['TST-EC']);
}, 120_000);
afterAll(() => hub.close());

const paper = {
  direction: 'IN',
  medium: 'PAPER',
  subject: 'Plainte reçue par la poste',
  counterpartName: 'Fatima Zahra',
};
const record = async (changes: Record<string, unknown> = {}) =>
  done(hub, us, 'registerEntryRecord', { ...paper, ...changes });
const read = async (id: string, token = us) => {
  const query = `query N($id: ID!) { node(id: $id) { ... on RegisterEntry { ${entryFields} } } }`;
  return (await hub.graphql(token, query, { id })).data!['node'];
};

test('what came on paper stands in the same register, with its scans and sealed evidence for its institution alone', async () => {
  const scan = await givenDocument(hub, us);
  const { registerEntry: hubEntry } = (await parties.send()) as any;
  const { registerEntry, evidence } = await record({
    counterpartNumber: 'N/Réf 12',
    documentDate: '2026-01-02',
    occurredOn: '2026-02-03',
    documentIds: [scan.id],
    correspondenceId: (await read(hubEntry.id)).correspondence.id,
  });
  expect(registerEntry).toMatchObject({
    direction: 'IN',
    number: '1',
    medium: 'PAPER',
    state: 'ACTIVE',
    subject: paper.subject,
    confidentiality: 'ORDINARY',
    documentDate: '2026-01-02',
    occurredOn: '2026-02-03',
    counterpart: null,
    counterpartName: 'Fatima Zahra',
    counterpartNumber: 'N/Réf 12',
    documents: [{ id: scan.id, sha256: scan.sha256 }],
    cancelledAt: null,
  });
  const event = eventOf(evidence.token);
  expect([evidence.event, event['sender'], event['registerNumbers'][0].number, event['documents'][0].sha256]).toEqual([
    'RECEIVED_FROM_NON_ERDS',
    null,
    '1',
    scan.sha256,
  ]);
  expect(JSON.stringify(event)).not.toMatch(/Plainte|Fatima|12"/);
  const [{ holders }] = (await hub.look<{ holders: number }>(
    `select count(*)::integer as holders from evidence.copy c join evidence.evidence e on e.id = c.evidence_id where e.event = 'RECEIVED_FROM_NON_ERDS'`,
  )) as [{ holders: number }];
  expect(holders).toBe(1);
});

test('what left on paper can leave under a number that was reserved for it', async () => {
  const { registerEntry: reserved } = await done(hub, us, 'registerEntryReserve', { subject: 'À signer' });
  const { registerEntry, evidence } = await record({
    direction: 'OUT',
    registerEntryId: reserved.id,
    counterpartName: null,
    counterpartId: parties.commune.id,
    subject: 'Signée et postée',
  });
  expect(registerEntry).toMatchObject({
    id: reserved.id,
    number: reserved.number,
    state: 'ACTIVE',
    medium: 'PAPER',
    subject: 'Signée et postée',
    occurredOn: null,
    counterpart: { code: 'MA-COM-0012' },
  });
  expect([evidence.event, eventOf(evidence.token)['recipients'][0].code]).toEqual(['RELAY_TO_NON_ERDS', 'MA-COM-0012']);
  expect(
    faultsOf(await ask(hub, us, 'registerEntryRecord', { ...paper, direction: 'OUT', registerEntryId: reserved.id })),
  ).toEqual(['REGISTER_ENTRY_INVALID registerEntryId']);
});

test('internal mail needs no other side, and is evidenced to nobody', async () => {
  const { registerEntry, evidence } = await record({ direction: 'INTERNAL', medium: 'COUNTER', counterpartName: null });
  expect([registerEntry.direction, registerEntry.number, evidence]).toEqual(['INTERNAL', '1', null]);
});

test.each<[string, () => Record<string, unknown>, readonly string[]]>([
  ['the hub as its medium', () => ({ medium: 'HUB' }), ['MEDIUM_NOT_ALLOWED medium']],
  ['no other side', () => ({ counterpartName: null }), ['COUNTERPART_REQUIRED counterpartName']],
  ['two other sides', () => ({ counterpartId: parties.commune.id }), ['COUNTERPART_REQUIRED counterpartName']],
  ['a name of two lines', () => ({ counterpartName: 'a\nb' }), ['COUNTERPART_REQUIRED counterpartName']],
  ['an empty subject', () => ({ subject: ' ' }), ['SUBJECT_INVALID subject']],
  [
    'a reference of 129 characters',
    () => ({ counterpartNumber: 'x'.repeat(129) }),
    ['REFERENCE_INVALID counterpartNumber'],
  ],
  ['tomorrow', () => ({ occurredOn: '9998-01-01' }), ['DATE_NOT_ALLOWED occurredOn']],
  ['an unknown series', () => ({ series: 'NONE' }), ['SERIES_NOT_FOUND series']],
  ['a number where the hub numbers', () => ({ number: '9' }), ['NUMBER_NOT_ALLOWED number']],
  ['a document of another institution', () => ({ documentIds: [parties.document.id] }), []],
  [
    'a document twice',
    () => ({ documentIds: [parties.document.id, parties.document.id] }),
    ['REFERENCE_NOT_FOUND documentIds.1'],
  ],
  ['an unknown document', () => ({ documentIds: ['none'] }), ['REFERENCE_NOT_FOUND documentIds.0']],
  [
    '101 documents',
    () => ({ documentIds: Array.from({ length: 101 }, () => 'none') }),
    ['REFERENCE_NOT_FOUND documentIds'],
  ],
  [
    'enclosures that cannot be',
    () => ({
      physicalEnclosures: [
        { description: ' ', count: 0 },
        { description: 'Clé', carrierReference: '' },
        { description: 'x'.repeat(256), count: 10_001, carrierReference: 'x'.repeat(129) },
        { description: 'a\tb' },
      ],
    }),
    [
      'ENCLOSURE_INVALID physicalEnclosures.0.description',
      'ENCLOSURE_INVALID physicalEnclosures.0.count',
      'ENCLOSURE_INVALID physicalEnclosures.1.carrierReference',
      'ENCLOSURE_INVALID physicalEnclosures.2.description',
      'ENCLOSURE_INVALID physicalEnclosures.2.count',
      'ENCLOSURE_INVALID physicalEnclosures.2.carrierReference',
      'ENCLOSURE_INVALID physicalEnclosures.3.description',
    ],
  ],
  [
    '101 enclosures',
    () => ({ physicalEnclosures: Array.from({ length: 101 }, () => ({ description: 'Clé' })) }),
    ['ENCLOSURE_INVALID physicalEnclosures'],
  ],
  [
    'an unknown institution',
    () => ({ counterpartName: null, counterpartId: 'none' }),
    ['REFERENCE_NOT_FOUND counterpartId'],
  ],
  ['an unknown letter', () => ({ correspondenceId: 'none' }), ['REFERENCE_NOT_FOUND correspondenceId']],
  ['an unknown reservation', () => ({ registerEntryId: 'none' }), ['REGISTER_ENTRY_INVALID registerEntryId']],
  [
    'many faults at once',
    () => ({ medium: 'HUB', subject: '', series: 'NONE', counterpartNumber: '' }),
    [
      'MEDIUM_NOT_ALLOWED medium',
      'SUBJECT_INVALID subject',
      'REFERENCE_INVALID counterpartNumber',
      'SERIES_NOT_FOUND series',
    ],
  ],
])('registerEntryRecord refuses %s', async (name, changes, faults) => {
  const token = name.endsWith('another institution') ? parties.stranger.token : us;
  const expected = token === us ? faults : ['REFERENCE_NOT_FOUND documentIds.0'];
  const before = await countRows(hub);
  expect(faultsOf(await ask(hub, token, 'registerEntryRecord', { ...paper, ...changes() }))).toEqual(expected);
  expect(await countRows(hub)).toEqual(before);
});

const enclosures = [
  { description: 'Contrat signé, original', count: 1, carrierReference: 'Colis EE 12 MA' },
  { description: 'مفتاح المقر', count: 10_000, carrierReference: null },
];
const listed = enclosures.map((enclosure, at) => ({ position: at + 1, ...enclosure, receipts: [] }));

test('what came with mail on paper is recorded with it, sealed with its line, and a retry says the same', async () => {
  const input = { ...paper, idempotencyKey: randomUUID(), physicalEnclosures: enclosures };
  const { registerEntry, evidence, ...first } = await done(hub, us, 'registerEntryRecord', input);
  expect(registerEntry.physicalEnclosures).toEqual(listed);
  expect((await read(registerEntry.id)).physicalEnclosures).toEqual(listed);
  expect(await read(registerEntry.id, parties.stranger.token)).toBeNull();
  const event = eventOf(evidence.token);
  expect(event['enclosures']).toEqual([
    { position: 1, count: 1 },
    { position: 2, count: 10_000 },
  ]);
  expect(JSON.stringify(event)).not.toMatch(/Contrat|EE 12/);
  const before = await countRows(hub);
  expect(await done(hub, us, 'registerEntryRecord', input)).toEqual({
    ...first,
    registerEntry,
    evidence,
    replayed: true,
  });
  const other = { ...input, physicalEnclosures: enclosures.slice(1) };
  const conflict = await ask(hub, us, 'registerEntryRecord', other);
  expect(conflict.payload.userErrors.map(({ code }) => code)).toEqual(['IDEMPOTENCY_CONFLICT']);
  expect(await countRows(hub)).toEqual(before);
});

test('what went out under a reserved number and what stayed inside have their enclosures too, and others none', async () => {
  const { registerEntry: reserved } = await done(hub, us, 'registerEntryReserve', {});
  expect(reserved.physicalEnclosures).toEqual([]);
  const physicalEnclosures = enclosures;
  const out = await record({ direction: 'OUT', registerEntryId: reserved.id, physicalEnclosures });
  const internal = await record({ direction: 'INTERNAL', physicalEnclosures });
  expect([out, internal].map(({ registerEntry }) => registerEntry.physicalEnclosures)).toEqual([listed, listed]);
  const plain = await record({ physicalEnclosures: [] });
  expect(plain['registerEntry'].physicalEnclosures).toEqual([]);
  expect(eventOf(plain['evidence'].token)).not.toHaveProperty('enclosures');
});

test("another institution's letter and scan are not there", async () => {
  const { correspondence } = await parties.send();
  const { payload, errors } = await ask(hub, parties.stranger.token, 'registerEntryRecord', {
    ...paper,
    documentIds: [parties.document.id],
    correspondenceId: correspondence.id,
  });
  expect(faultsOf({ payload, errors })).toEqual([
    'REFERENCE_NOT_FOUND correspondenceId',
    'REFERENCE_NOT_FOUND documentIds.0',
  ]);
});

test('a cancelled number stays, marked, and is never given again', async () => {
  const { registerEntry } = await record();
  const input = { idempotencyKey: randomUUID(), registerEntryId: registerEntry.id, reasonText: 'Inscrite deux fois' };
  const { registerEntry: cancelled } = await done(hub, us, 'registerEntryCancel', input);
  expect(cancelled).toMatchObject({
    id: registerEntry.id,
    number: registerEntry.number,
    state: 'CANCELLED',
    subject: paper.subject,
    cancellationReason: 'Inscrite deux fois',
    cancelledAt: expect.any(String),
  });
  const next = await record();
  expect(Number(next['registerEntry'].number)).toBe(Number(registerEntry.number) + 1);
  expect(await read(registerEntry.id)).toEqual(cancelled);
  expect((await done(hub, us, 'registerEntryCancel', input))['replayed']).toBe(true);
  const again = await ask(hub, us, 'registerEntryCancel', { ...input, idempotencyKey: randomUUID(), reasonText: '' });
  expect(faultsOf(again)).toEqual(['STATE_NOT_ALLOWED registerEntryId', 'REASON_REQUIRED reasonText']);
});

test('the number of a letter that was sent or registered on the hub is not cancelled', async () => {
  const { registerEntry, correspondence } = await parties.send();
  await act(hub, parties.commune.token, 'correspondenceRetrieve', {
    correspondenceId: correspondence.id,
    sha256: [parties.document.sha256],
  });
  const arrival = await act(hub, parties.commune.token, 'correspondenceRegisterArrival', {
    correspondenceId: correspondence.id,
  });
  for (const [token, id] of [
    [us, registerEntry.id],
    [parties.commune.token, arrival.payload.registerEntry.id as string],
  ] as const) {
    const answer = await ask(hub, token, 'registerEntryCancel', { registerEntryId: id, reasonText: 'r' });
    expect(faultsOf(answer)).toEqual(['ENTRY_IN_USE registerEntryId']);
  }
});

test('a line is given to a unit, then to another that takes over, and copies go to further ones', async () => {
  const { registerEntry } = await record({ subject: 'À traiter' });
  const registerEntryId = registerEntry.id as string;
  await done(hub, us, 'registerEntryAssign', {
    registerEntryId,
    unitCode: 'TST-DAF',
    instruction: 'Pour avis',
    dueOn: '2030-01-01',
  });
  const input = { idempotencyKey: randomUUID(), registerEntryId, unitCode: 'TST-DRH' };
  await done(hub, us, 'registerEntryAssign', input);
  expect((await done(hub, us, 'registerEntryAssign', input))['replayed']).toBe(true);
  const { registerEntry: diffused } = await done(hub, us, 'registerEntryDiffuse', {
    registerEntryId,
    unitCodes: ['TST-DSI', 'TST-DAF'],
  });
  expect(diffused.dispatches).toEqual([
    {
      unit: { code: 'TST-DAF' },
      kind: 'HANDLING',
      dispatchedAt: expect.any(String),
      instruction: 'Pour avis',
      dueOn: '2030-01-01',
    },
    { unit: { code: 'TST-DRH' }, kind: 'HANDLING', dispatchedAt: expect.any(String), instruction: null, dueOn: null },
    { unit: { code: 'TST-DSI' }, kind: 'COPY', dispatchedAt: expect.any(String), instruction: null, dueOn: null },
    { unit: { code: 'TST-DAF' }, kind: 'COPY', dispatchedAt: expect.any(String), instruction: null, dueOn: null },
  ]);
  const handled = async (unitCode: string) => {
    const query = `query F($f: RegisterEntryFilter) { registers(filter: { direction: IN }) { nodes { entries(filter: $f) { nodes { id } } } } }`;
    const { data } = await hub.graphql(us, query, { f: { unitCode } });
    return data!['registers'].nodes[0].entries.nodes;
  };
  expect([await handled('TST-DRH'), await handled('TST-DAF'), await handled('TST-DSI')]).toEqual([
    [{ id: registerEntryId }],
    [],
    [],
  ]);
});

test.each<[RegisterMutation, string, Record<string, unknown>, readonly string[]]>([
  ['registerEntryAssign', 'an unknown unit', { unitCode: 'NONE' }, ['UNIT_NOT_FOUND unitCode']],
  [
    'registerEntryAssign',
    'a unit of another institution, and an instruction of two lines',
    { unitCode: 'TST-EC', instruction: '\n' },
    ['UNIT_NOT_FOUND unitCode', 'NOTE_INVALID instruction'],
  ],
  [
    'registerEntryAssign',
    'an unknown line',
    { registerEntryId: 'none', unitCode: 'TST-DAF' },
    ['REGISTER_ENTRY_NOT_FOUND registerEntryId'],
  ],
  ['registerEntryDiffuse', 'no unit', { unitCodes: [] }, ['UNIT_COUNT_INVALID unitCodes']],
  ['registerEntryDiffuse', 'a unit twice', { unitCodes: ['TST-DAF', 'TST-DAF'] }, ['UNIT_COUNT_INVALID unitCodes']],
  [
    'registerEntryDiffuse',
    '101 units',
    { unitCodes: Array.from({ length: 101 }, (_, at) => `U${at}`) },
    ['UNIT_COUNT_INVALID unitCodes'],
  ],
  ['registerEntryDiffuse', 'an unknown unit', { unitCodes: ['TST-DAF', 'NONE'] }, ['UNIT_NOT_FOUND unitCodes.1']],
  [
    'registerEntryDiffuse',
    'an unknown line',
    { registerEntryId: 'none', unitCodes: ['TST-DAF'] },
    ['REGISTER_ENTRY_NOT_FOUND registerEntryId'],
  ],
  [
    'registerEntryCancel',
    'an unknown line',
    { registerEntryId: 'none', reasonText: 'r' },
    ['REGISTER_ENTRY_NOT_FOUND registerEntryId'],
  ],
  [
    'registerEntryCancel',
    'a reason of 1,001 characters',
    { reasonText: 'r'.repeat(1_001) },
    ['REASON_REQUIRED reasonText'],
  ],
  [
    'registerEntryCancel',
    'an empty key',
    { reasonText: 'r', idempotencyKey: '' },
    ['IDEMPOTENCY_KEY_INVALID idempotencyKey'],
  ],
])('%s refuses %s', async (name, _, changes, faults) => {
  const { registerEntry } = await record();
  expect(faultsOf(await ask(hub, us, name, { registerEntryId: registerEntry.id, ...changes }))).toEqual(faults);
});

test('a cancelled line is given to nobody, and a line of another institution is not there', async () => {
  const { registerEntry } = await record();
  const registerEntryId = registerEntry.id as string;
  const acts = [
    ['registerEntryAssign', { registerEntryId, unitCode: 'TST-DAF' }],
    ['registerEntryDiffuse', { registerEntryId, unitCodes: ['TST-DAF'] }],
    ['registerEntryCancel', { registerEntryId, reasonText: 'r' }],
  ] as const;
  for (const [name, input] of acts) {
    const [fault] = faultsOf(await ask(hub, parties.commune.token, name, input));
    expect(fault).toBe('REGISTER_ENTRY_NOT_FOUND registerEntryId');
  }
  await done(hub, us, 'registerEntryCancel', { registerEntryId, reasonText: 'r' });
  for (const [name, input] of acts.slice(0, 2)) {
    expect(faultsOf(await ask(hub, us, name, input))).toEqual(['STATE_NOT_ALLOWED registerEntryId']);
  }
});

test('of a confidential line a token without the right sees number, parties and dates', async () => {
  const scan = await givenDocument(hub, us);
  const { registerEntry } = await record({
    confidentiality: 'CONFIDENTIAL',
    counterpartNumber: 'REF SECRETE',
    documentIds: [scan.id],
    physicalEnclosures: enclosures,
  });
  const registerEntryId = registerEntry.id as string;
  await done(hub, us, 'registerEntryAssign', { registerEntryId, unitCode: 'TST-DAF', instruction: 'Mot réservé' });
  await done(hub, us, 'registerEntryCancel', { registerEntryId, reasonText: 'Motif réservé' });
  const few = await hub.tokenFor(ministry, {
    scopes: institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential'),
  });
  const all = await read(registerEntryId);
  expect([all.subject, all.cancellationReason, all.dispatches[0].instruction]).toEqual([
    paper.subject,
    'Motif réservé',
    'Mot réservé',
  ]);
  expect(await read(registerEntryId, few)).toEqual({
    ...all,
    subject: null,
    counterpartNumber: null,
    documents: null,
    physicalEnclosures: null,
    cancellationReason: null,
    dispatches: [{ ...all.dispatches[0], instruction: null }],
  });
});

test('registers are listed by page, the newest first, and entries by their filter', async () => {
  await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'ZZ', year: localYear(new Date()) + 1 });
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const { data }: { data: any } = await hub.graphql(
      us,
      'query L($after: String) { registers(first: 1, after: $after) { nodes { year direction series } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    seen.push(...data.registers.nodes.map((each: any) => `${each.year} ${each.direction} ${each.series}`));
    if (!data.registers.pageInfo.hasNextPage) break;
    after = data.registers.pageInfo.endCursor;
  }
  const year = localYear(new Date());
  expect(seen).toEqual([`${year + 1} OUT ZZ`, `${year} IN GENERAL`, `${year} INTERNAL GENERAL`, `${year} OUT GENERAL`]);
  const query = `query F($f: RegisterEntryFilter) { registers(filter: { direction: OUT, year: ${year} }) { nodes { entries(filter: $f, first: 100) { nodes { medium state registeredAt counterpart { id } } } } } }`;
  const filtered = async (f: object): Promise<any[]> =>
    (await hub.graphql(us, query, { f })).data!['registers'].nodes[0].entries.nodes;
  const all = await filtered({});
  expect(await filtered({ medium: 'PAPER' })).toEqual(all.filter(({ medium }) => medium === 'PAPER'));
  expect(await filtered({ state: 'RESERVED' })).toEqual(all.filter(({ state }) => state === 'RESERVED'));
  expect(await filtered({ counterpartId: parties.commune.id })).toEqual(
    all.filter(({ counterpart }) => counterpart?.id === parties.commune.id),
  );
  const since = all[1].registeredAt as string;
  expect(await filtered({ since })).toEqual(all.slice(1));
  expect(await filtered({ until: since })).toEqual(all.slice(0, 1));
  expect((await hub.graphql(us, '{ registers(first: 101) { nodes { id } } }')).errors?.[0]?.extensions['code']).toBe(
    'BAD_USER_INPUT',
  );
  expect((await hub.graphql(us, '{ registers(after: "x") { nodes { id } } }')).errors?.[0]?.extensions['code']).toBe(
    'BAD_USER_INPUT',
  );
});

test('of acts on registers nothing stays when their event cannot be written, and a retry does them', async () => {
  const { registerEntry } = await record();
  const registerEntryId = registerEntry.id as string;
  const acts: [RegisterMutation, Record<string, unknown>][] = [
    ['registerEntryReserve', {}],
    ['registerEntryRecord', { ...paper, physicalEnclosures: enclosures }],
    ['registerEntryAssign', { registerEntryId, unitCode: 'TST-DAF' }],
    ['registerEntryDiffuse', { registerEntryId, unitCodes: ['TST-DAF'] }],
    ['registerEntryCancel', { registerEntryId, reasonText: 'r' }],
    ['registerOpen', { direction: 'IN', series: 'ATOM' }],
  ];
  const rows = async () =>
    hub.look(`select (select count(*) from correspondence.dispatch) as dispatches, (select count(*) from correspondence.register) as registers,
      (select count(*) from correspondence.series) as series, (select count(*) from correspondence.register_entry where state = 'CANCELLED') as cancelled`);
  for (const [name, changes] of acts) {
    const input = { idempotencyKey: randomUUID(), ...changes };
    const before = [await countRows(hub), await rows()];
    await hub.look('revoke insert on evidence.act from wasl_post');
    const failed = await ask(hub, us, name, input).finally(() => hub.look('grant insert on evidence.act to wasl_post'));
    expect([name, faultsOf(failed)]).toEqual([name, ['INTERNAL_SERVER_ERROR']]);
    expect([await countRows(hub), await rows()]).toEqual(before);
    expect((await done(hub, us, name, input))['replayed']).toBe(false);
  }
});
