import { ClientError, GraphQLClient } from 'graphql-request';
import { givenInbox, tooEarly, type GivenInbox } from './givenInbox.js';

let given: GivenInbox;

beforeAll(async () => {
  given = await givenInbox();
}, 60_000);

afterAll(() => given.hub.close());

const newClient = (token: string): GraphQLClient =>
  new GraphQLClient(given.url, { headers: { authorization: `Bearer ${token}` } });

const inbox = `query Inbox($first: Int!, $after: String) {
  inbox(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
}`;

type Page = { inbox: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };

test('graphql-request pages through the inbox', async () => {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Page = await newClient(given.token).request<Page>(inbox, { first: 3, after });
    found.push(...page.inbox.nodes.map(({ id }) => id));
    if (!page.inbox.pageInfo.hasNextPage) break;
    after = page.inbox.pageInfo.endCursor;
  }
  expect(found).toEqual(given.letters);
});

test('graphql-request gives user errors as data', async () => {
  const mutation = `mutation Register($input: CorrespondenceRegisterArrivalInput!) {
    correspondenceRegisterArrival(input: $input) { userErrors { code } }
  }`;
  const data = await newClient(given.token).request(mutation, { input: tooEarly(given.letters[0]!) });
  expect(data).toEqual({ correspondenceRegisterArrival: { userErrors: [{ code: 'CORRESPONDENCE_NOT_RETRIEVED' }] } });
});

test('graphql-request tells a refused token and a bad cursor by their codes', async () => {
  const refusalOf = async (token: string, after: string | null): Promise<unknown> => {
    const error: unknown = await newClient(token)
      .request(inbox, { first: 1, after })
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    return error instanceof ClientError ? error.response.errors?.[0]?.extensions['code'] : error;
  };
  expect([await refusalOf('none', null), await refusalOf(given.token, 'none')]).toEqual([
    'UNAUTHENTICATED',
    'BAD_USER_INPUT',
  ]);
});
