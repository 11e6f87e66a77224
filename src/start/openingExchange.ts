import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createEnrolmentCode } from '../access/enrolmentCode.js';
import type { OwnerClient } from '../access/ownerClient.js';
import type { Config } from '../platform/config.js';
import type { DatabaseUrls } from '../platform/databaseUrls.js';
import { projectFile } from '../platform/paths.js';
import { callHub } from './callHub.js';
import { nameOf } from './institutionList.js';
import { localUrl } from './localUrl.js';
import { readOpeningRecord, writeOpeningRecord, type OpeningRecord } from './openingRecord.js';
import { asOwner } from '../platform/asOwner.js';

export const openingParties = { ministry: 'MA-MIN-0001', commune: 'MA-COM-0012' } as const;

type Say = (line: string) => void;
type Party = keyof typeof openingParties;
type Step = { readonly step: string; readonly who: Party; readonly result: string; readonly ms: number };
type Held = Pick<OpeningRecord, 'correspondence' | 'document' | Party>;

/** What `examples/first-exchange.mjs` and `examples/verify-evidence.mjs` export. */
type FirstExchange = (options: {
  readonly url: string;
  readonly codes: Readonly<Record<Party, string>>;
  readonly pdf: { readonly fileName: string; readonly bytes: Uint8Array };
  readonly say: (step: Step) => void;
  readonly route: (address: string) => string;
}) => Promise<Held & { readonly files: readonly Uint8Array[] }>;
type VerifyExchange = (
  held: Held,
  keySet: unknown,
  options: { readonly files: readonly Uint8Array[]; readonly sandbox: boolean },
) => Promise<{ readonly events: readonly unknown[]; readonly digestsChecked: number }>;

/**
 * On the first start of a sandbox: a ministry sends a letter to a commune, as `examples/` writes it, and a stranger verifies
 * the evidence. Later starts answer what it left. Null in production, and where this process cannot play it.
 */
export const playOpeningExchange = async (
  config: Config,
  urls: DatabaseUrls,
  say: Say,
): Promise<OpeningRecord | null> => {
  if (config.mode !== 'sandbox') return null;
  const played = readOpeningRecord(config.dataDirectory);
  if (played !== null && (await isInThisDatabase(config, played))) return played;
  if (urls.migrate === null) {
    say('The opening exchange is not played: it enrols two keys, and that needs WASL_MIGRATE_URL.');
    return null;
  }
  return asOwner(urls.migrate, async (owner) => {
    // of two hubs that start together one plays; the lock ends with the connection, also when this process is killed
    if (!(await takeTurn(owner))) {
      say('The opening exchange is being played by another hub on this database.');
      return null;
    }
    return play(config, owner, say);
  });
};

/** A folder may outlive its database, or serve another one. */
const isInThisDatabase = async (config: Config, { ministry, correspondence }: OpeningRecord): Promise<boolean> => {
  const url = localUrl(config);
  const { body: token } = await callHub(url, '/sandbox/token', { body: { institution: ministry.code } });
  const { access_token: accessToken } = token as { access_token?: string };
  if (accessToken === undefined) return false;
  const query = 'query OpeningExchange($id: ID!) { correspondence(id: $id) { id } }';
  const { body } = await callHub(url, '/graphql', {
    token: accessToken,
    body: { query, variables: { id: correspondence.id } },
  });
  return (body as { data?: { correspondence?: unknown } | null }).data?.correspondence != null;
};

const takeTurn = async (owner: OwnerClient): Promise<boolean> => {
  const { rows } = await owner.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('wasl.opening', 0)) as taken`,
  );
  return rows[0]!.taken;
};

const play = async (config: Config, owner: OwnerClient, say: Say): Promise<OpeningRecord> => {
  const { firstExchange } = await load<{ firstExchange: FirstExchange }>('first-exchange.mjs');
  const { verifyExchange } = await load<{ verifyExchange: VerifyExchange }>('verify-evidence.mjs');
  const codeFor = async (party: Party): Promise<string> =>
    (await createEnrolmentCode(owner, { institutionCode: openingParties[party], validHours: 1 })).code;
  const codes = { ministry: await codeFor('ministry'), commune: await codeFor('commune') };
  const url = localUrl(config);
  say('');
  say('The opening exchange: a letter, its numbers, its evidence (examples/first-exchange.mjs)');
  say(`  ministry  ${nameOf(openingParties.ministry)}`);
  say(`  commune   ${nameOf(openingParties.commune)}`);
  const { files, ...held } = await firstExchange({
    url,
    codes,
    pdf: { fileName: 'letter.pdf', bytes: readFileSync(projectFile('examples', 'letter.pdf')) },
    say: sayStep(say),
    route: (address) => address.replace(config.publicUrl, url),
  });
  const startedAtMs = performance.now();
  const { body: keySet } = await callHub(url, '/.well-known/evidence-keys.json');
  const verified = await verifyExchange(held, keySet, { files, sandbox: true });
  const ms = Math.round(performance.now() - startedAtMs);
  say(
    stepLine(
      'a stranger',
      'verifies the evidence',
      `${verified.events.length} good, ${verified.digestsChecked} digest recomputed, both sides agree`,
      ms,
    ),
  );
  const record: OpeningRecord = {
    version: 1,
    playedAt: new Date().toISOString(),
    evidenceKeysUrl: `${config.publicUrl}/.well-known/evidence-keys.json`,
    ...held,
  };
  writeOpeningRecord(config.dataDirectory, record);
  return record;
};

const sayStep =
  (say: Say) =>
  ({ step, who, result, ms }: Step): void =>
    say(stepLine(who, step, result, ms));

const stepLine = (who: string, step: string, result: string, ms: number): string =>
  `  ${who.padEnd(10)}  ${step.padEnd(22)}${`${ms} ms`.padStart(7)}   ${result}`;

const load = async <Exports>(name: string): Promise<Exports> =>
  (await import(pathToFileURL(projectFile('examples', name)).href)) as Exports;
