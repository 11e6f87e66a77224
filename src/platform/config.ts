import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { type DatabaseUrls, hasPassword, roleUrl } from './databaseUrls.js';
import { nearest } from './nearest.js';
import { type SettingName, type Settings, isLoopback, settingsSchema } from './settings.js';

export { isLoopback };

/** What the environment says, checked; nothing else reads it. */
export type Config = {
  /** Sandbox and production never mix: issuers, certificates and log origins differ. */
  readonly mode: 'sandbox' | 'production';
  readonly host: string;
  /** 0: any free port; see `withActualPort`. */
  readonly port: number;
  /** Origin under which clients reach the hub, without trailing slash. */
  readonly publicUrl: string;
  /** True when `publicUrl` was made of host and port. */
  readonly publicUrlIsDefault: boolean;
  /** Null: the embedded PostgreSQL. */
  readonly database: DatabaseUrls | null;
  /** Content of `WASL_ROLE_PASSWORD_FILE`, which migration gives to the roles that it creates. */
  readonly rolePassword: string | null;
  /** Absolute path. */
  readonly dataDirectory: string;
  /** Absolute path of the list of subgraphs reached over HTTP. */
  readonly subgraphsFile: string | null;
  readonly logLevel: Settings['WASL_LOG_LEVEL'];
  readonly poolSize: number;
  readonly maxUploadBytes: number;
  /** Absolute paths of the PEM files with which evidence is signed. Null: the hub keeps keys of its own. */
  readonly seal: { readonly keyFile: string; readonly certificateFile: string } | null;
};

/** All that is wrong with the environment, at once. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The settings have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n- ${faults.join('\n- ')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Every setting with a line for people, in the order of the documentation. */
export const knownSettings: readonly { readonly name: SettingName; readonly description: string }[] = (
  Object.keys(settingsSchema.shape) as SettingName[]
).map((name) => ({ name, description: settingsSchema.shape[name].description ?? '' }));

/** Throws one `ConfigError` with every fault. An empty value counts as unset; secrets are never repeated in a message. */
export const loadConfig = (env: NodeJS.ProcessEnv): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const faults = unknownSettings(Object.keys(given));
  const settings = readSettings(given, faults);
  const mode = chooseMode(settings, faults);
  const publicUrl = choosePublicUrl(settings, mode, faults);
  const rolePassword = readRolePassword(settings, faults);
  const database = chooseDatabase(settings, rolePassword, faults);
  const { WASL_SEAL_KEY_FILE: keyFile, WASL_SEAL_CERTIFICATE_FILE: certificateFile } = settings;
  if (isSaid(given, 'WASL_SEAL_KEY_FILE') !== isSaid(given, 'WASL_SEAL_CERTIFICATE_FILE')) {
    faults.push('WASL_SEAL_KEY_FILE and WASL_SEAL_CERTIFICATE_FILE go together: set both or neither');
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    mode,
    host: settings.HOST,
    port: settings.PORT,
    publicUrl,
    publicUrlIsDefault: settings.WASL_PUBLIC_URL === undefined,
    database,
    rolePassword,
    dataDirectory: resolve(settings.WASL_DATA_DIR),
    subgraphsFile: settings.WASL_SUBGRAPHS_FILE === undefined ? null : resolve(settings.WASL_SUBGRAPHS_FILE),
    logLevel: settings.WASL_LOG_LEVEL,
    poolSize: settings.WASL_POOL_SIZE,
    maxUploadBytes: settings.WASL_MAX_UPLOAD_BYTES,
    seal:
      keyFile === undefined || certificateFile === undefined
        ? null
        : { keyFile: resolve(keyFile), certificateFile: resolve(certificateFile) },
  };
};

/** The issuer of tokens and evidence; that of a sandbox can never be taken for a real one. */
export const issuerOf = (config: Pick<Config, 'mode' | 'publicUrl'>): string =>
  config.mode === 'sandbox' ? `${config.publicUrl}/sandbox` : config.publicUrl;

/** The configuration once the port is known, for `PORT=0`. */
export const withActualPort = (config: Config, port: number): Config => ({
  ...config,
  port,
  publicUrl: config.publicUrlIsDefault ? defaultPublicUrl(config.host, port) : config.publicUrl,
});

type Given = Readonly<Record<string, string | undefined>>;

const isSaid = (given: Given, name: SettingName): boolean => given[name] !== undefined;

/** Already reported: a second fault of the same setting would only confuse. */
const isFaulty = (name: SettingName, faults: readonly string[]): boolean =>
  faults.some((fault) => fault.startsWith(`${name} `));

const unknownSettings = (names: readonly string[]): string[] => {
  const known = knownSettings.map(({ name }) => name);
  // `WASL_PORT` is nearer to `PORT` than to `WASL_MODE`: the prefix does not count.
  const byBareName = new Map(known.map((name) => [bareName(name), name]));
  return names
    .filter((name) => /^WASL_/i.test(name) && !known.some((other) => other === name))
    .map((name) => {
      const meant = byBareName.get(nearest(bareName(name), [...byBareName.keys()]));
      return `${name} is no setting of Wasl; the nearest is ${meant}`;
    });
};

const bareName = (name: string): string => name.toUpperCase().replace(/^WASL_/, '');

/** Settings with a fault are reported and then taken as unset, so that the checks across settings still run. */
const readSettings = (given: Given, faults: string[]): Settings => {
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  const faulty = new Map(result.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  for (const [name, message] of faulty) faults.push(`${name} ${message}`);
  return settingsSchema.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !faulty.has(name))));
};

const chooseMode = (settings: Settings, faults: string[]): Config['mode'] => {
  const { WASL_MODE: mode, DATABASE_URL: databaseUrl, HOST: host } = settings;
  if (mode === 'production' && databaseUrl === undefined && !isFaulty('DATABASE_URL', faults)) {
    faults.push('DATABASE_URL is required in production: the embedded database is for the sandbox');
  }
  if (mode !== undefined) return mode;
  const reasons = [
    ...(databaseUrl === undefined ? [] : ['DATABASE_URL is set']),
    ...(isLoopback(host) ? [] : ['HOST is not loopback']),
  ];
  if (reasons.length > 0 && !isFaulty('WASL_MODE', faults)) {
    faults.push(`WASL_MODE must be said (sandbox or production), since ${reasons.join(' and ')}`);
  }
  return 'sandbox';
};

const choosePublicUrl = (settings: Settings, mode: Config['mode'], faults: string[]): string => {
  const said = settings.WASL_PUBLIC_URL;
  if (said === undefined) {
    if (mode === 'production' && !isFaulty('WASL_PUBLIC_URL', faults)) {
      faults.push('WASL_PUBLIC_URL is required in production, e.g. https://wasl.example.ma');
    }
    return defaultPublicUrl(settings.HOST, settings.PORT);
  }
  const { protocol, hostname } = new URL(said);
  if (mode === 'production' && protocol !== 'https:' && !isLoopback(hostname)) {
    faults.push('WASL_PUBLIC_URL must begin with https:// in production, unless its host is loopback');
  }
  return said;
};

const defaultPublicUrl = (host: string, port: number): string =>
  new URL(`http://${isIPv6(host) ? `[${host}]` : host}:${port}`).origin;

const readRolePassword = (settings: Settings, faults: string[]): string | null => {
  if (settings.WASL_ROLE_PASSWORD_FILE === undefined) return null;
  const password = readFileSync(settings.WASL_ROLE_PASSWORD_FILE, 'utf8').split(/\r?\n/, 1)[0] ?? '';
  if (password === '') faults.push('WASL_ROLE_PASSWORD_FILE must have the password on its first line');
  return password;
};

const chooseDatabase = (settings: Settings, password: string | null, faults: string[]): DatabaseUrls | null => {
  const roles = {
    log: settings.WASL_LOG_URL,
    seal: settings.WASL_SEAL_URL,
    clock: settings.WASL_CLOCK_URL,
    audit: settings.WASL_AUDIT_URL,
  };
  const app = settings.DATABASE_URL;
  if (app === undefined) {
    const useless = Object.entries({ migrate: settings.WASL_MIGRATE_URL, ...roles }).filter(([, url]) => url);
    if (useless.length > 0 && !isFaulty('DATABASE_URL', faults)) {
      const names = useless.map(([role]) => `WASL_${role.toUpperCase()}_URL`).join(', ');
      faults.push(`DATABASE_URL must be set with ${names}: the embedded database has log-ins of its own`);
    }
    return null;
  }
  const derived = Object.entries(roles).filter(([, url]) => url === undefined);
  if (derived.length > 0 && password === null && hasPassword(app) && !isFaulty('WASL_ROLE_PASSWORD_FILE', faults)) {
    const names = derived.map(([role]) => `WASL_${role.toUpperCase()}_URL`).join(', ');
    faults.push(`WASL_ROLE_PASSWORD_FILE is required, since DATABASE_URL has a password (or set ${names})`);
  }
  return {
    app,
    migrate: settings.WASL_MIGRATE_URL ?? null,
    log: roles.log ?? roleUrl(app, 'wasl_log', password),
    seal: roles.seal ?? roleUrl(app, 'wasl_seal', password),
    clock: roles.clock ?? roleUrl(app, 'wasl_clock', password),
    audit: roles.audit ?? roleUrl(app, 'wasl_audit', password),
  };
};
