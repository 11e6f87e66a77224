import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createPool, plainReads, type Pool } from '../../../src/platform/database.js';
import { fromGlobalId } from '../../../src/platform/ids.js';
import { sweepUploads } from '../../../src/subgraphs/documents/sweepUploads.js';
import { startHub, type TestHub } from '../../support/hub.js';
import { clientOf, givenFile, type Client } from './documentsClient.js';

let hub: TestHub;
let client: Client;
let clock: Pool;

beforeAll(async () => {
  hub = await startHub();
  client = clientOf(hub, await hub.tokenFor('MA-MIN-0001'));
  clock = createPool(hub.database.urls.clock, { max: 1, onError: () => {} });
});

afterAll(async () => {
  await clock.end();
  await hub.close();
});

const sweep = (): Promise<number> => sweepUploads(plainReads(clock), hub.opened.hub.blobs);

const change = (id: string, assignments: string): Promise<unknown> =>
  hub.look(`update documents.upload set ${assignments} where id = $1`, [fromGlobalId(id)!.uuid]);

const expiredLongAgo = `expires_at = wasl.now() - interval '2 hours'`;

const filesIn = async (kind: 'partial' | 'final'): Promise<number> =>
  (await readdir(join(hub.dataDir, 'blobs', kind), { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  ).length;

const rows = async (id: string): Promise<number> =>
  (await hub.look(`select from documents.upload where id = $1`, [fromGlobalId(id)!.uuid])).length;

const givenUpload = async (received = 40): Promise<string> => {
  const bytes = givenFile(100);
  const { id, url } = await client.start(bytes);
  await client.put(url, bytes.subarray(0, received));
  return id;
};

test('expired uploads go with their bytes; open and finalised ones stay', async () => {
  const [expired, open, final] = [await givenUpload(), await givenUpload(), await givenUpload(100)];
  await client.finalize(final);
  await change(expired, expiredLongAgo);
  await change(final, expiredLongAgo);
  expect([await sweep(), await sweep()]).toEqual([1, 0]);
  expect([await rows(expired), await rows(open), await rows(final)]).toEqual([0, 1, 1]);
  expect([await filesIn('partial'), await filesIn('final')]).toEqual([1, 1]);
});

test('an upload whose digest was wrong is swept at once', async () => {
  const bytes = givenFile(100);
  const { id, url } = await client.start(bytes);
  await client.put(url, givenFile(100));
  await client.finalize(id);
  expect([await sweep(), await rows(id)]).toEqual([1, 0]);
});

test('an upload that expired a moment ago is left to whoever is closing it', async () => {
  const id = await givenUpload();
  await change(id, `expires_at = wasl.now() - interval '1 minute'`);
  expect([await sweep(), await rows(id)]).toEqual([0, 1]);
});

test('an upload to which a request is writing is left alone until it ends', async () => {
  const bytes = givenFile(100);
  const { id, url } = await client.start(bytes);
  const slow = client.putSlowly(url, { 'content-length': 100 });
  slow.sending.write(bytes.subarray(0, 40));
  await client.untilClaimed(id);
  await change(id, expiredLongAgo);
  const during = [await sweep(), await rows(id)];
  slow.sending.end(bytes.subarray(40));
  const status = await slow.status;
  expect([during, status, await sweep(), await rows(id)]).toEqual([[0, 1], 204, 1, 0]);
});

test('two sweeps at once drop each upload once', async () => {
  const ids = await Promise.all([1, 2, 3, 4, 5].map(() => givenUpload()));
  for (const id of ids) await change(id, expiredLongAgo);
  const dropped = await Promise.all([sweep(), sweep()]);
  expect(dropped[0] + dropped[1]).toBe(5);
});
