import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { runCli } from '../../src/cli/runCli.js';
import { givenDocument, institutionId, ministry, sha256 } from '../support/exchange.js';
import { postGraphql, startHub, type TestHub } from '../support/hub.js';
import { seededRandom } from '../support/seededRandom.js';
import { startCuttingProxy, type CuttingProxy } from './cuttingProxy.js';
import { newCode } from './newCode.js';
import { nightlyScripts, runScript, type NightlyScript } from './nightlyScripts.js';

const cutsWanted = process.env['TEST_LONG'] === '1' ? 50 : 4;
const isRequired = process.env['TEST_INTERPRETERS'] === 'required';
const communes = ['MA-COM-0012', 'MA-COM-0014', 'MA-COM-0094'];
const random = seededRandom();

let proxy: CuttingProxy;
let hub: TestHub;
let folder: string;

beforeAll(async () => {
  console.log(`TEST_SEED=${random.seed}`);
  proxy = await startCuttingProxy(random);
  // every address that the hub gives leads through the bad line
  const started = await startHub({ env: { WASL_PUBLIC_URL: proxy.url } });
  const { port } = started.opened.app.server.address() as AddressInfo;
  proxy.leadTo(port);
  // what the test itself asks does not
  const url = `http://127.0.0.1:${port}`;
  hub = { ...started, url, graphql: (token, query, variables) => postGraphql(url, token, query, variables) };
  folder = mkdtempSync(join(tmpdir(), 'wasl-nightly-'));
}, 60_000);

afterAll(async () => {
  await hub.close();
  await proxy.close();
  rmSync(folder, { recursive: true, force: true });
});

const pdfOf = (size: number): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(size), Buffer.from('\n%%EOF\n')]);

/** The ministry sends the commune a letter with an annex. */
const givenArrival = async (commune: string): Promise<string> => {
  // a token lives five minutes, a long night longer
  const token = await hub.tokenFor(ministry);
  const documents = [
    await givenDocument(hub, token, pdfOf(random.below(300_000))),
    await givenDocument(hub, token, pdfOf(random.below(2_000)), 'annexe « 1 » "é" قرار.PDF'),
  ];
  const { data } = await hub.graphql(
    token,
    'mutation Send($input: CorrespondenceDepositInput!) { correspondenceDeposit(input: $input) { correspondence { id } userErrors { code } } }',
    {
      input: {
        idempotencyKey: randomBytes(9).toString('hex'),
        subject: 'Circulaire « budget » \\ "2027" دورية',
        recipients: [{ institutionId: await institutionId(hub, commune) }],
        attachments: documents.map(({ id }, at) => ({ documentId: id, role: at === 0 ? 'MAIN' : 'ANNEX' })),
      },
    },
  );
  return data!['correspondenceDeposit'].correspondence.id as string;
};

/** A letter to the ministry lies ready; answers its subject. */
const givenDeparture = (night: string, name: string): string => {
  const letter = join(night, 'outgoing', name);
  const subject = `Réponse ${name} « ${randomBytes(4).toString('hex')} » "\\ جواب`;
  mkdirSync(letter, { recursive: true });
  writeFileSync(join(letter, 'lettre.pdf'), pdfOf(random.below(300_000)));
  writeFileSync(join(letter, 'annexe.txt'), `annexe ${name}`);
  writeFileSync(
    join(letter, 'letter.txt'),
    `to=${ministry}\nsubject=${subject}\nreference=${name}/2026\nfile=lettre.pdf\nfile=annexe.txt\n`,
  );
  return subject;
};

const environmentOf = (night: string): Record<string, string> => ({
  WASL_URL: proxy.url,
  WASL_FOLDER: night,
  WASL_WAIT_SECONDS: '0.05',
  WASL_TRIES: '5',
});

type Evidence = Readonly<Record<'id' | 'event' | 'occurredAt' | 'token', string>> & {
  readonly disclosures: readonly string[];
};
type Entry = { readonly direction: string; readonly number: string; readonly year: number };
type Held = {
  readonly id: string;
  readonly subject: string;
  readonly attachments: readonly { readonly sha256: string }[];
  readonly consignments: readonly { readonly state: string; readonly arrivalNumber: string | null }[];
  readonly registerEntries: readonly Entry[];
};

/** Everything in a list of letters, oldest first. */
const listAll = async (token: string, list: 'inbox' | 'outbox'): Promise<readonly Held[]> => {
  const all: Held[] = [];
  for (let after: string | null = null; ;) {
    const { data } = await hub.graphql(
      token,
      `query All($after: String) { ${list}(first: 50, after: $after) {
        nodes { id subject attachments { sha256 } consignments { state arrivalNumber } registerEntries { direction number year } }
        pageInfo { hasNextPage endCursor }
      } }`,
      { after },
    );
    const { nodes, pageInfo } = data![list] as {
      nodes: Held[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    all.push(...nodes);
    if (!pageInfo.hasNextPage) return all.reverse();
    after = pageInfo.endCursor;
  }
};

/** The positions of the events after a cursor. */
const listEvents = async (token: string, after: string | null = null) => {
  const events: { position: number }[] = [];
  for (let at = after; ;) {
    const { data } = await hub.graphql(
      token,
      `query Events($at: String) { mailboxEvents(after: $at) {
        nodes { position } pageInfo { hasNextPage endCursor }
      } }`,
      { at },
    );
    events.push(...(data!['mailboxEvents'].nodes as typeof events));
    if (data!['mailboxEvents'].pageInfo.hasNextPage !== true) return events;
    at = data!['mailboxEvents'].pageInfo.endCursor as string;
  }
};

/** Every evidence of some letters that the institution of the token holds, as its archive has it. */
const listEvidence = async (token: string, letters: readonly Held[]): Promise<readonly Evidence[]> => {
  const all = new Map<string, Evidence>();
  for (const { id } of letters) {
    const { data } = await hub.graphql(
      token,
      'query Held($id: ID!) { correspondence(id: $id) { evidence(first: 100) { nodes { id event occurredAt token disclosures } } } }',
      { id },
    );
    for (const evidence of data!['correspondence'].evidence.nodes as Evidence[]) all.set(evidence.id, evidence);
  }
  return [...all.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
};

/** What `wasl verify` says of a folder of evidence with nothing but the keys that lie beside it. */
const verifyOffline = async (night: string) => {
  const file = join(night, 'all-evidence.json');
  writeFileSync(file, JSON.stringify(readNight(night).evidence));
  const told: string[] = [];
  const code = await runCli(['verify', file, '--keys', join(night, 'evidence-keys.json'), '--sandbox'], {
    env: {},
    print: () => {},
    tell: (text) => told.push(text),
  });
  return { code, told };
};

const digestOfFile = (file: string): string => sha256(readFileSync(file));

/** What a night left on disk, in the shape of what the hub holds. */
const readNight = (night: string) => {
  const inbox = readdirSync(join(night, 'inbox')).sort();
  return {
    received: inbox.map((id) => ({
      id,
      digests: readdirSync(join(night, 'inbox', id))
        .filter((name) => name !== 'letter.json')
        .sort()
        .map((name) => digestOfFile(join(night, 'inbox', id, name))),
      isDone: existsSync(join(night, 'inbox', id, 'letter.json')),
    })),
    numbers: readFileSync(join(night, 'numbers.tsv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t')),
    evidence: readdirSync(join(night, 'evidence'))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(night, 'evidence', name), 'utf8')) as Evidence),
    outgoing: readdirSync(join(night, 'outgoing')),
    sent: readdirSync(join(night, 'sent')).sort(),
    cursor: readFileSync(join(night, 'cursor'), 'utf8').trim(),
  };
};

const dense = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at + 1));

const forEachScript = (
  verb: string,
  check: (script: NightlyScript, commune: string) => Promise<void>,
  timeoutMs: number,
) => {
  for (const [at, script] of nightlyScripts.entries()) {
    const isSkipped = script.missing !== null && !isRequired;
    (isSkipped ? test.skip : test)(
      `${script.name} ${verb}${isSkipped ? ` (skipped: ${script.missing})` : ''}`,
      async () => {
        expect(script.missing).toBeNull();
        await check(script, communes[at]!);
      },
      timeoutMs,
    );
  }
};

forEachScript(
  `survives ${cutsWanted} cuts of the line without losing or doubling a letter`,
  async (script, commune) => {
    const night = join(folder, script.name);
    const env = environmentOf(night);
    expect(
      await runScript(script, ['enrol', await newCode(hub, commune), 'Courrier de la commune'], env),
    ).toMatchObject({
      code: 0,
    });
    const before = proxy.cuts();
    const [arrivals, departures]: [string[], string[]] = [[], []];
    for (let round = 1; proxy.cuts() - before < cutsWanted; round += 1) {
      for (let letters = 0; letters < 2; letters += 1) arrivals.push(await givenArrival(commune));
      departures.push(givenDeparture(night, `${round}`.padStart(3, '0')));
      proxy.cut(cutsWanted - (proxy.cuts() - before));
      // a night that gave up leaves the rest to the next one
      const { code } = await runScript(script, [], env);
      expect([0, 1]).toContain(code);
      if (round === 200) throw new Error('the line was hardly ever cut');
    }
    proxy.cut(0);
    // on a machine that has much else to do, a good line is slow too
    const { code, output } = await runScript(script, [], { ...env, WASL_TRIES: '12' });
    expect({ code, said: code === 0 ? '' : output }).toEqual({ code: 0, said: '' });

    const [token, ministryToken] = [await hub.tokenFor(commune), await hub.tokenFor(ministry)];
    const [inbox, outbox] = [await listAll(token, 'inbox'), await listAll(token, 'outbox')];
    const stored = readNight(night);
    const atMinistry = (await listAll(ministryToken, 'outbox')).filter(({ id }) => arrivals.includes(id));
    const fromCommune = (await listAll(ministryToken, 'inbox')).filter(({ subject }) => departures.includes(subject));

    expect(inbox.map(({ id }) => id)).toEqual(arrivals);
    expect(stored.received).toEqual(
      inbox
        .map(({ id, attachments }) => ({ id, digests: attachments.map((each) => each.sha256), isDone: true }))
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
    );
    expect(atMinistry.map(({ consignments }) => consignments[0])).toEqual(
      inbox.map(({ registerEntries }) => ({ state: 'ACKNOWLEDGED', arrivalNumber: registerEntries[0]!.number })),
    );
    expect(outbox.map(({ subject }) => subject)).toEqual(departures);
    expect(fromCommune.map(({ id, attachments }) => ({ id, attachments }))).toEqual(
      outbox.map(({ id, attachments }) => ({ id, attachments })),
    );
    expect(outbox.map(({ attachments }) => attachments.map((each) => each.sha256))).toEqual(
      stored.sent.map((name) =>
        ['lettre.pdf', 'annexe.txt'].map((file) => digestOfFile(join(night, 'sent', name, file))),
      ),
    );
    expect(stored.outgoing).toEqual([]);

    const entries = [...inbox, ...outbox].flatMap(({ id, registerEntries }) =>
      registerEntries.map(({ direction, year, number }) => [direction, String(year), number, id]),
    );
    expect([...stored.numbers].sort()).toEqual([...entries].sort());
    const numbersOf = (direction: string): number[] =>
      stored.numbers.filter(([given]) => given === direction).map(([, , number]) => Number(number));
    expect(
      [numbersOf('IN').sort((a, b) => a - b), numbersOf('OUT').sort((a, b) => a - b)].map((all) => all.map(String)),
    ).toEqual([dense(arrivals.length), dense(departures.length)]);

    const events = await listEvents(token);
    expect(events.map(({ position }) => String(position))).toEqual(dense(events.length));
    expect(stored.evidence).toEqual(await listEvidence(token, [...inbox, ...outbox]));
    expect(await verifyOffline(night)).toEqual({ code: 0, told: [] });
    expect(await listEvents(token, stored.cursor)).toEqual([]);
  },
  process.env['TEST_LONG'] === '1' ? 600_000 : 180_000,
);

forEachScript(
  'leaves a letter with a fault in its place, sends the others, and says so',
  async (script, commune) => {
    const night = join(folder, `${script.name}-faults`);
    const env = { ...environmentOf(night), WASL_INSTITUTION: commune };
    const subject = givenDeparture(night, 'b-good');
    givenDeparture(night, 'a-bad');
    const description = join(night, 'outgoing', 'a-bad', 'letter.txt');
    writeFileSync(description, readFileSync(description, 'utf8').replace(/subject=.*/, 'subject='));

    const { code, output } = await runScript(script, [], env);

    expect(code).toBe(1);
    expect(output).toMatch(/a-bad stays in outgoing\/: SUBJECT_INVALID/);
    expect([readdirSync(join(night, 'outgoing')), readdirSync(join(night, 'sent'))]).toEqual([['a-bad'], ['b-good']]);
    const outbox = await listAll(await hub.tokenFor(commune), 'outbox');
    expect(outbox.filter((letter) => letter.subject === subject)).toHaveLength(1);
  },
  60_000,
);

test('the three scripts ask the hub the same', () => {
  const operationsOf = ({ command }: NightlyScript): string[] => {
    const text = readFileSync(command.at(-1)!, 'utf8');
    return [...text.matchAll(/(?:query|mutation) \w+\(\$[^)]*\) \{\n[\s\S]*?\n\}|query Addressee.*?\} \}/g)]
      .map(([operation]) => createHash('sha256').update(operation).digest('hex'))
      .sort();
  };
  const [php, ...others] = nightlyScripts.map(operationsOf);
  expect(php).toHaveLength(5);
  expect(others).toEqual(others.map(() => php));
});
