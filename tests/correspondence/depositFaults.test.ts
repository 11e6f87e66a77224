import { readFileSync } from 'node:fs';
import { fromGlobalId, toGlobalId } from '../../src/platform/ids.js';
import { projectFile } from '../../src/platform/paths.js';
import { deposit, givenDocument, institutionId, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, eventOf, givenParties, newKey, type Parties } from './givenParties.js';

let hub: TestHub;
let parties: Parties;
let suspended: string;
let unconnected: string;
let foreignDocument: string;
let infected: string;
let ownLetter: string;
let openUpload: string;

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  await hub.look(`update directory.institution set status = 'SUSPENDED' where code = 'MA-COM-0014'`);
  suspended = await institutionId(hub, 'MA-COM-0014');
  unconnected = await institutionId(hub, 'MA-COM-0735');
  foreignDocument = (await givenDocument(hub, parties.stranger.token)).id;
  ownLetter = (await parties.send()).correspondence.id;
  const started = await hub.graphql(
    parties.ministry.token,
    `mutation { documentUploadStart(input: { fileName: "a.pdf", mediaType: "application/pdf", sizeBytes: 9, sha256: "${'0'.repeat(64)}" }) { upload { id } } }`,
  );
  openUpload = started.data!['documentUploadStart'].upload.id as string;
  infected = (await givenDocument(hub, parties.ministry.token, undefined, 'infected.pdf')).id;
  await hub.look(`update documents.document set scan_state = 'INFECTED' where file_name = 'infected.pdf'`);
}, 60_000);
afterAll(() => hub.close());

const to = (institutionId: string, more: object = {}) => ({ recipients: [{ institutionId, ...more }] });
const at = (...attachments: object[]) => ({ attachments });
const main = () => ({ documentId: parties.document.id, role: 'MAIN' });

/** What is sent, and what is answered: code and path. */
const faults: readonly (readonly [() => DepositInput, ...string[]])[] = [
  [() => ({ idempotencyKey: '' }), 'IDEMPOTENCY_KEY_INVALID input.idempotencyKey'],
  [() => ({ idempotencyKey: 'k'.repeat(129) }), 'IDEMPOTENCY_KEY_INVALID input.idempotencyKey'],
  [() => ({ idempotencyKey: 'a\u0000b' }), 'IDEMPOTENCY_KEY_INVALID input.idempotencyKey'],
  [() => ({ idempotencyKey: 'a\ud800b' }), 'IDEMPOTENCY_KEY_INVALID input.idempotencyKey'],
  [() => ({ subject: '   ' }), 'SUBJECT_INVALID input.subject'],
  [() => ({ subject: '' }), 'SUBJECT_INVALID input.subject'],
  [() => ({ subject: 'x'.repeat(501) }), 'SUBJECT_INVALID input.subject'],
  [() => ({ subject: 'x'.repeat(1_000_000) }), 'SUBJECT_INVALID input.subject'],
  [() => ({ subject: 'abc\u202Efdp.exe' }), 'SUBJECT_INVALID input.subject'],
  [() => ({ subject: 'a\u0000b' }), 'SUBJECT_INVALID input.subject'],
  [() => ({ subject: '\udc00' }), 'SUBJECT_INVALID input.subject'],
  // nothing of it is seen, or something is there that is not
  ...[
    '\u200b\u2060',
    '\u00ad',
    '\u3164',
    '\u2800',
    '\u0301',
    '\ufe0f',
    'a\u206ab',
    'a\ufff9b\ufffb',
    'a\u{e0041}b',
    '\ufdd0',
  ].map((subject) => [() => ({ subject }), 'SUBJECT_INVALID input.subject'] as const),
  [() => ({ senderReference: 'x'.repeat(129) }), 'REFERENCE_INVALID input.senderReference'],
  [() => ({ recipientReference: 'a\nb' }), 'REFERENCE_INVALID input.recipientReference'],
  [() => ({ recipients: [] }), 'RECIPIENT_COUNT_INVALID input.recipients'],
  [
    () => ({ recipients: Array(10_000).fill({ institutionId: parties.commune.id }) }),
    'RECIPIENT_COUNT_INVALID input.recipients',
  ],
  [() => to('nonsense'), 'RECIPIENT_NOT_FOUND input.recipients.0.institutionId'],
  [() => to(parties.document.id), 'RECIPIENT_NOT_FOUND input.recipients.0.institutionId'],
  [
    () => to('SW5zdGl0dXRpb246MDE5MGYwZTAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw'),
    'RECIPIENT_NOT_FOUND input.recipients.0.institutionId',
  ],
  [
    () => ({ recipients: [{ institutionId: parties.commune.id }, { institutionId: parties.commune.id, role: 'CC' }] }),
    'RECIPIENT_REPEATED input.recipients.1.institutionId',
  ],
  [() => to(parties.ministry.id), 'RECIPIENT_IS_SENDER input.recipients.0.institutionId'],
  [() => to(unconnected), 'RECIPIENT_NOT_CONNECTED input.recipients.0.institutionId'],
  [
    () => to(parties.commune.id, { functionAddressCode: 'DGI' }),
    'FUNCTION_ADDRESS_NOT_FOUND input.recipients.0.functionAddressCode',
  ],
  [() => at({ documentId: 'nonsense', role: 'MAIN' }), 'DOCUMENT_NOT_FOUND input.attachments.0.documentId'],
  [() => at(main(), { documentId: foreignDocument }), 'DOCUMENT_NOT_FOUND input.attachments.1.documentId'],
  // not final: neither as what it is nor in the disguise of a document
  [() => at({ documentId: openUpload, role: 'MAIN' }), 'DOCUMENT_NOT_FOUND input.attachments.0.documentId'],
  [
    () => at({ documentId: toGlobalId('Document', fromGlobalId(openUpload)!.uuid), role: 'MAIN' }),
    'DOCUMENT_NOT_FOUND input.attachments.0.documentId',
  ],
  [() => at(main(), { documentId: parties.document.id }), 'ATTACHMENT_REPEATED input.attachments.1.documentId'],
  [() => at(), 'ATTACHMENT_COUNT_INVALID input.attachments'],
  [() => at({ documentId: parties.document.id }), 'MAIN_DOCUMENT_REQUIRED input.attachments'],
  [
    () => ({ physicalEnclosures: [{ description: 'Clé', count: 0 }] }),
    'ENCLOSURE_INVALID input.physicalEnclosures.0.count',
  ],
  [() => ({ inReplyToId: 'nonsense' }), 'REPLY_TARGET_NOT_FOUND input.inReplyToId'],
  [() => ({ nature: 'ANSWER', inReplyToId: ownLetter }), 'ANSWER_NOT_ALLOWED input.inReplyToId'],
  [() => at({ ...main(), title: '' }), 'TITLE_INVALID input.attachments.0.title'],
  [() => at({ ...main(), title: 'x'.repeat(256) }), 'TITLE_INVALID input.attachments.0.title'],
  [() => ({ series: 'NONE' }), 'SERIES_NOT_FOUND input.series'],
  [
    () => ({
      subject: '',
      series: 'NONE',
      recipients: [{ institutionId: parties.ministry.id }, { institutionId: 'x' }],
      ...at(),
    }),
    'SUBJECT_INVALID input.subject',
    'ATTACHMENT_COUNT_INVALID input.attachments',
    'RECIPIENT_IS_SENDER input.recipients.0.institutionId',
    'RECIPIENT_NOT_FOUND input.recipients.1.institutionId',
    'SERIES_NOT_FOUND input.series',
  ],
  // a rejection is an act: it does not happen beside a fault of form
  [() => ({ ...to(suspended), subject: '' }), 'SUBJECT_INVALID input.subject'],
];

const told = (payload: any): string[] => payload.userErrors.map(({ code, path }: any) => `${code} ${path.join('.')}`);

test('tells each fault of form by code and path, all of a call at once, and leaves nothing', async () => {
  const before = await countRows(hub);
  const answers = [];
  for (const [changes] of faults) answers.push(await deposit(hub, parties.ministry.token, parties.input(changes())));
  expect(answers.map(({ payload, text }) => (payload ? told(payload) : text))).toEqual(
    faults.map(([, ...expected]) => expected),
  );
  expect(
    answers.every(
      ({ payload }) => payload.correspondence === null && payload.registerEntry === null && payload.evidence === null,
    ),
  ).toBe(true);
  expect(await countRows(hub)).toEqual(before);
});

test('covers each code of the enum', () => {
  const sdl = readFileSync(projectFile('schema', 'correspondence.graphql'), 'utf8');
  const body = /enum CorrespondenceDepositErrorCode \{([^}]*)\}/.exec(sdl)![1]!;
  const codes = body.replace(/".*"/g, '').match(/\b[A-Z_]+\b/g)!;
  const here = ['IDEMPOTENCY_CONFLICT', 'RECIPIENT_SUSPENDED', 'DOCUMENT_INFECTED'];
  // tests/registers/numbers.test.ts and closing.test.ts
  const ofRegisters = ['REGISTER_CLOSED', 'REGISTER_ENTRY_INVALID'].concat(
    ['REQUIRED', 'NOT_ALLOWED', 'INVALID', 'TAKEN'].map((fault) => `NUMBER_${fault}`),
  );
  const covered = new Set([
    ...faults.flatMap(([, ...expected]) => expected.map((each) => each.split(' ')[0]!)),
    ...here,
    ...ofRegisters,
  ]);
  expect([...covered].sort()).toEqual([...codes].sort());
});

test('does not use up the key of a deposit with a fault of form', async () => {
  const idempotencyKey = newKey('repaired');
  await deposit(hub, parties.ministry.token, parties.input({ idempotencyKey, subject: '' }));
  const { payload } = await deposit(hub, parties.ministry.token, parties.input({ idempotencyKey }));
  expect([payload.userErrors, payload.replayed, payload.correspondence === null]).toEqual([[], false, false]);
});

test('words each fault in the language of Accept-Language and links to a page that explains it', async () => {
  const texts = JSON.parse(readFileSync(projectFile('data', 'messages.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const answers = await Promise.all(
    ['ar-MA,ar;q=0.9', 'fr', 'en-GB', 'de'].map((language) =>
      hub.graphql(
        parties.ministry.token,
        'mutation M($input: CorrespondenceDepositInput!) { correspondenceDeposit(input: $input) { userErrors { message helpUrl } } }',
        { input: parties.input({ subject: '' }) },
        { 'accept-language': language },
      ),
    ),
  );
  const errors = answers.map(
    ({ data }) => data!['correspondenceDeposit'].userErrors[0] as { message: string; helpUrl: string },
  );
  expect(errors.map(({ message }) => message)).toEqual(
    ['ar', 'fr', 'en', 'fr'].map((language) => texts['SUBJECT_INVALID']![language]),
  );
  expect(await Promise.all(errors.map(async ({ helpUrl }) => (await fetch(helpUrl)).status))).toEqual([
    200, 200, 200, 200,
  ]);
});

test('has a page for every code of every mutation', async () => {
  const sdl = ['correspondence', 'documents']
    .map((name) => readFileSync(projectFile('schema', `${name}.graphql`), 'utf8'))
    .join('\n');
  const enums = [...sdl.matchAll(/enum (?:\w+ErrorCode|WarningCode) \{([^}]*)\}/g)].map(([, body]) =>
    body!.replace(/".*"/g, ''),
  );
  const codes = [...new Set(enums.flatMap((body) => body.match(/\b[A-Z_]+\b/g) ?? []))];
  const pages = await Promise.all(codes.map((code) => fetch(`${hub.url}/errors/${code}`)));
  expect(pages.filter(({ status }) => status !== 200).map(({ url }) => url)).toEqual([]);
  expect((await fetch(`${hub.url}/errors/NONE`)).status).toBe(404);
});

test('refuses a suspended addressee by an act: signed, under the key, replayed, and nothing else left', async () => {
  const before = await countRows(hub);
  const input = parties.input({
    recipients: [{ institutionId: parties.commune.id }, { institutionId: suspended }],
    attachments: [{ documentId: (await givenDocument(hub, parties.ministry.token)).id, role: 'MAIN' }],
  });
  const held = await countRows(hub);
  const { payload } = await deposit(hub, parties.ministry.token, input);
  expect({ ...payload, evidence: payload.evidence.event, told: told(payload) }).toMatchObject({
    correspondence: null,
    registerEntry: null,
    evidence: 'SUBMISSION_REJECTION',
    warnings: [],
    replayed: false,
    told: ['RECIPIENT_SUSPENDED input.recipients.1.institutionId'],
  });
  expect(eventOf(payload.evidence.token)).toMatchObject({
    correspondenceId: null,
    reasons: [{ code: 'ADDRESSEE_SUSPENDED' }],
    registerNumbers: [],
  });
  expect(await countRows(hub)).toEqual({
    ...held,
    evidence: before['evidence']! + 1,
    copies: before['copies']! + 1,
    acts: before['acts']! + 1,
    keys: before['keys']! + 1,
  });

  // the addressee is active again, and the answer under this key stays what it was
  await hub.look(`update directory.institution set status = 'ACTIVE' where code = 'MA-COM-0014'`);
  const again = await deposit(hub, parties.ministry.token, input);
  expect(again.payload).toEqual({ ...payload, replayed: true });
  const other = await deposit(hub, parties.ministry.token, { ...input, subject: 'Autre' });
  expect(told(other.payload)).toEqual(['IDEMPOTENCY_CONFLICT input.idempotencyKey']);
  await hub.look(`update directory.institution set status = 'SUSPENDED' where code = 'MA-COM-0014'`);
});

test('gives the signed refusal to the sender alone, as a node with its reason', async () => {
  const { payload } = await deposit(hub, parties.ministry.token, parties.input(to(suspended)));
  const query =
    'query N($id: ID!) { node(id: $id) { id ... on Evidence { event reason { code text } previous { id } } } }';
  const [own, foreign] = await Promise.all(
    [parties.ministry.token, parties.stranger.token].map((token) =>
      hub.graphql(token, query, { id: payload.evidence.id }),
    ),
  );
  expect(own!.data!['node']).toMatchObject({
    event: 'SUBMISSION_REJECTION',
    reason: { code: 'ADDRESSEE_SUSPENDED', text: expect.stringMatching(/\S/) as string },
    previous: null,
  });
  expect(foreign!.data).toEqual({ node: null });
});

test('refuses an infected document by an act, also beside a closed addressee, with both reasons', async () => {
  await hub.look(`update directory.institution set status = 'CLOSED' where code = 'MA-COM-0094'`);
  const closed = await institutionId(hub, 'MA-COM-0094');
  const held = await countRows(hub);
  const { payload } = await deposit(
    hub,
    parties.ministry.token,
    parties.input({ ...to(closed), ...at(main(), { documentId: infected }) }),
  );
  expect(told(payload)).toEqual([
    'RECIPIENT_SUSPENDED input.recipients.0.institutionId',
    'DOCUMENT_INFECTED input.attachments.1.documentId',
  ]);
  expect(eventOf(payload.evidence.token)['reasons']).toMatchObject([
    { code: 'ADDRESSEE_SUSPENDED' },
    { code: 'MALWARE' },
  ]);
  expect(await countRows(hub)).toMatchObject({
    holdings: held['holdings'],
    letters: held['letters'],
    numbers: held['numbers'],
  });
});

test('says of another institution’s infected document only that it is not there', async () => {
  const { payload } = await deposit(
    hub,
    await hub.tokenFor('MA-MIN-0008'),
    parties.input(at({ documentId: infected, role: 'MAIN' })),
  );
  expect(told(payload)).toEqual(['DOCUMENT_NOT_FOUND input.attachments.0.documentId']);
});

test('replays a letter whose addressee was suspended since', async () => {
  const input = parties.input({ recipients: [{ institutionId: await institutionId(hub, 'MA-COM-0228') }] });
  const first = await deposit(hub, parties.ministry.token, input);
  await hub.look(`update directory.institution set status = 'SUSPENDED' where code = 'MA-COM-0228'`);
  const again = await deposit(hub, parties.ministry.token, input);
  expect([first.payload.replayed, again.payload]).toEqual([false, { ...first.payload, replayed: true }]);
});
