import type { Command } from './command.js';
import { ownedDatabase } from './ownedDatabase.js';

export const migrate: Command = {
  words: ['migrate'],
  summary: 'Bring the database to the newest schema. An empty one gets the first directory too.',
  details:
    'Needs WASL_MIGRATE_URL, the log-in of the owner, or the embedded database. Running it again changes nothing.',
  operands: [],
  options: {},
  run: (input) =>
    ownedDatabase(input, async (_, { mode }) => input.print(`The database is up to date (${mode} mode).`)),
};
