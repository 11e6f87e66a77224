import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../../src/platform/paths.js';
import { institutionList } from '../../src/start/institutionList.js';
import { readOpeningRecord } from '../../src/start/openingRecord.js';

type Started = {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
};

let folder: string;
let port: number;
const started: Started[] = [];

beforeAll(async () => {
  spawnSync(process.execPath, [projectFile('scripts', 'build.mjs')]);
  folder = mkdtempSync(join(tmpdir(), 'wasl-start-'));
  port = await freePort();
}, 120_000);

afterAll(async () => {
  for (const { process: hub, ended } of started) {
    if (hub.exitCode !== null || hub.signalCode !== null) continue;
    hub.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('a hub killed amid its opening exchange plays it to its end at the next start, and then no more', async () => {
  const first = start();
  await first.says('deposit the letter');
  first.process.kill('SIGKILL');
  await first.ended;
  const leftByTheFirst = readOpeningRecord(dataDir());

  const second = start();
  await second.says('Ready.');
  const record = readOpeningRecord(dataDir());
  const rival = start();
  const rivalCode = await rival.ended;
  const imported = importOne();
  second.process.kill('SIGTERM');
  const secondCode = await second.ended;

  const third = start();
  await third.says('Ready.');
  third.process.kill('SIGINT');

  expect({
    leftByTheFirst,
    evidence: [record?.ministry.evidence.length, record?.commune.evidence.length],
    rival: [rivalCode, rival.output().includes(`Port ${port} of 127.0.0.1 is taken by the hub of`)],
    codes: [secondCode, await third.ended],
    secondPlayed: second.output().includes('a stranger'),
    thirdPlayed: third.output().includes('a stranger'),
    thirdTells: third.output().includes(String(record?.correspondence.id)),
    imported,
    institutions: /all (\d+):/.exec(third.output())?.[1],
    hubFile: existsSync(join(dataDir(), 'hub.json')),
  }).toEqual({
    leftByTheFirst: null,
    evidence: [6, 5],
    rival: [1, true],
    codes: [0, 0],
    secondPlayed: true,
    thirdPlayed: false,
    thirdTells: true,
    imported: 0,
    institutions: String(institutionList().length + 1),
    hubFile: false,
  });
}, 240_000);

test('a failure that nobody waits for is told whole and ends nothing', async () => {
  const bug = 'process.on("SIGUSR2", () => Promise.reject(new Error("nobody waits")))';
  const hub = start({
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(bug)}`,
    WASL_LOG_LEVEL: 'error',
  });
  await hub.says('Ready.');
  hub.process.kill('SIGUSR2');
  await hub.says('a failure that nobody heard of');
  const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
  hub.process.kill('SIGTERM');
  expect({ status, code: await hub.ended, isWhole: hub.output().includes('Error: nobody waits') }).toEqual({
    status: 200,
    code: 0,
    isWhole: true,
  });
}, 120_000);

test('wrong settings are told at once, without a stack', async () => {
  const hub = start({ WASL_PRT: '1', PORT: 'x' });

  expect({ code: await hub.ended, output: hub.output() }).toEqual({
    code: 1,
    output: [
      'The settings have 2 faults:',
      '- WASL_PRT is no setting of Wasl; the nearest is PORT',
      '- PORT must be a whole number from 0 to 65535',
      '',
    ].join('\n'),
  });
}, 60_000);

const dataDir = (): string => join(folder, '.wasl');

/** An operator brings one more institution into the directory of the hub that runs; answers the exit code. */
const importOne = (): number | null => {
  const file = join(folder, 'one.csv');
  writeFileSync(
    file,
    `code,kind,parent_code,region_code,name_ar,name_fr,name_en,status,channel,source
XA-1,COURT,,,محكمة,Tribunal,Court,ACTIVE,DESK,UNVERIFIED
`,
  );
  const wasl = [projectFile('dist', 'bin', 'wasl.js'), 'institutions', 'import', file];
  return spawnSync(process.execPath, wasl, { cwd: folder, env: environment() }).status;
};

const environment = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _, ...inherited } = process.env;
  return { ...inherited, PORT: String(port), WASL_LOG_LEVEL: 'fatal' };
};

const start = (env: Record<string, string> = {}): Started & { says: (text: string) => Promise<void> } => {
  const hub = spawn(process.execPath, [projectFile('dist', 'bin', 'hub.js')], {
    cwd: folder,
    env: { ...environment(), ...env },
  });
  let output = '';
  for (const stream of [hub.stdout, hub.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => hub.on('close', resolve));
  const running = { process: hub, output: () => output, ended };
  started.push(running);
  return {
    ...running,
    says: async (text) => {
      while (!output.includes(text)) {
        if (hub.exitCode !== null) throw new Error(`the hub ended before it said "${text}":\n${output}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
};

/** One that several hubs use in turn: below those that an operating system gives away in the meantime. */
const freePort = async (): Promise<number> => {
  for (;;) {
    const free = 20_000 + randomInt(10_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) =>
      probe.once('error', () => resolve(false)).listen(free, '127.0.0.1', () => resolve(true)),
    );
    await new Promise((resolve) => probe.close(resolve));
    if (isFree) return free;
  }
};
