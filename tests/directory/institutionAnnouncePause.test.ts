import { randomUUID } from 'node:crypto';
import { localDay } from '../../src/platform/legalTime.js';
import { commune, ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
let token: string;

beforeAll(async () => {
  hub = await startHub();
  token = await hub.tokenFor(commune);
}, 60_000);
afterAll(() => hub.close());

const day = (days: number): string => localDay(new Date(Date.now() + days * 86_400_000));

const mutation = `mutation Announce($input: InstitutionAnnouncePauseInput!) {
  institutionAnnouncePause(input: $input) {
    institution { code reachability { channel pausedUntil pauseReasonText } }
    replayed
    userErrors { code message path helpUrl }
  }
}`;

const announce = async (input: Record<string, unknown>, as: string | null = token) => {
  const answer = await hub.graphql(as, mutation, { input: { idempotencyKey: randomUUID(), ...input } });
  return { ...answer, payload: answer.data?.['institutionAnnouncePause'] };
};

type Act = { act: string; detail: unknown; evidence_ids: string[]; mailbox: unknown[]; code: string };
const listActs = (): Promise<Act[]> =>
  hub.look<Act>(`
    select a.act, a.detail, a.evidence_ids, a.mailbox, i.code
      from evidence.act a
      join directory.institution i on i.id = a.institution_id
     where a.act = 'institutionAnnouncePause'
     order by a.seq`);

const pauses = () =>
  hub.look(`
    select i.code, r.paused_until::text, r.pause_reason_text
      from directory.reachability r
      join directory.institution i on i.id = r.institution_id
     where r.paused_until is not null
     order by 1`);

const seenBy = async (as: string | null): Promise<unknown> =>
  (await hub.graphql(as, `{ institution(code: "${commune}") { reachability { pausedUntil pauseReasonText } } }`)).data![
    'institution'
  ].reachability;

const shownToOthers = async (until: string | null): Promise<unknown> => {
  for (;;) {
    const found = (await seenBy(null)) as { pausedUntil: string | null };
    if (found.pausedUntil === until) return found;
  }
};

test('a pause is shown in the answer, then to everybody, and is an act without evidence; null ends it', async () => {
  const until = day(10);
  const { payload } = await announce({ until, reasonText: 'Migration du logiciel' });
  const others = await shownToOthers(until);
  const acts = await listActs();
  const ended = await announce({ until: null, reasonText: 'Terminé' });
  expect({ payload, others, acts, ended: ended.payload, after: await shownToOthers(null) }).toEqual({
    payload: {
      institution: {
        code: commune,
        reachability: { channel: 'SYSTEM', pausedUntil: until, pauseReasonText: 'Migration du logiciel' },
      },
      replayed: false,
      userErrors: [],
    },
    others: { pausedUntil: until, pauseReasonText: 'Migration du logiciel' },
    acts: [
      {
        act: 'institutionAnnouncePause',
        detail: { until, reasonText: 'Migration du logiciel' },
        evidence_ids: [],
        mailbox: [],
        code: commune,
      },
    ],
    ended: {
      institution: { code: commune, reachability: { channel: 'SYSTEM', pausedUntil: null, pauseReasonText: null } },
      replayed: false,
      userErrors: [],
    },
    after: { pausedUntil: null, pauseReasonText: null },
  });
});

test('a pause that is over is not shown, though nobody ended it', async () => {
  await announce({ until: day(0) });
  await hub.look(`update directory.reachability set paused_until = paused_until - 1 where paused_until is not null`);
  await hub.look(`update wasl.generation set value = value + 1 where kind = 'reachability'`);
  expect(await shownToOthers(null)).toEqual({ pausedUntil: null, pauseReasonText: null });
});

test('a pause ends by legal time, as it begins', async () => {
  await announce({ until: day(10) });
  const before = await shownToOthers(day(10));
  await hub.look(`update wasl.clock set ahead = '11 days'`);
  const after = await shownToOthers(null);
  const { payload } = await announce({ until: day(5) });
  await hub.look(`update wasl.clock set ahead = '0'`);
  await shownToOthers(day(10));
  await announce({ until: null });
  expect([before, after, payload.userErrors.map(({ code }: any) => code)]).toEqual([
    { pausedUntil: day(10), pauseReasonText: null },
    { pausedUntil: null, pauseReasonText: null },
    ['PAUSE_END_INVALID'],
  ]);
});

test.each<[string, () => Record<string, unknown>, string, string]>([
  ['yesterday', () => ({ until: day(-1) }), 'PAUSE_END_INVALID', 'until'],
  ['more than a year', () => ({ until: day(368) }), 'PAUSE_END_INVALID', 'until'],
  ['an empty text', () => ({ until: day(1), reasonText: ' ' }), 'PAUSE_REASON_INVALID', 'reasonText'],
  ['a text too long', () => ({ until: day(1), reasonText: 'a'.repeat(501) }), 'PAUSE_REASON_INVALID', 'reasonText'],
  [
    'a text that turns its direction',
    () => ({ until: day(1), reasonText: 'a\u202eb' }),
    'PAUSE_REASON_INVALID',
    'reasonText',
  ],
  ['an empty key', () => ({ until: day(1), idempotencyKey: '' }), 'IDEMPOTENCY_KEY_INVALID', 'idempotencyKey'],
])('%s is a fault of form: nothing is announced', async (_, input, code, field) => {
  const before = [await listActs(), await pauses()];
  const { payload } = await announce(input());
  expect({
    payload: { ...payload, userErrors: payload.userErrors.map(({ code, path }: any) => ({ code, path })) },
    after: [await listActs(), await pauses()],
  }).toEqual({
    payload: { institution: null, replayed: false, userErrors: [{ code, path: ['input', field] }] },
    after: before,
  });
});

test('all faults come at once, in the language asked for', async () => {
  const { data } = await hub.graphql(
    token,
    mutation,
    { input: { idempotencyKey: randomUUID(), until: day(-1), reasonText: '' } },
    { 'accept-language': 'ar' },
  );
  const errors = data!['institutionAnnouncePause'].userErrors as { code: string; message: string; helpUrl: string }[];
  expect([errors.map(({ code }) => code), errors.every(({ message }) => /\p{Script=Arabic}/u.test(message))]).toEqual([
    ['PAUSE_END_INVALID', 'PAUSE_REASON_INVALID'],
    true,
  ]);
  expect(errors.map(({ helpUrl }) => helpUrl)).toEqual([
    `${hub.url}/errors/PAUSE_END_INVALID`,
    `${hub.url}/errors/PAUSE_REASON_INVALID`,
  ]);
});

test('a retry with the same key announces nothing again, and another content under it is a conflict', async () => {
  const idempotencyKey = randomUUID();
  const first = await announce({ idempotencyKey, until: day(5) });
  const before = (await listActs()).length;
  const again = await announce({ idempotencyKey, until: day(5) });
  const other = await announce({ idempotencyKey, until: day(6) });
  expect([first.payload.replayed, again.payload, other.payload.userErrors.map(({ code }: any) => code)]).toEqual([
    false,
    { ...first.payload, replayed: true },
    ['IDEMPOTENCY_CONFLICT'],
  ]);
  expect((await listActs()).length).toBe(before);
});

test('an institution announces its own pause alone', async () => {
  await announce({ until: null });
  await announce({ until: day(3) }, await hub.tokenFor(ministry));
  expect(await pauses()).toEqual([{ code: ministry, paused_until: day(3), pause_reason_text: null }]);
});

test('without a token, and without the scope, nothing is announced', async () => {
  const before = await listActs();
  const scopes = ['correspondence:read', 'correspondence:send', 'registers:write'];
  const codes = [
    (await announce({ until: day(1) }, null)).errors?.[0]?.extensions['code'],
    (await announce({ until: day(1) }, await hub.tokenFor(commune, { scopes }))).errors?.[0]?.extensions['code'],
  ];
  expect([codes, await listActs()]).toEqual([['UNAUTHENTICATED', 'FORBIDDEN'], before]);
});

test('nothing stays when the act cannot be recorded, and a retry with its key is done', async () => {
  const input = { idempotencyKey: randomUUID(), until: day(20) };
  const before = [await pauses(), (await listActs()).length];
  await hub.look('revoke insert on evidence.act from wasl_post');
  const failed = await announce(input).finally(() => hub.look('grant insert on evidence.act to wasl_post'));
  const after = [await pauses(), (await listActs()).length];
  const retried = await announce(input);
  expect([failed.errors?.[0]?.extensions['code'], after, retried.payload.replayed]).toEqual([
    'INTERNAL_SERVER_ERROR',
    before,
    false,
  ]);
});
