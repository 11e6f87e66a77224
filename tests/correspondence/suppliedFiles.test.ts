import { institutionScopes } from '../../src/access/grants.js';
import { findBroken } from '../campaigns/support/wholeness.js';
import { givenDocument, sha256, type ActName, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { eventOf } from './givenParties.js';
import { answer, competent, givenExchange, type Exchange } from './givenStates.js';

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

const requestsOf = async (token: string, id: string): Promise<unknown[]> =>
  (await letterOf(token, id)).supplementRequests.map(({ institution, pieces, note, attachments }: any) => [
    institution.id,
    pieces,
    note,
    attachments.map(({ title }: any) => title),
  ]);

test('what was supplied goes along when the letter is sent on, as often as it is', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
  const { ministry, commune, competent: next, copied, stranger } = exchange;
  const [plan, title] = await givenSupplied(id, ['plan.pdf', 'titre.pdf']);
  await done('correspondenceRequestSupplement', id, commune.token, { pieces: ['Une précision'] });
  await done('correspondenceSupplySupplement', id, ministry.token, { note: 'Sans pièce' });
  await fetched(commune.token, plan!.contentUrl);
  const requests = [
    [commune.id, ['Plan de situation', 'شهادة الملكية'], 'Voici', ['plan.pdf', 'titre.pdf']],
    [commune.id, ['Une précision'], 'Sans pièce', []],
  ];

  const { evidence } = await done('correspondenceRedirect', id, commune.token);
  expect(eventOf(evidence.token)['supplied'].map((file: any) => file.sha256)).toEqual([plan!.sha256, title!.sha256]);
  for (const { token } of [ministry, commune, next]) expect(await requestsOf(token, id)).toEqual(requests);

  // the first byte opens the letter there, and each file is opened by each institution
  expect(await fetched(next.token, plan!.contentUrl)).toEqual([200, plan!.sha256]);
  expect(await fetched(next.token, title!.contentUrl)).toEqual([200, title!.sha256]);
  expect(await openingsOf(next.token, id)).toEqual([[plan!.sha256], [title!.sha256]]);
  expect(await openingsOf(ministry.token, id)).toEqual([[plan!.sha256], [plan!.sha256], [title!.sha256]]);
  expect((await letterOf(next.token, id)).consignments).toMatchObject([
    { state: 'DELIVERED', firstOpenedAt: expect.any(String) },
  ]);

  await done('correspondenceRetrieve', id, next.token);
  await done('correspondenceRedirect', id, next.token, { toInstitutionId: copied.id });
  for (const { token } of [ministry, commune, next, copied]) expect(await requestsOf(token, id)).toEqual(requests);
  expect(await fetched(copied.token, plan!.contentUrl)).toEqual([200, plan!.sha256]);
  expect((await fetched(stranger.token, plan!.contentUrl))[0]).toBe(404);
});

test('who gets a letter with what was supplied can ask for more, and is not supplied the same again', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
  const { ministry, commune, competent: next } = exchange;
  const [plan] = await givenSupplied(id, ['plan.pdf']);
  await done('correspondenceRedirect', id, commune.token);
  await exchange.bring(id, 'AWAITING_SUPPLEMENT', next.token);
  const { payload } = await exchange.act(
    'correspondenceSupplySupplement',
    { correspondenceId: id, attachments: [{ documentId: plan!.id }] },
    ministry.token,
  );
  expect(payload.userErrors.map(({ code }: any) => code)).toEqual(['ATTACHMENT_REPEATED']);
  const title = await givenDocument(hub, ministry.token, undefined, 'titre.pdf');
  await done('correspondenceSupplySupplement', id, ministry.token, { attachments: [{ documentId: title.id }] });
  const asked = async (token: string) => (await requestsOf(token, id)).map((request: any) => [request[0], request[3]]);
  const own = [next.id, ['titre.pdf']];
  expect(await asked(next.token)).toEqual([[commune.id, ['plan.pdf']], own]);
  expect(await asked(ministry.token)).toEqual([[commune.id, ['plan.pdf']], own]);
  // what came later is no business of who sent the letter on
  expect(await asked(commune.token)).toEqual([[commune.id, ['plan.pdf']]]);
  expect((await fetched(commune.token, title.contentUrl))[0]).toBe(404);
});

test('a recall takes back what was supplied and sent on with the letter, from those alone who have not opened it', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
  const { ministry, commune, competent: next } = exchange;
  const [plan] = await givenSupplied(id, ['plan.pdf']);
  await done('correspondenceRedirect', id, commune.token);
  await done('correspondenceRecall', id, ministry.token);
  expect(await requestsOf(next.token, id)).toEqual([]);
  const statuses = [];
  for (const { token } of [next, commune]) statuses.push((await fetched(token, plan!.contentUrl))[0]);
  expect(statuses).toEqual([404, 200]);
  expect(await requestsOf(ministry.token, id)).toHaveLength(1);
});

test('what was supplied to a confidential letter and sent on stays confidential', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT', { confidentiality: 'CONFIDENTIAL' });
  const [plan] = await givenSupplied(id, ['plan.pdf']);
  await done('correspondenceRedirect', id, exchange.commune.token);
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  const without = await hub.tokenFor(competent, { scopes });
  expect((await letterOf(without, id)).supplementRequests).toBeNull();
  expect((await fetched(without, plan!.contentUrl))[0]).toBe(403);
  expect((await fetched(exchange.competent.token, plan!.contentUrl))[0]).toBe(200);
});

test('what all these acts left is whole', async () => {
  expect(await findBroken(hub.database, hub.dataDir)).toEqual({});
});
