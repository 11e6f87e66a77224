import { deposit, givenDocument, sha256 } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { eventOf, givenInstitutions, newKey } from './givenParties.js';
import { givenExchange, type Exchange } from './givenStates.js';

let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 60_000);
afterAll(() => hub.close());

const recall = (correspondenceId: string, reasonText = 'Envoyé par erreur', idempotencyKey = newKey('recall')) =>
  exchange.act('correspondenceRecall', { idempotencyKey, correspondenceId, reasonText }, exchange.ministry.token);

const seen = async (token: string, id: string): Promise<any> => {
  const { data, text } = await hub.graphql(
    token,
    `query L($id: ID!) {
      correspondence(id: $id) {
        id subject availableActs attachments { sha256 } evidence { nodes { event token disclosures reason { code text } } }
        consignments { institution { id } state reason { code text } firstOpenedAt }
      }
      inbox(filter: { states: [RECALLED] }) { nodes { id } }
    }`,
    { id },
  );
  if (data == null) throw new Error(text);
  return data;
};

const download = async (token: string, documentId: string, method = 'GET'): Promise<number> => {
  const response = await fetch(`${hub.url}/documents/${documentId}/content`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  return response.status;
};

const placed = async (): Promise<void> => {
  while ((await hub.look(`select from evidence.pending where kind = 'act'`)).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** A letter of its own document to the commune, another addressee and a copy. */
const letterToThree = async (changes: Record<string, unknown> = {}) => {
  const document = await givenDocument(hub, exchange.ministry.token);
  const { correspondence } = await exchange.send({
    recipients: [
      { institutionId: exchange.commune.id },
      { institutionId: exchange.competent.id },
      { institutionId: exchange.copied.id, role: 'CC' },
    ],
    attachments: [{ documentId: document.id, role: 'MAIN' }],
    ...changes,
  });
  return { id: correspondence.id, document };
};

test('a recall reaches those who have not opened the letter, and tells of each whether it came in time', async () => {
  const { id, document } = await letterToThree();
  const { commune, competent, copied, ministry } = exchange;
  expect(await download(competent.token, document.id)).toBe(200);
  const { payload } = await recall(id, 'مراسلة أرسلت خطأ');
  const reason = { code: 'RECALLED', text: 'مراسلة أرسلت خطأ' };
  expect(payload.results).toMatchObject([
    {
      recalled: true,
      consignment: { institution: { id: commune.id }, state: 'RECALLED', reason },
      evidence: { event: 'RECALL' },
    },
    {
      recalled: false,
      consignment: { institution: { id: competent.id }, state: 'DELIVERED', reason: null },
      evidence: null,
    },
    {
      recalled: true,
      consignment: { institution: { id: copied.id }, state: 'RECALLED', reason },
      evidence: { event: 'RECALL' },
    },
  ]);
  expect(payload.correspondence.availableActs).toEqual([]);
  // one token for both, in which each finds itself alone
  const [first, , third] = payload.results;
  expect(first.evidence.token).toBe(third.evidence.token);
  expect(eventOf(first.evidence.token)).toMatchObject({
    reasons: [reason],
    recipients: [{ '...': expect.any(String) }, {}],
  });
  const opened = (disclosures: string[]): string[] =>
    disclosures.map(
      (text) => (JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, { code: string }])[1].code,
    );
  expect(opened(first.evidence.disclosures).sort()).toEqual(['MA-COM-0012', 'MA-MIN-0002']);
  for (const [token, code] of [
    [commune.token, 'MA-COM-0012'],
    [copied.token, 'MA-MIN-0002'],
  ] as const) {
    const { correspondence, inbox } = await seen(token, id);
    const own = correspondence.evidence.nodes.at(-1);
    expect([own.token, opened(own.disclosures), own.reason]).toEqual([first.evidence.token, [code], reason]);
    expect(correspondence).toMatchObject({
      id,
      subject: 'Demande de renseignements',
      attachments: null,
      availableActs: [],
    });
    expect(inbox.nodes).toContainEqual({ id });
    expect([await download(token, document.id), await download(token, document.id, 'HEAD')]).toEqual([404, 404]);
  }
  expect((await seen(competent.token, id)).correspondence.evidence.nodes.map(({ event }: any) => event)).not.toContain(
    'RECALL',
  );
  expect(await download(competent.token, document.id)).toBe(200);
  expect(await download(ministry.token, document.id)).toBe(200);

  await placed();
  const { data } = await hub.graphql(
    commune.token,
    '{ mailboxEvents(types: [CORRESPONDENCE_RECALLED]) { nodes { correspondence { id } consignment { state } evidence { event } } } }',
  );
  expect(data!['mailboxEvents'].nodes).toEqual([
    { correspondence: { id }, consignment: { state: 'RECALLED' }, evidence: { event: 'RECALL' } },
  ]);
});

test('the answer to a recall from many does not grow with the square of their number', async () => {
  const ids = await givenInstitutions(hub, 90);
  const { correspondence } = await exchange.send({ recipients: ids.map((institutionId) => ({ institutionId })) });
  const { payload, text } = await recall(correspondence.id);
  const results = payload.results as { recalled: boolean; evidence: { token: string; disclosures: string[] } }[];
  expect(results.map(({ recalled }) => recalled)).toEqual(ids.map(() => true));
  const named = new Map(results.map(({ evidence }) => [evidence.token, evidence.disclosures.length]));
  expect([...named.values()].reduce((sum, count) => sum + count)).toBe(ids.length);
  expect([Math.max(...named.values()) <= 20, text.length < 1_000_000]).toEqual([true, true]);
});

test('who had the letter withdrawn cannot act on it any more', async () => {
  const id = await exchange.letterIn('RECALLED');
  const retrieved = await exchange.act('correspondenceRetrieve', exchange.inputOf('correspondenceRetrieve', id));
  const failed = await exchange.act(
    'correspondenceReportHandoverFailure',
    exchange.inputOf('correspondenceReportHandoverFailure', id),
  );
  expect([retrieved, failed].map(({ payload }) => payload.userErrors)).toMatchObject(
    Array(2).fill([{ code: 'CORRESPONDENCE_RECALLED' }]),
  );
  for (const name of [
    'correspondenceAcknowledge',
    'correspondenceRefuse',
    'correspondenceRedirect',
    'correspondenceReassign',
    'correspondenceRequestSupplement',
  ] as const) {
    const { payload } = await exchange.act(name, exchange.inputOf(name, id));
    expect({ name, errors: payload.userErrors }).toMatchObject({ name, errors: [{ code: 'STATE_NOT_ALLOWED' }] });
  }
});

test('a copy that was withdrawn sees no more of the others', async () => {
  const { id } = await letterToThree();
  const { commune, copied } = exchange;
  await exchange.act('correspondenceRetrieve', {
    ...exchange.inputOf('correspondenceRetrieve', id),
    sha256: (await seen(commune.token, id)).correspondence.attachments.map((file: any) => file.sha256),
  });
  expect((await seen(copied.token, id)).correspondence.consignments).toHaveLength(3);
  expect((await recall(id)).payload.results.map(({ recalled }: any) => recalled)).toEqual([false, true, true]);
  const { payload } = await exchange.act('correspondenceRefuse', exchange.inputOf('correspondenceRefuse', id));
  expect(payload.userErrors).toEqual([]);
  expect((await seen(copied.token, id)).correspondence.consignments).toMatchObject([
    { institution: { id: copied.id }, state: 'RECALLED' },
  ]);
});

test('a second recall is told that it is done, and a retry with the key answers as the first time', async () => {
  const { id } = await letterToThree();
  const key = newKey('recall');
  const first = (await recall(id, 'Erreur', key)).payload;
  const again = (await recall(id, 'Erreur', key)).payload;
  const second = (await recall(id)).payload;
  expect(again).toEqual({ ...first, replayed: true });
  expect(first.results.map(({ recalled }: any) => recalled)).toEqual([true, true, true]);
  expect([second.results, second.userErrors.map(({ code }: any) => code)]).toEqual([[], ['ALREADY_OPENED']]);
});

test('what was sent on and not opened there is withdrawn from there', async () => {
  const id = await exchange.letterIn('REDIRECTED');
  const { payload } = await recall(id);
  expect(payload.results).toMatchObject([
    { recalled: false, consignment: { state: 'REDIRECTED' }, evidence: null },
    { recalled: true, consignment: { institution: { id: exchange.competent.id }, state: 'RECALLED' } },
  ]);
  const { correspondence } = await seen(exchange.competent.token, id);
  expect(correspondence.evidence.nodes.map(({ event }: any) => event)).toEqual(['RELAY_ACCEPTANCE', 'RECALL']);
});

test('a document that also came by another letter stays, as confidential as that letter', async () => {
  const document = await givenDocument(hub, exchange.ministry.token);
  const attachments = [{ documentId: document.id, role: 'MAIN' }];
  const { commune, ministry } = exchange;
  await exchange.send({ attachments, confidentiality: 'CONFIDENTIAL' });
  const ordinary = (await exchange.send({ attachments })).correspondence.id;
  const scopes = ['correspondence:read', 'documents:read'];
  const few = await hub.tokenFor('MA-COM-0012', { scopes });
  const status = async (token: string, method: string): Promise<number> => download(token, document.id, method);
  expect([await status(few, 'HEAD'), await status(commune.token, 'HEAD')]).toEqual([200, 200]);
  expect((await recall(ordinary)).payload.userErrors).toEqual([]);
  expect([await status(few, 'HEAD'), await status(commune.token, 'HEAD')]).toEqual([403, 200]);
  // and comes back with a letter that is sent afterwards
  await deposit(hub, ministry.token, exchange.input({ attachments }));
  expect(await status(few, 'HEAD')).toBe(200);
});

test('a letter that is deposited while another with its document is withdrawn keeps its document', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const document = await givenDocument(hub, exchange.ministry.token);
    const attachments = [{ documentId: document.id, role: 'MAIN' }];
    const { id } = (await exchange.send({ attachments })).correspondence;
    const [recalled, sent] = await Promise.all([
      recall(id),
      deposit(hub, exchange.ministry.token, exchange.input({ attachments })),
    ]);
    expect([recalled.payload.userErrors, sent.payload.userErrors]).toEqual([[], []]);
    expect(await download(exchange.commune.token, document.id)).toBe(200);
  }
});

test('the reason of a recall is not told of a confidential letter without the right, and its digest is in the token', async () => {
  const id = await exchange.letterIn('DELIVERED', { confidentiality: 'CONFIDENTIAL' });
  const { payload } = await recall(id, 'Mot secret');
  expect(eventOf(payload.results[0].evidence.token)['reasons']).toEqual([
    { code: 'RECALLED', textSha256: sha256(Buffer.from('Mot secret')) },
  ]);
  const few = await hub.tokenFor('MA-COM-0012', { scopes: ['correspondence:read'] });
  const { correspondence } = await seen(few, id);
  expect(correspondence).toMatchObject({ consignments: [{ state: 'RECALLED', reason: null }] });
  expect(correspondence.evidence.nodes.at(-1)).toMatchObject({ event: 'RECALL', reason: null });
  expect(JSON.stringify(correspondence)).not.toContain('secret');
});
