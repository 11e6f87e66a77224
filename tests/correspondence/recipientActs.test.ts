import { readFileSync } from 'node:fs';
import { projectFile } from '../../src/platform/paths.js';
import { act, deposit, institutionId, type ActName, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, eventOf, givenParties, newKey, type Parties } from './givenParties.js';

let hub: TestHub;
let parties: Parties;
beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
}, 60_000);
afterAll(() => hub.close());

const send = (name: ActName, input: DepositInput, token = parties.commune.token) => act(hub, token, name, input);
const retrieve = (correspondenceId: string, sha256 = [parties.document.sha256]) =>
  send('correspondenceRetrieve', { correspondenceId, sha256 });
const register = (correspondenceId: string, more: DepositInput = {}) =>
  send('correspondenceRegisterArrival', { correspondenceId, ...more });
const acknowledge = (correspondenceId: string, more: DepositInput = {}) =>
  send('correspondenceAcknowledge', { correspondenceId, ...more });
const told = ({ payload, text }: { payload: any; text: string }): unknown =>
  payload?.userErrors.map(({ code, path }: any) => `${code} ${path.join('.')}`) ?? text;

const letterIn = async (
  state: 'DELIVERED' | 'RETRIEVED' | 'REGISTERED' | 'ACKNOWLEDGED' | 'RECALLED',
): Promise<string> => {
  const { id } = (await parties.send()).correspondence;
  if (state === 'RECALLED') {
    await send('correspondenceRecall', { correspondenceId: id, reasonText: 'Erreur' }, parties.ministry.token);
    return id;
  }
  if (state !== 'DELIVERED') await retrieve(id);
  if (state === 'REGISTERED') await register(id);
  if (state === 'ACKNOWLEDGED') await acknowledge(id);
  return id;
};

test('of digests that belong to no attachment a hundred are told', async () => {
  const correspondenceId = await letterIn('DELIVERED');
  const foreign = Array.from({ length: 2_000 }, (_, at) => at.toString(16).padStart(64, '0'));
  const input = { correspondenceId, sha256: [parties.document.sha256, ...foreign] };
  const { payload } = await act(hub, parties.commune.token, 'correspondenceRetrieve', input);
  expect(payload.userErrors.map(({ code }: any) => code)).toEqual(Array(100).fill('DIGEST_MISMATCH'));
});

test('retrieval takes each digest once, in any order', async () => {
  const id = await letterIn('DELIVERED');
  const { payload } = await retrieve(id, [parties.document.sha256, parties.document.sha256]);
  expect(payload).toMatchObject({
    correspondence: { consignments: [{ state: 'RETRIEVED', arrivalNumber: null }] },
    evidence: { event: 'CONTENT_HANDOVER' },
    userErrors: [],
  });
});

test('registration after acknowledgement keeps the later state', async () => {
  const id = await letterIn('ACKNOWLEDGED');
  const { payload } = await register(id);
  expect(payload).toMatchObject({
    correspondence: {
      consignments: [{ state: 'ACKNOWLEDGED' }],
      availableActs: ['REFUSE', 'REDIRECT', 'REASSIGN', 'REQUEST_SUPPLEMENT', 'ANSWER'],
    },
    registerEntry: { direction: 'IN' },
    userErrors: [],
  });
});

test('acknowledgement is possible before registration, and commits to its note', async () => {
  const id = await letterIn('RETRIEVED');
  const { payload } = await acknowledge(id, { note: 'وصل، سيتكفل به مكتب الضبط' });
  expect(payload).toMatchObject({
    correspondence: {
      consignments: [{ state: 'ACKNOWLEDGED' }],
      availableActs: ['REGISTER_ARRIVAL', 'REFUSE', 'REDIRECT', 'REASSIGN', 'REQUEST_SUPPLEMENT', 'ANSWER'],
    },
  });
  expect(eventOf(payload.evidence.token)['noteSha256']).toMatch(/^[0-9a-f]{64}$/);
});

test('CC goes the same way as TO, and leaves the others where they are', async () => {
  const copied = { id: await institutionId(hub, 'MA-MIN-0005'), token: await hub.tokenFor('MA-MIN-0005') };
  const { correspondence } = await parties.send({
    recipients: [{ institutionId: parties.commune.id }, { institutionId: copied.id, role: 'CC' }],
  });
  const input = { correspondenceId: correspondence.id };
  await send('correspondenceRetrieve', { ...input, sha256: [parties.document.sha256] }, copied.token);
  await send('correspondenceRegisterArrival', input, copied.token);
  const { payload } = await send('correspondenceAcknowledge', input, copied.token);
  expect(payload.correspondence.consignments.map(({ state }: { state: string }) => state)).toEqual([
    'DELIVERED',
    'ACKNOWLEDGED',
  ]);
  const { data } = await hub.graphql(
    parties.ministry.token,
    'query C($id: ID!) { correspondence(id: $id) { consignments { state arrivalNumber } registerEntries { counterpartNumber } } }',
    { id: correspondence.id },
  );
  expect(data!['correspondence']).toEqual({
    consignments: [
      { state: 'DELIVERED', arrivalNumber: null },
      { state: 'ACKNOWLEDGED', arrivalNumber: '1' },
    ],
    // several recipients: the one line of the departure register has no room for their numbers
    registerEntries: [{ counterpartNumber: null }],
  });
});

const cases: readonly (readonly [ActName, string, () => Promise<DepositInput>])[] = [
  ...(['correspondenceRetrieve', 'correspondenceRegisterArrival', 'correspondenceAcknowledge'] as const).flatMap(
    (name) => {
      const sha256 = name === 'correspondenceRetrieve' ? { sha256: [] } : {};
      const asked = (id: () => Promise<string>) => async () => ({ correspondenceId: await id(), ...sha256 });
      return [
        [
          name,
          'IDEMPOTENCY_KEY_INVALID input.idempotencyKey',
          async () => ({ ...(await asked(async () => 'x')()), idempotencyKey: '\u200e' }),
        ],
        [name, 'CORRESPONDENCE_NOT_FOUND input.correspondenceId', asked(async () => 'nonsense')],
        [name, 'CORRESPONDENCE_NOT_FOUND input.correspondenceId', asked(async () => parties.document.id)],
        [
          name,
          'CORRESPONDENCE_NOT_FOUND input.correspondenceId',
          asked(async () => 'Q29ycmVzcG9uZGVuY2U6MDE5MGYwZTAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw'),
        ],
      ] as [ActName, string, () => Promise<DepositInput>][];
    },
  ),
  [
    'correspondenceRetrieve',
    'DIGEST_MISMATCH input.sha256',
    async () => ({ correspondenceId: await letterIn('DELIVERED'), sha256: [] }),
  ],
  [
    'correspondenceRetrieve',
    'DIGEST_MISMATCH input.sha256',
    async () => ({ correspondenceId: await letterIn('DELIVERED'), sha256: ['0'.repeat(64)] }),
  ],
  [
    'correspondenceRetrieve',
    'DIGEST_MISMATCH input.sha256',
    async () => ({ correspondenceId: await letterIn('DELIVERED'), sha256: [parties.document.sha256, '0'.repeat(64)] }),
  ],
  [
    'correspondenceRetrieve',
    'STATE_NOT_ALLOWED input.correspondenceId',
    async () => ({ correspondenceId: await letterIn('RETRIEVED'), sha256: [parties.document.sha256] }),
  ],
  [
    'correspondenceRetrieve',
    'STATE_NOT_ALLOWED input.correspondenceId',
    async () => ({ correspondenceId: await letterIn('ACKNOWLEDGED'), sha256: [parties.document.sha256] }),
  ],
  [
    'correspondenceRetrieve',
    'CORRESPONDENCE_RECALLED input.correspondenceId',
    async () => ({ correspondenceId: await letterIn('RECALLED'), sha256: [parties.document.sha256] }),
  ],
  [
    'correspondenceRegisterArrival',
    'STATE_NOT_ALLOWED input.correspondenceId',
    async () => ({ correspondenceId: await letterIn('RECALLED') }),
  ],
  [
    'correspondenceRegisterArrival',
    'CORRESPONDENCE_NOT_RETRIEVED input.correspondenceId',
    async () => ({ correspondenceId: await letterIn('DELIVERED') }),
  ],
  [
    'correspondenceRegisterArrival',
    'ALREADY_REGISTERED input.correspondenceId',
    async () => ({ correspondenceId: await letterIn('REGISTERED') }),
  ],
  [
    'correspondenceRegisterArrival',
    'SERIES_NOT_FOUND input.series',
    async () => ({ correspondenceId: await letterIn('RETRIEVED'), series: 'NONE' }),
  ],
  [
    'correspondenceAcknowledge',
    'STATE_NOT_ALLOWED input.correspondenceId',
    async () => ({ correspondenceId: await letterIn('DELIVERED') }),
  ],
  [
    'correspondenceAcknowledge',
    'STATE_NOT_ALLOWED input.correspondenceId',
    async () => ({ correspondenceId: await letterIn('ACKNOWLEDGED') }),
  ],
  [
    'correspondenceAcknowledge',
    'NOTE_INVALID input.note',
    async () => ({ correspondenceId: await letterIn('RETRIEVED'), note: 'x'.repeat(1_001) }),
  ],
  [
    'correspondenceAcknowledge',
    'NOTE_INVALID input.note',
    async () => ({ correspondenceId: await letterIn('RETRIEVED'), note: 'a\u0000' }),
  ],
];

test('each fault of form is told by code and path and leaves nothing', async () => {
  const answers = [];
  for (const [name, , given] of cases) {
    const input = { idempotencyKey: newKey('fault'), ...(await given()) };
    const before = await countRows(hub);
    const answer = await send(name, input);
    const after = await countRows(hub);
    answers.push([told(answer), answer.payload?.evidence, JSON.stringify(after) === JSON.stringify(before)]);
  }
  expect(answers).toEqual(cases.map(([, expected]) => [[expected], null, true]));
});

test('these faults cover each code of the three enums', () => {
  const sdl = readFileSync(projectFile('schema', 'correspondence.graphql'), 'utf8');
  const missing = (['Retrieve', 'RegisterArrival', 'Acknowledge'] as const).flatMap((act) => {
    const body = new RegExp(`enum Correspondence${act}ErrorCode \\{([^}]*)\\}`).exec(sdl)![1]!.replace(/".*"/g, '');
    const covered = new Set(
      cases.filter(([name]) => name === `correspondence${act}`).map(([, expected]) => expected.split(' ')[0]),
    );
    // tests/correspondence/idempotency.test.ts has the conflict, tests/registers/numbers.test.ts the numbers
    const elsewhere = /^(IDEMPOTENCY_CONFLICT|NUMBER_\w+|REGISTER_CLOSED|ENCLOSURE_NOT_FOUND)$/;
    return body.match(/\b[A-Z_]+\b/g)!.filter((code) => !elsewhere.test(code) && !covered.has(code));
  });
  expect(missing).toEqual([]);
});

test('the second of two clerks who register at once is told the number', async () => {
  const id = await letterIn('RETRIEVED');
  const answers = await Promise.all([register(id), register(id)]);
  const [done, refused] = answers
    .map(({ payload }) => payload)
    .sort((a, b) => a.userErrors.length - b.userErrors.length);
  expect([done.userErrors, refused.userErrors[0].code]).toEqual([[], 'ALREADY_REGISTERED']);
  expect(refused.userErrors[0].message).toContain(done.registerEntry.number);
});

test('a confidential letter is retrieved with the right alone, and registered without it', async () => {
  const { id } = (await parties.send({ confidentiality: 'CONFIDENTIAL' })).correspondence;
  const plain = await hub.tokenFor('MA-COM-0012', {
    scopes: ['correspondence:receive', 'registers:write', 'correspondence:read'],
  });
  const input = { correspondenceId: id, sha256: [parties.document.sha256] };
  const refused = await send('correspondenceRetrieve', input, plain);
  const retrieved = await send('correspondenceRetrieve', input);
  const registered = await send('correspondenceRegisterArrival', { correspondenceId: id }, plain);
  expect([
    refused.errors?.[0]?.extensions['code'],
    retrieved.payload.userErrors,
    registered.payload.userErrors,
  ]).toEqual(['FORBIDDEN', [], []]);
});

test('whoever is not the addressee is told the same as of a letter that does not exist', async () => {
  const id = await letterIn('RETRIEVED');
  const none = 'Q29ycmVzcG9uZGVuY2U6MDE5MGYwZTAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw';
  const names: ActName[] = ['correspondenceRetrieve', 'correspondenceRegisterArrival', 'correspondenceAcknowledge'];
  const before = await countRows(hub);
  for (const name of names) {
    const ask = async (correspondenceId: string, token: string) =>
      (
        await send(
          name,
          { correspondenceId, ...(name === 'correspondenceRetrieve' && { sha256: [parties.document.sha256] }) },
          token,
        )
      ).text;
    const [foreign, unknown, sender] = [
      await ask(id, parties.stranger.token),
      await ask(none, parties.stranger.token),
      await ask(id, parties.ministry.token),
    ];
    expect([foreign, sender]).toEqual([unknown, unknown]);
  }
  expect(await countRows(hub)).toEqual(before);
});

test('each act is refused without a token, and without its scope', async () => {
  const id = await letterIn('RETRIEVED');
  const reader = await hub.tokenFor('MA-COM-0012', {
    scopes: ['correspondence:read', 'documents:read', 'documents:write', 'registers:read'],
  });
  const before = await countRows(hub);
  const inputs: [string, (token: string) => Promise<{ status: number; errors: any; data: unknown }>][] = [
    ['deposit', (token) => deposit(hub, token, parties.input())],
    ['retrieve', (token) => send('correspondenceRetrieve', { correspondenceId: id, sha256: [] }, token)],
    ['register', (token) => send('correspondenceRegisterArrival', { correspondenceId: id }, token)],
    ['acknowledge', (token) => send('correspondenceAcknowledge', { correspondenceId: id }, token)],
  ];
  const answers = [];
  for (const [, ask] of inputs) {
    for (const token of ['', reader]) {
      const answer = token === '' ? await withoutToken(ask) : await ask(token);
      answers.push([
        answer.status,
        answer.errors?.[0]?.extensions.code,
        answer.errors?.[0]?.extensions.retryable,
        answer.data,
      ]);
    }
  }
  expect(answers).toEqual(
    inputs.flatMap(() => [
      [401, 'UNAUTHENTICATED', false, undefined],
      [403, 'FORBIDDEN', false, undefined],
    ]),
  );
  expect(await countRows(hub)).toEqual(before);
});

/** The helpers send a token: here the request is made again without one. */
const withoutToken = async (ask: (token: string) => Promise<{ status: number; errors: any; data: unknown }>) => {
  const send = hub.graphql;
  const silent: TestHub = { ...hub, graphql: (_, query, variables, headers) => send(null, query, variables, headers) };
  const known = hub;
  hub = silent;
  try {
    return await ask('');
  } finally {
    hub = known;
  }
};
