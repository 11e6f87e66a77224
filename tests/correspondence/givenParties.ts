import pg from 'pg';
import { createEnrolmentCode } from '../../src/access/enrolmentCode.js';
import { toGlobalId } from '../../src/platform/ids.js';
import { assertionOf, enrolmentProof, givenKeyPair, postForm, postJson, tokenForm } from '../access/accessApp.js';
import {
  commune,
  deposit,
  givenDocument,
  institutionId,
  ministry,
  stranger,
  type DepositInput,
} from '../support/exchange.js';
import type { TestHub } from '../support/hub.js';

/** A ministry with one document that it sends again and again, a commune that receives, and a third institution. */
export type Parties = {
  readonly ministry: { readonly token: string; readonly id: string };
  readonly commune: { readonly token: string; readonly id: string };
  readonly stranger: { readonly token: string; readonly id: string };
  readonly document: { readonly id: string; readonly sha256: string; readonly contentUrl: string };
  /** The input of a letter from the ministry to the commune, whatever is not said otherwise. */
  readonly input: (changes?: DepositInput) => DepositInput;
  /** Deposits it and gives back the whole payload. */
  readonly send: (changes?: DepositInput) => Promise<SentLetter>;
};

export type SentLetter = {
  readonly correspondence: { readonly id: string; readonly depositedAt: string };
  readonly registerEntry: { readonly id: string; readonly number: string; readonly year: number };
  readonly evidence: { readonly id: string; readonly token: string };
};

let keys = 0;

/** Another key at each call: readable, and unlike those of other files. */
export const newKey = (name = 'key'): string => `${name}-${(keys += 1)}`;

export const givenParties = async (hub: TestHub): Promise<Parties> => {
  const party = async (code: string) => ({ token: await hub.tokenFor(code), id: await institutionId(hub, code) });
  const [from, to, other] = [await party(ministry), await party(commune), await party(stranger)];
  const document = await givenDocument(hub, from.token);
  const input = (changes: DepositInput = {}): DepositInput => ({
    idempotencyKey: newKey('letter'),
    subject: 'Demande de renseignements',
    recipients: [{ institutionId: to.id }],
    attachments: [{ documentId: document.id, role: 'MAIN' }],
    ...changes,
  });
  return {
    ministry: from,
    commune: to,
    stranger: other,
    document,
    input,
    send: async (changes = {}) => {
      const { payload, text } = await deposit(hub, from.token, input(changes));
      if (payload?.correspondence == null) throw new Error(`no letter: ${text}`);
      return payload as SentLetter;
    },
  };
};

/** Institutions that exist for one test alone, as global ids. */
export const givenInstitutions = async (hub: TestHub, count: number): Promise<string[]> => {
  const rows = await hub.look<{ id: string }>(
    `insert into directory.institution (id, code, kind, name_ar, name_fr, name_en, channel, source)
     select gen_random_uuid(), 'MA-TST-' || gen_random_uuid(), 'COMMUNE', 'جماعة', 'Commune', 'Commune', 'SYSTEM', 'test'
       from generate_series(1, $1)
     returning id`,
    [count],
  );
  return rows.map(({ id }) => toGlobalId('Institution', id));
};

/** What an evidence says of its event, unverified: tests/evidence verifies. */
export const eventOf = (token: string): Record<string, any> => {
  const { events } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { events: object };
  return Object.values(events)[0] as Record<string, any>;
};

/** A token of another client of the same institution, enrolled with a key of its own; `functions` and `scopes` limit what it has. */
export const anotherClient = async (
  hub: TestHub,
  institutionCode: string,
  functions?: readonly string[],
  scopes?: readonly string[],
): Promise<string> => {
  const owner = new pg.Client({ connectionString: hub.database.urls.migrate });
  await owner.connect();
  try {
    const at = { url: hub.url, issuer: `${hub.url}/sandbox`, clock: { nowMs: () => Date.now() } };
    const key = await givenKeyPair();
    const { code } = await createEnrolmentCode(owner, {
      institutionCode,
      ...(functions && { functions }),
      ...(scopes && { scopes }),
    });
    const enrolled = await postJson(at, '/oauth/enrol', {
      code,
      client_name: 'GEC',
      jwk: key.jwk,
      proof: await enrolmentProof(at, key, code),
    });
    const assertion = await assertionOf(at, { clientId: String(enrolled.body['client_id']), key });
    const { body } = await postForm(at, tokenForm(assertion));
    return String(body['access_token']);
  } finally {
    await owner.end();
  }
};

/** How many rows each table has that an act writes. */
export const countRows = async (hub: TestHub): Promise<Record<string, number>> => {
  const [row] = await hub.look<{ counts: Record<string, number> }>(`
    select jsonb_build_object(
      'letters', (select count(*) from correspondence.correspondence),
      'consignments', (select count(*) from correspondence.consignment),
      'attachments', (select count(*) from correspondence.attachment),
      'entries', (select count(*) from correspondence.register_entry),
      'entered', (select count(*) from correspondence.entry_document) + (select count(*) from correspondence.entry_enclosure),
      'numbers', (select coalesce(sum(last_number), 0) from correspondence.register),
      'supplements', (select count(*) + count(supplied_at) from correspondence.supplement_request),
      'supplied', (select count(*) from correspondence.supplement_attachment),
      'holdings', (select count(*) from documents.holding),
      'evidence', (select count(*) from evidence.evidence),
      'copies', (select count(*) from evidence.copy),
      'acts', (select count(*) from evidence.act),
      'keys', (select count(*) from wasl.idempotency)) as counts`);
  return row!.counts;
};
