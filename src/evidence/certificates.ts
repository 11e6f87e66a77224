import { createPublicKey, randomBytes, webcrypto, type KeyObject, type X509Certificate } from 'node:crypto';
import './reflectMetadata.js';
import * as x509 from '@peculiar/x509';

const { subtle } = webcrypto;
const dayMs = 86_400_000;
/** RFC 9336: for signatures on documents, and so for no TLS server or client. */
const documentSigning = '1.3.6.1.5.5.7.3.36';

type Curve = 'P-256' | 'P-384';

/** P-256 or P-384; null for every other key. */
export const curveOf = (key: KeyObject): Curve | null => {
  const curve = key.asymmetricKeyType === 'ec' ? key.asymmetricKeyDetails?.namedCurve : undefined;
  return curve === 'prime256v1' ? 'P-256' : curve === 'secp384r1' ? 'P-384' : null;
};

/** A certificate for the seal key itself, valid ten years, that may issue certificates of evidence keys and nothing below them. */
export const selfSignSeal = async (privateKey: KeyObject, commonName: string, nowMs: number): Promise<string> => {
  const keys = {
    privateKey: await importPrivate(privateKey),
    publicKey: await importPublic(createPublicKey(privateKey)),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: nameOf(commonName),
    notBefore: new Date(nowMs - 60_000),
    notAfter: new Date(nowMs + 3_652 * dayMs),
    keys,
    signingAlgorithm: signingAlgorithm(privateKey),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return `${certificate.toString('pem')}\n`;
};

type EvidenceCertificate = {
  readonly publicKey: KeyObject;
  readonly sealKey: KeyObject;
  readonly sealCertificate: X509Certificate;
  readonly commonName: string;
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

/** DER of a certificate for one evidence key, issued by the seal. It names the hub by its issuer address. */
export const certifyEvidenceKey = async (asked: EvidenceCertificate): Promise<Buffer> => {
  const seal = new x509.X509Certificate(asked.sealCertificate.raw);
  const publicKey = await importPublic(asked.publicKey);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: nameOf(asked.commonName),
    issuer: seal.subjectName,
    notBefore: asked.notBefore,
    notAfter: asked.notAfter,
    publicKey,
    signingKey: await importPrivate(asked.sealKey),
    signingAlgorithm: signingAlgorithm(asked.sealKey),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([documentSigning]),
      new x509.SubjectAlternativeNameExtension([{ type: 'url', value: asked.issuer }]),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(seal),
    ],
  });
  return Buffer.from(certificate.rawData);
};

const nameOf = (commonName: string): x509.Name => new x509.Name([{ CN: [commonName] }, { O: ['Wasl'] }]);

const newSerial = (): string => {
  const serial = randomBytes(16);
  // positive, and of full length: neither the sign bit nor a leading zero
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  return serial.toString('hex');
};

const signingAlgorithm = (key: KeyObject): { name: string; hash: string } => ({
  name: 'ECDSA',
  hash: curveOf(key) === 'P-384' ? 'SHA-384' : 'SHA-256',
});

const importPrivate = (key: KeyObject): Promise<webcrypto.CryptoKey> =>
  subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), ecdsa(key), true, ['sign']);

const importPublic = (key: KeyObject): Promise<webcrypto.CryptoKey> =>
  subtle.importKey('spki', key.export({ type: 'spki', format: 'der' }), ecdsa(key), true, ['verify']);

const ecdsa = (key: KeyObject): { name: string; namedCurve: string } => {
  const namedCurve = curveOf(key);
  if (namedCurve === null) throw new Error('A key of the hub is on the curve P-256 or P-384.');
  return { name: 'ECDSA', namedCurve };
};
