import { institutionScopes } from '../../src/access/grants.js';
import { fromGlobalId } from '../../src/platform/ids.js';
import { sha256, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, eventOf } from './givenParties.js';
import { givenExchange, type Exchange } from './givenStates.js';

let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 60_000);
afterAll(() => hub.close());

const reason = { code: 'DIGEST_MISMATCH', text: 'الملف يصل تالفا في كل مرة' };

const report = (correspondenceId: string, changes: DepositInput = {}, token = exchange.commune.token) =>
  exchange.act(
    'correspondenceReportHandoverFailure',
    { correspondenceId, reasonCode: reason.code, reasonText: reason.text, ...changes },
    token,
  );

const reported = async (correspondenceId: string, changes: DepositInput = {}, token = exchange.commune.token) => {
  const { payload, text } = await report(correspondenceId, changes, token);
  if (payload == null || payload.userErrors.length > 0) throw new Error(text);
  return payload;
};

const letterSeenBy = async (token: string, id: string): Promise<any> => {
  const { data, text } = await hub.graphql(
    token,
    `query L($id: ID!) { correspondence(id: $id) {
      availableActs
      attachments { document { contentUrl } }
      consignments { institution { id } state stateChangedAt firstOpenedAt reason { code } }
      evidence { nodes { id event token reason { code text } previous { id } } }
    } }`,
    { id },
  );
  if (data == null) throw new Error(text);
  return data['correspondence'];
};

/** What an institution's feed says of failed handovers of a letter, once everything has its place. */
const toldTo = async (token: string, id: string): Promise<unknown[]> => {
  while ((await hub.look(`select from evidence.pending where kind = 'act'`)).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { data } = await hub.graphql(
    token,
    `{ mailboxEvents(types: [HANDOVER_FAILED]) {
      nodes { correspondence { id } consignment { institution { id } state } evidence { id } }
    } }`,
  );
  return data!['mailboxEvents'].nodes.filter(({ correspondence }: any) => correspondence.id === id);
};

/** Everything that the hub keeps of a letter besides evidence: consignments with their dates and counts, and its timers. */
const kept = async (id: string): Promise<unknown> => {
  const letter = fromGlobalId(id)!.uuid;
  const rows = await hub.look(
    'select * from correspondence.consignment where correspondence_id = $1 order by ordinal',
    [letter],
  );
  return [
    rows.map(({ last_evidence_id: _, ...rest }) => rest),
    await hub.look(`select * from wasl.due where object ->> 'correspondence_id' = $1 order by id`, [letter]),
  ];
};

test.each(['TO', 'CC'] as const)(
  'a %s recipient says why it could not take over the content, and keeps the letter as it was',
  async (role) => {
    const { commune, competent, copied, ministry } = exchange;
    const { correspondence } = await exchange.send({
      recipients: [
        { institutionId: commune.id, role },
        { institutionId: competent.id },
        { institutionId: copied.id, role: 'CC' },
      ],
    });
    const { id } = correspondence;
    const [before, beforeHeld] = [await kept(id), await letterSeenBy(commune.token, id)];
    const { evidence, correspondence: answered, replayed } = await reported(id);
    expect([replayed, answered.availableActs]).toEqual([
      false,
      expect.arrayContaining(['RETRIEVE', 'REPORT_HANDOVER_FAILURE']),
    ]);
    expect(eventOf(evidence.token)).toMatchObject({
      reasons: [reason],
      recipients: [{ code: 'MA-COM-0012', role }],
      previousEvidenceId: beforeHeld.evidence.nodes.at(-1).id,
      documents: [{ sha256: exchange.document.sha256 }],
    });
    const [, body] = evidence.token.split('.') as [string, string];
    expect(Object.keys((JSON.parse(Buffer.from(body, 'base64url').toString()) as { events: object }).events)).toEqual([
      'http://uri.etsi.org/19522/Event/ContentHandoverFailure',
    ]);
    expect(await kept(id)).toEqual(before);
    const own = { institution: { id: commune.id }, state: 'DELIVERED', firstOpenedAt: null, reason: null };
    for (const { token } of [commune, ministry]) {
      const letter = await letterSeenBy(token, id);
      expect(letter.consignments).toContainEqual(expect.objectContaining(own));
      expect(letter.evidence.nodes.at(-1)).toMatchObject({
        event: 'CONTENT_HANDOVER_FAILURE',
        token: evidence.token,
        reason,
      });
    }
    const told = {
      correspondence: { id },
      consignment: { institution: { id: commune.id }, state: 'DELIVERED' },
      evidence: { id: evidence.id },
    };
    expect(await toldTo(ministry.token, id)).toEqual([told]);
    for (const { token } of [commune, competent, copied]) expect(await toldTo(token, id)).toEqual([]);
    for (const { token } of [competent, copied]) {
      const { nodes } = (await letterSeenBy(token, id)).evidence;
      expect(nodes.map(({ event }: any) => event)).toEqual(['CONTENT_CONSIGNMENT']);
    }
  },
);

test('a failed handover may be told again, each time with evidence, and the letter is retrieved after all', async () => {
  const id = await exchange.letterIn('DELIVERED');
  const { attachments } = await letterSeenBy(exchange.commune.token, id);
  const response = await fetch(attachments[0].document.contentUrl, {
    headers: { authorization: `Bearer ${exchange.commune.token}` },
  });
  expect([response.status, sha256(Buffer.from(await response.arrayBuffer()))]).toEqual([200, exchange.document.sha256]);
  const opened = await kept(id);
  const first = await reported(id);
  const second = await reported(id, { reasonCode: 'TECHNICAL_RECIPIENT', reasonText: 'Disque plein' });
  expect(await kept(id)).toEqual(opened);
  await exchange.bring(id, 'REGISTERED');
  for (const { token } of [exchange.ministry, exchange.commune]) {
    const nodes = (await letterSeenBy(token, id)).evidence.nodes as any[];
    const at = nodes.findIndex((each) => each.id === first.evidence.id);
    expect(nodes.slice(at).map(({ event, reason: said }) => [event, said?.code ?? null])).toEqual([
      ['CONTENT_HANDOVER_FAILURE', 'DIGEST_MISMATCH'],
      ['CONTENT_HANDOVER_FAILURE', 'TECHNICAL_RECIPIENT'],
      ['CONTENT_HANDOVER', null],
      ['REGISTER_ARRIVAL', null],
    ]);
    expect(nodes.slice(at + 1).map(({ previous }) => previous.id)).toEqual(
      nodes.slice(at, -1).map(({ id: of }) => of as string),
    );
    expect(nodes[at + 1].id).toBe(second.evidence.id);
  }
  expect(await toldTo(exchange.ministry.token, id)).toHaveLength(2);
});

test('a letter that could not be taken over is withdrawn as before, as long as nobody has opened it', async () => {
  const [unopened, opened] = [await exchange.letterIn('DELIVERED'), await exchange.letterIn('DELIVERED')];
  const { attachments } = await letterSeenBy(exchange.commune.token, opened);
  const recall = async (id: string) =>
    (await exchange.act('correspondenceRecall', exchange.inputOf('correspondenceRecall', id), exchange.ministry.token))
      .payload;
  await reported(unopened);
  expect((await letterSeenBy(exchange.ministry.token, unopened)).availableActs).toEqual(['RECALL']);
  expect((await recall(unopened)).results).toMatchObject([{ recalled: true, consignment: { state: 'RECALLED' } }]);
  const { nodes } = (await letterSeenBy(exchange.commune.token, unopened)).evidence;
  expect(nodes.map(({ event }: any) => event)).toEqual(['CONTENT_CONSIGNMENT', 'CONTENT_HANDOVER_FAILURE', 'RECALL']);

  const response = await fetch(attachments[0].document.contentUrl, {
    headers: { authorization: `Bearer ${exchange.commune.token}` },
  });
  await response.arrayBuffer();
  await reported(opened);
  expect((await recall(opened)).userErrors).toMatchObject([{ code: 'ALREADY_OPENED' }]);
});

test('of a confidential letter no failure is told without the right, and its reason is not shown', async () => {
  const id = await exchange.letterIn('DELIVERED', { confidentiality: 'CONFIDENTIAL' });
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  const few = await hub.tokenFor('MA-COM-0012', { scopes });
  const before = await countRows(hub);
  const { errors, payload } = await report(id, {}, few);
  expect([errors?.[0]?.extensions['code'], payload ?? null]).toEqual(['FORBIDDEN', null]);
  expect(await countRows(hub)).toEqual(before);
  expect((await letterSeenBy(few, id)).availableActs).toEqual(['REASSIGN']);

  const { evidence } = await reported(id, { reasonText: 'Motif secret' });
  expect(eventOf(evidence.token)['reasons']).toEqual([
    { code: 'DIGEST_MISMATCH', textSha256: sha256(Buffer.from('Motif secret')) },
  ]);
  for (const code of ['MA-MIN-0001', 'MA-COM-0012']) {
    const shown = async (token: string) => (await letterSeenBy(token, id)).evidence.nodes.at(-1).reason;
    expect(await shown(await hub.tokenFor(code, { scopes }))).toBeNull();
    expect(await shown(await hub.tokenFor(code))).toEqual({ code: 'DIGEST_MISMATCH', text: 'Motif secret' });
  }
});
