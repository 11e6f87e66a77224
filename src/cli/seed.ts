import { seedSandboxClients } from '../access/sandboxClients.js';
import type { Command } from './command.js';
import { ownedDatabase } from './ownedDatabase.js';

export const seed: Command = {
  words: ['seed'],
  summary:
    'Put the first directory into an empty database; in a sandbox, bring it up to date and give each institution its client.',
  details:
    'Needs WASL_MIGRATE_URL, the log-in of the owner, or the embedded database. Running it again changes nothing.',
  operands: [],
  options: {},
  run: (input) =>
    ownedDatabase(input, async (owner, { mode }) => {
      await seedSandboxClients(owner);
      const { rows } = await owner.query<{ count: number }>(
        'select count(*)::integer as count from directory.institution',
      );
      input.print(`The directory has ${rows[0]!.count} institutions (${mode} mode).`);
    }),
};
