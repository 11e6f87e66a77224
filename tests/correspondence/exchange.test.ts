import { act, commune, givenLetter, ministry } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
beforeAll(async () => (hub = await startHub()), 60_000);
afterAll(() => hub.close());

test('a letter is deposited, retrieved, registered and acknowledged, and both parties hold the evidence', async () => {
  const letter = await givenLetter(hub);
  const token = await hub.tokenFor(commune);
  const retrieved = await act(hub, token, 'correspondenceRetrieve', {
    correspondenceId: letter.id,
    sha256: letter.attachments.map(({ sha256 }) => sha256),
  });
  expect(retrieved.errors).toBeUndefined();
  expect(retrieved.payload).toMatchObject({
    userErrors: [],
    correspondence: {
      consignments: [{ state: 'RETRIEVED' }],
      availableActs: ['REGISTER_ARRIVAL', 'ACKNOWLEDGE', 'REFUSE', 'REDIRECT', 'REASSIGN'],
    },
    evidence: { event: 'CONTENT_HANDOVER' },
  });
  const registered = await act(hub, token, 'correspondenceRegisterArrival', { correspondenceId: letter.id });
  expect(registered.payload).toMatchObject({
    userErrors: [],
    registerEntry: { direction: 'IN', number: '1', counterpartNumber: '1' },
    evidence: { event: 'REGISTER_ARRIVAL' },
  });
  const acknowledged = await act(hub, token, 'correspondenceAcknowledge', {
    correspondenceId: letter.id,
    note: 'Bien reçu',
  });
  expect(acknowledged.payload).toMatchObject({
    userErrors: [],
    correspondence: {
      consignments: [{ state: 'ACKNOWLEDGED', arrivalNumber: '1' }],
      availableActs: ['REFUSE', 'REDIRECT', 'REASSIGN', 'REQUEST_SUPPLEMENT', 'ANSWER'],
    },
    evidence: { event: 'CONSIGNMENT_ACCEPTANCE' },
  });

  const seen = await hub.graphql(
    await hub.tokenFor(ministry),
    `query Proof($id: ID!) {
      correspondence(id: $id) {
        subject
        sender { code name { text(languages: [AR]) } }
        registerEntries { direction number counterpartNumber counterpart { code } }
        consignments { institution { code } role state arrivalNumber note functionAddress { code } }
        evidence { nodes { event previous { event } } pageInfo { hasNextPage } }
        attachments { title document { fileName } }
      }
    }`,
    { id: letter.id },
  );
  expect(seen.errors).toBeUndefined();
  expect(seen.data!['correspondence']).toEqual({
    subject: 'Demande de renseignements',
    sender: { code: ministry, name: { text: 'وزارة الداخلية' } },
    registerEntries: [{ direction: 'OUT', number: '1', counterpartNumber: '1', counterpart: { code: commune } }],
    consignments: [
      {
        institution: { code: commune },
        role: 'TO',
        state: 'ACKNOWLEDGED',
        arrivalNumber: '1',
        note: 'Bien reçu',
        functionAddress: null,
      },
    ],
    evidence: {
      nodes: [
        { event: 'SUBMISSION_ACCEPTANCE', previous: null },
        { event: 'CONTENT_CONSIGNMENT', previous: { event: 'SUBMISSION_ACCEPTANCE' } },
        { event: 'CONTENT_HANDOVER', previous: { event: 'CONTENT_CONSIGNMENT' } },
        { event: 'REGISTER_ARRIVAL', previous: { event: 'CONTENT_HANDOVER' } },
        { event: 'CONSIGNMENT_ACCEPTANCE', previous: { event: 'REGISTER_ARRIVAL' } },
      ],
      pageInfo: { hasNextPage: false },
    },
    attachments: [{ title: 'letter.pdf', document: { fileName: 'letter.pdf' } }],
  });
});
