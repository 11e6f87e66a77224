import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { InstitutionRow, FunctionAddressRow, UnitRow, LocalizedTextRow } from '../subgraphs/directory/institutions.js';
import type { ShownReachability } from '../subgraphs/directory/reachability.js';
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
  /** Unique within the institution; `BO` is its registry office. */
  code: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** What it is called. */
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
  /** What kind of body it is. */
  kind: InstitutionKind;
  /** Its official name. */
  name: LocalizedText;
  /** What it belongs to: a commune to its province, a province to its region. Null at the top. */
  parent?: Maybe<Institution>;
  /** How a letter reaches it today. Null while that cannot be told. Look before you deposit. */
  reachability?: Maybe<Reachability>;
  /** The region in which it sits or works. Null for a body of the whole kingdom. */
  region?: Maybe<Institution>;
  /** Whether it exchanges letters. */
  status: InstitutionStatus;
  /** Who has taken over its tasks, when it is `CLOSED`. Null: nobody as a whole, or it is not closed. */
  successor?: Maybe<Institution>;
  /** Organisational units to which letters are dispatched inside it, by code; none where the institution has told none. */
  units: Array<Unit>;
};

export type InstitutionAnnouncePauseError = UserError & {
  __typename?: 'InstitutionAnnouncePauseError';
  code: InstitutionAnnouncePauseErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type InstitutionAnnouncePauseErrorCode =
  /** A fault of form. The key was used for another content; the message names the paths that differ. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A fault of form. The key is empty, longer than 128 characters, or has control characters. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** A fault of form. The day has passed, or lies more than 366 days ahead. */
  | 'PAUSE_END_INVALID'
  /** A fault of form. The text is empty, longer than 500 characters, or has control or direction-overriding characters. */
  | 'PAUSE_REASON_INVALID';

export type InstitutionAnnouncePauseInput = {
  /** 1 to 128 characters, chosen by you, one per announcement. The same key with the same content changes nothing twice. */
  idempotencyKey: Scalars['String']['input'];
  /** What everybody may read of it, up to 500 characters on one line. Not shown once the pause has ended. */
  reasonText?: InputMaybe<Scalars['String']['input']>;
  /** The last day of the pause, today at the earliest and 366 days ahead at the latest. Null ends the pause. */
  until?: InputMaybe<Scalars['LocalDate']['input']>;
};

export type InstitutionAnnouncePausePayload = {
  __typename?: 'InstitutionAnnouncePausePayload';
  /** Your institution, as the directory now shows it. Null when nothing was announced. */
  institution?: Maybe<Institution>;
  /** True when this key was used before: nothing was announced again. */
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<InstitutionAnnouncePauseError>;
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

/** Every condition that is given must hold. */
export type InstitutionFilter = {
  /** Of one of these kinds. */
  kinds?: InputMaybe<Array<InstitutionKind>>;
  /** Directly below this institution. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that a letter can reach today. */
  reachable?: InputMaybe<Scalars['Boolean']['input']>;
  /** In this region. */
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
  /** In Arabic. */
  ar?: Maybe<Scalars['String']['output']>;
  /** In English. */
  en?: Maybe<Scalars['String']['output']>;
  /** In French. */
  fr?: Maybe<Scalars['String']['output']>;
  /** In the first of these languages in which it exists. */
  text: Scalars['String']['output'];
};


/** A text in the official languages. `text(languages:)` takes the first that exists. */
export type LocalizedTextTextArgs = {
  languages: Array<Language>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Announce that your institution will not read its letters for a while (holiday, migration), or that it does again. Letters are accepted and time limits run meanwhile; senders see it before they deposit. The act is recorded; it gives no evidence, since it is about no letter. */
  institutionAnnouncePause: InstitutionAnnouncePausePayload;
};


export type MutationInstitutionAnnouncePauseArgs = {
  input: InstitutionAnnouncePauseInput;
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
  /** One institution by its stable code, e.g. `MA-COM-0012`. Null when there is none. */
  institution?: Maybe<Institution>;
  /**
   * Find institutions by name, code or ICE, the best first; without `search` all of them, by code. No scope: the directory is public.
   * Accents, Arabic letter forms, diacritics and the order of words do not matter; words may be misspelt by a letter, written by ear, cut short or joined.
   * A code or an ICE must be whole.
   */
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

/** How a letter reaches an institution, and why it will, or will not, be read soon. The figures are brought up to date every hour. */
export type Reachability = {
  __typename?: 'Reachability';
  /** By what its letters reach it. */
  channel: ReachabilityChannel;
  /** When one of its systems last asked for its letters, to the hour. Null: never. */
  lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** Median hours from delivery to the first opening, of the letters delivered in the last 30 days and opened since. Null with fewer than 10 of them. */
  medianHoursToRetrieval?: Maybe<Scalars['Float']['output']>;
  /** What it says of the pause, for people. Null: nothing, or there is no pause. */
  pauseReasonText?: Maybe<Scalars['String']['output']>;
  /** The last day of a pause that it has announced. Letters are accepted meanwhile. Null: none, or it is over. */
  pausedUntil?: Maybe<Scalars['LocalDate']['output']>;
};

/** By what a letter reaches an institution. */
export type ReachabilityChannel =
  /** People at a registry desk on the hub's own page. */
  | 'DESK'
  /** Not connected: the hub accepts no deposit to it, and says so as `RECIPIENT_NOT_CONNECTED`. */
  | 'NOT_CONNECTED'
  /** A system that retrieves by itself. */
  | 'SYSTEM';

/** An organisational unit of an institution, which handles letters inside it; never a person. */
export type Unit = Node & {
  __typename?: 'Unit';
  /** Unique within the institution. */
  code: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** The institution of which it is a part. */
  institution: Institution;
  /** What it is called. */
  name: LocalizedText;
  /** The unit above it. Null: it stands at the top. */
  parent?: Maybe<Unit>;
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
  Unit: Unit;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  FunctionAddress:
    ( { __typename: 'FunctionAddress' }
    & GraphQLRecursivePick<FederationTypes['FunctionAddress'], {"id":true}> );
  Institution:
    ( { __typename: 'Institution' }
    & GraphQLRecursivePick<FederationTypes['Institution'], {"id":true}> );
  Unit:
    ( { __typename: 'Unit' }
    & GraphQLRecursivePick<FederationTypes['Unit'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( FunctionAddressRow )
    | ( InstitutionRow )
    | ( UnitRow )
  ;
  UserError: ( InstitutionAnnouncePauseError );
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
  InstitutionAnnouncePauseError: ResolverTypeWrapper<InstitutionAnnouncePauseError>;
  InstitutionAnnouncePauseErrorCode: InstitutionAnnouncePauseErrorCode;
  InstitutionAnnouncePauseInput: InstitutionAnnouncePauseInput;
  InstitutionAnnouncePausePayload: ResolverTypeWrapper<Omit<InstitutionAnnouncePausePayload, 'institution'> & { institution?: Maybe<ResolversTypes['Institution']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  InstitutionConnection: ResolverTypeWrapper<Omit<InstitutionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['InstitutionEdge']>, nodes: Array<ResolversTypes['Institution']> }>;
  InstitutionEdge: ResolverTypeWrapper<Omit<InstitutionEdge, 'node'> & { node: ResolversTypes['Institution'] }>;
  InstitutionFilter: InstitutionFilter;
  InstitutionKind: InstitutionKind;
  InstitutionStatus: InstitutionStatus;
  Language: Language;
  LocalDate: ResolverTypeWrapper<Scalars['LocalDate']['output']>;
  LocalizedText: ResolverTypeWrapper<LocalizedTextRow>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Reachability: ResolverTypeWrapper<ShownReachability>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ReachabilityChannel: ReachabilityChannel;
  Sha256: ResolverTypeWrapper<Scalars['Sha256']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Unit: ResolverTypeWrapper<UnitRow>;
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
  InstitutionAnnouncePauseError: InstitutionAnnouncePauseError;
  InstitutionAnnouncePauseInput: InstitutionAnnouncePauseInput;
  InstitutionAnnouncePausePayload: Omit<InstitutionAnnouncePausePayload, 'institution'> & { institution?: Maybe<ResolversParentTypes['Institution']> };
  Boolean: Scalars['Boolean']['output'];
  InstitutionConnection: Omit<InstitutionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['InstitutionEdge']>, nodes: Array<ResolversParentTypes['Institution']> };
  InstitutionEdge: Omit<InstitutionEdge, 'node'> & { node: ResolversParentTypes['Institution'] };
  InstitutionFilter: InstitutionFilter;
  LocalDate: Scalars['LocalDate']['output'];
  LocalizedText: LocalizedTextRow;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  Reachability: ShownReachability;
  Float: Scalars['Float']['output'];
  Sha256: Scalars['Sha256']['output'];
  URL: Scalars['URL']['output'];
  Unit: UnitRow;
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
  successor?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  units?: Resolver<Array<ResolversTypes['Unit']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstitutionAnnouncePauseErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['InstitutionAnnouncePauseError'] = ResolversParentTypes['InstitutionAnnouncePauseError']> = {
  code?: Resolver<ResolversTypes['InstitutionAnnouncePauseErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstitutionAnnouncePausePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['InstitutionAnnouncePausePayload'] = ResolversParentTypes['InstitutionAnnouncePausePayload']> = {
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['InstitutionAnnouncePauseError']>, ParentType, ContextType>;
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

export type MutationResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  institutionAnnouncePause?: Resolver<ResolversTypes['InstitutionAnnouncePausePayload'], ParentType, ContextType, RequireFields<MutationInstitutionAnnouncePauseArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'FunctionAddress' | 'Institution' | 'Unit', ParentType, ContextType>;
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
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  medianHoursToRetrieval?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  pauseReasonText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pausedUntil?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
};

export interface Sha256ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Sha256'], any> {
  name: 'Sha256';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UnitResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Unit'] = ResolversParentTypes['Unit'], FederationReferenceType extends FederationReferenceTypes['Unit'] = FederationReferenceTypes['Unit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Unit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<ResolversTypes['Institution'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Unit']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InstitutionAnnouncePauseError', ParentType, ContextType>;
};

export type Resolvers<ContextType = Operation> = {
  BigInt?: GraphQLScalarType;
  CompactJws?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  FunctionAddress?: FunctionAddressResolvers<ContextType>;
  Institution?: InstitutionResolvers<ContextType>;
  InstitutionAnnouncePauseError?: InstitutionAnnouncePauseErrorResolvers<ContextType>;
  InstitutionAnnouncePausePayload?: InstitutionAnnouncePausePayloadResolvers<ContextType>;
  InstitutionConnection?: InstitutionConnectionResolvers<ContextType>;
  InstitutionEdge?: InstitutionEdgeResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  LocalizedText?: LocalizedTextResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reachability?: ReachabilityResolvers<ContextType>;
  Sha256?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  Unit?: UnitResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

