import { readFileSync } from 'node:fs';
import { projectFile } from '../../src/platform/paths.js';
import { institutionScopes } from '../../src/access/grants.js';
import { givenDocument, type ActName, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, givenInstitutions, newKey } from './givenParties.js';
import { givenExchange, states, type Exchange, type State } from './givenStates.js';

jest.setTimeout(180_000);

let hub: TestHub;
let exchange: Exchange;
/** One letter in each state, on which nothing is ever done. */
const letters = new Map<State, string>();
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
  for (const state of states) letters.set(state, await exchange.letterIn(state));
}, 120_000);
afterAll(() => hub.close());

const none = 'Q29ycmVzcG9uZGVuY2U6MDE5MGYwZTAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw';
const bySender: readonly ActName[] = ['correspondenceRecall', 'correspondenceSupplySupplement'];
const names: readonly ActName[] = [
  'correspondenceReportHandoverFailure',
  'correspondenceRefuse',
  'correspondenceRecall',
  'correspondenceRedirect',
  'correspondenceReassign',
  'correspondenceRequestSupplement',
  'correspondenceSupplySupplement',
];
const tokenOf = (name: ActName): string => (bySender.includes(name) ? exchange.ministry : exchange.commune).token;
const letter = (state: State) => async (): Promise<string> => letters.get(state)!;

type Case = readonly [name: ActName, expected: string, of: () => Promise<string>, changes: () => Promise<DepositInput>];

const changed = (changes: DepositInput) => async (): Promise<DepositInput> => changes;
const long = 'x'.repeat(1_001);
const files = async (count: number, more: DepositInput = {}): Promise<DepositInput> => ({
  attachments: Array.from({ length: count }, () => ({ documentId: exchange.document.id, ...more })),
});
const newFile = async (token = exchange.ministry.token): Promise<string> => (await givenDocument(hub, token)).id;

const cases: readonly Case[] = [
  ...names.flatMap((name): Case[] => [
    [name, 'IDEMPOTENCY_KEY_INVALID input.idempotencyKey', async () => none, changed({ idempotencyKey: '' })],
    [name, 'CORRESPONDENCE_NOT_FOUND input.correspondenceId', async () => none, changed({})],
    [name, 'CORRESPONDENCE_NOT_FOUND input.correspondenceId', async () => 'nonsense', changed({})],
    [name, 'CORRESPONDENCE_NOT_FOUND input.correspondenceId', async () => exchange.document.id, changed({})],
  ]),
  ...(['correspondenceRefuse', 'correspondenceRedirect'] as const).flatMap((name): Case[] =>
    (['DELIVERED', 'AWAITING_SUPPLEMENT', 'ANSWERED', 'REFUSED', 'REDIRECTED', 'RECALLED'] as const).map((state) => [
      name,
      'STATE_NOT_ALLOWED input.correspondenceId',
      letter(state),
      changed({}),
    ]),
  ),
  ...(
    ['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED', 'AWAITING_SUPPLEMENT', 'ANSWERED', 'REFUSED', 'REDIRECTED'] as const
  ).map((state): Case => [
    'correspondenceReportHandoverFailure',
    'STATE_NOT_ALLOWED input.correspondenceId',
    letter(state),
    changed({}),
  ]),
  [
    'correspondenceReportHandoverFailure',
    'CORRESPONDENCE_RECALLED input.correspondenceId',
    letter('RECALLED'),
    changed({}),
  ],
  ...(['REFUSED', 'REDIRECTED', 'RECALLED'] as const).map((state): Case => [
    'correspondenceReassign',
    'STATE_NOT_ALLOWED input.correspondenceId',
    letter(state),
    changed({}),
  ]),
  ...(['DELIVERED', 'RETRIEVED', 'AWAITING_SUPPLEMENT', 'ANSWERED', 'REFUSED', 'REDIRECTED', 'RECALLED'] as const).map(
    (state): Case => [
      'correspondenceRequestSupplement',
      'STATE_NOT_ALLOWED input.correspondenceId',
      letter(state),
      changed({}),
    ],
  ),
  ...(['REASON_NOT_ALLOWED input.reasonCode'] as const).flatMap((expected): Case[] =>
    // what fails at the recipient is no refusal
    ['RECALLED', 'EXPIRED', 'ADDRESSEE_SUSPENDED', 'TECHNICAL_RECIPIENT', 'DIGEST_MISMATCH'].map((reasonCode) => [
      'correspondenceRefuse',
      expected,
      letter('RETRIEVED'),
      changed({ reasonCode }),
    ]),
  ),
  ...['FORMAT_FORBIDDEN', 'MALWARE', 'EXPIRED', 'RECALLED'].map((reasonCode): Case => [
    'correspondenceReportHandoverFailure',
    'REASON_NOT_ALLOWED input.reasonCode',
    letter('DELIVERED'),
    changed({ reasonCode }),
  ]),
  ...(
    [
      'correspondenceReportHandoverFailure',
      'correspondenceRefuse',
      'correspondenceRedirect',
      'correspondenceRecall',
    ] as const
  ).flatMap((name): Case[] =>
    ['', ' ', long, 'a\u202eb', 'a\nb'].map((reasonText) => [
      name,
      'REASON_REQUIRED input.reasonText',
      letter(['correspondenceRefuse', 'correspondenceRedirect'].includes(name) ? 'RETRIEVED' : 'DELIVERED'),
      changed({ reasonText }),
    ]),
  ),
  ...(['RETRIEVED', 'ANSWERED', 'REFUSED', 'RECALLED'] as const).map((state): Case => [
    'correspondenceRecall',
    'ALREADY_OPENED input.correspondenceId',
    letter(state),
    changed({}),
  ]),
  ...[
    ['RECIPIENT_NOT_FOUND input.toInstitutionId', async () => 'nonsense'],
    ['REDIRECTION_CIRCULAR input.toInstitutionId', async () => exchange.ministry.id],
    ['REDIRECTION_CIRCULAR input.toInstitutionId', async () => exchange.commune.id],
    ['RECIPIENT_NOT_FOUND input.toInstitutionId', () => institution(`status = 'SUSPENDED'`)],
    ['RECIPIENT_NOT_FOUND input.toInstitutionId', () => institution(`status = 'CLOSED'`)],
    ['RECIPIENT_NOT_FOUND input.toInstitutionId', () => institution(`channel = 'NOT_CONNECTED'`)],
  ].map(([expected, toInstitutionId]): Case => [
    'correspondenceRedirect',
    expected as string,
    letter('RETRIEVED'),
    async () => ({ toInstitutionId: await (toInstitutionId as () => Promise<string>)() }),
  ]),
  [
    'correspondenceRedirect',
    'FUNCTION_ADDRESS_NOT_FOUND input.functionAddressCode',
    letter('RETRIEVED'),
    changed({ functionAddressCode: 'NONE' }),
  ],
  [
    'correspondenceReassign',
    'FUNCTION_ADDRESS_NOT_FOUND input.functionAddressCode',
    letter('RETRIEVED'),
    // a function of another institution
    changed({ functionAddressCode: 'DGI' }),
  ],
  [
    'correspondenceReassign',
    'FUNCTION_UNCHANGED input.functionAddressCode',
    letter('RETRIEVED'),
    changed({ functionAddressCode: null }),
  ],
  [
    'correspondenceReassign',
    'FUNCTION_UNCHANGED input.functionAddressCode',
    letter('RETRIEVED'),
    changed({ functionAddressCode: 'BO' }),
  ],
  ...[[], Array.from({ length: 51 }, () => 'Plan')].map((pieces): Case => [
    'correspondenceRequestSupplement',
    'PIECES_REQUIRED input.pieces',
    letter('REGISTERED'),
    changed({ pieces }),
  ]),
  ...['', 'x'.repeat(256), 'a\nb'].map((piece): Case => [
    'correspondenceRequestSupplement',
    'PIECES_REQUIRED input.pieces.1',
    letter('REGISTERED'),
    changed({ pieces: ['Plan', piece] }),
  ]),
  [
    'correspondenceRequestSupplement',
    'DATE_NOT_ALLOWED input.dueOn',
    letter('REGISTERED'),
    changed({ dueOn: '2020-01-01' }),
  ],
  ...(['DELIVERED', 'REGISTERED', 'REFUSED', 'RECALLED'] as const).map((state): Case => [
    'correspondenceSupplySupplement',
    'SUPPLEMENT_NOT_REQUESTED input.correspondenceId',
    letter(state),
    changed({}),
  ]),
  [
    'correspondenceSupplySupplement',
    'SUPPLEMENT_NOT_REQUESTED input.institutionId',
    letter('AWAITING_SUPPLEMENT'),
    async () => ({ institutionId: exchange.stranger.id }),
  ],
  ['correspondenceSupplySupplement', 'INSTITUTION_REQUIRED input.institutionId', () => waitedForByTwo(), changed({})],
  [
    'correspondenceSupplySupplement',
    'DOCUMENT_NOT_FOUND input.attachments.0.documentId',
    letter('AWAITING_SUPPLEMENT'),
    changed({ attachments: [{ documentId: 'nonsense' }] }),
  ],
  [
    'correspondenceSupplySupplement',
    'DOCUMENT_NOT_FOUND input.attachments.0.documentId',
    letter('AWAITING_SUPPLEMENT'),
    async () => ({ attachments: [{ documentId: await newFile(exchange.commune.token) }] }),
  ],
  [
    'correspondenceSupplySupplement',
    'DOCUMENT_NOT_FOUND input.attachments.0.documentId',
    letter('AWAITING_SUPPLEMENT'),
    async () => ({ attachments: [{ documentId: await infected() }] }),
  ],
  [
    'correspondenceSupplySupplement',
    // the letter has it already
    'ATTACHMENT_REPEATED input.attachments.0.documentId',
    letter('AWAITING_SUPPLEMENT'),
    () => files(1),
  ],
  [
    'correspondenceSupplySupplement',
    'ATTACHMENT_REPEATED input.attachments.1.documentId',
    letter('AWAITING_SUPPLEMENT'),
    async () => {
      const documentId = await newFile();
      return { attachments: [{ documentId }, { documentId }] };
    },
  ],
  [
    'correspondenceSupplySupplement',
    'ATTACHMENT_COUNT_INVALID input.attachments',
    letter('AWAITING_SUPPLEMENT'),
    changed({ attachments: [], note: null }),
  ],
  [
    'correspondenceSupplySupplement',
    'ATTACHMENT_COUNT_INVALID input.attachments',
    letter('AWAITING_SUPPLEMENT'),
    () => files(101),
  ],
  [
    'correspondenceSupplySupplement',
    'ATTACHMENT_COUNT_INVALID input.attachments',
    letter('AWAITING_SUPPLEMENT'),
    async () => ({ attachments: [{ documentId: await newFile(), role: 'MAIN' }] }),
  ],
  [
    'correspondenceSupplySupplement',
    'TITLE_INVALID input.attachments.0.title',
    letter('AWAITING_SUPPLEMENT'),
    async () => ({ attachments: [{ documentId: await newFile(), title: 'a\u0000' }] }),
  ],
  ['correspondenceSupplySupplement', 'NOTE_INVALID input.note', letter('AWAITING_SUPPLEMENT'), changed({ note: long })],
];

const institution = async (change: string): Promise<string> => {
  const [id] = await givenInstitutions(hub, 1);
  await hub.look(`update directory.institution set ${change} where id = $1`, [
    Buffer.from(id!, 'base64url').toString().split(':')[1],
  ]);
  return id!;
};

const infected = async (): Promise<string> => {
  const id = await newFile();
  await hub.look(`update documents.document set scan_state = 'INFECTED' where id = $1`, [
    Buffer.from(id, 'base64url').toString().split(':')[1],
  ]);
  return id;
};

const waitedForByTwo = async (): Promise<string> => {
  const { correspondence } = await exchange.send({
    recipients: [{ institutionId: exchange.commune.id }, { institutionId: exchange.stranger.id }],
  });
  for (const { token } of [exchange.commune, exchange.stranger]) {
    await exchange.bring(correspondence.id, 'AWAITING_SUPPLEMENT', token);
  }
  return correspondence.id;
};

test('each fault of form is told by code and path and leaves nothing', async () => {
  const answers = [];
  for (const [name, , of, changes] of cases) {
    const id = await of();
    const input = { idempotencyKey: newKey('fault'), ...exchange.inputOf(name, id), ...(await changes()) };
    const before = await countRows(hub);
    const { payload, text } = await exchange.act(name, input, tokenOf(name));
    const told = payload?.userErrors.map(({ code, path }: any) => `${code} ${path.join('.')}`).join(', ') ?? text;
    answers.push([
      name,
      told,
      payload?.evidence ?? null,
      JSON.stringify(await countRows(hub)) === JSON.stringify(before),
    ]);
  }
  expect(answers).toEqual(cases.map(([name, expected]) => [name, expected, null, true]));
});

test('these faults cover each code of their enums', () => {
  const sdl = readFileSync(projectFile('schema', 'correspondence.graphql'), 'utf8');
  const missing = names.flatMap((name) => {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    const body = new RegExp(`enum ${type}ErrorCode \\{([^}]*)\\}`).exec(sdl)![1]!.replace(/".*"/g, '');
    const covered = cases.filter(([of]) => of === name).flatMap(([, expected]) => expected.match(/[A-Z_]{4,}/g)!);
    // a test below has the conflict
    return body.match(/\b[A-Z_]+\b/g)!.filter((code) => code !== 'IDEMPOTENCY_CONFLICT' && !covered.includes(code));
  });
  expect(missing).toEqual([]);
});

test('`CC` neither refuses, nor sends on, nor asks', async () => {
  const id = await exchange.letterIn('DELIVERED', {
    recipients: [{ institutionId: exchange.stranger.id }, { institutionId: exchange.commune.id, role: 'CC' }],
  });
  await exchange.bring(id, 'REGISTERED');
  for (const name of ['correspondenceRefuse', 'correspondenceRedirect', 'correspondenceRequestSupplement'] as const) {
    const { payload } = await exchange.act(name, exchange.inputOf(name, id));
    expect([name, payload.userErrors.map(({ code }: any) => code)]).toEqual([name, ['STATE_NOT_ALLOWED']]);
  }
});

test('whoever is no party, or another one than acts, is told the same as of a letter that does not exist', async () => {
  const before = await countRows(hub);
  for (const name of names) {
    const ask = async (correspondenceId: string, token: string): Promise<string> =>
      (await exchange.act(name, exchange.inputOf(name, correspondenceId), token)).text;
    const id = letters.get(name === 'correspondenceSupplySupplement' ? 'AWAITING_SUPPLEMENT' : 'REGISTERED')!;
    const other = bySender.includes(name) ? exchange.commune.token : exchange.ministry.token;
    const unknown = await ask(none, exchange.stranger.token);
    expect([await ask(id, exchange.stranger.token), await ask(id, other), await ask(none, other)]).toEqual(
      Array(3).fill(unknown),
    );
  }
  expect(await countRows(hub)).toEqual(before);
});

test('each act is refused without a token, and without its scope', async () => {
  const before = await countRows(hub);
  const answers = [];
  for (const name of names) {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const input = { idempotencyKey: newKey(), ...exchange.inputOf(name, letters.get('REGISTERED')!) };
    const scope = bySender.includes(name) ? 'correspondence:send' : 'correspondence:receive';
    const few = await hub.tokenFor(bySender.includes(name) ? 'MA-MIN-0001' : 'MA-COM-0012', {
      scopes: institutionScopes.filter((each) => each !== scope),
    });
    for (const token of [null, few]) {
      const { status, errors, data } = await hub.graphql(
        token,
        `mutation A($input: ${type}!) { ${name}(input: $input) { replayed } }`,
        { input },
      );
      answers.push([name, status, errors?.[0]?.extensions['code'], data]);
    }
  }
  expect(answers).toEqual(
    names.flatMap((name) => [
      [name, 401, 'UNAUTHENTICATED', undefined],
      [name, 403, 'FORBIDDEN', undefined],
    ]),
  );
  expect(await countRows(hub)).toEqual(before);
});

const startOf: Readonly<Partial<Record<ActName, State>>> = {
  correspondenceReportHandoverFailure: 'DELIVERED',
  correspondenceRecall: 'DELIVERED',
  correspondenceSupplySupplement: 'AWAITING_SUPPLEMENT',
};

test.each(names)('%s replays its first answer under its key, and refuses another content', async (name) => {
  const id = await exchange.letterIn(startOf[name] ?? 'REGISTERED');
  const input = { idempotencyKey: newKey(name), ...exchange.inputOf(name, id) };
  const first = await exchange.act(name, input, tokenOf(name));
  const before = await countRows(hub);
  const again = await exchange.act(name, input, tokenOf(name));
  const other = await exchange.act(name, { ...input, correspondenceId: none }, tokenOf(name));
  expect(first.payload.userErrors).toEqual([]);
  expect(again.payload).toEqual({ ...first.payload, replayed: true });
  expect(other.payload.userErrors.map(({ code }: any) => code)).toEqual(['IDEMPOTENCY_CONFLICT']);
  expect(await countRows(hub)).toEqual(before);
});
