import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { appendToFile } from '../../src/platform/appendToFile.js';
import { newBlobName, type AppendOptions, type BlobStore } from '../../src/platform/blobStore.js';
import { createBlobStoreFs } from '../../src/platform/blobStoreFs.js';
import { mountSmallDisk } from '../support/smallDisk.js';

const hello = Buffer.from('hello, letter');
let root: string;
let blobs: BlobStore;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wasl-blobs-'));
  blobs = await createBlobStoreFs(join(root, 'blobs'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const options = (changed: Partial<AppendOptions> = {}): AppendOptions => ({
  limitBytes: Infinity,
  signal: new AbortController().signal,
  syncEveryMs: 1_000,
  onSynced: async () => {},
  ...changed,
});

async function* given(...chunks: (Uint8Array | Error)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}

const givenPartial = async (bytes: Uint8Array): Promise<string> => {
  const name = newBlobName();
  await blobs.append(name, 0, given(bytes), options());
  return name;
};

const givenFinal = async (bytes: Uint8Array): Promise<string> => {
  const name = await givenPartial(bytes);
  await blobs.finalize(name, announced(bytes));
  return name;
};

const announced = (bytes: Uint8Array, copy = false) => ({ sizeBytes: bytes.length, sha256: sha256(bytes), copy });

const readAll = async (name: string, range?: { start: number; end: number }): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of await blobs.read(name, range)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const filesOf = async (kind: string): Promise<string[]> =>
  (await readdir(join(root, 'blobs', kind), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test('append answers how much it wrote and the digest of that', async () => {
  const appended = await blobs.append(newBlobName(), 0, given(hello.subarray(0, 5), hello.subarray(5)), options());
  expect(appended).toEqual({ writtenBytes: hello.length, sha256: sha256(hello), end: 'ENDED' });
});

test('append cuts off what is beyond its offset', async () => {
  const name = await givenPartial(Buffer.from('hello, lettuce and more'));
  await blobs.append(name, 9, given(Buffer.from('tter')), options());
  expect(await blobs.finalize(name, announced(hello))).toBe(true);
});

test('append keeps what came before its source failed', async () => {
  const name = newBlobName();
  const appended = await blobs.append(name, 0, given(hello.subarray(0, 5), new Error('reset')), options());
  expect([appended.end, appended.writtenBytes, await blobs.partialSize(name)]).toEqual(['BROKEN', 5, 5]);
});

test('append stops at its signal while the source stalls', async () => {
  const controller = new AbortController();
  const stalls = async function* (): AsyncGenerator<Uint8Array> {
    yield hello;
    controller.abort();
    await pause(60_000, undefined, { ref: false });
  };
  const appended = await blobs.append(newBlobName(), 0, stalls(), options({ signal: controller.signal }));
  expect([appended.end, appended.writtenBytes]).toEqual(['BROKEN', hello.length]);
});

test('append writes nothing beyond its limit and leaves an endless source', async () => {
  let left = false;
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield hello;
    } finally {
      left = true;
    }
  };
  const name = newBlobName();
  const appended = await blobs.append(name, 0, endless(), options({ limitBytes: 30 }));
  await pause(0);
  expect([appended.end, await blobs.partialSize(name), left]).toEqual(['OVER_LIMIT', 26, true]);
});

test('append says what is on disk while bytes flow, and ends with what that throws', async () => {
  const synced: number[] = [];
  const onSynced = async (writtenBytes: number): Promise<void> => {
    synced.push(writtenBytes);
    if (synced.length === 2) throw new Error('claim lost');
  };
  const appending = blobs.append(newBlobName(), 0, given(hello, hello, hello), options({ syncEveryMs: 0, onSynced }));
  await expect(appending).rejects.toThrow('claim lost');
  expect(synced).toEqual([13, 26]);
});

test('finalize moves a blob that is as announced, once and again', async () => {
  const name = await givenPartial(hello);
  expect([await blobs.finalize(name, announced(hello)), await blobs.finalize(name, announced(hello))]).toEqual([
    true,
    true,
  ]);
  expect([await readAll(name), await filesOf('partial'), await filesOf('final')]).toEqual([
    hello.toString(),
    [],
    [name],
  ]);
});

test('finalize by two twins at once is true for both', async () => {
  const name = await givenPartial(hello);
  const answers = await Promise.all(
    [false, true, false, true].map((copy) => blobs.finalize(name, announced(hello, copy))),
  );
  expect([answers, await readAll(name), await filesOf('partial')]).toEqual([
    [true, true, true, true],
    hello.toString(),
    [],
  ]);
});

test('finalize leaves a blob of another size or digest where it is', async () => {
  const name = await givenPartial(hello);
  const wrong = { ...announced(hello), sha256: sha256(Buffer.from('other')) };
  const answers = [
    await blobs.finalize(name, wrong),
    await blobs.finalize(name, { ...wrong, copy: true }),
    await blobs.finalize(name, announced(hello.subarray(1))),
  ];
  expect([answers, await filesOf('partial'), await filesOf('final')]).toEqual([[false, false, false], [name], []]);
});

test('finalize says false for a blob that is not there', async () => {
  expect(await blobs.finalize(newBlobName(), announced(hello))).toBe(false);
});

test('finalize with copy puts the blob out of reach of an earlier writer', async () => {
  const name = await givenPartial(hello);
  let begun = (): void => {};
  let go = (): void => {};
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const mayGo = new Promise<void>((resolve) => (go = resolve));
  const stalled = (async function* (): AsyncGenerator<Uint8Array> {
    begun();
    await mayGo;
    yield Buffer.from('forged');
  })();
  const late = blobs.append(name, hello.length, stalled, options());
  await hasBegun;
  await blobs.finalize(name, announced(hello, true));
  go();
  await late;
  expect(await readAll(name)).toBe(hello.toString());
});

test('read answers a range', async () => {
  expect(await readAll(await givenFinal(hello), { start: 7, end: 9 })).toBe('let');
});

test('read rejects before the first byte when there is no such blob', async () => {
  await expect(blobs.read(newBlobName())).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a partial blob cannot be read', async () => {
  await expect(blobs.read(await givenPartial(hello))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('cutBack drops the end of a partial blob and never makes it longer', async () => {
  const name = await givenPartial(hello);
  await blobs.cutBack(name, 5);
  await blobs.cutBack(name, 9);
  expect(await blobs.partialSize(name)).toBe(5);
});

test('remove drops a blob in every state, also what a crash left beside it', async () => {
  const [partial, final] = [await givenPartial(hello), await givenFinal(hello)];
  await appendFile(join(root, 'blobs', 'partial', partial.slice(0, 2), `${partial}.0011223344556677`), hello);
  for (const name of [partial, final, newBlobName()]) await blobs.remove(name);
  expect([await filesOf('partial'), await filesOf('final')]).toEqual([[], []]);
});

test('files and folders are for this user alone', async () => {
  const name = await givenFinal(hello);
  const folder = join(root, 'blobs', 'final', name.slice(0, 2));
  const modes = [(await stat(folder)).mode, (await stat(join(folder, name))).mode].map((mode) => mode & 0o777);
  expect(modes).toEqual([0o700, 0o600]);
});

test('a name that is no blob name reaches no file', async () => {
  await expect(blobs.read('../../etc/passwd')).rejects.toThrow(TypeError);
});

test('append on a disk that fills is cut back to what was said to be on disk', async () => {
  const file = await open(join(root, 'file'), 'w+');
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const roomForTwo = new Proxy(file, {
    get: (handle, key) => {
      if (key === 'write') {
        return async (chunk: Uint8Array, from: number, length: number, position: number) => {
          const room = Math.min(length, 30 - position);
          if (room === 0) throw full;
          return handle.write(chunk, from, room, position);
        };
      }
      const value: unknown = Reflect.get(handle, key);
      return typeof value === 'function' ? (value.bind(handle) as unknown) : value;
    },
  });
  const appending = appendToFile(roomForTwo, 0, given(hello, hello, hello), options({ syncEveryMs: 0 }));
  await expect(appending).rejects.toBe(full);
  expect((await file.stat()).size).toBe(26);
  await file.close();
});

const disk = mountSmallDisk('1m');

afterAll(() => disk?.remove());

(disk === null ? test.skip : test)('a full disk is STORAGE_FULL and leaves the blob as it was', async () => {
  const store = await createBlobStoreFs(disk!.folder);
  const name = newBlobName();
  await store.append(name, 0, given(hello), options());
  const flood = Array.from({ length: 64 }, () => Buffer.alloc(64 * 1024, 'x'));
  const appending = store.append(name, hello.length, given(...flood), options());
  await expect(appending).rejects.toMatchObject({ code: 'STORAGE_FULL', httpStatus: 507 });
  expect(await store.partialSize(name)).toBe(hello.length);
});
