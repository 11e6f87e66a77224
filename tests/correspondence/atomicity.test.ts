import { act, deposit, type ActName } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { countRows, givenParties, newKey, type Parties } from './givenParties.js';

let hub: TestHub;
let parties: Parties;
beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
}, 60_000);
afterAll(() => hub.close());

/** What hinders the writing, and what ends that. */
const hindrances: readonly (readonly [string, string, string])[] = [
  ...['evidence.evidence', 'evidence.copy', 'evidence.act'].map(
    (table) =>
      [
        `its row in ${table}`,
        `revoke insert on ${table} from wasl_post`,
        `grant insert on ${table} to wasl_post`,
      ] as const,
  ),
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

/** Each act with an input that succeeds. */
const acts: readonly (readonly [string, () => Promise<() => Promise<any>>])[] = [
  [
    'correspondenceDeposit',
    async () => {
      const input = parties.input();
      return async () => {
        const { errors, data } = await deposit(hub, parties.ministry.token, input);
        return { errors, payload: data?.['correspondenceDeposit'] };
      };
    },
  ],
  ...(['correspondenceRetrieve', 'correspondenceRegisterArrival', 'correspondenceAcknowledge'] as const).map(
    (name: ActName) =>
      [
        name,
        async () => {
          const { id } = (await parties.send()).correspondence;
          const sha256 = [parties.document.sha256];
          if (name !== 'correspondenceRetrieve') {
            await act(hub, parties.commune.token, 'correspondenceRetrieve', { correspondenceId: id, sha256 });
          }
          const input = {
            idempotencyKey: newKey(),
            correspondenceId: id,
            ...(name === 'correspondenceRetrieve' && { sha256 }),
          };
          return () => act(hub, parties.commune.token, name, input);
        },
      ] as const,
  ),
];

for (const [name, given] of acts) {
  test.each(hindrances)(
    `${name} leaves nothing when %s cannot be written, and is done by a retry with its key`,
    async (_, hinder, repair) => {
      const send = await given();
      const before = await countRows(hub);
      await hub.look(hinder);
      const failed = await send().finally(() => hub.look(repair));
      const after = await countRows(hub);
      expect([failed.errors?.[0]?.extensions.code, failed.payload ?? null]).toEqual(['INTERNAL_SERVER_ERROR', null]);
      expect(failed.errors[0].message).not.toMatch(/permission|constraint|evidence|pending/);
      expect(after).toEqual(before);
      const { payload } = await send();
      expect([payload.replayed, payload.userErrors]).toEqual([false, []]);
    },
  );
}

test('an act whose lock is not given in time answers BUSY, to be tried again with the same key', async () => {
  const send = await acts[3]![1]();
  await hub.look('begin');
  await hub.look('lock table correspondence.consignment in share row exclusive mode');
  const { errors } = await send().finally(() => hub.look('rollback'));
  expect(errors[0].extensions).toMatchObject({ code: 'BUSY', retryable: true, retryAfterSeconds: 1 });
  const { payload } = await send();
  expect([payload.replayed, payload.userErrors]).toEqual([false, []]);
});
