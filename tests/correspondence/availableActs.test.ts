import { institutionScopes } from '../../src/access/grants.js';
import { fromGlobalId } from '../../src/platform/ids.js';
import type { ActName } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { answer, givenExchange, states, type Exchange, type State } from './givenStates.js';

jest.setTimeout(180_000);

let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 60_000);
afterAll(() => hub.close());

const acts: readonly (readonly [string, ActName])[] = [
  ['RETRIEVE', 'correspondenceRetrieve'],
  ['REPORT_HANDOVER_FAILURE', 'correspondenceReportHandoverFailure'],
  ['REGISTER_ARRIVAL', 'correspondenceRegisterArrival'],
  ['ACKNOWLEDGE', 'correspondenceAcknowledge'],
  ['REFUSE', 'correspondenceRefuse'],
  ['REDIRECT', 'correspondenceRedirect'],
  ['REASSIGN', 'correspondenceReassign'],
  ['REQUEST_SUPPLEMENT', 'correspondenceRequestSupplement'],
];

const told = async (token: string, id: string): Promise<string[]> => {
  const { data } = await hub.graphql(token, 'query A($id: ID!) { correspondence(id: $id) { availableActs } }', { id });
  return data!['correspondence'].availableActs as string[];
};

type Role = 'TO' | 'CC';

/** The letter of one role in one state; `CC` reaches only some. */
const letterOf = async (role: Role, state: State): Promise<string> =>
  exchange.letterIn(state, {
    recipients:
      role === 'TO'
        ? [{ institutionId: exchange.commune.id }]
        : [{ institutionId: exchange.stranger.id }, { institutionId: exchange.commune.id, role: 'CC' }],
  });

const reachable: Readonly<Record<Role, readonly State[]>> = {
  TO: states,
  CC: ['DELIVERED', 'RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED', 'RECALLED'],
};

test.each<Role>(['TO', 'CC'])(
  'what a %s recipient is told that it may do is what succeeds, and nothing else',
  async (role) => {
    const [found, expected]: Record<string, string[]>[] = [{}, {}];
    for (const state of reachable[role]) {
      const seen = await letterOf(role, state);
      const possible = (expected![state] = await told(exchange.commune.token, seen));
      found![state] = [];
      // what is refused changes nothing, so one letter does for all of that
      const letterFor = (act: string): Promise<string> =>
        possible.includes(act) ? letterOf(role, state) : Promise.resolve(seen);
      for (const [act, name] of acts) {
        const { payload } = await exchange.act(name, exchange.inputOf(name, await letterFor(act)));
        if (payload.userErrors.length === 0) found![state].push(act);
      }
      const id = await letterFor('ANSWER');
      const answered = await answer(hub, exchange.commune.token, id, exchange.ministry.id).catch(() => null);
      if (answered !== null) found![state].push('ANSWER');
    }
    expect(found).toEqual(expected);
  },
);

test('what the sender is told that it may do is what succeeds, and nothing else', async () => {
  const found = [];
  for (const state of states) {
    const names = [
      ['SUPPLY_SUPPLEMENT', 'correspondenceSupplySupplement'],
      ['RECALL', 'correspondenceRecall'],
    ] as const;
    const seen = await exchange.letterIn(state);
    const possible = await told(exchange.ministry.token, seen);
    const succeeded = [];
    for (const [act, name] of names) {
      const id = possible.includes(act) ? await exchange.letterIn(state) : seen;
      const { payload } = await exchange.act(name, exchange.inputOf(name, id), exchange.ministry.token);
      if (payload.userErrors.length === 0) succeeded.push(act);
    }
    found.push([state, possible, succeeded]);
  }
  expect(found).toEqual(found.map(([state, , succeeded]) => [state, succeeded, succeeded]));
  expect(found.filter(([, , succeeded]) => succeeded!.length > 0).map(([state]) => state)).toEqual([
    'DELIVERED',
    'AWAITING_SUPPLEMENT',
    // where it was sent on to it is not opened yet
    'REDIRECTED',
  ]);
});

test('a letter that waits for a supplement or is answered can still be entered into the register, and stays what it is', async () => {
  const [waiting, answered] = [await exchange.letterIn('ACKNOWLEDGED'), await exchange.letterIn('ACKNOWLEDGED')];
  await exchange.act('correspondenceRequestSupplement', exchange.inputOf('correspondenceRequestSupplement', waiting));
  await answer(hub, exchange.commune.token, answered, exchange.ministry.id);
  const found = [];
  for (const id of [waiting, answered]) {
    const before = await told(exchange.commune.token, id);
    const { payload } = await exchange.act('correspondenceRegisterArrival', { correspondenceId: id });
    found.push([before, payload.userErrors, payload.correspondence.consignments[0].state]);
  }
  expect(found).toEqual([
    [['REGISTER_ARRIVAL', 'REASSIGN'], [], 'AWAITING_SUPPLEMENT'],
    [['REGISTER_ARRIVAL', 'REASSIGN'], [], 'ANSWERED'],
  ]);
});

test('nobody is told of an act for which its token has no scope', async () => {
  const needed: Readonly<Record<string, string>> = {
    REGISTER_ARRIVAL: 'registers:write',
    ANSWER: 'correspondence:send',
  };
  const kept = ['correspondence:receive', 'registers:write', 'correspondence:send'].map(
    (scope) => [scope, institutionScopes.filter((each) => each !== scope)] as const,
  );
  const tokens = await Promise.all(
    ['MA-COM-0012', 'MA-MIN-0001'].map(async (code) => ({
      code,
      all: await hub.tokenFor(code),
      few: await Promise.all(
        kept.map(async ([scope, scopes]) => [scope, await hub.tokenFor(code, { scopes })] as const),
      ),
    })),
  );
  for (const state of states) {
    const id = await exchange.letterIn(state);
    for (const { code, all, few } of tokens) {
      const possible = await told(all, id);
      for (const [scope, token] of few) {
        const sends = ['RECALL', 'SUPPLY_SUPPLEMENT'];
        const left = possible.filter(
          (act) => (needed[act] ?? (sends.includes(act) ? 'correspondence:send' : 'correspondence:receive')) !== scope,
        );
        expect({ state, code, scope, acts: await told(token, id) }).toEqual({ state, code, scope, acts: left });
      }
    }
  }
});

test('the counts on the sender’s row are those of its recipients, after every act', async () => {
  const { correspondence } = await exchange.send({
    recipients: [
      { institutionId: exchange.commune.id },
      { institutionId: exchange.stranger.id },
      { institutionId: exchange.copied.id, role: 'CC' },
    ],
  });
  for (const state of states) await exchange.letterIn(state);
  await exchange.bring(correspondence.id, 'AWAITING_SUPPLEMENT');
  await exchange.bring(correspondence.id, 'ACKNOWLEDGED', exchange.copied.token);
  const [row] = await hub.look(
    'select state_counts, open_to_count, unopened_count from correspondence.consignment where correspondence_id = $1 and ordinal = -1',
    [fromGlobalId(correspondence.id)!.uuid],
  );
  expect(row).toEqual({
    state_counts: { AWAITING_SUPPLEMENT: 1, DELIVERED: 1, ACKNOWLEDGED: 1 },
    // who asked from REGISTERED has not acknowledged, and who has a copy need not
    open_to_count: 2,
    unopened_count: 1,
  });
  const wrong = await hub.look(`
    select s.correspondence_id, s.state_counts, counted.*
      from correspondence.consignment s
     cross join lateral (
       select coalesce(jsonb_object_agg(g.state, g.n), '{}') as states, sum(g.open_to) as open_to, sum(g.unopened) as unopened
         from (
           select c.state, count(*) as n,
             count(*) filter (where c.role = 'TO' and coalesce(c.state_before_supplement, c.state) in ('DELIVERED', 'RETRIEVED', 'REGISTERED')) as open_to,
             count(*) filter (where c.state = 'DELIVERED' and c.first_opened_at is null) as unopened
             from correspondence.consignment c
            where c.correspondence_id = s.correspondence_id and c.role <> 'SENDER'
            group by c.state) g) counted
     where s.role = 'SENDER'
       and (s.state_counts is distinct from counted.states or s.open_to_count <> counted.open_to or s.unopened_count <> counted.unopened)`);
  expect(wrong).toEqual([]);
});
