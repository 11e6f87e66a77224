import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CorrespondenceRow } from '../subgraphs/correspondence/correspondences.js';
import type { ConsignmentRow } from '../subgraphs/correspondence/consignments.js';
import type { AttachmentRow } from '../subgraphs/correspondence/attachments.js';
import type { RegisterEntryRow } from '../subgraphs/correspondence/registerEntries.js';
import type { EvidenceRow } from '../subgraphs/correspondence/evidence.js';
import type { MailboxEventRow } from '../subgraphs/correspondence/mailboxEvents.js';
import type { RegisterRow } from '../subgraphs/correspondence/registers.js';
import type { GapRow } from '../subgraphs/correspondence/registerPages.js';
import type { DispatchRow } from '../subgraphs/correspondence/entryParts.js';
import type { SupplementRequestRow } from '../subgraphs/correspondence/supplementRequests.js';
import type { EnclosureRow, EnclosureReceiptRow } from '../subgraphs/correspondence/physicalEnclosures.js';
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
  /** Whether it is the letter itself or an annex. */
  role: AttachmentRole;
  /** SHA-256 of its octets, as the evidence has it. */
  sha256: Scalars['Sha256']['output'];
  /** As it is called in the letter. */
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
  /** The function that it is addressed to; inside the institution itself, the one that has it now. Null: its registry office. */
  functionAddress?: Maybe<FunctionAddress>;
  /** The institution before which it was placed. */
  institution?: Maybe<Institution>;
  /** The word with which receipt was acknowledged. Null: none, or confidential and not for your token. */
  note?: Maybe<Scalars['String']['output']>;
  /**
   * The end of the time in which it was to be retrieved, once that has passed and nobody had. It can still be retrieved: being
   * late loses nothing. How long that time is follows from the priority and is a rule of the hub without legal effect. Null: in
   * time, or a copy.
   */
  overdueSince?: Maybe<Scalars['DateTime']['output']>;
  /** Set when it was refused, recalled or redirected. Null otherwise, and where the text is confidential and not for your token. */
  reason?: Maybe<Reason>;
  /** The institution that sent it on to this one. Null: it came from the sender. */
  redirectedFrom?: Maybe<Institution>;
  /** The institution to which it was sent on. Null: it was not. */
  redirectedTo?: Maybe<Institution>;
  /** Whether this institution has to act, or is informed. */
  role: ConsignmentRole;
  /** How far it has come there. */
  state: ConsignmentState;
  /** Since when it has been in this state. */
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
  /** Answered; the answer is in the thread. */
  | 'ANSWERED'
  /** Waiting for what the sender was asked to supply. */
  | 'AWAITING_SUPPLEMENT'
  /** In the inbox, content not opened. */
  | 'DELIVERED'
  /** Withdrawn by the sender before it was opened. */
  | 'RECALLED'
  /** Sent on to the competent institution. */
  | 'REDIRECTED'
  /** Refused with a reason. */
  | 'REFUSED'
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
  /** Who in an institution may see its content. */
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
  /** The letter that this one answers or reminds of. Null when there is none, when it is not yours, or when one of the two is confidential and not for your token. */
  inReplyTo?: Maybe<Correspondence>;
  /** What kind of letter it is. */
  nature: CorrespondenceNature;
  /** What travels outside the hub and belongs to this letter: originals on paper, a key, a sample. Null when you may not see them. */
  physicalEnclosures?: Maybe<Array<PhysicalEnclosure>>;
  /** How urgent its sender says it is. */
  priority: Priority;
  /** The addressee's reference that the letter answers (V/Réf). */
  recipientReference?: Maybe<Scalars['String']['output']>;
  /** Register entries of your institution for this letter; the peer's number is in `counterpartNumber`. */
  registerEntries: Array<RegisterEntry>;
  /** The institution that deposited it. */
  sender?: Maybe<Institution>;
  /** The sender's own reference (N/Réf). */
  senderReference?: Maybe<Scalars['String']['output']>;
  /** The object of the letter. Null when it is confidential and your token lacks `correspondence:read-confidential`. */
  subject?: Maybe<Scalars['String']['output']>;
  /** What a recipient asked for and what was supplied, oldest first. The sender sees all, a recipient its own and what was supplied before the letter was sent on to it. Null when you may not see it. */
  supplementRequests?: Maybe<Array<SupplementRequest>>;
  /** The letters of the same affair to which your institution is a party, oldest first, this one included. Confidential letters are left out, and the thread of one is empty, when they are not for your token. */
  thread: CorrespondenceConnection;
};


/** One letter from one sender to one or more recipients. */
export type CorrespondenceEvidenceArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** One letter from one sender to one or more recipients. */
export type CorrespondenceThreadArgs = {
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
  /** No such letter in your inbox. A fault of form. */
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
  /** A word to the sender, e.g. who deals with it; at most 1,000 characters on one line. Not an answer. */
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
  /** Answer: a deposit with `inReplyToId`. */
  | 'ANSWER'
  /** Confirm an enclosure that travelled outside the hub. */
  | 'CONFIRM_ENCLOSURES'
  /** Move it to another function of the same institution. */
  | 'REASSIGN'
  /** Withdraw before anyone opened it. */
  | 'RECALL'
  /** Send it to the competent institution. */
  | 'REDIRECT'
  /** Refuse with a reason. */
  | 'REFUSE'
  /** Enter it into the arrival register. */
  | 'REGISTER_ARRIVAL'
  /** Say that the content could not be taken over. */
  | 'REPORT_HANDOVER_FAILURE'
  /** Ask for what is missing. */
  | 'REQUEST_SUPPLEMENT'
  /** Fetch the content. */
  | 'RETRIEVE'
  /** Supply what was asked. */
  | 'SUPPLY_SUPPLEMENT';

/** One file of the letter. */
export type CorrespondenceAttachmentInput = {
  /** A document of yours whose upload is closed. */
  documentId: Scalars['ID']['input'];
  /** Whether it is the letter itself or an annex. */
  role: AttachmentRole;
  /** As it is called in the letter; the file name when left out. */
  title?: InputMaybe<Scalars['String']['input']>;
};

export type CorrespondenceConfirmEnclosuresError = UserError & {
  __typename?: 'CorrespondenceConfirmEnclosuresError';
  code: CorrespondenceConfirmEnclosuresErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceConfirmEnclosuresErrorCode =
  /** No such letter in your inbox. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** It was confirmed before. A fault of form. */
  | 'ENCLOSURE_ALREADY_CONFIRMED'
  /** No enclosure at that position, or none named. A fault of form. */
  | 'ENCLOSURE_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Not in a state for it; the message says the state and `availableActs` what can be done. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceConfirmEnclosuresInput = {
  correspondenceId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  /** Enclosures in hand, by position. */
  receivedEnclosures: Array<Scalars['Int']['input']>;
};

export type CorrespondenceConfirmEnclosuresPayload = {
  __typename?: 'CorrespondenceConfirmEnclosuresPayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceConfirmEnclosuresError>;
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
  /** With `inReplyToId` an answer needs a letter received `TO` you that is registered or acknowledged, and its sender among the `TO` recipients. A fault of form. */
  | 'ANSWER_NOT_ALLOWED'
  /** No attachment, or more than 100. A fault of form. */
  | 'ATTACHMENT_COUNT_INVALID'
  /** The same document twice in one letter. A fault of form. */
  | 'ATTACHMENT_REPEATED'
  /** Malware was found in it. A rejection: `evidence` holds the signed refusal, and the key is used. */
  | 'DOCUMENT_INFECTED'
  /** No such document of yours, or not finalised. A fault of form. */
  | 'DOCUMENT_NOT_FOUND'
  /** An enclosure whose description is empty, longer than 255 characters or has control or direction-overriding characters, whose count is not from 1 to 10,000, or whose carrier reference is empty, longer than 128 characters or has such characters, or more than 100 enclosures. A fault of form. */
  | 'ENCLOSURE_INVALID'
  /** No such function there. A fault of form. */
  | 'FUNCTION_ADDRESS_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Not exactly one main document. A fault of form. */
  | 'MAIN_DOCUMENT_REQUIRED'
  /** Empty, longer than 64 characters, or with anything that is not seen on paper, so that no number looks like another: control or direction-overriding characters, other spaces than single ones inside, characters of no width, letters apart from their accents (not NFC). A fault of form. */
  | 'NUMBER_INVALID'
  /** The hub numbers this register, or the entry was reserved: leave the number out. A fault of form. */
  | 'NUMBER_NOT_ALLOWED'
  /** Your register numbers itself: give a number or a reserved entry. A fault of form. */
  | 'NUMBER_REQUIRED'
  /** The number is already used in this register and year. A fault of form. */
  | 'NUMBER_TAKEN'
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
  /** The register of this year is closed. A fault of form. */
  | 'REGISTER_CLOSED'
  /** No such entry of yours, or it is not a free reservation of a departure. A fault of form. */
  | 'REGISTER_ENTRY_INVALID'
  /** No such letter among yours. A fault of form. */
  | 'REPLY_TARGET_NOT_FOUND'
  /** No such departure series of yours. A fault of form. */
  | 'SERIES_NOT_FOUND'
  /** Empty, longer than 500 characters, or with control or direction-overriding characters. A fault of form. */
  | 'SUBJECT_INVALID'
  /** A title that is empty, longer than 255 characters, or has control or direction-overriding characters. A fault of form. */
  | 'TITLE_INVALID';

export type CorrespondenceDepositInput = {
  /** The day by which you ask for an answer; not a legal deadline. */
  answerExpectedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The letter first; exactly one `MAIN`. */
  attachments: Array<CorrespondenceAttachmentInput>;
  /** Who in the institutions may see the content. */
  confidentiality: Confidentiality;
  /** The date written on the letter; today when left out. */
  documentDate?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Yours, at most 128 characters: the letter's reference does well. One key per letter, whatever the number of recipients; kept as long as the letter. */
  idempotencyKey: Scalars['String']['input'];
  /** The letter that this one answers or reminds of: the two are of one thread. With nature `ANSWER` it closes the asked letter: its state becomes `ANSWERED`, and its sender must be among the `TO` recipients. An answer to what did not travel on the hub leaves it out. */
  inReplyToId?: InputMaybe<Scalars['ID']['input']>;
  /** What kind of letter it is. */
  nature: CorrespondenceNature;
  /** Your own number, where your register numbers itself and none was reserved. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** What travels outside the hub and belongs to this letter; at most 100. */
  physicalEnclosures?: InputMaybe<Array<PhysicalEnclosureInput>>;
  /** How urgent it is; it sets the time after which it is overdue. */
  priority: Priority;
  /** The reference of the letter that you answer (V/Réf), at most 128 characters. */
  recipientReference?: InputMaybe<Scalars['String']['input']>;
  /** One to 500. Either all get it, or none and `userErrors` names each fault. */
  recipients: Array<RecipientInput>;
  /** The reserved departure number. Left out, the deposit takes the next. */
  registerEntryId?: InputMaybe<Scalars['ID']['input']>;
  /** Your own reference (N/Réf), at most 128 characters. */
  senderReference?: InputMaybe<Scalars['String']['input']>;
  /** The departure series in which the letter is numbered when no entry was reserved, e.g. `GENERAL` or a directorate's own. */
  series: Scalars['String']['input'];
  /** The object of the letter, 1 to 500 characters on one line. */
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
  /** An answer. With `inReplyToId` it closes the letter that it answers; without, it answers something that did not travel on the hub. */
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

export type CorrespondenceReassignError = UserError & {
  __typename?: 'CorrespondenceReassignError';
  code: CorrespondenceReassignErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceReassignErrorCode =
  /** No such letter in your inbox. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** No such function of yours. A fault of form. */
  | 'FUNCTION_ADDRESS_NOT_FOUND'
  /** It is there already. A fault of form. */
  | 'FUNCTION_UNCHANGED'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Not in a state to be moved; the message says the state and `availableActs` what can be done. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceReassignInput = {
  correspondenceId: Scalars['ID']['input'];
  /** The function of your institution that shall have it. Left out: the registry office. */
  functionAddressCode?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type CorrespondenceReassignPayload = {
  __typename?: 'CorrespondenceReassignPayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceReassignError>;
};

export type CorrespondenceRecallError = UserError & {
  __typename?: 'CorrespondenceRecallError';
  code: CorrespondenceRecallErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceRecallErrorCode =
  /** Every recipient has opened it, or it is withdrawn already. A fault of form. */
  | 'ALREADY_OPENED'
  /** No such letter among those you sent. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** The text is empty, longer than 1,000 characters, or has control or direction-overriding characters. A fault of form. */
  | 'REASON_REQUIRED';

export type CorrespondenceRecallInput = {
  correspondenceId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  /** 1 to 1,000 characters on one line, for those from whom it is withdrawn. */
  reasonText: Scalars['String']['input'];
};

export type CorrespondenceRecallPayload = {
  __typename?: 'CorrespondenceRecallPayload';
  correspondence?: Maybe<Correspondence>;
  replayed: Scalars['Boolean']['output'];
  /** One result per recipient: withdrawn, or opened before and therefore not. */
  results: Array<CorrespondenceRecallResult>;
  userErrors: Array<CorrespondenceRecallError>;
};

/** What a recall came to for one recipient. */
export type CorrespondenceRecallResult = {
  __typename?: 'CorrespondenceRecallResult';
  /** The recipient that it is about, as it is now. */
  consignment: Consignment;
  /** The evidence of the withdrawal, which this recipient holds too. Null where it came too late. */
  evidence?: Maybe<Evidence>;
  /** True when the letter was withdrawn from this recipient; false when it had been opened before. */
  recalled: Scalars['Boolean']['output'];
};

export type CorrespondenceRedirectError = UserError & {
  __typename?: 'CorrespondenceRedirectError';
  code: CorrespondenceRedirectErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceRedirectErrorCode =
  /** No such letter in your inbox. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** No such function there. A fault of form. */
  | 'FUNCTION_ADDRESS_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** The text is empty, longer than 1,000 characters, or has control or direction-overriding characters. A fault of form. */
  | 'REASON_REQUIRED'
  /** No such institution, or it cannot be reached: suspended, closed or not connected. A fault of form. */
  | 'RECIPIENT_NOT_FOUND'
  /** It has already been there, or it is its sender: a letter is not sent round in a circle. Told when nothing else is wrong, since a recipient is not told of the others. A fault of form. */
  | 'REDIRECTION_CIRCULAR'
  /** Not in a state to be redirected; the message says the state and `availableActs` what can be done. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceRedirectInput = {
  correspondenceId: Scalars['ID']['input'];
  /** A function there. Left out: its registry office. */
  functionAddressCode?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
  /** Why that institution is competent, 1 to 1,000 characters on one line. */
  reasonText: Scalars['String']['input'];
  /** The institution that is competent. */
  toInstitutionId: Scalars['ID']['input'];
};

export type CorrespondenceRedirectPayload = {
  __typename?: 'CorrespondenceRedirectPayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceRedirectError>;
};

export type CorrespondenceRefuseError = UserError & {
  __typename?: 'CorrespondenceRefuseError';
  code: CorrespondenceRefuseErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceRefuseErrorCode =
  /** No such letter in your inbox. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Not a reason for which a recipient refuses. A fault of form. */
  | 'REASON_NOT_ALLOWED'
  /** The text is empty, longer than 1,000 characters, or has control or direction-overriding characters. A fault of form. */
  | 'REASON_REQUIRED'
  /** Not in a state to be refused; the message says the state and `availableActs` what can be done. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceRefuseInput = {
  correspondenceId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  /** One of `NOT_COMPETENT`, `MISDIRECTED`, `MISSING_PIECE`, `DUPLICATE`, `SIGNATURE_INVALID`, `FORMAT_FORBIDDEN`, `MALWARE`, `OUT_OF_TIME`. */
  reasonCode: ReasonCode;
  /** In the language of the letter, 1 to 1,000 characters on one line; mandatory (law 03-01). */
  reasonText: Scalars['String']['input'];
};

export type CorrespondenceRefusePayload = {
  __typename?: 'CorrespondenceRefusePayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceRefuseError>;
};

export type CorrespondenceRegisterArrivalError = UserError & {
  __typename?: 'CorrespondenceRegisterArrivalError';
  code: CorrespondenceRegisterArrivalErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceRegisterArrivalErrorCode =
  /** Already registered; the message says the number. Two clerks at once: the second sees this. A fault of form. */
  | 'ALREADY_REGISTERED'
  /** No such letter in your inbox. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** Fetch the content first. A fault of form. */
  | 'CORRESPONDENCE_NOT_RETRIEVED'
  /** No enclosure at that position. A fault of form. */
  | 'ENCLOSURE_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Empty, longer than 64 characters, or with anything that is not seen on paper, so that no number looks like another: control or direction-overriding characters, other spaces than single ones inside, characters of no width, letters apart from their accents (not NFC). A fault of form. */
  | 'NUMBER_INVALID'
  /** The hub numbers this register: leave the number out. A fault of form. */
  | 'NUMBER_NOT_ALLOWED'
  /** Your register numbers itself: give the number. A fault of form. */
  | 'NUMBER_REQUIRED'
  /** The number is already used in this register and year. A fault of form. */
  | 'NUMBER_TAKEN'
  /** The register of this year is closed. A fault of form. */
  | 'REGISTER_CLOSED'
  /** No such series. A fault of form. */
  | 'SERIES_NOT_FOUND'
  /** Withdrawn, refused or sent on; the message says the state. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceRegisterArrivalInput = {
  correspondenceId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  /** Your own number, where your register numbers itself; leave it out where the hub does. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** Enclosures in hand, by position. */
  receivedEnclosures?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** The arrival series in which it is registered. */
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

export type CorrespondenceReportHandoverFailureError = UserError & {
  __typename?: 'CorrespondenceReportHandoverFailureError';
  code: CorrespondenceReportHandoverFailureErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceReportHandoverFailureErrorCode =
  /** No such letter in your inbox. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** Withdrawn by its sender before you opened it. A fault of form. */
  | 'CORRESPONDENCE_RECALLED'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Not a reason for which content cannot be taken over. A fault of form. */
  | 'REASON_NOT_ALLOWED'
  /** The text is empty, longer than 1,000 characters, or has control or direction-overriding characters. A fault of form. */
  | 'REASON_REQUIRED'
  /** Retrieved already, so its content was taken over, or in a later state. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceReportHandoverFailureInput = {
  correspondenceId: Scalars['ID']['input'];
  /** Another key for each time that you say it. */
  idempotencyKey: Scalars['String']['input'];
  /** One of `TECHNICAL_RECIPIENT`, `DIGEST_MISMATCH`. What speaks against the letter itself is a reason to refuse it, once retrieved. */
  reasonCode: ReasonCode;
  /** What happened, for people at the sender, in the language of the letter; 1 to 1,000 characters on one line. */
  reasonText: Scalars['String']['input'];
};

export type CorrespondenceReportHandoverFailurePayload = {
  __typename?: 'CorrespondenceReportHandoverFailurePayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceReportHandoverFailureError>;
};

export type CorrespondenceRequestSupplementError = UserError & {
  __typename?: 'CorrespondenceRequestSupplementError';
  code: CorrespondenceRequestSupplementErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceRequestSupplementErrorCode =
  /** No such letter in your inbox. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** The day has passed. A fault of form. */
  | 'DATE_NOT_ALLOWED'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Name 1 to 50 pieces, each of 1 to 255 characters on one line. A fault of form. */
  | 'PIECES_REQUIRED'
  /** Not in a state in which something can be asked; the message says the state and `availableActs` what can be done. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type CorrespondenceRequestSupplementInput = {
  correspondenceId: Scalars['ID']['input'];
  /** The day by which it is asked; not a legal deadline. */
  dueOn?: InputMaybe<Scalars['LocalDate']['input']>;
  idempotencyKey: Scalars['String']['input'];
  /** What is missing, one line a piece, 1 to 50 of them, each at most 255 characters. */
  pieces: Array<Scalars['String']['input']>;
};

export type CorrespondenceRequestSupplementPayload = {
  __typename?: 'CorrespondenceRequestSupplementPayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceRequestSupplementError>;
};

export type CorrespondenceRetrieveError = UserError & {
  __typename?: 'CorrespondenceRetrieveError';
  code: CorrespondenceRetrieveErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceRetrieveErrorCode =
  /** No such letter in your inbox. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** Withdrawn by its sender before you opened it. A fault of form. */
  | 'CORRESPONDENCE_RECALLED'
  /** A digest is missing or differs; the message names the attachment. Download it again; where it stays so, say it by `correspondenceReportHandoverFailure`. A fault of form. */
  | 'DIGEST_MISMATCH'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Already retrieved under another key, or in a later state. A fault of form. */
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

export type CorrespondenceSupplySupplementError = UserError & {
  __typename?: 'CorrespondenceSupplySupplementError';
  code: CorrespondenceSupplySupplementErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type CorrespondenceSupplySupplementErrorCode =
  /** Neither a file nor a word, more than 100 files, or a main document. A fault of form. */
  | 'ATTACHMENT_COUNT_INVALID'
  /** The same document twice, or one that the letter has already. A fault of form. */
  | 'ATTACHMENT_REPEATED'
  /** No such letter among those you sent. A fault of form. */
  | 'CORRESPONDENCE_NOT_FOUND'
  /** No such document of yours, not finalised, or malware was found in it. A fault of form. */
  | 'DOCUMENT_NOT_FOUND'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Several recipients are waiting: say which. A fault of form. */
  | 'INSTITUTION_REQUIRED'
  /** Longer than 1,000 characters, or with control or direction-overriding characters. A fault of form. */
  | 'NOTE_INVALID'
  /** Nobody, or not that recipient, is waiting for a supplement. A fault of form. */
  | 'SUPPLEMENT_NOT_REQUESTED'
  /** A title that is empty, longer than 255 characters, or has control or direction-overriding characters. A fault of form. */
  | 'TITLE_INVALID';

export type CorrespondenceSupplySupplementInput = {
  /** What you supply, at most 100 files; role `ANNEX`. */
  attachments: Array<CorrespondenceAttachmentInput>;
  correspondenceId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  /** The recipient that asked. May be left out when only one did. */
  institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** A word to it, at most 1,000 characters on one line. */
  note?: InputMaybe<Scalars['String']['input']>;
};

export type CorrespondenceSupplySupplementPayload = {
  __typename?: 'CorrespondenceSupplySupplementPayload';
  correspondence?: Maybe<Correspondence>;
  evidence?: Maybe<Evidence>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<CorrespondenceSupplySupplementError>;
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
  /** What it proves. */
  event: EvidenceEvent;
  id: Scalars['ID']['output'];
  /** When that happened, by the clock of the hub; sealed in the token. */
  occurredAt: Scalars['DateTime']['output'];
  /**
   * The evidence before it in the chain of its consignment: the last that both the sender and that recipient hold, so whoever holds
   * this one holds that one too. Null for the first that your institution holds of a letter: what came before it, the deposit
   * receipt or what was done before the letter was sent on to you, is for others, and the token names its id alone.
   */
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
  /** Nobody retrieved it in time (C.5). It stays retrievable. */
  | 'ACCEPTANCE_REJECTION_EXPIRY'
  /** Receipt acknowledged. */
  | 'CONSIGNMENT_ACCEPTANCE'
  /** Refused with a reason (C.4). */
  | 'CONSIGNMENT_REJECTION'
  /** The recipient was given the first byte of the content; and so for each file that was supplied to it later, which `supplied` in the token names. */
  | 'CONTENT_ACCESS_TRACKING'
  /** In the recipient's inbox (D.1). */
  | 'CONTENT_CONSIGNMENT'
  /** Content handed over, digests agreed (E.1). */
  | 'CONTENT_HANDOVER'
  /** The recipient said that it could not take over the content, and why. It keeps the letter, which stays retrievable. */
  | 'CONTENT_HANDOVER_FAILURE'
  /** Moved to another function of the same institution (the hub's own event). */
  | 'REASSIGNMENT'
  /** Withdrawn before it was opened (the hub's own event). */
  | 'RECALL'
  /** Received on paper or from another network, as an enclosure is. */
  | 'RECEIVED_FROM_NON_ERDS'
  /** Entered into the arrival register under a number (the hub's own event). */
  | 'REGISTER_ARRIVAL'
  /** The sealed statement of a closed register (the hub's own event). */
  | 'REGISTER_CLOSING'
  /** A register was opened at a number that its institution declared (the hub's own event). */
  | 'REGISTER_OPENING'
  /** Passed to the competent institution (B.1). */
  | 'RELAY_ACCEPTANCE'
  /** Handed to paper or to another network. */
  | 'RELAY_TO_NON_ERDS'
  /** The hub accepted the deposit (A.1). A sender's deadline is met here. */
  | 'SUBMISSION_ACCEPTANCE'
  /** The hub refused the deposit (A.2). */
  | 'SUBMISSION_REJECTION'
  /** The recipient asked for what is missing (the hub's own event). */
  | 'SUPPLEMENT_REQUEST'
  /** The sender supplied it (the hub's own event). */
  | 'SUPPLEMENT_SUPPLY';

export type FunctionAddress = Node & {
  __typename?: 'FunctionAddress';
  id: Scalars['ID']['output'];
};

/** Every condition that is given must hold. */
export type InboxFilter = {
  /** For this function of yours, where it is now. `BO`, the registry office, has also what names no function. */
  functionAddressCode?: InputMaybe<Scalars['String']['input']>;
  /** Of this priority. */
  priority?: InputMaybe<Priority>;
  /** Words of the subject, the references, the sender's number or your arrival number, in Arabic or French; accents, letter forms and diacritics do not matter. All must occur, in any order: three letters or more anywhere, fewer at the beginning of a word. At most 200 characters. Confidential letters are not searched without `correspondence:read-confidential`. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Sent by this institution. */
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
  /** The letter that it happened to. */
  correspondence?: Maybe<Correspondence>;
  /** The evidence of it. Null where there is none that your institution holds. */
  evidence?: Maybe<Evidence>;
  /** When it happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** Position in my institution's stream: 1, 2, 3 … Dense when nothing is filtered, so a missing number then means that something was lost on the way. */
  position: Scalars['BigInt']['output'];
  /** What happened. */
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
  /** Something is asked of me: a supplement, an enclosure that has not arrived; or what I asked for was supplied. */
  | 'ACTION_REQUIRED'
  /** A letter that I received was moved to another function of my institution. To a client limited to that function it is new, and its events of before stand behind the client's position. */
  | 'CORRESPONDENCE_REASSIGNED'
  /** A letter that I had was withdrawn by its sender. */
  | 'CORRESPONDENCE_RECALLED'
  /** A letter for me is in my inbox. */
  | 'CORRESPONDENCE_RECEIVED'
  /** A recipient could not take over the content of my letter, and keeps it; its evidence says why. */
  | 'HANDOVER_FAILED'
  /** A letter of mine was not retrieved in time, by me or by a recipient. */
  | 'OVERDUE'
  /** A recipient opened, retrieved, registered or acknowledged my letter, or it changed state otherwise. */
  | 'RECIPIENT_STATE_CHANGED';

/** How a letter came or went. */
export type Medium =
  /** Brought to a counter. */
  | 'COUNTER'
  /** By e-mail. */
  | 'EMAIL'
  /** Exchanged on the hub. */
  | 'HUB'
  /** By post or by bearer, on paper. */
  | 'PAPER';

export type Mutation = {
  __typename?: 'Mutation';
  /** Acknowledge receipt (وصل الاستلام). Both parties get the evidence. */
  correspondenceAcknowledge: CorrespondenceAcknowledgePayload;
  /** Confirm enclosures that travelled outside the hub, one by one, as they come in. */
  correspondenceConfirmEnclosures: CorrespondenceConfirmEnclosuresPayload;
  /** Deposit a letter. From the answer on it is legally sent, even if a recipient's system is down. */
  correspondenceDeposit: CorrespondenceDepositPayload;
  /** Move a letter received to another function of your own institution. The letter is then in the inbox of that function, and no longer in that of a client limited to another; an event tells those of your clients that have it now. Nothing changes for the sender, who is told nothing. */
  correspondenceReassign: CorrespondenceReassignPayload;
  /** Withdraw from every recipient that has not opened it (retrait; not a reminder). Each recipient gets its own result. */
  correspondenceRecall: CorrespondenceRecallPayload;
  /** Send on to the competent institution, with what was supplied to yours. The first deposit's instant is kept; sender and both recipients get evidence, which names the files supplied too. */
  correspondenceRedirect: CorrespondenceRedirectPayload;
  /** Refuse with a reason (رفض معلل). The sender may deposit again. */
  correspondenceRefuse: CorrespondenceRefusePayload;
  /** Enter the letter into the arrival register, under the hub's next number, or under your own where your register numbers itself. Both parties get the evidence, so each knows the other's number. */
  correspondenceRegisterArrival: CorrespondenceRegisterArrivalPayload;
  /** Say that your system could not take over the content, and why: bytes that stay damaged, a format that it cannot store, a system that is down. You keep the letter and can still retrieve it; this refuses nothing, stops no time and leaves recall as it was. Both parties get the evidence. May be said again. */
  correspondenceReportHandoverFailure: CorrespondenceReportHandoverFailurePayload;
  /** Ask the sender for what is missing. */
  correspondenceRequestSupplement: CorrespondenceRequestSupplementPayload;
  /** Confirm that you hold the content, by the digests of what you downloaded. Recall ended with the first byte; statutory clocks have run since the letter was at your disposal. When your system cannot take it over, say so by `correspondenceReportHandoverFailure`. */
  correspondenceRetrieve: CorrespondenceRetrievePayload;
  /** Supply what a recipient asked for. Its consignment goes back to the state before the request. */
  correspondenceSupplySupplement: CorrespondenceSupplySupplementPayload;
  /** Close the register of a past year for good. You get a sealed statement of it: how many entries, from which to which number, the cancelled ones, the gaps, and one digest over every line. */
  registerClose: RegisterClosePayload;
  /** Dispatch what was registered to the unit of your institution that handles it (ventilation). */
  registerEntryAssign: RegisterEntryAssignPayload;
  /** Cancel a number with a reason. It stays in the register, marked, and is never given again. */
  registerEntryCancel: RegisterEntryCancelPayload;
  /** Give copies of what was registered to further units of your institution, for information (diffusion). */
  registerEntryDiffuse: RegisterEntryDiffusePayload;
  /** Enter into the register what did not come or go by the hub: paper, e-mail, a counter, internal mail. */
  registerEntryRecord: RegisterEntryRecordPayload;
  /** Take a number before the letter is printed and signed. Optional: a deposit without one takes its number itself. */
  registerEntryReserve: RegisterEntryReservePayload;
  /** Open a register of this year, or declare at which number it begins: so that an institution can join in October at 14,213. Says who numbers: the hub, densely, or your own software. */
  registerOpen: RegisterOpenPayload;
};


export type MutationCorrespondenceAcknowledgeArgs = {
  input: CorrespondenceAcknowledgeInput;
};


export type MutationCorrespondenceConfirmEnclosuresArgs = {
  input: CorrespondenceConfirmEnclosuresInput;
};


export type MutationCorrespondenceDepositArgs = {
  input: CorrespondenceDepositInput;
};


export type MutationCorrespondenceReassignArgs = {
  input: CorrespondenceReassignInput;
};


export type MutationCorrespondenceRecallArgs = {
  input: CorrespondenceRecallInput;
};


export type MutationCorrespondenceRedirectArgs = {
  input: CorrespondenceRedirectInput;
};


export type MutationCorrespondenceRefuseArgs = {
  input: CorrespondenceRefuseInput;
};


export type MutationCorrespondenceRegisterArrivalArgs = {
  input: CorrespondenceRegisterArrivalInput;
};


export type MutationCorrespondenceReportHandoverFailureArgs = {
  input: CorrespondenceReportHandoverFailureInput;
};


export type MutationCorrespondenceRequestSupplementArgs = {
  input: CorrespondenceRequestSupplementInput;
};


export type MutationCorrespondenceRetrieveArgs = {
  input: CorrespondenceRetrieveInput;
};


export type MutationCorrespondenceSupplySupplementArgs = {
  input: CorrespondenceSupplySupplementInput;
};


export type MutationRegisterCloseArgs = {
  input: RegisterCloseInput;
};


export type MutationRegisterEntryAssignArgs = {
  input: RegisterEntryAssignInput;
};


export type MutationRegisterEntryCancelArgs = {
  input: RegisterEntryCancelInput;
};


export type MutationRegisterEntryDiffuseArgs = {
  input: RegisterEntryDiffuseInput;
};


export type MutationRegisterEntryRecordArgs = {
  input: RegisterEntryRecordInput;
};


export type MutationRegisterEntryReserveArgs = {
  input: RegisterEntryReserveInput;
};


export type MutationRegisterOpenArgs = {
  input: RegisterOpenInput;
};

/** Any object that has a global id and can be asked for by it. */
export type Node = {
  /** Global and opaque: store it, never take it apart. */
  id: Scalars['ID']['output'];
};

/** Who gives the numbers of a register. */
export type NumberedBy =
  /** The hub gives dense numbers: 1, 2, 3 … per institution, direction, series and year. */
  | 'HUB'
  /** The institution's own software gives the number; the hub refuses a second use and lists the gaps. */
  | 'INSTITUTION';

/** Every condition that is given must hold. */
export type OutboxFilter = {
  /** The key of the deposit, by any of your clients; for a confidential letter with `correspondence:read-confidential`, or by the client that deposited it. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Addressed to this institution, in whatever role. */
  recipientId?: InputMaybe<Scalars['ID']['input']>;
  /** As in the inbox. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Exactly this reference of yours (N/Réf). A confidential letter is found by it with `correspondence:read-confidential`, or by the client that deposited it. */
  senderReference?: InputMaybe<Scalars['String']['input']>;
  /** Deposited at or after. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** At least one recipient is in one of these states. */
  states?: InputMaybe<Array<ConsignmentState>>;
  /** Not acknowledged by every `TO` recipient. */
  unacknowledged?: InputMaybe<Scalars['Boolean']['input']>;
  /** Deposited before. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
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

/** Something that does not fit on a wire: an original, a sealed fold, a key, a sample. */
export type PhysicalEnclosure = {
  __typename?: 'PhysicalEnclosure';
  /** How it travels, e.g. the number of a registered parcel or `bearer`. */
  carrierReference?: Maybe<Scalars['String']['output']>;
  /** How many of it travel. */
  count: Scalars['Int']['output'];
  /** What it is. */
  description: Scalars['String']['output'];
  /** Number on the list of pieces, from 1; printed as a code on the label that goes with the object. */
  position: Scalars['Int']['output'];
  /** Which recipients have confirmed having it in hand. The sender sees all, a recipient its own. Empty below a register entry: what is recorded there was in hand. */
  receipts: Array<PhysicalEnclosureReceipt>;
};

/** Something that travels outside the hub, with a letter or with mail on paper. */
export type PhysicalEnclosureInput = {
  /** How it travels, at most 128 characters. */
  carrierReference?: InputMaybe<Scalars['String']['input']>;
  /** How many, from 1 to 10,000. */
  count: Scalars['Int']['input'];
  /** 1 to 255 characters on one line. */
  description: Scalars['String']['input'];
};

/** One institution has an enclosure in hand. */
export type PhysicalEnclosureReceipt = {
  __typename?: 'PhysicalEnclosureReceipt';
  /** The recipient that has it in hand. */
  institution?: Maybe<Institution>;
  /** When that recipient confirmed it. */
  receivedAt: Scalars['DateTime']['output'];
};

/** How urgent the sender says it is. */
export type Priority =
  /** No haste. */
  | 'NORMAL'
  /** Urgent: marked in lists and events, and notified at once. */
  | 'URGENT'
  /** Very urgent: as urgent, and overdue to both sides when not retrieved within four hours of service. */
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
  /** One line of a register by what is printed on the letter. Null when there is none. */
  registerEntry?: Maybe<RegisterEntry>;
  /** The registers of your institution, the newest year first. */
  registers?: Maybe<RegisterConnection>;
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


export type QueryRegisterEntryArgs = {
  direction: RegisterDirection;
  number: Scalars['String']['input'];
  series: Scalars['String']['input'];
  year: Scalars['Int']['input'];
};


export type QueryRegistersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RegisterFilter>;
  first: Scalars['Int']['input'];
};

/** Why an act was refused, a letter sent on or its content not taken over: a code for programs and a text for people. */
export type Reason = {
  __typename?: 'Reason';
  /** The reason, for programs. */
  code: ReasonCode;
  /** The reason in the words of the one who gave it. */
  text: Scalars['String']['output'];
};

/** Why an act was refused, a letter sent on or its content not taken over, for programs. New values may be added. */
export type ReasonCode =
  /** The addressee is suspended or closed. */
  | 'ADDRESSEE_SUSPENDED'
  /** The bytes that arrived are not those that were deposited. */
  | 'DIGEST_MISMATCH'
  /** Already received. */
  | 'DUPLICATE'
  /** Nobody retrieved it in time. */
  | 'EXPIRED'
  /** A file cannot be opened or has a forbidden format. */
  | 'FORMAT_FORBIDDEN'
  /** Malware was found. */
  | 'MALWARE'
  /** Sent to the wrong addressee by mistake. */
  | 'MISDIRECTED'
  /** A piece that the letter announces is not there. */
  | 'MISSING_PIECE'
  /** Another institution is competent. */
  | 'NOT_COMPETENT'
  /** Received after the date that its nature allows. */
  | 'OUT_OF_TIME'
  /** Withdrawn by its sender. */
  | 'RECALLED'
  /** A signature does not verify. */
  | 'SIGNATURE_INVALID'
  /** The recipient's own system failed: it is down, or cannot store the content. */
  | 'TECHNICAL_RECIPIENT';

/** One institution to which the letter is addressed. */
export type RecipientInput = {
  /** A function of that institution. Left out: its registry office. */
  functionAddressCode?: InputMaybe<Scalars['String']['input']>;
  /** The institution, from the directory. */
  institutionId: Scalars['ID']['input'];
  /** Whether it has to act, or is informed. */
  role: ConsignmentRole;
};

/** A register of one institution: one direction, one series, one year. */
export type Register = Node & {
  __typename?: 'Register';
  /** The sealed statement of the closed register. Null: not closed. */
  closing?: Maybe<Evidence>;
  /** Arrivals, departures or internal mail. */
  direction: RegisterDirection;
  /** Lines of the register, in the order of their legal time. */
  entries: RegisterEntryConnection;
  /** The number at which it begins: 1, or what the institution declared. Null where the institution numbers itself. */
  firstNumber?: Maybe<Scalars['String']['output']>;
  /** Numbers between the first and the last that nobody used: only where the institution numbers itself in whole numbers; the hub leaves none. */
  gaps: RegisterGapConnection;
  id: Scalars['ID']['output'];
  /** The last number given. Null: none yet. */
  lastNumber?: Maybe<Scalars['String']['output']>;
  /** Who gives its numbers. */
  numberedBy: NumberedBy;
  /** Numbers taken before their letter was sent, and not used yet, oldest first. */
  openReservations: RegisterEntryConnection;
  /** The opening declared with `registerOpen`. Null: it began at 1 with its first letter. */
  opening?: Maybe<Evidence>;
  /** A page of this register for printing: HTML, Arabic or French by `lang`, `page` from 1. Needs the same token. */
  printUrl: Scalars['URL']['output'];
  /** The series, e.g. `GENERAL` or a directorate's own. */
  series: Scalars['String']['output'];
  /** Whether it still takes numbers. */
  state: RegisterState;
  /** Of the days in Africa/Casablanca. */
  year: Scalars['Int']['output'];
};


/** A register of one institution: one direction, one series, one year. */
export type RegisterEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RegisterEntryFilter>;
  first: Scalars['Int']['input'];
};


/** A register of one institution: one direction, one series, one year. */
export type RegisterGapsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** A register of one institution: one direction, one series, one year. */
export type RegisterOpenReservationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

export type RegisterCloseError = UserError & {
  __typename?: 'RegisterCloseError';
  code: RegisterCloseErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RegisterCloseErrorCode =
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** It is closed already. A fault of form. */
  | 'REGISTER_CLOSED'
  /** No such register of yours. A fault of form. */
  | 'REGISTER_NOT_FOUND'
  /** Reservations are open: use or cancel them first. A fault of form. */
  | 'RESERVATIONS_OPEN'
  /** Its year is not over. A fault of form. */
  | 'YEAR_NOT_OVER';

export type RegisterCloseInput = {
  idempotencyKey: Scalars['String']['input'];
  /** The register, of a year that is over. */
  registerId: Scalars['ID']['input'];
};

export type RegisterClosePayload = {
  __typename?: 'RegisterClosePayload';
  /** The sealed statement of the register. */
  evidence?: Maybe<Evidence>;
  register?: Maybe<Register>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<RegisterCloseError>;
};

export type RegisterConnection = {
  __typename?: 'RegisterConnection';
  edges: Array<RegisterEdge>;
  nodes: Array<Register>;
  pageInfo: PageInfo;
};

/** Which register of an institution. */
export type RegisterDirection =
  /** Arrivals (الوارد). */
  | 'IN'
  /** Internal mail. */
  | 'INTERNAL'
  /** Departures (الصادر). */
  | 'OUT';

/** To which unit of the institution a registered letter was given. */
export type RegisterDispatch = {
  __typename?: 'RegisterDispatch';
  /** When it was given to the unit. */
  dispatchedAt: Scalars['DateTime']['output'];
  /** The day by which the institution wants it done; not a legal deadline. Null: none. */
  dueOn?: Maybe<Scalars['LocalDate']['output']>;
  /** What the unit shall do with it. Null: nothing said, or confidential and not for your token. */
  instruction?: Maybe<Scalars['String']['output']>;
  /** Whether the unit handles it, or has a copy. */
  kind: RegisterDispatchKind;
  /** The unit that got it. */
  unit?: Maybe<Unit>;
};

/** Why a unit gets a letter. */
export type RegisterDispatchKind =
  /** It gets a copy for information. */
  | 'COPY'
  /** It handles the letter; a later one takes over from an earlier one. */
  | 'HANDLING';

export type RegisterEdge = {
  __typename?: 'RegisterEdge';
  cursor: Scalars['String']['output'];
  node: Register;
};

/** One line of a register. It is never deleted: a cancelled number stays, marked. */
export type RegisterEntry = Node & {
  __typename?: 'RegisterEntry';
  /** Why the number was cancelled. Null: it was not, or it is confidential and not for your token. */
  cancellationReason?: Maybe<Scalars['String']['output']>;
  /** When the number was cancelled. Null: it was not. */
  cancelledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who in the institution may see the subject, the scans and the enclosures. */
  confidentiality: Confidentiality;
  /** Null for what never travelled on the hub. */
  correspondence?: Maybe<Correspondence>;
  /** The other side when it is an institution of the directory: the first recipient of a departure, the sender of an arrival. */
  counterpart?: Maybe<Institution>;
  /** The other side when it is not: a citizen, an enterprise, a foreign body. */
  counterpartName?: Maybe<Scalars['String']['output']>;
  /** The other side's number for the same letter. Null: not known yet, several recipients, or what came on paper is confidential and not for your token. */
  counterpartNumber?: Maybe<Scalars['String']['output']>;
  /** In which register it stands: arrivals, departures or internal mail. */
  direction: RegisterDirection;
  /** The unit that handles it, and those that got a copy, in the order of dispatch. */
  dispatches: Array<RegisterDispatch>;
  /** The date written on the letter. Null: not known, or none yet. */
  documentDate?: Maybe<Scalars['LocalDate']['output']>;
  /** The scans of what came on paper. Null when you may not see them. */
  documents?: Maybe<Array<Document>>;
  id: Scalars['ID']['output'];
  /** How the letter came or went. `PAPER` needs no exchange on the hub. */
  medium: Medium;
  /** As it is printed on the letter: the hub's dense number (1, 2, 3 … per institution, direction, series and year; no gap, no second use), or your own where your register numbers itself. */
  number: Scalars['String']['output'];
  /** Who gave the number. */
  numberedBy: NumberedBy;
  /** The day it came in or went out, where that was another than the day of registration. */
  occurredOn?: Maybe<Scalars['LocalDate']['output']>;
  /** What came or went with it, as it was recorded: originals, a parcel, a key. Empty for what travelled on the hub, whose letter lists its own. Null when you may not see them. */
  physicalEnclosures?: Maybe<Array<PhysicalEnclosure>>;
  /** The slip with the letter's label for printing: HTML, Arabic or French by `lang`. Needs the same token. */
  printUrl: Scalars['URL']['output'];
  /** When the line was entered. */
  registeredAt: Scalars['DateTime']['output'];
  /** The series, e.g. `GENERAL` or a directorate's own. */
  series: Scalars['String']['output'];
  /** Whether the number is reserved, in force or cancelled. */
  state: RegisterEntryState;
  /** Null when there is none, or when it is confidential and not for your token. */
  subject?: Maybe<Scalars['String']['output']>;
  /** The year of the register, by the day in Africa/Casablanca. */
  year: Scalars['Int']['output'];
};

export type RegisterEntryAssignError = UserError & {
  __typename?: 'RegisterEntryAssignError';
  code: RegisterEntryAssignErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RegisterEntryAssignErrorCode =
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Longer than 1,000 characters, or with control or direction-overriding characters. A fault of form. */
  | 'NOTE_INVALID'
  /** No such entry of yours. A fault of form. */
  | 'REGISTER_ENTRY_NOT_FOUND'
  /** It is cancelled. A fault of form. */
  | 'STATE_NOT_ALLOWED'
  /** No such unit of your institution. A fault of form. */
  | 'UNIT_NOT_FOUND';

export type RegisterEntryAssignInput = {
  /** The day by which your institution wants it done; not a legal deadline. */
  dueOn?: InputMaybe<Scalars['LocalDate']['input']>;
  idempotencyKey: Scalars['String']['input'];
  /** What the unit shall do with it, at most 1,000 characters on one line. */
  instruction?: InputMaybe<Scalars['String']['input']>;
  registerEntryId: Scalars['ID']['input'];
  /** The code of a unit of your institution. */
  unitCode: Scalars['String']['input'];
};

export type RegisterEntryAssignPayload = {
  __typename?: 'RegisterEntryAssignPayload';
  registerEntry?: Maybe<RegisterEntry>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<RegisterEntryAssignError>;
};

export type RegisterEntryCancelError = UserError & {
  __typename?: 'RegisterEntryCancelError';
  code: RegisterEntryCancelErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RegisterEntryCancelErrorCode =
  /** A letter was sent or registered under this number on the hub: recall or refuse the letter instead. A fault of form. */
  | 'ENTRY_IN_USE'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** The text is empty, longer than 1,000 characters, or has control or direction-overriding characters. A fault of form. */
  | 'REASON_REQUIRED'
  /** The register of that year is closed. A fault of form. */
  | 'REGISTER_CLOSED'
  /** No such entry of yours. A fault of form. */
  | 'REGISTER_ENTRY_NOT_FOUND'
  /** It is cancelled already. A fault of form. */
  | 'STATE_NOT_ALLOWED';

export type RegisterEntryCancelInput = {
  idempotencyKey: Scalars['String']['input'];
  /** Why, 1 to 1,000 characters on one line. */
  reasonText: Scalars['String']['input'];
  registerEntryId: Scalars['ID']['input'];
};

export type RegisterEntryCancelPayload = {
  __typename?: 'RegisterEntryCancelPayload';
  registerEntry?: Maybe<RegisterEntry>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<RegisterEntryCancelError>;
};

export type RegisterEntryConnection = {
  __typename?: 'RegisterEntryConnection';
  edges: Array<RegisterEntryEdge>;
  nodes: Array<RegisterEntry>;
  pageInfo: PageInfo;
};

export type RegisterEntryDiffuseError = UserError & {
  __typename?: 'RegisterEntryDiffuseError';
  code: RegisterEntryDiffuseErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RegisterEntryDiffuseErrorCode =
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** No such entry of yours. A fault of form. */
  | 'REGISTER_ENTRY_NOT_FOUND'
  /** It is cancelled. A fault of form. */
  | 'STATE_NOT_ALLOWED'
  /** None, more than 100, or one twice. A fault of form. */
  | 'UNIT_COUNT_INVALID'
  /** No such unit of your institution. A fault of form. */
  | 'UNIT_NOT_FOUND';

export type RegisterEntryDiffuseInput = {
  idempotencyKey: Scalars['String']['input'];
  registerEntryId: Scalars['ID']['input'];
  /** 1 to 100 units. */
  unitCodes: Array<Scalars['String']['input']>;
};

export type RegisterEntryDiffusePayload = {
  __typename?: 'RegisterEntryDiffusePayload';
  registerEntry?: Maybe<RegisterEntry>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<RegisterEntryDiffuseError>;
};

export type RegisterEntryEdge = {
  __typename?: 'RegisterEntryEdge';
  cursor: Scalars['String']['output'];
  node: RegisterEntry;
};

/** Every condition that is given must hold. */
export type RegisterEntryFilter = {
  /** With this institution as the other side. */
  counterpartId?: InputMaybe<Scalars['ID']['input']>;
  /** That came or went in this way. */
  medium?: InputMaybe<Medium>;
  /** Registered at or after. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** In this state. */
  state?: InputMaybe<RegisterEntryState>;
  /** Code of the unit that handles it. */
  unitCode?: InputMaybe<Scalars['String']['input']>;
  /** Registered before. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

export type RegisterEntryRecordError = UserError & {
  __typename?: 'RegisterEntryRecordError';
  code: RegisterEntryRecordErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RegisterEntryRecordErrorCode =
  /** Not exactly one of `counterpartId` and `counterpartName` (for internal mail: at most one), or a name that is empty, too long or has control characters. A fault of form. */
  | 'COUNTERPART_REQUIRED'
  /** In the future, or in a year whose register is closed. A fault of form. */
  | 'DATE_NOT_ALLOWED'
  /** An enclosure whose description is empty, longer than 255 characters or has control or direction-overriding characters, whose count is not from 1 to 10,000, or whose carrier reference is empty, longer than 128 characters or has such characters, or more than 100 enclosures. A fault of form. */
  | 'ENCLOSURE_INVALID'
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Medium `HUB` is entered by the exchange itself. A fault of form. */
  | 'MEDIUM_NOT_ALLOWED'
  /** Empty, longer than 64 characters, or with anything that is not seen on paper, so that no number looks like another: control or direction-overriding characters, other spaces than single ones inside, characters of no width, letters apart from their accents (not NFC). A fault of form. */
  | 'NUMBER_INVALID'
  /** The hub numbers this register, or the entry was reserved: leave the number out. A fault of form. */
  | 'NUMBER_NOT_ALLOWED'
  /** Your register numbers itself: give the number. A fault of form. */
  | 'NUMBER_REQUIRED'
  /** The number is already used in this register and year. A fault of form. */
  | 'NUMBER_TAKEN'
  /** A reference longer than 128 characters or with control or direction-overriding characters. A fault of form. */
  | 'REFERENCE_INVALID'
  /** No such document, letter or institution for you, a document twice, or more than 100. A fault of form. */
  | 'REFERENCE_NOT_FOUND'
  /** The register of that year is closed. A fault of form. */
  | 'REGISTER_CLOSED'
  /** No such entry of yours, or it is not a free reservation of this direction. A fault of form. */
  | 'REGISTER_ENTRY_INVALID'
  /** No such series of yours. A fault of form. */
  | 'SERIES_NOT_FOUND'
  /** Empty, longer than 500 characters, or with control or direction-overriding characters. A fault of form. */
  | 'SUBJECT_INVALID';

export type RegisterEntryRecordInput = {
  /** Who in your institution may see the subject, the scans and the enclosures. */
  confidentiality: Confidentiality;
  /** The letter on the hub that this object or paper belongs to, e.g. an annex that travelled by post. */
  correspondenceId?: InputMaybe<Scalars['ID']['input']>;
  /** The other side, when it is in the directory. */
  counterpartId?: InputMaybe<Scalars['ID']['input']>;
  /** The other side, when it is not; at most 255 characters. For a person, the name only. */
  counterpartName?: InputMaybe<Scalars['String']['input']>;
  /** The other side's number or reference, at most 128 characters. */
  counterpartNumber?: InputMaybe<Scalars['String']['input']>;
  /** Into which register it is entered. */
  direction: RegisterDirection;
  /** The date written on it. */
  documentDate?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The scans, at most 100; documents of yours. */
  documentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  idempotencyKey: Scalars['String']['input'];
  /** Any but `HUB`. */
  medium: Medium;
  /** Your own number, where your register numbers itself and none was reserved. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** The day it came in or went out; today when left out, never in the future. */
  occurredOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** What came or went with it: originals, a parcel, a key; at most 100. You have, or had, them in hand when you record them, so nobody confirms them: they get no receipts. */
  physicalEnclosures?: InputMaybe<Array<PhysicalEnclosureInput>>;
  /** A number reserved before, e.g. for a letter that then left on paper. Left out, the entry takes the next. */
  registerEntryId?: InputMaybe<Scalars['ID']['input']>;
  /** Into which series. */
  series: Scalars['String']['input'];
  /** 1 to 500 characters on one line. */
  subject: Scalars['String']['input'];
};

export type RegisterEntryRecordPayload = {
  __typename?: 'RegisterEntryRecordPayload';
  /** What the register says, sealed; yours alone. */
  evidence?: Maybe<Evidence>;
  registerEntry?: Maybe<RegisterEntry>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<RegisterEntryRecordError>;
};

export type RegisterEntryReserveError = UserError & {
  __typename?: 'RegisterEntryReserveError';
  code: RegisterEntryReserveErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RegisterEntryReserveErrorCode =
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Empty, longer than 64 characters, or with anything that is not seen on paper, so that no number looks like another: control or direction-overriding characters, other spaces than single ones inside, characters of no width, letters apart from their accents (not NFC). A fault of form. */
  | 'NUMBER_INVALID'
  /** The hub numbers this register: leave the number out. A fault of form. */
  | 'NUMBER_NOT_ALLOWED'
  /** Your register numbers itself: give the number. A fault of form. */
  | 'NUMBER_REQUIRED'
  /** The number is already used in this register and year. A fault of form. */
  | 'NUMBER_TAKEN'
  /** The register of that year is closed. A fault of form. */
  | 'REGISTER_CLOSED'
  /** No such series of yours. A fault of form. */
  | 'SERIES_NOT_FOUND'
  /** Empty, longer than 500 characters, or with control or direction-overriding characters. A fault of form. */
  | 'SUBJECT_INVALID';

export type RegisterEntryReserveInput = {
  /** Of which register the number is. */
  direction: RegisterDirection;
  idempotencyKey: Scalars['String']['input'];
  /** Your own number, where your register numbers itself; leave it out where the hub does. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** In which series. */
  series: Scalars['String']['input'];
  /** At most 500 characters; may come later, with the letter. */
  subject?: InputMaybe<Scalars['String']['input']>;
};

export type RegisterEntryReservePayload = {
  __typename?: 'RegisterEntryReservePayload';
  registerEntry?: Maybe<RegisterEntry>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<RegisterEntryReserveError>;
};

/** What a line of a register is worth. New values may be added. */
export type RegisterEntryState =
  /** In force. */
  | 'ACTIVE'
  /** Cancelled with a reason; the number stays. */
  | 'CANCELLED'
  /** The number is taken, the letter not yet sent. Reservations that stay open are listed, never reused. */
  | 'RESERVED';

/** Every condition that is given must hold. */
export type RegisterFilter = {
  /** Of this direction. */
  direction?: InputMaybe<RegisterDirection>;
  /** Of this series, e.g. `GENERAL`. */
  series?: InputMaybe<Scalars['String']['input']>;
  /** Of this year. */
  year?: InputMaybe<Scalars['Int']['input']>;
};

/** Numbers that are missing, from one to another, both included. */
export type RegisterGap = {
  __typename?: 'RegisterGap';
  /** The first number that is missing. */
  from: Scalars['String']['output'];
  /** The last number that is missing. */
  to: Scalars['String']['output'];
};

export type RegisterGapConnection = {
  __typename?: 'RegisterGapConnection';
  edges: Array<RegisterGapEdge>;
  nodes: Array<RegisterGap>;
  pageInfo: PageInfo;
};

export type RegisterGapEdge = {
  __typename?: 'RegisterGapEdge';
  cursor: Scalars['String']['output'];
  node: RegisterGap;
};

export type RegisterOpenError = UserError & {
  __typename?: 'RegisterOpenError';
  code: RegisterOpenErrorCode;
  helpUrl: Scalars['URL']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RegisterOpenErrorCode =
  /** The key was used with another content; the message names the differing paths. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The key is empty, longer than 128 characters or has control characters. A fault of form: nothing was done. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** Less than 1, more than 9,007,199,254,740,991, or given where your own software numbers. A fault of form. */
  | 'NUMBER_INVALID'
  /** It is open already: a register that has begun cannot begin again. A fault of form. */
  | 'REGISTER_ALREADY_OPEN'
  /** Not upper-case letters, digits, `-` and `_`, or longer than 32. A fault of form. */
  | 'SERIES_INVALID'
  /** Neither the current year nor the next. A fault of form. */
  | 'YEAR_NOT_ALLOWED';

export type RegisterOpenInput = {
  /** Arrivals, departures or internal mail. */
  direction: RegisterDirection;
  /** The first number that the hub shall give, e.g. 14213; 1 when left out. Not where your own software numbers. */
  firstNumber?: InputMaybe<Scalars['BigInt']['input']>;
  idempotencyKey: Scalars['String']['input'];
  /** Who shall give its numbers, for this year and those after it. */
  numberedBy: NumberedBy;
  /** Upper-case letters, digits, `-` and `_`, at most 32; a new one is created. */
  series: Scalars['String']['input'];
  /** The current year or the next; the current one when left out. */
  year?: InputMaybe<Scalars['Int']['input']>;
};

export type RegisterOpenPayload = {
  __typename?: 'RegisterOpenPayload';
  /** The opening, sealed: who numbers, and from which number on. */
  evidence?: Maybe<Evidence>;
  register?: Maybe<Register>;
  replayed: Scalars['Boolean']['output'];
  userErrors: Array<RegisterOpenError>;
};

/** Whether a register still takes numbers. */
export type RegisterState =
  /** Closed with a statement; it takes none any more. */
  | 'CLOSED'
  /** It takes numbers. */
  | 'OPEN';

/** What a recipient found missing, and what came of it. */
export type SupplementRequest = {
  __typename?: 'SupplementRequest';
  /** The files supplied. The first download of each by the recipient leaves evidence of its own for both. */
  attachments: Array<Attachment>;
  /** The day by which it is asked. Null: none. */
  dueOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Which recipient asked: your institution, or one that had the letter before and sent it on to yours. */
  institution?: Maybe<Institution>;
  /** The sender's word to it. Null: none. */
  note?: Maybe<Scalars['String']['output']>;
  /** What is missing, one line a piece. */
  pieces: Array<Scalars['String']['output']>;
  /** When the recipient asked. */
  requestedAt: Scalars['DateTime']['output'];
  /** When the sender supplied it. Null: not yet. */
  suppliedAt?: Maybe<Scalars['DateTime']['output']>;
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

/** Something worth telling a person that hinders nothing. */
export type Warning = {
  __typename?: 'Warning';
  /** Which warning it is, for programs. */
  code: WarningCode;
  /** What it says, in the language of `Accept-Language` (ar, fr, en). */
  message: Scalars['String']['output'];
  /** Where, from the input down. Null when it concerns the whole call. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** What a warning is about. New values may be added. */
export type WarningCode =
  /** The announced date of the letter lies after today or more than 30 days back. */
  | 'DOCUMENT_DATE_UNUSUAL'
  /** A letter with the same main document was sent to this recipient in the last 30 days. */
  | 'PROBABLE_DUPLICATE'
  /** The recipient has not asked for its letters for more than three working days. */
  | 'RECIPIENT_NOT_SEEN'
  /** The recipient has announced a pause; letters are accepted meanwhile. */
  | 'RECIPIENT_PAUSED';



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
  Register: Register;
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
  Register:
    ( { __typename: 'Register' }
    & GraphQLRecursivePick<FederationTypes['Register'], {"id":true}> );
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
    | ( RegisterRow )
    | ( RegisterEntryRow )
    | ( Unit )
  ;
  UserError:
    | ( CorrespondenceAcknowledgeError )
    | ( CorrespondenceConfirmEnclosuresError )
    | ( CorrespondenceDepositError )
    | ( CorrespondenceReassignError )
    | ( CorrespondenceRecallError )
    | ( CorrespondenceRedirectError )
    | ( CorrespondenceRefuseError )
    | ( CorrespondenceRegisterArrivalError )
    | ( CorrespondenceReportHandoverFailureError )
    | ( CorrespondenceRequestSupplementError )
    | ( CorrespondenceRetrieveError )
    | ( CorrespondenceSupplySupplementError )
    | ( RegisterCloseError )
    | ( RegisterEntryAssignError )
    | ( RegisterEntryCancelError )
    | ( RegisterEntryDiffuseError )
    | ( RegisterEntryRecordError )
    | ( RegisterEntryReserveError )
    | ( RegisterOpenError )
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
  CorrespondenceConfirmEnclosuresError: ResolverTypeWrapper<CorrespondenceConfirmEnclosuresError>;
  CorrespondenceConfirmEnclosuresErrorCode: CorrespondenceConfirmEnclosuresErrorCode;
  CorrespondenceConfirmEnclosuresInput: CorrespondenceConfirmEnclosuresInput;
  CorrespondenceConfirmEnclosuresPayload: ResolverTypeWrapper<Omit<CorrespondenceConfirmEnclosuresPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  CorrespondenceConnection: ResolverTypeWrapper<Omit<CorrespondenceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['CorrespondenceEdge']>, nodes: Array<ResolversTypes['Correspondence']> }>;
  CorrespondenceDepositError: ResolverTypeWrapper<CorrespondenceDepositError>;
  CorrespondenceDepositErrorCode: CorrespondenceDepositErrorCode;
  CorrespondenceDepositInput: CorrespondenceDepositInput;
  CorrespondenceDepositPayload: ResolverTypeWrapper<Omit<CorrespondenceDepositPayload, 'correspondence' | 'evidence' | 'registerEntry'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']>, registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  CorrespondenceEdge: ResolverTypeWrapper<Omit<CorrespondenceEdge, 'node'> & { node: ResolversTypes['Correspondence'] }>;
  CorrespondenceNature: CorrespondenceNature;
  CorrespondenceReassignError: ResolverTypeWrapper<CorrespondenceReassignError>;
  CorrespondenceReassignErrorCode: CorrespondenceReassignErrorCode;
  CorrespondenceReassignInput: CorrespondenceReassignInput;
  CorrespondenceReassignPayload: ResolverTypeWrapper<Omit<CorrespondenceReassignPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  CorrespondenceRecallError: ResolverTypeWrapper<CorrespondenceRecallError>;
  CorrespondenceRecallErrorCode: CorrespondenceRecallErrorCode;
  CorrespondenceRecallInput: CorrespondenceRecallInput;
  CorrespondenceRecallPayload: ResolverTypeWrapper<Omit<CorrespondenceRecallPayload, 'correspondence' | 'results'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, results: Array<ResolversTypes['CorrespondenceRecallResult']> }>;
  CorrespondenceRecallResult: ResolverTypeWrapper<Omit<CorrespondenceRecallResult, 'consignment' | 'evidence'> & { consignment: ResolversTypes['Consignment'], evidence?: Maybe<ResolversTypes['Evidence']> }>;
  CorrespondenceRedirectError: ResolverTypeWrapper<CorrespondenceRedirectError>;
  CorrespondenceRedirectErrorCode: CorrespondenceRedirectErrorCode;
  CorrespondenceRedirectInput: CorrespondenceRedirectInput;
  CorrespondenceRedirectPayload: ResolverTypeWrapper<Omit<CorrespondenceRedirectPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  CorrespondenceRefuseError: ResolverTypeWrapper<CorrespondenceRefuseError>;
  CorrespondenceRefuseErrorCode: CorrespondenceRefuseErrorCode;
  CorrespondenceRefuseInput: CorrespondenceRefuseInput;
  CorrespondenceRefusePayload: ResolverTypeWrapper<Omit<CorrespondenceRefusePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  CorrespondenceRegisterArrivalError: ResolverTypeWrapper<CorrespondenceRegisterArrivalError>;
  CorrespondenceRegisterArrivalErrorCode: CorrespondenceRegisterArrivalErrorCode;
  CorrespondenceRegisterArrivalInput: CorrespondenceRegisterArrivalInput;
  CorrespondenceRegisterArrivalPayload: ResolverTypeWrapper<Omit<CorrespondenceRegisterArrivalPayload, 'correspondence' | 'evidence' | 'registerEntry'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']>, registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  CorrespondenceReportHandoverFailureError: ResolverTypeWrapper<CorrespondenceReportHandoverFailureError>;
  CorrespondenceReportHandoverFailureErrorCode: CorrespondenceReportHandoverFailureErrorCode;
  CorrespondenceReportHandoverFailureInput: CorrespondenceReportHandoverFailureInput;
  CorrespondenceReportHandoverFailurePayload: ResolverTypeWrapper<Omit<CorrespondenceReportHandoverFailurePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  CorrespondenceRequestSupplementError: ResolverTypeWrapper<CorrespondenceRequestSupplementError>;
  CorrespondenceRequestSupplementErrorCode: CorrespondenceRequestSupplementErrorCode;
  CorrespondenceRequestSupplementInput: CorrespondenceRequestSupplementInput;
  CorrespondenceRequestSupplementPayload: ResolverTypeWrapper<Omit<CorrespondenceRequestSupplementPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  CorrespondenceRetrieveError: ResolverTypeWrapper<CorrespondenceRetrieveError>;
  CorrespondenceRetrieveErrorCode: CorrespondenceRetrieveErrorCode;
  CorrespondenceRetrieveInput: CorrespondenceRetrieveInput;
  CorrespondenceRetrievePayload: ResolverTypeWrapper<Omit<CorrespondenceRetrievePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
  CorrespondenceSupplySupplementError: ResolverTypeWrapper<CorrespondenceSupplySupplementError>;
  CorrespondenceSupplySupplementErrorCode: CorrespondenceSupplySupplementErrorCode;
  CorrespondenceSupplySupplementInput: CorrespondenceSupplySupplementInput;
  CorrespondenceSupplySupplementPayload: ResolverTypeWrapper<Omit<CorrespondenceSupplySupplementPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversTypes['Correspondence']>, evidence?: Maybe<ResolversTypes['Evidence']> }>;
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
  Medium: Medium;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NumberedBy: NumberedBy;
  OutboxFilter: OutboxFilter;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PhysicalEnclosure: ResolverTypeWrapper<EnclosureRow>;
  PhysicalEnclosureInput: PhysicalEnclosureInput;
  PhysicalEnclosureReceipt: ResolverTypeWrapper<EnclosureReceiptRow>;
  Priority: Priority;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Reason: ResolverTypeWrapper<Reason>;
  ReasonCode: ReasonCode;
  RecipientInput: RecipientInput;
  Register: ResolverTypeWrapper<RegisterRow>;
  RegisterCloseError: ResolverTypeWrapper<RegisterCloseError>;
  RegisterCloseErrorCode: RegisterCloseErrorCode;
  RegisterCloseInput: RegisterCloseInput;
  RegisterClosePayload: ResolverTypeWrapper<Omit<RegisterClosePayload, 'evidence' | 'register'> & { evidence?: Maybe<ResolversTypes['Evidence']>, register?: Maybe<ResolversTypes['Register']> }>;
  RegisterConnection: ResolverTypeWrapper<Omit<RegisterConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RegisterEdge']>, nodes: Array<ResolversTypes['Register']> }>;
  RegisterDirection: RegisterDirection;
  RegisterDispatch: ResolverTypeWrapper<DispatchRow>;
  RegisterDispatchKind: RegisterDispatchKind;
  RegisterEdge: ResolverTypeWrapper<Omit<RegisterEdge, 'node'> & { node: ResolversTypes['Register'] }>;
  RegisterEntry: ResolverTypeWrapper<RegisterEntryRow>;
  RegisterEntryAssignError: ResolverTypeWrapper<RegisterEntryAssignError>;
  RegisterEntryAssignErrorCode: RegisterEntryAssignErrorCode;
  RegisterEntryAssignInput: RegisterEntryAssignInput;
  RegisterEntryAssignPayload: ResolverTypeWrapper<Omit<RegisterEntryAssignPayload, 'registerEntry'> & { registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  RegisterEntryCancelError: ResolverTypeWrapper<RegisterEntryCancelError>;
  RegisterEntryCancelErrorCode: RegisterEntryCancelErrorCode;
  RegisterEntryCancelInput: RegisterEntryCancelInput;
  RegisterEntryCancelPayload: ResolverTypeWrapper<Omit<RegisterEntryCancelPayload, 'registerEntry'> & { registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  RegisterEntryConnection: ResolverTypeWrapper<Omit<RegisterEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RegisterEntryEdge']>, nodes: Array<ResolversTypes['RegisterEntry']> }>;
  RegisterEntryDiffuseError: ResolverTypeWrapper<RegisterEntryDiffuseError>;
  RegisterEntryDiffuseErrorCode: RegisterEntryDiffuseErrorCode;
  RegisterEntryDiffuseInput: RegisterEntryDiffuseInput;
  RegisterEntryDiffusePayload: ResolverTypeWrapper<Omit<RegisterEntryDiffusePayload, 'registerEntry'> & { registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  RegisterEntryEdge: ResolverTypeWrapper<Omit<RegisterEntryEdge, 'node'> & { node: ResolversTypes['RegisterEntry'] }>;
  RegisterEntryFilter: RegisterEntryFilter;
  RegisterEntryRecordError: ResolverTypeWrapper<RegisterEntryRecordError>;
  RegisterEntryRecordErrorCode: RegisterEntryRecordErrorCode;
  RegisterEntryRecordInput: RegisterEntryRecordInput;
  RegisterEntryRecordPayload: ResolverTypeWrapper<Omit<RegisterEntryRecordPayload, 'evidence' | 'registerEntry'> & { evidence?: Maybe<ResolversTypes['Evidence']>, registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  RegisterEntryReserveError: ResolverTypeWrapper<RegisterEntryReserveError>;
  RegisterEntryReserveErrorCode: RegisterEntryReserveErrorCode;
  RegisterEntryReserveInput: RegisterEntryReserveInput;
  RegisterEntryReservePayload: ResolverTypeWrapper<Omit<RegisterEntryReservePayload, 'registerEntry'> & { registerEntry?: Maybe<ResolversTypes['RegisterEntry']> }>;
  RegisterEntryState: RegisterEntryState;
  RegisterFilter: RegisterFilter;
  RegisterGap: ResolverTypeWrapper<GapRow>;
  RegisterGapConnection: ResolverTypeWrapper<Omit<RegisterGapConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RegisterGapEdge']>, nodes: Array<ResolversTypes['RegisterGap']> }>;
  RegisterGapEdge: ResolverTypeWrapper<Omit<RegisterGapEdge, 'node'> & { node: ResolversTypes['RegisterGap'] }>;
  RegisterOpenError: ResolverTypeWrapper<RegisterOpenError>;
  RegisterOpenErrorCode: RegisterOpenErrorCode;
  RegisterOpenInput: RegisterOpenInput;
  RegisterOpenPayload: ResolverTypeWrapper<Omit<RegisterOpenPayload, 'evidence' | 'register'> & { evidence?: Maybe<ResolversTypes['Evidence']>, register?: Maybe<ResolversTypes['Register']> }>;
  RegisterState: RegisterState;
  Sha256: ResolverTypeWrapper<Scalars['Sha256']['output']>;
  SupplementRequest: ResolverTypeWrapper<SupplementRequestRow>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Unit: ResolverTypeWrapper<Unit>;
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
  CorrespondenceConfirmEnclosuresError: CorrespondenceConfirmEnclosuresError;
  CorrespondenceConfirmEnclosuresInput: CorrespondenceConfirmEnclosuresInput;
  CorrespondenceConfirmEnclosuresPayload: Omit<CorrespondenceConfirmEnclosuresPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  CorrespondenceConnection: Omit<CorrespondenceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['CorrespondenceEdge']>, nodes: Array<ResolversParentTypes['Correspondence']> };
  CorrespondenceDepositError: CorrespondenceDepositError;
  CorrespondenceDepositInput: CorrespondenceDepositInput;
  CorrespondenceDepositPayload: Omit<CorrespondenceDepositPayload, 'correspondence' | 'evidence' | 'registerEntry'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']>, registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  CorrespondenceEdge: Omit<CorrespondenceEdge, 'node'> & { node: ResolversParentTypes['Correspondence'] };
  CorrespondenceReassignError: CorrespondenceReassignError;
  CorrespondenceReassignInput: CorrespondenceReassignInput;
  CorrespondenceReassignPayload: Omit<CorrespondenceReassignPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  CorrespondenceRecallError: CorrespondenceRecallError;
  CorrespondenceRecallInput: CorrespondenceRecallInput;
  CorrespondenceRecallPayload: Omit<CorrespondenceRecallPayload, 'correspondence' | 'results'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, results: Array<ResolversParentTypes['CorrespondenceRecallResult']> };
  CorrespondenceRecallResult: Omit<CorrespondenceRecallResult, 'consignment' | 'evidence'> & { consignment: ResolversParentTypes['Consignment'], evidence?: Maybe<ResolversParentTypes['Evidence']> };
  CorrespondenceRedirectError: CorrespondenceRedirectError;
  CorrespondenceRedirectInput: CorrespondenceRedirectInput;
  CorrespondenceRedirectPayload: Omit<CorrespondenceRedirectPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  CorrespondenceRefuseError: CorrespondenceRefuseError;
  CorrespondenceRefuseInput: CorrespondenceRefuseInput;
  CorrespondenceRefusePayload: Omit<CorrespondenceRefusePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  CorrespondenceRegisterArrivalError: CorrespondenceRegisterArrivalError;
  CorrespondenceRegisterArrivalInput: CorrespondenceRegisterArrivalInput;
  CorrespondenceRegisterArrivalPayload: Omit<CorrespondenceRegisterArrivalPayload, 'correspondence' | 'evidence' | 'registerEntry'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']>, registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  CorrespondenceReportHandoverFailureError: CorrespondenceReportHandoverFailureError;
  CorrespondenceReportHandoverFailureInput: CorrespondenceReportHandoverFailureInput;
  CorrespondenceReportHandoverFailurePayload: Omit<CorrespondenceReportHandoverFailurePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  CorrespondenceRequestSupplementError: CorrespondenceRequestSupplementError;
  CorrespondenceRequestSupplementInput: CorrespondenceRequestSupplementInput;
  CorrespondenceRequestSupplementPayload: Omit<CorrespondenceRequestSupplementPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  CorrespondenceRetrieveError: CorrespondenceRetrieveError;
  CorrespondenceRetrieveInput: CorrespondenceRetrieveInput;
  CorrespondenceRetrievePayload: Omit<CorrespondenceRetrievePayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
  CorrespondenceSupplySupplementError: CorrespondenceSupplySupplementError;
  CorrespondenceSupplySupplementInput: CorrespondenceSupplySupplementInput;
  CorrespondenceSupplySupplementPayload: Omit<CorrespondenceSupplySupplementPayload, 'correspondence' | 'evidence'> & { correspondence?: Maybe<ResolversParentTypes['Correspondence']>, evidence?: Maybe<ResolversParentTypes['Evidence']> };
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
  PhysicalEnclosure: EnclosureRow;
  PhysicalEnclosureInput: PhysicalEnclosureInput;
  PhysicalEnclosureReceipt: EnclosureReceiptRow;
  Query: Record<PropertyKey, never>;
  Reason: Reason;
  RecipientInput: RecipientInput;
  Register: RegisterRow;
  RegisterCloseError: RegisterCloseError;
  RegisterCloseInput: RegisterCloseInput;
  RegisterClosePayload: Omit<RegisterClosePayload, 'evidence' | 'register'> & { evidence?: Maybe<ResolversParentTypes['Evidence']>, register?: Maybe<ResolversParentTypes['Register']> };
  RegisterConnection: Omit<RegisterConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RegisterEdge']>, nodes: Array<ResolversParentTypes['Register']> };
  RegisterDispatch: DispatchRow;
  RegisterEdge: Omit<RegisterEdge, 'node'> & { node: ResolversParentTypes['Register'] };
  RegisterEntry: RegisterEntryRow;
  RegisterEntryAssignError: RegisterEntryAssignError;
  RegisterEntryAssignInput: RegisterEntryAssignInput;
  RegisterEntryAssignPayload: Omit<RegisterEntryAssignPayload, 'registerEntry'> & { registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  RegisterEntryCancelError: RegisterEntryCancelError;
  RegisterEntryCancelInput: RegisterEntryCancelInput;
  RegisterEntryCancelPayload: Omit<RegisterEntryCancelPayload, 'registerEntry'> & { registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  RegisterEntryConnection: Omit<RegisterEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RegisterEntryEdge']>, nodes: Array<ResolversParentTypes['RegisterEntry']> };
  RegisterEntryDiffuseError: RegisterEntryDiffuseError;
  RegisterEntryDiffuseInput: RegisterEntryDiffuseInput;
  RegisterEntryDiffusePayload: Omit<RegisterEntryDiffusePayload, 'registerEntry'> & { registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  RegisterEntryEdge: Omit<RegisterEntryEdge, 'node'> & { node: ResolversParentTypes['RegisterEntry'] };
  RegisterEntryFilter: RegisterEntryFilter;
  RegisterEntryRecordError: RegisterEntryRecordError;
  RegisterEntryRecordInput: RegisterEntryRecordInput;
  RegisterEntryRecordPayload: Omit<RegisterEntryRecordPayload, 'evidence' | 'registerEntry'> & { evidence?: Maybe<ResolversParentTypes['Evidence']>, registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  RegisterEntryReserveError: RegisterEntryReserveError;
  RegisterEntryReserveInput: RegisterEntryReserveInput;
  RegisterEntryReservePayload: Omit<RegisterEntryReservePayload, 'registerEntry'> & { registerEntry?: Maybe<ResolversParentTypes['RegisterEntry']> };
  RegisterFilter: RegisterFilter;
  RegisterGap: GapRow;
  RegisterGapConnection: Omit<RegisterGapConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RegisterGapEdge']>, nodes: Array<ResolversParentTypes['RegisterGap']> };
  RegisterGapEdge: Omit<RegisterGapEdge, 'node'> & { node: ResolversParentTypes['RegisterGap'] };
  RegisterOpenError: RegisterOpenError;
  RegisterOpenInput: RegisterOpenInput;
  RegisterOpenPayload: Omit<RegisterOpenPayload, 'evidence' | 'register'> & { evidence?: Maybe<ResolversParentTypes['Evidence']>, register?: Maybe<ResolversParentTypes['Register']> };
  Sha256: Scalars['Sha256']['output'];
  SupplementRequest: SupplementRequestRow;
  URL: Scalars['URL']['output'];
  Unit: Unit;
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
  overdueSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['Reason']>, ParentType, ContextType>;
  redirectedFrom?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  redirectedTo?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
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
  inReplyTo?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  nature?: Resolver<ResolversTypes['CorrespondenceNature'], ParentType, ContextType>;
  physicalEnclosures?: Resolver<Maybe<Array<ResolversTypes['PhysicalEnclosure']>>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  recipientReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registerEntries?: Resolver<Array<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  sender?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  senderReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  supplementRequests?: Resolver<Maybe<Array<ResolversTypes['SupplementRequest']>>, ParentType, ContextType>;
  thread?: Resolver<ResolversTypes['CorrespondenceConnection'], ParentType, ContextType, RequireFields<CorrespondenceThreadArgs, 'first'>>;
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

export type CorrespondenceConfirmEnclosuresErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceConfirmEnclosuresError'] = ResolversParentTypes['CorrespondenceConfirmEnclosuresError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceConfirmEnclosuresErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceConfirmEnclosuresPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceConfirmEnclosuresPayload'] = ResolversParentTypes['CorrespondenceConfirmEnclosuresPayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceConfirmEnclosuresError']>, ParentType, ContextType>;
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

export type CorrespondenceReassignErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceReassignError'] = ResolversParentTypes['CorrespondenceReassignError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceReassignErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceReassignPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceReassignPayload'] = ResolversParentTypes['CorrespondenceReassignPayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceReassignError']>, ParentType, ContextType>;
};

export type CorrespondenceRecallErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRecallError'] = ResolversParentTypes['CorrespondenceRecallError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceRecallErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceRecallPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRecallPayload'] = ResolversParentTypes['CorrespondenceRecallPayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  results?: Resolver<Array<ResolversTypes['CorrespondenceRecallResult']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceRecallError']>, ParentType, ContextType>;
};

export type CorrespondenceRecallResultResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRecallResult'] = ResolversParentTypes['CorrespondenceRecallResult']> = {
  consignment?: Resolver<ResolversTypes['Consignment'], ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  recalled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CorrespondenceRedirectErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRedirectError'] = ResolversParentTypes['CorrespondenceRedirectError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceRedirectErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceRedirectPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRedirectPayload'] = ResolversParentTypes['CorrespondenceRedirectPayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceRedirectError']>, ParentType, ContextType>;
};

export type CorrespondenceRefuseErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRefuseError'] = ResolversParentTypes['CorrespondenceRefuseError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceRefuseErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceRefusePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRefusePayload'] = ResolversParentTypes['CorrespondenceRefusePayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceRefuseError']>, ParentType, ContextType>;
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

export type CorrespondenceReportHandoverFailureErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceReportHandoverFailureError'] = ResolversParentTypes['CorrespondenceReportHandoverFailureError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceReportHandoverFailureErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceReportHandoverFailurePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceReportHandoverFailurePayload'] = ResolversParentTypes['CorrespondenceReportHandoverFailurePayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceReportHandoverFailureError']>, ParentType, ContextType>;
};

export type CorrespondenceRequestSupplementErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRequestSupplementError'] = ResolversParentTypes['CorrespondenceRequestSupplementError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceRequestSupplementErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceRequestSupplementPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceRequestSupplementPayload'] = ResolversParentTypes['CorrespondenceRequestSupplementPayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceRequestSupplementError']>, ParentType, ContextType>;
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

export type CorrespondenceSupplySupplementErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceSupplySupplementError'] = ResolversParentTypes['CorrespondenceSupplySupplementError']> = {
  code?: Resolver<ResolversTypes['CorrespondenceSupplySupplementErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrespondenceSupplySupplementPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['CorrespondenceSupplySupplementPayload'] = ResolversParentTypes['CorrespondenceSupplySupplementPayload']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CorrespondenceSupplySupplementError']>, ParentType, ContextType>;
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
  correspondenceConfirmEnclosures?: Resolver<ResolversTypes['CorrespondenceConfirmEnclosuresPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceConfirmEnclosuresArgs, 'input'>>;
  correspondenceDeposit?: Resolver<ResolversTypes['CorrespondenceDepositPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceDepositArgs, 'input'>>;
  correspondenceReassign?: Resolver<ResolversTypes['CorrespondenceReassignPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceReassignArgs, 'input'>>;
  correspondenceRecall?: Resolver<ResolversTypes['CorrespondenceRecallPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceRecallArgs, 'input'>>;
  correspondenceRedirect?: Resolver<ResolversTypes['CorrespondenceRedirectPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceRedirectArgs, 'input'>>;
  correspondenceRefuse?: Resolver<ResolversTypes['CorrespondenceRefusePayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceRefuseArgs, 'input'>>;
  correspondenceRegisterArrival?: Resolver<ResolversTypes['CorrespondenceRegisterArrivalPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceRegisterArrivalArgs, 'input'>>;
  correspondenceReportHandoverFailure?: Resolver<ResolversTypes['CorrespondenceReportHandoverFailurePayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceReportHandoverFailureArgs, 'input'>>;
  correspondenceRequestSupplement?: Resolver<ResolversTypes['CorrespondenceRequestSupplementPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceRequestSupplementArgs, 'input'>>;
  correspondenceRetrieve?: Resolver<ResolversTypes['CorrespondenceRetrievePayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceRetrieveArgs, 'input'>>;
  correspondenceSupplySupplement?: Resolver<ResolversTypes['CorrespondenceSupplySupplementPayload'], ParentType, ContextType, RequireFields<MutationCorrespondenceSupplySupplementArgs, 'input'>>;
  registerClose?: Resolver<ResolversTypes['RegisterClosePayload'], ParentType, ContextType, RequireFields<MutationRegisterCloseArgs, 'input'>>;
  registerEntryAssign?: Resolver<ResolversTypes['RegisterEntryAssignPayload'], ParentType, ContextType, RequireFields<MutationRegisterEntryAssignArgs, 'input'>>;
  registerEntryCancel?: Resolver<ResolversTypes['RegisterEntryCancelPayload'], ParentType, ContextType, RequireFields<MutationRegisterEntryCancelArgs, 'input'>>;
  registerEntryDiffuse?: Resolver<ResolversTypes['RegisterEntryDiffusePayload'], ParentType, ContextType, RequireFields<MutationRegisterEntryDiffuseArgs, 'input'>>;
  registerEntryRecord?: Resolver<ResolversTypes['RegisterEntryRecordPayload'], ParentType, ContextType, RequireFields<MutationRegisterEntryRecordArgs, 'input'>>;
  registerEntryReserve?: Resolver<ResolversTypes['RegisterEntryReservePayload'], ParentType, ContextType, RequireFields<MutationRegisterEntryReserveArgs, 'input'>>;
  registerOpen?: Resolver<ResolversTypes['RegisterOpenPayload'], ParentType, ContextType, RequireFields<MutationRegisterOpenArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Correspondence' | 'Document' | 'Evidence' | 'FunctionAddress' | 'Institution' | 'Register' | 'RegisterEntry' | 'Unit', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PhysicalEnclosureResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['PhysicalEnclosure'] = ResolversParentTypes['PhysicalEnclosure']> = {
  carrierReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  receipts?: Resolver<Array<ResolversTypes['PhysicalEnclosureReceipt']>, ParentType, ContextType>;
};

export type PhysicalEnclosureReceiptResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['PhysicalEnclosureReceipt'] = ResolversParentTypes['PhysicalEnclosureReceipt']> = {
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType, RequireFields<QueryCorrespondenceArgs, 'id'>>;
  inbox?: Resolver<Maybe<ResolversTypes['CorrespondenceConnection']>, ParentType, ContextType, RequireFields<QueryInboxArgs, 'first'>>;
  mailboxEvents?: Resolver<Maybe<ResolversTypes['MailboxEventConnection']>, ParentType, ContextType, RequireFields<QueryMailboxEventsArgs, 'first'>>;
  outbox?: Resolver<Maybe<ResolversTypes['CorrespondenceConnection']>, ParentType, ContextType, RequireFields<QueryOutboxArgs, 'first'>>;
  registerEntry?: Resolver<Maybe<ResolversTypes['RegisterEntry']>, ParentType, ContextType, RequireFields<QueryRegisterEntryArgs, 'direction' | 'number' | 'series' | 'year'>>;
  registers?: Resolver<Maybe<ResolversTypes['RegisterConnection']>, ParentType, ContextType, RequireFields<QueryRegistersArgs, 'first'>>;
};

export type ReasonResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Reason'] = ResolversParentTypes['Reason']> = {
  code?: Resolver<ResolversTypes['ReasonCode'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegisterResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Register'] = ResolversParentTypes['Register'], FederationReferenceType extends FederationReferenceTypes['Register'] = FederationReferenceTypes['Register']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Register']> | FederationReferenceType, FederationReferenceType, ContextType>;
  closing?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['RegisterDirection'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['RegisterEntryConnection'], ParentType, ContextType, RequireFields<RegisterEntriesArgs, 'first'>>;
  firstNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gaps?: Resolver<ResolversTypes['RegisterGapConnection'], ParentType, ContextType, RequireFields<RegisterGapsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  numberedBy?: Resolver<ResolversTypes['NumberedBy'], ParentType, ContextType>;
  openReservations?: Resolver<ResolversTypes['RegisterEntryConnection'], ParentType, ContextType, RequireFields<RegisterOpenReservationsArgs, 'first'>>;
  opening?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  printUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  series?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RegisterState'], ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterCloseErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterCloseError'] = ResolversParentTypes['RegisterCloseError']> = {
  code?: Resolver<ResolversTypes['RegisterCloseErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterClosePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterClosePayload'] = ResolversParentTypes['RegisterClosePayload']> = {
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  register?: Resolver<Maybe<ResolversTypes['Register']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['RegisterCloseError']>, ParentType, ContextType>;
};

export type RegisterConnectionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterConnection'] = ResolversParentTypes['RegisterConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RegisterEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Register']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RegisterDispatchResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterDispatch'] = ResolversParentTypes['RegisterDispatch']> = {
  dispatchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  instruction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RegisterDispatchKind'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['Unit']>, ParentType, ContextType>;
};

export type RegisterEdgeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEdge'] = ResolversParentTypes['RegisterEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Register'], ParentType, ContextType>;
};

export type RegisterEntryResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntry'] = ResolversParentTypes['RegisterEntry'], FederationReferenceType extends FederationReferenceTypes['RegisterEntry'] = FederationReferenceTypes['RegisterEntry']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RegisterEntry']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cancellationReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  confidentiality?: Resolver<ResolversTypes['Confidentiality'], ParentType, ContextType>;
  correspondence?: Resolver<Maybe<ResolversTypes['Correspondence']>, ParentType, ContextType>;
  counterpart?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  counterpartName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  counterpartNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['RegisterDirection'], ParentType, ContextType>;
  dispatches?: Resolver<Array<ResolversTypes['RegisterDispatch']>, ParentType, ContextType>;
  documentDate?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  documents?: Resolver<Maybe<Array<ResolversTypes['Document']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  medium?: Resolver<ResolversTypes['Medium'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  numberedBy?: Resolver<ResolversTypes['NumberedBy'], ParentType, ContextType>;
  occurredOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  physicalEnclosures?: Resolver<Maybe<Array<ResolversTypes['PhysicalEnclosure']>>, ParentType, ContextType>;
  printUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  series?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RegisterEntryState'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterEntryAssignErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryAssignError'] = ResolversParentTypes['RegisterEntryAssignError']> = {
  code?: Resolver<ResolversTypes['RegisterEntryAssignErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterEntryAssignPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryAssignPayload'] = ResolversParentTypes['RegisterEntryAssignPayload']> = {
  registerEntry?: Resolver<Maybe<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['RegisterEntryAssignError']>, ParentType, ContextType>;
};

export type RegisterEntryCancelErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryCancelError'] = ResolversParentTypes['RegisterEntryCancelError']> = {
  code?: Resolver<ResolversTypes['RegisterEntryCancelErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterEntryCancelPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryCancelPayload'] = ResolversParentTypes['RegisterEntryCancelPayload']> = {
  registerEntry?: Resolver<Maybe<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['RegisterEntryCancelError']>, ParentType, ContextType>;
};

export type RegisterEntryConnectionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryConnection'] = ResolversParentTypes['RegisterEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RegisterEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RegisterEntryDiffuseErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryDiffuseError'] = ResolversParentTypes['RegisterEntryDiffuseError']> = {
  code?: Resolver<ResolversTypes['RegisterEntryDiffuseErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterEntryDiffusePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryDiffusePayload'] = ResolversParentTypes['RegisterEntryDiffusePayload']> = {
  registerEntry?: Resolver<Maybe<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['RegisterEntryDiffuseError']>, ParentType, ContextType>;
};

export type RegisterEntryEdgeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryEdge'] = ResolversParentTypes['RegisterEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RegisterEntry'], ParentType, ContextType>;
};

export type RegisterEntryRecordErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryRecordError'] = ResolversParentTypes['RegisterEntryRecordError']> = {
  code?: Resolver<ResolversTypes['RegisterEntryRecordErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterEntryRecordPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryRecordPayload'] = ResolversParentTypes['RegisterEntryRecordPayload']> = {
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  registerEntry?: Resolver<Maybe<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['RegisterEntryRecordError']>, ParentType, ContextType>;
};

export type RegisterEntryReserveErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryReserveError'] = ResolversParentTypes['RegisterEntryReserveError']> = {
  code?: Resolver<ResolversTypes['RegisterEntryReserveErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterEntryReservePayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterEntryReservePayload'] = ResolversParentTypes['RegisterEntryReservePayload']> = {
  registerEntry?: Resolver<Maybe<ResolversTypes['RegisterEntry']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['RegisterEntryReserveError']>, ParentType, ContextType>;
};

export type RegisterGapResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterGap'] = ResolversParentTypes['RegisterGap']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegisterGapConnectionResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterGapConnection'] = ResolversParentTypes['RegisterGapConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RegisterGapEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RegisterGap']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RegisterGapEdgeResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterGapEdge'] = ResolversParentTypes['RegisterGapEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RegisterGap'], ParentType, ContextType>;
};

export type RegisterOpenErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterOpenError'] = ResolversParentTypes['RegisterOpenError']> = {
  code?: Resolver<ResolversTypes['RegisterOpenErrorCode'], ParentType, ContextType>;
  helpUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterOpenPayloadResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['RegisterOpenPayload'] = ResolversParentTypes['RegisterOpenPayload']> = {
  evidence?: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  register?: Resolver<Maybe<ResolversTypes['Register']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['RegisterOpenError']>, ParentType, ContextType>;
};

export interface Sha256ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Sha256'], any> {
  name: 'Sha256';
}

export type SupplementRequestResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['SupplementRequest'] = ResolversParentTypes['SupplementRequest']> = {
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pieces?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  suppliedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UnitResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['Unit'] = ResolversParentTypes['Unit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Operation, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'CorrespondenceAcknowledgeError' | 'CorrespondenceConfirmEnclosuresError' | 'CorrespondenceDepositError' | 'CorrespondenceReassignError' | 'CorrespondenceRecallError' | 'CorrespondenceRedirectError' | 'CorrespondenceRefuseError' | 'CorrespondenceRegisterArrivalError' | 'CorrespondenceReportHandoverFailureError' | 'CorrespondenceRequestSupplementError' | 'CorrespondenceRetrieveError' | 'CorrespondenceSupplySupplementError' | 'RegisterCloseError' | 'RegisterEntryAssignError' | 'RegisterEntryCancelError' | 'RegisterEntryDiffuseError' | 'RegisterEntryRecordError' | 'RegisterEntryReserveError' | 'RegisterOpenError', ParentType, ContextType>;
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
  CorrespondenceConfirmEnclosuresError?: CorrespondenceConfirmEnclosuresErrorResolvers<ContextType>;
  CorrespondenceConfirmEnclosuresPayload?: CorrespondenceConfirmEnclosuresPayloadResolvers<ContextType>;
  CorrespondenceConnection?: CorrespondenceConnectionResolvers<ContextType>;
  CorrespondenceDepositError?: CorrespondenceDepositErrorResolvers<ContextType>;
  CorrespondenceDepositPayload?: CorrespondenceDepositPayloadResolvers<ContextType>;
  CorrespondenceEdge?: CorrespondenceEdgeResolvers<ContextType>;
  CorrespondenceReassignError?: CorrespondenceReassignErrorResolvers<ContextType>;
  CorrespondenceReassignPayload?: CorrespondenceReassignPayloadResolvers<ContextType>;
  CorrespondenceRecallError?: CorrespondenceRecallErrorResolvers<ContextType>;
  CorrespondenceRecallPayload?: CorrespondenceRecallPayloadResolvers<ContextType>;
  CorrespondenceRecallResult?: CorrespondenceRecallResultResolvers<ContextType>;
  CorrespondenceRedirectError?: CorrespondenceRedirectErrorResolvers<ContextType>;
  CorrespondenceRedirectPayload?: CorrespondenceRedirectPayloadResolvers<ContextType>;
  CorrespondenceRefuseError?: CorrespondenceRefuseErrorResolvers<ContextType>;
  CorrespondenceRefusePayload?: CorrespondenceRefusePayloadResolvers<ContextType>;
  CorrespondenceRegisterArrivalError?: CorrespondenceRegisterArrivalErrorResolvers<ContextType>;
  CorrespondenceRegisterArrivalPayload?: CorrespondenceRegisterArrivalPayloadResolvers<ContextType>;
  CorrespondenceReportHandoverFailureError?: CorrespondenceReportHandoverFailureErrorResolvers<ContextType>;
  CorrespondenceReportHandoverFailurePayload?: CorrespondenceReportHandoverFailurePayloadResolvers<ContextType>;
  CorrespondenceRequestSupplementError?: CorrespondenceRequestSupplementErrorResolvers<ContextType>;
  CorrespondenceRequestSupplementPayload?: CorrespondenceRequestSupplementPayloadResolvers<ContextType>;
  CorrespondenceRetrieveError?: CorrespondenceRetrieveErrorResolvers<ContextType>;
  CorrespondenceRetrievePayload?: CorrespondenceRetrievePayloadResolvers<ContextType>;
  CorrespondenceSupplySupplementError?: CorrespondenceSupplySupplementErrorResolvers<ContextType>;
  CorrespondenceSupplySupplementPayload?: CorrespondenceSupplySupplementPayloadResolvers<ContextType>;
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
  PhysicalEnclosure?: PhysicalEnclosureResolvers<ContextType>;
  PhysicalEnclosureReceipt?: PhysicalEnclosureReceiptResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reason?: ReasonResolvers<ContextType>;
  Register?: RegisterResolvers<ContextType>;
  RegisterCloseError?: RegisterCloseErrorResolvers<ContextType>;
  RegisterClosePayload?: RegisterClosePayloadResolvers<ContextType>;
  RegisterConnection?: RegisterConnectionResolvers<ContextType>;
  RegisterDispatch?: RegisterDispatchResolvers<ContextType>;
  RegisterEdge?: RegisterEdgeResolvers<ContextType>;
  RegisterEntry?: RegisterEntryResolvers<ContextType>;
  RegisterEntryAssignError?: RegisterEntryAssignErrorResolvers<ContextType>;
  RegisterEntryAssignPayload?: RegisterEntryAssignPayloadResolvers<ContextType>;
  RegisterEntryCancelError?: RegisterEntryCancelErrorResolvers<ContextType>;
  RegisterEntryCancelPayload?: RegisterEntryCancelPayloadResolvers<ContextType>;
  RegisterEntryConnection?: RegisterEntryConnectionResolvers<ContextType>;
  RegisterEntryDiffuseError?: RegisterEntryDiffuseErrorResolvers<ContextType>;
  RegisterEntryDiffusePayload?: RegisterEntryDiffusePayloadResolvers<ContextType>;
  RegisterEntryEdge?: RegisterEntryEdgeResolvers<ContextType>;
  RegisterEntryRecordError?: RegisterEntryRecordErrorResolvers<ContextType>;
  RegisterEntryRecordPayload?: RegisterEntryRecordPayloadResolvers<ContextType>;
  RegisterEntryReserveError?: RegisterEntryReserveErrorResolvers<ContextType>;
  RegisterEntryReservePayload?: RegisterEntryReservePayloadResolvers<ContextType>;
  RegisterGap?: RegisterGapResolvers<ContextType>;
  RegisterGapConnection?: RegisterGapConnectionResolvers<ContextType>;
  RegisterGapEdge?: RegisterGapEdgeResolvers<ContextType>;
  RegisterOpenError?: RegisterOpenErrorResolvers<ContextType>;
  RegisterOpenPayload?: RegisterOpenPayloadResolvers<ContextType>;
  Sha256?: GraphQLScalarType;
  SupplementRequest?: SupplementRequestResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Unit?: UnitResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Warning?: WarningResolvers<ContextType>;
};

