import { institutionScopes } from '../../src/access/grants.js';
import { fromGlobalId } from '../../src/platform/ids.js';
import { act, commune, ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { anotherClient, newKey } from './givenParties.js';
import { givenExchange, type Exchange } from './givenStates.js';

jest.setTimeout(60_000);

let hub: TestHub;
let exchange: Exchange;
const sent: Record<string, string> = {};

const letters: Readonly<Record<string, Record<string, unknown>>> = {
  A: { subject: 'Demande d’autorisation de construction à Fès', senderReference: 'DGCT/2026-17', priority: 'URGENT' },
  B: { subject: 'طلبُ رُخْصةِ البناء بالرباط', recipientReference: 'و.د/45' },
  C: { subject: 'Transmission du dossier n° 8 de l’élève Ouazzani' },
  D: { subject: 'Affaire réservée de construction', confidentiality: 'CONFIDENTIAL', senderReference: 'SECRET-99' },
  E: { subject: 'إرسالية إلى المدرسة رقم ٤٥', recipients: 'BO' },
  F: { subject: 'Note: 100% des crédits_votés (budget) \\ "fin"' },
};

beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
  for (const [name, { recipients, ...letter }] of Object.entries(letters)) {
    const to = {
      institutionId: exchange.commune.id,
      ...(recipients !== undefined && { functionAddressCode: recipients }),
    };
    sent[name] = (
      await exchange.send({ ...letter, recipients: [to], idempotencyKey: `letter ${name}` })
    ).correspondence.id;
  }
  // of another institution, with every word in it
  await exchange.send({
    subject: Object.values(letters)
      .map(({ subject }) => subject)
      .join(' ')
      .slice(0, 500),
    recipients: [{ institutionId: exchange.stranger.id }],
    senderReference: 'G',
    idempotencyKey: 'letter G',
  });
  sent['G'] = '';
  await exchange.bring(sent['C']!, 'REGISTERED');
}, 60_000);
afterAll(() => hub.close());

const nameOf = (id: string): string => Object.keys(sent).find((name) => sent[name] === id) ?? 'G';
const find = async (field: 'inbox' | 'outbox', filter: object, token?: string, args = {}): Promise<string> => {
  const { data, text } = await hub.graphql(
    token ?? (field === 'inbox' ? exchange.commune.token : exchange.ministry.token),
    `query S($filter: ${field === 'inbox' ? 'InboxFilter' : 'OutboxFilter'}, $first: Int! = 20, $after: String) {
      ${field}(filter: $filter, first: $first, after: $after) { nodes { id } } }`,
    { filter, ...args },
  );
  if (data?.[field] == null) throw new Error(text);
  return data[field].nodes.map(({ id }: any) => nameOf(id)).join('');
};

const searches: readonly (readonly [string, string])[] = [
  ['construction', 'DA'],
  ['CONSTRUCTION fes', 'A'],
  ['fès demande', 'A'],
  ['structio', 'DA'],
  ["d'autorisation", 'A'],
  ['رخصه البنا', 'B'],
  ['الرباط', 'B'],
  ['رباط', 'B'],
  ['طلب', 'B'],
  ['dgct 17', 'A'],
  ['DGCT/2026-17', 'A'],
  ['45', 'EB'],
  ['٤٥', 'EB'],
  ['و', 'B'],
  ['eleve ouazzani dossier', 'C'],
  ['de', 'FDCA'],
  ['de de DE', 'FDCA'],
  ['100% credits_votes', 'F'],
  ['%', ''],
  ['_', ''],
  ['"', ''],
  ['\\', ''],
  ['', ''],
  ['   ', ''],
  ['introuvable', ''],
  ['construction introuvable', ''],
  ["' or true --", ''],
];

test('finds by words in any order, whatever the spelling, the newest first', async () => {
  const found: (readonly [string, string])[] = [];
  for (const [search] of searches) found.push([search, await find('inbox', { search })]);
  expect(found).toEqual(searches);
});

test('the outbox is searched in the same way, and shows what was sent to others too', async () => {
  expect([
    await find('outbox', { search: 'construction fes' }),
    await find('outbox', { search: 'dgct' }),
    await find('outbox', { search: 'رخصة' }),
    await find('outbox', { search: 'construction', recipientId: exchange.commune.id }),
    await find('outbox', { recipientId: exchange.stranger.id }),
  ]).toEqual(['GA', 'A', 'GB', 'DA', 'G']);
});

test('finds by the numbers under which the letter went and came', async () => {
  const { data } = await hub.graphql(
    exchange.commune.token,
    'query N($id: ID!) { correspondence(id: $id) { registerEntries { number counterpartNumber } } }',
    { id: sent['C'] },
  );
  const [entry] = data!['correspondence'].registerEntries;
  // others have this digit in them too: the number itself is enough
  expect(await find('inbox', { search: `ouazzani ${entry.number}` })).toBe('C');
  expect(await find('inbox', { search: entry.number })).toContain('C');
  expect(await find('outbox', { search: `ouazzani ${entry.counterpartNumber}` })).toBe('C');
});

test('a number of several pieces is found among other words, in the order in which it is written', async () => {
  await hub.look(
    `update correspondence.consignment set arrival_number = 'AR-2031/77'
      where institution_id = (select id from directory.institution where code = $1) and correspondence_id = $2`,
    [commune, fromGlobalId(sent['A']!)!.uuid],
  );
  for (const search of ['AR-2031/77', 'construction ar 2031 77 fès', 'ar-2031/77 demande']) {
    expect([search, await find('inbox', { search })]).toEqual([search, 'A']);
  }
  for (const search of ['77/2031', 'AR-2031/77 introuvable', '2031 construction']) {
    expect([search, await find('inbox', { search })]).toEqual([search, '']);
  }
});

test('never finds what is another institution’s', async () => {
  for (const [search] of searches) {
    expect(await find('inbox', { search }, exchange.competent.token)).toBe('');
    expect(await find('outbox', { search }, exchange.competent.token)).toBe('');
    expect((await find('inbox', { search }, exchange.stranger.token)).replace('G', '')).toBe('');
  }
});

test('does not look into confidential letters without the right, and lists them all the same', async () => {
  const scopes = institutionScopes.filter((scope) => scope !== 'correspondence:read-confidential');
  for (const [field, code] of [
    ['inbox', commune],
    ['outbox', ministry],
  ] as const) {
    const few = await hub.tokenFor(code, { scopes });
    expect([
      (await find(field, { search: 'reservee' }, few)).replace('G', ''),
      await find(field, { search: 'secret 99' }, few),
      (await find(field, { search: 'construction' }, few)).replace('G', ''),
      (await find(field, {}, few)).includes('D'),
    ]).toEqual(['', '', 'A', true]);
  }
  expect(await find('outbox', { recipientId: exchange.commune.id }, await hub.tokenFor(ministry, { scopes }))).toBe(
    'FEDCBA',
  );
});

test('all other conditions hold together with the words, and say the same with and without them', async () => {
  const first = (await dates())[0]!;
  const inbox: readonly object[] = [
    { states: ['REGISTERED'] },
    { states: ['DELIVERED', 'REGISTERED'] },
    { states: [] },
    { senderId: exchange.ministry.id },
    { senderId: exchange.stranger.id },
    { senderId: 'nonsense' },
    { functionAddressCode: 'BO' },
    { functionAddressCode: 'URB' },
    { priority: 'URGENT' },
    { since: first },
    { until: first },
  ];
  const outbox: readonly object[] = [
    { states: ['REGISTERED'] },
    { states: [] },
    { unacknowledged: true },
    { unacknowledged: false },
    { senderReference: 'DGCT/2026-17' },
    { idempotencyKey: 'letter B' },
    { idempotencyKey: 'none' },
    { since: first },
    { until: first },
  ];
  for (const [field, filters] of [
    ['inbox', inbox],
    ['outbox', outbox],
  ] as const) {
    for (const filter of filters) {
      const all = await find(field, filter);
      const narrowed = [...all].filter((name) => 'ADG'.includes(name)).join('');
      expect([field, filter, await find(field, { ...filter, search: 'construction' })]).toEqual([
        field,
        filter,
        narrowed,
      ]);
    }
  }
  expect([
    await find('outbox', { states: ['REGISTERED', 'REFUSED'] }),
    await find('outbox', { unacknowledged: false }),
    await find('outbox', { recipientId: 'nonsense' }),
    await find('outbox', { recipientId: exchange.commune.id, states: ['REGISTERED'] }),
  ]).toEqual(['C', '', '', 'C']);
});

const dates = async (): Promise<string[]> => {
  const { data } = await hub.graphql(exchange.ministry.token, '{ outbox { nodes { id depositedAt } } }');
  return data!['outbox'].nodes
    .filter(({ id }: any) => id === sent['C'])
    .map(({ depositedAt }: any) => depositedAt as string);
};

test('unacknowledged letters are those with an addressee for action that has not', async () => {
  const recipients = [{ institutionId: exchange.commune.id }, { institutionId: exchange.stranger.id, role: 'CC' }];
  const { id } = (await exchange.send({ subject: 'Accusé attendu', recipients })).correspondence;
  sent['H'] = id;
  const search = 'attendu';
  const pending = [
    await find('outbox', { search, unacknowledged: true }),
    await find('outbox', { search, unacknowledged: false }),
  ];
  await exchange.bring(id, 'ACKNOWLEDGED');
  const done = [
    await find('outbox', { search, unacknowledged: true }),
    await find('outbox', { search, unacknowledged: false }),
  ];
  expect([pending, done, await find('outbox', { states: ['ACKNOWLEDGED'] })]).toEqual([['H', ''], ['', 'H'], 'H']);
});

test.each(['inbox', 'outbox'] as const)('pages of a search of the %s show each letter once', async (field) => {
  const token = field === 'inbox' ? exchange.commune.token : exchange.ministry.token;
  const read: string[] = [];
  let after: string | undefined;
  for (;;) {
    const { data } = await hub.graphql(
      token,
      `query P($after: String) { ${field}(first: 1, after: $after, filter: { search: "de" }) { nodes { id subject attachments { title } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    const { nodes, pageInfo } = data![field];
    read.push(...nodes.map(({ id }: any) => nameOf(id as string)));
    if (pageInfo.hasNextPage === false) break;
    after = pageInfo.endCursor as string;
  }
  expect(read.join('')).toBe(field === 'inbox' ? 'FDCA' : 'GFDCA');
});

test('two searches in one query do not take each other’s letters', async () => {
  const { data } = await hub.graphql(
    exchange.commune.token,
    '{ one: inbox(filter: { search: "fes" }) { nodes { id subject } } other: inbox(filter: { search: "ouazzani" }) { nodes { id attachments { title } } } none: inbox(filter: { search: "introuvable" }) { nodes { id } } }',
  );
  expect(
    [data!['one'], data!['other'], data!['none']].map(({ nodes }) => nodes.map(({ id }: any) => nameOf(id))),
  ).toEqual([['A'], ['C'], []]);
});

test('a client that is limited to functions finds their letters alone', async () => {
  const limited = await anotherClient(hub, commune, ['BO']);
  await act(hub, exchange.commune.token, 'correspondenceReassign', {
    correspondenceId: sent['A'],
    functionAddressCode: 'BO',
  });
  const [row] = await hub.look<{ code: string }>(
    `select code from directory.function_address f where institution_id = (select id from directory.institution where code = $1) and code <> 'BO' limit 1`,
    [commune],
  );
  if (row !== undefined) {
    const other = await anotherClient(hub, commune, [row.code]);
    expect(await find('inbox', { search: 'construction' }, other)).toBe('');
  }
  expect(await find('inbox', { search: 'fes' }, limited)).toBe('A');
});

test('a search that is too long is refused, and one that PostgreSQL cannot hold', async () => {
  const ask = (search: string) =>
    hub.graphql(
      exchange.commune.token,
      'query L($search: String!) { inbox(filter: { search: $search }) { nodes { id } } }',
      {
        search,
      },
    );
  const answers = await Promise.all([ask('x'.repeat(201)), ask('a\u0000b'), ask('\ud800'), ask(newKey('x').repeat(2))]);
  expect(answers.map(({ errors }) => errors?.[0]?.extensions['code'])).toEqual([
    'BAD_USER_INPUT',
    'BAD_USER_INPUT',
    'BAD_USER_INPUT',
    undefined,
  ]);
});
