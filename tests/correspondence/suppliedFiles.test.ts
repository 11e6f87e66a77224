import { givenDocument, sha256, type ActName, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { eventOf } from './givenParties.js';
import { answer, givenExchange, type Exchange } from './givenStates.js';

jest.setTimeout(60_000);

let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 60_000);
afterAll(() => hub.close());

const done = async (name: ActName, correspondenceId: string, token: string, changes: DepositInput = {}) => {
  const asked = { ...exchange.inputOf(name, correspondenceId), ...changes };
  const { payload, text } = await exchange.act(name, asked, token);
  if (payload == null || payload.userErrors.length > 0) throw new Error(`${name}: ${text}`);
  return payload;
};

/** The ministry supplies new files to the commune, which has asked for them. */
const givenSupplied = async (id: string, fileNames: readonly string[], note = 'Voici') => {
  const files = [];
  for (const fileName of fileNames) {
    files.push(await givenDocument(hub, exchange.ministry.token, undefined, fileName));
  }
  const attachments = files.map((file) => ({ documentId: file.id }));
  await done('correspondenceSupplySupplement', id, exchange.ministry.token, { attachments, note });
  return files;
};

const fetched = async (token: string, url: string, method = 'GET'): Promise<[number, string]> => {
  const response = await fetch(url, { method, headers: { authorization: `Bearer ${token}` } });
  return [response.status, sha256(Buffer.from(await response.arrayBuffer()))];
};

const letterOf = async (token: string, id: string): Promise<any> => {
  const { data, text } = await hub.graphql(
    token,
    `query L($id: ID!) { correspondence(id: $id) {
      consignments { institution { id } state stateChangedAt firstOpenedAt }
      supplementRequests { institution { id } pieces note attachments { title sha256 document { contentUrl } } }
      evidence { nodes { id event token } } } }`,
    { id },
  );
  if (data == null) throw new Error(text);
  return data['correspondence'];
};

/** Of each opening that an institution holds evidence of, the digests of the supplied files that it names. */
const openingsOf = async (token: string, id: string): Promise<string[][]> =>
  (await letterOf(token, id)).evidence.nodes
    .filter(({ event }: any) => event === 'CONTENT_ACCESS_TRACKING')
    .map(({ token: jws }: any) => (eventOf(jws)['supplied'] ?? []).map((file: { sha256: string }) => file.sha256));

test('the first download of each file supplied leaves evidence that names it, for both parties, and an event', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
  const [plan, title] = await givenSupplied(id, ['plan.pdf', 'titre.pdf']);
  const { commune, ministry } = exchange;
  await fetched(commune.token, plan!.contentUrl, 'HEAD');
  await fetched(ministry.token, plan!.contentUrl);
  expect(await openingsOf(ministry.token, id)).toEqual([]);
  const { consignments: before } = await letterOf(commune.token, id);

  expect(await fetched(commune.token, plan!.contentUrl)).toEqual([200, plan!.sha256]);
  await fetched(commune.token, plan!.contentUrl);
  for (const { token } of [ministry, commune]) expect(await openingsOf(token, id)).toEqual([[plan!.sha256]]);
  await fetched(commune.token, title!.contentUrl);
  for (const { token } of [ministry, commune]) {
    expect(await openingsOf(token, id)).toEqual([[plan!.sha256], [title!.sha256]]);
  }
  const after = await letterOf(ministry.token, id);
  expect(after.consignments).toEqual(before);
  expect(eventOf(after.evidence.nodes.at(-1).token)).toMatchObject({
    supplied: [{ role: 'ANNEX', mediaType: 'application/pdf', sizeBytes: expect.any(Number), sha256: title!.sha256 }],
    previousEvidenceId: after.evidence.nodes.at(-2).id,
  });
  const [told] = await hub.look<{ mailbox: { type: string }[] }>(
    `select mailbox from evidence.act where act = 'contentOpening' order by seq desc limit 1`,
  );
  expect(told!.mailbox).toMatchObject([{ type: 'RECIPIENT_STATE_CHANGED' }]);
});

test('of downloads of a supplied file at the same instant one leaves evidence', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
  const [plan] = await givenSupplied(id, ['plan.pdf']);
  const answers = await Promise.all(Array.from({ length: 5 }, () => fetched(exchange.commune.token, plan!.contentUrl)));
  expect(answers.map(([status]) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(await openingsOf(exchange.ministry.token, id)).toEqual([[plan!.sha256]]);
});

test.each(['ANSWERED', 'REFUSED', 'AWAITING_SUPPLEMENT'])(
  'a file that is fetched when the letter is %s leaves its evidence all the same',
  async (state) => {
    const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
    const [plan] = await givenSupplied(id, ['plan.pdf']);
    if (state === 'ANSWERED') await answer(hub, exchange.commune.token, id, exchange.ministry.id);
    if (state === 'REFUSED') await done('correspondenceRefuse', id, exchange.commune.token);
    if (state === 'AWAITING_SUPPLEMENT') await done('correspondenceRequestSupplement', id, exchange.commune.token);
    await fetched(exchange.commune.token, plan!.contentUrl);
    expect(await openingsOf(exchange.ministry.token, id)).toEqual([[plan!.sha256]]);
    expect((await letterOf(exchange.ministry.token, id)).consignments).toMatchObject([{ state }]);
  },
);

test('a document that came with one letter and was supplied to another is opened in both', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
  const [plan] = await givenSupplied(id, ['plan.pdf']);
  const { correspondence } = await exchange.send({ attachments: [{ documentId: plan!.id, role: 'MAIN' }] });
  await fetched(exchange.commune.token, plan!.contentUrl);
  expect(await openingsOf(exchange.ministry.token, id)).toEqual([[plan!.sha256]]);
  expect(await openingsOf(exchange.ministry.token, correspondence.id)).toEqual([[]]);
});
