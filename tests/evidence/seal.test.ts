import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSeal, type SealOptions } from '../../src/evidence/seal.js';
import { givenSeal, nowMs } from './givenEvidence.js';

const folder = mkdtempSync(join(tmpdir(), 'wasl-seal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const givenOptions = (changes: Partial<SealOptions> = {}): SealOptions => ({
  dataDir: join(folder, randomUUID()),
  mode: 'sandbox',
  clock: { nowMs: () => nowMs },
  sealKeyFile: null,
  sealCertificateFile: null,
  ...changes,
});

const givenFile = (text: string): string => {
  const path = join(folder, `${randomUUID()}.pem`);
  writeFileSync(path, text);
  return path;
};

const pemOf = (privateKey: { export: (options: { type: 'pkcs8'; format: 'pem' }) => string | Buffer }): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

test('makes one seal for all who start at once, readable by its owner alone', async () => {
  const options = givenOptions();
  const seals = await Promise.all(Array.from({ length: 8 }, () => openSeal(options)));
  const keys = join(options.dataDir, 'keys');
  expect({
    certificates: new Set(seals.map(({ chain }) => chain[0].fingerprint256)).size,
    files: readdirSync(keys).sort(),
    modes: ['', 'seal.key.pem'].map((name) => (statSync(join(keys, name)).mode & 0o777).toString(8)),
  }).toEqual({ certificates: 1, files: ['seal.crt.pem', 'seal.key.pem'], modes: ['700', '600'] });
});

test('opens the same seal again', async () => {
  const options = givenOptions();
  const [first, second] = [await openSeal(options), await openSeal(options)];
  expect(second.chain[0].fingerprint256).toBe(first.chain[0].fingerprint256);
});

test('completes a seal whose maker was killed before the certificate', async () => {
  const options = givenOptions();
  const first = await openSeal(options);
  unlinkSync(join(options.dataDir, 'keys', 'seal.crt.pem'));
  const second = await openSeal(options);
  expect(pemOf(second.privateKey)).toBe(pemOf(first.privateKey));
});

test.each([
  ['sandbox', 'Wasl sandbox evidence seal'],
  ['production', 'Wasl evidence seal'],
] as const)('names a seal of the %s mode', async (mode, name) => {
  const [certificate] = (await openSeal(givenOptions({ mode }))).chain;
  expect([certificate.subject.split('\n')[0], certificate.ca, certificate.verify(certificate.publicKey)]).toEqual([
    `CN=${name}`,
    true,
    true,
  ]);
});

test('takes the configured seal', async () => {
  const seal = await givenSeal();
  const opened = await openSeal(
    givenOptions({
      mode: 'production',
      sealKeyFile: givenFile(pemOf(seal.privateKey)),
      sealCertificateFile: givenFile(seal.chain[0].toString()),
    }),
  );
  expect(opened.chain[0].fingerprint256).toBe(seal.chain[0].fingerprint256);
});

test.each([
  ['a key file alone', 'together', async () => ({ sealKeyFile: givenFile('') })],
  [
    'a certificate of another key',
    'not that of the seal key',
    async () => filesOf(await givenSeal(), await givenSeal()),
  ],
  ['a sandbox seal in production', 'sandbox', async () => filesOf(await givenSeal('Wasl sandbox evidence seal'))],
  [
    'a seal that has ended',
    'valid from',
    async () => filesOf(await givenSeal('Wasl evidence seal', nowMs - 11 * 365 * 86_400_000)),
  ],
  ['an RSA key', 'EC key', async () => ({ ...filesOf(await givenSeal()), sealKeyFile: givenFile(pemOf(rsaKey())) })],
  [
    'a file without certificate',
    'no certificate',
    async () => ({ ...filesOf(await givenSeal()), sealCertificateFile: givenFile('x') }),
  ],
])('refuses %s', async (_, message, files) => {
  await expect(openSeal(givenOptions({ mode: 'production', ...(await files()) }))).rejects.toThrow(message);
});

type Seal = Awaited<ReturnType<typeof givenSeal>>;
const filesOf = (seal: Seal, certificateOf: Seal = seal): Pick<SealOptions, 'sealKeyFile' | 'sealCertificateFile'> => ({
  sealKeyFile: givenFile(pemOf(createPrivateKey(pemOf(seal.privateKey)))),
  sealCertificateFile: givenFile(certificateOf.chain[0].toString()),
});

const rsaKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
