import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { givenInbox, tooEarly, type GivenInbox } from './givenInbox.js';

let given: GivenInbox;

beforeAll(async () => {
  given = await givenInbox();
}, 60_000);

afterAll(() => given.hub.close());

const newClient = (token: string): Client =>
  new Client({
    url: given.url,
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });

const inbox = `query Inbox($first: Int!, $after: String) {
  inbox(first: $first, after: $after) { nodes { id subject } pageInfo { hasNextPage endCursor } }
}`;

type Page = { inbox: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };

test('urql pages through the inbox', async () => {
  const client = newClient(given.token);
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const { data, error } = await client.query<Page>(inbox, { first: 2, after }).toPromise();
    expect(error).toBeUndefined();
    found.push(...data!.inbox.nodes.map(({ id }) => id));
    if (!data!.inbox.pageInfo.hasNextPage) break;
    after = data!.inbox.pageInfo.endCursor;
  }
  expect(found).toEqual(given.letters);
});

test('urql gives a letter its type and id, by which it is kept', async () => {
  const query = 'query Node($id: ID!) { node(id: $id) { id ... on Correspondence { subject } } }';
  const { data } = await newClient(given.token)
    .query<{ node: Record<string, unknown> }>(query, { id: given.letters[4] })
    .toPromise();
  expect(data?.node).toEqual({ __typename: 'Correspondence', id: given.letters[4], subject: 'Lettre 0' });
});

test('urql gives user errors as data', async () => {
  const mutation = `mutation Register($input: CorrespondenceRegisterArrivalInput!) {
    correspondenceRegisterArrival(input: $input) { userErrors { code path } }
  }`;
  const { data, error } = await newClient(given.token)
    .mutation<Record<string, { userErrors: object[] }>>(mutation, { input: tooEarly(given.letters[0]!) })
    .toPromise();
  expect(error).toBeUndefined();
  expect(data!['correspondenceRegisterArrival']!.userErrors).toMatchObject([
    { code: 'CORRESPONDENCE_NOT_RETRIEVED', path: ['input', 'correspondenceId'] },
  ]);
});

test('urql tells a refused token and a bad cursor by their codes', async () => {
  const codeOf = async (token: string, after: string | null): Promise<unknown> => {
    const { error } = await newClient(token).query(inbox, { first: 1, after }).toPromise();
    return error?.graphQLErrors[0]?.extensions['code'];
  };
  expect([await codeOf('none', null), await codeOf(given.token, 'none')]).toEqual([
    'UNAUTHENTICATED',
    'BAD_USER_INPUT',
  ]);
});
