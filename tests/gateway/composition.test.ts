import { readFileSync } from 'node:fs';
import { buildSchema, parse } from 'graphql';
import { composeSupergraph } from '../../src/gateway/composeSupergraph.js';
import { hubSubgraphs } from '../../src/gateway/hubSubgraphs.js';
import { publicSdl } from '../../src/gateway/publicSchema.js';
import { scopeRules } from '../../src/gateway/scopeRules.js';
import { readSubgraphSdl, withCommon } from '../../src/gateway/subgraphSdl.js';
import { projectFile } from '../../src/platform/paths.js';

const supergraph = composeSupergraph(hubSubgraphs.map((name) => ({ name, sdl: readSubgraphSdl(name) })));

test('the committed supergraph is what the subgraphs compose to', () => {
  expect(readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8')).toBe(supergraph);
});

test('a subgraph takes from common what it uses, through what that uses, and nothing else', () => {
  const sdl = withCommon('type Query { a: A }', 'type A { b: B! } scalar B scalar C');
  expect(parse(sdl).definitions.map((definition) => 'name' in definition && definition.name?.value)).toEqual([
    'Query',
    'A',
    'B',
  ]);
});

test('all faults of a composition are told at once', () => {
  const sdl = (type: string) =>
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { x: ${type} y: ${type} }`;
  expect(() =>
    composeSupergraph([
      { name: 'a', sdl: sdl('Int') },
      { name: 'b', sdl: sdl('String') },
    ]),
  ).toThrow(/Query\.x[^]*Query\.y/);
});

test('the public schema has no federation type and says every scope', () => {
  const sdl = publicSdl(supergraph);
  const schema = buildSchema(sdl);
  expect(sdl).not.toMatch(/join__|link__|_Any|_Entity|_Service|federation__|requiresScopes/);
  const rules = scopeRules(supergraph);
  expect(rules.fields.size).toBeGreaterThan(5);
  for (const [coordinate, requirement] of rules.fields) {
    const [type, field] = coordinate.split('.') as [string, string];
    const described = schema.getType(type);
    const description =
      described !== undefined && 'getFields' in described ? described.getFields()[field]?.description : '';
    for (const scope of requirement.flat()) expect(description).toContain(`\`${scope}\``);
  }
  for (const [type, requirement] of rules.types) {
    for (const scope of requirement.flat()) expect(schema.getType(type)?.description).toContain(`\`${scope}\``);
  }
});
