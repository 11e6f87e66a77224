import { act, deposit, givenDocument, type ActName, type DepositInput } from '../support/exchange.js';
import { testServer } from '../support/database.js';
import { startHub, type TestHub } from '../support/hub.js';
import { givenInstitutions, givenParties, type Parties } from '../correspondence/givenParties.js';
import { countTurns, watchTurns, type TurnCounts } from './countTurns.js';

const letters = 101;
const watch = watchTurns(testServer().port);
let hub: TestHub;
let parties: Parties;
let letterId: string;

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  letterId = (await parties.send({ senderReference: 'first' })).correspondence.id;
  await Promise.all(Array.from({ length: letters - 1 }, () => parties.send()));
  const input = { correspondenceId: letterId };
  await act(hub, parties.commune.token, 'correspondenceRetrieve', { ...input, sha256: [parties.document.sha256] });
  await act(hub, parties.commune.token, 'correspondenceRegisterArrival', input);
  await act(hub, parties.commune.token, 'correspondenceAcknowledge', input);
  await fed();
}, 120_000);
afterAll(async () => {
  watch.stop();
  await hub.close();
});

/** Waits until the sequencer has placed everything, so that feeds are full. */
const fed = async (): Promise<void> => {
  for (;;) {
    const [row] = await hub.look<{ left: number }>(`select count(*) as left from evidence.pending where kind = 'act'`);
    if (row!.left === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const turnsOf = async (
  query: string,
  variables: Record<string, unknown> = {},
  token = parties.commune.token,
): Promise<TurnCounts> =>
  countTurns(
    await watch.during(async () => {
      const { errors, text } = await hub.graphql(token, query, variables);
      if (errors !== undefined) throw new Error(text.slice(0, 1_000));
    }),
  );

const none: TurnCounts = { act: 0, correspondence: 0, documents: 0, directory: 0, node: 0, other: 0 };
/** For what need not be the same each time: at most so many, and then left out of the comparison. */
const atMost = (most: number, name: keyof TurnCounts, counts: TurnCounts): TurnCounts => {
  if (counts[name] > most) throw new Error(`${counts[name]} turns for ${name}, more than ${most}`);
  return { ...counts, [name]: 0 };
};
/** The directory is held in memory: it is asked only while no tick is heard. */
const heldDirectory = (counts: TurnCounts): TurnCounts => atMost(1, 'directory', counts);
const letter = (evidence = 'evidence(first: 3) { nodes { event previous { event previous { event } } } }'): string => `
  id subject senderReference priority depositedAt availableActs inReplyTo { subject thread(first: 2) { nodes { subject } } }
  thread(first: 3) { nodes { subject attachments { title } } } physicalEnclosures { position receipts { receivedAt } }
  attachments { title sha256 }
  consignments { state deliveredAt arrivalNumber }
  registerEntries { number correspondence { subject consignments { state } evidence { nodes { event } } } }
  ${evidence}`;

test.each([1, 100])('an inbox page of %i letters, with all that is below it, is read in one turn', async (first) => {
  expect(
    await turnsOf(
      `query Q($first: Int!) { inbox(first: $first) { nodes { id subject availableActs attachments { title } consignments { state } registerEntries { number } } pageInfo { endCursor } } }`,
      { first },
    ),
  ).toEqual({ ...none, correspondence: 1 });
});

test.each([1, 10])('evidence below %i letters, three deep, costs no turn more', async (first) => {
  expect(
    await turnsOf(`query Q($first: Int!) { inbox(first: $first) { edges { node { ${letter()} } } } }`, { first }),
  ).toEqual({ ...none, correspondence: 1 });
});

test('an outbox with its filter by key is read in one turn', async () => {
  const query = `query Q { outbox(first: 5, filter: { idempotencyKey: "letter-1", senderReference: "first" }) { nodes { ${letter()} } } }`;
  expect(await turnsOf(query, {}, parties.ministry.token)).toEqual({ ...none, correspondence: 1 });
});

test.each(['inbox', 'outbox'] as const)(
  'a search of the %s, with all that is below it, is read in one turn',
  async (field) => {
    const token = field === 'inbox' ? parties.commune.token : parties.ministry.token;
    const recipient = field === 'inbox' ? '' : `, recipientId: "${parties.commune.id}"`;
    const query = `{ one: ${field}(first: 3, filter: { search: "renseignements"${recipient} }) { nodes { ${letter()} } } two: ${field}(first: 2, filter: { search: "first" }) { nodes { id } } }`;
    expect(await turnsOf(query, {}, token)).toEqual({ ...none, correspondence: 1 });
  },
);

test('one letter with two pages of evidence and entries that lead back to it is read in one turn', async () => {
  const query = `query Q($id: ID!) { correspondence(id: $id) {
    ${letter('some: evidence(first: 1) { nodes { previous { id } } pageInfo { hasNextPage } } all: evidence(first: 50) { edges { node { token previous { previous { previous { id } } } } } }')}
  } }`;
  expect(await turnsOf(query, { id: letterId })).toEqual({ ...none, correspondence: 1 });
  expect(await turnsOf(query, { id: letterId }, parties.ministry.token)).toEqual({ ...none, correspondence: 1 });
});

test.each([1, 100])(
  'a page of %i events, with the letters, consignments and evidence that they are about, is read in one turn',
  async (first) => {
    const query = `query Q($first: Int!) { mailboxEvents(first: $first) {
    nodes { position type occurredAt correspondence { subject consignments { state } } consignment { state } evidence { event previous { event } } }
    pageInfo { endCursor }
  } }`;
    expect(await turnsOf(query, { first })).toEqual({ ...none, correspondence: 1 });
    expect(await turnsOf(query, { first }, parties.ministry.token)).toEqual({ ...none, correspondence: 1 });
  },
);

test('an inbox that crosses three subgraphs costs one turn for letters, one for documents, none or one for the directory', async () => {
  const query = `{ inbox(first: 20) { nodes {
    subject sender { code name { fr } region { code } }
    consignments { institution { code } functionAddress { code } }
    attachments { title document { fileName sizeBytes contentUrl } }
  } } }`;
  expect(heldDirectory(await turnsOf(query))).toEqual({ ...none, correspondence: 1, documents: 1 });
});

test('the directory alone costs one turn to search, and none or one to look up', async () => {
  expect(
    await turnsOf(
      '{ institutions(search: "rabat", first: 10) { nodes { code parent { code } functionAddresses { code } } } }',
    ),
  ).toEqual({ ...none, directory: 1 });
  expect(heldDirectory(await turnsOf('{ institution(code: "MA-COM-0012") { code region { code } } }'))).toEqual(none);
});

test('a node costs one turn to find its owner, and one to read it', async () => {
  const query = `query Q($id: ID!) { node(id: $id) { ... on Correspondence { ${letter()} } } }`;
  expect(await turnsOf(query, { id: letterId })).toEqual({ ...none, node: 1, correspondence: 1 });
  expect(await turnsOf(query, { id: 'nonsense' })).toEqual(none);
});

const depositQuery = (payload: string) =>
  `mutation M($input: CorrespondenceDepositInput!) { correspondenceDeposit(input: $input) { replayed userErrors { code } ${payload} } }`;
const wholePayload = `correspondence { ${letter()} } registerEntry { number correspondence { subject } } evidence { token previous { id } }`;
const sent = async (input: DepositInput, payload = 'evidence { token }') =>
  heldDirectory(await turnsOf(depositQuery(payload), { input }, parties.ministry.token));

test('a deposit takes three turns, whatever the number of recipients and attachments, and its payload one', async () => {
  const recipients = (await givenInstitutions(hub, 500)).map((institutionId) => ({ institutionId }));
  const documents = await Promise.all(Array.from({ length: 20 }, () => givenDocument(hub, parties.ministry.token)));
  const attachments = documents.map(({ id }, at) => ({ documentId: id, role: at === 0 ? 'MAIN' : 'ANNEX' }));
  const expected = { ...none, act: 3, correspondence: 1 };
  expect(await sent(parties.input())).toEqual(expected);
  expect(await sent(parties.input({ attachments }))).toEqual(expected);
  expect(await sent(parties.input({ recipients, attachments }))).toEqual(expected);
  expect(await sent(parties.input(), wholePayload)).toEqual(expected);
  expect(await sent(parties.input(), '')).toEqual({ ...expected, correspondence: 0 });
}, 60_000);

test('a replay, a conflict and a fault of form take two turns at most, a refused key or size none', async () => {
  const input = parties.input();
  await sent(input);
  expect(atMost(2, 'act', await sent(input))).toEqual({ ...none, correspondence: 1 });
  expect(atMost(2, 'act', await sent({ ...input, subject: 'Autre' }))).toEqual(none);
  expect(atMost(2, 'act', await sent(parties.input({ subject: '' })))).toEqual(none);
  expect(await sent(parties.input({ idempotencyKey: '' }))).toEqual(none);
  expect(
    await sent(
      parties.input({ recipients: Array.from({ length: 501 }, () => ({ institutionId: parties.commune.id })) }),
    ),
  ).toEqual(none);
});

test('a signed refusal takes three turns', async () => {
  const [institutionId] = await givenInstitutions(hub, 1);
  await hub.look(`update directory.institution set status = 'SUSPENDED' where id = $1`, [
    Buffer.from(institutionId!, 'base64url').toString().split(':')[1],
  ]);
  const { act: turns } = await sent(parties.input({ recipients: [{ institutionId }] }));
  expect(turns).toBeLessThanOrEqual(3);
});

test('retrieval and acknowledgement take two turns, registration three, each and its payload one more', async () => {
  const { correspondence } = await parties.send();
  const input = { correspondenceId: correspondence.id };
  const turns = async (name: ActName, more: DepositInput = {}) =>
    heldDirectory(
      countTurns(
        await watch.during(async () => {
          const { payload, text } = await act(hub, parties.commune.token, name, { ...input, ...more });
          if (payload?.evidence == null) throw new Error(text);
        }),
      ),
    );
  expect(await turns('correspondenceRetrieve', { sha256: [parties.document.sha256] })).toEqual({
    ...none,
    act: 2,
    correspondence: 1,
  });
  expect(await turns('correspondenceRegisterArrival')).toEqual({ ...none, act: 3, correspondence: 1 });
  expect(await turns('correspondenceAcknowledge')).toEqual({ ...none, act: 2, correspondence: 1 });
});

test('the counting sees what it is there to see', async () => {
  const turns = await watch.during(async () => {
    await deposit(hub, parties.ministry.token, parties.input());
  });
  const texts = turns.map((turn) => turn.texts.map((text) => text.trim().split(/\s/)[0]));
  expect(texts.slice(0, 3)).toEqual([
    ['begin', 'select', 'insert', 'select', 'savepoint', 'select', 'select', 'select', 'select'],
    ['select'],
    ['select', 'commit'],
  ]);
});
