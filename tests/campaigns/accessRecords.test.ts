import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fromGlobalId, toGlobalId } from '../../src/platform/ids.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { commune, ministry, newPdf, stranger } from '../support/exchange.js';
import { startHubProcess, type HubProcess } from '../support/hubProcess.js';
import { seededRandom } from '../support/seededRandom.js';
import { startBreakingProxy } from './support/breakingProxy.js';
import { askAct, institutionIdOf, tokenFor, upload, type ActPayload, type At } from './support/hubClient.js';
import { lookOnce } from './support/lookOnce.js';
import { drawOperation, type Party, type RandomOperation, type World } from './support/randomOperations.js';
import { rawRequest, type RawAnswer } from './support/rawRequest.js';
import { findBroken } from './support/wholeness.js';

const isLong = process.env['TEST_LONG'] === '1';
const count = isLong ? 2_000 : 100;
const workers = 6;
const random = seededRandom();

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'wasl-records-'));
const dataDir = join(folder, 'data');
let hub: HubProcess;
let parties: readonly Party[];

const start = (): Promise<HubProcess> => startHubProcess({ database, dataDir, publicUrl: 'http://hub.test' });

beforeAll(async () => {
  database = await createTestDatabase();
  hub = await start();
  parties = await Promise.all([ministry, commune, stranger].map(givenParty));
}, 90_000);

afterAll(async () => {
  await hub.kill();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const purposes = ['CORRESPONDENCE'];

/** An institution with a small document and one whose bytes do not fit into the buffers of a connection. */
const givenParty = async (code: string): Promise<Party> => {
  const token = await tokenFor(hub, code, { purposes });
  const files = [newPdf(), Buffer.concat([newPdf(), Buffer.alloc(8_000_000)])];
  const documents = [];
  for (const bytes of files) documents.push(await upload(hub, token, { fileName: 'a.pdf', bytes }));
  return {
    code,
    documents,
    token,
    id: await institutionIdOf(hub, token, code),
    weakToken: await tokenFor(hub, code, { purposes, scopes: ['documents:read'] }),
  };
};

type Seen = { readonly reference: string; readonly operation: RandomOperation; readonly answer: RawAnswer | null };

type Recorded = {
  readonly reference: string;
  readonly institution: string;
  readonly tokenId: string;
  readonly objects: readonly [string, string][];
  readonly outcome: string;
  readonly status: number;
};

test(
  `every answer of ${count} random operations has its record, and the feed shows each position once (seed ${random.seed})`,
  async () => {
    const world: World = { random, parties, letters: [], uploads: [], deposits: [] };
    const proxy = await startBreakingProxy(() => hub, seededRandom(random.seed));
    const feed = followFeed(proxy, parties[1]!);
    try {
      const seen = await runOperations(world);
      await untilFed();
      const read = await feed.finish();
      expect(await findBroken(database, dataDir)).toEqual({});

      const records = await readRecords();
      const wrong = seen.flatMap((each) => {
        const fault = faultOf(each, records.get(each.reference) ?? []);
        return fault === null ? [] : [{ name: each.operation.name, status: each.answer?.status, fault }];
      });
      expect(wrong).toEqual([]);
      // the campaign saw what it is for
      expect(seen.some(({ answer }) => answer?.isWhole === false)).toBe(true);
      expect(seen.some(({ answer }) => answer === null)).toBe(true);

      expect(read).toEqual(await storedFeed(parties[1]!.id));
      expect(proxy.broken()).toBeGreaterThan(0);
    } finally {
      feed.stop();
      proxy.close();
    }
  },
  isLong ? 1_800_000 : 120_000,
);

/** The sequencer has placed every act; accesses go on, since the feed is still read. */
const untilFed = async (): Promise<void> => {
  while ((await lookOnce(database, `select from evidence.pending where kind = 'act' limit 1`)).length > 0)
    await pause(50);
};

/** Several clients at once; the hub is killed while their operations are in flight, and comes again. */
const runOperations = async (world: World): Promise<readonly Seen[]> => {
  const seen: Seen[] = [];
  const kills = new Set(
    Array.from({ length: isLong ? 6 : 2 }, (_, nth) => Math.floor((count * (nth + 1)) / (isLong ? 7 : 3))),
  );
  let given = 0;
  let up = Promise.resolve();
  const restart = async (): Promise<void> => {
    await pause(random.below(20));
    await hub.kill();
    hub = await start();
  };
  const work = async (): Promise<void> => {
    for (let nth = given++; nth < count; nth = given++) {
      if (kills.has(nth)) up = restart();
      // the operation after goes to a hub that is being killed
      else if (!kills.has(nth - 1)) await up;
      const operation = drawOperation(world);
      const reference = `operation-${nth}`;
      const { token, headers } = operation;
      const answer = await rawRequest(hub, {
        ...operation,
        headers: {
          ...headers,
          'wasl-case': reference,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
      });
      seen.push({ reference, operation, answer });
      const data = answer?.isWhole === true && answer.status === 200 ? dataOf(answer) : null;
      if (data !== null && Object.values(data).every((value) => value !== null)) operation.learn?.(data);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  await up;
  return seen;
};

type Body = {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
};
type Data = Readonly<Record<string, unknown>>;

const bodyOf = (answer: RawAnswer): Body | null => {
  try {
    return JSON.parse(answer.body.toString()) as Body;
  } catch {
    return null;
  }
};

const dataOf = (answer: RawAnswer): Data | null => bodyOf(answer)?.data ?? null;

const readRecords = async (): Promise<ReadonlyMap<string, readonly Recorded[]>> => {
  const rows = await lookOnce<Recorded>(
    database,
    `select distinct on (id) case_reference as reference, institution_id as institution, token_id as "tokenId", objects, outcome,
            http_status as status
       from evidence.access
      where case_reference is not null
      order by id`,
  );
  const records = new Map<string, Recorded[]>();
  for (const row of rows) records.set(row.reference, [...(records.get(row.reference) ?? []), row]);
  return records;
};

/** What is wrong with the record of an answer; null: nothing. */
const faultOf = ({ operation, answer }: Seen, records: readonly Recorded[]): string | null => {
  const { token, party, path } = operation;
  if (records.length > 1) return 'recorded more than once';
  if (answer === null || token === null)
    return token === null && records.length > 0 ? 'recorded without a caller' : null;
  const [record] = records;
  if (record === undefined) return 'not recorded';
  if (record.status !== answer.status) return `recorded with status ${record.status}`;
  const { jti } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { jti: string };
  if (record.tokenId !== jti) return 'recorded for another token';
  const codes = party.token === token || party.weakToken === token ? [party.id] : parties.map(({ id }) => id);
  if (!codes.some((id) => fromGlobalId(id)!.uuid === record.institution)) return 'recorded for another institution';
  if (!answer.isWhole || operation.method === 'HEAD') return null;

  const isJson = path === '/graphql' || answer.status >= 400;
  const body = isJson ? bodyOf(answer) : null;
  const outcome = body?.errors?.[0]?.extensions.code ?? 'OK';
  if (record.outcome !== outcome) return `recorded as ${record.outcome} instead of ${outcome}`;
  const recorded = new Set(record.objects.map((object) => object.join(':')));
  const answered = path.startsWith('/graphql')
    ? idsIn(body?.data)
    : answer.status < 300
      ? new Set([path.split('/')[2]!].map(nameOf))
      : new Set<string>();
  const missing = [...answered].filter((object) => !recorded.has(object));
  if (missing.length > 0) return `recorded without ${missing.join(', ')}`;
  const more = [...recorded].filter((object) => !answered.has(object));
  if (path === '/graphql' && more.length > 0) return `recorded with ${more.join(', ')}`;
  return null;
};

const nameOf = (globalId: string): string => {
  const { type, uuid } = fromGlobalId(globalId)!;
  return `${type}:${uuid}`;
};

/** `Type:uuid` of every object in an answer. */
const idsIn = (value: unknown): ReadonlySet<string> => {
  const found = new Set<string>();
  const walk = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const [key, below] of Object.entries(inner)) {
      if (key === 'id' && typeof below === 'string') found.add(nameOf(below));
      walk(below);
    }
  };
  walk(value);
  return found;
};

type Position = { readonly position: number; readonly type: string; readonly evidence: string };

type FeedPage = {
  readonly nodes: readonly { position: number; type: string; evidence: { id: string } }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
};

/** Reads the feed page by page; the cursor is kept only after a page that came whole. */
const followFeed = (proxy: At, party: Party) => {
  const positions: Position[] = [];
  let after: string | null = null;
  let isLast = false;
  let isStopped = false;
  const query = `query Feed($after: String) {
    mailboxEvents(after: $after, first: 4) { nodes { position type evidence { id } } pageInfo { endCursor hasNextPage } }
  }`;
  const readPage = async (): Promise<boolean> => {
    const answer = await rawRequest(proxy, {
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${party.token}` },
      body: JSON.stringify({ query, variables: { after } }),
    });
    const page = answer?.isWhole === true ? (dataOf(answer)?.['mailboxEvents'] as FeedPage | null) : null;
    if (page == null) return false;
    for (const { position, type, evidence } of page.nodes) positions.push({ position, type, evidence: evidence.id });
    after = page.pageInfo.endCursor;
    return !page.pageInfo.hasNextPage;
  };
  const following = (async () => {
    while (!isStopped) {
      const wasLast = isLast;
      const isEnd = await readPage();
      if (wasLast && isEnd) break;
      await pause(isEnd ? 50 : 10);
    }
    return positions;
  })();
  return {
    /** Everything up to what is in the feed now. */
    finish: () => {
      isLast = true;
      return following;
    },
    stop: () => void (isStopped = true),
  };
};

const storedFeed = async (institutionId: string): Promise<readonly Position[]> => {
  const rows = await lookOnce<{ type: string; evidence: string }>(
    database,
    'select type, evidence_id as evidence from evidence.feed where institution_id = $1 order by position',
    [fromGlobalId(institutionId)!.uuid],
  );
  return rows.map(({ type, evidence }, at) => ({ position: at + 1, type, evidence: toGlobalId('Evidence', evidence) }));
};

test('while accesses cannot be recorded nothing is answered, and an act that was done is answered later', async () => {
  const [sender, recipient] = parties as [Party, Party];
  const input = (nth: number) => ({
    idempotencyKey: `barred-${nth}`,
    subject: 'Objet',
    recipients: [{ institutionId: recipient.id }],
    attachments: [{ documentId: sender.documents[0]!.id, role: 'MAIN' }],
  });
  const keys = [0, 1, 2];
  await barLog(true);
  const headers = { authorization: `Bearer ${sender.token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ outbox { nodes { id subject } } }' });
  const path = `/documents/${sender.documents[0]!.id}/content`;
  const [query, content, unknown, ...acts] = await Promise.all([
    rawRequest(hub, { method: 'POST', path: '/graphql', headers, body }),
    rawRequest(hub, { method: 'GET', path, headers: { authorization: headers.authorization } }),
    rawRequest(hub, { method: 'GET', path: '/no/such/route', headers: { authorization: headers.authorization } }),
    ...keys.map((nth) => askAct(hub, sender.token, 'correspondenceDeposit', input(nth))),
  ]);
  const refusal = { errors: [{ extensions: { code: 'AUDIT_UNAVAILABLE', retryable: true, retryAfterSeconds: 1 } }] };
  for (const answer of [query, content]) {
    expect(answer!.status).toBe(503);
    expect(bodyOf(answer!)).toMatchObject(refusal);
    expect(Object.keys(bodyOf(answer!)!)).toEqual(['errors']);
  }
  expect(unknown!.status).toBe(404);
  for (const answer of acts) {
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.text)).toMatchObject(refusal);
    expect(answer.data).toBeUndefined();
  }

  await barLog(false);
  for (const nth of keys) {
    const answer = await askAct(hub, sender.token, 'correspondenceDeposit', input(nth));
    const payload = answer.data!['correspondenceDeposit'] as ActPayload;
    const [{ token } = { token: '' }] = await lookOnce<{ token: string }>(
      database,
      `select e.token from wasl.idempotency i join evidence.evidence e on e.id = (i.result ->> 'evidenceId')::uuid where i.key = $1`,
      [`barred-${nth}`],
    );
    expect(payload).toMatchObject({ replayed: true, evidence: { token } });
  }
  expect(await findBroken(database, dataDir)).toEqual({});
}, 60_000);

/** Of this database alone: the role itself is the whole server's. */
const barLog = async (isBarred: boolean): Promise<void> => {
  const others = 'wasl_owner, wasl_app, wasl_seal, wasl_clock, wasl_audit';
  if (isBarred) {
    await lookOnce(database, `grant connect on database ${database.name} to ${others}`);
    await lookOnce(database, `revoke connect on database ${database.name} from public`);
    await lookOnce(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'wasl_log'`,
    );
  } else {
    await lookOnce(database, `grant connect on database ${database.name} to public`);
  }
};

test('requests without a token are counted by source and minute', async () => {
  const flood = 200;
  const startedAt = new Date();
  for (let sent = 0; sent < flood; sent += 20) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        rawRequest(hub, {
          method: 'POST',
          path: '/graphql',
          headers: { 'content-type': 'application/json', ...(nth % 2 === 0 ? {} : { authorization: 'Bearer x.y.z' }) },
          body: JSON.stringify({ query: '{ inbox { nodes { id } } }' }),
        }),
      ),
    );
    expect(new Set(answers.map((answer) => bodyOf(answer!)!.errors![0]!.extensions.code))).toEqual(
      new Set(['UNAUTHENTICATED']),
    );
  }
  await hub.stop();
  const rows = await lookOnce<{ requests: number }>(
    database,
    `select request_count as requests from evidence.access
      where kind = 'UNAUTHENTICATED' and outcome = 'UNAUTHENTICATED' and source = '127.0.0.1' and started_at >= date_trunc('minute', $1::timestamptz)`,
    [startedAt],
  );
  const minutes = Math.floor(Date.now() / 60_000) - Math.floor(startedAt.getTime() / 60_000) + 1;
  expect(rows.length).toBeLessThanOrEqual(minutes + 1);
  expect(rows.reduce((sum, { requests }) => sum + requests, 0)).toBeGreaterThanOrEqual(flood);
  hub = await start();
}, 60_000);
