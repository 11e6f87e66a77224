import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CorrespondenceRow } from '../subgraphs/correspondence/correspondences.js';
import type { ConsignmentRow } from '../subgraphs/correspondence/consignments.js';
import type { AttachmentRow } from '../subgraphs/correspondence/attachments.js';
import type { RegisterEntryRow } from '../subgraphs/correspondence/registerEntries.js';
import type { EvidenceRow } from '../subgraphs/correspondence/evidence.js';
import type { MailboxEventRow } from '../subgraphs/correspondence/mailboxEvents.js';
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

/** A file of a letter, as it was at deposit: what the evidence commits to. */
export type Attachment = {
  __typename?: 'Attachment';
  /** Null when its document was erased under a retention rule; the digest stays. */
  document?: Maybe<Document>;
  role: AttachmentRole;
  sha256: Scalars['Sha256']['output'];
  title: Scalars['String']['output'];
};

/** What a file is in the letter. */
export type AttachmentRole =
  /** An annex. */
  | 'ANNEX'
  /** The letter itself; exactly one. */
  | 'MAIN';

/** Who in an institution may see the content. */
export type Confidentiality =
  /** Only systems with `correspondence:read-confidential`; others see the number, the parties and the dates. */
  | 'CONFIDENTIAL'
  /** Any of the recipient's systems with `correspondence:read`. */
  | 'ORDINARY';

/** The letter as placed before one institution, and what that institution has done with it. */
export type Consignment = {
  __typename?: 'Consignment';
  /** The arrival number given there. Null until registered. */
  arrivalNumber?: Maybe<Scalars['String']['output']>;
  /** When it was placed in this institution's inbox; never changes. A redirected letter has its own. */
  deliveredAt: Scalars['DateTime']['output'];
  /** The first time any of its systems was given a byte of the content. From here on no recall is possible. */
  firstOpenedAt?: Maybe<Scalars['DateTime']['output']>;
  functionAddress?: Maybe<FunctionAddress>;
  institution?: Maybe<Institution>;
  /** The word with which receipt was acknowledged. Null: none, or confidential and not for your token. */
  note?: Maybe<Scalars['String']['output']>;
  role: ConsignmentRole;
  state: ConsignmentState;
  stateChangedAt: Scalars['DateTime']['output'];
};

/** Why an institution gets the letter. */
export type ConsignmentRole =
  /** Copy for information (ampliation). */
  | 'CC'
  /** Has to act. */
  | 'TO';

/** How far an institution has come with the letter. New values may be added. */
export type ConsignmentState =
  /** Receipt acknowledged. */
  | 'ACKNOWLEDGED'
  /** In the inbox, content not opened. */
  | 'DELIVERED'
  /** In the arrival register. */
  | 'REGISTERED'
  /** Content handed over, digests agreed. */
  | 'RETRIEVED';

/** One letter from one sender to one or more recipients. */
export type Correspondence = Node & {
  __typename?: 'Correspondence';
  /** The day by which the sender asks for an answer; not a legal deadline. Null: none asked. */
  answerExpectedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Electronic files, the letter itself first. Null when you may not see them. */
  attachments?: Maybe<Array<Attachment>>;
  /** What you may do now, so that no program has to copy the state machine. */
  availableActs: Array<CorrespondenceAct>;
  confidentiality: Confidentiality;
  /** One per institution addressed. The sender sees all; `CC` sees the `TO` ones and its own; `TO` sees its own. */
  consignments: Array<Consignment>;
  /** The instant at which the hub accepted it, sealed in the deposit receipt. After a redirection the first deposit's instant stays. */
  depositedAt: Scalars['DateTime']['output'];
  /** The date written on the letter. The legal date is `depositedAt`. */
  documentDate?: Maybe<Scalars['LocalDate']['output']>;
  /** Every evidence given to you for this letter, in order. */
  evidence: EvidenceConnection;
  id: Scalars['ID']['output'];
  nature: CorrespondenceNature;
  priority: Priority;
  /** The addressee's reference that the letter answers (V/Réf). */
  recipientReference?: Maybe<Scalars['String']['output']>;
  /** Register entries of your institution for this letter; the peer's number is in `counterpartNumber`. */
  registerEntries: Array<RegisterEntry>;
  sender?: Maybe<Institution>;
  /** The sender's own reference (N/Réf). */
  senderReference?: Maybe<Scalars['String']['output']>;
  /** The object of the letter. Null when it is confidential and your token lacks `correspondence:read-confidential`. */
  subject?: Maybe<Scalars['String']['output']>;
};


/** One letter from one sender to one or more recipients. */
export type CorrespondenceEvidenceArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

export type CorrespondenceAcknowledgeError = UserError & {
  __typename?: 'CorrespondenceAcknowledgeError';
  code: CorrespondenceAcknowledgeErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceAcknowledgeErrorCode =
  /** No such letter in your inbox. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Longer than 1,000 characters, or with control or direction-overriding characters. A fault of form. */
  | 'NOTE_INVALID'
  /** Not in a state to be acknowledged; the message says the state and `availableActs` what can be done. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceAcknowledgeInput = {
  correspondenceId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  /** A word to the sender, e.g. who deals with it; at most 1,000 characters. Not an answer. */
  note?: InputMaybe<Scalars['String']['input']>;
};

export type CorrespondenceAcknowledgePayload = {
  __typename?: 'CorrespondenceAcknowledgePayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceAcknowledgeError>;
};

/** What can be done with a letter. */
export type CorrespondenceAct =
  /** Acknowledge receipt. */
  | 'ACKNOWLEDGE'
  /** Enter it into the arrival register. */
  | 'REGISTER_ARRIVAL'
  /** Fetch the content. */
  | 'RETRIEVE';

export type CorrespondenceAttachmentInput = {
  documentId: Scalars['ID']['input'];
  role: AttachmentRole;
  /** As it is called in the letter; the file name when left out. */
  title?: InputMaybe<Scalars['String']['input']>;
};

export type CorrespondenceConnection = {
  __typename?: 'CorrespondenceConnection';
  edges: Array<CorrespondenceEdge>;
  nodes: Array<Correspondence>;
  pageInfo: PageInfo;
};

export type CorrespondenceDepositError = UserError & {
  __typename?: 'CorrespondenceDepositError';
  code: CorrespondenceDepositErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceDepositErrorCode =
  /** No attachment, or more than 100. A fault of form. */
  | 'ATTACHMENT_COUNT_INVALID'
  /** The same document twice in one letter. A fault of form. */
  | 'ATTACHMENT_REPEATED'
  /** Malware was found in it. A rejection: `evidence` holds the signed refusal, and the key is used. */
  | 'DOCUMENT_INFECTED'
  /** No such document of yours, or not finalised. A fault of form. */
  | 'DOCUMENT_NOT_FOUND'
  /** No such function there. A fault of form. */
  | 'FUNCTION_ADDRESS_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Not exactly one main document. A fault of form. */
  | 'MAIN_DOCUMENT_REQUIRED'
  /** No recipient, or more than 500. A fault of form. */
  | 'RECIPIENT_COUNT_INVALID'
  /** The sender itself: use internal mail of your own software. A fault of form. */
  | 'RECIPIENT_IS_SENDER'
  /** In the directory, but not connected: send it on paper. A fault of form. */
  | 'RECIPIENT_NOT_CONNECTED'
  /** No such institution. A fault of form. */
  | 'RECIPIENT_NOT_FOUND'
  /** The same recipient twice, whatever the function. A fault of form. */
  | 'RECIPIENT_REPEATED'
  /** Suspended or closed. A rejection: `evidence` holds the signed refusal, and the key is used. */
  | 'RECIPIENT_SUSPENDED'
  /** A reference longer than 128 characters or with control or direction-overriding characters. A fault of form. */
  | 'REFERENCE_INVALID'
  /** No such departure series of yours. A fault of form. */
  | 'SERIES_NOT_FOUND'
  /** Empty, longer than 500 characters, or with control or direction-overriding characters. A fault of form. */
  | 'SUBJECT_INVALID'
  /** A title that is empty, longer than 255 characters, or has control or direction-overriding characters. A fault of form. */
  | 'TITLE_INVALID';

export type CorrespondenceDepositInput = {
  answerExpectedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The letter first; exactly one `MAIN`. */
  attachments: Array<CorrespondenceAttachmentInput>;
  confidentiality: Confidentiality;
  /** The date written on the letter; today when left out. */
  documentDate?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Yours, at most 128 characters: the letter's reference does well. One key per letter, whatever the number of recipients; kept as long as the letter. */
  idempotencyKey: Scalars['String']['input'];
  nature: CorrespondenceNature;
  priority: Priority;
  recipientReference?: InputMaybe<Scalars['String']['input']>;
  /** One to 500. Either all get it, or none and `userErrors` names each fault. */
  recipients: Array<RecipientInput>;
  senderReference?: InputMaybe<Scalars['String']['input']>;
  /** The departure series in which the letter is numbered, e.g. `GENERAL` or a directorate's own. */
  series: Scalars['String']['input'];
  subject: Scalars['String']['input'];
};

export type CorrespondenceDepositPayload = {
  __typename?: 'CorrespondenceDepositPayload';
  correspondence?: Maybe<Correspondence>;
  /** The deposit receipt (وصل الإيداع): one evidence for the letter, listing every recipient. */
  evidence?: Maybe<Evidence>;
  /** The departure entry, with the number to print or to file. */
  registerEntry?: Maybe<RegisterEntry>;
  /** True when this key was used before: everything here is the first answer, word for word. */
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceDepositError>;
  /** What is worth telling a person and hinders nothing, e.g. that the date on the letter lies in the future. */
  warnings: Array<Warning>;
};

export type CorrespondenceEdge = {
  __typename?: 'CorrespondenceEdge';
  cursor: Scalars['String']['output'];
  node: Correspondence;
};

/** What kind of letter it is. */
export type CorrespondenceNature =
  /** An answer. */
  | 'ANSWER'
  /** A circular or note to several institutions. */
  | 'CIRCULAR'
  /** A letter deposited at a counter by a citizen or an enterprise. */
  | 'CITIZEN_LETTER'
  /** An ordinary letter. */
  | 'LETTER'
  /** A reminder of an earlier letter that was not answered (lettre de rappel). */
  | 'REMINDER'
  /** A slip that lists pieces sent (bordereau d'envoi). */
  | 'TRANSMITTAL_SLIP';

export type CorrespondenceRegisterArrivalError = UserError & {
  __typename?: 'CorrespondenceRegisterArrivalError';
  code: CorrespondenceRegisterArrivalErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceRegisterArrivalErrorCode =
  /** Already registered; the message says the number. Two clerks at once: the second sees this. */
  | 'ALREADY_REGISTERED'
  /** No such letter in your inbox. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** Fetch the content first. */
  | 'CORRESPONDENCE_NOT_RETRIEVED'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** No such series. */
  | 'SERIES_NOT_FOUND';

export type CorrespondenceRegisterArrivalInput = {
  correspondenceId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  series: Scalars['String']['input'];
};

export type CorrespondenceRegisterArrivalPayload = {
  __typename?: 'CorrespondenceRegisterArrivalPayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  registerEntry?: Maybe<RegisterEntry>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceRegisterArrivalError>;
};

export type CorrespondenceRetrieveError = UserError & {
  __typename?: 'CorrespondenceRetrieveError';
  code: CorrespondenceRetrieveErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceRetrieveErrorCode =
  /** No such letter in your inbox. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** A digest is missing or differs; the message names the attachment. Download it again. A fault of form. */
  | 'DIGEST_MISMATCH'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Already retrieved under another key, or in a later state. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceRetrieveInput = {
  correspondenceId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  /** The digest of every attachment as you computed it from the bytes that you stored. */
  sha256: Array<Scalars['Sha256']['input']>;
};

export type CorrespondenceRetrievePayload = {
  __typename?: 'CorrespondenceRetrievePayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceRetrieveError>;
};

export type Document = Node & {
  __typename?: 'Document';
  id: Scalars['ID']['output'];
};

/** A signed record that something happened, in the words of ETSI EN 319 522. Both parties hold their copy. */
export type Evidence = Node & {
  __typename?: 'Evidence';
  /**
   * SD-JWT disclosures (RFC 9901) of the recipients that you may know: each one opens a digest of `recipients` in the token.
   * The sender gets all, a recipient its own. Archive them with the token.
   */
  disclosures: Array<Scalars['String']['output']>;
  event: EvidenceEvent;
  id: Scalars['ID']['output'];
  occurredAt: Scalars['DateTime']['output'];
  /** The evidence that came before it for this letter. Null for the first, and where your institution does not hold it; the token names its id in any case. */
  previous?: Maybe<Evidence>;
  /** Mandatory on every negative event. */
  reason?: Maybe<Reason>;
  /** The evidence itself. What you archive is this, not this object. */
  token: Scalars['CompactJws']['output'];
};

export type EvidenceConnection = {
  __typename?: 'EvidenceConnection';
  edges: Array<EvidenceEdge>;
  nodes: Array<Evidence>;
  pageInfo: PageInfo;
};

export type EvidenceEdge = {
  __typename?: 'EvidenceEdge';
  cursor: Scalars['String']['output'];
  node: Evidence;
};

/** What an evidence proves. New values may be added. */
export type EvidenceEvent =
  /** Receipt acknowledged. */
  | 'CONSIGNMENT_ACCEPTANCE'
  /** The recipient opened the content. */
  | 'CONTENT_ACCESS_TRACKING'
  /** In the recipient's inbox (D.1). */
  | 'CONTENT_CONSIGNMENT'
  /** Content handed over, digests agreed (E.1). */
  | 'CONTENT_HANDOVER'
  /** Entered into the arrival register under a number (the hub's own event). */
  | 'REGISTER_ARRIVAL'
  /** The hub accepted the deposit (A.1). A sender's deadline is met here. */
  | 'SUBMISSION_ACCEPTANCE'
  /** The hub refused the deposit (A.2). */
  | 'SUBMISSION_REJECTION';

export type FunctionAddress = Node & {
  __typename?: 'FunctionAddress';
  id: Scalars['ID']['output'];
};

/** Every condition that is given must hold. */
export type InboxFilter = {
  functionAddressCode?: InputMaybe<Scalars['String']['input']>;
  priority?: InputMaybe<Priority>;
  senderId?: InputMaybe<Scalars['ID']['input']>;
  /** Delivered at or after. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** In one of these states. */
  states?: InputMaybe<Array<ConsignmentState>>;
  /** Delivered before. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

export type Institution = Node & {
  __typename?: 'Institution';
  id: Scalars['ID']['output'];
};

/** One thing that happened to one letter of mine. */
export type MailboxEvent = {
  __typename?: 'MailboxEvent';
  /** The consignment that it concerns. Null for the letter as a whole. */
  consignment?: Maybe<Consignment>;
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  occurredAt: Scalars['DateTime']['output'];
  /** Position in my institution's stream: 1, 2, 3 … Dense when nothing is filtered, so a missing number then means that something was lost on the way. */
  position: Scalars['BigInt']['output'];
  type: MailboxEventType;
};

export type MailboxEventConnection = {
  __typename?: 'MailboxEventConnection';
  edges: Array<MailboxEventEdge>;
  nodes: Array<MailboxEvent>;
  /** `endCursor` is never null here, so that a job that found nothing new can still store its position. */
  pageInfo: PageInfo;
};

export type MailboxEventEdge = {
  __typename?: 'MailboxEventEdge';
  cursor: Scalars['String']['output'];
  node: MailboxEvent;
};

/** What happened to a letter of mine. New values may be added. */
export type MailboxEventType =
  /** A letter for me is in my inbox. */
  | 'CORRESPONDENCE_RECEIVED'
  /** A recipient opened, retrieved, registered or acknowledged my letter, or it changed state otherwise. */
  | 'RECIPIENT_STATE_CHANGED';

export type Mutation = {
  __typename?: 'Mutation';
  /** 9. Acknowledge receipt (وصل الاستلام). Both parties get the evidence. */
  correspondenceAcknowledge: CorrespondenceAcknowledgePayload;
  /** 5. Deposit a letter. From the answer on it is legally sent, even if a recipient's system is down. */
  correspondenceDeposit: CorrespondenceDepositPayload;
  /** 8. Enter the letter into the arrival register, under the hub's next number. Both parties get the evidence, so each knows the other's number. */
  correspondenceRegisterArrival: CorrespondenceRegisterArrivalPayload;
  /** 7. Confirm that you hold the content, by the digests of what you downloaded. Recall ended with the first byte; statutory clocks have run since the letter was at your disposal. */
  correspondenceRetrieve: CorrespondenceRetrievePayload;
};


export type MutationCorrespondenceAcknowledgeArgs = {
  input: CorrespondenceAcknowledgeInput;
};


export type MutationCorrespondenceDepositArgs = {
  input: CorrespondenceDepositInput;
};


export type MutationCorrespondenceRegisterArrivalArgs = {
  input: CorrespondenceRegisterArrivalInput;
};


export type MutationCorrespondenceRetrieveArgs = {
  input: CorrespondenceRetrieveInput;
};

/** Any object that has a global id and can be asked for by it. */
export type Node = {
  /** Global and opaque: store it, never take it apart. */
  id: Scalars['ID']['output'];
};

/** Every condition that is given must hold. */
export type OutboxFilter = {
  /** The key of the deposit, by any of your clients. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  senderReference?: InputMaybe<Scalars['String']['input']>;
  /** Deposited at or after. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Deposited before. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
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

/** How urgent the sender says it is. */
export type Priority =
  /** No haste. */
  | 'NORMAL'
  /** Urgent: marked in lists and events, and notified at once. */
  | 'URGENT'
  /** Very urgent: as urgent, and escalated to the recipient's contact when not retrieved in four hours of service. */
  | 'VERY_URGENT';

export type Query = {
  __typename?: 'Query';
  /** One letter. Null when it does not exist or is not yours: the two look alike. */
  correspondence?: Maybe<Correspondence>;
  /** Letters received, newest in this inbox first (by `Consignment.deliveredAt`, so that a redirected letter is not missed). Reading this list is not retrieval. */
  inbox?: Maybe<CorrespondenceConnection>;
  /**
   * What happened to my institution's letters after `after`, in order, without gaps: the same positions that webhooks and
   * subscriptions carry. Keep `pageInfo.endCursor` in your own storage, only after you have stored what the page says.
   * An unknown or foreign cursor is `BAD_USER_INPUT`; it never silently starts again from the beginning.
   */
  mailboxEvents?: Maybe<MailboxEventConnection>;
  /** Letters sent, newest first. `filter.senderReference` and `filter.idempotencyKey` tell a restarted job what it has already sent. */
  outbox?: Maybe<CorrespondenceConnection>;
};


export type QueryCorrespondenceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInboxArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InboxFilter>;
  first: Scalars['Int']['input'];
};


export type QueryMailboxEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  types?: InputMaybe<Array<MailboxEventType>>;
};


export type QueryOutboxArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OutboxFilter>;
  first: Scalars['Int']['input'];
};

/** Why an act was refused or a letter sent on: a code for programs and a text for people. */
export type Reason = {
  __typename?: 'Reason';
  code: ReasonCode;
  text: Scalars['String']['output'];
};

/** Why an act was refused, for programs. New values may be added. */
export type ReasonCode =
  /** The addressee is suspended or closed. */
  | 'ADDRESSEE_SUSPENDED'
  /** Malware was found. */
  | 'MALWARE';

export type RecipientInput = {
  /** A function of that institution. Left out: its registry office. */
  functionAddressCode?: InputMaybe<Scalars['String']['input']>;
  institutionId: Scalars['ID']['input'];
  role: ConsignmentRole;
};

/** Which of the two registers of an institution. */
export type RegisterDirection =
  /** Arrivals (الوارد). */
  | 'IN'
  /** Departures (الصادر). */
  | 'OUT';

/** One line of a register. It is never deleted. */
export type RegisterEntry = Node & {
  __typename?: 'RegisterEntry';
  correspondence?: Maybe<Correspondence>;
  /** The other side: the first recipient of a departure, the sender of an arrival. */
  counterpart?: Maybe<Institution>;
  /** The other side's number for the same letter. Null: not known yet, or several recipients. */
  counterpartNumber?: Maybe<Scalars['String']['output']>;
  direction: RegisterDirection;
  id: Scalars['ID']['output'];
  /** As it is printed on the letter. The hub gives dense numbers: 1, 2, 3 … per institution, direction, series and year; no gap, no second use. */
  number: Scalars['String']['output'];
  registeredAt: Scalars['DateTime']['output'];
  /** The series, e.g. `GENERAL` or a directorate's own. */
  series: Scalars['String']['output'];
  subject?: Maybe<Scalars['String']['output']>;
  year: Scalars['Int']['output'];
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

/** Something worth telling a person that hinders nothing. */
export type Warning = {
  __typename?: 'Warning';
  code: WarningCode;
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** What a warning is about. New values may be added. */
export type WarningCode =
  /** The announced date of the letter lies after today or more than 30 days back. */
  | 'DOCUMENT_DATE_UNUSUAL';



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
  Correspondence: Correspondence;
  Evidence: Evidence;
  RegisterEntry: RegisterEntry;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Correspondence:
    ( { __typename: 'Correspondence' }
    & GraphQLRecursivePick<FederationTypes['Correspondence'], {"id":true}> );
  Evidence:
    ( { __typename: 'Evidence' }
    & GraphQLRecursivePick<FederationTypes['Evidence'], {"id":true}> );
  RegisterEntry:
    ( { __typename: 'RegisterEntry' }
    & GraphQLRecursivePick<FederationTypes['RegisterEntry'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( CorrespondenceRow )
    | ( Document )
    | ( EvidenceRow )
    | ( FunctionAddress )
    | ( Institution )
    | ( RegisterEntryRow )
  ;
  UserError:
    | ( CorrespondenceAcknowledgeError )
    | ( CorrespondenceDepositError )
    | ( CorrespondenceRegisterArrivalError )
    | ( CorrespondenceRetrieveError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Attachment: ResolverTypeWrapper<AttachmentRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AttachmentRole: AttachmentRole;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  CompactJws: ResolverTypeWrapper<Scalars['CompactJws']['output']>;
  Confidentiality: Confidentiality;
  Consignment: ResolverTypeWrapper<ConsignmentRow>;
  ConsignmentRole: ConsignmentRole;
  ConsignmentState: ConsignmentState;
  Correspondence: ResolverTypeWrapper<CorrespondenceRow>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CorrespondenceAcknowledgeError: ResolverTypeWrapper<CorrespondenceAcknowledgeError>;
  CorrespondenceAcknowledgeErrorCode: CorrespondenceAcknowledgeErrorCode;
  CorrespondenceAcknowledgeInput: CorrespondenceAcknowledgeInput;
  CorrespondenceAcknowledgePayload: ResolverTypeWrapper<Omit<CorrespondenceAcknowledgePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CorrespondenceAct: CorrespondenceAct;
  CorrespondenceAttachmentInput: CorrespondenceAttachmentInput;
  CorrespondenceConnection: ResolverTypeWrapper<Omit<CorrespondenceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['CorrespondenceEdge']>, nodes: Array<ResolversTypes['Correspondence']> }>;
  CorrespondenceDepositError: ResolverTypeWrapper<CorrespondenceDepositError>;
  CorrespondenceDepositErrorCode: CorrespondenceDepositErrorCode;
  CorrespondenceDepositInput: CorrespondenceDepositInput;
  CorrespondenceDepositPayload: ResolverTypeWrapper<Omit<CorrespondenceDepositPayload, 'correspondence' | 'evidence' | 'registerEntry'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']>, registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  CorrespondenceEdge: ResolverTypeWrapper<Omit<CorrespondenceEdge, 'node'> & { node: ResolversTypes['Correspondence'] }>;
  CorrespondenceNature: CorrespondenceNature;
  CorrespondenceRegisterArrivalError: ResolverTypeWrapper<CorrespondenceRegisterArrivalError>;
  CorrespondenceRegisterArrivalErrorCode: CorrespondenceRegisterArrivalErrorCode;
  CorrespondenceRegisterArrivalInput: CorrespondenceRegisterArrivalInput;
  CorrespondenceRegisterArrivalPayload: ResolverTypeWrapper<Omit<CorrespondenceRegisterArrivalPayload, 'correspondence' | 'evidence' | 'registerEntry'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']>, registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  CorrespondenceRetrieveError: ResolverTypeWrapper<CorrespondenceRetrieveError>;
  CorrespondenceRetrieveErrorCode: CorrespondenceRetrieveErrorCode;
  CorrespondenceRetrieveInput: CorrespondenceRetrieveInput;
  CorrespondenceRetrievePayload: ResolverTypeWrapper<Omit<CorrespondenceRetrievePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Document: ResolverTypeWrapper<Document>;
  Evidence: ResolverTypeWrapper<EvidenceRow>;
  EvidenceConnection: ResolverTypeWrapper<Omit<EvidenceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['EvidenceEdge']>, nodes: Array<ResolversTypes['Evidence']> }>;
  EvidenceEdge: ResolverTypeWrapper<Omit<EvidenceEdge, 'node'> & { node: ResolversTypes['Evidence'] }>;
  EvidenceEvent: EvidenceEvent;
  FunctionAddress: ResolverTypeWrapper<FunctionAddress>;
  InboxFilter: InboxFilter;
  Institution: ResolverTypeWrapper<Institution>;
  LocalDate: ResolverTypeWrapper<Scalars['LocalDate']['output']>;
  MailboxEvent: ResolverTypeWrapper<MailboxEventRow>;
  MailboxEventConnection: ResolverTypeWrapper<Omit<MailboxEventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['MailboxEventEdge']>, nodes: Array<ResolversTypes['MailboxEvent']> }>;
  MailboxEventEdge: ResolverTypeWrapper<Omit<MailboxEventEdge, 'node'> & { node: ResolversTypes['MailboxEvent'] }>;
  MailboxEventType: MailboxEventType;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OutboxFilter: OutboxFilter;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Priority: Priority;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Reason: ResolverTypeWrapper<Reason>;
  ReasonCode: ReasonCode;
  RecipientInput: RecipientInput;
  RegisterDirection: RegisterDirection;
  RegisterEntry: ResolverTypeWrapper<RegisterEntryRow>;
  Sha256: ResolverTypeWrapper<Scalars['Sha256']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Warning: ResolverTypeWrapper<Warning>;
  WarningCode: WarningCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Attachment: AttachmentRow;
  String: Scalars['String']['output'];
  BigInt: Scalars['BigInt']['output'];
  CompactJws: Scalars['CompactJws']['output'];
  Consignment: ConsignmentRow;
  Correspondence: CorrespondenceRow;
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  CorrespondenceAcknowledgeError: CorrespondenceAcknowledgeError;
  CorrespondenceAcknowledgeInput: CorrespondenceAcknowledgeInput;
  CorrespondenceAcknowledgePayload: Omit<CorrespondenceAcknowledgePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  Boolean: Scalars['Boolean']['output'];
  CorrespondenceAttachmentInput: CorrespondenceAttachmentInput;
  CorrespondenceConnection: Omit<CorrespondenceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['CorrespondenceEdge']>, nodes: Array<ResolversParentTypes['Correspondence']> };
  CorrespondenceDepositError: CorrespondenceDepositError;
  CorrespondenceDepositInput: CorrespondenceDepositInput;
  CorrespondenceDepositPayload: Omit<CorrespondenceDepositPayload, 'correspondence' | 'evidence' | 'registerEntry'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']>, registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  CorrespondenceEdge: Omit<CorrespondenceEdge, 'node'> & { node: ResolversParentTypes['Correspondence'] };
  CorrespondenceRegisterArrivalError: CorrespondenceRegisterArrivalError;
  CorrespondenceRegisterArrivalInput: CorrespondenceRegisterArrivalInput;
  CorrespondenceRegisterArrivalPayload: Omit<CorrespondenceRegisterArrivalPayload, 'correspondence' | 'evidence' | 'registerEntry'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']>, registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  CorrespondenceRetrieveError: CorrespondenceRetrieveError;
  CorrespondenceRetrieveInput: CorrespondenceRetrieveInput;
  CorrespondenceRetrievePayload: Omit<CorrespondenceRetrievePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  DateTime: Scalars['DateTime']['output'];
  Document: Document;
  Evidence: EvidenceRow;
  EvidenceConnection: Omit<EvidenceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['EvidenceEdge']>, nodes: Array<ResolversParentTypes['Evidence']> };
  EvidenceEdge: Omit<EvidenceEdge, 'node'> & { node: ResolversParentTypes['Evidence'] };
  FunctionAddress: FunctionAddress;
  InboxFilter: InboxFilter;
  Institution: Institution;
  LocalDate: Scalars['LocalDate']['output'];
  MailboxEvent: MailboxEventRow;
  MailboxEventConnection: Omit<MailboxEventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['MailboxEventEdge']>, nodes: Array<ResolversParentTypes['MailboxEvent']> };
  MailboxEventEdge: Omit<MailboxEventEdge, 'node'> & { node: ResolversParentTypes['MailboxEvent'] };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OutboxFilter: OutboxFilter;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Reason: Reason;
  RecipientInput: RecipientInput;
  RegisterEntry: RegisterEntryRow;
  Sha256: Scalars['Sha256']['output'];
  URL: Scalars['URL']['output'];
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Warning: Warning;
};

export type AttachmentResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['AttachmentRole'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['Sha256'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export interface CompactJwsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CompactJws'], any> {
  name: 'CompactJws';
}

export type ConsignmentResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Consignment'] = ResolversParentTypes['Consignment']> = {
  arrivalNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deliveredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  firstOpenedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  functionAddress?: Resolver<Maybe<ResolversTypes['FunctionAddress']>, ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ConsignmentRole'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ConsignmentState'], ParentType, ContextType>;
  stateChangedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CorrespondenceResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Correspondence'] = ResolversParentTypes['Correspondence'], FederationReferenceType extends FederationReferenceTypes['Correspondence'] = FederationReferenceTypes['Correspondence']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Correspondence']> | FederationReferenceType, FederationReferenceType, ContextType>;
  answerExpectedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  attachments?: Resolver<Maybe<Array<ResolversTypes['Attachment']>>, ParentType, ContextType>;
  availableActs?: Resolver<Array<ResolversTypes['CorrespondenceAct']>, ParentType, ContextType>;
  confidentiality?: Resolver<ResolversTypes['Confidentiality'], ParentType, ContextType>;
  consignments?: Resolver<Array<ResolversTypes['Consignment']>, ParentType, ContextType>;
  depositedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  documentDate?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['EvidenceConnection'], ParentType, ContextType, RequireFields<CorrespondenceEvidenceArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nature?: Resolver<ResolversTypes['CorrespondenceNature'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  recipientReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registerEntries?: Resolver<Array<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  sender?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  senderReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceAcknowledgeErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceAcknowledgeError'] = ResolversParentTypes['CorrespondenceAcknowledgeError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceAcknowledgeErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceAcknowledgePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceAcknowledgePayload'] = ResolversParentTypes['CorrespondenceAcknowledgePayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceAcknowledgeError']>, ParentType, ContextType>;
};

export type CorrespondenceConnectionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceConnection'] = ResolversParentTypes['CorrespondenceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CorrespondenceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CorrespondenceDepositErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceDepositError'] = ResolversParentTypes['CorrespondenceDepositError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceDepositErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceDepositPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceDepositPayload'] = ResolversParentTypes['CorrespondenceDepositPayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  registerEntry?: Resolver<Maybe<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceDepositError']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['Warning']>, ParentType, ContextType>;
};

export type CorrespondenceEdgeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceEdge'] = ResolversParentTypes['CorrespondenceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Correspondence'], ParentType, ContextType>;
};

export type CorrespondenceRegisterArrivalErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRegisterArrivalError'] = ResolversParentTypes['CorrespondenceRegisterArrivalError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceRegisterArrivalErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceRegisterArrivalPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRegisterArrivalPayload'] = ResolversParentTypes['CorrespondenceRegisterArrivalPayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  registerEntry?: Resolver<Maybe<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceRegisterArrivalError']>, ParentType, ContextType>;
};

export type CorrespondenceRetrieveErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRetrieveError'] = ResolversParentTypes['CorrespondenceRetrieveError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceRetrieveErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceRetrievePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRetrievePayload'] = ResolversParentTypes['CorrespondenceRetrievePayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceRetrieveError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DocumentResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence'], FederationReferenceType extends FederationReferenceTypes['Evidence'] = FederationReferenceTypes['Evidence']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Evidence']> | FederationReferenceType, FederationReferenceType, ContextType>;
  disclosures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['EvidenceEvent'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['Reason']>, ParentType, ContextType>;
  token?: Resolver<ResolversTypes['CompactJws'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EvidenceConnectionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['EvidenceConnection'] = ResolversParentTypes['EvidenceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EvidenceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Evidence']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EvidenceEdgeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['EvidenceEdge'] = ResolversParentTypes['EvidenceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
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

export type MailboxEventResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['MailboxEvent'] = ResolversParentTypes['MailboxEvent']> = {
  consignment?: Resolver<Maybe<ResolversTypes['Consignment']>, ParentType, ContextType>;
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['MailboxEventType'], ParentType, ContextType>;
};

export type MailboxEventConnectionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['MailboxEventConnection'] = ResolversParentTypes['MailboxEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MailboxEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['MailboxEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MailboxEventEdgeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['MailboxEventEdge'] = ResolversParentTypes['MailboxEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['MailboxEvent'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  correspondenceAcknowledge?: Resolver<ResolversTypes['CorrespondenceAcknowledgePayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceAcknowledgeArgs, 'input'>>;
  correspondenceDeposit?: Resolver<ResolversTypes['CorrespondenceDepositPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceDepositArgs, 'input'>>;
  correspondenceRegisterArrival?: Resolver<ResolversTypes['CorrespondenceRegisterArrivalPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceRegisterArrivalArgs, 'input'>>;
  correspondenceRetrieve?: Resolver<ResolversTypes['CorrespondenceRetrievePayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceRetrieveArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Correspondence' | 'Document' | 'Evidence' | 'FunctionAddress' | 'Institution' | 'RegisterEntry', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType, RequireFields<QueryCorrespondenceArgs, 'id'>>;
  inbox?: Resolver<Maybe<ResolversTypes['CorrespondenceConnection']>, ParentType, ContextType, RequireFields<QueryInboxArgs, 'first'>>;
  mailboxEvents?: Resolver<Maybe<ResolversTypes['MailboxEventConnection']>, ParentType, ContextType, RequireFields<QueryMailboxEventsArgs, 'first'>>;
  outbox?: Resolver<Maybe<ResolversTypes['CorrespondenceConnection']>, ParentType, ContextType, RequireFields<QueryOutboxArgs, 'first'>>;
};

export type ReasonResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Reason'] = ResolversParentTypes['Reason']> = {
  code?: Resolver<ResolversTypes['ReasonCode'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegisterEntryResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntry'] = ResolversParentTypes['RegisterEntry'], FederationReferenceType extends FederationReferenceTypes['RegisterEntry'] = FederationReferenceTypes['RegisterEntry']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RegisterEntry']> | FederationReferenceType, FederationReferenceType, ContextType>;
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  counterpart?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  counterpartNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['RegisterDirection'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  series?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface Sha256ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Sha256'], any> {
  name: 'Sha256';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'CorrespondenceAcknowledgeError' | 'CorrespondenceDepositError' | 'CorrespondenceRegisterArrivalError' | 'CorrespondenceRetrieveError', ParentType, ContextType>;
};

export type WarningResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Warning'] = ResolversParentTypes['Warning']> = {
  code?: Resolver<ResolversTypes['WarningCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Operation> = {
  Attachment?: AttachmentResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  CompactJws?: GraphQLScalarType;
  Consignment?: ConsignmentResolvers<ContextType>;
  Correspondence?: CorrespondenceResolvers<ContextType>;
  CorrespondenceAcknowledgeError?: CorrespondenceAcknowledgeErrorResolvers<ContextType>;
  CorrespondenceAcknowledgePayload?: CorrespondenceAcknowledgePayloadResolvers<ContextType>;
  CorrespondenceConnection?: CorrespondenceConnectionResolvers<ContextType>;
  CorrespondenceDepositError?: CorrespondenceDepositErrorResolvers<ContextType>;
  CorrespondenceDepositPayload?: CorrespondenceDepositPayloadResolvers<ContextType>;
  CorrespondenceEdge?: CorrespondenceEdgeResolvers<ContextType>;
  CorrespondenceRegisterArrivalError?: CorrespondenceRegisterArrivalErrorResolvers<ContextType>;
  CorrespondenceRegisterArrivalPayload?: CorrespondenceRegisterArrivalPayloadResolvers<ContextType>;
  CorrespondenceRetrieveError?: CorrespondenceRetrieveErrorResolvers<ContextType>;
  CorrespondenceRetrievePayload?: CorrespondenceRetrievePayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Document?: DocumentResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  EvidenceConnection?: EvidenceConnectionResolvers<ContextType>;
  EvidenceEdge?: EvidenceEdgeResolvers<ContextType>;
  FunctionAddress?: FunctionAddressResolvers<ContextType>;
  Institution?: InstitutionResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  MailboxEvent?: MailboxEventResolvers<ContextType>;
  MailboxEventConnection?: MailboxEventConnectionResolvers<ContextType>;
  MailboxEventEdge?: MailboxEventEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reason?: ReasonResolvers<ContextType>;
  RegisterEntry?: RegisterEntryResolvers<ContextType>;
  Sha256?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  Warning?: WarningResolvers<ContextType>;
};

