import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Config,
  ConfigError,
  isLoopback,
  issuerOf,
  knownSettings,
  loadConfig,
  withActualPort,
} from '../../src/platform/config.js';

const folder = mkdtempSync(join(tmpdir(), 'wasl-config-'));
const passwordFile = join(folder, 'password');
const emptyFile = join(folder, 'empty');
writeFileSync(passwordFile, 'p@ss/word\n');
writeFileSync(emptyFile, '\n');
afterAll(() => rmSync(folder, { recursive: true }));

const production = {
  WASL_MODE: 'production',
  DATABASE_URL: 'postgres://wasl_app:secret@db.example:5432/wasl?sslmode=verify-full',
  WASL_ROLE_PASSWORD_FILE: passwordFile,
  WASL_PUBLIC_URL: 'https://wasl.example.ma',
};

const faultsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

test('takes an empty environment for a sandbox on this machine', () => {
  expect(loadConfig({ PATH: '/bin' })).toEqual<Config>({
    mode: 'sandbox',
    host: '127.0.0.1',
    port: 4000,
    publicUrl: 'http://127.0.0.1:4000',
    publicUrlIsDefault: true,
    database: null,
    rolePassword: null,
    dataDirectory: resolve('.wasl'),
    subgraphsFile: null,
    logLevel: 'info',
    poolSize: 8,
    maxUploadBytes: 2_147_483_648,
    seal: null,
  });
});

test('takes an empty value for an unset one', () => {
  const empty = Object.fromEntries(knownSettings.map(({ name }) => [name, '']));
  expect(loadConfig(empty)).toEqual(loadConfig({}));
});

test('reads every setting of a production hub', () => {
  const config = loadConfig({
    ...production,
    HOST: '0.0.0.0',
    PORT: '8443',
    WASL_DATA_DIR: '/var/lib/wasl',
    WASL_MIGRATE_URL: 'postgres://owner@db.example/wasl',
    WASL_AUDIT_URL: 'postgres://auditor@replica.example/wasl',
    WASL_SUBGRAPHS_FILE: passwordFile,
    WASL_LOG_LEVEL: 'debug',
    WASL_POOL_SIZE: '20',
    WASL_MAX_UPLOAD_BYTES: '1000',
    WASL_SEAL_KEY_FILE: passwordFile,
    WASL_SEAL_CERTIFICATE_FILE: emptyFile,
  });
  const role = (user: string): string => `postgres://${user}:p%40ss%2Fword@db.example:5432/wasl?sslmode=verify-full`;
  expect(config).toEqual<Config>({
    mode: 'production',
    host: '0.0.0.0',
    port: 8443,
    publicUrl: 'https://wasl.example.ma',
    publicUrlIsDefault: false,
    database: {
      app: production.DATABASE_URL,
      migrate: 'postgres://owner@db.example/wasl',
      log: role('wasl_log'),
      seal: role('wasl_seal'),
      clock: role('wasl_clock'),
      audit: 'postgres://auditor@replica.example/wasl',
    },
    rolePassword: 'p@ss/word',
    dataDirectory: '/var/lib/wasl',
    subgraphsFile: passwordFile,
    logLevel: 'debug',
    poolSize: 20,
    maxUploadBytes: 1000,
    seal: { keyFile: passwordFile, certificateFile: emptyFile },
  });
});

test('lists all faults at once, in plain words, without secrets', () => {
  let text = '';
  try {
    loadConfig({
      HOST: '[::1]',
      PORT: '70000',
      DATABASE_URL: 'mysql://root:secret@db/wasl',
      WASL_MODE: 'prod',
      WASL_PUBLIC_URL: 'https://wasl.example.ma/',
      WASL_LOG_LEVEL: 'loud',
      WASL_POOL_SIZE: '0',
      WASL_MAX_UPLOAD_BYTES: '2 GiB',
      WASL_ROLE_PASSWORD_FILE: join(folder, 'absent'),
      WASL_SEAL_KEY_FILE: passwordFile,
      WASL_POOLSIZE: '3',
    });
  } catch (error) {
    text = (error as Error).message;
  }
  expect(text.split('\n')).toEqual([
    'The settings have 11 faults:',
    '- WASL_POOLSIZE is no setting of Wasl; the nearest is WASL_POOL_SIZE',
    '- HOST must be an IP address (without brackets) or a host name',
    '- PORT must be a whole number from 0 to 65535',
    '- DATABASE_URL must be a URL like postgres://user:password@host:5432/database',
    '- WASL_MODE must be sandbox or production',
    '- WASL_PUBLIC_URL must be an address like https://wasl.example.ma: lower case, without path, query, trailing slash or default port',
    '- WASL_ROLE_PASSWORD_FILE must be the path of a file that can be read',
    '- WASL_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
    '- WASL_POOL_SIZE must be a whole number from 1 to 1000',
    '- WASL_MAX_UPLOAD_BYTES must be a whole number from 1 to 9007199254740991',
    '- WASL_SEAL_KEY_FILE and WASL_SEAL_CERTIFICATE_FILE go together: set both or neither',
  ]);
});

test.each([
  ['WASL_PORT', 'PORT'],
  ['WASL_PUBLIC_URI', 'WASL_PUBLIC_URL'],
  ['wasl_mode', 'WASL_MODE'],
  ['WASL_DATABASE_URL', 'DATABASE_URL'],
])('names the setting nearest to the unknown %s', (name, nearest) => {
  expect(faultsOf({ [name]: 'x' })).toEqual([`${name} is no setting of Wasl; the nearest is ${nearest}`]);
});

test.each<[string, NodeJS.ProcessEnv, readonly string[]]>([
  [
    'the mode unsaid beside DATABASE_URL',
    { DATABASE_URL: 'postgres://wasl_app@db/wasl' },
    ['WASL_MODE must be said (sandbox or production), since DATABASE_URL is set'],
  ],
  [
    'the mode unsaid beside an open HOST',
    { HOST: '0.0.0.0' },
    ['WASL_MODE must be said (sandbox or production), since HOST is not loopback'],
  ],
  [
    'production on the embedded database',
    { WASL_MODE: 'production', WASL_PUBLIC_URL: 'https://wasl.example.ma' },
    ['DATABASE_URL is required in production: the embedded database is for the sandbox'],
  ],
  [
    'production without public address',
    { ...production, WASL_PUBLIC_URL: '' },
    ['WASL_PUBLIC_URL is required in production, e.g. https://wasl.example.ma'],
  ],
  [
    'production over plain HTTP',
    { ...production, WASL_PUBLIC_URL: 'http://wasl.example.ma' },
    ['WASL_PUBLIC_URL must begin with https:// in production, unless its host is loopback'],
  ],
  [
    'log-ins without DATABASE_URL',
    { WASL_LOG_URL: 'postgres://wasl_log@db/wasl' },
    ['DATABASE_URL must be set with WASL_LOG_URL: the embedded database has log-ins of its own'],
  ],
  [
    'log-ins whose password is unknown',
    { ...production, WASL_ROLE_PASSWORD_FILE: '', WASL_LOG_URL: 'postgres://l@db/wasl' },
    [
      'WASL_ROLE_PASSWORD_FILE is required, since DATABASE_URL has a password (or set WASL_SEAL_URL, WASL_CLOCK_URL, WASL_AUDIT_URL)',
    ],
  ],
  [
    'an empty password file',
    { ...production, WASL_ROLE_PASSWORD_FILE: emptyFile },
    ['WASL_ROLE_PASSWORD_FILE must have the password on its first line'],
  ],
])('refuses %s', (_, env, faults) => {
  expect(faultsOf(env)).toEqual(faults);
});

test.each([
  'https://wasl.example.ma/',
  'https://wasl.example.ma/hub',
  'https://wasl.example.ma?x=1',
  'https://wasl.example.ma#x',
  'https://user@wasl.example.ma',
  'https://Wasl.example.ma',
  'https://wasl.example.ma:443',
  'ftp://wasl.example.ma',
  'wasl.example.ma',
])('refuses %s as public address', (url) => {
  expect(faultsOf({ ...production, WASL_PUBLIC_URL: url })).toHaveLength(1);
});

test.each(['1.2.3.4.5', '256.0.0.1', 'a b', 'host:80', 'fe80::1%eth0', '-a', 'http://a'])(
  'refuses %s as host',
  (host) => {
    expect(faultsOf({ WASL_MODE: 'sandbox', HOST: host })).toHaveLength(1);
  },
);

test('lets production serve plain HTTP on loopback', () => {
  expect(loadConfig({ ...production, WASL_PUBLIC_URL: 'http://[::1]:4000' }).publicUrl).toBe('http://[::1]:4000');
});

test('keeps a host given as parameter of the database URL', () => {
  const config = loadConfig({ WASL_MODE: 'sandbox', DATABASE_URL: 'postgres:///wasl?host=/run/pg&user=wasl_app' });
  expect(config.database?.log).toBe('postgres:///wasl?host=%2Frun%2Fpg&user=wasl_log');
});

test('puts an IPv6 host into brackets and takes the port once it is known', () => {
  const config = withActualPort(loadConfig({ HOST: '::1', PORT: '0' }), 5123);
  expect([config.port, config.publicUrl]).toEqual([5123, 'http://[::1]:5123']);
});

test('keeps a public address that was said when the port becomes known', () => {
  const config = withActualPort(loadConfig({ PORT: '0', WASL_PUBLIC_URL: 'http://localhost:9' }), 5123);
  expect(config.publicUrl).toBe('http://localhost:9');
});

test('marks the issuer of a sandbox', () => {
  expect([issuerOf(loadConfig({})), issuerOf(loadConfig(production))]).toEqual([
    'http://127.0.0.1:4000/sandbox',
    'https://wasl.example.ma',
  ]);
});

test.each<[string, boolean]>([
  ['localhost', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['[::1]', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['localhost.example.ma', false],
  ['127.0.0.1.example.ma', false],
])('says whether %s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test('describes every setting', () => {
  expect(knownSettings.filter(({ description }) => description.length < 20)).toEqual([]);
});
