import type { EnrolmentCode } from '../access/enrolmentCode.js';
import { issuerOf, type Config } from '../platform/config.js';
import { findRunningHub } from '../start/hubFile.js';
import type { Input } from './command.js';

/** The code alone on standard output; what to do with it beside. */
export const printCode = (
  { code, expiresAt }: EnrolmentCode,
  config: Config,
  holder: string,
  { print, tell }: Pick<Input, 'print' | 'tell'>,
): void => {
  const publicUrl = findRunningHub(config.dataDirectory)?.publicUrl ?? config.publicUrl;
  print(code);
  tell('');
  tell(`One-time code for ${holder}, good until ${expiresAt}. The hub keeps only its digest: it is shown this once.`);
  tell('Whoever holds it exchanges it for a client, with a key pair of their own:');
  tell(`  POST ${publicUrl}/oauth/enrol`);
  tell('  { "code": "…", "client_name": "…", "jwk": <public key>, "proof": <JWT signed by the private key> }');
  tell(
    `  proof: typ wasl-enrol+jwt, aud ${issuerOf({ mode: config.mode, publicUrl })}, iat, exp, code_sha256 (base64url SHA-256 of the code)`,
  );
  tell('examples/client.mjs does it in 20 lines; docs/tokens.md says it step by step.');
};
