import type { CheckedDeposit } from './depositCheck.js';
import { listedEnclosures } from './physicalEnclosures.js';
import { retrievalDeadline } from './retrievalDeadline.js';

/** What `correspondence.post_deposit` writes of the letter itself, with what belongs to it and whom it goes to. */
export const letterPayload = (
  { input, recipients, attachments, replyTo }: CheckedDeposit,
  documentDate: string,
  depositedAt: string,
): Readonly<Record<string, unknown>> => ({
  letter: {
    subject: input.subject,
    sender_reference: input.senderReference ?? null,
    recipient_reference: input.recipientReference ?? null,
    nature: input.nature,
    priority: input.priority,
    confidentiality: input.confidentiality,
    document_date: documentDate,
    answer_expected_on: input.answerExpectedOn ?? null,
    in_reply_to_id: replyTo?.id ?? null,
    retrieve_by: retrievalDeadline(depositedAt, input.priority),
  },
  attachments: inLetterOrder(attachments).map((attachment, position) => ({
    position,
    document_id: attachment.documentId,
    role: attachment.role,
    title: attachment.title,
  })),
  enclosures: listedEnclosures(input),
  recipients: recipients.map((recipient, ordinal) => ({
    institution_id: recipient.id,
    role: recipient.role,
    ordinal,
    function_address_id: recipient.functionAddressId,
    function_address_code: recipient.functionAddressCode,
  })),
});

/** The letter itself first, then the annexes as they were given. */
const inLetterOrder = (attachments: CheckedDeposit['attachments']): CheckedDeposit['attachments'] => [
  ...attachments.filter(({ role }) => role === 'MAIN'),
  ...attachments.filter(({ role }) => role !== 'MAIN'),
];
