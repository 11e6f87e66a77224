import { setTimeout as pause } from 'node:timers/promises';
import { deposit, givenDocument, type DepositInput } from '../support/exchange.js';
import { seededRandom } from '../support/seededRandom.js';
import { startHub, type TestHub } from '../support/hub.js';
import { newKey } from './givenParties.js';
import { givenExchange, type Exchange } from './givenStates.js';

const races = process.env['TEST_LONG'] === '1' ? 1_000 : 20;
const random = seededRandom();

let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 60_000);
afterAll(() => hub.close());

const eventsOf = async (token: string, id: string): Promise<string[]> => {
  const { data } = await hub.graphql(
    token,
    'query E($id: ID!) { correspondence(id: $id) { evidence { nodes { event token } } } }',
    { id },
  );
  return data!['correspondence'].evidence.nodes.map(({ event, token: jws }: any) => `${event} ${jws}`);
};

const sendTo = async (token: string, changes: DepositInput): Promise<{ readonly id: string }> => {
  const { payload, text } = await deposit(hub, token, exchange.input(changes));
  if (payload?.correspondence == null) throw new Error(`no letter: ${text}`);
  return payload.correspondence;
};

/** A recall and an opening, by a download or by a retrieval, at once; who began a little earlier is left to chance. */
const race = async (): Promise<'RECALL' | 'OPENING'> => {
  // tokens are short-lived, and many races are long
  const [commune, ministry] = [await hub.tokenFor('MA-COM-0012'), await hub.tokenFor('MA-MIN-0001')];
  const document = await givenDocument(hub, ministry);
  const { id } = await sendTo(ministry, { attachments: [{ documentId: document.id, role: 'MAIN' }] });
  const byDownload = random.below(2) === 0;
  const headMs = random.below(13) - 6;
  const open = async (): Promise<boolean> => {
    await pause(Math.max(0, headMs));
    if (byDownload) {
      const response = await fetch(`${hub.url}/documents/${document.id}/content`, {
        headers: { authorization: `Bearer ${commune}` },
      });
      const text = await response.text();
      // not a byte of it to who came too late
      expect([200, 404]).toContain(response.status);
      expect(text.includes('%PDF')).toBe(response.status === 200);
      return response.status === 200;
    }
    const { payload } = await exchange.act(
      'correspondenceRetrieve',
      { idempotencyKey: newKey(), correspondenceId: id, sha256: [document.sha256] },
      commune,
    );
    const codes = payload.userErrors.map(({ code }: any) => code);
    expect([[], ['CORRESPONDENCE_RECALLED']]).toContainEqual(codes);
    return codes.length === 0;
  };
  const withdraw = async (): Promise<boolean> => {
    await pause(Math.max(0, -headMs));
    const { payload } = await exchange.act(
      'correspondenceRecall',
      { idempotencyKey: newKey(), correspondenceId: id, reasonText: 'Erreur' },
      ministry,
    );
    const codes = payload.userErrors.map(({ code }: any) => code);
    expect([[], ['ALREADY_OPENED']]).toContainEqual(codes);
    return codes.length === 0;
  };
  const [opened, recalled] = await Promise.all([open(), withdraw()]);
  expect({ opened, recalled }).toEqual({ opened, recalled: !opened });

  const [sent, received] = [await eventsOf(ministry, id), await eventsOf(commune, id)];
  // the deposit receipt is the sender's alone; of all that came after both hold the same
  expect(received).toEqual(sent.slice(1));
  const events = received.map((text) => text.split(' ')[0]);
  const opening = byDownload ? 'CONTENT_ACCESS_TRACKING' : 'CONTENT_HANDOVER';
  expect(events).toEqual(['CONTENT_CONSIGNMENT', opened ? opening : 'RECALL']);
  return opened ? 'OPENING' : 'RECALL';
};

test(
  `of a recall and an opening at the same instant exactly one wins, and both parties hold the same evidence of it (seed ${random.seed})`,
  async () => {
    const wins = { RECALL: 0, OPENING: 0 };
    for (let turn = 0; turn < races; turn += 1) wins[await race()] += 1;
    // a race that the same side always wins is none
    if (races > 100) expect(Math.min(wins.RECALL, wins.OPENING)).toBeGreaterThan(races / 20);
  },
  races * 2_000 + 60_000,
);
