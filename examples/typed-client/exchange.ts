// The first exchange, with every question and every answer typed by the hub's schema: a field that does not exist, a
// variable that is missing and a null that is not looked at are faults at compile time.
import { createHash, randomUUID } from 'node:crypto';
import { graphql } from './generated/gql.js';
import type { Hub } from './hub.js';

const FindAddressee = graphql(`
  query FindAddressee($code: String!) {
    institution(code: $code) {
      id
      name {
        fr
        ar
      }
    }
  }
`);

const StartUpload = graphql(`
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
`);

const FinalizeUpload = graphql(`
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
`);

const Deposit = graphql(`
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
`);

const ReadLetter = graphql(`
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
`);

const Retrieve = graphql(`
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
`);

const RegisterArrival = graphql(`
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
`);

const Acknowledge = graphql(`
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
`);

export type Exchanged = {
  readonly id: string;
  readonly departureNumber: string;
  readonly arrivalNumber: string;
  readonly state: string;
};

/** A letter from `sender` to `recipient`, deposited, retrieved, registered and acknowledged. */
export const exchange = async (
  sender: Hub,
  recipient: Hub,
  recipientCode: string,
  bytes: Uint8Array,
): Promise<Exchanged> => {
  const { institution } = await sender.ask(FindAddressee, { code: recipientCode });
  if (institution == null) throw new Error(`There is no institution ${recipientCode}.`);
  const documentId = await upload(sender, bytes);
  const { correspondenceDeposit: deposited } = await sender.ask(Deposit, {
    input: {
      idempotencyKey: randomUUID(),
      subject: 'Bordereau d’envoi · ورقة إرسال',
      nature: 'TRANSMITTAL_SLIP',
      recipients: [{ institutionId: institution.id }],
      attachments: [{ documentId, role: 'MAIN' }],
    },
  });
  const { id } = present(deposited.correspondence, deposited.userErrors);

  const files = await download(recipient, id);
  const act = (name: string) => ({ idempotencyKey: `${name} ${id}`, correspondenceId: id });
  const { correspondenceRetrieve: retrieved } = await recipient.ask(Retrieve, {
    input: { ...act('retrieve'), sha256: files.map((file) => digestOf(file)) },
  });
  present(retrieved.evidence, retrieved.userErrors);
  const { correspondenceRegisterArrival: registered } = await recipient.ask(RegisterArrival, {
    input: act('register'),
  });
  const { number } = present(registered.registerEntry, registered.userErrors);
  const { correspondenceAcknowledge: acknowledged } = await recipient.ask(Acknowledge, { input: act('acknowledge') });
  present(acknowledged.evidence, acknowledged.userErrors);

  const { correspondence } = await sender.ask(ReadLetter, { id });
  return {
    id,
    departureNumber: present(deposited.registerEntry, []).number,
    arrivalNumber: number,
    state: correspondence?.consignments[0]?.state ?? 'not there',
  };
};

const upload = async (hub: Hub, bytes: Uint8Array): Promise<string> => {
  const { documentUploadStart: started } = await hub.ask(StartUpload, {
    input: {
      fileName: 'letter.pdf',
      mediaType: 'application/pdf',
      sizeBytes: bytes.length,
      sha256: digestOf(bytes),
    },
  });
  const { id, url } = present(started.upload, started.userErrors);
  await hub.put(url, bytes);
  const { documentUploadFinalize: closed } = await hub.ask(FinalizeUpload, { input: { uploadId: id } });
  return present(closed.document, closed.userErrors).id;
};

const download = async (hub: Hub, id: string): Promise<readonly Uint8Array[]> => {
  const { correspondence } = await hub.ask(ReadLetter, { id });
  const files: Uint8Array[] = [];
  for (const { sha256, document } of correspondence?.attachments ?? []) {
    if (document == null) throw new Error('A document of the letter was erased.');
    const bytes = await hub.get(document.contentUrl);
    if (digestOf(bytes) !== sha256) throw new Error('A document did not arrive whole.');
    files.push(bytes);
  }
  return files;
};

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A result is null exactly when there are user errors. */
const present = <Value>(
  value: Value | null | undefined,
  errors: readonly { readonly code: string; readonly message: string }[],
): Value => {
  if (value == null) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join('; '));
  return value;
};
