import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commitMutation,
  ConnectionHandler,
  Environment,
  fetchQuery,
  Network,
  RecordSource,
  Store,
  type GraphQLTaggedNode,
} from 'relay-runtime';
import { postGraphql } from '../support/hub.js';
import { projectFile } from '../../src/platform/paths.js';
import { givenInbox, tooEarly, type GivenInbox } from './givenInbox.js';

let given: GivenInbox;
let folder: string;

/** As a Relay application writes it: a connection, a fragment that is fetched again by `node`, an act. */
const source = `
const { graphql } = require('relay-runtime');

graphql\`
  query sourceInboxQuery($first: Int!, $after: String) {
    inbox(first: $first, after: $after) @connection(key: "Source_inbox") {
      edges { node { id subject ...source_letter } }
    }
  }
\`;

graphql\`
  fragment source_letter on Correspondence
  @refetchable(queryName: "sourceLetterRefetchQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    availableActs
    sender { id name { fr } }
    evidence(first: $count, after: $cursor) @connection(key: "Source_evidence") { edges { node { id event } } }
  }
\`;

graphql\`
  mutation sourceRegisterMutation($input: CorrespondenceRegisterArrivalInput!) {
    correspondenceRegisterArrival(input: $input) {
      correspondence { id availableActs }
      userErrors { code path }
    }
  }
\`;
`;

beforeAll(async () => {
  given = await givenInbox();
  folder = mkdtempSync(join(tmpdir(), 'wasl-relay-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'source.js'), source);
  writeFileSync(join(folder, 'schema.graphql'), await (await fetch(`${given.hub.url}/schema.graphql`)).text());
  const config = { src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './compiled' };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'package.json'), '{}');
  mkdirSync(join(folder, 'compiled'));
}, 60_000);

afterAll(async () => {
  await given.hub.close();
  rmSync(folder, { recursive: true, force: true });
});

const load = createRequire(projectFile('package.json'));
const compiled = (name: string): GraphQLTaggedNode => load(join(folder, 'compiled', `${name}.graphql.js`)) as never;

const newEnvironment = (token: string): Environment =>
  new Environment({
    network: Network.create(async ({ text }, variables) => {
      const { data, errors } = await postGraphql(given.url.replace(/\/graphql$/, ''), token, text!, variables);
      return { data: data ?? null, ...(errors === undefined ? {} : { errors }) } as never;
    }),
    store: new Store(new RecordSource()),
  });

test('the Relay compiler takes the public schema, a connection, a refetch by node and an act', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [projectFile('node_modules', 'relay-compiler', 'cli.js')],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  const artifacts = ['sourceInboxQuery', 'source_letter', 'sourceLetterRefetchQuery', 'sourceRegisterMutation'];
  expect(artifacts.filter((name) => !existsSync(join(folder, 'compiled', `${name}.graphql.js`)))).toEqual([]);
});

test('Relay pages through the inbox into one connection', async () => {
  const environment = newEnvironment(given.token);
  const query = compiled('sourceInboxQuery');
  let after: string | null = null;
  for (let page = 1; page <= 3; page += 1) {
    await fetchQuery(environment, query, { first: 2, after }).toPromise();
    const root = environment.getStore().getSource();
    const record = Object.values(root.toJSON()).find(
      (each) => each?.['__typename'] === 'CorrespondenceConnection' && '__connection_next_edge_index' in each,
    );
    const pageInfo = root.toJSON()[(record!['pageInfo'] as { __ref: string }).__ref]!;
    after = pageInfo['endCursor'];
  }
  const found: string[] = [];
  environment.commitUpdate((store) => {
    const connection = ConnectionHandler.getConnection(store.getRoot(), 'Source_inbox')!;
    for (const edge of connection.getLinkedRecords('edges') ?? []) {
      found.push(edge.getLinkedRecord('node').getDataID());
    }
  });
  expect(found).toEqual(given.letters);
});

test('Relay fetches a letter again by node, under the id by which the list keeps it', async () => {
  const environment = newEnvironment(given.token);
  const [id] = given.letters;
  await fetchQuery(environment, compiled('sourceLetterRefetchQuery'), { id }).toPromise();
  const letter = environment.getStore().getSource().get(id!);
  expect(letter).toMatchObject({ __typename: 'Correspondence', id });
});

test('Relay gives user errors as data, and a refused token as an error', async () => {
  const answer = await new Promise<unknown>((resolve, reject) => {
    commitMutation(newEnvironment(given.token), {
      mutation: compiled('sourceRegisterMutation'),
      variables: { input: tooEarly(given.letters[0]!) },
      onCompleted: resolve,
      onError: reject,
    });
  });
  expect(answer).toEqual({
    correspondenceRegisterArrival: {
      correspondence: null,
      userErrors: [{ code: 'CORRESPONDENCE_NOT_RETRIEVED', path: ['input', 'correspondenceId'] }],
    },
  });
  const refused = fetchQuery(newEnvironment('none'), compiled('sourceInboxQuery'), {
    first: 1,
    after: null,
  }).toPromise();
  await expect(refused).rejects.toThrow();
});

test('the public schema keeps the rules of Relay: Node, node and connections', async () => {
  const { buildSchema, isObjectType, isInterfaceType, isNonNullType, isListType } = await import('graphql');
  const schema = buildSchema(await (await fetch(`${given.hub.url}/schema.graphql`)).text());
  const node = schema.getType('Node');
  const root = schema.getQueryType()!.getFields()['node']!;
  expect([
    isInterfaceType(node),
    String(root.type),
    root.args.map(({ name, type }) => `${name}: ${String(type)}`),
  ]).toEqual([true, 'Node', ['id: ID!']]);
  const wrong = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type)) return [];
    const fields = type.getFields();
    if (fields['id'] !== undefined && !type.getInterfaces().includes(node as never)) return [`${type.name} has an id`];
    if (!type.name.endsWith('Connection')) return [];
    const edges = fields['edges']?.type;
    const list = isNonNullType(edges) ? edges.ofType : edges;
    return isListType(list) && String(fields['pageInfo']?.type) === 'PageInfo!' ? [] : [type.name];
  });
  expect(wrong).toEqual([]);
});
