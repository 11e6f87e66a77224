import { institutionScopes } from '../../src/access/grants.js';
import { deposit, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, eventOf, newKey } from './givenParties.js';
import { answer, givenExchange, states, type Exchange } from './givenStates.js';

jest.setTimeout(60_000);

let hub: TestHub;
let exchange: Exchange;
let ownDocument: string;

beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
  const registered = await exchange.letterIn('REGISTERED');
  const { correspondence } = await answer(hub, exchange.commune.token, registered, exchange.ministry.id);
  const { data } = await hub.graphql(
    exchange.commune.token,
    'query D($id: ID!) { correspondence(id: $id) { attachments { document { id } } } }',
    { id: correspondence.id },
  );
  ownDocument = data!['correspondence'].attachments[0].document.id as string;
}, 60_000);
afterAll(() => hub.close());

/** A letter from the commune to the ministry, whatever is not said otherwise. */
const fromCommune = async (changes: DepositInput) => {
  const { payload, text } = await deposit(hub, exchange.commune.token, {
    idempotencyKey: newKey('reply'),
    subject: 'Suite',
    recipients: [{ institutionId: exchange.ministry.id }],
    attachments: [{ documentId: ownDocument, role: 'MAIN' }],
    ...changes,
  });
  if (payload === undefined || payload === null) throw new Error(text);
  return payload;
};
const idOf = (payload: any): string => payload.correspondence.id as string;
const told = (payload: any): string[] => payload.userErrors.map(({ code, path }: any) => `${code} ${path.join('.')}`);

const threadOf = async (token: string, id: string, args = ''): Promise<any> => {
  const { data, text } = await hub.graphql(
    token,
    `query T($id: ID!) { correspondence(id: $id) {
      inReplyTo { id } thread${args} { nodes { id } edges { cursor node { id subject } } pageInfo { hasNextPage endCursor } }
    } }`,
    { id },
  );
  if (data?.['correspondence'] == null) throw new Error(text);
  return data['correspondence'];
};
const idsOf = (letter: any): string[] => letter.thread.nodes.map(({ id }: any) => id as string);

test('an answer closes the letter that it answers, in the same act, and tells who asked', async () => {
  const asked = await exchange.letterIn('REGISTERED');
  const { correspondence, evidence } = await answer(hub, exchange.commune.token, asked, exchange.ministry.id);
  const { data } = await hub.graphql(
    exchange.ministry.token,
    'query A($id: ID!) { correspondence(id: $id) { consignments { state stateChangedAt } } }',
    { id: asked },
  );
  expect(data!['correspondence'].consignments).toEqual([
    { state: 'ANSWERED', stateChangedAt: correspondence.depositedAt },
  ]);
  // the answerer alone is told in evidence which letter it answers: its copies go to whom that is no business of
  expect(eventOf(evidence.token)['inReplyTo']).toBe(asked);
  for (;;) {
    const { data: feed } = await hub.graphql(
      exchange.ministry.token,
      '{ mailboxEvents { nodes { type correspondence { id } consignment { state institution { id } } evidence { event token } } } }',
    );
    const events = feed!['mailboxEvents'].nodes.slice(-2) as any[];
    if (events[0]?.correspondence.id !== correspondence.id) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    expect(events).toMatchObject([
      {
        type: 'CORRESPONDENCE_RECEIVED',
        correspondence: { id: correspondence.id },
        evidence: { event: 'CONTENT_CONSIGNMENT' },
      },
      {
        type: 'RECIPIENT_STATE_CHANGED',
        correspondence: { id: asked },
        consignment: { state: 'ANSWERED', institution: { id: exchange.commune.id } },
        evidence: { event: 'CONTENT_CONSIGNMENT' },
      },
    ]);
    expect(eventOf(events[1].evidence.token)).not.toHaveProperty('inReplyTo');
    return;
  }
});

test('shows the letters of an affair to each party, those alone to which it is one, oldest first', async () => {
  const root = await exchange.letterIn('REGISTERED');
  const reminder = (await exchange.send({ nature: 'REMINDER', inReplyToId: root, subject: 'Rappel' })).correspondence
    .id;
  const reply = idOf(await fromCommune({ nature: 'ANSWER', inReplyToId: root }));
  const aside = idOf(await fromCommune({ inReplyToId: reply, recipients: [{ institutionId: exchange.stranger.id }] }));
  const unrelated = (await exchange.send()).correspondence.id;

  const ministry = await threadOf(exchange.ministry.token, reminder);
  expect([idsOf(ministry), ministry.inReplyTo]).toEqual([[root, reminder, reply], { id: root }]);
  const commune = await threadOf(exchange.commune.token, root);
  expect([idsOf(commune), commune.inReplyTo]).toEqual([[root, reminder, reply, aside], null]);
  const stranger = await threadOf(exchange.stranger.token, aside);
  expect([idsOf(stranger), stranger.inReplyTo]).toEqual([[aside], null]);
  expect(idsOf(await threadOf(exchange.ministry.token, unrelated))).toEqual([unrelated]);

  const read: string[] = [];
  let after = '';
  for (;;) {
    const { thread } = await threadOf(exchange.commune.token, reply, `(first: 1${after})`);
    read.push(...thread.edges.map(({ node }: any) => node.id as string));
    if (thread.pageInfo.hasNextPage === false) break;
    after = `, after: "${thread.pageInfo.endCursor}"`;
  }
  expect(read).toEqual([root, reminder, reply, aside]);
});

test('a letter that is sent on stays in its thread', async () => {
  const root = await exchange.letterIn('REGISTERED');
  const second = (await exchange.send({ inReplyToId: root })).correspondence.id;
  await exchange.bring(second, 'REDIRECTED');
  expect(idsOf(await threadOf(exchange.competent.token, second))).toEqual([second]);
  expect(idsOf(await threadOf(exchange.ministry.token, second))).toEqual([root, second]);
});

test('threads of many letters are told apart', async () => {
  const root = await exchange.letterIn('REGISTERED');
  const reminder = (await exchange.send({ nature: 'REMINDER', inReplyToId: root })).correspondence.id;
  const other = (await exchange.send()).correspondence.id;
  const { data } = await hub.graphql(
    exchange.ministry.token,
    '{ outbox(first: 3) { nodes { id inReplyTo { id } one: thread(first: 1) { nodes { id } } all: thread { nodes { id inReplyTo { id } } } } } }',
  );
  expect(data!['outbox'].nodes).toEqual([
    { id: other, inReplyTo: null, one: { nodes: [{ id: other }] }, all: { nodes: [{ id: other, inReplyTo: null }] } },
    {
      id: reminder,
      inReplyTo: { id: root },
      one: { nodes: [{ id: root }] },
      all: {
        nodes: [
          { id: root, inReplyTo: null },
          { id: reminder, inReplyTo: { id: root } },
        ],
      },
    },
    {
      id: root,
      inReplyTo: null,
      one: { nodes: [{ id: root }] },
      all: {
        nodes: [
          { id: root, inReplyTo: null },
          { id: reminder, inReplyTo: { id: root } },
        ],
      },
    },
  ]);
});

test('without the right nobody learns to which affair a confidential letter belongs', async () => {
  const root = await exchange.letterIn('REGISTERED');
  const secret = (await exchange.send({ inReplyToId: root, confidentiality: 'CONFIDENTIAL' })).correspondence.id;
  const open = (await exchange.send({ inReplyToId: secret })).correspondence.id;
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  for (const code of ['MA-MIN-0001', 'MA-COM-0012']) {
    const few = await hub.tokenFor(code, { scopes });
    expect(await threadOf(few, secret)).toMatchObject({ inReplyTo: null, thread: { nodes: [], edges: [] } });
    expect([idsOf(await threadOf(few, root)), (await threadOf(few, open)).inReplyTo]).toEqual([[root, open], null]);
    const all = await threadOf(await hub.tokenFor(code), open);
    expect([idsOf(all), all.inReplyTo]).toEqual([[root, secret, open], { id: secret }]);
  }
});

test('refuses a reply to what is not there or cannot be answered, and leaves nothing', async () => {
  const foreign = (await exchange.send({ recipients: [{ institutionId: exchange.stranger.id }] })).correspondence.id;
  const registered = await exchange.letterIn('REGISTERED');
  const copy = await exchange.letterIn('REGISTERED', {
    recipients: [{ institutionId: exchange.competent.id }, { institutionId: exchange.commune.id, role: 'CC' }],
  });
  const own = idOf(await fromCommune({}));
  const byState: Record<string, string> = {};
  for (const state of states) byState[state] = await exchange.letterIn(state);
  const before = await countRows(hub);
  const attempts: readonly (readonly [DepositInput, string])[] = [
    [{ inReplyToId: 'nonsense' }, 'REPLY_TARGET_NOT_FOUND input.inReplyToId'],
    [{ inReplyToId: exchange.commune.id }, 'REPLY_TARGET_NOT_FOUND input.inReplyToId'],
    [{ inReplyToId: foreign }, 'REPLY_TARGET_NOT_FOUND input.inReplyToId'],
    [{ nature: 'ANSWER', inReplyToId: foreign }, 'REPLY_TARGET_NOT_FOUND input.inReplyToId'],
    [{ nature: 'ANSWER', inReplyToId: own }, 'ANSWER_NOT_ALLOWED input.inReplyToId'],
    [{ nature: 'ANSWER', inReplyToId: copy }, 'ANSWER_NOT_ALLOWED input.inReplyToId'],
    [
      { nature: 'ANSWER', inReplyToId: registered, recipients: [{ institutionId: exchange.stranger.id }] },
      'ANSWER_NOT_ALLOWED input.recipients',
    ],
    [
      {
        nature: 'ANSWER',
        inReplyToId: registered,
        recipients: [{ institutionId: exchange.stranger.id }, { institutionId: exchange.ministry.id, role: 'CC' }],
      },
      'ANSWER_NOT_ALLOWED input.recipients',
    ],
    ...states
      .filter((state) => state !== 'REGISTERED' && state !== 'ACKNOWLEDGED')
      .map(
        (state) => [{ nature: 'ANSWER', inReplyToId: byState[state] }, 'ANSWER_NOT_ALLOWED input.inReplyToId'] as const,
      ),
  ];
  const answers = [];
  for (const [changes] of attempts) answers.push(told(await fromCommune(changes)));
  expect(answers).toEqual(attempts.map(([, expected]) => [expected]));
  expect(await countRows(hub)).toEqual(before);
  for (const state of ['REGISTERED', 'ACKNOWLEDGED']) {
    expect(told(await fromCommune({ nature: 'ANSWER', inReplyToId: byState[state]! }))).toEqual([]);
  }
});

test('any other nature joins the thread and closes nothing, and an answer to paper stands alone', async () => {
  const asked = await exchange.letterIn('REGISTERED');
  const joined = await fromCommune({ inReplyToId: asked });
  const alone = await fromCommune({ nature: 'ANSWER' });
  const [row] = await hub.look<{ state: string }>(
    `select c.state from correspondence.consignment c where c.role = 'TO' and encode(convert_to('Correspondence:' || c.correspondence_id, 'UTF8'), 'base64') like $1 || '%'`,
    [asked.slice(0, 60)],
  );
  expect([told(joined), told(alone), row!.state]).toEqual([[], [], 'REGISTERED']);
  expect(idsOf(await threadOf(exchange.commune.token, idOf(alone)))).toEqual([idOf(alone)]);
});

test('of two answers at once one closes the letter, and the other is told so; a retry replays', async () => {
  const asked = await exchange.letterIn('ACKNOWLEDGED');
  const inputs = [1, 2].map(() => ({ nature: 'ANSWER', inReplyToId: asked, idempotencyKey: newKey('twice') }));
  const payloads = await Promise.all(inputs.map(fromCommune));
  expect(payloads.map(told).sort()).toEqual([[], ['ANSWER_NOT_ALLOWED input.inReplyToId']]);
  const won = payloads.findIndex((payload) => payload.correspondence !== null);
  const again = await fromCommune(inputs[won]!);
  expect([again.replayed, again.evidence.token]).toEqual([true, payloads[won]!.evidence.token]);
});
