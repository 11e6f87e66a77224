// Evidence is worth what can still be shown of it in ten years, without the hub. So the keys that verify it are archived with
// it, each time that it is read; comparing the seal's fingerprint by telephone once is what makes them trusted.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { verifyOne } from '../verify-evidence.mjs';
import { heldEvidence } from './feed.mjs';

/** Keeps the key set as it is today. Keys are added and revoked, never taken away. */
export const archiveKeys = async (file, url) => {
  const keySet = await (await fetch(`${url}/.well-known/evidence-keys.json`)).json();
  writeFileSync(`${file}.new`, JSON.stringify(keySet, null, 2));
  renameSync(`${file}.new`, file);
};

/**
 * Verifies all evidence of the journal against the archived keys and asks nobody. Answers how many are good, and what is wrong
 * with each of the others.
 */
export const verifyArchive = async (journal, file, { sandbox = false } = {}) => {
  const keySet = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { keys: [], seals: [] };
  const bad = [];
  const evidence = [...heldEvidence(journal).values()];
  for (const each of evidence) {
    await verifyOne(each, keySet, { sandbox }).catch((error) => bad.push({ id: each.id, reason: error.message }));
  }
  return { good: evidence.length - bad.length, bad };
};
