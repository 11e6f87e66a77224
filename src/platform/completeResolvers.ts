import type { GraphQLScalarType } from 'graphql';

/**
 * Generated `Resolvers` in which a field must have a resolver unless graphql-js finds its value by itself: unless the row of
 * its type has a property of that name and of a fitting type. So every root field must have one.
 */
export type CompleteResolvers<All> = All & {
  readonly [Type in keyof All as HasUnserved<NonNullable<All[Type]>> extends true ? Type : never]-?: NonNullable<
    All[Type]
  > &
    Required<Pick<NonNullable<All[Type]>, Unserved<NonNullable<All[Type]>>>>;
};

/** For each entity: all references of one fetch, answered in their order. */
export type CompleteReferences<All> = {
  readonly [
    Type in keyof All as '__resolveReference' extends keyof NonNullable<All[Type]> ? Type : never
  ]-?: ResolveAll<FieldOf<NonNullable<All[Type]>, '__resolveReference'>>;
};

type HasUnserved<Fields> = [Fields] extends [GraphQLScalarType]
  ? false
  : [Unserved<Fields>] extends [never]
    ? false
    : true;

type Unserved<Fields> = {
  [Name in keyof Fields]-?: Name extends `__${string}` ? never : IsServed<Fields, Name> extends true ? never : Name;
}[keyof Fields];

type IsServed<Fields, Name extends keyof Fields> =
  FieldOf<Fields, Name> extends (parent: infer Row, ...rest: never) => infer Value
    ? Name extends NamedKey<Row>
      ? [Row[Name]] extends [Value | (null extends Value ? undefined : never)]
        ? true
        : false
      : false
    : false;

/** The parent of root fields has no property, and is typed as a record of any. */
type NamedKey<Row> = string extends keyof Row ? never : keyof Row;

/** The resolver as a function: it may be an object too. */
type FieldOf<Fields, Name extends PropertyKey> = Name extends keyof Fields
  ? Extract<NonNullable<Fields[Name]>, (...given: never) => unknown>
  : never;

type ResolveAll<One> = One extends (
  reference: infer Reference,
  operation: infer Operation,
  info: infer Info,
) => infer Entity
  ? (asked: readonly Reference[], operation: Operation, info: Info) => Promise<readonly Awaited<Entity>[]>
  : never;
