/**
 * Preloaded into a hub (`node --import`): names every call that one request makes to the database, to the disk and to the
 * signer, before it and after it, without a change in the product. A request says `Pause-At: <name>`; at the point of that
 * name the whole process stands still, so that the test can kill it exactly there. Every name is told on descriptor 4.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import crypto from 'node:crypto';
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import http from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { pg } = createRequire(import.meta.url)(process.env.TEST_HUB);
const pointsFd = 4;
/** A test that died cannot kill what stands still. */
const longestStandMs = 120_000;

const requests = new AsyncLocalStorage();

const tell = (line) => {
  for (;;) {
    try {
      return fs.writeSync(pointsFd, `${line}\n`);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
};

const standStill = () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, longestStandMs);
  process.kill(process.pid, 'SIGKILL');
};

const pass = (request, what) => {
  const nth = (request.passed.get(what) ?? 0) + 1;
  request.passed.set(what, nth);
  const name = nth === 1 ? what : `${what} (${nth})`;
  tell(name);
  if (name === request.pauseAt) standStill();
};

const around = (label, call) => {
  const request = requests.getStore();
  if (request === undefined) return call();
  pass(request, `before ${label()}`);
  const result = call();
  const after = () => pass(request, `after ${label()}`);
  if (typeof result?.then !== 'function') {
    after();
    return result;
  }
  return result.then(
    (value) => {
      after();
      return value;
    },
    (error) => {
      after();
      throw error;
    },
  );
};

const wrap = (target, method, label) => {
  const original = target[method];
  target[method] = function (...args) {
    return around(
      () => label.call(this, args),
      () => original.apply(this, args),
    );
  };
};

const statement = ([asked]) => {
  const text = typeof asked === 'string' ? asked : asked.text;
  return `database: ${text.replace(/\s+/g, ' ').trim().slice(0, 90)}`;
};

const place = (path) =>
  String(path)
    .replace(/^.*\/blobs/, 'blobs')
    .replace(/\/[0-9a-f]{2}(?=\/|$)/, '/xx')
    .replace(/[0-9a-f]{32}(\.[0-9a-f]+)?/, 'name');

wrap(pg.Client.prototype, 'query', statement);

for (const method of ['open', 'mkdir', 'rename', 'copyFile', 'stat', 'readdir', 'rm']) {
  wrap(fsPromises, method, (args) => `disk: ${method} ${place(args[0])}`);
}
const probe = await fs.promises.open(fileURLToPath(import.meta.url));
const handles = Object.getPrototypeOf(probe);
await probe.close();
for (const method of ['write', 'read', 'truncate', 'stat', 'datasync', 'sync', 'close']) {
  wrap(handles, method, () => `disk: ${method}`);
}
wrap(crypto, 'sign', () => 'signer: sign');

const { emit } = http.Server.prototype;
http.Server.prototype.emit = function (event, ...args) {
  const pauseAt = event === 'request' || event === 'checkContinue' ? args[0].headers['pause-at'] : undefined;
  if (pauseAt === undefined) return emit.call(this, event, ...args);
  const request = { pauseAt: decodeURIComponent(pauseAt), passed: new Map() };
  args[1].once('finish', () => pass(request, 'after the answer'));
  return requests.run(request, () => emit.call(this, event, ...args));
};
