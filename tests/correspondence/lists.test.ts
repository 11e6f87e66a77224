import { act, givenDocument, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { givenParties, type Parties } from './givenParties.js';

let hub: TestHub;
let parties: Parties;
let sent: { readonly id: string; readonly depositedAt: string }[];

const letters: readonly DepositInput[] = [
  { senderReference: 'A', priority: 'URGENT' },
  { senderReference: 'B', recipients: 'BO' },
  { senderReference: 'C', idempotencyKey: 'the key of C' },
  { senderReference: 'D' },
  { senderReference: 'E' },
  { senderReference: 'F', recipients: 'URB' },
  { senderReference: 'G' },
];

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  sent = [];
  for (const { recipients, ...letter } of letters) {
    const to = {
      institutionId: parties.commune.id,
      ...(recipients !== undefined && { functionAddressCode: recipients }),
    };
    sent.push((await parties.send({ ...letter, recipients: [to] })).correspondence);
  }
  await act(hub, parties.commune.token, 'correspondenceRetrieve', {
    correspondenceId: sent[3]!.id,
    sha256: [parties.document.sha256],
  });
}, 60_000);
afterAll(() => hub.close());

const page = async (field: string, args: string, token = parties.commune.token) => {
  const answer = await hub.graphql(
    token,
    `{ ${field}${args === '' ? '' : `(${args})`} { edges { cursor node { id senderReference } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  );
  return { ...answer, connection: answer.data?.[field] };
};
const referencesOf = (connection: any): string =>
  connection.edges.map(({ node }: any) => node.senderReference as string).join('');
const code = ({ errors }: { errors: any }): unknown => [
  errors?.[0]?.extensions.code,
  errors?.[0]?.extensions.retryable,
  errors?.[0]?.path,
];

const readAll = async (field: 'inbox' | 'outbox', token: string, first: number): Promise<string> => {
  let read = '';
  let after = '';
  for (;;) {
    const { connection } = await page(field, `first: ${first}${after}`, token);
    read += referencesOf(connection);
    if (connection.pageInfo.hasNextPage === false) return read;
    after = `, after: "${connection.pageInfo.endCursor}"`;
  }
};

test.each([1, 2, 3, 7, 100])(
  'inbox and outbox in pages of %i show each letter once, the newest first',
  async (first) => {
    expect([
      await readAll('inbox', parties.commune.token, first),
      await readAll('outbox', parties.ministry.token, first),
    ]).toEqual(['GFEDCBA', 'GFEDCBA']);
  },
);

test('a page says where it begins and ends, and whether there is more', async () => {
  const { connection } = await page('inbox', 'first: 2');
  const { connection: next } = await page('inbox', `first: 5, after: "${connection.pageInfo.endCursor}"`);
  const { connection: behind } = await page('inbox', `after: "${next.pageInfo.endCursor}"`);
  expect(connection.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: connection.edges[0].cursor,
    endCursor: connection.edges[1].cursor,
  });
  expect(connection.nodes).toEqual(connection.edges.map(({ node: { id } }: any) => ({ id })));
  expect([referencesOf(next), next.pageInfo.hasNextPage, next.pageInfo.hasPreviousPage]).toEqual([
    'EDCBA',
    false,
    true,
  ]);
  expect(behind).toEqual({
    edges: [],
    nodes: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
  });
});

test('each filter of the inbox holds, and all that are given together', async () => {
  const at = (index: number): string => sent[index]!.depositedAt;
  const ask = async (filter: string) => {
    const { connection, text } = await page('inbox', `filter: { ${filter} }`);
    return connection === undefined || connection === null ? text : referencesOf(connection);
  };
  expect({
    delivered: await ask('states: [DELIVERED]'),
    retrieved: await ask('states: [RETRIEVED, REGISTERED]'),
    noState: await ask('states: []'),
    since: await ask(`since: "${at(5)}"`),
    until: await ask(`until: "${at(2)}"`),
    between: await ask(`since: "${at(1)}", until: "${at(4)}"`),
    sinceElsewhere: await ask(`since: "${at(6).replace('Z', '+00:00')}"`),
    sender: await ask(`senderId: "${parties.ministry.id}"`),
    otherSender: await ask(`senderId: "${parties.stranger.id}"`),
    noSender: await ask('senderId: "nonsense"'),
    function: await ask('functionAddressCode: "URB"'),
    registryOffice: await ask('functionAddressCode: "BO"'),
    priority: await ask('priority: URGENT'),
    together: await ask(`states: [DELIVERED], priority: NORMAL, until: "${at(5)}"`),
  }).toEqual({
    delivered: 'GFECBA',
    retrieved: 'D',
    noState: '',
    since: 'GF',
    until: 'BA',
    between: 'DCB',
    sinceElsewhere: 'G',
    sender: 'GFEDCBA',
    otherSender: '',
    noSender: '',
    function: 'F',
    // B names it, the others name no function
    registryOffice: 'GEDCBA',
    priority: 'A',
    together: 'ECB',
  });
});

test('each filter of the outbox holds', async () => {
  const ask = async (filter: string) =>
    referencesOf((await page('outbox', `filter: { ${filter} }`, parties.ministry.token)).connection);
  expect([
    await ask('senderReference: "E"'),
    await ask('idempotencyKey: "the key of C"'),
    await ask('idempotencyKey: "the key of C", senderReference: "E"'),
    await ask(`since: "${sent[5]!.depositedAt}"`),
    await ask(`until: "${sent[1]!.depositedAt}"`),
    await ask('idempotencyKey: "none"'),
  ]).toEqual(['E', 'C', '', 'GF', 'A', '']);
});

test('a letter that comes in between two pages is neither lost nor does it push one out', async () => {
  const token = await hub.tokenFor('MA-MIN-0005');
  const { data } = await hub.graphql(null, '{ institution(code: "MA-MIN-0005") { id } }');
  const recipients = [{ institutionId: data!['institution'].id as string }];
  for (const senderReference of ['1', '2', '3']) await parties.send({ recipients, senderReference });
  const { connection: first } = await page('inbox', 'first: 2', token);
  await parties.send({ recipients, senderReference: '4' });
  const { connection: second } = await page('inbox', `first: 2, after: "${first.pageInfo.endCursor}"`, token);
  const { connection: again } = await page('inbox', 'first: 1', token);
  expect([first, second, again].map(referencesOf)).toEqual(['32', '1', '4']);
});

test('a cursor that is foreign, changed, of another field or none at all is refused', async () => {
  const { connection } = await page('inbox', 'first: 1');
  const cursor = connection.pageInfo.endCursor as string;
  const changed = `${cursor.slice(0, 8)}${cursor[8] === 'A' ? 'B' : 'A'}${cursor.slice(9)}`;
  const answers = [
    await page('inbox', `after: "${cursor}"`, parties.stranger.token),
    await page('inbox', `after: "${changed}"`),
    await page('outbox', `after: "${cursor}"`),
    await page('inbox', `after: "${cursor.slice(0, -2)}"`),
    await page('inbox', `after: "${cursor}="`),
    await page('inbox', 'after: ""'),
    await page('inbox', 'after: "Z".repeat'.replace('"Z".repeat', `"${'Z'.repeat(5_000)}"`)),
    await page('inbox', 'after: "1\\u0000"'),
  ];
  expect(answers.map(code)).toEqual(answers.map((_, at) => ['BAD_USER_INPUT', false, [at === 2 ? 'outbox' : 'inbox']]));
});

test('a page has 1 to 100 entries, whatever is asked for', async () => {
  const bounds = [0, -1, 101, 2_147_483_647];
  const answers = await Promise.all(
    ['inbox', 'outbox', 'mailboxEvents', 'institutions'].flatMap((field) =>
      bounds.map((first) => hub.graphql(parties.commune.token, `{ ${field}(first: ${first}) { edges { cursor } } }`)),
    ),
  );
  expect(answers.map(({ errors }) => errors?.[0]?.extensions['code'])).toEqual(answers.map(() => 'BAD_USER_INPUT'));
});

test('the evidence of a letter is paged in order, each cursor for its own letter list alone', async () => {
  const { id } = sent[0]!;
  const input = { correspondenceId: id };
  await act(hub, parties.commune.token, 'correspondenceRetrieve', { ...input, sha256: [parties.document.sha256] });
  await act(hub, parties.commune.token, 'correspondenceRegisterArrival', input);
  await act(hub, parties.commune.token, 'correspondenceAcknowledge', input);
  const ask = (args: string) =>
    hub.graphql(
      parties.commune.token,
      `query E($id: ID!) { correspondence(id: $id) { evidence(${args}) { nodes { event } pageInfo { hasNextPage endCursor } } } }`,
      { id },
    );
  const events: string[] = [];
  let after = '';
  for (;;) {
    const { data } = await ask(`first: 1${after}`);
    const { nodes, pageInfo } = data!['correspondence'].evidence;
    events.push(...nodes.map(({ event }: any) => event as string));
    if (pageInfo.hasNextPage === false) break;
    after = `, after: "${pageInfo.endCursor}"`;
  }
  expect(events).toEqual(['CONTENT_CONSIGNMENT', 'CONTENT_HANDOVER', 'REGISTER_ARRIVAL', 'CONSIGNMENT_ACCEPTANCE']);
  const inbox = (await page('inbox', 'first: 1')).connection.pageInfo.endCursor as string;
  expect(
    [await ask(`after: "${inbox}"`), await ask('first: 0'), await ask('first: 101')].map(
      ({ errors }) => errors?.[0]?.extensions['code'],
    ),
  ).toEqual(Array(3).fill('BAD_USER_INPUT'));
});

test('two pages of evidence of every letter of a list are told apart', async () => {
  const { data } = await hub.graphql(
    parties.commune.token,
    '{ inbox { nodes { senderReference one: evidence(first: 1) { nodes { event } } all: evidence { nodes { event } pageInfo { hasNextPage } } } } }',
  );
  const counts = data!['inbox'].nodes.map(
    ({ senderReference, one, all }: any) =>
      `${senderReference} ${one.nodes.length} ${all.nodes.length} ${all.pageInfo.hasNextPage}`,
  );
  expect(counts).toEqual([
    'G 1 1 false',
    'F 1 1 false',
    'E 1 1 false',
    'D 1 2 false',
    'C 1 1 false',
    'B 1 1 false',
    'A 1 4 false',
  ]);
});

test('what a longer page has below it is not taken for missing because a shorter one ended before it', async () => {
  const { data } = await hub.graphql(
    parties.commune.token,
    `{ inbox { nodes {
      one: evidence(first: 1) { nodes { previous { event } } }
      two: evidence(first: 2) { nodes { previous { event } } }
      all: evidence { nodes { previous { event } } } } } }`,
  );
  const previous = data!['inbox'].nodes.at(-1).all.nodes.map(({ previous }: any) => previous?.event ?? null);
  expect(previous).toEqual([null, 'CONTENT_CONSIGNMENT', 'CONTENT_HANDOVER', 'REGISTER_ARRIVAL']);
});

test('an access names the objects that were answered, and no more', async () => {
  const token = await hub.tokenFor('MA-COM-0012', { purposes: ['STATISTICS'] });
  await hub.graphql(token, '{ inbox(first: 2) { nodes { id evidence(first: 1) { nodes { id } } } } }');
  const [row] = await hub.look<{ types: string[] }>(
    `select array(select o ->> 0 from jsonb_array_elements(objects) o order by 1) as types
       from evidence.access where purpose = 'STATISTICS' and kind = 'QUERY' order by seq desc limit 1`,
  );
  expect(row!.types).toEqual(['Correspondence', 'Correspondence', 'Evidence', 'Evidence']);
});

test('a letter, its entries and its evidence are null to whoever is no party, by reference and by node', async () => {
  const { data } = await hub.graphql(
    parties.commune.token,
    'query L($id: ID!) { correspondence(id: $id) { registerEntries { id } evidence { nodes { id } } attachments { document { id } } } }',
    { id: sent[0]!.id },
  );
  const letter = data!['correspondence'];
  const document = await givenDocument(hub, parties.ministry.token);
  const ids = [
    sent[0]!.id,
    letter.registerEntries[0].id,
    letter.evidence.nodes[0].id,
    letter.attachments[0].document.id,
    document.id,
  ] as string[];
  const asked = await Promise.all(
    ids.map((id) => hub.graphql(parties.stranger.token, 'query N($id: ID!) { node(id: $id) { id } }', { id })),
  );
  const correspondence = await hub.graphql(
    parties.stranger.token,
    'query C($id: ID!) { correspondence(id: $id) { id } }',
    { id: sent[0]!.id },
  );
  expect([...asked.map(({ text }) => text), correspondence.text]).toEqual([
    ...ids.map(() => '{"data":{"node":null}}\n'),
    '{"data":{"correspondence":null}}\n',
  ]);
});
