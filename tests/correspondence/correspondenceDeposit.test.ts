import { deposit, givenDocument, institutionId } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, eventOf, givenInstitutions, givenParties, newKey, type Parties } from './givenParties.js';

let hub: TestHub;
let parties: Parties;
beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
}, 60_000);
afterAll(() => hub.close());

const startedAtMs = Date.now();
const day = (offset: number): string => new Date(startedAtMs + offset * 86_400_000).toISOString().slice(0, 10);

test('deposits a letter: numbered, placed before its recipient, with the deposit receipt', async () => {
  const { payload, errors } = await deposit(hub, parties.ministry.token, parties.input({ series: 'GENERAL' }));
  expect(errors).toBeUndefined();
  expect(payload).toMatchObject({
    correspondence: {
      subject: 'Demande de renseignements',
      consignments: [{ institution: { code: 'MA-COM-0012' }, role: 'TO', state: 'DELIVERED' }],
      attachments: [{ sha256: parties.document.sha256, title: 'letter.pdf' }],
    },
    registerEntry: { direction: 'OUT', number: '1', series: 'GENERAL' },
    evidence: { event: 'SUBMISSION_ACCEPTANCE' },
    warnings: [],
    replayed: false,
    userErrors: [],
  });
  expect(payload.evidence.occurredAt).toBe(payload.correspondence.depositedAt);
  expect(payload.correspondence.depositedAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/);
});

test('gives the numbers of one register densely, in the order of their legal times', async () => {
  const sent = await Promise.all(Array.from({ length: 8 }, () => parties.send()));
  const entries = await hub.look<{ number: string }>(
    `select e.number from correspondence.register_entry e where direction = 'OUT' order by e.registered_at`,
  );
  const numbers = entries.map(({ number }) => Number(number));
  expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  expect(new Set(sent.map(({ registerEntry }) => registerEntry.number)).size).toBe(8);
});

test('keeps what the sender says of the letter, and numbers in a series of its own', async () => {
  await hub.look(
    `insert into correspondence.series (institution_id, code)
     select id, 'DGCT' from directory.institution where code = 'MA-MIN-0001'`,
  );
  const { correspondence, registerEntry } = await parties.send({
    nature: 'CIRCULAR',
    priority: 'VERY_URGENT',
    senderReference: '٢٠٢٦/١٤',
    recipientReference: 'V/Réf 7',
    documentDate: day(0),
    answerExpectedOn: day(30),
    recipients: [{ institutionId: parties.commune.id, functionAddressCode: 'BO' }],
    series: 'DGCT',
  });
  const { data } = await hub.graphql(
    parties.commune.token,
    `query Letter($id: ID!) { correspondence(id: $id) {
      nature priority senderReference recipientReference documentDate answerExpectedOn
      consignments { functionAddress { code name { fr } } }
    } }`,
    { id: correspondence.id },
  );
  expect(registerEntry).toMatchObject({ number: '1', series: 'DGCT' });
  expect(data!['correspondence']).toEqual({
    nature: 'CIRCULAR',
    priority: 'VERY_URGENT',
    senderReference: '٢٠٢٦/١٤',
    recipientReference: 'V/Réf 7',
    documentDate: day(0),
    answerExpectedOn: day(30),
    consignments: [{ functionAddress: { code: 'BO', name: { fr: "Bureau d'ordre" } } }],
  });
});

test('puts the letter itself before the annexes, under the titles given', async () => {
  const annex = await givenDocument(hub, parties.ministry.token, undefined, 'annexe.pdf');
  const { payload } = await deposit(
    hub,
    parties.ministry.token,
    parties.input({
      attachments: [
        { documentId: annex.id, title: 'الملحق الأول' },
        { documentId: parties.document.id, role: 'MAIN' },
      ],
    }),
  );
  expect(payload.correspondence.attachments.map(({ title }: { title: string }) => title)).toEqual([
    'letter.pdf',
    'الملحق الأول',
  ]);
});

test('warns of a date that lies ahead or more than thirty days back, and of none between', async () => {
  const codesOf = async (documentDate: string) => {
    const { payload } = await deposit(hub, parties.ministry.token, parties.input({ documentDate }));
    const codes = payload.warnings.map(({ code }: { code: string }) => code);
    // that the same file was sent before is told too
    return [payload.userErrors, codes.filter((code: string) => code !== 'PROBABLE_DUPLICATE')];
  };
  expect(await Promise.all([day(2), day(-32), day(-29), '0001-01-01', '9999-12-31'].map(codesOf))).toEqual([
    [[], ['DOCUMENT_DATE_UNUSUAL']],
    [[], ['DOCUMENT_DATE_UNUSUAL']],
    [[], []],
    [[], ['DOCUMENT_DATE_UNUSUAL']],
    [[], ['DOCUMENT_DATE_UNUSUAL']],
  ]);
});

test('shows the sender all consignments, CC those for action and its own, TO its own', async () => {
  const cc = 'MA-MIN-0005';
  const [other, copied, secondCopy] = await Promise.all(
    ['MA-COM-0014', cc, 'MA-MIN-0008'].map((code) => institutionId(hub, code)),
  );
  const { correspondence } = await parties.send({
    recipients: [
      { institutionId: parties.commune.id },
      { institutionId: copied, role: 'CC' },
      { institutionId: other, role: 'TO' },
      { institutionId: secondCopy, role: 'CC' },
    ],
  });
  const seenBy = async (token: string) => {
    const { data } = await hub.graphql(
      token,
      'query Letter($id: ID!) { correspondence(id: $id) { consignments { role institution { code } } evidence { nodes { event disclosures } } } }',
      { id: correspondence.id },
    );
    const seen = data!['correspondence'];
    return {
      consignments: seen.consignments.map((each: any) => `${each.role} ${each.institution.code}`),
      evidence: seen.evidence.nodes.map((each: any) => `${each.event} ${each.disclosures.length}`),
    };
  };
  expect([
    await seenBy(parties.ministry.token),
    await seenBy(parties.commune.token),
    await seenBy(await hub.tokenFor(cc)),
  ]).toEqual([
    {
      consignments: ['TO MA-COM-0012', `CC ${cc}`, 'TO MA-COM-0014', 'CC MA-MIN-0008'],
      evidence: ['SUBMISSION_ACCEPTANCE 0', 'CONTENT_CONSIGNMENT 4'],
    },
    { consignments: ['TO MA-COM-0012'], evidence: ['CONTENT_CONSIGNMENT 1'] },
    { consignments: ['TO MA-COM-0012', `CC ${cc}`, 'TO MA-COM-0014'], evidence: ['CONTENT_CONSIGNMENT 1'] },
  ]);
});

test('hides the content of a confidential letter from a token without the right, and nothing else', async () => {
  const { correspondence } = await parties.send({
    confidentiality: 'CONFIDENTIAL',
    senderReference: 'N/1',
    recipientReference: 'V/1',
  });
  const plain = await hub.tokenFor('MA-COM-0012', {
    scopes: ['correspondence:read', 'registers:write', 'registers:read', 'correspondence:receive'],
  });
  const query = `query Letter($id: ID!) { correspondence(id: $id) {
    subject senderReference recipientReference attachments { sha256 } confidentiality availableActs
    sender { code } consignments { state } evidence { nodes { event } }
  } }`;
  const [hidden, shown] = await Promise.all(
    [plain, parties.commune.token].map(
      async (token) => (await hub.graphql(token, query, { id: correspondence.id })).data!['correspondence'],
    ),
  );
  const both = {
    confidentiality: 'CONFIDENTIAL',
    sender: { code: 'MA-MIN-0001' },
    consignments: [{ state: 'DELIVERED' }],
    evidence: { nodes: [{ event: 'CONTENT_CONSIGNMENT' }] },
  };
  expect(hidden).toEqual({
    ...both,
    subject: null,
    senderReference: null,
    recipientReference: null,
    attachments: null,
    availableActs: ['REASSIGN'],
  });
  expect(shown).toEqual({
    ...both,
    subject: 'Demande de renseignements',
    senderReference: 'N/1',
    recipientReference: 'V/1',
    attachments: [{ sha256: parties.document.sha256 }],
    availableActs: ['RETRIEVE', 'REPORT_HANDOVER_FAILURE', 'REASSIGN'],
  });
});

test('reaches 500 recipients in one act, each with its own opening of one token', async () => {
  const ids = await givenInstitutions(hub, 500);
  const { payload, text } = await deposit(
    hub,
    parties.ministry.token,
    parties.input({ recipients: ids.map((id) => ({ institutionId: id })) }),
  );
  if (payload?.correspondence == null) throw new Error(text.slice(0, 500));
  const [row] = await hub.look<{ consignments: number; tokens: number; openings: number }>(
    `select (select count(*) from correspondence.consignment k where k.correspondence_id = c.correspondence_id) as consignments,
            count(distinct e.token) as tokens, count(distinct c.disclosures) as openings
       from evidence.copy c join evidence.evidence e on e.id = c.evidence_id
      where e.previous_id = $1 group by c.correspondence_id`,
    [Buffer.from(payload.evidence.id, 'base64url').toString().split(':')[1]],
  );
  expect({ ...row, listed: (eventOf(payload.evidence.token)['recipients'] as unknown[]).length }).toEqual({
    consignments: 501,
    tokens: 1,
    openings: 501,
    listed: 500,
  });
}, 60_000);

test('refuses more than 500 recipients or 100 attachments without touching the database', async () => {
  const before = await countRows(hub);
  const recipients = (count: number) => Array.from({ length: count }, () => ({ institutionId: parties.commune.id }));
  const answers = await Promise.all(
    [
      { recipients: recipients(501) },
      { recipients: recipients(10_000) },
      { attachments: Array.from({ length: 101 }, () => ({ documentId: parties.document.id })) },
    ].map((changes) =>
      deposit(hub, parties.ministry.token, parties.input({ idempotencyKey: newKey('large'), ...changes })),
    ),
  );
  expect(answers.map(({ payload }) => payload.userErrors.map(({ code, path }: any) => [code, path.join('.')]))).toEqual(
    [
      [['RECIPIENT_COUNT_INVALID', 'input.recipients']],
      [['RECIPIENT_COUNT_INVALID', 'input.recipients']],
      [['ATTACHMENT_COUNT_INVALID', 'input.attachments']],
    ],
  );
  expect(await countRows(hub)).toEqual(before);
});
