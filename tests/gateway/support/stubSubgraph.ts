import { createHash } from 'node:crypto';
import {
  buildASTSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { Representation, Subgraph, SubgraphResolvers } from '../../../src/gateway/buildSubgraph.js';
import { federationDocument } from '../../../src/gateway/federationDocument.js';

type Stub = { readonly __typename: string; readonly id: string };

/**
 * A subgraph with an answer to everything, the same each time: an object is its type and id, a leaf names its object and
 * field, a list has two items. Objects whose id ends in `-gone` are not there.
 */
export const stubSubgraph = (name: string, sdl: string, resolvers: SubgraphResolvers = {}): Subgraph => {
  const { document, entities } = federationDocument(sdl);
  const schema = buildASTSchema(document);
  const stubs: Record<string, object> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    stubs[type.name] = {
      ...Object.fromEntries(
        Object.keys(type.getFields())
          .filter(isOwn)
          .map((field) => [field, stubField(schema, type, field)]),
      ),
      ...(entities.includes(type.name) ? { __resolveReferences: referencesOf(type.name) } : {}),
      ...resolvers[type.name],
    };
  }
  return { name, sdl, resolvers: stubs };
};

const isOwn = (field: string): boolean => !field.startsWith('_');

const referencesOf = (type: string) => (representations: readonly Representation[]) =>
  representations.map(({ id }) => (String(id).endsWith('-gone') ? null : { __typename: type, id }));

const stubField = (schema: GraphQLSchema, type: GraphQLObjectType, field: string) => {
  const { type: returned } = type.getFields()[field]!;
  return (source: Stub | undefined, args: Readonly<Record<string, unknown>>): unknown => {
    if (field === 'id') return source?.id;
    if (field === 'node' && typeof args['id'] === 'string') return stubOf(schema, returned, args['id']);
    return valueOf(schema, returned, `${type.name}.${field}(${JSON.stringify(args)})@${source?.id ?? 'root'}`);
  };
};

const valueOf = (schema: GraphQLSchema, type: GraphQLOutputType, seed: string): unknown => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [0, 1].map((at) => valueOf(schema, nullable.ofType, `${seed}#${at}`));
  const named = getNamedType(nullable);
  if (isObjectType(named) || isAbstractType(named)) return stubOf(schema, named, seed);
  if (isEnumType(named)) return named.getValues()[numberOf(seed) % named.getValues().length]!.name;
  if (named.name === 'Boolean') return numberOf(seed) % 2 === 0;
  return ['Int', 'Float', 'BigInt'].includes(named.name) ? numberOf(seed) % 1000 : seed;
};

/** Business objects get one of a few ids, so that the same one is met in several places. */
const stubOf = (schema: GraphQLSchema, type: GraphQLOutputType, seed: string): Stub => {
  const named = getNamedType(type);
  const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [named as GraphQLObjectType];
  const concrete =
    possible.find(({ name }) => seed.startsWith(`${name}-`)) ?? possible[numberOf(seed) % possible.length]!;
  if (seed.startsWith(`${concrete.name}-`) || !('id' in concrete.getFields()))
    return { __typename: concrete.name, id: seed };
  return { __typename: concrete.name, id: `${concrete.name}-${['1', '2', '3', 'gone'][numberOf(seed) % 4]}` };
};

const numberOf = (seed: string): number => createHash('sha256').update(seed).digest().readUInt32BE(0);
