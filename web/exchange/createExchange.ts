import { createStore, type Store } from '../createStore.js';
import type { Institution } from '../sandbox/institutions.js';
import type { Role, StepId, Values } from './steps.js';

export type Identity = Omit<Institution, 'id'>;

export type ExchangeState = {
  readonly identities: Readonly<Record<Role, Identity>>;
  readonly values: Values;
  readonly done: readonly StepId[];
  /** Tabs in which somebody else acts than their step says. */
  readonly roles: Readonly<Record<string, Role>>;
};

export type Exchange = {
  readonly state: Store<ExchangeState>;
  readonly learn: (values: Partial<Values>) => void;
  readonly markDone: (step: StepId) => void;
  readonly choose: (role: Role, institution: Institution) => void;
  readonly actIn: (tabId: string, role: Role) => void;
  /** Forgets what was played. The institutions stay. */
  readonly begin: (subject: string) => void;
};

const key = 'wasl:exchange';

const nobody = (code: string): Identity => ({ code, name: { fr: null, ar: null }, reachability: null });

const firstState = (subject: string): ExchangeState => ({
  identities: { SENDER: nobody('MA-MIN-0001'), RECIPIENT: nobody('MA-COM-0012') },
  values: newValues('MA-COM-0012', subject),
  done: [],
  roles: {},
});

const newValues = (recipientCode: string, subject: string): Values => ({
  recipientCode,
  recipientId: null,
  subject,
  documentId: null,
  correspondenceId: null,
  sha256: null,
});

/** Who takes part and how far they are. It lives as long as GraphiQL's tabs, and where they do; tokens are never in it. */
export const createExchange = (subject: string): Exchange => {
  const state = createStore(read() ?? firstState(subject));
  state.subscribe(() => localStorage.setItem(key, JSON.stringify(state.get())));
  const learn = (values: Partial<Values>): void =>
    state.set((before) => {
      const isAnother = 'correspondenceId' in values && values.correspondenceId !== before.values.correspondenceId;
      // what was done with the letter before says nothing of this one
      const done = isAnother ? before.done.filter((step) => step === 'ADDRESSEE') : before.done;
      return { ...before, done, values: { ...before.values, ...values } };
    });
  return {
    state,
    learn,
    markDone: (step) =>
      state.set((before) => (before.done.includes(step) ? before : { ...before, done: [...before.done, step] })),
    choose: (role, { id, ...identity }) => {
      state.set((before) => ({ ...before, identities: { ...before.identities, [role]: identity } }));
      if (role === 'RECIPIENT') learn({ recipientCode: identity.code, recipientId: id });
      // a document belongs to whoever uploaded it
      else learn({ documentId: null });
    },
    actIn: (tabId, role) => state.set((before) => ({ ...before, roles: { ...before.roles, [tabId]: role } })),
    begin: (subject) =>
      state.set((before) => ({ ...before, values: newValues(before.values.recipientCode, subject), done: [] })),
  };
};

const read = (): ExchangeState | null => {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as ExchangeState | null;
    return stored?.identities?.SENDER === undefined || stored.values === undefined ? null : stored;
  } catch {
    return null;
  }
};
