import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Operation } from '../evidence/operation.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole number up to 2^53 - 1, e.g. a size in octets. */
  BigInt: { input: number; output: number; }
  /** A compact JWS (RFC 7515). Check it against `/.well-known/evidence-keys.json` with any JOSE library. */
  CompactJws: { input: string; output: string; }
  /** An instant, RFC 3339. Answered in UTC with six decimals, e.g. `2026-03-14T09:30:00.000000Z`; given with any offset and at most six. */
  DateTime: { input: string; output: string; }
  /** A calendar day in Africa/Casablanca, e.g. `2026-03-14`. */
  LocalDate: { input: string; output: string; }
  /** SHA-256 of the octets, 64 lower-case hexadecimal digits. */
  Sha256: { input: string; output: string; }
  /** An absolute URL. */
  URL: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type Correspondence = Node & {
  __typename?: 'Correspondence';
  id: Scalars['ID']['output'];
};

export type Document = Node & {
  __typename?: 'Document';
  id: Scalars['ID']['output'];
};

export type DocumentUpload = Node & {
  __typename?: 'DocumentUpload';
  id: Scalars['ID']['output'];
};

export type Evidence = Node & {
  __typename?: 'Evidence';
  id: Scalars['ID']['output'];
};

export type FunctionAddress = Node & {
  __typename?: 'FunctionAddress';
  id: Scalars['ID']['output'];
};

export type Institution = Node & {
  __typename?: 'Institution';
  id: Scalars['ID']['output'];
};

/** Any object that has a global id and can be asked for by it. */
export type Node = {
  /** Global and opaque: store it, never take it apart. */
  id: Scalars['ID']['output'];
};

/** Where a page of a connection lies in the whole. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Give it back as `after`. Null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** True when more comes behind this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Forward paging only: true when `after` was given. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item. Null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** Any object by its global id. Null when it does not exist or is not yours. */
  node?: Maybe<Node>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

export type Register = Node & {
  __typename?: 'Register';
  id: Scalars['ID']['output'];
};

export type RegisterEntry = Node & {
  __typename?: 'RegisterEntry';
  id: Scalars['ID']['output'];
};

export type Unit = Node & {
  __typename?: 'Unit';
  id: Scalars['ID']['output'];
};

/** One fault that the caller can repair. All faults of a call come at once. */
export type UserError = {
  /** The page of this code: meaning, cause, what to do. */
  helpUrl: Scalars['URL']['output'];
  /** What is wrong, in the language of `Accept-Language` (ar, fr, en). For people: programs read `code`. */
  message: Scalars['String']['output'];
  /** Where, from the input down: `["input", "recipients", "1", "institutionId"]`. Null when it concerns the whole call. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( Correspondence )
    | ( Document )
    | ( DocumentUpload )
    | ( Evidence )
    | ( FunctionAddress )
    | ( Institution )
    | ( Register )
    | ( RegisterEntry )
    | ( Unit )
  ;
  UserError: never;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  CompactJws: ResolverTypeWrapper<Scalars['CompactJws']['output']>;
  Correspondence: ResolverTypeWrapper<Correspondence>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Document: ResolverTypeWrapper<Document>;
  DocumentUpload: ResolverTypeWrapper<DocumentUpload>;
  Evidence: ResolverTypeWrapper<Evidence>;
  FunctionAddress: ResolverTypeWrapper<FunctionAddress>;
  Institution: ResolverTypeWrapper<Institution>;
  LocalDate: ResolverTypeWrapper<Scalars['LocalDate']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Register: ResolverTypeWrapper<Register>;
  RegisterEntry: ResolverTypeWrapper<RegisterEntry>;
  Sha256: ResolverTypeWrapper<Scalars['Sha256']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Unit: ResolverTypeWrapper<Unit>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BigInt: Scalars['BigInt']['output'];
  CompactJws: Scalars['CompactJws']['output'];
  Correspondence: Correspondence;
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  Document: Document;
  DocumentUpload: DocumentUpload;
  Evidence: Evidence;
  FunctionAddress: FunctionAddress;
  Institution: Institution;
  LocalDate: Scalars['LocalDate']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  Register: Register;
  RegisterEntry: RegisterEntry;
  Sha256: Scalars['Sha256']['output'];
  URL: Scalars['URL']['output'];
  Unit: Unit;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export interface CompactJwsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CompactJws'], any> {
  name: 'CompactJws';
}

export type CorrespondenceResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Correspondence'] = ResolversParentTypes['Correspondence']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DocumentResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentUploadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['DocumentUpload'] = ResolversParentTypes['DocumentUpload']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FunctionAddressResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['FunctionAddress'] = ResolversParentTypes['FunctionAddress']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstitutionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Institution'] = ResolversParentTypes['Institution']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export type NodeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Correspondence' | 'Document' | 'DocumentUpload' | 'Evidence' | 'FunctionAddress' | 'Institution' | 'Register' | 'RegisterEntry' | 'Unit', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
};

export type RegisterResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Register'] = ResolversParentTypes['Register']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterEntryResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntry'] = ResolversParentTypes['RegisterEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface Sha256ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Sha256'], any> {
  name: 'Sha256';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UnitResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Unit'] = ResolversParentTypes['Unit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
};

export type Resolvers<ContextType = Operation> = {
  BigInt?: GraphQLScalarType;
  CompactJws?: GraphQLScalarType;
  Correspondence?: CorrespondenceResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Document?: DocumentResolvers<ContextType>;
  DocumentUpload?: DocumentUploadResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  FunctionAddress?: FunctionAddressResolvers<ContextType>;
  Institution?: InstitutionResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Register?: RegisterResolvers<ContextType>;
  RegisterEntry?: RegisterEntryResolvers<ContextType>;
  Sha256?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  Unit?: UnitResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

