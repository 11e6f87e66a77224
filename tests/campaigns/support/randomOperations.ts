import { randomUUID } from 'node:crypto';
import { newUuid, toGlobalId } from '../../../src/platform/ids.js';
import { newPdf, sha256 } from '../../support/exchange.js';
import type { SeededRandom } from '../../support/seededRandom.js';
import type { RawRequest } from './rawRequest.js';

/** What an institution's clients of this campaign know; a letter is known to all of them, as ids get about. */
export type World = {
  readonly random: SeededRandom;
  readonly parties: readonly Party[];
  readonly letters: { readonly id: string; readonly sha256: string; readonly documentId: string }[];
  readonly uploads: { readonly id: string; readonly party: Party; readonly bytes: Buffer }[];
  /** Inputs of deposits, to be made again. */
  readonly deposits: { readonly party: Party; readonly input: Record<string, unknown> }[];
};

export type Party = {
  readonly code: string;
  readonly id: string;
  readonly token: string;
  /** It may do nothing but read the directory and documents. */
  readonly weakToken: string;
  readonly documents: { readonly id: string; readonly sha256: string }[];
};

export type RandomOperation = RawRequest & {
  readonly name: string;
  readonly party: Party;
  /** Null: the hub cannot know who asks. */
  readonly token: string | null;
  /** What the answer teaches. */
  readonly learn?: (data: Readonly<Record<string, unknown>>) => void;
};

export const drawOperation = (world: World): RandomOperation => {
  const party = world.random.pick(world.parties);
  const [name, draw] = world.random.pick(operations);
  return { name, party, token: party.token, ...draw(world, party) };
};

type Drawn = RawRequest & Partial<Pick<RandomOperation, 'token' | 'learn'>>;
type Draw = (world: World, party: Party) => Drawn;

const graphql = (query: string, variables: object = {}): RawRequest => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query, variables }),
});

/** Of every object something besides its id, which alone would be a word of the object that names it. */
const letterFields = `id sender { id code } attachments { document { id fileName } } registerEntries { id counterpart { id code } }
  consignments { institution { id code } state } evidence(first: 20) { nodes { id event } }`;

const someLetter = ({ random, letters }: World): string =>
  random.below(10) === 0 || letters.length === 0 ? toGlobalId('Correspondence', newUuid()) : random.pick(letters).id;

const someDocument = ({ random, letters }: World, party: Party): string =>
  random.pick([
    () => random.pick(party.documents).id,
    () => (letters.length === 0 ? random.pick(party.documents).id : random.pick(letters).documentId),
    () => toGlobalId('Document', newUuid()),
  ])();

const act = (name: string, input: object, more = ''): RawRequest =>
  graphql(
    `mutation Act($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
      ${name}(input: $input) { correspondence { id } evidence { id } ${more} replayed userErrors { code } }
    }`,
    { input },
  );

const deposit: Draw = (world, party) => {
  const others = world.random.sample(
    world.parties.filter(({ code }) => code !== party.code),
    1 + world.random.below(2),
  );
  const document = world.random.pick(party.documents);
  const input = {
    idempotencyKey: randomUUID(),
    subject: 'Objet',
    recipients: others.map(({ id }) => ({ institutionId: id })),
    attachments: [{ documentId: document.id, role: 'MAIN' }],
  };
  world.deposits.push({ party, input });
  return {
    ...act('correspondenceDeposit', input, 'registerEntry { id }'),
    learn: (data) => {
      const { correspondence } = data['correspondenceDeposit'] as { correspondence: { id: string } | null };
      if (correspondence === null) return;
      world.letters.push({ id: correspondence.id, sha256: document.sha256, documentId: document.id });
    },
  };
};

const retriedDeposit: Draw = (world, party) => {
  const known = world.deposits.filter((made) => made.party === party);
  if (known.length === 0) return deposit(world, party);
  const { input } = world.random.pick(known);
  const changed = world.random.below(3) === 0 ? { ...input, subject: 'Autre objet' } : input;
  return act('correspondenceDeposit', changed, 'registerEntry { id }');
};

const refusedDeposit: Draw = (world, party) => {
  const good = {
    idempotencyKey: randomUUID(),
    subject: 'Objet',
    recipients: [{ institutionId: world.random.pick(world.parties).id }],
    attachments: [{ documentId: someDocument(world, party), role: 'MAIN' }],
  };
  return act(
    'correspondenceDeposit',
    world.random.pick([
      { ...good, subject: '' },
      { ...good, recipients: [] },
      { ...good, recipients: [{ institutionId: party.id }] },
      { ...good, series: 'NO_SUCH_SERIES' },
      { ...good, idempotencyKey: '' },
      good,
    ]),
  );
};

const actOnLetter =
  (name: string): Draw =>
  (world) => {
    const correspondenceId = someLetter(world);
    const known = world.letters.find(({ id }) => id === correspondenceId);
    const digests = name === 'correspondenceRetrieve' ? { sha256: [known?.sha256 ?? '0'.repeat(64)] } : {};
    return act(name, { idempotencyKey: randomUUID(), correspondenceId, ...digests });
  };

const startUpload: Draw = (world, party) => {
  const bytes = Buffer.concat([newPdf(), Buffer.alloc(world.random.below(50_000), 'x')]);
  const input = { fileName: 'a.pdf', mediaType: 'application/pdf', sizeBytes: bytes.length, sha256: sha256(bytes) };
  return {
    ...graphql(
      'mutation Start($input: DocumentUploadStartInput!) { documentUploadStart(input: $input) { upload { id } userErrors { code } } }',
      { input: world.random.below(5) === 0 ? { ...input, mediaType: 'application/x-msdownload' } : input },
    ),
    learn: (data) => {
      const { upload } = data['documentUploadStart'] as { upload: { id: string } | null };
      if (upload !== null) world.uploads.push({ id: upload.id, party, bytes });
    },
  };
};

const put: Draw = (world, party) => {
  const known = world.uploads.at(-1 - world.random.below(Math.max(1, Math.min(5, world.uploads.length))));
  const id = known === undefined || world.random.below(8) === 0 ? toGlobalId('DocumentUpload', newUuid()) : known.id;
  const bytes = known?.bytes ?? newPdf();
  const offset = world.random.below(6) === 0 ? 7 : 0;
  const digest = world.random.below(6) === 0 ? { 'content-digest': `sha-256=:${'A'.repeat(43)}=:` } : {};
  return {
    method: 'PUT',
    path: `/uploads/${id}`,
    headers: { 'content-range': `bytes ${offset}-${bytes.length - 1}/${bytes.length}`, ...digest },
    body: bytes.subarray(offset),
    ...(world.random.below(6) === 0 ? { abort: 'IN_BODY' as const } : {}),
    token: (known?.party ?? party).token,
  };
};

const finalize: Draw = (world, party) => {
  const known = world.uploads.at(-1 - world.random.below(Math.max(1, Math.min(8, world.uploads.length))));
  const owner = known?.party ?? party;
  return {
    ...graphql(
      `
        mutation Finalize($input: DocumentUploadFinalizeInput!) {
          documentUploadFinalize(input: $input) {
            document {
              id
              sha256
            }
            userErrors {
              code
            }
          }
        }
      `,
      { input: { uploadId: known?.id ?? toGlobalId('DocumentUpload', newUuid()) } },
    ),
    token: owner.token,
    learn: (data) => {
      const { document } = data['documentUploadFinalize'] as { document: Party['documents'][number] | null };
      if (document !== null) owner.documents.push(document);
    },
  };
};

const download: Draw = (world, party) => {
  const range = world.random.pick([undefined, undefined, 'bytes=10-99', 'bytes=-50', 'bytes=900000000-', 'lines=1-2']);
  return {
    method: world.random.pick(['GET', 'GET', 'GET', 'HEAD']),
    path: `/documents/${someDocument(world, party)}/content`,
    headers: range === undefined ? {} : { range },
    ...(world.random.below(3) === 0 ? { abort: 'IN_ANSWER' as const } : {}),
  };
};

const operations: readonly (readonly [string, Draw])[] = [
  ['inbox', () => graphql(`{ inbox(first: 10) { nodes { ${letterFields} } } }`)],
  ['outbox', () => graphql(`{ outbox(first: 10) { edges { node { ${letterFields} } } } }`)],
  [
    'outbox, left early',
    () => ({ ...graphql(`{ outbox(first: 50) { nodes { ${letterFields} } } }`), abort: 'IN_ANSWER' }),
  ],
  [
    'letter',
    (world) => graphql(`query($id: ID!) { correspondence(id: $id) { ${letterFields} } }`, { id: someLetter(world) }),
  ],
  ['node', (world) => graphql('query($id: ID!) { node(id: $id) { id } }', { id: someLetter(world) })],
  ['feed', () => graphql('{ mailboxEvents(first: 5) { nodes { position correspondence { id } evidence { id } } } }')],
  [
    'directory',
    ({ random, parties }) =>
      graphql('query($code: String!) { institution(code: $code) { id parent { id code } region { id code } } }', {
        code: random.pick(['NO-SUCH-CODE', random.pick(parties).code]),
      }),
  ],
  ['deposit', deposit],
  ['deposit', deposit],
  ['deposit again', retriedDeposit],
  ['deposit refused', refusedDeposit],
  ['retrieve', actOnLetter('correspondenceRetrieve')],
  ['retrieve', actOnLetter('correspondenceRetrieve')],
  ['register', actOnLetter('correspondenceRegisterArrival')],
  ['acknowledge', actOnLetter('correspondenceAcknowledge')],
  ['upload start', startUpload],
  ['upload', put],
  ['upload', put],
  ['upload finalize', finalize],
  ['download', download],
  ['download', download],
  ['download', download],
  ['no scope', (_, party) => ({ ...graphql('{ inbox { nodes { id } } }'), token: party.weakToken })],
  ['no scope for an act', (world, party) => ({ ...deposit(world, party), token: party.weakToken })],
  ['bad cursor', () => graphql('{ inbox(after: "AAAA") { nodes { id } } }')],
  ['bad document', () => graphql('{ inbox { nodes { noSuchField } } }')],
  ['bad syntax', () => graphql('{ inbox {')],
  ['bad JSON', () => ({ ...graphql(''), body: '{"query": ' })],
  [
    'two acts',
    () =>
      graphql(`
        mutation {
          a: documentUploadFinalize(input: { uploadId: "x" }) {
            userErrors {
              code
            }
          }
          b: documentUploadFinalize(input: { uploadId: "y" }) {
            userErrors {
              code
            }
          }
        }
      `),
  ],
  ['no such route', () => ({ method: 'GET', path: '/no/such/route', token: null })],
  [
    'no such purpose',
    () => ({
      ...graphql('{ inbox { nodes { id } } }'),
      headers: { 'content-type': 'application/json', 'wasl-purpose': 'STATISTICS' },
    }),
  ],
  ['no such upload purpose', (world, party) => ({ ...put(world, party), headers: { 'wasl-purpose': 'STATISTICS' } })],
  ['no token', () => ({ ...graphql('{ inbox { nodes { id } } }'), token: null })],
];
