import { commune, givenLetter } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

export type GivenInbox = {
  readonly hub: TestHub;
  /** Where a client library sends its operations. */
  readonly url: string;
  /** A token of the commune. */
  readonly token: string;
  /** The letters in its inbox, newest first. */
  readonly letters: readonly string[];
};

/** A hub, and a commune with five letters. */
export const givenInbox = async (): Promise<GivenInbox> => {
  const hub = await startHub();
  const letters: string[] = [];
  for (let sent = 0; sent < 5; sent += 1) letters.unshift((await givenLetter(hub, { subject: `Lettre ${sent}` })).id);
  return { hub, url: `${hub.url}/graphql`, token: await hub.tokenFor(commune), letters };
};

/** An act that is refused for what it says: nothing of this letter was retrieved. */
export const tooEarly = (correspondenceId: string) => ({ idempotencyKey: 'too-early', correspondenceId });
