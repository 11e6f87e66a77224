import { createEnrolmentCode } from '../access/enrolmentCode.js';
import type { Command } from './command.js';
import { hoursOption } from './hoursOption.js';
import { ownedDatabase } from './ownedDatabase.js';
import { printCode } from './printCode.js';

export const operatorCreate: Command = {
  words: ['operator', 'create'],
  summary: 'Print a one-time code for an operator of the hub.',
  details: 'Needs WASL_MIGRATE_URL, the log-in of the owner, or the embedded database.',
  operands: [],
  options: { hours: { value: 'N', help: 'How long the code is good: 1 to 720. 72 when left out.' } },
  run: (input) =>
    ownedDatabase(input, async (owner, config) => {
      const validHours = hoursOption(input.values['hours']);
      const code = await createEnrolmentCode(owner, { institutionCode: null, ...(validHours && { validHours }) });
      printCode(code, config, 'an operator of the hub', input);
    }),
};
