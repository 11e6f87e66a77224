const inFile = (file) => (name) => ({ file: `tests/${file}.test.ts`, name });
const expiry = inFile('timers/expiry');
const deadline = inFile('timers/retrievalDeadline');
const functions = inFile('access/functions');
const limits = inFile('isolation/functions');
const migration = 'migrations/20261123090500_timers.sql';
const found = 'a client limited to a function without letters that made nothing finds no row of its institution';

export default [
  {
    id: 'overdue-though-retrieved',
    breaks: 'a letter that was retrieved in time is told to be overdue',
    file: migration,
    search: "       and c.role = 'TO'\n       and c.state = 'DELIVERED'",
    replace: "       and c.role = 'TO'",
    and: [
      {
        file: migration,
        search:
          "   where c.institution_id = institution\n     and c.correspondence_id = letter\n     and c.role = 'TO'\n     and c.state = 'DELIVERED'",
        replace:
          "   where c.institution_id = institution\n     and c.correspondence_id = letter\n     and c.role = 'TO'",
      },
    ],
    test: expiry('a letter retrieved in time is not marked, and its timer is gone'),
  },
  {
    id: 'copies-overdue',
    breaks: 'a copy for information is told to be overdue',
    file: migration,
    search: "   where p.role = 'TO'\n     and p.retrieve_by",
    replace: '   where p.retrieve_by',
    and: [
      {
        file: migration,
        search: "       and c.role = 'TO'\n       and c.state",
        replace: "       and c.role <> 'SENDER'\n       and c.state",
      },
      {
        file: migration,
        search:
          "   where c.institution_id = institution\n     and c.correspondence_id = letter\n     and c.role = 'TO'",
        replace:
          "   where c.institution_id = institution\n     and c.correspondence_id = letter\n     and c.role <> 'SENDER'",
      },
    ],
    test: expiry('a copy for information is never overdue'),
  },
  {
    id: 'expiry-told-to-one-side',
    breaks: 'the recipient is not told that its letter is overdue',
    file: 'src/subgraphs/correspondence/expireConsignment.ts',
    search: 'mailbox: parties.map(',
    replace: 'mailbox: [held.sender_id].map(',
    test: expiry('a letter that nobody retrieves in time is marked, told to both sides, and still there to retrieve'),
  },
  {
    id: 'timer-by-anyone',
    breaks: 'the evidence of an expiry names a client as its actor',
    file: 'src/subgraphs/correspondence/expireConsignment.ts',
    search: 'institutionCode: null,',
    replace: "institutionCode: 'MA-MIN-0001',",
    test: expiry('a letter that nobody retrieves in time is marked, told to both sides, and still there to retrieve'),
  },
  {
    id: 'one-timer-holds-up-all',
    breaks: 'a timer that cannot be fired keeps the others waiting',
    file: 'src/evidence/dueTimers.ts',
    search: '      await postpone(db, taken, isBusy ? 1 : 60);\n      return true;',
    replace: '      throw error;',
    test: expiry('what cannot be written whole is not written at all, holds up no other timer, and is tried again'),
  },
  {
    id: 'timer-lost-on-failure',
    breaks: 'a timer whose act failed is never tried again',
    file: 'src/evidence/dueTimers.ts',
    search: 'make_interval(secs => ${seconds})',
    replace: 'make_interval(years => 100 + ${seconds} * 0)',
    test: expiry('what cannot be written whole is not written at all, holds up no other timer, and is tried again'),
  },
  {
    id: 'deadline-a-day-early',
    breaks: 'the last working day does not count',
    file: 'src/subgraphs/correspondence/retrievalDeadline.ts',
    search: 'instantOfLocal(addDays(addWorkingDays(day, rule.count), 1))',
    replace: 'instantOfLocal(addWorkingDays(day, rule.count))',
    test: deadline(
      'a letter of priority NORMAL delivered at 2026-11-16T10:00:00.123456Z is overdue from 2026-12-02T00:00:00.000Z on',
    ),
  },
  {
    id: 'service-hours-at-night',
    breaks: 'hours count while offices are closed',
    file: 'src/subgraphs/correspondence/retrievalDeadline.ts',
    search: 'if (openMs >= leftMs) return',
    replace: 'if (openMs >= 0) return',
    test: deadline(
      'a letter of priority VERY_URGENT delivered at 2026-11-16T14:30:00Z is overdue from 2026-11-17T10:30:00.000Z on',
    ),
  },
  {
    id: 'functions-not-set',
    breaks: 'connections never learn to which functions their client is limited',
    file: 'src/platform/database.ts',
    search: "coalesce(${functions}::text[]::text, '*')",
    replace: "coalesce(left(${functions}::text[]::text, 0), '') || '*'",
    test: functions(
      'a client limited to functions finds their letters, and those without one where it is the registry office',
    ),
  },
  {
    id: 'functions-for-requests-alone',
    breaks: 'the functions of wasl_post act on letters of every function',
    file: migration,
    search:
      "  select coalesce(nullif(current_setting('wasl.functions', true), ''), '*') = '*'\n    or institution::text",
    replace: '  select true\n    or institution::text',
    test: functions('a letter of another function looks like one that is not there, whatever is asked of it'),
  },
  {
    id: 'sent-by-any-client',
    breaks: 'a limited client has what other clients of its institution sent',
    file: migration,
    search: "case when role = 'SENDER' then sent_by = wasl.client() else",
    replace: "case when role = 'SENDER' then true else",
    test: functions(
      'a limited client has the letters that it sent, their evidence and lines, and not those of other clients',
    ),
  },
  {
    id: 'documents-of-any-client',
    breaks: 'a limited client sends documents that another client of its institution made',
    file: migration,
    search: 'alter policy document_post on documents.document\n  using (coalesce',
    replace: 'alter policy document_post on documents.document\n  using (true or coalesce',
    test: functions(
      'a limited client has the letters that it sent, their evidence and lines, and not those of other clients',
    ),
  },
  {
    id: 'token-forgets-functions',
    breaks: 'a client that is limited gets tokens that are not',
    file: 'src/access/grants.ts',
    search: 'if (ofClient === null || ofToken === null) return ofClient ?? ofToken;',
    replace: 'if (ofClient === null || ofToken === null) return ofToken;',
    test: functions(
      'a client limited to functions finds their letters, and those without one where it is the registry office',
    ),
  },
  ...[
    'copy_own on evidence.copy',
    'feed_own on evidence.feed',
    'register_entry_own on correspondence.register_entry',
    'holding_own on documents.holding',
    'upload_own on documents.upload',
  ].map((policy) => ({
    id: `functions-forgotten-${policy.split(' ').at(-1).replaceAll(/[._]/g, '-')}`,
    breaks: `a limited client has every row of ${policy.split(' ').at(-1)}`,
    file: migration,
    search: `alter policy ${policy}\n  using (institution_id = wasl.institution() and (`,
    replace: `alter policy ${policy}\n  using (institution_id = wasl.institution() and (true or `,
    test: limits(found),
  })),
  {
    id: 'feed-end-hidden',
    breaks: 'the cursor of a limited client stays behind what it may not see',
    file: 'src/subgraphs/correspondence/mailboxEvents.ts',
    search: 'coalesce(max(h.position), 0) as position from evidence.feed_head h where h.institution_id',
    replace: 'coalesce(max(h.position), 0) as position from evidence.feed h where h.institution_id',
    test: functions('the feed of a limited client shows gaps, never another letter, and its cursor goes to the end'),
  },
];
