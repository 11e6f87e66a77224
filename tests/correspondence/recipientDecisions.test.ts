import { createHash } from 'node:crypto';
import { institutionScopes } from '../../src/access/grants.js';
import { act, givenDocument, sha256, type ActName, type DepositInput } from '../support/exchange.js';
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

const done = async (name: ActName, correspondenceId: string, changes: DepositInput = {}, token?: string) => {
  const { payload, text } = await exchange.act(
    name,
    { ...exchange.inputOf(name, correspondenceId), ...changes },
    token ?? (name === 'correspondenceSupplySupplement' ? exchange.ministry.token : exchange.commune.token),
  );
  if (payload == null || payload.userErrors.length > 0) throw new Error(`${name}: ${text}`);
  return payload;
};

const seen = `
  consignments {
    institution { id } role state deliveredAt functionAddress { code } reason { code text } redirectedTo { id } redirectedFrom { id }
  }
  depositedAt
  attachments { sha256 document { id contentUrl } }
  supplementRequests { institution { id } pieces dueOn requestedAt suppliedAt note attachments { role title sha256 document { contentUrl } } }
  registerEntries { direction }
  evidence { nodes { id event token reason { code text } previous { id } } }
  availableActs`;

const letterSeenBy = async (token: string, id: string): Promise<any> => {
  const { data, text } = await hub.graphql(token, `query L($id: ID!) { correspondence(id: $id) { ${seen} } }`, { id });
  if (data == null) throw new Error(text);
  return data['correspondence'];
};

const eventsOf = async (token: string, id: string): Promise<string[]> => {
  const { nodes } = (await letterSeenBy(token, id)).evidence;
  return nodes.map(({ event }: { event: string }) => event);
};

/** What an institution's feed says of a letter, once everything has its place. */
const feedOf = async (token: string, id: string): Promise<[string, string][]> => {
  for (;;) {
    const pending = await hub.look(`select from evidence.pending where kind = 'act'`);
    if (pending.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const found: [string, string][] = [];
  let after: string | null = null;
  for (;;) {
    const { data }: Awaited<ReturnType<TestHub['graphql']>> = await hub.graphql(
      token,
      'query F($after: String) { mailboxEvents(first: 100, after: $after) { nodes { type correspondence { id } evidence { event } } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    const { nodes, pageInfo } = data!['mailboxEvents'];
    for (const node of nodes) if (node.correspondence.id === id) found.push([node.type, node.evidence.event]);
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor as string;
  }
};

const contentOf = async (token: string, url: string): Promise<[number, string]> => {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return [response.status, sha256(Buffer.from(await response.arrayBuffer()))];
};

test('a refusal says why to both parties, and the refuser keeps what it had', async () => {
  const id = await exchange.letterIn('REGISTERED');
  const { evidence, correspondence } = await done('correspondenceRefuse', id, {
    reasonCode: 'MISDIRECTED',
    reasonText: 'لا يهم جماعتنا',
  });
  const reason = { code: 'MISDIRECTED', text: 'لا يهم جماعتنا' };
  expect(correspondence).toMatchObject({ consignments: [{ state: 'REFUSED' }], availableActs: [] });
  expect(eventOf(evidence.token)['reasons']).toEqual([reason]);
  for (const token of [exchange.commune.token, exchange.ministry.token]) {
    const letter = await letterSeenBy(token, id);
    expect(letter.consignments).toMatchObject([{ state: 'REFUSED', reason }]);
    expect(letter.evidence.nodes.at(-1)).toMatchObject({
      event: 'CONSIGNMENT_REJECTION',
      token: evidence.token,
      reason,
    });
    expect(letter.attachments).toHaveLength(1);
  }
  expect(await feedOf(exchange.ministry.token, id)).toContainEqual([
    'RECIPIENT_STATE_CHANGED',
    'CONSIGNMENT_REJECTION',
  ]);
});

test('a redirection places the letter anew, with the first date, and all three hold the evidence', async () => {
  const id = await exchange.letterIn('ACKNOWLEDGED');
  const before = await letterSeenBy(exchange.ministry.token, id);
  const entries = await hub.look(`select count(*)::integer as count from correspondence.register_entry`);
  const { evidence, correspondence } = await done('correspondenceRedirect', id, { functionAddressCode: 'DGI' });
  expect(correspondence).toMatchObject({ consignments: [{ state: 'REDIRECTED' }], availableActs: [] });
  const { commune, competent, ministry } = exchange;
  const claims = eventOf(evidence.token);
  expect(claims).toMatchObject({
    submissionTime: before.depositedAt,
    reasons: [{ code: 'NOT_COMPETENT', text: 'Relève de ce ministère' }],
    relay: { from: { code: 'MA-COM-0012' }, to: { code: 'MA-MIN-0005' } },
    recipients: [{ code: 'MA-COM-0012' }, { code: 'MA-MIN-0005', functionAddress: 'DGI' }],
  });

  const [sent, old, next] = [
    await letterSeenBy(ministry.token, id),
    await letterSeenBy(commune.token, id),
    await letterSeenBy(competent.token, id),
  ];
  const reason = { code: 'NOT_COMPETENT', text: 'Relève de ce ministère' };
  const from = { institution: { id: commune.id }, state: 'REDIRECTED', redirectedTo: { id: competent.id }, reason };
  const to = {
    institution: { id: competent.id },
    role: 'TO',
    state: 'DELIVERED',
    redirectedFrom: { id: commune.id },
    functionAddress: { code: 'DGI' },
  };
  expect(sent.consignments).toMatchObject([from, to]);
  expect(old.consignments).toMatchObject([from]);
  expect(next.consignments).toMatchObject([to]);
  expect(next.consignments[0].deliveredAt).toBe(claims['occurredAt']);
  expect([sent.depositedAt, old.depositedAt, next.depositedAt]).toEqual(Array(3).fill(before.depositedAt));
  for (const { evidence: held } of [sent, old, next]) expect(held.nodes.at(-1).token).toBe(evidence.token);
  expect(next.evidence.nodes).toEqual([expect.objectContaining({ event: 'RELAY_ACCEPTANCE', reason, previous: null })]);
  // nothing was sent by the recipient: its registers say nothing of it
  expect(await hub.look(`select count(*)::integer as count from correspondence.register_entry`)).toEqual(entries);
  expect(await feedOf(competent.token, id)).toEqual([['CORRESPONDENCE_RECEIVED', 'RELAY_ACCEPTANCE']]);
  expect(await feedOf(ministry.token, id)).toContainEqual(['RECIPIENT_STATE_CHANGED', 'RELAY_ACCEPTANCE']);

  const { contentUrl } = next.attachments[0].document;
  expect((await contentOf(competent.token, contentUrl))[0]).toBe(200);
  await exchange.bring(id, 'REGISTERED', competent.token);
  const { nodes } = (await letterSeenBy(competent.token, id)).evidence;
  expect(eventOf(nodes.at(-1).token)).toMatchObject({ submissionTime: before.depositedAt });
  expect((await letterSeenBy(competent.token, id)).availableActs).toContain('ANSWER');
  expect((await letterSeenBy(commune.token, id)).attachments).toHaveLength(1);
});

test('of two recipients that redirect to the same institution at once one does, and the other is told of a circle', async () => {
  const { correspondence } = await exchange.send({
    recipients: [{ institutionId: exchange.commune.id }, { institutionId: exchange.copied.id }],
  });
  const tokens = [exchange.commune.token, exchange.copied.token];
  for (const token of tokens) await exchange.bring(correspondence.id, 'RETRIEVED', token);
  const answers = await Promise.all(
    tokens.map((token) =>
      exchange.act('correspondenceRedirect', exchange.inputOf('correspondenceRedirect', correspondence.id), token),
    ),
  );
  expect(answers.map(({ payload }) => payload.userErrors.map(({ code }: any) => code)).sort()).toEqual([
    [],
    ['REDIRECTION_CIRCULAR'],
  ]);
});

test('who cannot send a letter on, or would not, does not learn who else has it', async () => {
  const { commune: own, copied: other, competent: none } = exchange;
  const { correspondence } = await exchange.send({
    recipients: [{ institutionId: own.id }, { institutionId: other.id }],
  });
  const codesOf = async (toInstitutionId: string, reasonText: string): Promise<string[]> => {
    const input = { correspondenceId: correspondence.id, toInstitutionId, reasonText };
    const { payload } = await exchange.act('correspondenceRedirect', input);
    return payload.userErrors.map(({ code }: any) => code);
  };
  const both = async (reasonText: string) => [await codesOf(other.id, reasonText), await codesOf(none.id, reasonText)];
  expect(await both('Relève d’un autre')).toEqual(Array(2).fill(['STATE_NOT_ALLOWED']));
  await exchange.bring(correspondence.id, 'RETRIEVED');
  expect(await both('')).toEqual(Array(2).fill(['REASON_REQUIRED']));
  expect(await codesOf(other.id, 'Relève d’un autre')).toEqual(['REDIRECTION_CIRCULAR']);
  await done('correspondenceRedirect', correspondence.id);
  expect(await both('Relève d’un autre')).toEqual(Array(2).fill(['STATE_NOT_ALLOWED']));
});

test('a letter that moves inside its institution does so for that institution alone', async () => {
  const id = await exchange.letterIn('RETRIEVED', {
    recipients: [{ institutionId: exchange.commune.id, functionAddressCode: 'EC' }],
  });
  const before = await letterSeenBy(exchange.ministry.token, id);
  const { evidence } = await done('correspondenceReassign', id);
  expect(eventOf(evidence.token)).toMatchObject({ recipients: [{ code: 'MA-COM-0012', functionAddress: 'URB' }] });
  expect((await letterSeenBy(exchange.commune.token, id)).consignments).toMatchObject([
    { state: 'RETRIEVED', functionAddress: { code: 'URB' } },
  ]);
  const { data } = await hub.graphql(
    exchange.commune.token,
    '{ here: inbox(first: 1, filter: { functionAddressCode: "URB" }) { nodes { id } } there: inbox(first: 1, filter: { functionAddressCode: "EC" }) { nodes { id } } }',
  );
  expect([data!['here'].nodes[0]?.id === id, data!['there'].nodes[0]?.id === id]).toEqual([true, false]);
  // back to the registry office, and on: the evidence that follows names the function that the sender addressed
  await done('correspondenceReassign', id, { functionAddressCode: null });
  expect((await letterSeenBy(exchange.commune.token, id)).consignments[0].functionAddress).toBeNull();
  expect(await letterSeenBy(exchange.ministry.token, id)).toEqual(before);
  const { evidence: next } = await done('correspondenceAcknowledge', id);
  expect(eventOf(next.token)).toMatchObject({
    recipients: [{ functionAddress: 'EC' }],
    previousEvidenceId: before.evidence.nodes.at(-1).id,
  });
  const ofMoves = async (token: string): Promise<string[]> =>
    (await feedOf(token, id)).flatMap(([type, event]) => (event === 'REASSIGNMENT' ? [type] : []));
  expect(await ofMoves(exchange.ministry.token)).toEqual([]);
  expect(await ofMoves(exchange.commune.token)).toEqual(['CORRESPONDENCE_REASSIGNED', 'CORRESPONDENCE_REASSIGNED']);
});

test('a letter waits for what is missing, and goes back to where it was once that is supplied', async () => {
  const id = await exchange.letterIn('REGISTERED');
  const { evidence: request, correspondence } = await done('correspondenceRequestSupplement', id, {
    dueOn: '2099-12-31',
  });
  expect(correspondence).toMatchObject({
    consignments: [{ state: 'AWAITING_SUPPLEMENT' }],
    availableActs: ['REASSIGN'],
  });
  const pieces = ['Plan de situation', 'شهادة الملكية'];
  expect(eventOf(request.token)).toMatchObject({
    dueOn: '2099-12-31',
    noteSha256: createHash('sha256').update(pieces.join('\n')).digest('hex'),
  });
  const asked = await letterSeenBy(exchange.ministry.token, id);
  expect(asked.availableActs).toEqual(['SUPPLY_SUPPLEMENT']);
  expect(asked.supplementRequests).toMatchObject([
    {
      institution: { id: exchange.commune.id },
      pieces,
      dueOn: '2099-12-31',
      suppliedAt: null,
      note: null,
      attachments: [],
    },
  ]);
  expect(await feedOf(exchange.ministry.token, id)).toContainEqual(['ACTION_REQUIRED', 'SUPPLEMENT_REQUEST']);

  const plan = await givenDocument(hub, exchange.ministry.token, undefined, 'plan.pdf');
  const { evidence: supply } = await done('correspondenceSupplySupplement', id, {
    attachments: [{ documentId: plan.id }],
    note: 'Le plan seul',
  });
  expect(eventOf(supply.token)).toMatchObject({
    supplied: [{ role: 'ANNEX', sha256: plan.sha256 }],
    noteSha256: createHash('sha256').update('Le plan seul').digest('hex'),
  });
  for (const token of [exchange.ministry.token, exchange.commune.token]) {
    const letter = await letterSeenBy(token, id);
    expect(letter.consignments).toMatchObject([{ state: 'REGISTERED' }]);
    expect(letter.supplementRequests).toMatchObject([
      {
        suppliedAt: expect.any(String),
        note: 'Le plan seul',
        attachments: [{ role: 'ANNEX', title: 'plan.pdf', sha256: plan.sha256 }],
      },
    ]);
    expect(letter.evidence.nodes.slice(-2).map(({ event }: any) => event)).toEqual([
      'SUPPLEMENT_REQUEST',
      'SUPPLEMENT_SUPPLY',
    ]);
    expect(letter.attachments).toHaveLength(1);
  }
  expect(await feedOf(exchange.commune.token, id)).toContainEqual(['ACTION_REQUIRED', 'SUPPLEMENT_SUPPLY']);
  expect(await contentOf(exchange.commune.token, plan.contentUrl)).toEqual([200, plan.sha256]);

  // and again, from another state
  await done('correspondenceAcknowledge', id);
  await done('correspondenceRequestSupplement', id, { pieces: ['Le titre'] });
  await done('correspondenceSupplySupplement', id);
  expect((await letterSeenBy(exchange.commune.token, id)).consignments).toMatchObject([{ state: 'ACKNOWLEDGED' }]);
});

test('what is supplied to one recipient is for it and the sender, and for nobody else', async () => {
  const { correspondence } = await exchange.send({
    recipients: [
      { institutionId: exchange.commune.id },
      { institutionId: exchange.competent.id },
      { institutionId: exchange.copied.id, role: 'CC' },
    ],
  });
  const { id } = correspondence;
  for (const token of [exchange.commune.token, exchange.competent.token])
    await exchange.bring(id, 'AWAITING_SUPPLEMENT', token);
  await exchange.bring(id, 'RETRIEVED', exchange.copied.token);
  const plan = await givenDocument(hub, exchange.ministry.token);
  const unsaid = await exchange.act(
    'correspondenceSupplySupplement',
    { correspondenceId: id, attachments: [{ documentId: plan.id }] },
    exchange.ministry.token,
  );
  expect(unsaid.payload.userErrors.map(({ code }: any) => code)).toEqual(['INSTITUTION_REQUIRED']);
  await done('correspondenceSupplySupplement', id, {
    institutionId: exchange.competent.id,
    attachments: [{ documentId: plan.id }],
  });
  const requests = async (token: string): Promise<unknown[]> =>
    (await letterSeenBy(token, id)).supplementRequests.map(({ institution, attachments }: any) => [
      institution.id,
      attachments.length,
    ]);
  expect(await requests(exchange.ministry.token)).toEqual([
    [exchange.commune.id, 0],
    [exchange.competent.id, 1],
  ]);
  expect(await requests(exchange.commune.token)).toEqual([[exchange.commune.id, 0]]);
  expect(await requests(exchange.competent.token)).toEqual([[exchange.competent.id, 1]]);
  expect(await requests(exchange.copied.token)).toEqual([]);
  const statuses = [];
  for (const { token } of [exchange.commune, exchange.competent, exchange.copied, exchange.stranger]) {
    statuses.push((await contentOf(token, plan.contentUrl))[0]);
  }
  expect(statuses).toEqual([404, 200, 404, 404]);
  const states = (await letterSeenBy(exchange.ministry.token, id)).consignments.map(({ state }: any) => state);
  expect(states).toEqual(['AWAITING_SUPPLEMENT', 'REGISTERED', 'RETRIEVED']);
  for (const token of [exchange.commune.token, exchange.copied.token]) {
    expect(await eventsOf(token, id)).not.toContain('SUPPLEMENT_SUPPLY');
  }
});

test('without the right nothing of what was decided on a confidential letter is told but that it was', async () => {
  const words = ['Motif secret', 'Pièce secrète', 'Mot secret'];
  const plan = await givenDocument(hub, exchange.ministry.token, undefined, 'plan-secret.pdf');
  const id = await exchange.letterIn('REGISTERED', { confidentiality: 'CONFIDENTIAL' });
  await done('correspondenceRequestSupplement', id, { pieces: ['Pièce secrète'] });
  await done('correspondenceSupplySupplement', id, { attachments: [{ documentId: plan.id }], note: 'Mot secret' });
  await done('correspondenceRefuse', id, { reasonText: 'Motif secret' });
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  for (const code of ['MA-MIN-0001', 'MA-COM-0012']) {
    const [few, all] = [await hub.tokenFor(code, { scopes }), await hub.tokenFor(code)];
    const hidden = await letterSeenBy(few, id);
    const claims = hidden.evidence.nodes.map(({ token }: any) => JSON.stringify(eventOf(token))).join();
    expect(hidden).toMatchObject({
      supplementRequests: null,
      consignments: [{ state: 'REFUSED', reason: null }],
    });
    for (const word of [...words, 'plan-secret']) expect(JSON.stringify(hidden) + claims).not.toContain(word);
    const shown = JSON.stringify(await letterSeenBy(all, id));
    for (const word of words) expect(shown).toContain(word);
  }
  const few = await hub.tokenFor('MA-COM-0012', { scopes });
  expect((await contentOf(few, plan.contentUrl))[0]).toBe(403);
});

test('nothing is left of a supplement with a fault, not even a document that is shared', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
  const plan = await givenDocument(hub, exchange.ministry.token);
  const before = await countRows(hub);
  const { payload } = await act(hub, exchange.ministry.token, 'correspondenceSupplySupplement', {
    correspondenceId: id,
    attachments: [{ documentId: plan.id, title: '' }],
  });
  expect(payload.userErrors.map(({ code }: any) => code)).toEqual(['TITLE_INVALID']);
  expect(await countRows(hub)).toEqual(before);
  expect((await contentOf(exchange.commune.token, plan.contentUrl))[0]).toBe(404);
});
