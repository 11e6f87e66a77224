import { createContext, useContext } from 'react';
import { createExchange, type Exchange } from '../exchange/createExchange.js';
import { createFiles, type Files } from '../files/createFiles.js';
import { createStore, type Store } from '../createStore.js';
import { language } from '../language/language.js';
import { texts } from '../language/texts.js';
import { createTokenKeeper, type TokenKeeper } from './tokenKeeper.js';

/** What the page of a sandbox has beside GraphiQL. In production there is none. */
export type Sandbox = {
  readonly tokens: TokenKeeper;
  readonly exchange: Exchange;
  readonly files: Files;
  /** Code of the institution that acts in the tab in front. */
  readonly acting: Store<string>;
};

export const createSandbox = (publicUrl: string): Sandbox => {
  const exchange = createExchange(texts[language.get()].sampleSubject);
  return {
    exchange,
    tokens: createTokenKeeper(),
    files: createFiles(publicUrl),
    acting: createStore(exchange.state.get().identities.SENDER.code),
  };
};

export const SandboxContext = createContext<Sandbox | null>(null);

/** Only for components that a page in production does not have. */
export const useSandbox = (): Sandbox => {
  const sandbox = useContext(SandboxContext);
  if (sandbox === null) throw new Error('this page has no sandbox');
  return sandbox;
};
