import { act, deposit, givenDocument, institutionId, type ActName, type DepositInput } from '../support/exchange.js';
import type { TestHub } from '../support/hub.js';
import { givenParties, newKey, type Parties } from './givenParties.js';

export type State =
  | 'DELIVERED'
  | 'RETRIEVED'
  | 'REGISTERED'
  | 'ACKNOWLEDGED'
  | 'AWAITING_SUPPLEMENT'
  | 'ANSWERED'
  | 'REFUSED'
  | 'REDIRECTED'
  | 'RECALLED';

export const states: readonly State[] = [
  'DELIVERED',
  'RETRIEVED',
  'REGISTERED',
  'ACKNOWLEDGED',
  'AWAITING_SUPPLEMENT',
  'ANSWERED',
  'REFUSED',
  'REDIRECTED',
  'RECALLED',
];

/** A fourth and a fifth institution: to send on to, and to send a copy to. */
export const competent = 'MA-MIN-0005';
export const copied = 'MA-MIN-0002';

/** The parties of an exchange, and letters of theirs brought to any state through the API. */
export type Exchange = Parties & {
  readonly competent: { readonly token: string; readonly id: string };
  readonly copied: { readonly token: string; readonly id: string };
  readonly act: (name: ActName, input: DepositInput, token?: string) => Promise<any>;
  /** The acts of the commune, or of another recipient, with an input that has no fault. */
  readonly inputOf: (name: ActName, correspondenceId: string) => DepositInput;
  /** Brings a letter that is delivered to a state, by its recipient's token. */
  readonly bring: (correspondenceId: string, state: State, token?: string) => Promise<void>;
  /** A letter from the ministry to the commune, in that state. */
  readonly letterIn: (state: State, changes?: DepositInput) => Promise<string>;
};

export const givenExchange = async (hub: TestHub): Promise<Exchange> => {
  await hub.look(`update directory.institution set channel = 'SYSTEM', status = 'ACTIVE' where code = any ($1)`, [
    [competent, copied],
  ]);
  const parties = await givenParties(hub);
  const party = async (code: string) => ({ token: await hub.tokenFor(code), id: await institutionId(hub, code) });
  const [third, fourth] = [await party(competent), await party(copied)];
  const own = parties.commune.token;

  const send = (name: ActName, input: DepositInput, token = own) => act(hub, token, name, input);
  const given: Readonly<Partial<Record<ActName, DepositInput>>> = {
    correspondenceRetrieve: { sha256: [parties.document.sha256] },
    correspondenceReportHandoverFailure: { reasonCode: 'TECHNICAL_RECIPIENT', reasonText: 'Archivage à l’arrêt' },
    correspondenceRefuse: { reasonCode: 'NOT_COMPETENT', reasonText: 'Relève d’un autre service' },
    correspondenceRecall: { reasonText: 'Envoyé par erreur' },
    correspondenceRedirect: { toInstitutionId: third.id, reasonText: 'Relève de ce ministère' },
    correspondenceReassign: { functionAddressCode: 'URB' },
    correspondenceRequestSupplement: { pieces: ['Plan de situation', 'شهادة الملكية'] },
    correspondenceSupplySupplement: { attachments: [], note: 'Voici ce qui manquait' },
  };
  const inputOf = (name: ActName, correspondenceId: string): DepositInput => ({
    correspondenceId,
    ...given[name],
  });
  const done = async (name: ActName, correspondenceId: string, token = own): Promise<void> => {
    const { payload, text } = await send(name, inputOf(name, correspondenceId), token);
    if (payload == null || payload.userErrors.length > 0) throw new Error(`${name}: ${text}`);
  };
  const bring = async (id: string, state: State, token = own): Promise<void> => {
    if (state === 'DELIVERED') return;
    if (state === 'RECALLED') return done('correspondenceRecall', id, parties.ministry.token);
    await done('correspondenceRetrieve', id, token);
    if (state === 'RETRIEVED') return;
    if (state === 'REFUSED') return done('correspondenceRefuse', id, token);
    if (state === 'REDIRECTED') return done('correspondenceRedirect', id, token);
    if (state === 'ACKNOWLEDGED') return done('correspondenceAcknowledge', id, token);
    await done('correspondenceRegisterArrival', id, token);
    if (state === 'AWAITING_SUPPLEMENT') return done('correspondenceRequestSupplement', id, token);
    if (state === 'ANSWERED') await answer(hub, token, id, parties.ministry.id);
  };
  return {
    ...parties,
    competent: third,
    copied: fourth,
    act: send,
    inputOf,
    bring,
    letterIn: async (state, changes) => {
      const { id } = (await parties.send(changes)).correspondence;
      await bring(id, state);
      return id;
    },
  };
};

/** An answer to the letter, with a small file of the answerer's own. */
export const answer = async (hub: TestHub, token: string, inReplyToId: string, toId: string): Promise<any> => {
  const document = await givenDocument(hub, token);
  const { payload, text } = await deposit(hub, token, {
    idempotencyKey: newKey('answer'),
    subject: 'Réponse',
    nature: 'ANSWER',
    inReplyToId,
    recipients: [{ institutionId: toId }],
    attachments: [{ documentId: document.id, role: 'MAIN' }],
  });
  if (payload?.correspondence == null) throw new Error(`no answer: ${text}`);
  return payload;
};
