import { rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { toGlobalId, uuidOfGlobalId } from '../../../src/platform/ids.js';
import { startHub, type TestHub } from '../../support/hub.js';
import { mountSmallDisk } from '../../support/smallDisk.js';
import { clientOf, digestHeader, givenFile, refusalOf, sha256, type Client } from './documentsClient.js';

const owner = 'MA-MIN-0001';
const stranger = 'MA-MIN-0002';
let hub: TestHub;
let token: string;
let client: Client;
let other: Client;

beforeAll(async () => {
  hub = await startHub();
  token = await hub.tokenFor(owner);
  client = clientOf(hub, token);
  other = clientOf(hub, await hub.tokenFor(stranger));
});

afterAll(() => hub.close());

const noId = toGlobalId('DocumentUpload', '019a0000-0000-7000-8000-00000000dead');
const noUpload = { document: null, userErrors: [{ code: 'UPLOAD_NOT_FOUND', path: ['input', 'uploadId'] }] };

const change = (id: string, assignments: string): Promise<unknown> =>
  hub.look(`update documents.upload set ${assignments} where id = $1`, [uuidOfGlobalId('DocumentUpload', id)]);

const expire = (id: string): Promise<unknown> => change(id, `expires_at = wasl.now() - interval '1 second'`);

const receivedBytes = async (bytes: Uint8Array): Promise<number> => (await client.start(bytes)).receivedBytes;

/** Waits until a broken request has been noticed and counted. */
const receivedAfterBreak = async (bytes: Uint8Array, before: number): Promise<number> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const now = await receivedBytes(bytes);
    if (now > before) return now;
    await pause(20);
  }
  return before;
};

test('a file goes from its announcement to a document', async () => {
  const bytes = givenFile(200_000);
  const { id, url, receivedBytes: received } = await client.start(bytes, { fileName: 'رسالة رقم 12.pdf' });
  const put = await client.put(url, bytes, { 'content-digest': digestHeader(bytes) });
  const { document, userErrors } = await client.finalize(id);
  expect([received, put.status, put.headers.get('upload-offset'), userErrors]).toEqual([0, 204, '200000', []]);
  expect(document).toMatchObject({
    fileName: 'رسالة رقم 12.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 200_000,
    sha256: sha256(bytes).toString('hex'),
  });
  expect((await client.get(document.contentUrl)).bytes.equals(bytes)).toBe(true);
});

test('starting the same file again while it is open gives the same upload', async () => {
  const bytes = givenFile(10);
  const twins = await Promise.all([1, 2, 3, 4].map(() => client.start(bytes)));
  await client.put(twins[0]!.url, bytes);
  const again = await client.start(bytes);
  expect([...new Set([...twins, again].map(({ id }) => id))]).toHaveLength(1);
  expect(again.receivedBytes).toBe(10);
});

test('another name, type, client or institution gives another upload', async () => {
  const bytes = givenFile(10);
  const uploads = [
    await client.start(bytes),
    await client.start(bytes, { fileName: 'other.pdf' }),
    await client.start(bytes, { mediaType: 'text/plain' }),
    await other.start(bytes),
  ];
  expect(new Set(uploads.map(({ id }) => id)).size).toBe(4);
});

test('a file that was finalised or has expired is started anew', async () => {
  const bytes = givenFile(10);
  const first = await client.start(bytes);
  await client.put(first.url, bytes);
  await client.finalize(first.id);
  const second = await client.start(bytes);
  await expire(second.id);
  const third = await client.start(bytes);
  expect(new Set([first.id, second.id, third.id]).size).toBe(3);
});

test.each([
  ['', 'FILE_NAME_INVALID'],
  ['   ', 'FILE_NAME_INVALID'],
  ['..', 'FILE_NAME_INVALID'],
  ['a/b.pdf', 'FILE_NAME_INVALID'],
  ['a\\b.pdf', 'FILE_NAME_INVALID'],
  ['a\u0000b.pdf', 'FILE_NAME_INVALID'],
  ['a\r\nb.pdf', 'FILE_NAME_INVALID'],
  ['a\u202Efdp.exe', 'FILE_NAME_INVALID'],
  ['a\u2066b.pdf', 'FILE_NAME_INVALID'],
  ['a\u200Fb.pdf', 'FILE_NAME_INVALID'],
  ['a\u061Cb.pdf', 'FILE_NAME_INVALID'],
  ['\u200B', 'FILE_NAME_INVALID'],
  ['a\uD800b.pdf', 'FILE_NAME_INVALID'],
  ['é'.repeat(256), 'FILE_NAME_INVALID'],
])('the file name %j is refused', async (fileName, code) => {
  const { upload, userErrors } = await client.tryStart(givenFile(3), { fileName });
  expect([upload, userErrors]).toEqual([null, [{ code, path: ['input', 'fileName'] }]]);
});

test('a file name of 255 characters in any script is taken', async () => {
  expect((await client.tryStart(givenFile(3), { fileName: 'ش'.repeat(255) })).userErrors).toEqual([]);
});

test.each(['text/html', 'image/svg+xml', 'application/x-msdownload', 'pdf', '', 'application/pdf; charset=x'])(
  'the media type %j is refused',
  async (mediaType) => {
    const { userErrors } = await client.tryStart(givenFile(3), { mediaType });
    expect(userErrors).toEqual([{ code: 'FORMAT_FORBIDDEN', path: ['input', 'mediaType'] }]);
  },
);

test('all faults of a start come at once', async () => {
  const { userErrors } = await client.tryStart(givenFile(3), { fileName: '/', mediaType: 'x', sizeBytes: 0 });
  expect(userErrors).toEqual([
    { code: 'FILE_NAME_INVALID', path: ['input', 'fileName'] },
    { code: 'FORMAT_FORBIDDEN', path: ['input', 'mediaType'] },
    { code: 'SIZE_INVALID', path: ['input', 'sizeBytes'] },
  ]);
});

test('a file larger than the hub takes is refused', async () => {
  const { userErrors } = await client.tryStart(givenFile(3), { sizeBytes: 2 * 1024 ** 3 + 1 });
  expect(userErrors).toEqual([{ code: 'SIZE_LIMIT', path: ['input', 'sizeBytes'] }]);
});

test('an upload goes on after breaks at random places', async () => {
  const bytes = givenFile(3_000_000);
  const { id, url } = await client.start(bytes);
  let received = 0;
  for (let breaks = 0; breaks < 4; breaks += 1) {
    const to = received + 1 + Math.floor(Math.random() * 600_000);
    await client.putBroken(url, bytes, received, to);
    received = await receivedAfterBreak(bytes, received);
    expect(received).toBeLessThanOrEqual(to);
  }
  const last = await client.putRest(url, bytes, received);
  const { document } = await client.finalize(id);
  expect([last.status, document.sha256]).toEqual([204, sha256(bytes).toString('hex')]);
});

test('parts in order make the whole, with an unknown total too', async () => {
  const bytes = givenFile(100);
  const { id, url } = await client.start(bytes);
  const first = await client.put(url, bytes.subarray(0, 40));
  const second = await client.put(url, bytes.subarray(40), { 'content-range': 'bytes 40-99/*' });
  expect([first, second].map(({ headers }) => headers.get('upload-offset'))).toEqual(['40', '100']);
  expect((await client.finalize(id)).userErrors).toEqual([]);
});

test('a part at another place than the end of what is there is refused with the right place', async () => {
  const bytes = givenFile(100);
  const { url } = await client.start(bytes);
  await client.put(url, bytes.subarray(0, 40));
  const answers = [
    await client.put(url, bytes),
    await client.putRest(url, bytes, 41),
    await client.putRest(url, bytes, 39),
  ];
  const mismatch = { status: 409, code: 'UPLOAD_OFFSET_MISMATCH', receivedBytes: 40 };
  expect(answers.map(refusalOf)).toEqual([mismatch, mismatch, mismatch]);
});

test('a part with another digest than announced is dropped', async () => {
  const bytes = givenFile(100);
  const { url } = await client.start(bytes);
  const put = await client.put(url, bytes, { 'content-digest': digestHeader(bytes.subarray(1)) });
  expect(refusalOf(put)).toEqual({ status: 422, code: 'DIGEST_MISMATCH', receivedBytes: 0 });
  expect(await receivedBytes(bytes)).toBe(0);
});

test('a body that says it is larger than the file is refused before it is read', async () => {
  const bytes = givenFile(100);
  const { url } = await client.start(bytes);
  const put = await client.put(url, Buffer.concat([bytes, bytes]));
  expect(refusalOf(put)).toEqual({ status: 413, code: 'PAYLOAD_TOO_LARGE', receivedBytes: undefined });
});

test('an endless body is cut off and dropped', async () => {
  const bytes = givenFile(100_000);
  const { url } = await client.start(bytes);
  const { port, hostname, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `PUT ${pathname} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  const chunk = Buffer.concat([Buffer.from('2710\r\n'), bytes.subarray(0, 10_000), Buffer.from('\r\n')]);
  const pump = setInterval(() => socket.write(chunk), 2);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString('latin1')));
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(pump);
  expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*PAYLOAD_TOO_LARGE/);
  expect(await receivedBytes(bytes)).toBe(0);
});

test.each([
  [{ 'content-range': 'bytes 0-98/100' }, 400],
  [{ 'content-range': 'bytes 0-99/101' }, 400],
  [{ 'content-range': 'bytes 99-0/100' }, 400],
  [{ 'content-range': 'bytes */100' }, 400],
  [{ 'content-range': 'chunks 0-99/100' }, 400],
  [{ 'content-digest': 'sha-256=abc' }, 400],
  [{ 'content-digest': 'sha-256=:YWJj:' }, 400],
  [{ 'content-encoding': 'gzip' }, 415],
])('the headers %j are refused and nothing is kept', async (headers, status) => {
  const bytes = givenFile(100);
  const { url } = await client.start(bytes);
  const put = await client.put(url, bytes, headers);
  expect(refusalOf(put)).toMatchObject({ status, code: 'BAD_USER_INPUT' });
  expect(await receivedBytes(bytes)).toBe(0);
});

test('a body of any type is taken as it is', async () => {
  for (const type of ['application/json', 'multipart/form-data; boundary=x', 'no type at all']) {
    const bytes = Buffer.concat([Buffer.from('{"a":'), givenFile(20)]);
    const { url } = await client.start(bytes);
    expect((await client.put(url, bytes, { 'content-type': type })).status).toBe(204);
  }
});

const disk = mountSmallDisk('2m');

afterAll(() => disk?.remove());

(disk === null ? test.skip : test)('a full disk is told, and the upload goes on when there is room', async () => {
  const dataDir = join(disk!.folder, 'wasl');
  const small = await startHub({ database: hub.database, dataDir });
  const cramped = clientOf(small, await small.tokenFor(owner));
  const bytes = givenFile(1_000_000);
  const { id, url } = await cramped.start(bytes);
  await cramped.put(url, bytes.subarray(0, 1000));
  await writeFile(join(disk!.folder, 'ballast'), Buffer.alloc(2_000_000)).catch(() => {});
  const refused = await cramped.putRest(url, bytes, 1000);
  await rm(join(disk!.folder, 'ballast'));
  const rest = await cramped.putRest(url, bytes, 1000);
  const { userErrors } = await cramped.finalize(id);
  await small.close();
  expect([refusalOf(refused), rest.status, userErrors]).toEqual([
    { status: 507, code: 'STORAGE_FULL', receivedBytes: 1000 },
    204,
    [],
  ]);
});

test('of two requests on one upload at once, one writes', async () => {
  const bytes = givenFile(100_000);
  const { id, url } = await client.start(bytes);
  const slow = client.putSlowly(url, { 'content-length': bytes.length });
  slow.sending.write(bytes.subarray(0, 1000));
  await client.untilClaimed(id);
  const second = await client.put(url, bytes);
  slow.sending.end(bytes.subarray(1000));
  expect([refusalOf(second), await slow.status]).toMatchObject([{ status: 503, code: 'BUSY' }, 204]);
  expect((await client.finalize(id)).userErrors).toEqual([]);
});

test('twins that start, send and finalise together end with one document', async () => {
  const bytes = givenFile(300_000);
  const uploads = await Promise.all([1, 2, 3, 4].map(() => client.start(bytes)));
  const puts = await Promise.all(uploads.map(({ url }) => client.put(url, bytes)));
  const ends = await Promise.all(uploads.map(({ id }) => client.finalize(id)));
  expect(puts.filter(({ status }) => status === 204)).toHaveLength(1);
  expect(puts.every(({ status }) => [204, 409, 503].includes(status))).toBe(true);
  expect(new Set(ends.map(({ document }) => document.id)).size).toBe(1);
});

test('two hubs on one database and folder let one request write', async () => {
  const second = await startHub({ database: hub.database, dataDir: hub.dataDir });
  const elsewhere = clientOf(second, await second.tokenFor(owner));
  const bytes = givenFile(400_000);
  const { id, url } = await client.start(bytes);
  const puts = await Promise.all(
    [client, elsewhere, client, elsewhere].map((each, at) =>
      each.put(at % 2 === 0 ? url : url.replace(hub.url, second.url), bytes),
    ),
  );
  const { document } = await elsewhere.finalize(id);
  await second.close();
  expect(puts.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
  expect(puts.every(({ status }) => [204, 409, 503].includes(status))).toBe(true);
  expect(document.sha256).toBe(sha256(bytes).toString('hex'));
});

test('a writer that died leaves its upload after its lease, with what it had counted', async () => {
  const bytes = givenFile(1000);
  const { id, url } = await client.start(bytes);
  await client.put(url, bytes.subarray(0, 400));
  await change(id, `claim = gen_random_uuid(), claimed_until = clock_timestamp() + interval '5 seconds'`);
  const early = await client.putRest(url, bytes, 400);
  await change(id, `claimed_until = clock_timestamp() - interval '1 second'`);
  const late = await client.putRest(url, bytes, 400);
  expect([early.status, early.headers.get('retry-after'), late.status]).toEqual([503, '6', 204]);
  expect((await client.finalize(id)).document.sha256).toBe(sha256(bytes).toString('hex'));
});

test('a writer that lost its claim is stopped and changes nothing that is final', async () => {
  const bytes = givenFile(1000);
  const { id, url } = await client.start(bytes);
  const stalled = client.putSlowly(url, { 'content-length': bytes.length });
  stalled.sending.write(bytes.subarray(0, 100));
  await client.untilClaimed(id);
  await change(id, `claimed_until = clock_timestamp() - interval '1 second'`);
  expect((await client.put(url, bytes)).status).toBe(204);
  const { document } = await client.finalize(id);
  stalled.sending.end(Buffer.alloc(900, 'x'));
  expect(await stalled.status).toBe(404);
  expect((await client.get(document.contentUrl)).bytes.equals(bytes)).toBe(true);
});

test('finalising again gives the same document', async () => {
  const bytes = givenFile(100);
  const { id, url } = await client.start(bytes);
  await client.put(url, bytes);
  const [first, again] = [await client.finalize(id), await client.finalize(id)];
  expect(again).toEqual(first);
});

test('an upload with bytes missing cannot be finalised and goes on', async () => {
  const bytes = givenFile(100);
  const { id, url } = await client.start(bytes);
  await client.put(url, bytes.subarray(0, 40));
  const early = await client.finalize(id);
  await client.putRest(url, bytes, 40);
  expect(early).toEqual({ document: null, userErrors: [{ code: 'UPLOAD_INCOMPLETE', path: ['input', 'uploadId'] }] });
  expect((await client.finalize(id)).userErrors).toEqual([]);
});

test('bytes without the announced digest make no document, and the file starts anew', async () => {
  const bytes = givenFile(100);
  const { id, url } = await client.start(bytes);
  await client.put(url, givenFile(100));
  const refused = { document: null, userErrors: [{ code: 'UPLOAD_DIGEST_MISMATCH', path: ['input', 'uploadId'] }] };
  expect([await client.finalize(id), await client.finalize(id)]).toEqual([refused, noUpload]);
  expect(await client.start(bytes)).toMatchObject({ receivedBytes: 0 });
});

test('a foreign, unknown, expired, malformed and closed upload get one answer', async () => {
  const foreign = await other.start(givenFile(100));
  const expired = await client.start(givenFile(100));
  await expire(expired.id);
  const bytes = givenFile(100);
  const closed = await client.start(bytes);
  await client.put(closed.url, bytes);
  const { document } = await client.finalize(closed.id);
  const ids = [noId, foreign.id, expired.id, closed.id, document.id, 'x', `${noId}=`];
  const puts = await Promise.all(ids.map((id) => client.put(`${hub.url}/uploads/${id}`, bytes)));
  const answers = puts.map(({ status, bytes: body, headers }) => [
    status,
    body.toString(),
    headers.get('content-type'),
  ]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(refusalOf(puts[0]!)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const finals = await Promise.all([noId, foreign.id, expired.id, document.id, 'x'].map((id) => client.finalize(id)));
  expect(finals).toEqual(finals.map(() => noUpload));
});

test('a refusal comes before the body is read', async () => {
  const { sending, status } = client.putSlowly(`${hub.url}/uploads/${noId}`, { 'content-length': 1_000_000_000 });
  sending.write('x');
  expect(await status).toBe(404);
  sending.destroy();
});

test('a client that asks for leave sends its body only when it is wanted', async () => {
  const bytes = givenFile(100);
  const { url } = await client.start(bytes);
  const ask = (to: string): Promise<unknown[]> =>
    new Promise((resolve, reject) => {
      const seen: unknown[] = [];
      void hub.tokenFor(owner).then((token) => {
        const headers = { authorization: `Bearer ${token}`, expect: '100-continue', 'content-length': 100 };
        const sending = request(to, { method: 'PUT', headers, agent: false });
        sending.on('continue', () => {
          seen.push(100);
          sending.end(bytes);
        });
        sending.on('response', (response) => {
          response.resume();
          sending.destroy();
          resolve([...seen, response.statusCode]);
        });
        sending.on('error', reject);
        sending.flushHeaders();
      });
    });
  expect([await ask(url), await ask(`${hub.url}/uploads/${noId}`)]).toEqual([[100, 204], [404]]);
});

test('without a token, or without documents:write, nothing is taken', async () => {
  const bytes = givenFile(100);
  const { url } = await client.start(bytes);
  const reader = clientOf(hub, await hub.tokenFor(owner, { scopes: ['documents:read'] }));
  const nobody = await fetch(url, { method: 'PUT', body: bytes });
  expect([nobody.status, (await reader.put(url, bytes)).status, await receivedBytes(bytes)]).toEqual([401, 403, 0]);
});
