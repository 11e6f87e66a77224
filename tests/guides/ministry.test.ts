import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../../src/platform/paths.js';
import { act, commune, newPdf } from '../support/exchange.js';
import { postGraphql, startHub, type TestHub } from '../support/hub.js';
import { seededRandom } from '../support/seededRandom.js';
import { startCuttingProxy, type CuttingProxy } from './cuttingProxy.js';
import { newCode } from './newCode.js';

const isLong = process.env['TEST_LONG'] === '1';
const random = seededRandom();
const ministry = 'MA-MIN-0006';

let proxy: CuttingProxy;
let hub: TestHub;
let folder: string;

beforeAll(async () => {
  console.log(`TEST_SEED=${random.seed}`);
  proxy = await startCuttingProxy(random);
  const started = await startHub({ env: { WASL_PUBLIC_URL: proxy.url } });
  const { port } = started.opened.app.server.address() as AddressInfo;
  proxy.leadTo(port);
  const url = `http://127.0.0.1:${port}`;
  hub = { ...started, url, graphql: (token, query, variables) => postGraphql(url, token, query, variables) };
  folder = mkdtempSync(join(tmpdir(), 'wasl-ministry-'));
}, 60_000);

afterAll(async () => {
  await hub.close();
  await proxy.close();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { readonly code: number | null; readonly output: string };

/** Runs a command of the ministry's system, and kills it after some milliseconds where that is said. */
const run = (args: readonly string[], killAfterMs: number | null = null): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      WASL_URL: proxy.url,
      WASL_FOLDER: folder,
      WASL_SANDBOX: '1',
      WASL_FIRST_WAIT_MS: '20',
    };
    const child = spawn(process.execPath, [projectFile('examples', 'ministry', 'main.mjs'), ...args], { env });
    const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject).on('close', (code) => {
      if (timer !== null) clearTimeout(timer);
      resolve({ code, output });
    });
  });

type Entry = { readonly type: string; readonly [member: string]: unknown };

const readJournal = (): readonly Entry[] => {
  const text = readFileSync(join(folder, 'journal.jsonl'), 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
};

const entriesOf = (type: string): readonly Entry[] => readJournal().filter((entry) => entry.type === type);

type Sent = { readonly id: string; readonly subject: string; readonly registerEntries: { readonly number: string }[] };

const outboxOf = async (): Promise<readonly Sent[]> => {
  const { data } = await hub.graphql(
    await hub.tokenFor(ministry),
    '{ outbox(first: 100) { nodes { id subject registerEntries { number } } } }',
  );
  return (data!['outbox'].nodes as Sent[]).toReversed();
};

test('a ministry sends under its own numbers, killed and cut off as often as it may be, each letter once', async () => {
  expect(await run(['enrol', await newCode(hub, ministry)])).toMatchObject({ code: 0 });
  expect(await run(['open'])).toMatchObject({ code: 0, output: expect.stringContaining('INSTITUTION') as string });
  const subjects = Array.from({ length: 6 }, (_, at) => `Circulaire ${at + 1}`);
  for (const subject of subjects) {
    const file = join(folder, `${subject}.pdf`);
    writeFileSync(file, newPdf());
    expect(await run(['enqueue', commune, subject, file])).toMatchObject({ code: 0 });
  }
  for (let round = 0; round < (isLong ? 20 : 4); round += 1) {
    proxy.cut(2);
    await run(['run'], 300 + random.below(1_500));
  }
  proxy.cut(0);
  for (let tries = 0; tries < 20; tries += 1) {
    const { code, output } = await run(['run']);
    if (code === 0 && output.includes('0 waiting, 0 held')) break;
  }

  const outbox = await outboxOf();
  const deposited = entriesOf('DEPOSITED');
  const numbers = new Map(entriesOf('NUMBERED').map(({ key, number }) => [key, number]));
  expect(outbox.map(({ subject }) => subject).sort()).toEqual(subjects);
  expect(new Set(deposited.map(({ correspondenceId }) => correspondenceId))).toEqual(
    new Set(outbox.map(({ id }) => id)),
  );
  expect(outbox.map(({ id, registerEntries }) => [id, registerEntries[0]!.number]).sort()).toEqual(
    deposited.map(({ key, correspondenceId }) => [correspondenceId, numbers.get(key)]).sort(),
  );
  expect(new Set(numbers.values()).size).toBe(subjects.length);
}, 240_000);

test('a letter that will not be taken as it is waits for a person, and its number is not given again', async () => {
  const file = join(folder, 'good.pdf');
  writeFileSync(file, newPdf());
  await run(['enqueue', 'MA-NONE', 'Sans destinataire', file]);
  await run(['enqueue', commune, 'Après', file]);
  const { output } = await run(['run']);
  expect(output).toContain('held: Sans destinataire: RECIPIENT_NOT_FOUND');
  expect(output).toContain('0 waiting, 1 held');
  expect(new Set(entriesOf('NUMBERED').map(({ number }) => number)).size).toBe(entriesOf('NUMBERED').length);
  expect((await outboxOf()).at(-1)).toMatchObject({ subject: 'Après', registerEntries: [{ number: '8' }] });
}, 60_000);

test('the evidence of all of it verifies without the hub, and a changed one does not', async () => {
  const [letter] = entriesOf('DEPOSITED') as unknown as { correspondenceId: string }[];
  const token = await hub.tokenFor(commune);
  const { data } = await hub.graphql(
    token,
    'query Of($id: ID!) { correspondence(id: $id) { attachments { sha256 } } }',
    {
      id: letter!.correspondenceId,
    },
  );
  const digests = (data!['correspondence'].attachments as { sha256: string }[]).map((each) => each.sha256);
  await act(hub, token, 'correspondenceRetrieve', { correspondenceId: letter!.correspondenceId, sha256: digests });
  expect(await run(['run'])).toMatchObject({ code: 0 });
  const deposits = entriesOf('DEPOSITED').length;

  // nothing listens there
  proxy.leadTo(1);
  // of each letter its acceptance and its consignment, and of one that it was handed over
  expect(await run(['verify'])).toEqual({ code: 0, output: `${2 * deposits + 1} good, 0 not good\n` });
  const journal = join(folder, 'journal.jsonl');
  const text = readFileSync(journal, 'utf8');
  const at = text.indexOf('"token":"') + 200;
  writeFileSync(journal, `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`);
  expect(await run(['verify'])).toMatchObject({ code: 1, output: expect.stringContaining('1 not good') as string });
}, 60_000);
