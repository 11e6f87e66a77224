import type { Command } from './command.js';
import { ownedDatabase } from './ownedDatabase.js';

type Row = { readonly code: string; readonly status: string; readonly channel: string; readonly names: string };

export const institutionsList: Command = {
  words: ['institutions', 'list'],
  summary: 'List the institutions of the directory: code, status, channel, names.',
  operands: [],
  options: {},
  run: (input) =>
    ownedDatabase(input, async (owner) => {
      const { rows } = await owner.query<Row>(`
        select code, status, channel, concat_ws(' · ', name_fr, name_ar) as names
          from directory.institution
         order by code`);
      for (const { code, status, channel, names } of rows) {
        input.print(`${code.padEnd(12)} ${status.padEnd(9)} ${channel.padEnd(13)} ${names}`);
      }
    }),
};
