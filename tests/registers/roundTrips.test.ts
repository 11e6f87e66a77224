import { randomUUID } from 'node:crypto';
import { localYear } from '../../src/platform/legalTime.js';
import { ministry } from '../support/exchange.js';
import { testServer } from '../support/database.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countTurns, watchTurns } from '../database/countTurns.js';
import { givenParties, type Parties } from '../correspondence/givenParties.js';
import { ask, done, entryFields, givenUnits, registerFields, type RegisterMutation } from './registersClient.js';

jest.setTimeout(120_000);

const watch = watchTurns(testServer().port);
let hub: TestHub;
let parties: Parties;
let us: string;
const physicalEnclosures = [{ description: 'Original' }, { description: 'Clé', count: 2 }];
const paper = { direction: 'IN', medium: 'PAPER', subject: 'Lettre', counterpartName: 'Nom' };

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  us = parties.ministry.token;
  await givenUnits(hub, ministry, ['TST-1', 'TST-2']);
  await done(hub, us, 'registerOpen', { direction: 'OUT', series: 'OWN', numberedBy: 'INSTITUTION' });
  for (const number of ['1', '5', '9']) await parties.send({ series: 'OWN', number });
  await done(hub, us, 'registerEntryRecord', { ...paper, documentIds: [parties.document.id], physicalEnclosures });
}, 120_000);
afterAll(async () => {
  watch.stop();
  await hub.close();
});

const turnsOf = async (work: () => Promise<unknown>) => {
  const { act, correspondence, documents, node } = countTurns(await watch.during(work));
  return { act, correspondence, documents, node };
};

const register = `${registerFields} opening { event token } closing { event }
  entries(first: 2) { nodes { ${entryFields} correspondence { subject consignments { state } registerEntries { number } } } pageInfo { endCursor } }
  all: entries(first: 100, filter: { medium: PAPER, unitCode: "TST-1" }) { edges { node { number } } }
  gaps { nodes { from to } } openReservations { nodes { number } }`;

test('a page of registers with their entries, gaps, reservations and evidence is read in one turn', async () => {
  const read = async (query: string, variables = {}): Promise<void> => {
    const { errors, text } = await hub.graphql(us, query, variables);
    if (errors !== undefined) throw new Error(text);
  };
  // documents and units are of other subgraphs
  expect(await turnsOf(() => read(`{ registers(first: 20) { nodes { ${register} } } }`))).toEqual({
    act: 0,
    correspondence: 1,
    documents: 1,
    node: 0,
  });
  const year = localYear(new Date());
  const line = `{ registerEntry(direction: OUT, series: "OWN", year: ${year}, number: "5") { ${entryFields} correspondence { subject attachments { title } } } }`;
  expect(await turnsOf(() => read(line))).toEqual({ act: 0, correspondence: 1, documents: 0, node: 0 });
});

test('what takes a number takes three turns at most, what does not two, and a payload one', async () => {
  const { registerEntry } = await done(hub, us, 'registerEntryReserve', {});
  const { registerEntry: other } = await done(hub, us, 'registerEntryReserve', {});
  const registerEntryId = registerEntry.id as string;
  const acts: [RegisterMutation, Record<string, unknown>, number][] = [
    ['registerOpen', { direction: 'OUT', series: 'NEW' }, 2],
    ['registerEntryReserve', {}, 3],
    ['registerEntryRecord', { ...paper, physicalEnclosures }, 3],
    ['registerEntryRecord', { ...paper, direction: 'OUT', registerEntryId: other.id }, 3],
    ['registerEntryAssign', { registerEntryId, unitCode: 'TST-1' }, 2],
    ['registerEntryDiffuse', { registerEntryId, unitCodes: ['TST-1', 'TST-2'] }, 2],
    ['registerEntryCancel', { registerEntryId, reasonText: 'r' }, 2],
  ];
  for (const [name, changes, most] of acts) {
    const input = { idempotencyKey: randomUUID(), ...changes };
    const { act, correspondence } = await turnsOf(() => done(hub, us, name, input));
    expect([name, act, correspondence]).toEqual([name, most, 1]);
    const replay = await turnsOf(() => ask(hub, us, name, input));
    expect([name, replay.act <= 2, replay.correspondence]).toEqual([name, true, 1]);
  }
});
