import { localDay } from '../../src/platform/legalTime.js';
import { addDays, isWorkingDay } from '../../src/platform/workingDays.js';
import { act, deposit, givenDocument, type DepositInput } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { eventOf, givenInstitutions, newKey } from './givenParties.js';
import { givenExchange, type Exchange } from './givenStates.js';

jest.setTimeout(60_000);

let hub: TestHub;
let exchange: Exchange;
beforeAll(async () => {
  hub = await startHub();
  exchange = await givenExchange(hub);
}, 60_000);
afterAll(() => hub.close());

const uuid = (id: string): string => Buffer.from(id, 'base64url').toString().split(':')[1]!;
const reachability = (id: string, columns: string, values: unknown[]): Promise<unknown> =>
  hub.look(
    `insert into directory.reachability (institution_id, ${columns}) values ($1, ${values.map((_, at) => `$${at + 2}`).join(', ')})
     on conflict (institution_id) do update set (${columns}) = row (${values.map((_, at) => `$${at + 2}`).join(', ')})`,
    [uuid(id), ...values],
  );

/** A letter of the ministry with a file that it sends for the first time, and its warnings in three languages. */
const send = async (
  recipients: readonly string[],
  changes: DepositInput = {},
  language = 'en',
): Promise<Record<string, any>> => {
  const { id } = await givenDocument(hub, exchange.ministry.token);
  const input = exchange.input({
    idempotencyKey: newKey('warned'),
    recipients: recipients.map((institutionId) => ({ institutionId })),
    attachments: [{ documentId: id, role: 'MAIN' }],
    ...changes,
  });
  const { data, text } = await hub.graphql(
    exchange.ministry.token,
    `mutation D($input: CorrespondenceDepositInput!) { correspondenceDeposit(input: $input) {
      correspondence { id } evidence { token } warnings { code message path } replayed userErrors { code message } } }`,
    { input },
    { 'accept-language': language },
  );
  if (data?.['correspondenceDeposit'] == null) throw new Error(text);
  return { ...data['correspondenceDeposit'], input };
};
const told = ({ warnings }: any): string[] => warnings.map(({ code, path }: any) => `${code} ${path.join('.')}`);
const today = (): string => localDay(new Date());

test('tells that a recipient has announced a pause, up to its last day', async () => {
  const [paused, over] = await givenInstitutions(hub, 2);
  await reachability(paused!, 'paused_until', [today()]);
  await reachability(over!, 'paused_until', [addDays(today(), -1)]);
  const payload = await send([over!, paused!], {}, 'fr');
  expect([told(payload), payload['userErrors']]).toEqual([['RECIPIENT_PAUSED input.recipients.1.institutionId'], []]);
  expect(payload['warnings'][0].message).toContain(today());
});

test('tells that a recipient has not asked for its letters for more than three working days', async () => {
  // the last day on which it may have been seen without a word: three working days before today
  let [limit, left] = [today(), 3];
  while (left > 0) {
    if (isWorkingDay(limit)) left -= 1;
    limit = addDays(limit, -1);
  }
  const [seen, unseen, never] = await givenInstitutions(hub, 3);
  await reachability(seen!, 'last_seen_at', [`${addDays(limit, 1)}T12:00:00Z`]);
  await reachability(unseen!, 'last_seen_at', [`${addDays(limit, -7)}T12:00:00Z`]);
  expect(told(await send([seen!, unseen!, never!]))).toEqual(['RECIPIENT_NOT_SEEN input.recipients.1.institutionId']);
  // far outside the calendar of holidays, and while it has announced a pause
  await reachability(unseen!, 'last_seen_at', ['2001-01-01T12:00:00Z']);
  expect(told(await send([unseen!]))).toEqual(['RECIPIENT_NOT_SEEN input.recipients.0.institutionId']);
  await reachability(unseen!, 'last_seen_at, paused_until', ['2001-01-01T12:00:00Z', addDays(today(), 3)]);
  expect(told(await send([unseen!]))).toEqual(['RECIPIENT_PAUSED input.recipients.0.institutionId']);
});

test('tells that the same main document was sent to a recipient not long ago, whatever its name and id', async () => {
  const recipients = [exchange.commune.id, exchange.stranger.id];
  const bytes = Buffer.from(`%PDF-1.4\n${newKey('same')}\n%%EOF\n`);
  const again = async () => at((await givenDocument(hub, exchange.ministry.token, bytes, `${newKey('f')}.pdf`)).id);
  const at = (documentId: string): DepositInput => ({ attachments: [{ documentId, role: 'MAIN' }] });
  const first = await send([exchange.commune.id], await again());
  const second = await send(recipients, await again());
  expect([told(first), told(second)]).toEqual([[], ['PROBABLE_DUPLICATE input.recipients.0.institutionId']]);

  // what is withdrawn, or long ago, is no duplicate; nor is an annex, or what another institution sent
  for (const payload of [first, second]) {
    await act(hub, exchange.ministry.token, 'correspondenceRecall', {
      correspondenceId: payload['correspondence'].id,
      reasonText: 'Erreur',
    });
  }
  const third = await send([exchange.commune.id], await again());
  expect(told(third)).toEqual([]);
  await hub.look(
    `update correspondence.correspondence set deposited_at = deposited_at - interval '31 days' where id = $1`,
    [uuid(third['correspondence'].id)],
  );
  expect(told(await send([exchange.commune.id], await again()))).toEqual([]);
  const annex = (await givenDocument(hub, exchange.ministry.token, bytes, 'annexe.pdf')).id;
  const main = (await givenDocument(hub, exchange.ministry.token)).id;
  const attachments = [
    { documentId: main, role: 'MAIN' },
    { documentId: annex, role: 'ANNEX' },
  ];
  expect(told(await send([exchange.commune.id], { attachments }))).toEqual([]);
  const foreign = (await givenDocument(hub, exchange.stranger.token, bytes, 'autre.pdf')).id;
  const { payload } = await deposit(
    hub,
    exchange.stranger.token,
    exchange.input({ idempotencyKey: newKey('foreign'), ...at(foreign) }),
  );
  expect(payload['warnings']).toEqual([]);
});

test('a retry tells the same warnings, in the language of the retry', async () => {
  const [paused] = await givenInstitutions(hub, 1);
  await reachability(paused!, 'paused_until', ['2099-12-31']);
  const first = await send([paused!], { documentDate: '2020-01-01' });
  await reachability(paused!, 'paused_until', [null]);
  const again = await send([], first['input'], 'ar');
  expect([again['replayed'], told(again)]).toEqual([true, told(first)]);
  expect(told(first)).toEqual([
    'DOCUMENT_DATE_UNUSUAL input.documentDate',
    'RECIPIENT_PAUSED input.recipients.0.institutionId',
  ]);
  expect(again['warnings'][1].message).toMatch(/2099-12-31/);
  expect(again['warnings'][1].message).toMatch(/\p{Script=Arabic}/u);
});

test('a refusal names the institution that took the place of a closed one', async () => {
  const [closed, suspended] = await givenInstitutions(hub, 2);
  await hub.look(
    `update directory.institution set status = 'CLOSED', successor_id = (select id from directory.institution where code = 'MA-COM-0012') where id = $1`,
    [uuid(closed!)],
  );
  await hub.look(`update directory.institution set status = 'SUSPENDED' where id = $1`, [uuid(suspended!)]);
  const both = await send([closed!, suspended!]);
  expect(both['userErrors'].map(({ code }: any) => code)).toEqual(['RECIPIENT_SUSPENDED', 'RECIPIENT_SUSPENDED']);
  expect(both['userErrors'][0].message).toContain('(MA-COM-0012)');
  expect(both['userErrors'][1].message).toContain('—');
  expect(eventOf(both['evidence'].token)['reasons'][0].text).toContain('(MA-COM-0012)');
  const again = await send([], both['input'], 'ar');
  expect(again['userErrors'][0].message).toContain('(MA-COM-0012)');
});
