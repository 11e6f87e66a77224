import { createPrivateKey, generateKeyPairSync, randomUUID, X509Certificate, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../platform/clock.js';
import type { Mode } from '../platform/migrate.js';
import { curveOf, selfSignSeal } from './certificates.js';

/** The key that certifies evidence keys and signs nothing else, with its certificate and those above it. */
export type Seal = {
  readonly privateKey: KeyObject;
  /** The seal's own certificate first. */
  readonly chain: readonly [X509Certificate, ...X509Certificate[]];
};

export type SealOptions = {
  readonly dataDir: string;
  readonly mode: Mode;
  readonly clock: Clock;
  /** PEM files of the operator, both or neither; without them a seal is made once in the data folder. */
  readonly sealKeyFile: string | null;
  readonly sealCertificateFile: string | null;
};

/** Opens the configured seal, or the one in the data folder, which the first process makes. Rejects a seal that cannot serve. */
export const openSeal = async (options: SealOptions): Promise<Seal> => {
  const { sealKeyFile, sealCertificateFile } = options;
  if ((sealKeyFile === null) !== (sealCertificateFile === null)) {
    throw new Error('WASL_SEAL_KEY_FILE and WASL_SEAL_CERTIFICATE_FILE are set together, or neither.');
  }
  const seal =
    sealKeyFile !== null && sealCertificateFile !== null
      ? readSeal(await readFile(sealKeyFile, 'utf8'), await readFile(sealCertificateFile, 'utf8'))
      : await ownSeal(options);
  checkSeal(seal, options.mode, options.clock.nowMs());
  return seal;
};

/**
 * The key first, then a certificate for whichever key is on disk: processes that start together, or one that was killed
 * between the two files, end with the same pair.
 */
const ownSeal = async ({ dataDir, mode, clock }: SealOptions): Promise<Seal> => {
  const folder = join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keyPem = await readOrMake(join(folder, 'seal.key.pem'), 0o600, async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  });
  const certificatePem = await readOrMake(join(folder, 'seal.crt.pem'), 0o644, () =>
    selfSignSeal(
      createPrivateKey(keyPem),
      mode === 'sandbox' ? 'Wasl sandbox evidence seal' : 'Wasl evidence seal',
      clock.nowMs(),
    ),
  );
  return readSeal(keyPem, certificatePem);
};

/** The file appears whole or not at all, and the first one stays. */
const readOrMake = async (path: string, mode: number, make: () => Promise<string>): Promise<string> => {
  const present = await readIfPresent(path);
  if (present !== null) return present;
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(await make());
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(temporary).catch(() => {});
  }
  return readFile(path, 'utf8');
};

const readIfPresent = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const readSeal = (keyPem: string, certificatePem: string): Seal => {
  const pems = certificatePem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  const [own, ...above] = pems.map((pem) => new X509Certificate(pem));
  if (own === undefined) throw new Error('The certificate file of the seal has no certificate in PEM form.');
  return { privateKey: createPrivateKey(keyPem), chain: [own, ...above] };
};

const checkSeal = ({ privateKey, chain }: Seal, mode: Mode, nowMs: number): void => {
  const [own] = chain;
  if (curveOf(privateKey) === null) throw new Error('The seal key is an EC key on P-256 or P-384.');
  if (!own.checkPrivateKey(privateKey)) throw new Error('The seal certificate is not that of the seal key.');
  if (!own.ca) throw new Error('The seal certificate does not allow it to issue certificates (basicConstraints CA).');
  chain.slice(1).forEach((above, at) => {
    if (!chain[at]!.checkIssued(above) || !chain[at]!.verify(above.publicKey)) {
      throw new Error('The certificates of the seal are not in order, each issued by the next.');
    }
  });
  if (Date.parse(own.validFrom) > nowMs || Date.parse(own.validTo) <= nowMs) {
    throw new Error(`The seal certificate is valid from ${own.validFrom} to ${own.validTo}.`);
  }
  if (/sandbox/i.test(own.subject) !== (mode === 'sandbox')) {
    throw new Error(
      `The subject of a seal contains "sandbox" in the sandbox and nowhere else, and this hub runs in ${mode} mode.`,
    );
  }
};
