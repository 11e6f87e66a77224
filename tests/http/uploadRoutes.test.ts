import { fastify, type FastifyInstance } from 'fastify';
import type { Viewer } from '../../src/access/viewer.js';
import { newAccessRecord } from '../../src/evidence/accessRecord.js';
import { createOperation } from '../../src/evidence/operation.js';
import { answerErrors } from '../../src/http/errorReplies.js';
import { registerUploadRoutes } from '../../src/http/uploadRoutes.js';
import { Fault } from '../../src/platform/errors.js';
import { fromGlobalId } from '../../src/platform/ids.js';
import { startHub, type TestHub } from '../support/hub.js';
import { clientOf, givenFile, refusalOf, type Client } from '../subgraphs/documents/documentsClient.js';

let hub: TestHub;
let maker: Client;
let reader: Client;
let app: FastifyInstance;
let url: string;
let openings: string[] = [];
let recordOpening = async (id: string): Promise<void> => void openings.push(id);

/** The routes of the hub with short times, and openings written down here. */
beforeAll(async () => {
  hub = await startHub();
  maker = clientOf(hub, await hub.tokenFor('MA-MIN-0001'));
  reader = clientOf(hub, await hub.tokenFor('MA-MIN-0002'));
  const viewers = new Map<string, Viewer>();
  app = fastify();
  app.decorateRequest('access');
  app.addHook('onRequest', async (request) => {
    request.access = newAccessRecord('REQUEST', 0);
  });
  answerErrors(app, hub.opened.hub.log);
  registerUploadRoutes(app, {
    authenticate: async ({ headers }) => viewerOf(viewers, headers.authorization ?? ''),
    operationOf: (request, viewer) => createOperation(hub.opened.hub, viewer, 'en', request.access),
    recordOpening: (_, id) => recordOpening(id),
    // long enough that what was sent is read before, on a busy machine too
    uploadTimes: { idleMs: 1_000, totalMs: 3_000 },
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
  await hub.close();
});

beforeEach(() => {
  openings = [];
  recordOpening = async (id) => void openings.push(id);
});

/** The token was checked by the hub that gave it. */
const viewerOf = async (known: Map<string, Viewer>, authorization: string): Promise<Viewer> => {
  const claims = JSON.parse(Buffer.from(authorization.split('.')[1]!, 'base64url').toString()) as Record<
    string,
    string
  >;
  const viewer = known.get(authorization) ?? (await readViewer(claims));
  known.set(authorization, viewer);
  return viewer;
};

const readViewer = async (claims: Record<string, string>): Promise<Viewer> => {
  const [client] = await hub.look<{ id: string; institution_id: string; scopes: string[] }>(
    `select id, institution_id, scopes from access.client where id::text = $1`,
    [claims['client_id'] ?? claims['sub']],
  );
  return {
    institutionId: client!.institution_id,
    institutionCode: '',
    clientId: client!.id,
    keyThumbprint: '',
    scopes: new Set(client!.scopes),
    functions: null,
    purpose: 'CORRESPONDENCE',
    purposes: ['CORRESPONDENCE'],
    caseReference: null,
    tokenId: '',
    expiresAtMs: 0,
  };
};

const givenHeld = async (): Promise<{ readonly contentUrl: string; readonly uuid: string; readonly bytes: Buffer }> => {
  const bytes = givenFile(100);
  const { id } = await maker.upload(bytes);
  const { uuid } = fromGlobalId(id)!;
  await hub.look(
    `insert into documents.holding (institution_id, document_id)
     select id, $1 from directory.institution where code = 'MA-MIN-0002'`,
    [uuid],
  );
  return { contentUrl: `${url}/documents/${id}/content`, uuid, bytes };
};

test('an opening is recorded before a recipient gets content, and only then', async () => {
  const { contentUrl, uuid } = await givenHeld();
  const etag = (await reader.get(contentUrl, {}, 'HEAD')).headers.get('etag')!;
  await reader.get(contentUrl, { 'if-none-match': etag });
  await reader.get(contentUrl, { range: 'bytes=100-' });
  await maker.get(contentUrl);
  const before = [...openings];
  await reader.get(contentUrl);
  await reader.get(contentUrl, { range: 'bytes=5-' });
  expect([before, openings]).toEqual([[], [uuid, uuid]]);
});

test('an opening that cannot be recorded withholds the content and all that describes it', async () => {
  const { contentUrl } = await givenHeld();
  recordOpening = async () => {
    throw new Fault('BUSY', 'busy');
  };
  const answer = await reader.get(contentUrl);
  expect([
    refusalOf(answer),
    answer.headers.get('content-disposition'),
    answer.headers.get('repr-digest'),
  ]).toMatchObject([{ status: 503, code: 'BUSY' }, null, null]);
});

test('a body that stalls is answered, and what came of it is kept', async () => {
  const bytes = givenFile(100);
  const { id } = await maker.start(bytes);
  const slow = maker.putSlowly(`${url}/uploads/${id}`, { 'content-length': 100 });
  slow.sending.write(bytes.subarray(0, 30));
  const status = await slow.status;
  slow.sending.destroy();
  expect([status, (await maker.start(bytes)).receivedBytes]).toEqual([408, 30]);
});

test('a body that trickles is stopped at the time limit of one request, and what came of it is kept', async () => {
  const bytes = givenFile(100);
  const { id } = await maker.start(bytes);
  const slow = maker.putSlowly(`${url}/uploads/${id}`, { 'content-length': 100 });
  let sent = 0;
  const drip = setInterval(() => slow.sending.write(bytes.subarray(sent, ++sent)), 50);
  const status = await slow.status;
  clearInterval(drip);
  slow.sending.destroy();
  const { receivedBytes } = await maker.start(bytes);
  expect([status, receivedBytes > 5 && receivedBytes <= sent]).toEqual([408, true]);
});
