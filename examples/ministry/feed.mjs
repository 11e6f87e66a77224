// What happens to the letters afterwards. One line of the journal holds a page of events and the cursor behind it, so that the
// two cannot come apart.

/** Reads the feed to its end, from where it was left. */
export const readFeed = async (journal, hub) => {
  for (let more = true; more;) {
    const { mailboxEvents } = await hub.ask(sinceLastTime, { after: cursorOf(journal) });
    const { nodes, pageInfo } = mailboxEvents;
    if (nodes.length > 0) journal.append({ type: 'EVENTS', cursor: pageInfo.endCursor, events: nodes });
    more = pageInfo.hasNextPage;
  }
};

const cursorOf = ({ entries }) => entries.findLast(({ type }) => type === 'EVENTS')?.cursor ?? null;

/** Every evidence that the ministry holds, by id: of its deposits, of refusals, and of what the other side did. */
export const heldEvidence = ({ entries }) => {
  const given = entries.flatMap(({ evidence = [], events = [] }) => [
    ...evidence,
    ...events.map((event) => event.evidence),
  ]);
  return new Map(given.filter((each) => each !== null).map((each) => [each.id, each]));
};

/** Positions that the feed has skipped: none, or something was lost on the way. */
export const missingPositions = ({ entries }) => {
  const positions = entries
    .filter(({ type }) => type === 'EVENTS')
    .flatMap(({ events }) => events.map(({ position }) => position));
  const known = new Set(positions);
  return Array.from({ length: Math.max(0, ...positions) }, (_, at) => at + 1).filter((each) => !known.has(each));
};

const sinceLastTime = `query SinceLastTime($after: String) {
  mailboxEvents(after: $after, first: 100) {
    nodes {
      position type occurredAt
      correspondence { id }
      consignment { institution { code } state arrivalNumber }
      evidence { id event occurredAt token disclosures }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
