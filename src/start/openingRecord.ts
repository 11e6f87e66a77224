import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const partySchema = z.object({
  code: z.string(),
  clientId: z.string(),
  keyThumbprint: z.string(),
  evidence: z.array(
    z.object({
      id: z.string(),
      event: z.string(),
      occurredAt: z.string(),
      token: z.string(),
      disclosures: z.array(z.string()),
    }),
  ),
});

const recordSchema = z.object({
  version: z.literal(1),
  playedAt: z.string(),
  evidenceKeysUrl: z.string(),
  correspondence: z.object({
    id: z.string(),
    reference: z.string(),
    depositedAt: z.string(),
    departureNumber: z.string(),
    arrivalNumber: z.string(),
  }),
  document: z.object({
    id: z.string(),
    fileName: z.string(),
    sizeBytes: z.number(),
    sha256: z.string(),
    contentUrl: z.string(),
  }),
  ministry: partySchema,
  commune: partySchema,
});

/** What the opening exchange left behind, in the form that docs/evidence.md describes. */
export type OpeningRecord = z.infer<typeof recordSchema>;

export const openingRecordFile = (dataDirectory: string): string => join(dataDirectory, 'opening-exchange.json');

/** Null when the exchange was not played to its end. */
export const readOpeningRecord = (dataDirectory: string): OpeningRecord | null => {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(openingRecordFile(dataDirectory), 'utf8')));
  } catch {
    return null;
  }
};

/** There whole or not at all: an exchange that was interrupted leaves no file, and is played again. */
export const writeOpeningRecord = (dataDirectory: string, record: OpeningRecord): void => {
  const file = openingRecordFile(dataDirectory);
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${file}.${process.pid}`, file);
};
