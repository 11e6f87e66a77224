import { readdirSync, readFileSync } from 'node:fs';
import {
  Kind,
  parse,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeNode,
} from 'graphql';
import { projectFile } from '../../src/platform/paths.js';

const definitions = readdirSync(projectFile('schema'))
  .filter((name) => name.endsWith('.graphql') && name !== 'supergraph.graphql')
  .flatMap((name) =>
    parse(readFileSync(projectFile('schema', name), 'utf8')).definitions.map((definition) => ({ name, definition })),
  );

type Named = Exclude<Extract<DefinitionNode, { kind: `${string}TypeDefinition` }>, { kind: 'ScalarTypeDefinition' }>;
const types = definitions.flatMap(({ name: file, definition }) =>
  /TypeDefinition$/.test(definition.kind) && definition.kind !== Kind.SCALAR_TYPE_DEFINITION
    ? [{ file, type: definition as Named }]
    : [],
);
const directivesOf = (type: Named): readonly string[] => (type.directives ?? []).map(({ name }) => name.value);
/** A reference into another subgraph: its owner describes it. */
const isStub = (type: Named): boolean =>
  type.kind === Kind.OBJECT_TYPE_DEFINITION &&
  (type.directives ?? []).some(
    ({ name, arguments: given }) => name.value === 'key' && given?.some((each) => each.name.value === 'resolvable'),
  );
const owned = types.filter(({ type }) => !isStub(type));
const objects = owned.flatMap(({ file, type }) =>
  type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION ? [{ file, type }] : [],
);
const fields = objects.flatMap(({ type }) => (type.fields ?? []).map((field) => ({ type: type.name.value, field })));
const inputs = owned.flatMap(({ type }) => (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? [type] : []));
const enums = owned.flatMap(({ type }) => (type.kind === Kind.ENUM_TYPE_DEFINITION ? [type] : []));
const mutations = fields.filter(({ type }) => type === 'Mutation').map(({ field }) => field);
const find = (name: string) => types.find(({ type }) => type.name.value === name && !isStub(type))?.type;
const fieldsOf = (name: string): readonly (FieldDefinitionNode | InputValueDefinitionNode)[] => {
  const type = find(name);
  return type !== undefined && 'fields' in type ? (type.fields ?? []) : [];
};
const print = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE
    ? type.name.value
    : type.kind === Kind.LIST_TYPE
      ? `[${print(type.type)}]`
      : `${print(type.type)}!`;
const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));
const typesOf = (name: string): Record<string, string> =>
  Object.fromEntries(fieldsOf(name).map((field) => [field.name.value, print(field.type)]));
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const coordinate = ({ type, field }: { type: string; field: FieldDefinitionNode }): string =>
  `${type}.${field.name.value}`;

test('types are PascalCase, fields and arguments camelCase, enum values UPPER_CASE', () => {
  const wrong = [
    ...types.map(({ type }) => type.name.value).filter((name) => !/^([A-Z][a-z0-9]+)+$/.test(name)),
    ...fields
      .flatMap(({ field }) => [field, ...(field.arguments ?? [])])
      .concat(inputs.flatMap((type) => type.fields ?? []) as never[])
      .map(({ name }) => name.value)
      .filter((name) => !/^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$/.test(name)),
    ...enums
      .flatMap((type) => type.values ?? [])
      .map(({ name }) => name.value)
      .filter((name) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name)),
  ];
  expect(wrong).toEqual([]);
});

test('query fields are nouns and nullable; instants end in At or Since, days in On, Date or Until', () => {
  const queries = fields.filter(({ type }) => type === 'Query');
  expect(
    queries
      .filter(({ field }) => field.type.kind === Kind.NON_NULL_TYPE || /^(get|list|find|fetch)/.test(field.name.value))
      .map(coordinate),
  ).toEqual([]);
  const wrong = fields.filter(
    ({ field }) =>
      (nameOf(field.type) === 'DateTime' && !/(At|Since)$/.test(field.name.value)) ||
      (nameOf(field.type) === 'LocalDate' && !/(On|Date|Until)$/.test(field.name.value)),
  );
  expect(wrong.map(coordinate)).toEqual([]);
});

test('a mutation is named object first, and has one input and one payload of its own', () => {
  const nouns = ['correspondence', 'documentUpload', 'dossier', 'signatureFolder', 'institution', 'register'];
  const wrong = mutations.filter((field) => {
    const name = field.name.value;
    const [only, ...others] = field.arguments ?? [];
    return (
      !nouns.some((noun) => new RegExp(`^${noun}[A-Z]`).test(name)) ||
      others.length > 0 ||
      only?.name.value !== 'input' ||
      print(only.type) !== `${capital(name)}Input!` ||
      print(field.type) !== `${capital(name)}Payload!` ||
      find(`${capital(name)}Input`)?.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION
    );
  });
  expect(wrong.map(({ name }) => name.value)).toEqual([]);
  const shared = [...inputs, ...objects.map(({ type }) => type)]
    .filter(({ name }) => /(Input|Payload)$/.test(name.value))
    .filter(({ name }) => types.filter(({ type }) => type.name.value === name.value).length !== 1);
  expect(shared.map(({ name }) => name.value)).toEqual([]);
});

test('a payload has nullable results and userErrors with code, message, path and helpUrl', () => {
  const wrong = mutations.filter((field) => {
    const name = capital(field.name.value);
    const { userErrors, replayed: _replayed, warnings: _warnings, ...results } = typesOf(`${name}Payload`);
    const { code, message, path, helpUrl, ...others } = typesOf(`${name}Error`);
    const [fault] = objects.filter(({ type }) => type.name.value === `${name}Error`);
    return (
      userErrors !== `[${name}Error!]!` ||
      // a list of results is there, empty, when nothing came of the act
      Object.values(results).some((type) => type.endsWith('!') && !type.startsWith('[')) ||
      code !== `${name}ErrorCode!` ||
      [message, path, helpUrl].join() !== 'String!,[String!],URL!' ||
      Object.keys(others).length > 0 ||
      fault?.type.interfaces?.[0]?.name.value !== 'UserError'
    );
  });
  expect(wrong.map(({ name }) => name.value)).toEqual([]);
});

test('an act between institutions takes an idempotency key and says whether it was replayed', () => {
  const acts = mutations.filter(({ name }) => name.value.startsWith('correspondence'));
  const wrong = acts.filter(({ name }) => {
    const codes =
      enums
        .find((type) => type.name.value === `${capital(name.value)}ErrorCode`)
        ?.values?.map((value) => value.name.value) ?? [];
    return (
      typesOf(`${capital(name.value)}Input`)['idempotencyKey'] !== 'String!' ||
      typesOf(`${capital(name.value)}Payload`)['replayed'] !== 'Boolean!' ||
      !codes.includes('IDEMPOTENCY_CONFLICT') ||
      !codes.includes('IDEMPOTENCY_KEY_INVALID')
    );
  });
  expect(wrong.map(({ name }) => name.value)).toEqual([]);
});

test('connections are shaped alike, and asked for by first and after', () => {
  const connections = objects.map(({ type }) => type.name.value).filter((name) => name.endsWith('Connection'));
  expect(connections.map((name) => typesOf(name))).toEqual(
    connections.map((name) => {
      const node = name.replace(/Connection$/, '');
      return { edges: `[${node}Edge!]!`, nodes: `[${node}!]!`, pageInfo: 'PageInfo!' };
    }),
  );
  expect(connections.map((name) => typesOf(name.replace(/Connection$/, 'Edge')))).toEqual(
    connections.map((name) => ({ cursor: 'String!', node: `${name.replace(/Connection$/, '')}!` })),
  );
  const wrong = fields
    .filter(({ field }) => nameOf(field.type).endsWith('Connection'))
    .filter(({ field }) => {
      const first = field.arguments?.find(({ name }) => name.value === 'first');
      const after = field.arguments?.find(({ name }) => name.value === 'after');
      return (
        first === undefined ||
        print(first.type) !== 'Int!' ||
        first.defaultValue === undefined ||
        after === undefined ||
        print(after.type) !== 'String'
      );
    });
  expect(wrong.map(coordinate)).toEqual([]);
});

test('only closed, small sets are plain lists', () => {
  const lists = fields
    .filter(({ type, field }) => print(field.type).includes('[') && !/(Connection|Payload|Error)$/.test(type))
    .map(coordinate);
  expect(lists.sort()).toEqual([
    'Correspondence.attachments',
    'Correspondence.availableActs',
    'Correspondence.consignments',
    'Correspondence.physicalEnclosures',
    'Correspondence.registerEntries',
    'Correspondence.supplementRequests',
    'Evidence.disclosures',
    'Institution.functionAddresses',
    'Institution.units',
    'PhysicalEnclosure.receipts',
    'RegisterEntry.dispatches',
    'RegisterEntry.documents',
    'RegisterEntry.physicalEnclosures',
    'SupplementRequest.attachments',
    'SupplementRequest.pieces',
    'Warning.path',
  ]);
  const holes = fields.filter(({ field }) => /\[\w+\]/.test(print(field.type)));
  expect(holes.map(coordinate)).toEqual([]);
});

test('what has a key is a Node with an id, and a reference into another subgraph is nullable', () => {
  const keyed = types.filter(({ type }) => directivesOf(type).includes('key'));
  const wrong = keyed.filter(
    ({ type }) =>
      type.kind !== Kind.OBJECT_TYPE_DEFINITION ||
      type.interfaces?.[0]?.name.value !== 'Node' ||
      typesOf(type.name.value)['id'] !== 'ID!',
  );
  expect(wrong.map(({ type }) => type.name.value)).toEqual([]);
  const foreign = new Map(
    types.filter(({ type }) => isStub(type)).map(({ file, type }) => [`${file} ${type.name.value}`, true]),
  );
  const broken = objects.flatMap(({ file, type }) =>
    (type.fields ?? [])
      .filter((field) => foreign.has(`${file} ${nameOf(field.type)}`) && field.type.kind === Kind.NON_NULL_TYPE)
      .map((field) => `${type.name.value}.${field.name.value}`),
  );
  expect(broken).toEqual([]);
});

test('a reference in an input is called by its id', () => {
  const wrong = inputs.flatMap((type) =>
    (type.fields ?? [])
      .filter((field) => nameOf(field.type) === 'ID' && !/Ids?$/.test(field.name.value))
      .map((field) => `${type.name.value}.${field.name.value}`),
  );
  expect(wrong).toEqual([]);
});

/** Their shape is their whole meaning (connections, payloads, the roots). */
const speaksForItself = (name: string): boolean =>
  /^(Query|Mutation)$|(Connection|Edge|Payload|Input|Error|ErrorCode|Filter)$/.test(name);

test('every type, enum value, root field and scalar is described, in sentences', () => {
  const silent = [
    ...owned
      .filter(({ type }) => type.description === undefined && !speaksForItself(type.name.value))
      .map(({ type }) => type.name.value),
    ...enums.flatMap((type) =>
      (type.values ?? [])
        .filter(({ description }) => description === undefined)
        .map(({ name }) => `${type.name.value}.${name.value}`),
    ),
    ...fields
      .filter(({ type, field }) => /^(Query|Mutation)$/.test(type) && field.description === undefined)
      .map(coordinate),
    ...definitions.flatMap(({ definition }) =>
      definition.kind === Kind.SCALAR_TYPE_DEFINITION && definition.description === undefined
        ? [definition.name.value]
        : [],
    ),
  ];
  const unfinished = [
    ...owned.map(({ type }) => type.description),
    ...fields.map(({ field }) => field.description),
    ...enums.flatMap((type) => (type.values ?? []).map(({ description }) => description)),
  ]
    .flatMap((description) => (description === undefined ? [] : [description.value.trim()]))
    .filter((text) => !/[.)]$/.test(text));
  expect([silent, unfinished]).toEqual([[], []]);
});

test('what is deprecated says what replaces it, and until when', () => {
  const deprecated = fields.flatMap(({ field }) =>
    (field.directives ?? []).filter(({ name }) => name.value === 'deprecated'),
  );
  const reasons = deprecated.map(({ arguments: given }) => given?.find(({ name }) => name.value === 'reason')?.value);
  expect(
    reasons.filter(
      (reason) =>
        reason?.kind !== Kind.STRING || !/^Use `\w+`\. Removal on \d{4}-\d{2}-\d{2} UTC\.$/.test(reason.value),
    ),
  ).toEqual([]);
});

test('nothing but the agreed directives is used, and no type of input is shared between subgraphs', () => {
  const agreed = new Set(['key', 'shareable', 'requiresScopes', 'specifiedBy', 'deprecated', 'tag', 'link']);
  const used = definitions.flatMap(({ definition }) => [
    ...('directives' in definition ? (definition.directives ?? []) : []),
    ...('fields' in definition ? (definition.fields ?? []).flatMap((field) => field.directives ?? []) : []),
  ]);
  expect([...new Set(used.map(({ name }) => name.value))].filter((name) => !agreed.has(name))).toEqual([]);
  expect(
    inputs
      .filter((type) => types.filter((each) => each.type.name.value === type.name.value).length > 1)
      .map(({ name }) => name.value),
  ).toEqual([]);
});
