import { execute, parse, validate, buildSchema } from 'graphql';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { buildSubgraphSchema } from '../../src/gateway/buildSubgraph.js';
import { everyJoin } from './support/everyJoin.js';
import { givenServer, hubStubs, type TestServer } from './support/testServer.js';

let hub: TestServer;
let second: ReturnType<typeof getStitchedSchemaFromSupergraphSdl>;

beforeAll(async () => {
  hub = await givenServer(hubStubs(), { limits: { cost: 1e9, depth: 100 } });
  const schemas = new Map(hubStubs().map((stub) => [stub.name.toUpperCase(), buildSubgraphSchema(stub)]));
  second = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: hub.gateway.supergraphSdl,
    onSubschemaConfig: (config) => {
      const schema = schemas.get(config.name.toUpperCase())!;
      config.executor = ({ document, variables }) => execute({ schema, document, variableValues: variables }) as never;
    },
  });
});

const secondOpinion = async (query: string): Promise<unknown> => {
  const { data } = await execute({ schema: second, document: parse(query) });
  return JSON.parse(JSON.stringify(data ?? null));
};

test('every field of the schema is joined as the stitched engine joins it', async () => {
  const schema = buildSchema(hub.gateway.publicSdl);
  const queries = everyJoin(schema);
  expect(queries.length).toBeGreaterThan(50);
  for (const query of queries) {
    expect(validate(schema, parse(query))).toEqual([]);
    const { data } = await hub.ask(query);
    expect({ query, data }).toEqual({ query, data: await secondOpinion(query) });
  }
}, 120_000);
