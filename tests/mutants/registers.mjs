const inFile = (name) => (test) => ({ file: `tests/registers/${name}.test.ts`, name: test });
const numbers = inFile('numbers');
const entries = inFile('entries');
const closing = inFile('closing');

const registers = 'migrations/20261123090300_registers.sql';
const entryEnclosures = 'migrations/20261123091400_entry_enclosures.sql';

export default [
  {
    id: 'own-number-used-twice',
    breaks: "two letters of an institution's own register have one number",
    file: 'migrations/20261122100500_correspondence.sql',
    search: 'constraint register_entry_number unique (register_id, number)',
    replace: 'check (number is not null)',
    and: [
      {
        file: 'src/subgraphs/correspondence/checkNumber.ts',
        search: "and r.numbered_by = 'INSTITUTION' and e.number = ${number}::text) as is_taken",
        replace: "and r.numbered_by = 'NOBODY' and e.number = ${number}::text) as is_taken",
      },
    ],
    test: numbers('two letters under one number at once: one is sent, and of the other nothing stays'),
  },
  {
    id: 'gap-not-listed',
    breaks: 'a number that nobody used is not told',
    file: 'src/subgraphs/correspondence/registerPages.ts',
    search: "and r.numbered_by = 'INSTITUTION'",
    replace: "and r.numbered_by = 'HUB'",
    test: numbers(
      'an institution numbers with its own software: a second use is refused, gaps are listed and not prevented',
    ),
  },
  {
    id: 'numbering-not-taken-over',
    breaks: "with the new year the hub numbers an institution's own register",
    file: registers,
    search: 'and r.year < years[place]',
    replace: 'and r.year > years[place]',
    test: numbers('at midnight of 31 December the register of the new year begins, numbered as the old one was'),
  },
  {
    id: 'cancelled-number-gone',
    breaks: 'a cancelled number is no longer in the register',
    file: 'src/subgraphs/correspondence/registerEntries.ts',
    search: '     and e.id in (${source})\n   order by',
    replace: "     and e.state <> 'CANCELLED'\n     and e.id in (${source})\n   order by",
    test: entries('a cancelled number stays, marked, and is never given again'),
  },
  {
    id: 'closed-register-writable',
    breaks: 'a line is written into a register whose statement is sealed',
    file: registers,
    search: "where r.id = new.register_id and r.state = 'OPEN' for share;",
    replace: 'where r.id = new.register_id for share;',
    test: closing('nothing can be written into a closed register, whoever writes'),
  },
  {
    id: 'closing-leaves-the-subject-out',
    breaks: 'the sealed digest does not commit to what the letters are about',
    file: entryEnclosures,
    search: "then 'CONFIDENTIAL' else 'ORDINARY' end, e.subject,",
    replace: "then 'CONFIDENTIAL' else 'ORDINARY' end, null,",
    test: closing(
      'the closing of a register seals how many, from which to which, what was cancelled and what is missing',
    ),
  },
  {
    id: 'closing-leaves-the-enclosures-out',
    breaks: 'the sealed digest does not commit to what came with the mail',
    file: entryEnclosures,
    search: "|| coalesce(E'\\t' || enclosures, '')",
    replace: "|| coalesce(E'\\t' || left(enclosures, 0), '')",
    test: closing(
      'the closing of a register seals how many, from which to which, what was cancelled and what is missing',
    ),
  },
  {
    id: 'enclosures-of-a-confidential-line-shown',
    breaks: 'a token without the right sees what came with confidential mail',
    file: 'src/subgraphs/correspondence/registerEntryFields.ts',
    search: 'isHidden(operation, row) ? null : [...(await entryParts(operation).enclosures.load(row.id))]',
    replace: '[...(await entryParts(operation).enclosures.load(row.id))]',
    test: entries('of a confidential line a token without the right sees number, parties and dates'),
  },
  {
    id: 'line-sealed-without-its-enclosures',
    breaks: 'evidence of what came on paper does not commit to what came with it',
    file: 'src/subgraphs/correspondence/registerEntryRecord.ts',
    search: '        enclosures: listedEnclosures(input),\n      }),',
    replace: '        enclosures: [],\n      }),',
    test: closing('evidence of what came on paper commits to the line as it was entered'),
  },
  {
    id: 'closed-before-its-year-is-over',
    breaks: 'a register is closed while numbers are still to come',
    file: 'src/subgraphs/correspondence/registerClose.ts',
    search: "localYear(register.legal_time) > register.year ? [] : (['YEAR_NOT_OVER'] as const)",
    replace: "localYear(register.legal_time) >= register.year ? [] : (['YEAR_NOT_OVER'] as const)",
    test: closing('a register is not closed before its year is over in Casablanca'),
  },
  {
    id: 'foreign-reservation-used',
    breaks: 'an institution uses the number that another has reserved',
    file: registers,
    search:
      '     where e.id = asked\n       and e.institution_id = wasl.institution()\n       and e.direction = asked_direction',
    replace: '     where e.id = asked\n       and e.direction = asked_direction',
    test: inFile('forged')('no function on registers reaches those of another institution'),
  },
  {
    id: 'number-that-looks-like-another',
    breaks: 'an institution gives the same printed number twice by a character that nobody sees',
    file: 'src/subgraphs/correspondence/checkNumber.ts',
    search: 'isUnmistakable(number, 64)',
    replace: '(number.length > 0 && number.length <= 64)',
    test: { file: 'tests/registers/numbers.test.ts', name: 'no number of an institution looks like another' },
  },
  {
    id: 'closing-out-of-time',
    breaks: 'the register of a year with many letters can never be closed',
    file: 'src/subgraphs/correspondence/registerClose.ts',
    search: "set_config('statement_timeout', ${longestMs}, true)",
    replace: "set_config('wasl.statement_timeout', ${longestMs}, true)",
    test: closing('a register is closed whose lines take longer to read than any other statement may'),
  },
];
