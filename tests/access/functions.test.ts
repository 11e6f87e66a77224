import { randomUUID } from 'node:crypto';
import { fromGlobalId, toGlobalId } from '../../src/platform/ids.js';
import { localYear } from '../../src/platform/legalTime.js';
import { anotherClient, newKey } from '../correspondence/givenParties.js';
import { competent } from '../correspondence/givenStates.js';
import { allPlaced } from '../isolation/world.js';
import { act, commune, deposit, givenDocument, institutionId, ministry, type ActName } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

jest.setTimeout(120_000);

// The ministry has the functions BO, SG and DGCT; a commune writes to two of them and to none.
let hub: TestHub;
let from: string;
let toId: string;
let sha256: string;
const letters: Record<'SG' | 'DGCT' | 'none', string> = { SG: '', DGCT: '', none: '' };
const contents: Record<string, string> = {};
let all: string;
let sg: string;
let bo: string;

beforeAll(async () => {
  hub = await startHub();
  from = await hub.tokenFor(commune);
  toId = await institutionId(hub, ministry);
  for (const to of ['SG', 'DGCT', 'none'] as const) {
    const document = await givenDocument(hub, from);
    letters[to] = await send({ to, documentId: document.id, subject: `Affaire ${to}` });
    contents[letters[to]] = document.contentUrl;
    sha256 = document.sha256;
  }
  [all, sg, bo] = [
    await hub.tokenFor(ministry),
    await anotherClient(hub, ministry, ['SG']),
    await hub.tokenFor(ministry, { functions: ['BO'] }),
  ];
  await allPlaced(hub);
}, 120_000);
afterAll(() => hub.close());

const send = async ({
  to,
  documentId,
  subject = 'Objet',
  token = from,
  recipient = toId,
}: {
  to: string;
  documentId: string;
  subject?: string;
  token?: string;
  recipient?: string;
}): Promise<string> => {
  const { payload, text } = await deposit(hub, token, {
    idempotencyKey: newKey('functions'),
    subject,
    recipients: [{ institutionId: recipient, ...(to === 'none' ? {} : { functionAddressCode: to }) }],
    attachments: [{ documentId, role: 'MAIN' }],
  });
  if (payload?.correspondence == null) throw new Error(text);
  return payload.correspondence.id as string;
};

const ask = async (token: string, query: string, variables: Record<string, unknown> = {}): Promise<any> => {
  const { data, errors } = await hub.graphql(token, query, variables);
  expect(errors).toBeUndefined();
  return data;
};

const inboxOf = async (token: string, filter: object = {}): Promise<string[]> =>
  (
    await ask(token, 'query I($filter: InboxFilter) { inbox(filter: $filter) { nodes { id } } }', { filter })
  ).inbox.nodes
    .map(({ id }: { id: string }) => id)
    .reverse();

test('a client limited to functions finds their letters, and those without one where it is the registry office', async () => {
  expect([await inboxOf(all), await inboxOf(sg), await inboxOf(bo)]).toEqual([
    [letters.SG, letters.DGCT, letters.none],
    [letters.SG],
    [letters.none],
  ]);
  expect([await inboxOf(sg, { search: 'affaire' }), await inboxOf(sg, { functionAddressCode: 'DGCT' })]).toEqual([
    [letters.SG],
    [],
  ]);
});

test('a letter of another function looks like one that is not there, whatever is asked of it', async () => {
  const evidence = (
    await ask(all, 'query E($id: ID!) { correspondence(id: $id) { evidence { nodes { id } } } }', { id: letters.DGCT })
  ).correspondence.evidence.nodes[0].id as string;
  const document = decodeURIComponent(/documents\/([^/]+)\/content/.exec(contents[letters.DGCT]!)![1]!);
  for (const id of [letters.DGCT, evidence, document]) {
    const node = 'query N($id: ID!) { node(id: $id) { id } }';
    expect([await ask(all, node, { id }), await ask(sg, node, { id })]).toEqual([{ node: { id } }, { node: null }]);
  }
  expect(await ask(sg, 'query C($id: ID!) { correspondence(id: $id) { id } }', { id: letters.DGCT })).toEqual({
    correspondence: null,
  });
  const missing = toGlobalId('Correspondence', randomUUID());
  for (const name of [
    'correspondenceRetrieve',
    'correspondenceReportHandoverFailure',
    'correspondenceRegisterArrival',
    'correspondenceAcknowledge',
    'correspondenceRefuse',
    'correspondenceRedirect',
    'correspondenceReassign',
    'correspondenceRequestSupplement',
  ]) {
    const input = {
      correspondenceRetrieve: { sha256: [sha256] },
      correspondenceReportHandoverFailure: { reasonCode: 'TECHNICAL_RECIPIENT', reasonText: 'À l’arrêt' },
      correspondenceRefuse: { reasonCode: 'DUPLICATE', reasonText: 'Reçu deux fois' },
      correspondenceRedirect: { toInstitutionId: await institutionId(hub, 'MA-MIN-0002'), reasonText: 'Compétence' },
      correspondenceReassign: { functionAddressCode: 'SG' },
      correspondenceRequestSupplement: { pieces: ['Annexe'] },
    }[name];
    const outcome = async (correspondenceId: string) =>
      (await act(hub, sg, name as 'correspondenceRetrieve', { correspondenceId, ...input })).payload;
    const refused = await outcome(letters.DGCT);
    expect(refused.userErrors).toMatchObject([{ code: 'CORRESPONDENCE_NOT_FOUND' }]);
    expect(refused).toEqual(await outcome(missing));
  }
});

test('content is served to the function that it was sent to, and opens no letter of another', async () => {
  const download = async (token: string, letter: string): Promise<number> => {
    const response = await fetch(contents[letter]!, { headers: { authorization: `Bearer ${token}` } });
    await response.arrayBuffer();
    return response.status;
  };
  expect([await download(sg, letters.DGCT), await download(sg, letters.SG)]).toEqual([404, 200]);
  const opened = await hub.look<{ id: string }>(
    `select correspondence_id as id from correspondence.consignment where role = 'TO' and first_opened_at is not null`,
  );
  expect(opened.map(({ id }) => id)).toEqual([fromGlobalId(letters.SG)!.uuid]);
});

test('the feed of a limited client shows gaps, never another letter, and its cursor goes to the end', async () => {
  const feed = async (token: string, after: string | null = null): Promise<any> =>
    (
      await ask(
        token,
        `query F($after: String) { mailboxEvents(after: $after) { nodes { position correspondence { id } } pageInfo { endCursor } } }`,
        { after },
      )
    ).mailboxEvents;
  const [whole, limited] = [await feed(all), await feed(sg)];
  const ofSg = whole.nodes.filter((node: any) => node.correspondence.id === letters.SG);
  expect(whole.nodes.map(({ position }: any) => Number(position))).toEqual([1, 2, 3]);
  expect(limited.nodes).toEqual(ofSg);
  expect(limited.pageInfo.endCursor).toBe(whole.pageInfo.endCursor);
  expect((await feed(sg, limited.pageInfo.endCursor)).nodes).toEqual([]);
});

test('a limited client has the letters that it sent, their evidence and lines, and not those of other clients', async () => {
  const dgct = await anotherClient(hub, ministry, ['DGCT']);
  const recipient = await institutionId(hub, commune);
  const own = await givenDocument(hub, sg);
  const sent = await send({ to: 'none', documentId: own.id, token: sg, recipient });
  await allPlaced(hub);
  const outbox = async (token: string) =>
    (
      await ask(
        token,
        '{ outbox { nodes { id sender { code } attachments { document { id } } evidence { nodes { event } } registerEntries { number } } } }',
      )
    ).outbox.nodes;
  const letter = {
    id: sent,
    sender: { code: ministry },
    attachments: [{ document: { id: own.id } }],
    evidence: { nodes: [{ event: 'SUBMISSION_ACCEPTANCE' }, { event: 'CONTENT_CONSIGNMENT' }] },
    registerEntries: [{ number: '1' }],
  };
  expect([await outbox(sg), await outbox(dgct), await outbox(all)]).toEqual([[letter], [], [letter]]);
  // neither may it send a document that another client of its institution made
  const { payload } = await deposit(hub, dgct, {
    idempotencyKey: newKey('functions'),
    subject: 'Objet',
    recipients: [{ institutionId: recipient }],
    attachments: [{ documentId: own.id, role: 'MAIN' }],
  });
  expect(payload.userErrors).toMatchObject([{ code: 'DOCUMENT_NOT_FOUND' }]);
});

test('what another client of the sender supplied goes too, when a limited client withdraws its letter', async () => {
  await hub.look(`update directory.institution set channel = 'SYSTEM', status = 'ACTIVE' where code = $1`, [competent]);
  const to = await hub.tokenFor(competent);
  const first = await givenDocument(hub, sg);
  const recipient = await institutionId(hub, commune);
  const correspondenceId = await send({ to: 'none', documentId: first.id, token: sg, recipient });
  const done = async (token: string, name: ActName, input: object): Promise<void> => {
    const { payload, text } = await act(hub, token, name, { correspondenceId, ...input });
    if (payload?.userErrors.length !== 0) throw new Error(text);
  };
  await done(from, 'correspondenceRetrieve', { sha256: [first.sha256] });
  await done(from, 'correspondenceRegisterArrival', {});
  await done(from, 'correspondenceRequestSupplement', { pieces: ['Le plan'] });
  const plan = await givenDocument(hub, all);
  await done(all, 'correspondenceSupplySupplement', { attachments: [{ documentId: plan.id }] });
  await done(from, 'correspondenceRedirect', {
    toInstitutionId: await institutionId(hub, competent),
    reasonText: 'Relève de ce ministère',
  });
  const seen = async (): Promise<(string | undefined)[]> =>
    Promise.all(
      [first.id, plan.id].map(
        async (id) => (await ask(to, 'query N($id: ID!) { node(id: $id) { __typename } }', { id })).node?.__typename,
      ),
    );
  expect(await seen()).toEqual(['Document', 'Document']);
  await done(sg, 'correspondenceRecall', { reasonText: 'Envoyé par erreur' });
  expect(await seen()).toEqual([undefined, undefined]);
});

const eventsAfter = async (token: string, after: string | null): Promise<{ events: object[]; endCursor: string }> => {
  const { nodes, pageInfo } = (
    await ask(
      token,
      `query E($after: String) { mailboxEvents(first: 100, after: $after) {
        nodes { type correspondence { id } evidence { event } } pageInfo { endCursor } } }`,
      { after },
    )
  ).mailboxEvents;
  const events = nodes.map(({ type, correspondence, evidence }: any) => ({
    type,
    letter: correspondence.id,
    event: evidence.event,
  }));
  return { events, endCursor: pageInfo.endCursor as string };
};

test('a letter that is moved to another function leaves the one and comes to the other, with all that belongs to it', async () => {
  const document = await givenDocument(hub, from);
  const letter = await send({ to: 'SG', documentId: document.id });
  const dgct = await hub.tokenFor(ministry, { functions: ['DGCT'] });
  expect([(await inboxOf(sg)).includes(letter), (await inboxOf(dgct)).includes(letter)]).toEqual([true, false]);
  await allPlaced(hub);
  const after: Record<string, string> = {};
  for (const token of [sg, dgct, all, from]) after[token] = (await eventsAfter(token, null)).endCursor;
  const { payload } = await act(hub, sg, 'correspondenceReassign', {
    correspondenceId: letter,
    functionAddressCode: 'DGCT',
  });
  expect(payload).toMatchObject({ correspondence: null, userErrors: [] });
  expect([(await inboxOf(sg)).includes(letter), (await inboxOf(dgct)).includes(letter)]).toEqual([false, true]);
  const evidence = await ask(dgct, 'query E($id: ID!) { correspondence(id: $id) { evidence { nodes { event } } } }', {
    id: letter,
  });
  expect(evidence.correspondence.evidence.nodes).toContainEqual({ event: 'REASSIGNMENT' });
  // told to who has it now, behind the position at which it came to the other, and not to who sent it
  await allPlaced(hub);
  const told = { type: 'CORRESPONDENCE_REASSIGNED', letter, event: 'REASSIGNMENT' };
  const events = [];
  for (const token of [sg, dgct, all, from]) events.push((await eventsAfter(token, after[token]!)).events);
  expect(events).toEqual([[], [told], [told], []]);
});

test('a line of a register is read with its letter, and one without by the client that wrote it', async () => {
  const dgct = await anotherClient(hub, ministry, ['DGCT']);
  await act(hub, all, 'correspondenceRetrieve', { correspondenceId: letters.none, sha256: [sha256] });
  const taken = await act(hub, all, 'correspondenceRegisterArrival', { correspondenceId: letters.none });
  const line = taken.payload.registerEntry as { id: string; number: string };
  const year = localYear(new Date());
  const read = async (token: string) =>
    (
      await ask(
        token,
        `query R($year: Int!, $number: String!) { registerEntry(direction: IN, year: $year, number: $number) { id subject } }`,
        {
          year,
          number: line.number,
        },
      )
    ).registerEntry;
  expect([await read(all), await read(bo), await read(sg)]).toEqual([
    { id: line.id, subject: 'Affaire none' },
    { id: line.id, subject: 'Affaire none' },
    null,
  ]);
  const recorded = await ask(
    dgct,
    `mutation P($input: RegisterEntryRecordInput!) { registerEntryRecord(input: $input) { registerEntry { id number } evidence { event } userErrors { code } } }`,
    {
      input: {
        idempotencyKey: newKey('paper'),
        direction: 'IN',
        medium: 'PAPER',
        subject: 'Pli',
        counterpartName: 'M. X',
      },
    },
  );
  const paper = recorded.registerEntryRecord.registerEntry as { id: string };
  const node = 'query N($id: ID!) { node(id: $id) { id } }';
  expect([await ask(dgct, node, { id: paper.id }), await ask(sg, node, { id: paper.id })]).toEqual([
    { node: { id: paper.id } },
    { node: null },
  ]);
});

test('a client is limited as its code says, from enrolment to token, and a sandbox token as it asks', async () => {
  const ask = async (functions: readonly string[]): Promise<unknown> => {
    const answer = await fetch(`${hub.url}/sandbox/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ institution: ministry, functions }),
    });
    const { error, error_description } = (await answer.json()) as Record<string, string>;
    return [answer.status, error, error_description?.match(/no function (\w+): it has BO, /)?.[1]];
  };
  expect([await ask([]), await ask(['SG', 'NONE']), await ask(['BO', 'SG'])]).toEqual([
    [400, 'invalid_request', undefined],
    [400, 'invalid_request', 'NONE'],
    [200, undefined, undefined],
  ]);
  await expect(anotherClient(hub, ministry, ['NONE'])).rejects.toThrow('No such function there: NONE.');
  await expect(anotherClient(hub, ministry, [])).rejects.toThrow('Name at least one function.');
  const clients = await hub.look(
    `select functions from access.client where functions is not null order by created_at limit 1`,
  );
  expect(clients).toEqual([{ functions: ['SG'] }]);
});

test('a limited client takes the new limit at once when the operator changes it', async () => {
  const token = await anotherClient(hub, ministry, ['DGCT']);
  expect(await inboxOf(token)).not.toContain(letters.SG);
  await hub.look(`update access.client set functions = array['SG'] where functions = array['DGCT']`);
  const started = Date.now();
  while (!(await inboxOf(token)).includes(letters.SG)) {
    if (Date.now() - started > 20_000) throw new Error('the old limit is still in force');
  }
  expect(await inboxOf(token)).not.toContain(letters.DGCT);
});
