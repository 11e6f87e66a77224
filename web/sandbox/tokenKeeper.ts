import { createStore, type Store } from '../createStore.js';
import { hubAddress } from '../hub/hubAddress.js';

export type TokenKeeper = {
  /** A token of that institution that is good for a while yet. Rejects when the hub gives none. */
  readonly tokenFor: (code: string) => Promise<string>;
  /** Whose token it is; null when this page did not fetch it. */
  readonly ownerOf: (token: string) => string | null;
  /** The hub refused it (it was started anew, say): the next one is a new one. */
  readonly drop: (token: string) => void;
  /** Counts up with each new token. */
  readonly renewals: Store<number>;
};

type Held = { readonly token: Promise<string>; readonly goodUntilMs: number };

/** A token is renewed so long before it ends, so that none ends on its way. */
const marginMs = 60_000;

/** The sandbox's tokens, which live for minutes: fetched when asked for, and renewed while somebody looks at the page. */
export const createTokenKeeper = (): TokenKeeper => {
  const held = new Map<string, Held>();
  const owners = new Map<string, string>();
  const renewals = createStore(0);

  const fetchToken = async (code: string): Promise<string> => {
    const response = await fetch(hubAddress('sandbox/token'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ institution: code }),
    });
    const body = (await response.json()) as { access_token?: string; expires_in?: number; error_description?: string };
    if (body.access_token === undefined) throw new Error(body.error_description ?? `status ${response.status}`);
    const lifeMs = Math.max(0, (body.expires_in ?? 0) * 1_000 - marginMs);
    held.set(code, { token: Promise.resolve(body.access_token), goodUntilMs: performance.now() + lifeMs });
    owners.set(body.access_token, code);
    setTimeout(() => void renew(code), lifeMs + 500);
    renewals.set((count) => count + 1);
    return body.access_token;
  };

  const tokenFor = (code: string): Promise<string> => {
    const known = held.get(code);
    if (known !== undefined && known.goodUntilMs > performance.now()) return known.token;
    const token = fetchToken(code);
    // whoever asks meanwhile waits for the same one
    held.set(code, { token, goodUntilMs: Infinity });
    token.catch(() => held.delete(code));
    return token;
  };

  /** A page that nobody looks at asks for nothing; it will when it is used again. */
  const renew = async (code: string): Promise<void> => {
    if (document.visibilityState === 'visible') await tokenFor(code).catch(() => {});
  };

  return {
    tokenFor,
    ownerOf: (token) => owners.get(token) ?? null,
    drop: (token) => {
      const code = owners.get(token);
      if (code !== undefined) held.delete(code);
    },
    renewals,
  };
};
