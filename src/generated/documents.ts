import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DocumentRow } from '../subgraphs/documents/documents.js';
import type { UploadRow } from '../subgraphs/documents/uploads.js';
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

/** A file that cannot change any more. Null for an institution that neither made it nor received it, and, where it came in confidential letters only, for a client without `correspondence:read-confidential`. */
export type Document = Node & {
  __typename?: 'Document';
  /** Where to GET the bytes with the same token; `Range` is honoured, so a broken download goes on. The first byte that a recipient gets of a letter is recorded, and the sender is told. */
  contentUrl: Scalars['URL']['output'];
  /** As its maker called it: no path, no control characters. */
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** As its maker announced it, e.g. `application/pdf`. */
  mediaType: Scalars['String']['output'];
  /** SHA-256 of its octets. */
  sha256: Scalars['Sha256']['output'];
  /** In octets. */
  sizeBytes: Scalars['BigInt']['output'];
};

/** An upload in progress. While it is open, starting the same file again (same client, name, type, size and digest) gives the same one back. */
export type DocumentUpload = Node & {
  __typename?: 'DocumentUpload';
  /** After this instant what was received is dropped. */
  expiresAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** Octets that are on disk and stay there, whatever happens to the hub. */
  receivedBytes: Scalars['BigInt']['output'];
  /**
   * PUT the bytes here, in one request or several. To go on after a break: `Content-Range: bytes <receivedBytes>-<last>/<sizeBytes>`. With `Content-Digest: sha-256=:…:` of the request's own octets a damaged part is dropped.
   * 204 with `Upload-Offset`: so much is on disk. 409 `UPLOAD_OFFSET_MISMATCH`: go on from `extensions.receivedBytes`. 503 `BUSY`: another request is writing. 413: more than announced. 422 `DIGEST_MISMATCH`: send this part again. 507 `STORAGE_FULL`: later.
   */
  url: Scalars['URL']['output'];
};

export type DocumentUploadFinalizeError = UserError & {
  __typename?: 'DocumentUploadFinalizeError';
  code: DocumentUploadFinalizeErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type DocumentUploadFinalizeErrorCode =
  /** The bytes do not have the announced digest. They were dropped: start again. A fault of form. */
  | 'UPLOAD_DIGEST_MISMATCH'
  /** Bytes are missing; the message says how many are there. A fault of form. */
  | 'UPLOAD_INCOMPLETE'
  /** No such upload, or it has expired. A fault of form. */
  | 'UPLOAD_NOT_FOUND';

export type DocumentUploadFinalizeInput = {
  /** The upload that is complete. */
  uploadId: Scalars['ID']['input'];
};

export type DocumentUploadFinalizePayload = {
  __typename?: 'DocumentUploadFinalizePayload';
  document?: Maybe<Document>;
  userErrors: Array<DocumentUploadFinalizeError>;
};

export type DocumentUploadStartError = UserError & {
  __typename?: 'DocumentUploadStartError';
  code: DocumentUploadStartErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type DocumentUploadStartErrorCode =
  /** Empty, longer than 255 characters, a path, or with control or direction-overriding characters. A fault of form. */
  | 'FILE_NAME_INVALID'
  /** Media type not allowed. A fault of form. */
  | 'FORMAT_FORBIDDEN'
  /** Less than one octet. A fault of form. */
  | 'SIZE_INVALID'
  /** Larger than the hub allows; the message says the limit. A fault of form. */
  | 'SIZE_LIMIT';

export type DocumentUploadStartInput = {
  /** 1 to 255 characters, without path. */
  fileName: Scalars['String']['input'];
  /** As registered (RFC 6838), without parameters, e.g. `application/pdf`. */
  mediaType: Scalars['String']['input'];
  /** Of the whole file; computed again when the upload is closed. */
  sha256: Scalars['Sha256']['input'];
  /** In octets. */
  sizeBytes: Scalars['BigInt']['input'];
};

export type DocumentUploadStartPayload = {
  __typename?: 'DocumentUploadStartPayload';
  /** The upload, new or gone on with. Null when nothing was done. */
  upload?: Maybe<DocumentUpload>;
  userErrors: Array<DocumentUploadStartError>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Close the upload. The document exists only if size and digest are as announced; closing again gives the same document. */
  documentUploadFinalize: DocumentUploadFinalizePayload;
  /** Announce a file. The answer says where to PUT the bytes and how many are already there: on a bad line ask again and go on from `receivedBytes`. */
  documentUploadStart: DocumentUploadStartPayload;
};


export type MutationDocumentUploadFinalizeArgs = {
  input: DocumentUploadFinalizeInput;
};


export type MutationDocumentUploadStartArgs = {
  input: DocumentUploadStartInput;
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
  Document: Document;
  DocumentUpload: DocumentUpload;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Document:
    ( { __typename: 'Document' }
    & GraphQLRecursivePick<FederationTypes['Document'], {"id":true}> );
  DocumentUpload:
    ( { __typename: 'DocumentUpload' }
    & GraphQLRecursivePick<FederationTypes['DocumentUpload'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( DocumentRow )
    | ( UploadRow )
  ;
  UserError:
    | ( DocumentUploadFinalizeError )
    | ( DocumentUploadStartError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  CompactJws: ResolverTypeWrapper<Scalars['CompactJws']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Document: ResolverTypeWrapper<DocumentRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DocumentUpload: ResolverTypeWrapper<UploadRow>;
  DocumentUploadFinalizeError: ResolverTypeWrapper<DocumentUploadFinalizeError>;
  DocumentUploadFinalizeErrorCode: DocumentUploadFinalizeErrorCode;
  DocumentUploadFinalizeInput: DocumentUploadFinalizeInput;
  DocumentUploadFinalizePayload: ResolverTypeWrapper<Omit<DocumentUploadFinalizePayload, 'document'> & { document?: Maybe<ResolversTypes['Document']> }>;
  DocumentUploadStartError: ResolverTypeWrapper<DocumentUploadStartError>;
  DocumentUploadStartErrorCode: DocumentUploadStartErrorCode;
  DocumentUploadStartInput: DocumentUploadStartInput;
  DocumentUploadStartPayload: ResolverTypeWrapper<Omit<DocumentUploadStartPayload, 'upload'> & { upload?: Maybe<ResolversTypes['DocumentUpload']> }>;
  LocalDate: ResolverTypeWrapper<Scalars['LocalDate']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Sha256: ResolverTypeWrapper<Scalars['Sha256']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BigInt: Scalars['BigInt']['output'];
  CompactJws: Scalars['CompactJws']['output'];
  DateTime: Scalars['DateTime']['output'];
  Document: DocumentRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  DocumentUpload: UploadRow;
  DocumentUploadFinalizeError: DocumentUploadFinalizeError;
  DocumentUploadFinalizeInput: DocumentUploadFinalizeInput;
  DocumentUploadFinalizePayload: Omit<DocumentUploadFinalizePayload, 'document'> & { document?: Maybe<ResolversParentTypes['Document']> };
  DocumentUploadStartError: DocumentUploadStartError;
  DocumentUploadStartInput: DocumentUploadStartInput;
  DocumentUploadStartPayload: Omit<DocumentUploadStartPayload, 'upload'> & { upload?: Maybe<ResolversParentTypes['DocumentUpload']> };
  LocalDate: Scalars['LocalDate']['output'];
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
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

export type DocumentResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document'], FederationReferenceType extends FederationReferenceTypes['Document'] = FederationReferenceTypes['Document']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Document']> | FederationReferenceType, FederationReferenceType, ContextType>;
  contentUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['Sha256'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentUploadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['DocumentUpload'] = ResolversParentTypes['DocumentUpload'], FederationReferenceType extends FederationReferenceTypes['DocumentUpload'] = FederationReferenceTypes['DocumentUpload']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DocumentUpload']> | FederationReferenceType, FederationReferenceType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  receivedBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentUploadFinalizeErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['DocumentUploadFinalizeError'] = ResolversParentTypes['DocumentUploadFinalizeError']> = {
  code?: Resolver<ResolversTypes['DocumentUploadFinalizeErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentUploadFinalizePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['DocumentUploadFinalizePayload'] = ResolversParentTypes['DocumentUploadFinalizePayload']> = {
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['DocumentUploadFinalizeError']>, ParentType, ContextType>;
};

export type DocumentUploadStartErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['DocumentUploadStartError'] = ResolversParentTypes['DocumentUploadStartError']> = {
  code?: Resolver<ResolversTypes['DocumentUploadStartErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentUploadStartPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['DocumentUploadStartPayload'] = ResolversParentTypes['DocumentUploadStartPayload']> = {
  upload?: Resolver<Maybe<ResolversTypes['DocumentUpload']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['DocumentUploadStartError']>, ParentType, ContextType>;
};

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export type MutationResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  documentUploadFinalize?: Resolver<ResolversTypes['DocumentUploadFinalizePayload'], ParentType, ContextType, RequireFields<MutationDocumentUploadFinalizeArgs, 'input'>>;
  documentUploadStart?: Resolver<ResolversTypes['DocumentUploadStartPayload'], ParentType, ContextType, RequireFields<MutationDocumentUploadStartArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Document' | 'DocumentUpload', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface Sha256ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Sha256'], any> {
  name: 'Sha256';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'DocumentUploadFinalizeError' | 'DocumentUploadStartError', ParentType, ContextType>;
};

export type Resolvers<ContextType = Operation> = {
  BigInt?: GraphQLScalarType;
  CompactJws?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Document?: DocumentResolvers<ContextType>;
  DocumentUpload?: DocumentUploadResolvers<ContextType>;
  DocumentUploadFinalizeError?: DocumentUploadFinalizeErrorResolvers<ContextType>;
  DocumentUploadFinalizePayload?: DocumentUploadFinalizePayloadResolvers<ContextType>;
  DocumentUploadStartError?: DocumentUploadStartErrorResolvers<ContextType>;
  DocumentUploadStartPayload?: DocumentUploadStartPayloadResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Sha256?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
};

