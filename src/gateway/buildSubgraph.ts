import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { federationDocument } from './federationDocument.js';

export type Representation = { readonly __typename: string } & Readonly<Record<string, unknown>>;

/** All representations of one type in one fetch, answered in their order: null for what is not there. */
export type ResolveReferences<TContext> = (
  representations: readonly Representation[],
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<readonly unknown[]> | readonly unknown[];

type ResolveReference<TContext> = (
  representation: Representation,
  context: TContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Resolvers by type and field. An entity has `__resolveReferences` (a whole fetch at once) or `__resolveReference`. */
export type SubgraphResolvers = Readonly<Record<string, object>>;

export type Subgraph = { readonly name: string; readonly sdl: string; readonly resolvers: SubgraphResolvers };

/** An executable schema of one subgraph, with `_entities` and `_service` as a federated gateway asks for them. */
export const buildSubgraphSchema = <TContext>({ name, sdl, resolvers }: Subgraph): GraphQLSchema => {
  const { document, entities } = federationDocument(sdl);
  const references = new Map(entities.map((type) => [type, referencesOf<TContext>(name, type, resolvers[type])]));
  const typeOfEntity = new WeakMap<object, string>();

  const entitiesField = (
    _: unknown,
    args: { representations: readonly Representation[] },
    context: TContext,
    info: GraphQLResolveInfo,
  ) => resolveEntities(args.representations, references, typeOfEntity, context, info);

  return makeExecutableSchema({
    typeDefs: document,
    resolvers: {
      ...Object.fromEntries(Object.entries(resolvers).map(([type, fields]) => [type, withoutReferences(fields)])),
      Query: {
        ...resolvers['Query'],
        _service: () => ({ sdl }),
        ...(entities.length === 0 ? {} : { _entities: entitiesField }),
      },
      ...(entities.length === 0 ? {} : { _Entity: { __resolveType: (entity: object) => typeOfEntity.get(entity) } }),
    },
    resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
  });
};

const referencesOf = <TContext>(
  name: string,
  type: string,
  resolvers: object | undefined,
): ResolveReferences<TContext> => {
  const { __resolveReferences: all, __resolveReference: one } = (resolvers ?? {}) as {
    __resolveReferences?: ResolveReferences<TContext>;
    __resolveReference?: ResolveReference<TContext>;
  };
  if (all !== undefined) return all;
  if (one === undefined) throw new Error(`Subgraph ${name}: ${type} has a key but no __resolveReferences.`);
  return (representations, context, info) => settled(representations.map(async (each) => one(each, context, info)));
};

const withoutReferences = (resolvers: object): object => {
  if (!('__resolveReferences' in resolvers) && !('__resolveReference' in resolvers)) return resolvers;
  const { __resolveReferences: _all, __resolveReference: _one, ...fields } = resolvers as Record<string, unknown>;
  return fields;
};

/** One call per type; a type that fails puts its error at each of its places, so that the others are answered. */
const resolveEntities = async <TContext>(
  representations: readonly Representation[],
  references: ReadonlyMap<string, ResolveReferences<TContext>>,
  typeOfEntity: WeakMap<object, string>,
  context: TContext,
  info: GraphQLResolveInfo,
): Promise<unknown[]> => {
  const entities = new Array<unknown>(representations.length).fill(null);
  await Promise.all(
    [...placesByType(representations)].map(async ([type, places]) => {
      const answers = await answersOf(
        type,
        places.map((place) => representations[place]!),
        references.get(type),
        context,
        info,
      );
      places.forEach((place, at) => {
        const entity = answers[at] ?? null;
        if (typeof entity === 'object' && entity !== null) typeOfEntity.set(entity, type);
        entities[place] = entity;
      });
    }),
  );
  return entities;
};

const placesByType = (representations: readonly Representation[]): ReadonlyMap<string, number[]> => {
  const places = new Map<string, number[]>();
  representations.forEach(({ __typename }, place) => {
    const known = places.get(__typename);
    if (known === undefined) places.set(__typename, [place]);
    else known.push(place);
  });
  return places;
};

const answersOf = async <TContext>(
  type: string,
  representations: readonly Representation[],
  resolve: ResolveReferences<TContext> | undefined,
  context: TContext,
  info: GraphQLResolveInfo,
): Promise<readonly unknown[]> => {
  try {
    if (resolve === undefined) throw new Error(`${type} is not an entity of this subgraph.`);
    return await resolve(representations, context, info);
  } catch (error) {
    return representations.map(() => error);
  }
};

const settled = async (answers: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
  (await Promise.allSettled(answers)).map((answer): unknown =>
    answer.status === 'fulfilled' ? answer.value : answer.reason,
  );
