import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EvidenceKeys } from '../../src/evidence/evidenceKeySet.js';
import { verifyEvidence } from '../../src/evidence/verifyEvidence.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { commune, ministry, newPdf, stranger } from '../support/exchange.js';
import { startHubProcess, type HubProcess } from '../support/hubProcess.js';
import { act, askAct, institutionIdOf, tokenFor, upload, type ActPayload, type At } from './support/hubClient.js';
import { percentile, startInboxReader } from './support/inboxReader.js';
import { lookOnce } from './support/lookOnce.js';
import { findBroken } from './support/wholeness.js';

const isLong = process.env['TEST_LONG'] === '1';
const letters = isLong ? 5_000 : 200;
const idleMs = isLong ? 10_000 : 1_000;
const clients = 16;

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'wasl-two-hubs-'));
const dataDir = join(folder, 'data');
let hubs: HubProcess[];

const start = (): Promise<HubProcess> => startHubProcess({ database, dataDir, publicUrl: 'http://hub.test' });

beforeAll(async () => {
  database = await createTestDatabase();
  hubs = [await start(), await start()];
}, 90_000);

afterAll(async () => {
  await Promise.all(hubs.map((hub) => hub.kill()));
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

type Receipt = { readonly key: string; readonly input: object; readonly payload: ActPayload };

/** Deposits until `next` says that it is enough. A call that fails in any way is made again with its key, at the other hub. */
const runClient = async (nth: number, input: object, next: () => string | null): Promise<readonly Receipt[]> => {
  const receipts: Receipt[] = [];
  let turn = nth;
  const hub = (): At => hubs[turn % hubs.length]!;
  let token = await tokenFor(hub(), ministry);
  for (let key = next(); key !== null; key = next()) {
    for (let payload: ActPayload | null = null; payload === null; turn += 1) {
      try {
        const answer = await askAct(hub(), token, 'correspondenceDeposit', { ...input, idempotencyKey: key });
        payload = (answer.data?.['correspondenceDeposit'] ?? null) as ActPayload | null;
        if (answer.status === 401) token = await tokenFor(hub(), ministry);
        if (payload === null && answer.status < 500 && answer.status !== 401) throw new Refusal(answer.text);
      } catch (error) {
        if (error instanceof Refusal) throw error;
      }
      if (payload === null) await pause(50);
      else receipts.push({ key, input, payload });
    }
  }
  return receipts;
};

/** The median of the 99th percentiles of 100 readings each: one hiccup of a shared machine is one of them. */
const steadyP99 = (durations: readonly number[]): number => {
  const windows = Array.from({ length: Math.max(1, Math.floor(durations.length / 100)) }, (_, at) =>
    durations.slice(at * 100, (at + 1) * 100),
  );
  return percentile(
    windows.map((window) => percentile(window, 0.99)),
    0.5,
  );
};

const told = (steady: number, durations: readonly number[]): string =>
  `${steady.toFixed(1)} (${percentile(durations, 0.99).toFixed(1)} over all ${durations.length} readings)`;

/** An answer that no retry turns into a letter. */
class Refusal extends Error {}

test(
  `16 clients, two hubs, one killed midway: ${letters} numbers on one register without gap or double`,
  async () => {
    const reader = startInboxReader(hubs[1]!, stranger);
    const [first] = hubs as [HubProcess, HubProcess];
    const token = await tokenFor(first, ministry);
    const recipient = await institutionIdOf(first, token, commune);
    const inputs = await Promise.all(
      Array.from({ length: clients }, async (_, nth) => ({
        subject: `Client ${nth}`,
        recipients: [{ institutionId: recipient }],
        attachments: [
          { documentId: (await upload(first, token, { fileName: 'a.pdf', bytes: newPdf() })).id, role: 'MAIN' },
        ],
      })),
    );
    // the first readings of a new process are no measure of a hub at rest
    await pause(idleMs / 2);
    await reader.take();
    await pause(idleMs);
    const idle = await reader.take();

    let given = 0;
    const next = (): string | null => (++given > letters ? null : randomUUID());
    const running = inputs.map((input, nth) => runClient(nth, input, next));
    const interruption = (async () => {
      while (given < letters * 0.4) await pause(20);
      await first.kill();
      while (given < letters * 0.6) await pause(20);
      hubs[0] = await start();
    })();
    const startedAtMs = Date.now();
    const receipts = (await Promise.all(running)).flat();
    const seconds = (Date.now() - startedAtMs) / 1000;
    await interruption;
    const loaded = await reader.take();
    reader.stop();

    const [idleP99, loadedP99] = [steadyP99(idle.durations), steadyP99(loaded.durations)];
    process.stdout.write(
      `two hubs: ${letters} deposits in ${seconds.toFixed(1)} s; another institution's inbox, p99 in ms: ` +
        `${told(idleP99, idle.durations)} idle, ${told(loadedP99, loaded.durations)} under load\n`,
    );
    expect([...idle.failures, ...loaded.failures]).toEqual([]);
    expect(await findBroken(database, dataDir)).toEqual({});

    const numbers = receipts.map(({ payload }) => Number(payload.registerEntry?.number)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: letters }, (_, at) => at + 1));
    const stored = await lookOnce<{ key: string; number: string; token: string }>(
      database,
      `select i.key, l.departure_number as number, e.token
         from wasl.idempotency i
         join correspondence.correspondence l on l.id = i.object_id
         join evidence.evidence e on e.id = (i.result ->> 'evidenceId')::uuid`,
    );
    expect(new Map(stored.map(({ key, number, token }) => [key, `${number} ${token}`]))).toEqual(
      new Map(receipts.map(({ key, payload }) => [key, `${payload.registerEntry!.number} ${payload.evidence!.token}`])),
    );

    const keys = (await (await fetch(`${hubs[0]!.url}/.well-known/evidence-keys.json`)).json()) as EvidenceKeys;
    const signedBy = new Set<string>();
    for (const { number, token } of stored) {
      const { details } = await verifyEvidence(token, keys, { sandbox: true });
      expect(details['registerNumbers']).toMatchObject([{ number, direction: 'OUT' }]);
      signedBy.add((JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid);
    }
    // the first, the second, and the first again after its restart
    expect(keys.keys).toHaveLength(3);
    expect(signedBy.size).toBeGreaterThanOrEqual(2);

    const fresh = await tokenFor(hubs[0]!, ministry);
    for (const [at, { key, input, payload }] of receipts.slice(0, 20).entries()) {
      const again = await act(hubs[at % 2]!, fresh, 'correspondenceDeposit', { ...input, idempotencyKey: key });
      expect(again).toEqual({ ...payload, replayed: true });
    }

    if (isLong) expect(loadedP99).toBeLessThan(5 * idleP99);
  },
  isLong ? 1_800_000 : 120_000,
);
