import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { fromGlobalId, toGlobalId } from '../../src/platform/ids.js';
import { commune, givenDocument, institutionId, ministry, newPdf, sha256 } from '../support/exchange.js';
import { startHub, type GraphqlAnswer, type TestHub } from '../support/hub.js';
import { pauseEnd, type Ids, type Variables } from './fixtures.js';
import { documentOf, filledIn, waysFrom } from './publicApi.js';

/** A hub on which a ministry and a commune have exchanged a letter, whole, with ids of everything that came of it. */
export type World = {
  readonly hub: TestHub;
  readonly ids: Ids;
  readonly communeId: string;
  /** `Type.field` of all that its makers were answered on the way. */
  readonly filled: Set<string>;
  /** One root field with everything below it. */
  readonly askAll: (token: string | null, root: string, variables: Variables) => Promise<GraphqlAnswer>;
};

const objectTypes = ['Correspondence', 'Document', 'DocumentUpload', 'Evidence', 'Register', 'RegisterEntry'] as const;
export type ObjectType = (typeof objectTypes)[number];
export { objectTypes };

/** Ids of the same form and length that name nothing. */
export const missingIds = (): Ids => {
  const id = (type: ObjectType): string => toGlobalId(type, randomUUID());
  return {
    Correspondence: id('Correspondence'),
    Document: id('Document'),
    DocumentUpload: id('DocumentUpload'),
    Evidence: id('Evidence'),
    Register: id('Register'),
    RegisterEntry: id('RegisterEntry'),
    idempotencyKey: randomUUID(),
    senderReference: randomUUID(),
    documentSha256: randomBytes(32).toString('hex'),
    uploadSha256: randomBytes(32).toString('hex'),
  };
};

/** Each object's id exchanged for what `change` makes of it. */
export const changedIds = (ids: Ids, change: (type: ObjectType, uuid: string) => string): Ids => ({
  ...ids,
  ...Object.fromEntries(objectTypes.map((type) => [type, change(type, fromGlobalId(ids[type])!.uuid)])),
});

export const givenWorld = async (): Promise<World> => {
  const hub = await startHub();
  const filled = new Set<string>();
  const askAll: World['askAll'] = (token, root, variables) =>
    hub.graphql(token, documentOf(root, waysFrom(root), variables), variables);
  const [sender, recipient] = await Promise.all([hub.tokenFor(ministry), hub.tokenFor(commune)]);
  const communeId = await institutionId(hub, commune);
  const act = async (token: string, name: string, input: Variables): Promise<Record<string, any>> => {
    const answer = await askAll(token, `Mutation.${name}`, { input });
    if (answer.errors !== undefined) throw new Error(`${name}: ${answer.text}`);
    filledIn(answer.data, filled);
    return answer.data![name] as Record<string, any>;
  };

  const bytes = newPdf();
  const file = { fileName: 'lettre.pdf', mediaType: 'application/pdf', sizeBytes: bytes.length, sha256: sha256(bytes) };
  const { upload } = await act(sender, 'documentUploadStart', file);
  await fetch(upload.url as string, { method: 'PUT', headers: bearer(sender), body: new Uint8Array(bytes) });
  const { document } = await act(sender, 'documentUploadFinalize', { uploadId: upload.id });

  const idempotencyKey = randomUUID();
  const senderReference = randomUUID();
  const letter = {
    subject: 'Objet de la lettre',
    priority: 'URGENT',
    documentDate: '2020-01-02',
    answerExpectedOn: '2030-01-02',
    recipientReference: 'V/Réf 7',
    attachments: [{ documentId: document.id, role: 'MAIN' }],
    physicalEnclosures: [
      { description: 'Original sur papier', carrierReference: 'RR 1' },
      { description: 'Clé du siège', count: 2 },
    ],
  };
  const { correspondence, registerEntry, evidence } = await act(sender, 'correspondenceDeposit', {
    ...letter,
    idempotencyKey,
    senderReference,
    recipients: [{ institutionId: communeId, functionAddressCode: 'BO' }],
  });

  const correspondenceId = correspondence.id as string;
  const own = (): Variables => ({ correspondenceId, idempotencyKey: randomUUID() });
  const download = await fetch(document.contentUrl as string, { headers: bearer(recipient) });
  const digest = createHash('sha256')
    .update(Buffer.from(await download.arrayBuffer()))
    .digest('hex');
  const twice = async (name: string, input: Variables): Promise<void> => {
    await act(recipient, name, { ...own(), ...input });
    // the second time is refused: that fills the errors
    await act(recipient, name, { ...own(), ...input });
  };
  const failure = { reasonCode: 'TECHNICAL_RECIPIENT', reasonText: 'Archivage à l’arrêt' };
  await act(recipient, 'correspondenceReportHandoverFailure', { ...own(), ...failure });
  await twice('correspondenceRetrieve', { sha256: [digest] });
  await act(recipient, 'correspondenceReportHandoverFailure', { ...own(), ...failure });
  await twice('correspondenceRegisterArrival', {});
  await twice('correspondenceAcknowledge', { note: 'Bien reçu' });

  await twice('correspondenceConfirmEnclosures', { receivedEnclosures: [1] });
  await act(sender, 'correspondenceDeposit', {
    ...letter,
    nature: 'REMINDER',
    inReplyToId: correspondenceId,
    idempotencyKey: randomUUID(),
    recipients: [{ institutionId: communeId }],
  });

  // what a timer does after days
  await hub.look(
    `update correspondence.consignment set overdue_since = delivered_at where role = 'TO' and state = 'DELIVERED'`,
  );
  // what the hub would have seen of the commune in a month, and what no institution of the seed has
  await hub.look(
    `insert into directory.reachability (institution_id, last_seen_at, median_hours_to_retrieval)
     select id, '2026-01-02T10:00:00Z', 4.5 from directory.institution where code = $1`,
    [commune],
  );
  await hub.look(`update directory.institution set ice = '001234567000089' where code = 'MA-EST-0096'`);
  await act(recipient, 'institutionAnnouncePause', {
    idempotencyKey: randomUUID(),
    until: pauseEnd,
    reasonText: 'Migration',
  });

  // a letter that waits for a supplement, moves inside its institution and is refused; another that is sent on and withdrawn there
  const decided = await act(sender, 'correspondenceDeposit', {
    ...letter,
    idempotencyKey: randomUUID(),
    recipients: [{ institutionId: communeId, functionAddressCode: 'BO' }],
  });
  const sentOn = await act(sender, 'correspondenceDeposit', {
    ...letter,
    idempotencyKey: randomUUID(),
    recipients: [{ institutionId: communeId }],
  });
  const about = (of: Record<string, any>): Variables => ({ correspondenceId: of['correspondence'].id });
  await act(recipient, 'correspondenceRetrieve', { ...own(), ...about(decided), sha256: [digest] });
  await act(recipient, 'correspondenceRegisterArrival', { ...own(), ...about(decided) });
  await twice('correspondenceReassign', { ...about(decided), functionAddressCode: 'URB' });
  await twice('correspondenceRequestSupplement', {
    ...about(decided),
    pieces: ['Plan de situation'],
    dueOn: '2099-12-31',
  });
  const plan = await givenDocument(hub, sender);
  const supplement = { ...about(decided), attachments: [{ documentId: plan.id }], note: 'Voici le plan' };
  for (let time = 0; time < 2; time += 1) {
    await act(sender, 'correspondenceSupplySupplement', { ...own(), ...supplement });
  }
  await twice('correspondenceRefuse', { ...about(decided), reasonCode: 'DUPLICATE', reasonText: 'Déjà reçu' });
  await act(recipient, 'correspondenceRetrieve', { ...own(), ...about(sentOn), sha256: [digest] });
  await twice('correspondenceRedirect', {
    ...about(sentOn),
    toInstitutionId: await institutionId(hub, 'MA-MIN-0005'),
    reasonText: 'Relève de ce ministère',
  });
  for (let time = 0; time < 2; time += 1) {
    await act(sender, 'correspondenceRecall', { ...own(), ...about(sentOn), reasonText: 'Erreur' });
  }

  const register = await keepRegisters(hub, (name, input) => act(sender, name, input), correspondenceId, document.id);

  // a refusal that is signed, and faults of form
  await act(recipient, 'institutionAnnouncePause', { idempotencyKey: randomUUID(), until: '2020-01-01' });
  await hub.look(`update directory.institution set status = 'SUSPENDED' where code = 'MA-MIN-0009'`);
  const suspended = await institutionId(hub, 'MA-MIN-0009');
  await act(sender, 'correspondenceDeposit', {
    ...letter,
    idempotencyKey: randomUUID(),
    recipients: [{ institutionId: suspended }],
  });
  await act(sender, 'documentUploadStart', { ...file, fileName: '' });
  await act(sender, 'documentUploadFinalize', { uploadId: 'none' });

  const uploadSha256 = randomBytes(32).toString('hex');
  const open = await act(sender, 'documentUploadStart', {
    fileName: 'open.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 1_000,
    sha256: uploadSha256,
  });
  await allPlaced(hub);
  return {
    hub,
    communeId,
    filled,
    askAll,
    ids: {
      Correspondence: correspondenceId,
      Document: document.id as string,
      DocumentUpload: open['upload'].id as string,
      Evidence: evidence.id as string,
      Register: register.id,
      RegisterEntry: registerEntry.id as string,
      idempotencyKey,
      senderReference,
      documentSha256: digest,
      uploadSha256,
    },
  };
};

/** What a registry office does with its registers, each act once with success and once with a fault. */
const keepRegisters = async (
  hub: TestHub,
  act: (name: string, input: Variables) => Promise<Record<string, any>>,
  correspondenceId: string,
  documentId: string,
): Promise<{ readonly id: string }> => {
  const both = async (name: string, input: Variables, fault: Variables): Promise<Record<string, any>> => {
    await act(name, { idempotencyKey: randomUUID(), ...input, ...fault });
    return act(name, { idempotencyKey: randomUUID(), ...input });
  };
  const [unit] = await hub.look<{ code: string }>(
    `select u.code from directory.unit u join directory.institution i on i.id = u.institution_id where i.code = $1 limit 1`,
    [ministry],
  );
  await both('registerOpen', { direction: 'OUT', series: 'CAB', firstNumber: 10 }, { series: 'small' });
  await both('registerEntryReserve', { series: 'CAB', subject: 'À signer' }, { series: 'NONE' });
  const paper = { direction: 'IN', medium: 'PAPER', subject: 'Arrivée', counterpartName: 'Un usager' };
  const { registerEntry } = await both(
    'registerEntryRecord',
    {
      ...paper,
      counterpartNumber: 'V/Réf 8',
      documentDate: '2020-01-02',
      occurredOn: '2020-01-03',
      documentIds: [documentId],
      physicalEnclosures: [{ description: 'Original', carrierReference: 'RR 2' }],
      correspondenceId,
    },
    { medium: 'HUB' },
  );
  const [own, none] = [{ registerEntryId: registerEntry.id as string }, { registerEntryId: 'none' }];
  await both('registerEntryAssign', { ...own, unitCode: unit!.code, instruction: 'Avis', dueOn: '2030-01-02' }, none);
  await both('registerEntryDiffuse', { ...own, unitCodes: [unit!.code] }, none);
  await both('registerEntryCancel', { ...own, reasonText: 'Inscrite deux fois' }, none);
  const old = { direction: 'INTERNAL', series: 'OLD' };
  const { register } = await both('registerOpen', { ...old, numberedBy: 'INSTITUTION' }, { series: 'small' });
  for (const number of ['1', '5'])
    await act('registerEntryRecord', { idempotencyKey: randomUUID(), ...paper, ...old, number });
  await hub.look(`update correspondence.register set year = year - 1 where series = 'OLD'`);
  await both('registerClose', { registerId: register.id as string }, { registerId: 'none' });
  return { id: register.id as string };
};

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** Waits until the sequencer has given every act its place, so that nothing moves any more by itself. */
export const allPlaced = async (hub: TestHub): Promise<void> => {
  const pending = `select count(*)::integer as count from evidence.pending where kind = 'act'`;
  while ((await hub.look<{ count: number }>(pending))[0]!.count > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

// what every request leaves behind, whoever asks and whatever is answered
const bookkeeping =
  /^(evidence\.(access|pending|leaf|operation|log_state)|access\.(assertion|hub_key)|wasl\.generation|directory\.reachability)/;

/** A digest of each table's rows, whoever they belong to; rows of `except` are left out where a table names institutions. */
export const digestTables = async (hub: TestHub, except: string): Promise<Record<string, string>> => {
  const tables = await hub.look<{ name: string; has_institution: boolean }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'institution_id') as has_institution
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r'
       and n.nspname in ('wasl', 'directory', 'access', 'documents', 'evidence', 'correspondence')
     order by 1`);
  const parts = tables
    .filter((table) => !bookkeeping.test(table.name))
    .map(
      ({ name, has_institution }) => `
        select '${name}' as name, count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as digest
          from ${name} t
         ${has_institution ? `where t.institution_id is distinct from (select id from directory.institution where code = $1::text)` : 'where $1::text is not null'}`,
    );
  const rows = await hub.look<{ name: string; digest: string }>(parts.join(' union all '), [except]);
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
};
