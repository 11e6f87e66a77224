import { institutionScopes } from '../../src/access/grants.js';
import { act, commune, deposit, ministry, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, eventOf, newKey } from './givenParties.js';
import { givenExchange, states, type Exchange } from './givenStates.js';

jest.setTimeout(60_000);

let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 60_000);
afterAll(() => hub.close());

const physicalEnclosures = [
  { description: 'Acte original sur papier', carrierReference: 'RR 123 456 789 MA' },
  { description: 'مفتاح المقر', count: 3 },
];
const both = () => [{ institutionId: exchange.commune.id }, { institutionId: exchange.stranger.id, role: 'CC' }];
const confirm = (correspondenceId: string, receivedEnclosures: number[], token = exchange.commune.token, more = {}) =>
  act(hub, token, 'correspondenceConfirmEnclosures', { correspondenceId, receivedEnclosures, ...more });
const told = ({ payload, text }: { payload: any; text: string }): unknown =>
  payload?.userErrors.map(({ code, path }: any) => `${code} ${path.join('.')}`) ?? text;

const enclosuresOf = async (id: string, token: string): Promise<any> => {
  const { data } = await hub.graphql(
    token,
    `query E($id: ID!) { correspondence(id: $id) { availableActs physicalEnclosures {
      position description count carrierReference receipts { institution { id } receivedAt } } } }`,
    { id },
  );
  return data!['correspondence'];
};
const receiptsOf = async (id: string, token: string): Promise<string[][]> =>
  (await enclosuresOf(id, token)).physicalEnclosures.map(({ receipts }: any) =>
    receipts.map(({ institution }: any) => institution.id as string),
  );

test('lists what travels outside the hub, and evidences how many, not what', async () => {
  const { correspondence, evidence } = await exchange.send({ physicalEnclosures });
  for (const { token } of [exchange.ministry, exchange.commune]) {
    expect((await enclosuresOf(correspondence.id, token)).physicalEnclosures).toEqual([
      { position: 1, count: 1, ...physicalEnclosures[0], receipts: [] },
      { position: 2, carrierReference: null, ...physicalEnclosures[1], receipts: [] },
    ]);
  }
  expect(eventOf(evidence.token)['enclosures']).toEqual([
    { position: 1, count: 1 },
    { position: 2, count: 3 },
  ]);
  expect(Buffer.from(evidence.token.split('.')[1]!, 'base64url').toString()).not.toContain('original');
  const plain = await exchange.send();
  expect(eventOf(plain.evidence.token)).not.toHaveProperty('enclosures');
});

test('each recipient confirms one by one, before it opens the letter too; the sender sees all, a recipient its own', async () => {
  const { correspondence } = await exchange.send({ physicalEnclosures, recipients: both() });
  const { id } = correspondence;
  const first = await confirm(id, [2]);
  expect(first.payload).toMatchObject({
    correspondence: { consignments: [{ state: 'DELIVERED' }] },
    evidence: { event: 'RECEIVED_FROM_NON_ERDS' },
    replayed: false,
    userErrors: [],
  });
  expect(eventOf(first.payload.evidence.token)['enclosures']).toEqual([{ position: 2, count: 3 }]);
  await confirm(id, [1, 2], exchange.stranger.token);

  const [own, other] = [exchange.commune.id, exchange.stranger.id];
  expect(await receiptsOf(id, exchange.ministry.token)).toEqual([[other], [own, other]]);
  expect(await receiptsOf(id, exchange.commune.token)).toEqual([[], [own]]);
  expect(await receiptsOf(id, exchange.stranger.token)).toEqual([[other], [other]]);
  // it is not opened by this, so it can still be withdrawn
  const [row] = await hub.look<{ opened: number }>(
    `select count(first_opened_at)::integer as opened from correspondence.consignment where correspondence_id = $1`,
    [uuid(id)],
  );
  expect(row!.opened).toBe(0);
  const acts = async (token: string) => (await enclosuresOf(id, token)).availableActs.includes('CONFIRM_ENCLOSURES');
  expect(
    await Promise.all([exchange.commune, exchange.stranger, exchange.ministry].map(({ token }) => acts(token))),
  ).toEqual([true, false, false]);
});

const uuid = (id: string): string => Buffer.from(id, 'base64url').toString().split(':')[1]!;

test('both parties hold the evidence, and the sender is told', async () => {
  const { correspondence } = await exchange.send({ physicalEnclosures });
  const { payload } = await confirm(correspondence.id, [1]);
  const query = `query E($id: ID!) { correspondence(id: $id) { evidence { nodes { event token previous { event } } } } }`;
  for (const { token } of [exchange.ministry, exchange.commune]) {
    const { data } = await hub.graphql(token, query, { id: correspondence.id });
    expect(data!['correspondence'].evidence.nodes.at(-1)).toEqual({
      event: 'RECEIVED_FROM_NON_ERDS',
      token: payload.evidence.token,
      previous: { event: 'CONTENT_CONSIGNMENT' },
    });
  }
  const [row] = await hub.look<{ mailbox: unknown }>(`select mailbox from evidence.act order by seq desc limit 1`);
  expect(row!.mailbox).toEqual([
    {
      institution: uuid(exchange.ministry.id),
      type: 'RECIPIENT_STATE_CHANGED',
      consignment: uuid(exchange.commune.id),
      evidence: uuid(payload.evidence.id),
    },
  ]);
});

test('what came with the letter is confirmed with its arrival', async () => {
  const { correspondence } = await exchange.send({ physicalEnclosures });
  const { id } = correspondence;
  await exchange.bring(id, 'RETRIEVED');
  const missing = await exchange.act('correspondenceRegisterArrival', {
    correspondenceId: id,
    receivedEnclosures: [3],
  });
  expect(missing.payload.userErrors.map(({ code }: any) => code)).toEqual(['ENCLOSURE_NOT_FOUND']);
  await exchange.act('correspondenceRegisterArrival', { correspondenceId: id, receivedEnclosures: [1] });
  expect(await receiptsOf(id, exchange.ministry.token)).toEqual([[exchange.commune.id], []]);
  expect(told(await confirm(id, [1]))).toEqual(['ENCLOSURE_ALREADY_CONFIRMED input.receivedEnclosures.0']);
});

test.each(states)('can be confirmed in state %s while the letter is there', async (state) => {
  const id = await exchange.letterIn(state, { physicalEnclosures });
  const isGone = ['REFUSED', 'REDIRECTED', 'RECALLED'].includes(state);
  const available = (await enclosuresOf(id, exchange.commune.token)).availableActs.includes('CONFIRM_ENCLOSURES');
  const before = await countRows(hub);
  expect([available, told(await confirm(id, [1]))]).toEqual([
    !isGone,
    isGone ? ['STATE_NOT_ALLOWED input.correspondenceId'] : [],
  ]);
  if (isGone) expect(await countRows(hub)).toEqual(before);
  if (state === 'RECALLED') expect((await enclosuresOf(id, exchange.commune.token)).physicalEnclosures).toEqual([]);
});

test('refuses each fault of form, and leaves nothing', async () => {
  const { correspondence } = await exchange.send({ physicalEnclosures });
  const { id } = correspondence;
  const foreign = (await exchange.send({ physicalEnclosures, recipients: [{ institutionId: exchange.stranger.id }] }))
    .correspondence.id;
  await confirm(id, [2]);
  const before = await countRows(hub);
  const path = 'input.receivedEnclosures';
  const attempts: readonly (readonly [Promise<any>, string[]])[] = [
    [
      confirm(id, [1], exchange.commune.token, { idempotencyKey: '' }),
      ['IDEMPOTENCY_KEY_INVALID input.idempotencyKey'],
    ],
    [confirm('nonsense', [1]), ['CORRESPONDENCE_NOT_FOUND input.correspondenceId']],
    [confirm(foreign, [1]), ['CORRESPONDENCE_NOT_FOUND input.correspondenceId']],
    [confirm(id, [1], exchange.ministry.token), ['CORRESPONDENCE_NOT_FOUND input.correspondenceId']],
    [confirm(id, []), [`ENCLOSURE_NOT_FOUND ${path}`]],
    [confirm(id, [1, 0, 3, -1]), [1, 2, 3].map((at) => `ENCLOSURE_NOT_FOUND ${path}.${at}`)],
    [confirm(id, [1, 2]), [`ENCLOSURE_ALREADY_CONFIRMED ${path}.1`]],
    [confirm(id, Array<number>(101).fill(1)), [`ENCLOSURE_NOT_FOUND ${path}`]],
  ];
  expect(await Promise.all(attempts.map(async ([answer]) => told(await answer)))).toEqual(
    attempts.map(([, expected]) => expected),
  );
  expect(await countRows(hub)).toEqual(before);
  expect(await receiptsOf(id, exchange.commune.token)).toEqual([[], [exchange.commune.id]]);
});

test('a retry replays, another content under the key is a conflict, and two at once confirm once', async () => {
  const { id } = (await exchange.send({ physicalEnclosures })).correspondence;
  const idempotencyKey = newKey('enclosure');
  const first = await confirm(id, [1, 1], exchange.commune.token, { idempotencyKey });
  const again = await confirm(id, [1, 1], exchange.commune.token, { idempotencyKey });
  expect([again.payload.replayed, again.payload.evidence]).toEqual([true, first.payload.evidence]);
  expect(told(await confirm(id, [2], exchange.commune.token, { idempotencyKey }))).toEqual([
    'IDEMPOTENCY_CONFLICT input.idempotencyKey',
  ]);
  const twins = await Promise.all([confirm(id, [2]), confirm(id, [2])]);
  expect(twins.map(told).sort()).toEqual([[], ['ENCLOSURE_ALREADY_CONFIRMED input.receivedEnclosures.0']]);
});

test('needs the scope of the registers, and says nothing of a confidential letter without the right', async () => {
  const { id } = (await exchange.send({ physicalEnclosures, confidentiality: 'CONFIDENTIAL' })).correspondence;
  const without = (scope: string) => institutionScopes.filter((each) => each !== scope);
  const reader = await hub.tokenFor(commune, { scopes: without('registers:write') });
  expect((await confirm(id, [1], reader)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await confirm(id, [1], null as unknown as string)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  for (const code of [ministry, commune]) {
    const few = await hub.tokenFor(code, { scopes: without('correspondence:read-confidential') });
    expect((await enclosuresOf(id, few)).physicalEnclosures).toBeNull();
  }
  // the clerk at the counter has the label in hand
  const clerk = await hub.tokenFor(commune, { scopes: without('correspondence:read-confidential') });
  expect(told(await confirm(id, [1], clerk))).toEqual([]);
});

const invalid: readonly (readonly [DepositInput[], string[]])[] = [
  [[{ description: '' }], ['0.description']],
  [[{ description: 'x'.repeat(256) }], ['0.description']],
  [[{ description: 'a\u202eb' }], ['0.description']],
  [[{ description: 'a\nb' }], ['0.description']],
  [[{ description: 'x' }, { description: 'x', count: 0 }], ['1.count']],
  [[{ description: 'x', count: 10_001 }], ['0.count']],
  [[{ description: 'x', carrierReference: 'y'.repeat(129) }], ['0.carrierReference']],
  [[{ description: ' ', count: -1, carrierReference: '\u0000' }], ['0.description', '0.count', '0.carrierReference']],
];

test('an enclosure that cannot be is refused at its place, and more than a hundred as a whole', async () => {
  const before = await countRows(hub);
  const tellOf = async (enclosures: unknown) => {
    const { payload } = await deposit(hub, exchange.ministry.token, exchange.input({ physicalEnclosures: enclosures }));
    return payload.userErrors.map(({ code, path }: any) => `${code} ${path.join('.')}`);
  };
  for (const [enclosures, places] of invalid) {
    expect(await tellOf(enclosures)).toEqual(places.map((at) => `ENCLOSURE_INVALID input.physicalEnclosures.${at}`));
  }
  expect(await tellOf(Array(101).fill({ description: 'x' }))).toEqual(['ENCLOSURE_INVALID input.physicalEnclosures']);
  expect(await countRows(hub)).toEqual(before);
});
