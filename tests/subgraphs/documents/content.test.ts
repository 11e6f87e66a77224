import { fromGlobalId, toGlobalId } from '../../../src/platform/ids.js';
import { deposit, institutionId } from '../../support/exchange.js';
import { startHub, type TestHub } from '../../support/hub.js';
import { clientOf, digestHeader, givenFile, refusalOf, sha256, type Client } from './documentsClient.js';

const owner = 'MA-MIN-0001';
const recipient = 'MA-MIN-0002';
const stranger = 'MA-MIN-0003';
const bytes = givenFile(1000);
const etag = `"${sha256(bytes).toString('hex')}"`;
let hub: TestHub;
let maker: Client;
let document: { id: string; contentUrl: string };

beforeAll(async () => {
  hub = await startHub();
  maker = clientOf(hub, await hub.tokenFor(owner));
  document = await maker.upload(bytes, { fileName: `l'avis n° 3 "(fin)" — رأي.pdf` });
});

afterAll(() => hub.close());

/** The document comes to an institution as documents do: by a letter of its maker. */
const givenHolding = async (code: string, id: string, confidential: boolean): Promise<void> => {
  const { payload, text } = await deposit(hub, await hub.tokenFor(owner), {
    idempotencyKey: id,
    subject: 'Objet',
    confidentiality: confidential ? 'CONFIDENTIAL' : 'ORDINARY',
    recipients: [{ institutionId: await institutionId(hub, code) }],
    attachments: [{ documentId: id, role: 'MAIN' }],
  });
  if (payload?.correspondence == null) throw new Error(text);
};

const clientWith = async (code: string, scopes: string[]): Promise<Client> =>
  clientOf(hub, await hub.tokenFor(code, { scopes }));

test('the content comes whole, with its digest, and as nothing that a browser would run', async () => {
  const { status, headers, bytes: body } = await maker.get(document.contentUrl);
  expect([status, body.equals(bytes)]).toEqual([200, true]);
  expect(Object.fromEntries(headers)).toMatchObject({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-digest': digestHeader(bytes),
    'content-disposition': `attachment; filename*=UTF-8''l%27avis%20n%C2%B0%203%20%22%28fin%29%22%20%E2%80%94%20%D8%B1%D8%A3%D9%8A.pdf`,
    'content-length': '1000',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-type': 'application/pdf',
    etag,
    'repr-digest': digestHeader(bytes),
    'x-content-type-options': 'nosniff',
  });
});

test.each([
  ['bytes=0-9', 0, 9],
  ['bytes=990-', 990, 999],
  ['bytes=-5', 995, 999],
  ['bytes=-5000', 0, 999],
  ['bytes=900-5000', 900, 999],
])('the range %s is answered alone', async (range, start, end) => {
  const answer = await maker.get(document.contentUrl, { range });
  expect([
    answer.status,
    answer.headers.get('content-range'),
    answer.bytes.equals(bytes.subarray(start, end + 1)),
  ]).toEqual([206, `bytes ${start}-${end}/1000`, true]);
  expect(answer.headers.get('content-digest')).toBeNull();
});

test.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('the range %s is behind the end', async (range) => {
  const answer = await maker.get(document.contentUrl, { range });
  expect([refusalOf(answer), answer.headers.get('content-range')]).toMatchObject([
    { status: 416, code: 'BAD_USER_INPUT' },
    'bytes */1000',
  ]);
});

test.each(['bytes=9-0', 'bytes=a-b', 'bytes=0-1,5-6', 'lines=0-1', 'bytes=-'])(
  'the range %s is ignored',
  async (range) => {
    expect((await maker.get(document.contentUrl, { range })).status).toBe(200);
  },
);

test('a range goes on only with the same content', async () => {
  const ask = async (ifRange: string): Promise<number> =>
    (await maker.get(document.contentUrl, { range: 'bytes=1-', 'if-range': ifRange })).status;
  expect([await ask(etag), await ask('"other"'), await ask('Sun, 22 Nov 2026 10:00:00 GMT')]).toEqual([206, 200, 200]);
});

test('content that the caller has is not sent again', async () => {
  const answer = await maker.get(document.contentUrl, { 'if-none-match': `"x", ${etag}` });
  expect([answer.status, answer.bytes.length]).toEqual([304, 0]);
});

test('HEAD says what GET would say, without content', async () => {
  const answer = await maker.get(document.contentUrl, {}, 'HEAD');
  expect([
    answer.status,
    answer.headers.get('content-length'),
    answer.headers.get('etag'),
    answer.bytes.length,
  ]).toEqual([200, '1000', etag, 0]);
});

test('every download leaves its access record', async () => {
  const own = await maker.upload(givenFile(10));
  await maker.get(own.contentUrl);
  const rows = await hub.look(
    `select from evidence.access where kind = 'DOWNLOAD' and objects @> jsonb_build_array(jsonb_build_array('Document', $1::text))`,
    [fromGlobalId(own.id)!.uuid],
  );
  expect(rows).toHaveLength(1);
});

test('foreign, unknown, malformed and other ids get one answer', async () => {
  const other = await clientWith(stranger, ['documents:read']);
  const upload = await maker.start(givenFile(5));
  const ids = [document.id, toGlobalId('Document', fromGlobalId(upload.id)!.uuid), upload.id, 'x', `${document.id}A`];
  const answers = await Promise.all(ids.map((id) => other.get(`${hub.url}/documents/${id}/content`)));
  expect(new Set(answers.map(({ status, bytes: body }) => `${status} ${body.toString()}`)).size).toBe(1);
  expect(refusalOf(answers[0]!)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const heads = await Promise.all(ids.map((id) => other.get(`${hub.url}/documents/${id}/content`, {}, 'HEAD')));
  expect(heads.map(({ status }) => status)).toEqual(ids.map(() => 404));
});

test('a confidential document needs the right to read confidential letters', async () => {
  const secret = await maker.upload(givenFile(50));
  await givenHolding(recipient, secret.id, true);
  const allowed = await clientWith(recipient, ['documents:read', 'correspondence:read-confidential']);
  const refused = await clientWith(recipient, ['documents:read']);
  const owners = await clientWith(owner, ['documents:read']);
  const answers = await Promise.all([allowed, refused, owners].map((each) => each.get(secret.contentUrl)));
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 200]);
});

test('documents:write opens what the institution made and nothing that it received', async () => {
  const [writer, receiver] = [
    await clientWith(owner, ['documents:write']),
    await clientWith(recipient, ['documents:write']),
  ];
  await givenHolding(recipient, document.id, false);
  const answers = await Promise.all([writer, receiver].map((each) => each.get(document.contentUrl)));
  expect(answers.map(({ status }) => status)).toEqual([200, 403]);
});

test('without a token, or without a scope for documents, nothing is answered', async () => {
  const reader = await clientWith(owner, ['correspondence:read']);
  expect([(await fetch(document.contentUrl)).status, (await reader.get(document.contentUrl)).status]).toEqual([
    401, 403,
  ]);
});

const nodeText = `query ($id: ID!) { node(id: $id) { ... on Document { sha256 contentUrl } ... on DocumentUpload { receivedBytes } } }`;

const nodeOf = async (code: string, id: string, scopes?: string[]): Promise<unknown> =>
  (await hub.graphql(await hub.tokenFor(code, scopes && { scopes }), nodeText, { id })).data?.['node'];

test('a document is found by its id by those who hold it', async () => {
  const made = await maker.upload(givenFile(20));
  await givenHolding(recipient, made.id, true);
  const seen = { sha256: made.sha256, contentUrl: made.contentUrl };
  const scopes = ['documents:read', 'documents:write'];
  expect([
    await nodeOf(owner, made.id, scopes),
    await nodeOf(recipient, made.id),
    await nodeOf(recipient, made.id, scopes),
    await nodeOf(stranger, made.id),
  ]).toEqual([seen, seen, null, null]);
});

test('an upload is found by its id by its institution while it is open', async () => {
  const { id } = await maker.start(givenFile(20));
  const seen = [await nodeOf(owner, id), await nodeOf(stranger, id)];
  await hub.look(`update documents.upload set expires_at = wasl.now() where id = $1`, [fromGlobalId(id)!.uuid]);
  expect([...seen, await nodeOf(owner, id)]).toEqual([{ receivedBytes: 0 }, null, null]);
});
