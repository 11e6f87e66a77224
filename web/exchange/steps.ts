export type Role = 'SENDER' | 'RECIPIENT';

export type StepId = 'ADDRESSEE' | 'DEPOSIT' | 'INBOX' | 'RETRIEVE' | 'REGISTER' | 'ACKNOWLEDGE' | 'PROOF';

/** What one step learns and another needs. Null: not known yet. */
export type Values = {
  readonly recipientCode: string;
  readonly recipientId: string | null;
  readonly subject: string;
  readonly documentId: string | null;
  readonly correspondenceId: string | null;
  /** Digests of the files as the recipient downloaded them. */
  readonly sha256: readonly string[] | null;
};

export type Step = {
  readonly id: StepId;
  /** Also the title of its tab. */
  readonly operationName: string;
  /** Who plays it. */
  readonly role: Role;
  readonly query: string;
  readonly variables: (values: Values) => Readonly<Record<string, unknown>>;
  /** What an answer hands on. Null: the step is not done, since the hub refused it. */
  readonly gives: (data: AnswerData, values: Values) => Partial<Values> | null;
};

// an answer has the shape of the step's own query, unless the reader changed it: nothing is taken for granted
type AnswerData = { readonly [field: string]: AnswerData | undefined } | null | undefined;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The payload of an act, when it was done. */
const donePayload = (payload: AnswerData): AnswerData =>
  Array.isArray(payload?.['userErrors']) && payload['userErrors'].length === 0 ? payload : null;

const keyOf = (act: string, id: string | null): string | null => (id === null ? null : `${act}-${id}`);

const actOfRecipient = (
  operationName: string,
  field: string,
  selection: string,
): string => `mutation ${operationName}($idempotencyKey: String!, $correspondenceId: ID!) {
  ${field}(input: { idempotencyKey: $idempotencyKey, correspondenceId: $correspondenceId }) {
    ${selection}
    evidence { event occurredAt }
    replayed
    userErrors { code message path }
  }
}
`;

/** The first exchange as saved operations, in the order in which they are played. */
export const steps: readonly Step[] = [
  {
    id: 'ADDRESSEE',
    operationName: 'Addressee',
    role: 'SENDER',
    query: `query Addressee($code: String!) {
  institution(code: $code) {
    id
    code
    kind
    name { fr ar }
    status
    reachability { channel }
  }
}
`,
    variables: ({ recipientCode }) => ({ code: recipientCode }),
    gives: (data) => {
      const recipientId = textOf(data?.['institution']?.['id']);
      return recipientId === null ? null : { recipientId };
    },
  },
  {
    id: 'DEPOSIT',
    operationName: 'Deposit',
    role: 'SENDER',
    query: `mutation Deposit($idempotencyKey: String!, $subject: String!, $recipientId: ID!, $documentId: ID!) {
  correspondenceDeposit(input: {
    idempotencyKey: $idempotencyKey
    subject: $subject
    recipients: [{ institutionId: $recipientId }]
    attachments: [{ documentId: $documentId, role: MAIN }]
  }) {
    correspondence { id subject depositedAt }
    registerEntry { number year }
    evidence { event occurredAt token }
    replayed
    userErrors { code message path }
  }
}
`,
    variables: ({ subject, recipientId, documentId }) => ({
      idempotencyKey: keyOf('letter', documentId),
      subject,
      recipientId,
      documentId,
    }),
    gives: (data, values) => {
      const correspondenceId = textOf(donePayload(data?.['correspondenceDeposit'])?.['correspondence']?.['id']);
      if (correspondenceId === null) return null;
      return correspondenceId === values.correspondenceId ? {} : { correspondenceId, sha256: null };
    },
  },
  {
    id: 'INBOX',
    operationName: 'Inbox',
    role: 'RECIPIENT',
    query: `query Inbox {
  inbox(first: 5) {
    nodes {
      id
      subject
      depositedAt
      sender { code name { fr ar } }
      attachments { title sha256 }
      consignments { state arrivalNumber }
    }
  }
}
`,
    variables: () => ({}),
    gives: (data, { correspondenceId }) => {
      const nodes: unknown = data?.['inbox']?.['nodes'];
      const ids = Array.isArray(nodes) ? nodes.map((node: AnswerData) => textOf(node?.['id'])) : [];
      const [newest] = ids;
      if (newest == null) return null;
      return ids.includes(correspondenceId) ? {} : { correspondenceId: newest, sha256: null };
    },
  },
  {
    id: 'RETRIEVE',
    operationName: 'Retrieve',
    role: 'RECIPIENT',
    query: `mutation Retrieve($idempotencyKey: String!, $correspondenceId: ID!, $sha256: [Sha256!]!) {
  correspondenceRetrieve(input: {
    idempotencyKey: $idempotencyKey
    correspondenceId: $correspondenceId
    sha256: $sha256
  }) {
    correspondence { consignments { state firstOpenedAt } }
    evidence { event occurredAt }
    replayed
    userErrors { code message path }
  }
}
`,
    variables: ({ correspondenceId, sha256 }) => ({
      idempotencyKey: keyOf('retrieve', correspondenceId),
      correspondenceId,
      sha256,
    }),
    gives: (data) => (donePayload(data?.['correspondenceRetrieve']) == null ? null : {}),
  },
  {
    id: 'REGISTER',
    operationName: 'RegisterArrival',
    role: 'RECIPIENT',
    query: actOfRecipient(
      'RegisterArrival',
      'correspondenceRegisterArrival',
      'registerEntry { number year counterpartNumber }',
    ),
    variables: ({ correspondenceId }) => ({ idempotencyKey: keyOf('register', correspondenceId), correspondenceId }),
    gives: (data) => (donePayload(data?.['correspondenceRegisterArrival']) == null ? null : {}),
  },
  {
    id: 'ACKNOWLEDGE',
    operationName: 'Acknowledge',
    role: 'RECIPIENT',
    query: actOfRecipient('Acknowledge', 'correspondenceAcknowledge', 'correspondence { consignments { state } }'),
    variables: ({ correspondenceId }) => ({ idempotencyKey: keyOf('acknowledge', correspondenceId), correspondenceId }),
    gives: (data) => (donePayload(data?.['correspondenceAcknowledge']) == null ? null : {}),
  },
  {
    id: 'PROOF',
    operationName: 'Proof',
    role: 'SENDER',
    query: `query Proof($id: ID!) {
  correspondence(id: $id) {
    subject
    consignments { institution { code name { fr ar } } state arrivalNumber }
    evidence { nodes { event occurredAt token } }
  }
}
`,
    variables: ({ correspondenceId }) => ({ id: correspondenceId }),
    gives: (data) => (data?.['correspondence'] == null ? null : {}),
  },
];

export const stepOf = (operationName: string | null | undefined): Step | undefined =>
  steps.find((step) => step.operationName === operationName);
