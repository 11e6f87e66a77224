import { act, commune, givenLetter, institutionId, ministry, newPdf, stranger } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';
import { allPlaced } from './world.js';

jest.setTimeout(60_000);

const otherTo = 'MA-MIN-0002';
const copied = 'MA-PRO-0005';

let hub: TestHub;
let letter: { readonly id: string; readonly attachments: { sha256: string }[] };
const tokens: Record<string, string> = {};

beforeAll(async () => {
  hub = await startHub();
  await hub.look(`update directory.institution set channel = 'SYSTEM', status = 'ACTIVE' where code = any ($1)`, [
    [otherTo, copied, commune],
  ]);
  for (const code of [ministry, commune, otherTo, copied, stranger]) tokens[code] = await hub.tokenFor(code);
  letter = await givenLetter(hub, {
    recipients: [
      { institutionId: await institutionId(hub, commune), role: 'TO' },
      { institutionId: await institutionId(hub, otherTo), role: 'TO' },
      { institutionId: await institutionId(hub, copied), role: 'CC' },
    ],
  });
  const sha256 = letter.attachments.map((attachment) => attachment.sha256);
  for (const code of [commune, copied]) {
    await act(hub, tokens[code]!, 'correspondenceRetrieve', { correspondenceId: letter.id, sha256 });
    await act(hub, tokens[code]!, 'correspondenceAcknowledge', { correspondenceId: letter.id, note: `de ${code}` });
  }
  await allPlaced(hub);
}, 60_000);

afterAll(() => hub.close());

const seenBy = async (code: string): Promise<Record<string, any>> => {
  const { data, errors } = await hub.graphql(
    tokens[code]!,
    `query Seen($id: ID!) {
      correspondence(id: $id) {
        consignments { institution { code } role state note }
        registerEntries { direction number }
        evidence { nodes { id event token disclosures previous { event } } }
      }
      mailboxEvents { nodes { position type consignment { institution { code } } evidence { event } } pageInfo { endCursor } }
      inbox { nodes { id } pageInfo { endCursor } }
      outbox { nodes { id } }
    }`,
    { id: letter.id },
  );
  expect(errors).toBeUndefined();
  return data!;
};

test('the sender sees every consignment, `CC` those of `TO` and its own, `TO` its own, anyone else none', async () => {
  const consignments = async (code: string): Promise<unknown> =>
    (await seenBy(code))['correspondence']?.consignments.map((row: Record<string, any>) => [
      row['institution'].code,
      row['note'],
    ]);
  const first = [commune, `de ${commune}`];
  const second = [otherTo, null];
  const copy = [copied, `de ${copied}`];
  expect(await consignments(ministry)).toEqual([first, second, copy]);
  expect(await consignments(copied)).toEqual([first, second, copy]);
  expect(await consignments(commune)).toEqual([first]);
  expect(await consignments(otherTo)).toEqual([second]);
  expect(await consignments(stranger)).toBeUndefined();
});

test('each party holds the evidence of its own part, and only the openings of the recipients that it may know', async () => {
  const evidence = async (code: string): Promise<Record<string, any>[]> =>
    (await seenBy(code))['correspondence'].evidence.nodes;
  const events = async (code: string): Promise<string[]> => (await evidence(code)).map((row) => row['event'] as string);
  const received = ['CONTENT_CONSIGNMENT', 'CONTENT_HANDOVER', 'CONSIGNMENT_ACCEPTANCE'];
  expect(await events(ministry)).toEqual(['SUBMISSION_ACCEPTANCE', ...received, ...received.slice(1)]);
  expect(await events(commune)).toEqual(received);
  expect(await events(otherTo)).toEqual(received.slice(0, 1));
  expect(await events(copied)).toEqual(received);

  const opened = async (code: string): Promise<string[]> => {
    const consignment = (await evidence(code)).find(({ event }) => event === 'CONTENT_CONSIGNMENT')!;
    return (consignment['disclosures'] as string[])
      .map(
        (disclosure) =>
          (JSON.parse(Buffer.from(disclosure, 'base64url').toString()) as [string, { code: string }])[1].code,
      )
      .sort();
  };
  expect(await opened(ministry)).toEqual([commune, otherTo, copied].sort());
  for (const code of [commune, otherTo, copied]) expect(await opened(code)).toEqual([code]);
  // nothing that a party holds names another recipient, in the token's own text either
  for (const [code, others] of [
    [commune, [otherTo, copied]],
    [otherTo, [commune, copied]],
    [copied, [commune, otherTo]],
  ] as const) {
    for (const { token } of await evidence(code)) {
      const claims = Buffer.from((token as string).split('.')[1]!, 'base64url').toString();
      for (const other of others) expect(claims).not.toContain(other);
    }
  }
});

test("a feed tells of an institution's own letters, and inbox and outbox hold them alone", async () => {
  const feed = async (code: string): Promise<[string, string][]> =>
    (await seenBy(code))['mailboxEvents'].nodes.map((node: Record<string, any>) => [
      node['type'],
      node['consignment']?.institution.code,
    ]);
  const changed = (code: string): [string, string] => ['RECIPIENT_STATE_CHANGED', code];
  // one recipient's events keep their order; those of two take turns
  expect((await feed(ministry)).map(String).sort()).toEqual(
    [changed(commune), changed(commune), changed(copied), changed(copied)].map(String).sort(),
  );
  for (const code of [commune, otherTo, copied]) expect(await feed(code)).toEqual([['CORRESPONDENCE_RECEIVED', code]]);
  expect(await feed(stranger)).toEqual([]);
  const lists = async (code: string): Promise<number[]> => {
    const { inbox, outbox } = await seenBy(code);
    return [inbox.nodes.length as number, outbox.nodes.length as number];
  };
  expect(await Promise.all([ministry, commune, copied, stranger].map(lists))).toEqual([
    [0, 1],
    [1, 0],
    [1, 0],
    [0, 0],
  ]);
});

test('a cursor of another institution, of another field, or one changed by an octet is refused', async () => {
  const { mailboxEvents, inbox } = await seenBy(commune);
  const cursor = mailboxEvents.pageInfo.endCursor as string;
  const bytes = Buffer.from(cursor, 'base64url');
  const refused = async (code: string, field: string, after: string): Promise<unknown> => {
    const { data, errors } = await hub.graphql(
      tokens[code]!,
      `query P($after: String) { ${field}(after: $after) { pageInfo { endCursor } } }`,
      { after },
    );
    return {
      data,
      codes: errors?.map(({ extensions }) => extensions['code'] as string),
      told: errors?.[0]?.message.includes(after),
    };
  };
  const badInput = (field: string) => ({ data: { [field]: null }, codes: ['BAD_USER_INPUT'], told: false });
  expect((await refused(commune, 'mailboxEvents', cursor)) as object).toMatchObject({ codes: undefined });
  expect(await refused(otherTo, 'mailboxEvents', cursor)).toEqual(badInput('mailboxEvents'));
  expect(await refused(commune, 'inbox', cursor)).toEqual(badInput('inbox'));
  expect(await refused(commune, 'mailboxEvents', inbox.pageInfo.endCursor as string)).toEqual(
    badInput('mailboxEvents'),
  );
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect({ at, ...((await refused(commune, 'mailboxEvents', changed.toString('base64url'))) as object) }).toEqual({
      at,
      ...badInput('mailboxEvents'),
    });
  }
  expect(await refused(commune, 'mailboxEvents', `${cursor}=`)).toEqual(badInput('mailboxEvents'));
});

test('a recipient cannot send on what it received as if it were its own', async () => {
  const { data } = await hub.graphql(
    tokens[commune]!,
    'query D($id: ID!) { correspondence(id: $id) { attachments { document { id } } } }',
    {
      id: letter.id,
    },
  );
  const documentId = data!['correspondence'].attachments[0].document.id as string;
  const { data: refused } = await hub.graphql(
    tokens[commune]!,
    `mutation D($input: CorrespondenceDepositInput!) { correspondenceDeposit(input: $input) { correspondence { id } userErrors { code path } } }`,
    {
      input: {
        idempotencyKey: newPdf().toString('hex').slice(20, 60),
        subject: 's',
        recipients: [{ institutionId: await institutionId(hub, stranger) }],
        attachments: [{ documentId, role: 'MAIN' }],
      },
    },
  );
  expect(refused!['correspondenceDeposit']).toEqual({
    correspondence: null,
    userErrors: [{ code: 'DOCUMENT_NOT_FOUND', path: ['input', 'attachments', '0', 'documentId'] }],
  });
});
