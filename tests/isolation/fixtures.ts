import { localYear } from '../../src/platform/legalTime.js';

/** What of two institutions a third tries: ids of real objects, or others of the same form that name nothing. */
export type Ids = {
  readonly Correspondence: string;
  readonly Document: string;
  readonly DocumentUpload: string;
  readonly Evidence: string;
  readonly Register: string;
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

/** A month from now: a pause that has passed cannot be announced. */
export const pauseEnd = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

/** One for each field of `Query` and `Mutation`: a field without one fails the walk. */
export const rootFixtures: Readonly<Record<string, RootFixture>> = {
  'Query.mailboxEvents': {
    by: 'commune',
    variables: () => [{ first: 5 }, { first: 5, types: ['CORRESPONDENCE_RECEIVED'] }],
  },
  'Query.inbox': {
    by: 'commune',
    variables: ({ senderReference }) => [
      { first: 2 },
      { first: 2, filter: { states: ['ACKNOWLEDGED'], priority: 'URGENT' } },
      { first: 2, filter: { search: senderReference } },
    ],
  },
  'Query.outbox': {
    by: 'ministry',
    variables: ({ idempotencyKey, senderReference }, recipientId) => [
      { first: 2 },
      { first: 2, filter: { search: senderReference, recipientId } },
      { first: 2, filter: { idempotencyKey } },
      { first: 2, filter: { senderReference } },
    ],
  },
  'Query.correspondence': { by: 'ministry', variables: ({ Correspondence: id }) => [{ id }] },
  'Query.institutions': {
    by: 'ministry',
    variables: ({ senderReference }) => [{ first: 2 }, { first: 2, search: senderReference }],
  },
  'Query.registers': {
    by: 'ministry',
    variables: () => [{ first: 5 }, { first: 2, filter: { direction: 'INTERNAL', series: 'OLD' } }],
  },
  'Query.registerEntry': {
    by: 'ministry',
    variables: () => [{ direction: 'OUT', series: 'GENERAL', year: localYear(new Date()), number: '1' }],
  },
  // one that exchanges, with units, and one that is closed and has a successor
  'Query.institution': { by: 'ministry', variables: () => [{ code: 'MA-COM-0012' }, { code: 'MA-EST-0096' }] },
  'Query.node': {
    by: 'ministry',
    variables: ({ Correspondence, Document, DocumentUpload, Evidence, Register, RegisterEntry }) =>
      [Correspondence, Document, DocumentUpload, Evidence, Register, RegisterEntry].map((id) => ({ id })),
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
  'Mutation.correspondenceReportHandoverFailure': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence }) => [
      {
        input: {
          idempotencyKey,
          correspondenceId: Correspondence,
          reasonCode: 'TECHNICAL_RECIPIENT',
          reasonText: 'Système à l’arrêt',
        },
      },
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
  'Mutation.correspondenceRefuse': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence }) => [
      {
        input: {
          idempotencyKey,
          correspondenceId: Correspondence,
          reasonCode: 'NOT_COMPETENT',
          reasonText: 'Relève d’un autre service',
        },
      },
    ],
  },
  'Mutation.correspondenceRecall': {
    by: 'ministry',
    variables: ({ idempotencyKey, Correspondence }) => [
      { input: { idempotencyKey, correspondenceId: Correspondence, reasonText: 'Erreur' } },
    ],
  },
  'Mutation.correspondenceRedirect': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence }, recipientId) => [
      {
        input: {
          idempotencyKey,
          correspondenceId: Correspondence,
          toInstitutionId: recipientId,
          reasonText: 'Relève de cette institution',
        },
      },
    ],
  },
  'Mutation.correspondenceReassign': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence }) => [
      { input: { idempotencyKey, correspondenceId: Correspondence, functionAddressCode: 'BO' } },
    ],
  },
  'Mutation.correspondenceRequestSupplement': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence }) => [
      { input: { idempotencyKey, correspondenceId: Correspondence, pieces: ['Plan de situation'] } },
    ],
  },
  'Mutation.correspondenceSupplySupplement': {
    by: 'ministry',
    variables: ({ idempotencyKey, Correspondence, Document }) => [
      { input: { idempotencyKey, correspondenceId: Correspondence, attachments: [{ documentId: Document }] } },
    ],
  },
  'Mutation.correspondenceConfirmEnclosures': {
    by: 'commune',
    variables: ({ idempotencyKey, Correspondence }) => [
      { input: { idempotencyKey, correspondenceId: Correspondence, receivedEnclosures: [2] } },
    ],
  },
  'Mutation.institutionAnnouncePause': {
    by: 'commune',
    variables: ({ idempotencyKey }) => [{ input: { idempotencyKey, until: pauseEnd, reasonText: 'Migration' } }],
  },
  // what would make something new for whoever asks is asked with a fault of form
  'Mutation.registerOpen': {
    by: 'ministry',
    variables: ({ idempotencyKey }) => [{ input: { idempotencyKey, direction: 'OUT', series: 'small' } }],
  },
  'Mutation.registerClose': {
    by: 'ministry',
    variables: ({ idempotencyKey, Register }) => [{ input: { idempotencyKey, registerId: Register } }],
  },
  'Mutation.registerEntryReserve': {
    by: 'ministry',
    variables: ({ idempotencyKey }) => [{ input: { idempotencyKey, series: 'NONE' } }],
  },
  'Mutation.registerEntryRecord': {
    by: 'ministry',
    variables: ({ idempotencyKey, Correspondence, Document, RegisterEntry }) => [
      {
        input: {
          idempotencyKey,
          direction: 'OUT',
          medium: 'PAPER',
          subject: 'Objet',
          counterpartName: 'Nom',
          registerEntryId: RegisterEntry,
          correspondenceId: Correspondence,
          documentIds: [Document],
          physicalEnclosures: [{ description: 'Original' }],
        },
      },
    ],
  },
  'Mutation.registerEntryCancel': {
    by: 'ministry',
    variables: ({ idempotencyKey, RegisterEntry }) => [
      { input: { idempotencyKey, registerEntryId: RegisterEntry, reasonText: 'Motif' } },
    ],
  },
  'Mutation.registerEntryAssign': {
    by: 'ministry',
    variables: ({ idempotencyKey, RegisterEntry }) => [
      { input: { idempotencyKey, registerEntryId: RegisterEntry, unitCode: 'NONE' } },
    ],
  },
  'Mutation.registerEntryDiffuse': {
    by: 'ministry',
    variables: ({ idempotencyKey, RegisterEntry }) => [
      { input: { idempotencyKey, registerEntryId: RegisterEntry, unitCodes: ['NONE'] } },
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
  'Correspondence.thread': '(first: 5)',
  'LocalizedText.text': '(languages: [AR])',
  'Register.entries': '(first: 3)',
  'Register.gaps': '(first: 3)',
  'Register.openReservations': '(first: 3)',
};

/** Fields that nothing in the walk's exchange can fill. All others are seen filled by those whose they are. */
export const neverFilled: ReadonlySet<string> = new Set<string>();
