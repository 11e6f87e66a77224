import { readFileSync } from 'node:fs';
import pg from 'pg';
import { evidenceEvents, reasonedEvents } from '../../src/evidence/evidenceEvents.js';
import { projectFile } from '../../src/platform/paths.js';
import { createTestDatabase } from '../support/database.js';

test('the database and the example of a verifier ask for reasons of the same events as the hub', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'evidence_reason'`,
  );
  await client.end();
  await database.drop();
  const asked = [...rows[0]!.text.matchAll(/'([A-Z_]+)'/g)].map(([, event]) => event!);
  expect(asked.sort()).toEqual([...reasonedEvents].sort());

  const example = readFileSync(projectFile('examples', 'verify-evidence.mjs'), 'utf8');
  const list = /mustSayWhy = new Set\(\[([^\]]*)\]/.exec(example)![1]!;
  const uris = [...list.matchAll(/'([^']+)'/g)].map(([, uri]) => uri!);
  expect(uris.sort()).toEqual([...reasonedEvents].map((event) => evidenceEvents[event] as string).sort());
});
