import net from 'node:net';
import type { Viewer } from '../../src/access/viewer.js';
import { createAccessLog, type AccessLog } from '../../src/evidence/accessLog.js';
import { newAccessRecord, type AccessRecord } from '../../src/evidence/accessRecord.js';
import { systemClock } from '../../src/platform/clock.js';
import { createPool, type Pool } from '../../src/platform/database.js';
import { startRunningTime } from '../support/runningTime.js';
import { givenLog, silent, type GivenLog } from './givenLog.js';

const viewer: Viewer = {
  institutionId: '00000000-0000-4000-8000-00000000000a',
  institutionCode: 'MA-MI',
  clientId: '00000000-0000-4000-8000-00000000000c',
  keyThumbprint: 'thumb',
  scopes: new Set(['correspondence:read']),
  functions: null,
  purpose: 'CORRESPONDENCE',
  purposes: ['CORRESPONDENCE'],
  caseReference: 'DOSSIER 12',
  tokenId: 'token-1',
  expiresAtMs: 0,
};
const startedAtMs = Date.UTC(2026, 10, 22, 10, 0, 30);
const answer = { httpStatus: 200, durationMs: 1.5, source: '192.0.2.1' };

const givenRecord = (changes: Partial<AccessRecord> = {}): AccessRecord => ({
  ...newAccessRecord('QUERY', startedAtMs),
  viewer,
  operationText: 'query Inbox { inbox(first: 3, after: "Madame X") { nodes { id } } }',
  operationName: 'Inbox',
  ...changes,
});

let given: GivenLog;
let accessLog: AccessLog;
beforeEach(async () => {
  given = await givenLog();
  accessLog = createAccessLog({ pool: given.poolOf('log', 2), clock: systemClock, log: silent });
});
afterEach(async () => {
  await accessLog.close();
  await given.close();
});

const look = async <Row extends object>(text: string): Promise<Row[]> => (await given.superuser.query<Row>(text)).rows;
const codeOf = (appended: Promise<void>): Promise<unknown> =>
  appended.then(
    () => 'WRITTEN',
    (error: { code: unknown }) => error.code,
  );

test('has the whole record on disk when it resolves', async () => {
  const record = givenRecord();
  record.objects.add('Correspondence:00000000-0000-4000-8000-000000000001');
  record.fields.add('Query.inbox').add('Correspondence.id');
  await accessLog.append(record, answer);
  expect(
    await look(`
      select kind, started_at as "startedAt", institution_id as institution, client_id as client, token_id as token, purpose,
             case_reference as "case", text, operation_name as name, objects, fields, outcome, http_status as status,
             duration_ms as ms, source, request_count as requests, octet_length(salt) as salt,
             (select jsonb_agg(jsonb_build_array(author, kind, seq = access.seq)) from evidence.pending) as pending
        from evidence.access join evidence.operation on hash = operation_hash`),
  ).toEqual([
    {
      kind: 'QUERY',
      startedAt: '2026-11-22T10:00:30.000000Z',
      institution: viewer.institutionId,
      client: viewer.clientId,
      token: 'token-1',
      purpose: 'CORRESPONDENCE',
      case: 'DOSSIER 12',
      text: 'query Inbox {\n  inbox(first: 0, after: "") {\n    nodes {\n      id\n    }\n  }\n}',
      name: 'Inbox',
      objects: [['Correspondence', '00000000-0000-4000-8000-000000000001']],
      fields: ['Query.inbox', 'Correspondence.id'],
      outcome: 'OK',
      status: 200,
      ms: 1.5,
      source: null,
      requests: 1,
      salt: 32,
      pending: [[viewer.institutionId, 'access', true]],
    },
  ]);
});

test('shares commits among those who wait', async () => {
  await Promise.all(Array.from({ length: 1_000 }, () => accessLog.append(givenRecord(), answer)));
  const [row] = await look<{ rows: number; commits: number; texts: number }>(
    `select count(*) as rows, count(distinct xmin::text) as commits, (select count(*) from evidence.operation) as texts from evidence.access`,
  );
  expect([row!.rows, row!.commits < 10, row!.texts]).toEqual([1_000, true, 1]);
});

test('keeps one text for operations that differ in their literals', async () => {
  await accessLog.append(givenRecord({ operationText: '{ a(b: "x", c: 1, d: 2.5, e: """y""") # z\n }' }), answer);
  await accessLog.append(givenRecord({ operationText: '{ a(b: "other", c: 7, d: 0.1, e: "block") }' }), answer);
  expect(await look('select text from evidence.operation')).toEqual([{ text: '{\n  a(b: "", c: 0, d: 0, e: "")\n}' }]);
});

test('keeps no text that is not GraphQL', async () => {
  await accessLog.append(
    givenRecord({ operationText: 'Madame X, CNIE AB123', outcome: 'GRAPHQL_PARSE_FAILED' }),
    answer,
  );
  expect(
    await look(
      'select operation_hash, outcome, (select count(*) from evidence.operation) as texts from evidence.access',
    ),
  ).toEqual([{ operation_hash: null, outcome: 'GRAPHQL_PARSE_FAILED', texts: 0 }]);
});

test('stores what PostgreSQL has no letter for, without cost to others', async () => {
  const strange = givenRecord({
    operationName: 'a\u0000b\ud800',
    viewer: { ...viewer, caseReference: '\u0000' },
    outcome: 'a\u0000',
  });
  await Promise.all([
    accessLog.append(givenRecord(), answer),
    accessLog.append(strange, answer),
    accessLog.append(givenRecord(), answer),
  ]);
  expect(
    await look(
      `select operation_name as name, case_reference as "case", outcome from evidence.access where outcome <> 'OK'`,
    ),
  ).toEqual([{ name: 'a\ufffdb\ufffd', case: '\ufffd', outcome: 'OTHER' }]);
});

test('refuses one event that cannot be stored, and no other', async () => {
  const impossible = givenRecord({ viewer: { ...viewer, clientId: 'no uuid' } });
  const codes = await Promise.all(
    [givenRecord(), impossible, givenRecord()].map((record) => codeOf(accessLog.append(record, answer))),
  );
  expect([codes, await look('select count(*) from evidence.access')]).toEqual([
    ['WRITTEN', 'AUDIT_UNAVAILABLE', 'WRITTEN'],
    [{ count: 2 }],
  ]);
});

test('counts requests without a recognised caller per source, minute and outcome', async () => {
  const refuse = (source: string, outcome: string, atMs = startedAtMs): Promise<void> =>
    accessLog.append({ ...newAccessRecord('REQUEST', atMs), outcome }, { httpStatus: 401, durationMs: 2, source });
  for (let at = 0; at < 100; at += 1) await refuse('192.0.2.1', 'UNAUTHENTICATED');
  await refuse('192.0.2.1', 'NOT_FOUND');
  await refuse('192.0.2.2', 'UNAUTHENTICATED');
  await refuse('192.0.2.2', 'UNAUTHENTICATED', startedAtMs + 60_000);
  const before = await look('select count(*) from evidence.access');
  await accessLog.flush();
  expect([
    before,
    await look(`
      select kind, started_at as "minute", institution_id as institution, source, outcome, request_count as requests
        from evidence.access order by source, outcome, started_at`),
    await look('select distinct author from evidence.pending'),
  ]).toEqual([
    [{ count: 0 }],
    [
      ['192.0.2.1', 'NOT_FOUND', 1, '2026-11-22T10:00:00.000000Z'],
      ['192.0.2.1', 'UNAUTHENTICATED', 100, '2026-11-22T10:00:00.000000Z'],
      ['192.0.2.2', 'UNAUTHENTICATED', 1, '2026-11-22T10:00:00.000000Z'],
      ['192.0.2.2', 'UNAUTHENTICATED', 1, '2026-11-22T10:01:00.000000Z'],
    ].map(([source, outcome, requests, minute]) => ({
      kind: 'UNAUTHENTICATED',
      minute,
      institution: null,
      source,
      outcome,
      requests,
    })),
    [{ author: '00000000-0000-0000-0000-000000000000' }],
  ]);
});

test('counts any number of sources in bounded space and loses none', async () => {
  for (let at = 0; at < 3_000; at += 1) {
    await accessLog.append(givenRecord({ viewer: null, outcome: 'UNAUTHENTICATED' }), {
      ...answer,
      source: `source ${at}`,
    });
  }
  await accessLog.close();
  expect(
    await look(
      `select count(*) as rows, sum(request_count)::integer as requests, max(request_count) filter (where source = 'other') as other from evidence.access`,
    ),
  ).toEqual([{ rows: 1_001, requests: 3_000, other: 2_000 }]);
});

test('refuses within its patience while the database is away, keeps the counts, and recovers by itself', async () => {
  const gate = await givenGate(new URL(given.database.urls.log));
  const pool = createPool(gate.url, { max: 2, onError: () => {} });
  const log = createAccessLog({ pool, clock: systemClock, log: silent });
  const first = await codeOf(log.append(givenRecord(), answer));
  gate.shut();
  const waited = startRunningTime();
  await log.append(givenRecord({ viewer: null }), answer);
  const away = await Promise.all([
    codeOf(log.append(givenRecord(), answer)),
    codeOf(log.append(givenRecord(), answer)),
    log.flush(),
  ]);
  const tookMs = waited.endMs();
  gate.open();
  const after = await codeOf(log.append(givenRecord(), answer));
  await log.close();
  await closeAll(pool, gate);
  expect([first, away.slice(0, 2), tookMs < 3_500, after]).toEqual([
    'WRITTEN',
    ['AUDIT_UNAVAILABLE', 'AUDIT_UNAVAILABLE'],
    true,
    'WRITTEN',
  ]);
  expect(await look('select kind, count(*) from evidence.access group by kind order by kind')).toEqual([
    { kind: 'QUERY', count: 2 },
    { kind: 'UNAUTHENTICATED', count: 1 },
  ]);
});

test('refuses within its patience while the database does not answer', async () => {
  await given.superuser.query('begin; lock table evidence.access in access exclusive mode');
  const waited = startRunningTime();
  const code = await codeOf(accessLog.append(givenRecord(), answer));
  const tookMs = waited.endMs();
  await given.superuser.query('commit');
  expect([code, tookMs < 3_500, await codeOf(accessLog.append(givenRecord(), answer))]).toEqual([
    'AUDIT_UNAVAILABLE',
    true,
    'WRITTEN',
  ]);
});

test('refuses at once when too many wait', async () => {
  await given.superuser.query('begin; lock table evidence.access in access exclusive mode');
  const waiting = Array.from({ length: 5_600 }, () => codeOf(accessLog.append(givenRecord(), answer)));
  const waited = startRunningTime();
  const last = await waiting.at(-1);
  const tookMs = waited.endMs();
  await given.superuser.query('commit');
  await Promise.all(waiting);
  expect([last, tookMs < 500]).toEqual(['AUDIT_UNAVAILABLE', true]);
});

type Gate = {
  readonly url: string;
  readonly shut: () => void;
  readonly open: () => void;
  readonly close: () => Promise<void>;
};

/** A way to the database that can be cut. */
const givenGate = async (database: URL): Promise<Gate> => {
  let isOpen = true;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    if (!isOpen) return void client.destroy();
    const upstream = net.connect(Number(database.port), database.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(database);
  url.port = String((server.address() as net.AddressInfo).port);
  return {
    url: url.href,
    shut: () => {
      isOpen = false;
      sockets.forEach((socket) => socket.destroy());
    },
    open: () => {
      isOpen = true;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const closeAll = async (pool: Pool, gate: Gate): Promise<void> => {
  await pool.end();
  await gate.close();
};
