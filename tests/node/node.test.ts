import { startHub, type TestHub } from '../support/hub.js';
import { givenParties, type Parties } from '../correspondence/givenParties.js';

let hub: TestHub;
let parties: Parties;
let ids: Record<string, string>;

beforeAll(async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  const { correspondence, registerEntry, evidence } = await parties.send();
  const { data } = await hub.graphql(null, '{ institution(code: "MA-MIN-0001") { id functionAddresses { id } } }');
  const started = await hub.graphql(
    parties.ministry.token,
    `mutation { documentUploadStart(input: { fileName: "a.pdf", mediaType: "application/pdf", sizeBytes: 5, sha256: "${'0'.repeat(64)}" }) { upload { id } } }`,
  );
  const { data: mine } = await hub.graphql(parties.ministry.token, '{ registers { nodes { id } } }');
  const withUnits = await hub.graphql(null, '{ institution(code: "MA-MIN-0001") { units { id } } }');
  ids = {
    Institution: data!['institution'].id as string,
    FunctionAddress: data!['institution'].functionAddresses[0].id as string,
    Unit: withUnits.data!['institution'].units[0].id as string,
    Correspondence: correspondence.id,
    Register: mine!['registers'].nodes[0].id as string,
    RegisterEntry: registerEntry.id,
    Evidence: evidence.id,
    Document: parties.document.id,
    DocumentUpload: started.data!['documentUploadStart'].upload.id as string,
  };
}, 60_000);
afterAll(() => hub.close());

const node = async (token: string | null, id: string) =>
  (await hub.graphql(token, 'query N($id: ID!) { node(id: $id) { __typename id } }', { id })).data!['node'] as {
    __typename: string;
    id: string;
  } | null;
const seenBy = async (token: string | null): Promise<string[]> => {
  const found = await Promise.all(Object.values(ids).map((id) => node(token, id)));
  return found.flatMap((each) => each?.__typename ?? []);
};

test('finds each kind of object by its id', async () => {
  const found = await Promise.all(Object.values(ids).map((id) => node(parties.ministry.token, id)));
  expect(found).toEqual(Object.entries(ids).map(([__typename, id]) => ({ __typename, id })));
});

test('has an id for each type that is a node', async () => {
  const { data } = await hub.graphql(null, '{ __type(name: "Node") { possibleTypes { name } } }');
  expect(data!['__type'].possibleTypes.map(({ name }: { name: string }) => name).sort()).toEqual(
    Object.keys(ids).sort(),
  );
});

test('shows everybody what is public, and a third institution nothing else', async () => {
  expect([await seenBy(null), await seenBy(parties.stranger.token)]).toEqual([
    ['Institution', 'FunctionAddress', 'Unit'],
    ['Institution', 'FunctionAddress', 'Unit'],
  ]);
});

test('shows the addressee the letter and its document, and not the sender’s own papers', async () => {
  expect(await seenBy(parties.commune.token)).toEqual([
    'Institution',
    'FunctionAddress',
    'Unit',
    'Correspondence',
    'Document',
  ]);
});

test('shows a token no more than its scopes lead to', async () => {
  const seenWith = async (...scopes: string[]) => seenBy(await hub.tokenFor('MA-MIN-0001', { scopes }));
  const all = ['Institution', 'FunctionAddress', 'Unit'];
  expect([
    await seenWith('documents:read'),
    await seenWith('registers:read'),
    await seenWith('correspondence:receive'),
  ]).toEqual([
    [...all, 'Document'],
    [...all, 'Register', 'RegisterEntry'],
    [...all, 'Correspondence', 'Evidence'],
  ]);
});

test('goes on into the subgraph that owns the object', async () => {
  const { data } = await hub.graphql(
    parties.ministry.token,
    `query N($id: ID!, $institution: ID!) {
      letter: node(id: $id) { ... on Correspondence { subject sender { code } } }
      institution: node(id: $institution) { ... on Institution { code name { fr } } ... on Correspondence { subject } }
    }`,
    { id: ids['Correspondence'], institution: ids['Institution'] },
  );
  expect(data).toEqual({
    letter: { subject: 'Demande de renseignements', sender: { code: 'MA-MIN-0001' } },
    institution: { code: 'MA-MIN-0001', name: { fr: expect.stringContaining('Intérieur') as string } },
  });
});
