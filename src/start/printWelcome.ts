import { join, relative } from 'node:path';
import type { Config } from '../platform/config.js';
import { projectFile } from '../platform/paths.js';
import { nameOf } from './institutionList.js';
import { openingRecordFile, type OpeningRecord } from './openingRecord.js';

type Say = (line: string) => void;

/** A ministry, a region, a province, two of its communes, one that is not connected, and a body that looks on. */
const samples = ['MA-MIN-0001', 'MA-REG-05', 'MA-PRO-0005', 'MA-COM-0012', 'MA-COM-0094', 'MA-COM-0735', 'MA-CON-0001'];

type Shown = {
  readonly exchange: OpeningRecord | null;
  /** How many institutions the directory has. */
  readonly institutions: number;
};

/** Where the hub is and what can be done with it now. */
export const printWelcome = (config: Config, { exchange, institutions }: Shown, say: Say): void => {
  if (exchange !== null) sayExchange(config, exchange, say);
  sayAddresses(config, say);
  if (config.mode === 'sandbox') sayHowToTry(config, institutions, say);
  say('');
  say(`Ready. Stop with Ctrl+C${process.stdin.isTTY ? '' : ` (or kill ${process.pid})`}.`);
};

const sayExchange = ({ dataDirectory }: Config, exchange: OpeningRecord, say: Say): void => {
  const { correspondence, document, ministry, commune } = exchange;
  const file = openingRecordFile(dataDirectory);
  say('');
  say(`The first letter (played on ${exchange.playedAt})`);
  say(`  letter     ${correspondence.id}`);
  say(
    `  numbers    departure ${correspondence.departureNumber} at ${ministry.code}, arrival ${correspondence.arrivalNumber} at ${commune.code}`,
  );
  say(`  document   ${document.id}, sha256 ${document.sha256}`);
  say(`  evidence   ${file} (both sides, ${ministry.evidence.length} and ${commune.evidence.length} tokens)`);
  say(`  verify     ${verifyCommand(file)}`);
  say(`  one token  ${ministry.evidence.at(-1)?.event}:`);
  say(ministry.evidence.at(-1)?.token ?? '');
};

const verifyCommand = (file: string): string => {
  const script = projectFile('examples', 'verify-evidence.mjs');
  const letter = projectFile('examples', 'letter.pdf');
  return `node ${quote(here(script))} ${quote(here(file))} --bytes ${quote(here(letter))} --sandbox`;
};

/** Short when it lies in the working directory. */
const here = (path: string): string => {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
};

const sayAddresses = ({ publicUrl, dataDirectory, database }: Config, say: Say): void => {
  say('');
  say('Addresses');
  say(`  GraphQL        ${publicUrl}/graphql`);
  say(`  GraphiQL       ${publicUrl}/graphiql`);
  say(`  schema         ${publicUrl}/schema.graphql`);
  say(`  tokens         ${publicUrl}/.well-known/oauth-authorization-server`);
  say(`  evidence keys  ${publicUrl}/.well-known/evidence-keys.json`);
  say(`  health         ${publicUrl}/readyz`);
  say(`  data           ${dataDirectory}${database === null ? ' (with the embedded PostgreSQL)' : ''}`);
};

const sayHowToTry = (config: Config, institutions: number, say: Say): void => {
  say('');
  say(`Institutions to try (all ${institutions}: npm run --silent wasl -- institutions list)`);
  for (const code of samples) say(`  ${code.padEnd(11)}  ${nameOf(code)}`);
  say('');
  say('The inbox of a commune, from another terminal:');
  say(`  curl -sS ${config.publicUrl}/graphql -H 'Content-Type: application/json' \\`);
  say(`    -H "Authorization: Bearer $(${tokenCommand(config)} --as MA-COM-0012)" \\`);
  say(
    `    -d '{"query":"{ inbox { nodes { subject sender { name { fr ar } } consignments { state arrivalNumber } } } }"}'`,
  );
};

/** Works from any folder; a data folder of its own is said, since the hub's address is read from there. */
const tokenCommand = ({ dataDirectory }: Config): string => {
  const project = projectFile().replace(/\/$/, '');
  const folder = dataDirectory === join(project, '.wasl') ? '' : `WASL_DATA_DIR=${quote(dataDirectory)} `;
  return `${folder}npm --prefix ${quote(project)} run --silent wasl -- token`;
};

const quote = (text: string): string => (/^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
