import { setTimeout as pause } from 'node:timers/promises';
import { act } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { givenParties, type Parties } from './givenParties.js';

let hub: TestHub;
let parties: Parties;
beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
}, 60_000);
afterAll(() => hub.close());

type Event = { readonly position: number; readonly type: string; readonly correspondence: { readonly id: string } };
type Page = {
  readonly nodes: readonly Event[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
};

const read = async (token: string, args: { after?: string; first?: number; types?: string[] } = {}): Promise<Page> => {
  const { data, text } = await hub.graphql(
    token,
    `query F($after: String, $first: Int! = 100, $types: [MailboxEventType!]) {
      mailboxEvents(after: $after, first: $first, types: $types) {
        nodes { position type correspondence { id } consignment { state institution { code } } evidence { event } }
        edges { cursor }
        pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    }`,
    args,
  );
  if (data?.['mailboxEvents'] == null) throw new Error(text);
  return data['mailboxEvents'] as Page;
};

/** The sequencer gives the feed what is committed within a tick; the wait ends with it. */
const readUntil = async (token: string, count: number): Promise<Page> => {
  for (;;) {
    const page = await read(token);
    if (page.nodes.length >= count) return page;
    await pause(50);
  }
};

test('each thing that happens to a letter stands once, in order, in the feed of whom it concerns', async () => {
  const { correspondence } = await parties.send();
  const input = { correspondenceId: correspondence.id };
  await act(hub, parties.commune.token, 'correspondenceRetrieve', { ...input, sha256: [parties.document.sha256] });
  await act(hub, parties.commune.token, 'correspondenceRegisterArrival', input);
  await act(hub, parties.commune.token, 'correspondenceAcknowledge', input);
  const [sender, recipient, stranger] = [
    await readUntil(parties.ministry.token, 3),
    await readUntil(parties.commune.token, 1),
    await read(parties.stranger.token),
  ];
  const about = {
    correspondence: { id: correspondence.id },
    consignment: { state: 'ACKNOWLEDGED', institution: { code: 'MA-COM-0012' } },
  };
  expect(sender.nodes).toEqual(
    ['CONTENT_HANDOVER', 'REGISTER_ARRIVAL', 'CONSIGNMENT_ACCEPTANCE'].map((event, at) => ({
      ...about,
      position: at + 1,
      type: 'RECIPIENT_STATE_CHANGED',
      evidence: { event },
    })),
  );
  expect(recipient.nodes).toEqual([
    { ...about, position: 1, type: 'CORRESPONDENCE_RECEIVED', evidence: { event: 'CONTENT_CONSIGNMENT' } },
  ]);
  expect(stranger.nodes).toEqual([]);
});

test('two pages of one request each have what is below them', async () => {
  const token = await hub.tokenFor('MA-MIN-0002');
  const { data: found } = await hub.graphql(null, '{ institution(code: "MA-MIN-0002") { id } }');
  await hub.look(`update directory.institution set channel = 'SYSTEM' where code = 'MA-MIN-0002'`);
  const recipients = [{ institutionId: found!['institution'].id as string }];
  for (const subject of ['A', 'B']) await parties.send({ recipients, subject });
  await readUntil(token, 2);
  const { data } = await hub.graphql(
    token,
    '{ one: mailboxEvents(first: 1) { nodes { consignment { state } } } all: mailboxEvents { nodes { consignment { state } } } }',
  );
  const each = { consignment: { state: 'DELIVERED' } };
  expect(data).toEqual({ one: { nodes: [each] }, all: { nodes: [each, each] } });
});

test('the cursor of an empty page is there, and what comes later stands behind it', async () => {
  const token = await hub.tokenFor('MA-MIN-0005');
  const { data } = await hub.graphql(null, '{ institution(code: "MA-MIN-0005") { id } }');
  const empty = await read(token);
  const recipients = [{ institutionId: data!['institution'].id as string }];
  const { correspondence } = await parties.send({ recipients });
  await readUntil(token, 1);
  const later = await read(token, { after: empty.pageInfo.endCursor });
  const nothing = await read(token, { after: later.pageInfo.endCursor });
  expect([empty.nodes, later.nodes.map((event) => event.correspondence.id), nothing.nodes]).toEqual([
    [],
    [correspondence.id],
    [],
  ]);
  expect([empty, later, nothing].map(({ pageInfo }) => [pageInfo.hasNextPage, pageInfo.hasPreviousPage])).toEqual([
    [false, false],
    [false, false],
    [false, true],
  ]);
});

test.each([1, 2, 3, 100])('in pages of %i each position is read exactly once while letters come in', async (first) => {
  const token = parties.commune.token;
  const writing = Promise.all(Array.from({ length: 4 }, () => parties.send()));
  const positions: number[] = [];
  let after: string | undefined;
  let isWritten = false;
  void writing.then(() => (isWritten = true));
  for (;;) {
    const wasWritten = isWritten;
    const page: Page = await read(token, { first, ...(after !== undefined && { after }) });
    positions.push(...page.nodes.map(({ position }) => position));
    after = page.pageInfo.endCursor;
    if (page.nodes.length > 0) continue;
    const [row] = await hub.look<{ head: number }>(
      `select h.position as head from evidence.feed_head h join directory.institution i on i.id = h.institution_id
        where i.code = 'MA-COM-0012' and not exists (select from evidence.pending where kind = 'act')`,
    );
    if (wasWritten && row?.head === positions.length) break;
    await pause(30);
  }
  expect(positions).toEqual(positions.map((_, at) => at + 1));
});

test('a filter leaves gaps, and its cursor stands behind what was examined', async () => {
  const { correspondence } = await parties.send();
  await act(hub, parties.commune.token, 'correspondenceRetrieve', {
    correspondenceId: correspondence.id,
    sha256: [parties.document.sha256],
  });
  const all = await readUntil(parties.ministry.token, 4);
  const none = await read(parties.ministry.token, { types: ['CORRESPONDENCE_RECEIVED'] });
  const changed = await read(parties.ministry.token, { types: ['RECIPIENT_STATE_CHANGED'], first: 2 });
  const rest = await read(parties.ministry.token, {
    types: ['RECIPIENT_STATE_CHANGED'],
    after: changed.pageInfo.endCursor,
  });
  expect([none.nodes, (await read(parties.ministry.token, { after: none.pageInfo.endCursor })).nodes]).toEqual([
    [],
    [],
  ]);
  expect([...changed.nodes, ...rest.nodes]).toEqual(all.nodes);
  expect([changed.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
});

test('a confidential letter is in the feed without its content', async () => {
  const { correspondence } = await parties.send({ confidentiality: 'CONFIDENTIAL' });
  const token = await hub.tokenFor('MA-COM-0012', { scopes: ['correspondence:read'] });
  for (;;) {
    const { data } = await hub.graphql(
      token,
      '{ mailboxEvents { nodes { correspondence { id subject attachments { sha256 } } } } }',
    );
    const found = data!['mailboxEvents'].nodes.find((event: any) => event.correspondence.id === correspondence.id);
    if (found !== undefined) {
      expect(found.correspondence).toEqual({ id: correspondence.id, subject: null, attachments: null });
      return;
    }
    await pause(50);
  }
});

test('a cursor of another institution or of a list is refused, never read as the beginning', async () => {
  const own = (await read(parties.commune.token)).pageInfo.endCursor;
  const inbox = await hub.graphql(parties.commune.token, '{ inbox(first: 1) { pageInfo { endCursor } } }');
  const ask = (token: string, after: string) =>
    hub.graphql(token, 'query F($after: String) { mailboxEvents(after: $after) { nodes { position } } }', { after });
  const answers = [
    await ask(parties.stranger.token, own),
    await ask(parties.commune.token, inbox.data!['inbox'].pageInfo.endCursor as string),
    await ask(parties.commune.token, ''),
    await ask(parties.commune.token, '17'),
  ];
  expect(answers.map(({ data, errors }) => [data, errors?.[0]?.extensions['code']])).toEqual(
    answers.map(() => [{ mailboxEvents: null }, 'BAD_USER_INPUT']),
  );
});
