import { institutionScopes } from '../../src/access/grants.js';
import { anotherClient } from '../correspondence/givenParties.js';
import { act, commune, givenDocument, givenLetter, institutionId, letterInput, ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

jest.setTimeout(60_000);

let hub: TestHub;
let documentId: string;
let letter: { readonly id: string; readonly attachments: { sha256: string }[] };
const tokens: Record<string, { readonly all: string; readonly few: string }> = {};

const secrets = ['Affaire réservée', 'REF-SECRETE', 'Titre réservé', 'reserve.pdf', 'Mot réservé'];

beforeAll(async () => {
  hub = await startHub();
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  for (const code of [ministry, commune]) {
    tokens[code] = { all: await hub.tokenFor(code), few: await hub.tokenFor(code, { scopes }) };
  }
  const document = await givenDocument(hub, tokens[ministry]!.all, undefined, 'reserve.pdf');
  documentId = document.id;
  letter = await givenLetter(hub, {
    subject: 'Affaire réservée',
    senderReference: 'REF-SECRETE',
    recipientReference: 'REF-SECRETE-2',
    confidentiality: 'CONFIDENTIAL',
    attachments: [{ documentId, role: 'MAIN', title: 'Titre réservé' }],
  });
  const sha256 = letter.attachments.map((attachment) => attachment.sha256);
  for (const [name, input] of [
    ['correspondenceRetrieve', { sha256 }],
    ['correspondenceRegisterArrival', {}],
    ['correspondenceAcknowledge', { note: 'Mot réservé' }],
  ] as const) {
    const { payload } = await act(hub, tokens[commune]!.all, name, { correspondenceId: letter.id, ...input });
    expect(payload.userErrors).toEqual([]);
  }
}, 60_000);

afterAll(() => hub.close());

const everything = `
  fragment Letter on Correspondence {
    id subject senderReference recipientReference priority confidentiality depositedAt
    attachments { title sha256 document { id fileName } }
    consignments { state arrivalNumber note }
    registerEntries { number subject correspondence { subject attachments { title } } }
    evidence(first: 10) { nodes { event token disclosures reason { text } } }
  }
  query All($id: ID!) {
    correspondence(id: $id) { ...Letter }
    inbox(first: 2) { nodes { ...Letter } }
    outbox(first: 2) { nodes { ...Letter } }
    mailboxEvents(first: 5) { nodes { type correspondence { ...Letter } consignment { note } } }
    node(id: $id) { ... on Correspondence { subject senderReference attachments { title } } }
  }`;

test.each([ministry, commune])(
  'without the right nothing of a confidential letter is told to %s but ids, numbers, parties and dates',
  async (code) => {
    const few = await hub.graphql(tokens[code]!.few, everything, { id: letter.id });
    expect(few.errors).toBeUndefined();
    expect(few.data!['correspondence']).toMatchObject({
      id: letter.id,
      subject: null,
      senderReference: null,
      recipientReference: null,
      attachments: null,
      consignments: [{ state: 'ACKNOWLEDGED', arrivalNumber: '1', note: null }],
      registerEntries: [{ number: '1', subject: null, correspondence: { subject: null, attachments: null } }],
    });
    expect(few.data!['node']).toEqual({ subject: null, senderReference: null, attachments: null });
    const claims = (few.data!['correspondence'].evidence.nodes as { token: string }[])
      .map(({ token }) => Buffer.from(token.split('.')[1]!, 'base64url').toString())
      .join();
    for (const secret of secrets) expect(few.text + claims).not.toContain(secret);

    const all = await hub.graphql(tokens[code]!.all, everything, { id: letter.id });
    for (const secret of secrets) expect(all.text).toContain(secret);
  },
);

test('its document is not there for the recipient, and open to its maker', async () => {
  const query =
    'query N($id: ID!) { bare: node(id: $id) { __typename id } node(id: $id) { ... on Document { fileName sha256 } } }';
  const seen = async (token: string): Promise<unknown[]> => {
    const { data, errors } = await hub.graphql(token, query, { id: documentId });
    const answers = [];
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(`${hub.url}/documents/${documentId}/content`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
      const text = await response.text();
      answers.push([response.status, response.headers.has('etag'), text.includes('%PDF')]);
    }
    return [data!['bare'] !== null, data!['node']?.fileName ?? null, errors, ...answers];
  };
  expect(await seen(tokens[commune]!.few)).toEqual([false, null, undefined, [403, false, false], [403, false, false]]);
  expect(await seen(tokens[commune]!.all)).toEqual([
    true,
    'reserve.pdf',
    undefined,
    [200, true, true],
    [200, true, false],
  ]);
  expect(await seen(tokens[ministry]!.few)).toEqual([
    true,
    'reserve.pdf',
    undefined,
    [200, true, true],
    [200, true, false],
  ]);
});

test('a confidential letter is not retrieved without the right, and no digest, title or subject is told on the way', async () => {
  const other = await givenLetter(
    hub,
    await letterInput(hub, tokens[ministry]!.all, { subject: 'Affaire réservée', confidentiality: 'CONFIDENTIAL' }),
  );
  const { payload, errors, text } = await act(hub, tokens[commune]!.few, 'correspondenceRetrieve', {
    correspondenceId: other.id,
    sha256: ['0'.repeat(64)],
  });
  expect([payload, errors?.[0]?.extensions['code']]).toEqual([undefined, 'FORBIDDEN']);
  for (const { sha256 } of other.attachments) expect(text).not.toContain(sha256);
  for (const secret of [...secrets, 'letter.pdf']) expect(text).not.toContain(secret);
});

test('without the right no filter tells whether a guess at a reference or a key is right, save to the client that wrote it', async () => {
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  const other = await anotherClient(hub, ministry, undefined, scopes);
  const recipientId = await institutionId(hub, commune);
  const find = async (token: string, filter: object): Promise<number> => {
    const { data } = await hub.graphql(
      token,
      'query R($filter: OutboxFilter) { outbox(filter: $filter) { nodes { id } } }',
      { filter },
    );
    return data!['outbox'].nodes.length as number;
  };
  const findAll = async (token: string, word: string): Promise<number[]> => [
    await find(token, { senderReference: word }),
    await find(token, { senderReference: word, recipientId }),
    await find(token, { idempotencyKey: word }),
    await find(token, { idempotencyKey: word, recipientId }),
  ];
  await givenLetter(hub, {
    senderReference: 'REF-A-DEVINER',
    idempotencyKey: 'REF-A-DEVINER',
    confidentiality: 'CONFIDENTIAL',
  });
  await givenLetter(hub, { senderReference: 'REF-OUVERTE', idempotencyKey: 'REF-OUVERTE' });
  expect(await findAll(other, 'REF-A-DEVINER')).toEqual([0, 0, 0, 0]);
  expect(await findAll(other, 'REF-OUVERTE')).toEqual([1, 1, 1, 1]);
  // a restarted job without the right must learn what it has sent
  for (const token of [tokens[ministry]!.few, tokens[ministry]!.all]) {
    expect(await findAll(token, 'REF-A-DEVINER')).toEqual([1, 1, 1, 1]);
  }
});

test('a document that also came in an ordinary letter is open again', async () => {
  await givenLetter(hub, { attachments: [{ documentId, role: 'MAIN', title: 'Ordinaire' }] });
  const { data } = await hub.graphql(tokens[commune]!.few, 'query N($id: ID!) { node(id: $id) { id } }', {
    id: documentId,
  });
  expect(data).toEqual({ node: { id: documentId } });
});
