import { readFileSync } from 'node:fs';
import { buildSchema, isTypeDefinitionNode, parse } from 'graphql';
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

test('every type, field, argument, input and value of the public schema is described, in sentences', () => {
  const said: (readonly [string, string | undefined])[] = [];
  const say = (name: string, value: { readonly value: string } | undefined): void => {
    said.push([name, value?.value]);
  };
  for (const definition of parse(publicSdl(supergraph)).definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const type = definition.name.value;
    say(type, definition.description);
    if ('fields' in definition) {
      for (const field of definition.fields ?? []) {
        say(`${type}.${field.name.value}`, field.description);
        const given = 'arguments' in field ? (field.arguments ?? []) : [];
        for (const each of given) say(`${type}.${field.name.value}(${each.name.value})`, each.description);
      }
    }
    if ('values' in definition) {
      for (const value of definition.values ?? []) say(`${type}.${value.name.value}`, value.description);
    }
  }
  const isSentence = (text: string): boolean => /^[\p{Lu}\d`]/u.test(text) && /[.)]$/.test(text.trim());
  expect(said.length).toBeGreaterThan(700);
  expect(said.filter(([, text]) => text === undefined || !isSentence(text))).toEqual([]);
});

test('what the SDL says of a field stands before what is said of all of its kind', () => {
  const schema = buildSchema(publicSdl(supergraph));
  const fieldsOf = (name: string) => {
    const type = schema.getType(name);
    return type !== undefined && 'getFields' in type ? type.getFields() : {};
  };
  expect([
    fieldsOf('CorrespondenceDepositPayload')['evidence']?.description,
    fieldsOf('CorrespondenceAcknowledgePayload')['evidence']?.description,
    fieldsOf('CorrespondenceAcknowledgeError')['message']?.description,
  ]).toEqual([
    'The deposit receipt (وصل الإيداع): one evidence for the letter, listing every recipient.',
    'The signed evidence of what was done. Null when nothing was.',
    fieldsOf('UserError')['message']?.description,
  ]);
});
