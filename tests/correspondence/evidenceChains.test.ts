import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { projectFile } from '../../src/platform/paths.js';
import { findBroken } from '../campaigns/support/wholeness.js';
import { commune, givenDocument, ministry, stranger, type ActName, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { eventOf } from './givenParties.js';
import { answer, competent, copied, givenExchange, type Exchange } from './givenStates.js';

jest.setTimeout(120_000);

type Verify = (sides: object, keySet: object, options: object) => Promise<unknown>;
type Party = 'ministry' | 'commune' | 'stranger' | 'competent' | 'copied';
type Held = { readonly id: string; readonly event: string; readonly token: string; readonly previous: object | null };

const codes: Readonly<Record<Party, string>> = { ministry, commune, stranger, competent, copied };
const recipients = ['commune', 'stranger', 'competent', 'copied'] as const;

let hub: TestHub;
let exchange: Exchange;
let verifyExchange: Verify;
let keySet: object;
beforeAll(async () => {
  hub = await startHub();
  const example = pathToFileURL(projectFile('examples', 'verify-evidence.mjs')).href;
  ({ verifyExchange } = (await import(example)) as { verifyExchange: Verify });
  exchange = await givenExchange(hub);
  keySet = (await (await fetch(`${hub.url}/.well-known/evidence-keys.json`)).json()) as object;
}, 120_000);
afterAll(() => hub.close());

const heldBy = async (party: Party, id: string): Promise<readonly Held[]> => {
  const { data, text } = await hub.graphql(
    exchange[party].token,
    `query E($id: ID!) { correspondence(id: $id) {
      evidence { nodes { id event occurredAt token disclosures previous { id } } } } }`,
    { id },
  );
  if (data == null) throw new Error(text);
  return (data['correspondence']?.evidence.nodes ?? []) as Held[];
};

type Sides = Readonly<Record<Party, readonly Held[]>>;

const sidesOf = async (id: string): Promise<Sides> => {
  const parties = Object.keys(codes) as Party[];
  const held = await Promise.all(parties.map(async (party) => [party, await heldBy(party, id)] as const));
  return Object.fromEntries(held) as Sides;
};

/** Where a party was given an evidence that names none that it was given before, but for the first of them. */
const brokenLinks = (sides: Sides): string[] =>
  Object.entries(sides).flatMap(([party, held]) => linksOf(party as Party, held));

const linksOf = (party: Party, held: readonly Held[]): string[] =>
  held.flatMap(({ token, event, previous }, at) => {
    const named = eventOf(token)['previousEvidenceId'] as string | null;
    const isHeld = held.slice(0, at).some(({ id }) => id === named);
    const isFirst = at === 0 && (party === 'ministry' ? named === null : named !== null);
    if (isFirst && previous === null) return [];
    return isHeld && JSON.stringify(previous) === JSON.stringify({ id: named })
      ? []
      : [`${party}: ${event} of ${held[at]!.id}`];
  });

/** One act after the other on one letter, its chains looked at after each, and in the end as a stranger verifies them. */
const walk = async (id: string, steps: readonly (readonly [string, () => Promise<unknown>])[]): Promise<string[]> => {
  const broken = brokenLinks(await sidesOf(id));
  for (const [name, step] of steps) {
    await step();
    broken.push(...brokenLinks(await sidesOf(id)).map((link) => `after ${name}: ${link}`));
  }
  const sides = await sidesOf(id);
  for (const party of recipients) {
    if (sides[party].length === 0) continue;
    const exchanged = {
      ministry: { code: ministry, evidence: sides.ministry },
      commune: { code: codes[party], evidence: sides[party] },
    };
    await verifyExchange(exchanged, keySet, { sandbox: true }).catch((error: unknown) =>
      broken.push(`${party}: ${String(error)}`),
    );
  }
  return broken;
};

const by =
  (party: Party, name: ActName, id: string, changes: DepositInput = {}) =>
  async (): Promise<void> => {
    const asked = { ...exchange.inputOf(name, id), ...changes };
    const { payload, text } = await exchange.act(name, asked, exchange[party].token);
    if (payload == null || payload.userErrors.length > 0) throw new Error(`${name}: ${text}`);
  };

const download = async (party: Party, url: string): Promise<void> => {
  const response = await fetch(url, { headers: { authorization: `Bearer ${exchange[party].token}` } });
  await response.arrayBuffer();
  expect(response.status).toBe(200);
};

/** Legal time, moved behind the deadline of every letter there is, until each timer has fired. */
const passDeadlines = async (): Promise<void> => {
  await hub.look(`update wasl.clock set ahead = greatest(ahead, (
    select max(retrieve_by) from correspondence.consignment) - clock_timestamp() + interval '1 second')`);
  const isDue = async () => (await hub.look(`select from wasl.due where next_try_at <= wasl.now()`)).length > 0;
  while (await isDue()) {
    await hub.opened.timers.fire();
    await pause(20);
  }
};

test('after every act each party holds what its evidence names, back to that by which it got the letter', async () => {
  const { correspondence } = await exchange.send({
    recipients: [
      { institutionId: exchange.commune.id, functionAddressCode: 'EC' },
      { institutionId: exchange.stranger.id },
      { institutionId: exchange.copied.id, role: 'CC' },
    ],
    physicalEnclosures: [{ description: 'Acte original' }, { description: 'Plan' }],
  });
  const { id } = correspondence;
  const plan = await givenDocument(hub, exchange.ministry.token, undefined, 'plan.pdf');
  const broken = await walk(id, [
    [
      'an enclosure that comes first',
      by('commune', 'correspondenceConfirmEnclosures', id, { receivedEnclosures: [1] }),
    ],
    ['a handover that fails', by('commune', 'correspondenceReportHandoverFailure', id)],
    ['the deadline', passDeadlines],
    ['a handover of a copy that fails', by('copied', 'correspondenceReportHandoverFailure', id)],
    ['opening', () => download('commune', exchange.document.contentUrl)],
    ['retrieval', by('commune', 'correspondenceRetrieve', id)],
    ['retrieval of a copy', by('copied', 'correspondenceRetrieve', id)],
    ['recall', by('ministry', 'correspondenceRecall', id)],
    ['a move', by('commune', 'correspondenceReassign', id)],
    ['acknowledgement', by('commune', 'correspondenceAcknowledge', id)],
    ['request', by('commune', 'correspondenceRequestSupplement', id)],
    ['supply', by('ministry', 'correspondenceSupplySupplement', id, { attachments: [{ documentId: plan.id }] })],
    ['answer', () => answer(hub, exchange.commune.token, id, exchange.ministry.id)],
    ['arrival of what is answered', by('commune', 'correspondenceRegisterArrival', id)],
    ['an enclosure that comes late', by('commune', 'correspondenceConfirmEnclosures', id, { receivedEnclosures: [2] })],
    ['the file supplied', () => download('commune', plan.contentUrl)],
    ['a move of what is answered', by('commune', 'correspondenceReassign', id, { functionAddressCode: null })],
    ['arrival of a copy', by('copied', 'correspondenceRegisterArrival', id)],
    ['acknowledgement of a copy', by('copied', 'correspondenceAcknowledge', id)],
  ]);
  expect(broken).toEqual([]);
  expect((await heldBy('ministry', id)).map(({ event }) => event)).toEqual(
    expect.arrayContaining(['ACCEPTANCE_REJECTION_EXPIRY', 'RECALL', 'SUPPLEMENT_SUPPLY', 'REGISTER_ARRIVAL']),
  );
});

test('where a letter was sent on, each of the three holds its part of the chain', async () => {
  const { correspondence } = await exchange.send();
  const { id } = correspondence;
  const broken = await walk(id, [
    ['retrieval', by('commune', 'correspondenceRetrieve', id)],
    ['redirection', by('commune', 'correspondenceRedirect', id)],
    ['retrieval there', by('competent', 'correspondenceRetrieve', id)],
    ['arrival there', by('competent', 'correspondenceRegisterArrival', id)],
    ['request there', by('competent', 'correspondenceRequestSupplement', id)],
    ['supply', by('ministry', 'correspondenceSupplySupplement', id)],
    ['refusal there', by('competent', 'correspondenceRefuse', id)],
  ]);
  expect(broken).toEqual([]);
});

test('what all these acts left is whole', async () => {
  expect(await findBroken(hub.database, hub.dataDir)).toEqual({});
});
