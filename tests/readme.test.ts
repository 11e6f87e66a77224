import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownSettings } from '../src/platform/config.js';
import { projectFile } from '../src/platform/paths.js';
import { startHub, type TestHub } from './support/hub.js';

const readme = readFileSync(projectFile('README.md'), 'utf8');

let hub: TestHub;
let folder: string;

beforeAll(async () => {
  hub = await startHub();
  folder = mkdtempSync(join(tmpdir(), 'wasl-readme-'));
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the fenced blocks of the README run in order in an empty folder, up to the acknowledged letter', async () => {
  const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
  const script = blocks.join('\n').replace('http://127.0.0.1:4000', hub.url);

  const { code, output, errors } = await runInBash(script);

  expect({ code, errors, end: output.split('\n').slice(-9, -1) }).toEqual({
    code: 0,
    errors: '',
    end: [
      ...[
        'SUBMISSION_ACCEPTANCE',
        'CONTENT_CONSIGNMENT',
        'CONTENT_ACCESS_TRACKING',
        'CONTENT_HANDOVER',
        'REGISTER_ARRIVAL',
        'CONSIGNMENT_ACCEPTANCE',
      ].map((event) => expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT\\S+Z ${event}$`)) as string),
      expect.stringMatching(
        /^http:\S+\/sandbox http:\/\/uri\.etsi\.org\/19522\/Event\/ConsignmentAcceptance [0-9a-f]{64}$/,
      ) as string,
      'MA-COM-0012 ACKNOWLEDGED under arrival number 1',
    ],
  });
}, 60_000);

test('the README names every setting with its meaning', () => {
  const plain = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  const rows = [...readme.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name, description]) => ({
    name,
    description: plain(description!),
  }));

  expect(rows).toEqual(knownSettings);
});

test('every file that README and guides point to exists', () => {
  const pages = [
    'README.md',
    'docs/deploy.md',
    'docs/tokens.md',
    'docs/evidence.md',
    'docs/first-exchange.md',
    'docs/guides/nightly-job.md',
    'docs/guides/ministry-integration.md',
    'docs/graphiql.md',
  ];
  const links = pages.flatMap((page) =>
    [...readFileSync(projectFile(page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target]) =>
      join(projectFile(page), '..', target!),
    ),
  );

  expect(links.filter((file) => !isThere(file))).toEqual([]);
});

const isThere = (file: string): boolean => {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
};

const runInBash = (script: string): Promise<{ code: number | null; output: string; errors: string }> =>
  new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-e'], { cwd: folder });
    let [output, errors] = ['', ''];
    shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    shell.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    shell.on('error', reject).on('close', (code) => resolve({ code, output, errors }));
    shell.stdin.end(script);
  });
