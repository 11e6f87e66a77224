import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
  ServerError,
} from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { givenInbox, tooEarly, type GivenInbox } from './givenInbox.js';

let given: GivenInbox;

beforeAll(async () => {
  given = await givenInbox();
}, 60_000);

afterAll(() => given.hub.close());

const newClient = (token: string): ApolloClient =>
  new ApolloClient({
    link: ApolloLink.from([new HttpLink({ uri: given.url, headers: { authorization: `Bearer ${token}` } })]),
    cache: new InMemoryCache({
      possibleTypes: { Node: ['Correspondence', 'Document', 'Evidence', 'RegisterEntry', 'Institution'] },
      typePolicies: { Query: { fields: { inbox: relayStylePagination(['filter']) } } },
    }),
  });

const inbox = gql`
  query Inbox($first: Int!, $after: String) {
    inbox(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          subject
          availableActs
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

type Page = {
  inbox: {
    edges: { node: { id: string; availableActs: string[] } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
};

test('Apollo Client pages through the inbox into one list, each letter once in its cache', async () => {
  const client = newClient(given.token);
  const query = client.watchQuery<Page>({ query: inbox, variables: { first: 2 } });
  const reading = query.subscribe(() => {});
  const first = await firstValueFrom(query.pipe(filter(({ dataState }) => dataState === 'complete')));
  for (let { pageInfo } = (first.data as Page).inbox; pageInfo.hasNextPage;) {
    const { data } = await query.fetchMore({ variables: { after: pageInfo.endCursor } });
    ({ pageInfo } = data.inbox);
  }
  reading.unsubscribe();

  const { data } = query.getCurrentResult();
  expect((data as Page).inbox.edges.map(({ node }) => node.id)).toEqual(given.letters);
  const cached = Object.keys(client.cache.extract() as object).filter((key) => key.startsWith('Correspondence:'));
  expect(cached.sort()).toEqual(given.letters.map((id) => `Correspondence:${id}`).sort());
});

test('Apollo Client finds by node what the list brought, under the same cache id', async () => {
  const client = newClient(given.token);
  await client.query({ query: inbox, variables: { first: 1 } });
  const { data } = await client.query<{ node: { id: string; subject: string } }>({
    query: gql`
      query Node($id: ID!) {
        node(id: $id) {
          id
          ... on Correspondence {
            subject
          }
        }
      }
    `,
    variables: { id: given.letters[0] },
  });
  expect(data?.node).toMatchObject({ __typename: 'Correspondence', id: given.letters[0], subject: 'Lettre 4' });
  const cached = Object.keys(client.cache.extract() as object).filter((key) => key.startsWith('Correspondence:'));
  expect(cached).toEqual([`Correspondence:${given.letters[0]}`]);
});

test('Apollo Client gives user errors as data and updates its cache from what an act answers', async () => {
  const client = newClient(given.token);
  await client.query({ query: inbox, variables: { first: 5 } });
  const [letter, other] = given.letters;
  const refused = await client.mutate<{ correspondenceRegisterArrival: { userErrors: { code: string }[] } }>({
    mutation: gql`
      mutation Register($input: CorrespondenceRegisterArrivalInput!) {
        correspondenceRegisterArrival(input: $input) {
          userErrors {
            code
            path
          }
        }
      }
    `,
    variables: { input: tooEarly(other!) },
  });
  expect(refused.data?.correspondenceRegisterArrival.userErrors).toMatchObject([
    { code: 'CORRESPONDENCE_NOT_RETRIEVED', path: ['input', 'correspondenceId'] },
  ]);

  const before = client.cache.readFragment<{ availableActs: string[] }>({
    id: `Correspondence:${letter}`,
    fragment: acts,
  });
  const digests = await digestsOf(client, letter!);
  await client.mutate({
    mutation: gql`
      mutation Retrieve($input: CorrespondenceRetrieveInput!) {
        correspondenceRetrieve(input: $input) {
          correspondence {
            id
            availableActs
          }
          userErrors {
            code
          }
        }
      }
    `,
    variables: { input: { idempotencyKey: 'apollo', correspondenceId: letter, sha256: digests } },
  });
  const after = client.cache.readFragment<{ availableActs: string[] }>({
    id: `Correspondence:${letter}`,
    fragment: acts,
  });
  expect(before?.availableActs).toContain('RETRIEVE');
  expect(after?.availableActs).not.toContain('RETRIEVE');
  expect(after?.availableActs).toContain('ACKNOWLEDGE');
});

const acts = gql`
  fragment Acts on Correspondence {
    availableActs
  }
`;

const digestsOf = async (client: ApolloClient, id: string): Promise<string[]> => {
  const { data } = await client.query<{ correspondence: { attachments: { sha256: string }[] } }>({
    query: gql`
      query Digests($id: ID!) {
        correspondence(id: $id) {
          id
          attachments {
            sha256
          }
        }
      }
    `,
    variables: { id },
  });
  return data!.correspondence.attachments.map(({ sha256 }) => sha256);
};

test('Apollo Client tells a refused token and a bad cursor by their codes', async () => {
  const codeOf = async (token: string, after: string | null): Promise<unknown> => {
    const error: unknown = await newClient(token)
      .query({ query: inbox, variables: { first: 1, after } })
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    if (CombinedGraphQLErrors.is(error)) return error.errors[0]?.extensions?.['code'];
    return ServerError.is(error) ? [error.statusCode, error.bodyText] : error;
  };
  expect([await codeOf('none', null), await codeOf(given.token, 'none')]).toEqual([
    'UNAUTHENTICATED',
    'BAD_USER_INPUT',
  ]);
});
