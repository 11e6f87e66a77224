/** What of two institutions a third tries: ids of real objects, or others of the same form that name nothing. */
export type Ids = {
  readonly Correspondence: string;
  readonly Document: string;
  readonly DocumentUpload: string;
  readonly Evidence: string;
  readonly RegisterEntry: string;
  readonly idempotencyKey: string;
  readonly senderReference: string;
  /** Hexadecimal. */
  readonly documentSha256: string;
  readonly uploadSha256: string;
};

export type Variables = Readonly<Record<string, unknown>>;

export type RootFixture = {
  /** Who may ask this with success, for objects of its own. */
  readonly by: 'ministry' | 'commune';
  readonly variables: (ids: Ids, recipientId: string) => readonly Variables[];
};

/** One for each field of `Query` and `Mutation`: a field without one fails the walk. */
export const rootFixtures: Readonly<Record<string, RootFixture>> = {
  'Query.mailboxEvents': {
    by: 'commune',
    variables: () => [{ first: 5 }, { first: 5, types: ['CORRESPONDENCE_RECEIVED'] }],
  },
  'Query.inbox': {
    by: 'commune',
    variables: () => [{ first: 2 }, { first: 2, filter: { states: ['ACKNOWLEDGED'], priority: 'URGENT' } }],
  },
  'Query.outbox': {
    by: 'ministry',
    variables: ({ idempotencyKey, senderReference }) => [
      { first: 2 },
      { first: 2, filter: { idempotencyKey } },
      { first: 2, filter: { senderReference } },
    ],
  },
  'Query.correspondence': { by: 'ministry', variables: ({ Correspondence: id }) => [{ id }] },
  'Query.institutions': {
    by: 'ministry',
    variables: ({ senderReference }) => [{ first: 2 }, { first: 2, search: senderReference }],
  },
  'Query.institution': { by: 'ministry', variables: () => [{ code: 'MA-COM-0012' }] },
  'Query.node': {
    by: 'ministry',
    variables: ({ Correspondence, Document, DocumentUpload, Evidence, RegisterEntry }) =>
      [Correspondence, Document, DocumentUpload, Evidence, RegisterEntry].map((id) => ({ id })),
  },
  'Mutation.correspondenceDeposit': {
    by: 'ministry',
    variables: ({ idempotencyKey, senderReference, Document }, recipientId) => [
      {
        input: {
          idempotencyKey,
          senderReference,
          subject: 'Objet',
          recipients: [{ institutionId: recipientId }],
          attachments: [{ documentId: Document, role: 'MAIN' }],
        },
      },
    ],
  },
  'Mutation.correspondenceRetrieve': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence, documentSha256 }) => [
      { input: { idempotencyKey, correspondenceId: Correspondence, sha256: [documentSha256] } },
    ],
  },
  'Mutation.correspondenceRegisterArrival': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence }) => [
      { input: { idempotencyKey, correspondenceId: Correspondence } },
    ],
  },
  'Mutation.correspondenceAcknowledge': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence }) => [
      { input: { idempotencyKey, correspondenceId: Correspondence, note: 'Bien reçu' } },
    ],
  },
  'Mutation.documentUploadStart': {
    by: 'ministry',
    variables: ({ uploadSha256 }) => [
      { input: { fileName: 'open.pdf', mediaType: 'application/pdf', sizeBytes: 1_000, sha256: uploadSha256 } },
    ],
  },
  'Mutation.documentUploadFinalize': {
    by: 'ministry',
    variables: ({ DocumentUpload }) => [{ input: { uploadId: DocumentUpload } }],
  },
};

/** Arguments of the fields below the roots: one that takes arguments and has none here fails the walk. */
export const fieldArguments: Readonly<Record<string, string>> = {
  'Correspondence.evidence': '(first: 5)',
  'LocalizedText.text': '(languages: [AR])',
};

/** Fields that nothing in the walk's exchange can fill. All others are seen filled by those whose they are. */
export const neverFilled: ReadonlySet<string> = new Set([
  // no common identifier is known of any institution of the seed
  'Institution.ice',
]);
