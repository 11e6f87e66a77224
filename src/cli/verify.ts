import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { EvidenceKeys } from '../evidence/evidenceKeySet.js';
import { verifyEvidence, type VerifiedEvidence } from '../evidence/verifyEvidence.js';
import { callHub } from '../start/callHub.js';
import type { Command, Input } from './command.js';
import { reachable } from './hubUrl.js';
import { UsageError } from './usageError.js';

export const verify: Command = {
  words: ['verify'],
  summary: 'Verify evidence against the published keys of the hub that signed it.',
  details: `FILE|TOKEN is the token itself, a file with it, or JSON as docs/evidence.md describes ({"token", "disclosures"}, or both
sides of a letter). It needs no token and no database; with a file for --keys it needs no network either.`,
  operands: ['FILE|TOKEN'],
  options: {
    keys: {
      value: 'URL',
      help: 'Address of the hub, of its evidence keys, or a file with them.',
      required: true,
    },
    document: { value: 'FILE', help: 'A document of the letter: its digest must stand in each evidence.' },
    sandbox: { help: 'Accept evidence of a sandbox, which proves nothing.' },
  },
  run: async (input) => {
    const evidence = readEvidence(input.operands[0]!);
    const keySet = await readKeys(input.values['keys']!);
    const document = input.values['document'];
    const sha256 = document === undefined ? null : createHash('sha256').update(readFileSync(document)).digest('hex');
    for (const { token, disclosures } of evidence) {
      const verified = await verifyEvidence(token, keySet, { disclosures, sandbox: input.switches.has('sandbox') });
      printEvidence(verified, sha256, input);
    }
  },
};

type Held = { readonly token: string; readonly disclosures: readonly string[] };

const heldSchema = z.object({ token: z.string(), disclosures: z.array(z.string()).default([]) });
const sideSchema = z.object({ evidence: z.array(heldSchema) });
const fileSchema = z.union([
  heldSchema.transform((held): readonly Held[] => [held]),
  z.array(heldSchema),
  z
    .object({ ministry: sideSchema, commune: sideSchema })
    .transform(({ ministry, commune }): readonly Held[] => [...ministry.evidence, ...commune.evidence]),
]);

const readEvidence = (operand: string): readonly Held[] => {
  const text = (existsSync(operand) ? readFileSync(operand, 'utf8') : operand).trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return [{ token: text, disclosures: [] }];
  if (!existsSync(operand)) throw new UsageError(`"${operand.slice(0, 60)}" is neither a file nor a token.`);
  const result = fileSchema.safeParse(parseJson(text));
  if (!result.success || result.data.length === 0)
    throw new Error(`There is no evidence in ${operand} (docs/evidence.md).`);
  return result.data;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

const keysSchema = z.object({ issuer: z.string(), keys: z.array(z.unknown()), seals: z.array(z.unknown()) });

const readKeys = async (where: string): Promise<EvidenceKeys> => {
  const body = /^https?:\/\//.test(where)
    ? await fetchKeys(new URL(reachable(where)))
    : parseJson(readFileSync(where, 'utf8'));
  if (!keysSchema.safeParse(body).success) throw new Error(`There are no evidence keys at ${where}.`);
  return body as EvidenceKeys;
};

const fetchKeys = async ({ origin, pathname }: URL): Promise<unknown> =>
  (await callHub(origin, pathname === '/' ? '/.well-known/evidence-keys.json' : pathname)).body;

type Party = { readonly code: string };
type Details = {
  readonly occurredAt: string;
  readonly correspondenceId: string | null;
  readonly sender: Party | null;
  readonly recipients: readonly (Party | { readonly '...': string })[];
  readonly documents: readonly { role: string; mediaType: string; sizeBytes: number; sha256: string }[];
  readonly registerNumbers: readonly {
    institution: string;
    direction: string;
    series: string;
    year: number;
    number: string;
  }[];
};

const printEvidence = (
  { event, claims, details, sealedRecipients }: VerifiedEvidence,
  sha256: string | null,
  { print }: Input,
): void => {
  const said = details as Details;
  if (sha256 !== null && !said.documents.some((document) => document.sha256 === sha256)) {
    throw new Error(`${event} is good, but of other documents: the file has the SHA-256 ${sha256}.`);
  }
  const known = said.recipients.flatMap((recipient) => ('code' in recipient ? [recipient.code] : []));
  const sealed = sealedRecipients === 0 ? [] : [`${sealedRecipients} not disclosed`];
  print(`Good: ${event}`);
  print(`  at        ${said.occurredAt}`);
  print(`  letter    ${said.correspondenceId ?? 'none'}`);
  print(`  from      ${said.sender?.code ?? 'none of the directory'}`);
  print(`  to        ${[...known, ...sealed].join(', ')}`);
  for (const { role, mediaType, sizeBytes, sha256: digest } of said.documents) {
    print(
      `  document  ${role}, ${mediaType}, ${sizeBytes} octets, sha256 ${digest}${digest === sha256 ? ' (the file given)' : ''}`,
    );
  }
  for (const { institution, direction, series, year, number } of said.registerNumbers) {
    print(`  number    ${institution} ${direction} ${series} ${number}/${year}`);
  }
  print(`  issuer    ${String(claims['iss'])}`);
};
