import { act, deposit, type ActName, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { anotherClient, countRows, givenParties, newKey, type Parties } from './givenParties.js';

let hub: TestHub;
let parties: Parties;
beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
}, 60_000);
afterAll(() => hub.close());

type Mutation = {
  readonly name: string;
  /** An input that succeeds once; the key is in it. */
  readonly given: () => Promise<DepositInput>;
  readonly changed: { readonly input: DepositInput; readonly path: string };
  readonly send: (input: DepositInput, token?: string) => Promise<any>;
};

const act_ =
  (name: ActName) =>
  async (input: DepositInput, token = parties.commune.token) => {
    const { payload, text } = await act(hub, token, name, input);
    if (payload == null) throw new Error(text);
    return payload;
  };

const retrieved = async (): Promise<string> => {
  const { correspondence } = await parties.send();
  await act_('correspondenceRetrieve')({ correspondenceId: correspondence.id, sha256: [parties.document.sha256] });
  return correspondence.id;
};

const mutations: readonly Mutation[] = [
  {
    name: 'correspondenceDeposit',
    given: async () => parties.input(),
    changed: { input: { subject: 'Autre', priority: 'URGENT' }, path: 'input.priority, input.subject' },
    send: async (input, token = parties.ministry.token) => (await deposit(hub, token, input)).payload,
  },
  {
    name: 'correspondenceRetrieve',
    given: async () => ({
      idempotencyKey: newKey(),
      correspondenceId: (await parties.send()).correspondence.id,
      sha256: [parties.document.sha256],
    }),
    changed: { input: { sha256: ['0'.repeat(64)] }, path: 'input.sha256.0' },
    send: act_('correspondenceRetrieve'),
  },
  {
    name: 'correspondenceRegisterArrival',
    given: async () => ({ idempotencyKey: newKey(), correspondenceId: await retrieved() }),
    changed: { input: { series: 'OTHER' }, path: 'input.series' },
    send: act_('correspondenceRegisterArrival'),
  },
  {
    name: 'correspondenceAcknowledge',
    given: async () => ({ idempotencyKey: newKey(), correspondenceId: await retrieved(), note: 'Bien reçu' }),
    changed: { input: { note: 'Reçu' }, path: 'input.note' },
    send: act_('correspondenceAcknowledge'),
  },
];

for (const { name, given, changed, send } of mutations) {
  test(`${name} replays the same evidence, octet for octet, to a token of another purpose too`, async () => {
    const input = await given();
    const first = await send(input);
    const before = await countRows(hub);
    const code = name === 'correspondenceDeposit' ? 'MA-MIN-0001' : 'MA-COM-0012';
    const again = await send(input);
    const byOtherToken = await send(input, await hub.tokenFor(code, { purposes: ['CONTROL'] }));
    expect(first.userErrors).toEqual([]);
    expect([first.replayed, again, byOtherToken]).toEqual([
      false,
      { ...first, replayed: true },
      { ...first, replayed: true },
    ]);
    expect(await countRows(hub)).toEqual(before);
  });

  test(`${name} refuses another content under the same key, names what differs, and does nothing`, async () => {
    const input = await given();
    await send(input);
    const before = await countRows(hub);
    const other = await send({ ...input, ...changed.input });
    expect(other).toMatchObject({
      correspondence: null,
      evidence: null,
      replayed: false,
      userErrors: [{ code: 'IDEMPOTENCY_CONFLICT', path: ['input', 'idempotencyKey'] }],
    });
    expect(other.userErrors[0].message).toContain(changed.path);
    expect(await countRows(hub)).toEqual(before);
  });

  test(`${name} sent ten times at once is one act and nine replays`, async () => {
    const input = await given();
    const before = await countRows(hub);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(input)));
    const after = await countRows(hub);
    expect(answers.map(({ replayed }) => replayed as boolean).sort()).toEqual([
      false,
      ...Array.from({ length: 9 }, () => true),
    ]);
    expect(new Set(answers.map(({ evidence }) => evidence.token as string)).size).toBe(1);
    expect([after['acts']! - before['acts']!, after['keys']! - before['keys']!]).toEqual([1, 1]);
  });
}

test('takes a null for nothing said, and a default for what it stands for', async () => {
  const input = parties.input();
  await deposit(hub, parties.ministry.token, input);
  const again = await deposit(hub, parties.ministry.token, {
    ...input,
    senderReference: null,
    documentDate: null,
    nature: 'LETTER',
    series: 'GENERAL',
  });
  expect([again.payload.userErrors, again.payload.replayed]).toEqual([[], true]);
});

test('names a recipient that was added, taken away or exchanged', async () => {
  const input = parties.input();
  await deposit(hub, parties.ministry.token, input);
  const conflicts = await Promise.all(
    [
      [{ institutionId: parties.commune.id }, { institutionId: parties.stranger.id }],
      [{ institutionId: parties.stranger.id }],
      [],
    ].map(
      async (recipients) => (await deposit(hub, parties.ministry.token, { ...input, recipients })).payload.userErrors,
    ),
  );
  expect(
    conflicts.map(([{ message }]) => /input\.recipients(\.\d+\.institutionId)?/.exec(message as string)?.[0]),
  ).toEqual(['input.recipients.1.institutionId', 'input.recipients.0.institutionId', 'input.recipients']);
});

test('reads anew what is not evidence: the state as it is now', async () => {
  const input = parties.input();
  const first = await deposit(hub, parties.ministry.token, input);
  await act_('correspondenceRetrieve')({
    correspondenceId: first.payload.correspondence.id,
    sha256: [parties.document.sha256],
  });
  const again = await deposit(hub, parties.ministry.token, input);
  expect([again.payload.evidence, again.payload.registerEntry]).toEqual([
    first.payload.evidence,
    first.payload.registerEntry,
  ]);
  expect([first, again].map(({ payload }) => payload.correspondence.consignments[0].state as string)).toEqual([
    'DELIVERED',
    'RETRIEVED',
  ]);
});

test('keeps the keys of two clients of one institution apart, and of two institutions', async () => {
  const input = parties.input();
  const other = await anotherClient(hub, 'MA-MIN-0001');
  const answers = [await deposit(hub, parties.ministry.token, input), await deposit(hub, other, input)];
  const numbers = answers.map(({ payload }) => Number(payload.registerEntry.number));
  expect([answers.map(({ payload }) => payload.replayed as boolean), numbers[1]! - numbers[0]!]).toEqual([
    [false, false],
    1,
  ]);
  const { data } = await hub.graphql(
    parties.ministry.token,
    'query O($key: String!) { outbox(filter: { idempotencyKey: $key }) { nodes { id } } }',
    { key: input['idempotencyKey'] },
  );
  expect(data!['outbox'].nodes).toHaveLength(2);
});

test('authorizes a replay like a first call', async () => {
  const input = parties.input();
  await deposit(hub, parties.ministry.token, input);
  const { data, errors } = await deposit(
    hub,
    await hub.tokenFor('MA-MIN-0001', { scopes: ['correspondence:read'] }),
    input,
  );
  expect([data, errors?.[0]?.extensions['code']]).toEqual([undefined, 'FORBIDDEN']);
});

test('ends with one act when the caller goes away in the middle', async () => {
  const input = parties.input();
  const body = JSON.stringify({
    query:
      'mutation M($input: CorrespondenceDepositInput!) { correspondenceDeposit(input: $input) { evidence { token } } }',
    variables: { input },
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${parties.ministry.token}` };
  const before = await countRows(hub);
  for (const afterMs of [1, 4, 8, 15, 30]) {
    await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body, signal: AbortSignal.timeout(afterMs) }).catch(
      () => {},
    );
  }
  const { payload } = await deposit(hub, parties.ministry.token, input);
  const after = await countRows(hub);
  expect([payload.userErrors, after['acts']! - before['acts']!, after['numbers']! - before['numbers']!]).toEqual([
    [],
    1,
    1,
  ]);
});
