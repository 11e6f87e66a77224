import { act, givenDocument, type ActName, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, newKey } from './givenParties.js';
import { givenExchange, type Exchange, type State } from './givenStates.js';

let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 60_000);
afterAll(() => hub.close());

/** What hinders the writing, and what ends that: the evidence first, the result under the key last. */
const hindrances: readonly (readonly [string, string, string])[] = [
  [
    'its evidence',
    'revoke insert on evidence.evidence from wasl_post',
    'grant insert on evidence.evidence to wasl_post',
  ],
  [
    'its place in the queue of the log',
    `alter table evidence.pending add constraint no_act check (kind <> 'act') not valid`,
    'alter table evidence.pending drop constraint no_act',
  ],
  [
    'its result under the key',
    'revoke update on wasl.idempotency from wasl_post',
    'grant update on wasl.idempotency to wasl_post',
  ],
];

const acts: readonly (readonly [ActName, State])[] = [
  ['correspondenceReportHandoverFailure', 'DELIVERED'],
  ['correspondenceRefuse', 'RETRIEVED'],
  ['correspondenceRedirect', 'RETRIEVED'],
  ['correspondenceReassign', 'RETRIEVED'],
  ['correspondenceRequestSupplement', 'REGISTERED'],
  ['correspondenceSupplySupplement', 'AWAITING_SUPPLEMENT'],
  ['correspondenceRecall', 'DELIVERED'],
];

/** Every consignment of the letters that are there, and who holds which document. */
const look = async (): Promise<unknown> => [
  await countRows(hub),
  await hub.look('select * from correspondence.consignment order by correspondence_id, ordinal'),
  await hub.look('select institution_id, document_id, confidential from documents.holding order by 1, 2'),
];

for (const [name, state] of acts) {
  const isSenders = name === 'correspondenceRecall' || name === 'correspondenceSupplySupplement';
  test.each(hindrances)(
    `${name} leaves nothing when %s cannot be written, and is done by a retry with its key`,
    async (_, hinder, repair) => {
      const token = isSenders ? exchange.ministry.token : exchange.commune.token;
      const input: DepositInput = {
        idempotencyKey: newKey(),
        ...exchange.inputOf(name, await exchange.letterIn(state)),
        ...(name === 'correspondenceSupplySupplement' && {
          attachments: [{ documentId: (await givenDocument(hub, token)).id }],
        }),
      };
      const before = await look();
      await hub.look(hinder);
      const failed = await act(hub, token, name, input).finally(() => hub.look(repair));
      expect([failed.errors?.[0]?.extensions['code'], failed.payload ?? null]).toEqual(['INTERNAL_SERVER_ERROR', null]);
      expect(await look()).toEqual(before);
      const { payload } = await act(hub, token, name, input);
      expect([payload.replayed, payload.userErrors]).toEqual([false, []]);
    },
  );
}
