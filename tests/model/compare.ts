import { setTimeout as pause } from 'node:timers/promises';
import type { HubSide } from './hubSide.js';
import { availableActs, own, shown, shownSupplements, type Consignment, type Line, type Model } from './model.js';

const letterFields = `
  id
  availableActs
  consignments {
    institution { id } functionAddress { id } role state arrivalNumber firstOpenedAt overdueSince
    redirectedTo { id } redirectedFrom { id }
  }
  supplementRequests { institution { id } suppliedAt attachments { sha256 } }`;

const view = `query View($after: String) {
  inbox(first: 20) { nodes { ${letterFields} } }
  outbox(first: 20) { nodes { ${letterFields} } }
  registers(first: 10) { nodes { direction year lastNumber entries(first: 20) { nodes { number state } } } }
  mailboxEvents(after: $after, first: 50) {
    nodes { position type correspondence { id } consignment { institution { id } } }
    pageInfo { endCursor }
  }
}`;

/** Everything that the institutions are shown agrees with the model: letters, what can be done, registers, feeds. */
export const compare = async (model: Model, side: HubSide): Promise<void> => {
  for (const [institution] of side.parties.entries()) {
    const seen = await look(model, side, institution);
    expect(told(side, institution, seen)).toEqual(expected(model, side, institution));
    const feed = side.feeds[institution]!;
    const { nodes, pageInfo } = seen.mailboxEvents;
    expect(nodes.map(({ position }: any) => Number(position))).toEqual(
      nodes.map((_: any, at: number) => feed.seen + at + 1),
    );
    feed.seen += nodes.length as number;
    feed.cursor = pageInfo.endCursor as string;
  }
};

/** Feeds lag behind by a tick: looked at again until they have as much to tell as is expected. */
const look = async (model: Model, side: HubSide, institution: number): Promise<any> => {
  const { cursor, seen } = side.feeds[institution]!;
  const awaited = model.events[institution]!.length - seen;
  for (let tries = 0; ; tries += 1) {
    const { data, errors, text } = await side.hub.graphql(side.parties[institution]!.token, view, { after: cursor });
    if (errors !== undefined) throw new Error(text);
    if (data!['mailboxEvents'].nodes.length >= awaited || tries === 100) return data;
    await side.sequencer.tick();
    if (tries > 3) await pause(10);
  }
};

const told = ({ parties, letters }: HubSide, institution: number, data: any): unknown => {
  const party = (node: { id: string } | null) => (node === null ? null : parties.findIndex(({ id }) => id === node.id));
  const letterOf = ({ id }: { id: string }) => letters.findIndex((letter) => letter.id === id);
  const functionOf = (institutionOf: number, node: { id: string } | null) =>
    node === null ? null : Object.entries(parties[institutionOf]!.functions).find(([, id]) => id === node.id)?.[0];
  const list = (nodes: any[]): unknown =>
    nodes
      .map((node) => ({
        letter: letterOf(node),
        acts: [...node.availableActs].sort(),
        consignments: node.consignments.map((each: any) => ({
          institution: party(each.institution),
          functionCode: functionOf(party(each.institution)!, each.functionAddress),
          role: each.role,
          state: each.state,
          arrival: each.arrivalNumber,
          opened: each.firstOpenedAt !== null,
          overdue: each.overdueSince !== null,
          redirectedTo: party(each.redirectedTo),
          redirectedFrom: party(each.redirectedFrom),
        })),
        supplements: node.supplementRequests.map(
          ({ institution: asker, suppliedAt, attachments }: any) =>
            `${party(asker)} ${suppliedAt !== null} ${attachments.length}`,
        ),
      }))
      .sort((a, b) => a.letter - b.letter);
  return {
    institution,
    inbox: list(data.inbox.nodes),
    outbox: list(data.outbox.nodes),
    registers: data.registers.nodes
      .map(({ direction, year, lastNumber, entries }: any) => ({
        register: `${direction} ${year}`,
        lastNumber,
        lines: entries.nodes.map(({ number, state }: any) => `${number} ${state}`).sort(),
      }))
      .sort((a: any, b: any) => (a.register < b.register ? -1 : 1)),
    // those of one tick may come in another order than their acts were done in
    events: data.mailboxEvents.nodes
      .map(({ type, correspondence, consignment }: any) =>
        [type, letterOf(correspondence), party(consignment?.institution ?? null)].join(' '),
      )
      .sort(),
  };
};

const expected = (model: Model, { feeds }: HubSide, institution: number): unknown => {
  const list = (isMine: (letter: number) => boolean): unknown =>
    [...model.letters.keys()].filter(isMine).map((letter) => ({
      letter,
      acts: availableActs(model, letter, institution),
      consignments: shown(model, letter, institution).map((each) => consignment(each, institution)),
      supplements: shownSupplements(model, letter, institution).map(
        ({ asker, supplied, file }) => `${asker} ${supplied} ${file === null ? 0 : 1}`,
      ),
    }));
  const registers = new Map<string, Line[]>();
  for (const line of model.lines[institution]!) {
    const register = `${line.direction} ${line.year}`;
    registers.set(register, [...(registers.get(register) ?? []), line]);
  }
  return {
    institution,
    inbox: list((letter) => own(model, letter, institution) !== null),
    outbox: list((letter) => model.letters[letter]!.sender === institution),
    registers: [...registers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([register, lines]) => ({
        register,
        lastNumber: String(lines.length),
        lines: lines.map(({ number, state }) => `${number} ${state}`).sort(),
      })),
    events: model.events[institution]!.slice(feeds[institution]!.seen)
      .map(({ type, letter, about }) => [type, letter, about].join(' '))
      .sort(),
  };
};

const consignment = (each: Consignment, viewer: number): unknown => ({
  institution: each.institution,
  functionCode: each.institution === viewer ? each.functionCode : each.addressedTo,
  role: each.role,
  state: each.state,
  arrival: each.arrival,
  opened: each.opened,
  overdue: each.overdue,
  redirectedTo: each.redirectedTo,
  redirectedFrom: each.redirectedFrom,
});
