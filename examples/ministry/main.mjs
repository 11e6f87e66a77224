// The system of a ministry: its own queue, its own numbers, its own archive. docs/guides/ministry-integration.md explains it.
//
//   node examples/ministry/main.mjs enrol <one-time code>                            once, with a key of its own
//   node examples/ministry/main.mjs open                                             once: the ministry numbers itself
//   node examples/ministry/main.mjs enqueue <code of the addressee> <subject> <file.pdf>…
//   node examples/ministry/main.mjs run                                              every few minutes: send and read
//   node examples/ministry/main.mjs verify                                           needs no connection
//
// WASL_URL is the hub, WASL_FOLDER where everything is kept (default: ministry), WASL_SERIES the departure series.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env } from 'node:process';
import { calculateJwkThumbprint } from 'jose';
import { createClient, enrol } from '../client.mjs';
import { archiveKeys, verifyArchive } from './archive.mjs';
import { missingPositions, readFeed } from './feed.mjs';
import { openJournal } from './journal.mjs';
import { enqueue, readQueue, sendDue } from './queue.mjs';

const url = env.WASL_URL ?? 'http://127.0.0.1:4000';
const folder = env.WASL_FOLDER ?? 'ministry';
const series = env.WASL_SERIES ?? 'GENERAL';
const keysFile = join(folder, 'evidence-keys.json');
mkdirSync(folder, { recursive: true });

const store = (name, text) => {
  writeFileSync(join(folder, `${name}.new`), text, { mode: 0o600 });
  renameSync(join(folder, `${name}.new`), join(folder, name));
};

/** The key stays with the system: the hub knows its public half. */
const enrolOnce = async (code) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  store('key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const { clientId, institution } = await enrol({
    url,
    code,
    name: 'Courrier du ministère',
    keyPair: { publicKey, privateKey },
  });
  const metadata = await (await fetch(`${url}/.well-known/oauth-authorization-server`)).json();
  const { issuer, token_endpoint: tokenEndpoint } = metadata;
  store('client.json', JSON.stringify({ clientId, institution, issuer, tokenEndpoint }, null, 2));
  console.log(`enrolled as ${clientId} of ${institution}`);
};

const connect = async () => {
  const privateKey = createPrivateKey(readFileSync(join(folder, 'key.pem')));
  const kid = await calculateJwkThumbprint(createPublicKey(privateKey).export({ format: 'jwk' }));
  const client = createClient({
    ...JSON.parse(readFileSync(join(folder, 'client.json'), 'utf8')),
    ...{ url, privateKey, kid, route: (address) => address },
  });
  // user errors stay data: the queue decides what each one means
  return { ...client, act: async (query, input) => Object.values(await client.ask(query, { input }))[0] };
};

const openRegister = async () => {
  const hub = await connect();
  const query = `mutation Open($input: RegisterOpenInput!) {
    registerOpen(input: $input) { register { year numberedBy } userErrors { code message } }
  }`;
  const input = {
    idempotencyKey: `open ${series}`,
    direction: 'OUT',
    series,
    numberedBy: 'INSTITUTION',
  };
  const { register, userErrors } = await hub.act(query, input);
  if (register === null) throw new Error(userErrors.map(({ code, message }) => `${code}: ${message}`).join('; '));
  console.log(`the register ${series} of ${register.year} is numbered by ${register.numberedBy}`);
};

const run = async (journal) => {
  const hub = await connect();
  const waiting = await sendDue(journal, hub, { series });
  await readFeed(journal, hub);
  await archiveKeys(keysFile, url);
  const missing = missingPositions(journal);
  if (missing.length > 0) throw new Error(`events are missing: ${missing.join(', ')}`);
  const held = readQueue(journal).filter(({ state }) => state === 'HELD');
  for (const { subject, codes, reason } of held) console.log(`held: ${subject}: ${codes.join(', ')}: ${reason}`);
  console.log(`${waiting} waiting, ${held.length} held`);
};

const verify = async (journal) => {
  const { good, bad } = await verifyArchive(journal, keysFile, { sandbox: env.WASL_SANDBOX === '1' });
  for (const { id, reason } of bad) console.log(`not good: ${id}: ${reason}`);
  console.log(`${good} good, ${bad.length} not good`);
  if (bad.length > 0) process.exitCode = 1;
};

const [command, ...given] = argv.slice(2);
const journal = openJournal(join(folder, 'journal.jsonl'));
try {
  if (command === 'enrol') await enrolOnce(given[0]);
  else if (command === 'open') await openRegister();
  else if (command === 'enqueue') {
    const [recipient, subject, ...files] = given;
    const missing = files.filter((file) => !existsSync(file));
    if (files.length === 0 || missing.length > 0) throw new Error(`there is no file ${missing.join(', ')}`);
    console.log(enqueue(journal, { subject, recipients: [recipient], files }));
  } else if (command === 'run') await run(journal);
  else if (command === 'verify') await verify(journal);
  else throw new Error('commands: enrol, open, enqueue, run, verify');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  journal.close();
}
