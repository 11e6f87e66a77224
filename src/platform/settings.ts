import { accessSync, constants, statSync } from 'node:fs';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { z } from 'zod';

/** True for `localhost` and for the loopback addresses of IPv4 and IPv6, with or without brackets. */
export const isLoopback = (host: string): boolean => {
  const address = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (isIP(address) === 0) return address === 'localhost';
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
};

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const hostName = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
const isHost = (value: string): boolean =>
  URL.canParse(`http://${isIPv6(value) ? `[${value}]` : value}`) && (isIP(value) !== 0 || hostName.test(value));

const isPostgresUrl = (value: string): boolean =>
  URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol);

const isOrigin = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, origin } = new URL(value);
  return ['http:', 'https:'].includes(protocol) && origin === value;
};

const isReadableFile = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const databaseUrl = z.string().refine(isPostgresUrl, 'must be a URL like postgres://user:password@host:5432/database');
const file = z.string().refine(isReadableFile, 'must be the path of a file that can be read');

const wholeNumber = (least: number, most: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d{1,16}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const modes = ['sandbox', 'production'] as const;

const roleUrlText = (user: string, duty: string): string =>
  `PostgreSQL URL of the log-in ${user} (${duty}). Default: DATABASE_URL with that user and the password in WASL_ROLE_PASSWORD_FILE.`;

/** Every setting with its form; what spans several settings is checked in `config.ts`. */
export const settingsSchema = z.object({
  HOST: z
    .string()
    .refine(isHost, 'must be an IP address (without brackets) or a host name')
    .default('127.0.0.1')
    .describe('Address to listen on. Default: 127.0.0.1, this machine only.'),
  PORT: wholeNumber(0, 65_535).default(4000).describe('TCP port to listen on; 0 takes any free one. Default: 4000.'),
  DATABASE_URL: databaseUrl
    .optional()
    .describe(
      'PostgreSQL (15 to 18) as the request log-in wasl_app. Default: an embedded PostgreSQL in WASL_DATA_DIR.',
    ),
  WASL_DATA_DIR: z
    .string()
    .default('.wasl')
    .describe(
      'Folder of uploaded files, sandbox keys and the embedded database. Default: .wasl in the working directory.',
    ),
  WASL_MODE: z
    .enum(modes, 'must be sandbox or production')
    .optional()
    .describe(
      'sandbox or production. Default: sandbox, when neither DATABASE_URL nor a HOST other than loopback is set; else it must be said. A database keeps its first mode for ever.',
    ),
  WASL_PUBLIC_URL: z
    .string()
    .refine(
      isOrigin,
      'must be an address like https://wasl.example.ma: lower case, without path, query, trailing slash or default port',
    )
    .optional()
    .describe(
      'The address under which clients reach the hub; issuer, links and log origin come from it. Default in the sandbox: http://<HOST>:<PORT>. Required in production, with https unless its host is loopback.',
    ),
  WASL_MIGRATE_URL: databaseUrl
    .optional()
    .describe('PostgreSQL URL of the owner, with CREATEROLE; used only to migrate.'),
  WASL_LOG_URL: databaseUrl.optional().describe(roleUrlText('wasl_log', 'access records')),
  WASL_SEAL_URL: databaseUrl.optional().describe(roleUrlText('wasl_seal', 'sequencer')),
  WASL_CLOCK_URL: databaseUrl.optional().describe(roleUrlText('wasl_clock', 'timers')),
  WASL_AUDIT_URL: databaseUrl.optional().describe(roleUrlText('wasl_audit', 'auditors')),
  WASL_ROLE_PASSWORD_FILE: file
    .optional()
    .describe('File with the password of the log-ins whose URL is not said, on its first line.'),
  WASL_SUBGRAPHS_FILE: file.optional().describe('JSON file that lists the subgraphs reached over HTTP. Default: none.'),
  WASL_LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
    .default('info')
    .describe(`How much to log: ${logLevels.join(', ')}. Default: info.`),
  WASL_POOL_SIZE: wholeNumber(1, 1000)
    .default(8)
    .describe('Connections to PostgreSQL for requests, per process. Default: 8.'),
  WASL_MAX_UPLOAD_BYTES: wholeNumber(1, Number.MAX_SAFE_INTEGER)
    .default(2 * 1024 ** 3)
    .describe('Largest file accepted, in bytes. Default: 2147483648 (2 GiB).'),
  WASL_SEAL_KEY_FILE: file
    .optional()
    .describe(
      'PEM file with the seal key, which certifies the evidence keys of each process. With WASL_SEAL_CERTIFICATE_FILE, or neither.',
    ),
  WASL_SEAL_CERTIFICATE_FILE: file
    .optional()
    .describe('PEM file with the certificate chain of WASL_SEAL_KEY_FILE. With it, or neither.'),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;
