import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { InstitutionRow, FunctionAddressRow, LocalizedTextRow } from '../subgraphs/directory/institutions.js';
import type { Operation } from '../evidence/operation.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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

/** A function of an institution to which a letter can be addressed; never a person. */
export type FunctionAddress = Node & {
  __typename?: 'FunctionAddress';
  code: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: LocalizedText;
};

/** A body of the administration that sends and receives letters. Public: no scope. */
export type Institution = Node & {
  __typename?: 'Institution';
  /** Stable public code; never reused. */
  code: Scalars['String']['output'];
  /** Functions to which a letter can be addressed (a registry office, a service); never a person. */
  functionAddresses: Array<FunctionAddress>;
  /** Common identifier of the enterprise, 15 digits. Null where none is known. */
  ice?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  kind: InstitutionKind;
  name: LocalizedText;
  parent?: Maybe<Institution>;
  /** How a letter reaches it today. Null while that cannot be told. Look before you deposit. */
  reachability?: Maybe<Reachability>;
  region?: Maybe<Institution>;
  status: InstitutionStatus;
};

export type InstitutionConnection = {
  __typename?: 'InstitutionConnection';
  edges: Array<InstitutionEdge>;
  nodes: Array<Institution>;
  pageInfo: PageInfo;
};

export type InstitutionEdge = {
  __typename?: 'InstitutionEdge';
  cursor: Scalars['String']['output'];
  node: Institution;
};

export type InstitutionFilter = {
  kinds?: InputMaybe<Array<InstitutionKind>>;
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that a letter can reach today. */
  reachable?: InputMaybe<Scalars['Boolean']['input']>;
  regionId?: InputMaybe<Scalars['ID']['input']>;
};

/** What kind of body an institution is. New values may be added. */
export type InstitutionKind =
  /** A commune. */
  | 'COMMUNE'
  /** A body founded by the Constitution. */
  | 'CONSTITUTIONAL_BODY'
  /** A court. */
  | 'COURT'
  /** A deconcentrated service of the State. */
  | 'DECONCENTRATED_SERVICE'
  /** An operator to whom a public service is delegated. */
  | 'DELEGATED_OPERATOR'
  /** A department attached to the Head of Government or to a ministry. */
  | 'DEPARTMENT'
  /** A ministry. */
  | 'MINISTRY'
  /** A prefecture. */
  | 'PREFECTURE'
  /** A province. */
  | 'PROVINCE'
  /** A public enterprise. */
  | 'PUBLIC_ENTERPRISE'
  /** A public establishment. */
  | 'PUBLIC_ESTABLISHMENT'
  /** A region. */
  | 'REGION';

/** Whether an institution exchanges. */
export type InstitutionStatus =
  /** Exchanges normally. */
  | 'ACTIVE'
  /** Merged or dissolved; see its successor in the directory. */
  | 'CLOSED'
  /** Barred from exchanging; its evidence stays readable to it. */
  | 'SUSPENDED';

/** The languages in which names and messages are given. */
export type Language =
  /** Arabic. */
  | 'AR'
  /** English. */
  | 'EN'
  /** French. */
  | 'FR';

/** A text in the official languages. `text(languages:)` takes the first that exists. */
export type LocalizedText = {
  __typename?: 'LocalizedText';
  ar?: Maybe<Scalars['String']['output']>;
  en?: Maybe<Scalars['String']['output']>;
  fr?: Maybe<Scalars['String']['output']>;
  text: Scalars['String']['output'];
};


/** A text in the official languages. `text(languages:)` takes the first that exists. */
export type LocalizedTextTextArgs = {
  languages: Array<Language>;
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
  hasNextPage: Scalars['Boolean']['output'];
  /** Forward paging only: true when `after` was given. */
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** One institution by its stable code, e.g. `MA-COM-0012`. Null when there is none. */
  institution?: Maybe<Institution>;
  /** Find institutions by name, code or ICE. Accents, Arabic letter forms and diacritics do not matter. No scope: the directory is public. */
  institutions?: Maybe<InstitutionConnection>;
};


export type QueryInstitutionArgs = {
  code: Scalars['String']['input'];
};


export type QueryInstitutionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InstitutionFilter>;
  first: Scalars['Int']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
};

/** How a letter reaches an institution. */
export type Reachability = {
  __typename?: 'Reachability';
  channel: ReachabilityChannel;
};

/** By what a letter reaches an institution. */
export type ReachabilityChannel =
  /** People at a registry desk on the hub's own page. */
  | 'DESK'
  /** Not connected: the hub accepts no deposit to it, and says so as `RECIPIENT_NOT_CONNECTED`. */
  | 'NOT_CONNECTED'
  /** A system that retrieves by itself. */
  | 'SYSTEM';

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

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

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

/** Mapping of federation types */
export type FederationTypes = {
  FunctionAddress: FunctionAddress;
  Institution: Institution;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  FunctionAddress:
    ( { __typename: 'FunctionAddress' }
    & GraphQLRecursivePick<FederationTypes['FunctionAddress'], {"id":true}> );
  Institution:
    ( { __typename: 'Institution' }
    & GraphQLRecursivePick<FederationTypes['Institution'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( FunctionAddressRow )
    | ( InstitutionRow )
  ;
  UserError: never;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  CompactJws: ResolverTypeWrapper<Scalars['CompactJws']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  FunctionAddress: ResolverTypeWrapper<FunctionAddressRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Institution: ResolverTypeWrapper<InstitutionRow>;
  InstitutionConnection: ResolverTypeWrapper<Omit<InstitutionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['InstitutionEdge']>, nodes: Array<ResolversTypes['Institution']> }>;
  InstitutionEdge: ResolverTypeWrapper<Omit<InstitutionEdge, 'node'> & { node: ResolversTypes['Institution'] }>;
  InstitutionFilter: InstitutionFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  InstitutionKind: InstitutionKind;
  InstitutionStatus: InstitutionStatus;
  Language: Language;
  LocalDate: ResolverTypeWrapper<Scalars['LocalDate']['output']>;
  LocalizedText: ResolverTypeWrapper<LocalizedTextRow>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Reachability: ResolverTypeWrapper<Reachability>;
  ReachabilityChannel: ReachabilityChannel;
  Sha256: ResolverTypeWrapper<Scalars['Sha256']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BigInt: Scalars['BigInt']['output'];
  CompactJws: Scalars['CompactJws']['output'];
  DateTime: Scalars['DateTime']['output'];
  FunctionAddress: FunctionAddressRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Institution: InstitutionRow;
  InstitutionConnection: Omit<InstitutionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['InstitutionEdge']>, nodes: Array<ResolversParentTypes['Institution']> };
  InstitutionEdge: Omit<InstitutionEdge, 'node'> & { node: ResolversParentTypes['Institution'] };
  InstitutionFilter: InstitutionFilter;
  Boolean: Scalars['Boolean']['output'];
  LocalDate: Scalars['LocalDate']['output'];
  LocalizedText: LocalizedTextRow;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  Reachability: Reachability;
  Sha256: Scalars['Sha256']['output'];
  URL: Scalars['URL']['output'];
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export interface CompactJwsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CompactJws'], any> {
  name: 'CompactJws';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type FunctionAddressResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['FunctionAddress'] = ResolversParentTypes['FunctionAddress'], FederationReferenceType extends FederationReferenceTypes['FunctionAddress'] = FederationReferenceTypes['FunctionAddress']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['FunctionAddress']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstitutionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Institution'] = ResolversParentTypes['Institution'], FederationReferenceType extends FederationReferenceTypes['Institution'] = FederationReferenceTypes['Institution']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Institution']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  functionAddresses?: Resolver<Array<ResolversTypes['FunctionAddress']>, ParentType, ContextType>;
  ice?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['InstitutionKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  reachability?: Resolver<Maybe<ResolversTypes['Reachability']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InstitutionStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstitutionConnectionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['InstitutionConnection'] = ResolversParentTypes['InstitutionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InstitutionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Institution']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InstitutionEdgeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['InstitutionEdge'] = ResolversParentTypes['InstitutionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Institution'], ParentType, ContextType>;
};

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export type LocalizedTextResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['LocalizedText'] = ResolversParentTypes['LocalizedText']> = {
  ar?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  en?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fr?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<LocalizedTextTextArgs, 'languages'>>;
};

export type NodeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'FunctionAddress' | 'Institution', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType, RequireFields<QueryInstitutionArgs, 'code'>>;
  institutions?: Resolver<Maybe<ResolversTypes['InstitutionConnection']>, ParentType, ContextType, RequireFields<QueryInstitutionsArgs, 'first'>>;
};

export type ReachabilityResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Reachability'] = ResolversParentTypes['Reachability']> = {
  channel?: Resolver<ResolversTypes['ReachabilityChannel'], ParentType, ContextType>;
};

export interface Sha256ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Sha256'], any> {
  name: 'Sha256';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
};

export type Resolvers<ContextType = Operation> = {
  BigInt?: GraphQLScalarType;
  CompactJws?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  FunctionAddress?: FunctionAddressResolvers<ContextType>;
  Institution?: InstitutionResolvers<ContextType>;
  InstitutionConnection?: InstitutionConnectionResolvers<ContextType>;
  InstitutionEdge?: InstitutionEdgeResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  LocalizedText?: LocalizedTextResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reachability?: ReachabilityResolvers<ContextType>;
  Sha256?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
};

