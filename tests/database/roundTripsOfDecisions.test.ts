import { act, givenDocument, type ActName, type DepositInput } from '../support/exchange.js';
import { testServer } from '../support/database.js';
import { startHub, type TestHub } from '../support/hub.js';
import { givenInstitutions } from '../correspondence/givenParties.js';
import { givenExchange, type Exchange, type State } from '../correspondence/givenStates.js';
import { countTurns, watchTurns, type TurnCounts } from './countTurns.js';

jest.setTimeout(120_000);

const watch = watchTurns(testServer().port);
let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 120_000);
afterAll(async () => {
  watch.stop();
  await hub.close();
});

const none: TurnCounts = { act: 0, correspondence: 0, documents: 0, directory: 0, node: 0, other: 0 };

const turnsOf = async (name: ActName, input: DepositInput, token: string): Promise<TurnCounts> => {
  const counts = countTurns(
    await watch.during(async () => {
      const { payload, text } = await act(hub, token, name, input);
      if (payload == null || payload.userErrors.length > 0) throw new Error(text);
    }),
  );
  // it is held in memory, and asked only while no tick is heard
  expect(counts.directory).toBeLessThanOrEqual(1);
  return { ...counts, directory: 0 };
};

test.each<[ActName, State, number]>([
  ['correspondenceReportHandoverFailure', 'DELIVERED', 2],
  ['correspondenceRefuse', 'RETRIEVED', 2],
  ['correspondenceRedirect', 'RETRIEVED', 2],
  ['correspondenceReassign', 'RETRIEVED', 2],
  ['correspondenceRequestSupplement', 'REGISTERED', 2],
  // its files are shared with whom it holds
  ['correspondenceSupplySupplement', 'AWAITING_SUPPLEMENT', 3],
])('%s from %s takes %i turns, and its payload one more', async (name, state, turns) => {
  const isSenders = name === 'correspondenceSupplySupplement';
  const token = isSenders ? exchange.ministry.token : exchange.commune.token;
  const input = {
    ...exchange.inputOf(name, await exchange.letterIn(state)),
    ...(isSenders && { attachments: [{ documentId: (await givenDocument(hub, token)).id }] }),
  };
  expect(await turnsOf(name, input, token)).toEqual({ ...none, act: turns, correspondence: 1 });
});

test('the first download of a file that was supplied takes four turns, and a later one two', async () => {
  const id = await exchange.letterIn('AWAITING_SUPPLEMENT');
  const { ministry, commune } = exchange;
  const { id: documentId, contentUrl } = await givenDocument(hub, ministry.token);
  const input = { ...exchange.inputOf('correspondenceSupplySupplement', id), attachments: [{ documentId }] };
  await act(hub, ministry.token, 'correspondenceSupplySupplement', input);
  const turns = async (): Promise<TurnCounts> =>
    countTurns(
      await watch.during(async () => {
        const response = await fetch(contentUrl, { headers: { authorization: `Bearer ${commune.token}` } });
        await response.arrayBuffer();
      }),
    );
  expect([await turns(), await turns()]).toEqual([
    { ...none, act: 2, correspondence: 1, documents: 1 },
    { ...none, correspondence: 1, documents: 1 },
  ]);
});

test('a recall from 500 recipients takes as many turns as one from a single recipient', async () => {
  const ids = await givenInstitutions(hub, 500);
  const { correspondence } = await exchange.send({ recipients: ids.map((institutionId) => ({ institutionId })) });
  const input = exchange.inputOf('correspondenceRecall', correspondence.id);
  expect(await turnsOf('correspondenceRecall', input, exchange.ministry.token)).toEqual({
    ...none,
    act: 2,
    correspondence: 1,
  });
  const [counted] = await hub.look<{ tokens: number; recalled: number }>(`
    select count(distinct e.token)::integer as tokens, count(c.*)::integer as recalled
      from evidence.evidence e join evidence.copy c on c.evidence_id = e.id
     where e.event = 'RECALL'`);
  // twenty in one token, each of them with the sender's copy
  expect(counted).toEqual({ tokens: 25, recalled: 525 });
});
