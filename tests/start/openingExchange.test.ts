import { readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { projectFile } from '../../src/platform/paths.js';
import { playOpeningExchange } from '../../src/start/openingExchange.js';
import { openingRecordFile, readOpeningRecord, type OpeningRecord } from '../../src/start/openingRecord.js';
import { startHub, type TestHub } from '../support/hub.js';

type Verify = (held: object, keySet: object, options: object) => Promise<{ registerNumbers: { number: string }[] }>;

/** Characters from one that is changed to the next. */
const step = process.env['TEST_LONG'] === '1' ? 7 : 61;
let hub: TestHub;
let verifyExchange: Verify;
let keySet: object;
const letter = readFileSync(projectFile('examples', 'letter.pdf'));

const play = async (): Promise<{ record: OpeningRecord; lines: string[] }> => {
  const lines: string[] = [];
  const record = await playOpeningExchange(hub.opened.config, hub.database.urls, (line) => lines.push(line));
  return { record: record!, lines };
};

beforeAll(async () => {
  hub = await startHub();
  const example = pathToFileURL(projectFile('examples', 'verify-evidence.mjs')).href;
  ({ verifyExchange } = (await import(example)) as { verifyExchange: Verify });
  await play();
  keySet = (await (await fetch(`${hub.url}/.well-known/evidence-keys.json`)).json()) as object;
}, 60_000);

afterAll(() => hub.close());

const played = (): OpeningRecord => readOpeningRecord(hub.dataDir)!;

test('the first start leaves the evidence of both sides in a file', () => {
  const { ministry, commune, correspondence } = played();

  expect({
    parties: [ministry.code, commune.code],
    numbers: [correspondence.departureNumber, correspondence.arrivalNumber],
    ministry: ministry.evidence.map(({ event }) => event),
    commune: commune.evidence.map(({ event }) => event),
  }).toEqual({
    parties: ['MA-MIN-0001', 'MA-COM-0012'],
    numbers: ['1', '1'],
    ministry: ['SUBMISSION_ACCEPTANCE', ...ofBoth],
    commune: ofBoth,
  });
});

const ofBoth = [
  'CONTENT_CONSIGNMENT',
  'CONTENT_ACCESS_TRACKING',
  'CONTENT_HANDOVER',
  'REGISTER_ARRIVAL',
  'CONSIGNMENT_ACCEPTANCE',
];

test('a later start plays nothing and answers what the first one left', async () => {
  const { record, lines } = await play();

  expect({ record, lines }).toEqual({ record: played(), lines: [] });
});

test('an exchange that left no file is played again, to its end', async () => {
  const before = played();
  rmSync(openingRecordFile(hub.dataDir));

  const { record } = await play();

  expect(record.correspondence.departureNumber).toBe(String(Number(before.correspondence.departureNumber) + 1));
});

test('a stranger finds the evidence good', async () => {
  const facts = await verifyExchange(played(), keySet, { files: [letter], sandbox: true });

  expect(facts).toMatchObject({ sender: 'MA-MIN-0001', recipients: ['MA-COM-0012'], digestsChecked: 1 });
});

test('a stranger refuses a token of which a character was changed', async () => {
  const { ministry, commune } = played();
  const [first, ...others] = commune.evidence;
  const accepted: number[] = [];
  for (let at = 0; at < first!.token.length; at += step) {
    const was = first!.token[at]!;
    const token = `${first!.token.slice(0, at)}${was === 'A' ? 'B' : 'A'}${first!.token.slice(at + 1)}`;
    const changed = { ministry, commune: { ...commune, evidence: [{ ...first, token }, ...others] } };
    await verifyExchange(changed, keySet, { sandbox: true }).then(
      () => accepted.push(at),
      () => {},
    );
  }

  expect(accepted).toEqual([]);
}, 300_000);

test.each<[string, (record: OpeningRecord) => object, object]>([
  ['other bytes', (record) => record, { files: [Buffer.from(letter).fill(0, 100, 101)] }],
  ['another recipient', (record) => ({ ...record, commune: { ...record.commune, code: 'MA-COM-0094' } }), {}],
  ['another sender', (record) => ({ ...record, ministry: { ...record.ministry, code: 'MA-MIN-0005' } }), {}],
  [
    'an evidence that one side lacks',
    (record) => ({ ...record, ministry: { ...record.ministry, evidence: record.ministry.evidence.slice(0, -1) } }),
    {},
  ],
  [
    'a disclosure that was changed',
    ({ commune, ...record }) => ({
      ...record,
      commune: {
        ...commune,
        evidence: commune.evidence.map((one) => ({ ...one, disclosures: one.disclosures.map((text) => `${text}A`) })),
      },
    }),
    {},
  ],
  ['a sandbox where it does not count', (record) => record, { sandbox: false }],
])('a stranger refuses %s', async (_, change, options) => {
  await expect(verifyExchange(change(played()), keySet, { sandbox: true, ...options })).rejects.toThrow();
});
