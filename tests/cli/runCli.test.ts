import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../src/cli/runCli.js';
import { institutionList } from '../../src/start/institutionList.js';
import { startHub, type TestHub } from '../support/hub.js';

type Outcome = { readonly code: number; readonly output: string; readonly told: string };

let hub: TestHub;

beforeAll(async () => {
  hub = await startHub();
  const password = join(hub.dataDir, 'password');
  writeFileSync(password, 'test');
});
afterAll(() => hub.close());

const wasl = async (args: string[], env: Record<string, string> = {}): Promise<Outcome> => {
  const [output, told]: [string[], string[]] = [[], []];
  const { app, migrate } = hub.database.urls;
  const code = await runCli(args, {
    env: {
      WASL_MODE: 'sandbox',
      WASL_DATA_DIR: hub.dataDir,
      WASL_PUBLIC_URL: hub.url,
      DATABASE_URL: app,
      WASL_MIGRATE_URL: migrate,
      WASL_ROLE_PASSWORD_FILE: join(hub.dataDir, 'password'),
      ...env,
    },
    print: (line) => output.push(line),
    tell: (line) => told.push(line),
  });
  return { code, output: output.join('\n'), told: told.join('\n') };
};

test('token prints a token, and nothing else, that the hub accepts', async () => {
  const { code, output, told } = await wasl(['token', '--as', 'ma-com-0012', '--scopes', 'correspondence:read']);

  const { data } = await hub.graphql(output, '{ inbox { nodes { id } } }');
  expect({ code, told, data }).toEqual({ code: 0, told: '', data: { inbox: { nodes: [] } } });
});

test('token says that no hub answers', async () => {
  const { code, output, told } = await wasl(['token', '--as', 'MA-COM-0012'], {
    WASL_PUBLIC_URL: 'http://127.0.0.1:9',
  });

  expect({ code, output, told }).toEqual({
    code: 1,
    output: '',
    told: expect.stringContaining('No hub answers at http://127.0.0.1:9.') as string,
  });
});

test.each<[string, string[], string]>([
  ['a command', ['tokn'], 'the nearest is "token"'],
  ['a command of two words', ['institution', 'enroll'], 'the nearest is "institutions enrol"'],
  ['the rest of a command', ['institutions'], 'institutions list, institutions enrol, institutions import'],
  ['an option', ['token', '--sa', 'MA-COM-0012'], 'the nearest is --as'],
  ['an institution of the sandbox', ['token', '--as', 'MA-COM-0013'], 'the nearest is MA-COM-0012'],
  ['an institution of the directory', ['institutions', 'enrol', 'MA-COM-0095'], 'the nearest is MA-COM-0094'],
  ['a scope', ['token', '--as', 'MA-COM-0012', '--scopes', 'register:read'], 'the nearest is registers:read'],
  ['a purpose', ['token', '--as', 'MA-COM-0012', '--purpose', 'CONTROLE'], 'the nearest is CONTROL'],
])('an unknown word for %s is answered with the nearest known one and code 2', async (_, args, hint) => {
  const { code, output, told } = await wasl(args);

  expect({ code, output, told }).toEqual({ code: 2, output: '', told: expect.stringContaining(hint) as string });
});

test.each<[string, string[]]>([
  ['no value', ['token', '--as']],
  ['a value of a switch', ['verify', 'x', '--keys', 'y', '--sandbox=1']],
  ['no option that is required', ['token']],
  ['no operand', ['institutions', 'enrol']],
  ['an operand too many', ['migrate', 'now']],
  ['an option twice', ['token', '--as', 'MA-COM-0012', '--as', 'MA-COM-0094']],
  ['hours that are none', ['operator', 'create', '--hours', '0']],
  ['nothing', []],
])('%s is a usage error', async (_, args) => {
  expect(await wasl(args)).toMatchObject({ code: 2, output: '' });
});

test.each([[['--help']], [['help', 'token']], [['token', '--help']], [['institutions', 'enrol', '-h']]])(
  'help is printed for %j',
  async (args) => {
    const { code, output, told } = await wasl(args);

    expect({ code, told, usage: output.split('\n').some((line) => line.startsWith('Usage: wasl ')) }).toEqual({
      code: 0,
      told: '',
      usage: true,
    });
  },
);

test('an unknown setting is an error that names the nearest', async () => {
  const { code, told } = await wasl(['token', '--as', 'MA-COM-0012'], { WASL_MOD: 'x' });

  expect({ code, told }).toEqual({ code: 1, told: expect.stringContaining('the nearest is WASL_MODE') as string });
});

test('institutions list prints the directory', async () => {
  const { code, output } = await wasl(['institutions', 'list']);

  expect({ code, count: output.split('\n').length, commune: output.includes('MA-COM-0012  ACTIVE') }).toEqual({
    code: 0,
    count: institutionList().length,
    commune: true,
  });
});

test.each<[string, string[]]>([
  ['an institution', ['institutions', 'enrol', 'MA-COM-0012', '--scopes', 'correspondence:read', '--hours', '1']],
  ['an operator', ['operator', 'create']],
])('a one-time code for %s stands alone on standard output', async (_, args) => {
  const { code, output } = await wasl(args);

  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringMatching(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}-[0-9A-Z]{6}$/) as string,
  });
});

test('commands of the owner ask for its log-in', async () => {
  const { code, told } = await wasl(['operator', 'create'], { WASL_MIGRATE_URL: '' });

  expect({ code, told }).toEqual({ code: 1, told: expect.stringContaining('WASL_MIGRATE_URL') as string });
});

test('migrate and seed change nothing the second time', async () => {
  expect([await wasl(['migrate']), await wasl(['seed'])]).toEqual([
    { code: 0, output: 'The database is up to date (sandbox mode).', told: '' },
    { code: 0, output: `The directory has ${institutionList().length} institutions (sandbox mode).`, told: '' },
  ]);
});

test('verify refuses what is no evidence', async () => {
  const { code, told } = await wasl(['verify', 'aaaa.bbbb.cccc', '--keys', hub.url]);

  expect({ code, told }).toEqual({ code: 1, told: 'This is not a compact JWS.' });
});
