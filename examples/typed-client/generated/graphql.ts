/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a file is in the letter. */
export type AttachmentRole =
  /** An annex. */
  | 'ANNEX'
  /** The letter itself; exactly one. */
  | 'MAIN'
  | '%future added value';

/** Who in an institution may see the content. */
export type Confidentiality =
  /** Only systems with `correspondence:read-confidential`; others see the number, the parties and the dates. */
  | 'CONFIDENTIAL'
  /** Any of the recipient's systems with `correspondence:read`. */
  | 'ORDINARY'
  | '%future added value';

/** Why an institution gets the letter. */
export type ConsignmentRole =
  /** Copy for information (ampliation). */
  | 'CC'
  /** Has to act. */
  | 'TO'
  | '%future added value';

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
  | 'RETRIEVED'
  | '%future added value';

/** The faults of `correspondenceAcknowledge`, for programs. New values may be added. */
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
  | 'STATE_NOT_ALLOWED'
  | '%future added value';

/** What `correspondenceAcknowledge` takes. */
export type CorrespondenceAcknowledgeInput = {
  /** The letter. */
  correspondenceId: string;
  /** 1 to 128 characters, chosen by you, one for each act: a repetition with the same content gets the first answer. */
  idempotencyKey: string;
  /** A word to the sender, e.g. who deals with it; at most 1,000 characters on one line. Not an answer. */
  note?: string | null | undefined;
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
  | 'SUPPLY_SUPPLEMENT'
  | '%future added value';

/** One file of the letter. */
export type CorrespondenceAttachmentInput = {
  /** A document of yours whose upload is closed. */
  documentId: string;
  /** Whether it is the letter itself or an annex. */
  role?: AttachmentRole;
  /** As it is called in the letter; the file name when left out. */
  title?: string | null | undefined;
};

/** The faults of `correspondenceDeposit`, for programs. New values may be added. */
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
  | 'TITLE_INVALID'
  | '%future added value';

/** What `correspondenceDeposit` takes. */
export type CorrespondenceDepositInput = {
  /** The day by which you ask for an answer; not a legal deadline. */
  answerExpectedOn?: string | null | undefined;
  /** The letter first; exactly one `MAIN`. */
  attachments: Array<CorrespondenceAttachmentInput>;
  /** Who in the institutions may see the content. */
  confidentiality?: Confidentiality;
  /** The date written on the letter; today when left out. */
  documentDate?: string | null | undefined;
  /** Yours, at most 128 characters: the letter's reference does well. One key per letter, whatever the number of recipients; kept as long as the letter. */
  idempotencyKey: string;
  /** The letter that this one answers or reminds of: the two are of one thread. With nature `ANSWER` it closes the asked letter: its state becomes `ANSWERED`, and its sender must be among the `TO` recipients. An answer to what did not travel on the hub leaves it out. */
  inReplyToId?: string | null | undefined;
  /** What kind of letter it is. */
  nature?: CorrespondenceNature;
  /** Your own number, where your register numbers itself and none was reserved. */
  number?: string | null | undefined;
  /** What travels outside the hub and belongs to this letter; at most 100. */
  physicalEnclosures?: Array<PhysicalEnclosureInput> | null | undefined;
  /** How urgent it is; it sets the time after which it is overdue. */
  priority?: Priority;
  /** The reference of the letter that you answer (V/Réf), at most 128 characters. */
  recipientReference?: string | null | undefined;
  /** One to 500. Either all get it, or none and `userErrors` names each fault. */
  recipients: Array<RecipientInput>;
  /** The reserved departure number. Left out, the deposit takes the next. */
  registerEntryId?: string | null | undefined;
  /** Your own reference (N/Réf), at most 128 characters. */
  senderReference?: string | null | undefined;
  /** The departure series in which the letter is numbered when no entry was reserved, e.g. `GENERAL` or a directorate's own. */
  series?: string;
  /** The object of the letter, 1 to 500 characters on one line. */
  subject: string;
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
  | 'TRANSMITTAL_SLIP'
  | '%future added value';

/** The faults of `correspondenceRegisterArrival`, for programs. New values may be added. */
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
  | 'STATE_NOT_ALLOWED'
  | '%future added value';

/** What `correspondenceRegisterArrival` takes. */
export type CorrespondenceRegisterArrivalInput = {
  /** The letter. */
  correspondenceId: string;
  /** 1 to 128 characters, chosen by you, one for each act: a repetition with the same content gets the first answer. */
  idempotencyKey: string;
  /** Your own number, where your register numbers itself; leave it out where the hub does. */
  number?: string | null | undefined;
  /** Enclosures in hand, by position. */
  receivedEnclosures?: Array<number> | null | undefined;
  /** The arrival series in which it is registered. */
  series?: string;
};

/** The faults of `correspondenceRetrieve`, for programs. New values may be added. */
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
  | 'STATE_NOT_ALLOWED'
  | '%future added value';

/** What `correspondenceRetrieve` takes. */
export type CorrespondenceRetrieveInput = {
  /** The letter. */
  correspondenceId: string;
  /** 1 to 128 characters, chosen by you, one for each act: a repetition with the same content gets the first answer. */
  idempotencyKey: string;
  /** The digest of every attachment as you computed it from the bytes that you stored. */
  sha256: Array<string>;
};

/** The faults of `documentUploadFinalize`, for programs. New values may be added. */
export type DocumentUploadFinalizeErrorCode =
  /** The bytes do not have the announced digest. They were dropped: start again. A fault of form. */
  | 'UPLOAD_DIGEST_MISMATCH'
  /** Bytes are missing; the message says how many are there. A fault of form. */
  | 'UPLOAD_INCOMPLETE'
  /** No such upload, or it has expired. A fault of form. */
  | 'UPLOAD_NOT_FOUND'
  | '%future added value';

/** What `documentUploadFinalize` takes. */
export type DocumentUploadFinalizeInput = {
  /** The upload that is complete. */
  uploadId: string;
};

/** The faults of `documentUploadStart`, for programs. New values may be added. */
export type DocumentUploadStartErrorCode =
  /** Empty, longer than 255 characters, a path, or with control or direction-overriding characters. A fault of form. */
  | 'FILE_NAME_INVALID'
  /** Media type not allowed. A fault of form. */
  | 'FORMAT_FORBIDDEN'
  /** Less than one octet. A fault of form. */
  | 'SIZE_INVALID'
  /** Larger than the hub allows; the message says the limit. A fault of form. */
  | 'SIZE_LIMIT'
  | '%future added value';

/** What `documentUploadStart` takes. */
export type DocumentUploadStartInput = {
  /** 1 to 255 characters, without path. */
  fileName: string;
  /** As registered (RFC 6838), without parameters, e.g. `application/pdf`. */
  mediaType: string;
  /** Of the whole file; computed again when the upload is closed. */
  sha256: string;
  /** In octets. */
  sizeBytes: number;
};

/** Something that travels outside the hub, with a letter or with mail on paper. */
export type PhysicalEnclosureInput = {
  /** How it travels, at most 128 characters. */
  carrierReference?: string | null | undefined;
  /** How many, from 1 to 10,000. */
  count?: number;
  /** 1 to 255 characters on one line. */
  description: string;
};

/** How urgent the sender says it is. */
export type Priority =
  /** No haste. */
  | 'NORMAL'
  /** Urgent: marked in lists and events, and notified at once. */
  | 'URGENT'
  /** Very urgent: as urgent, and overdue to both sides when not retrieved within four hours of service. */
  | 'VERY_URGENT'
  | '%future added value';

/** One institution to which the letter is addressed. */
export type RecipientInput = {
  /** A function of that institution. Left out: its registry office. */
  functionAddressCode?: string | null | undefined;
  /** The institution, from the directory. */
  institutionId: string;
  /** Whether it has to act, or is informed. */
  role?: ConsignmentRole;
};

export type FindAddresseeQueryVariables = Exact<{
  code: string;
}>;


export type FindAddresseeQuery = { institution: { id: string, name: { fr: string | null, ar: string | null } } | null };

export type StartUploadMutationVariables = Exact<{
  input: DocumentUploadStartInput;
}>;


export type StartUploadMutation = { documentUploadStart: { upload: { id: string, url: string } | null, userErrors: Array<{ code: DocumentUploadStartErrorCode, message: string }> } };

export type FinalizeUploadMutationVariables = Exact<{
  input: DocumentUploadFinalizeInput;
}>;


export type FinalizeUploadMutation = { documentUploadFinalize: { document: { id: string } | null, userErrors: Array<{ code: DocumentUploadFinalizeErrorCode, message: string }> } };

export type DepositMutationVariables = Exact<{
  input: CorrespondenceDepositInput;
}>;


export type DepositMutation = { correspondenceDeposit: { correspondence: { id: string, depositedAt: string } | null, registerEntry: { number: string, year: number } | null, userErrors: Array<{ code: CorrespondenceDepositErrorCode, message: string }> } };

export type ReadLetterQueryVariables = Exact<{
  id: string;
}>;


export type ReadLetterQuery = { correspondence: { subject: string | null, availableActs: Array<CorrespondenceAct>, attachments: Array<{ sha256: string, document: { contentUrl: string } | null }> | null, consignments: Array<{ state: ConsignmentState, arrivalNumber: string | null }> } | null };

export type RetrieveMutationVariables = Exact<{
  input: CorrespondenceRetrieveInput;
}>;


export type RetrieveMutation = { correspondenceRetrieve: { evidence: { id: string } | null, userErrors: Array<{ code: CorrespondenceRetrieveErrorCode, message: string }> } };

export type RegisterArrivalMutationVariables = Exact<{
  input: CorrespondenceRegisterArrivalInput;
}>;


export type RegisterArrivalMutation = { correspondenceRegisterArrival: { registerEntry: { number: string, counterpartNumber: string | null } | null, userErrors: Array<{ code: CorrespondenceRegisterArrivalErrorCode, message: string }> } };

export type AcknowledgeMutationVariables = Exact<{
  input: CorrespondenceAcknowledgeInput;
}>;


export type AcknowledgeMutation = { correspondenceAcknowledge: { evidence: { token: string } | null, userErrors: Array<{ code: CorrespondenceAcknowledgeErrorCode, message: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const FindAddresseeDocument = new TypedDocumentString(`
    query FindAddressee($code: String!) {
  institution(code: $code) {
    id
    name {
      fr
      ar
    }
  }
}
    `) as unknown as TypedDocumentString<FindAddresseeQuery, FindAddresseeQueryVariables>;
export const StartUploadDocument = new TypedDocumentString(`
    mutation StartUpload($input: DocumentUploadStartInput!) {
  documentUploadStart(input: $input) {
    upload {
      id
      url
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartUploadMutation, StartUploadMutationVariables>;
export const FinalizeUploadDocument = new TypedDocumentString(`
    mutation FinalizeUpload($input: DocumentUploadFinalizeInput!) {
  documentUploadFinalize(input: $input) {
    document {
      id
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FinalizeUploadMutation, FinalizeUploadMutationVariables>;
export const DepositDocument = new TypedDocumentString(`
    mutation Deposit($input: CorrespondenceDepositInput!) {
  correspondenceDeposit(input: $input) {
    correspondence {
      id
      depositedAt
    }
    registerEntry {
      number
      year
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DepositMutation, DepositMutationVariables>;
export const ReadLetterDocument = new TypedDocumentString(`
    query ReadLetter($id: ID!) {
  correspondence(id: $id) {
    subject
    attachments {
      sha256
      document {
        contentUrl
      }
    }
    consignments {
      state
      arrivalNumber
    }
    availableActs
  }
}
    `) as unknown as TypedDocumentString<ReadLetterQuery, ReadLetterQueryVariables>;
export const RetrieveDocument = new TypedDocumentString(`
    mutation Retrieve($input: CorrespondenceRetrieveInput!) {
  correspondenceRetrieve(input: $input) {
    evidence {
      id
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetrieveMutation, RetrieveMutationVariables>;
export const RegisterArrivalDocument = new TypedDocumentString(`
    mutation RegisterArrival($input: CorrespondenceRegisterArrivalInput!) {
  correspondenceRegisterArrival(input: $input) {
    registerEntry {
      number
      counterpartNumber
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterArrivalMutation, RegisterArrivalMutationVariables>;
export const AcknowledgeDocument = new TypedDocumentString(`
    mutation Acknowledge($input: CorrespondenceAcknowledgeInput!) {
  correspondenceAcknowledge(input: $input) {
    evidence {
      token
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeMutation, AcknowledgeMutationVariables>;