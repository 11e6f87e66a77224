const tables = (name) => ({ file: 'tests/isolation/tables.test.ts', name });
const definers = (name) => ({ file: 'tests/isolation/definers.test.ts', name });
const database = (name) => ({ file: 'tests/platform/database.test.ts', name });

const [evidence, correspondence] = ['20261122100400_evidence', '20261122100500_correspondence'].map(
  (name) => `migrations/${name}.sql`,
);
const inFile = (name) => (test) => ({ file: `tests/correspondence/${name}.test.ts`, name: test });
const acts = 'migrations/20261123090200_acts.sql';
const letters = 'migrations/20261123090400_letters.sql';

export default [
  ...[[correspondence, 'register_own on correspondence.register']].map(([file, policy]) => ({
    id: `policy-open-${policy.split(' ')[0].replaceAll('_', '-')}`,
    breaks: `row-level security shows everyone all of ${policy.split(' ').at(-1)}`,
    file,
    search: `create policy ${policy} for select to wasl_app using (institution_id = wasl.institution());`,
    replace: `create policy ${policy} for select to wasl_app using (true);`,
    test: tables('the request log-in finds and changes the rows of its institution alone, and nothing without one'),
  })),
  ...[
    'consignment_own on correspondence.consignment',
    'register_entry_own on correspondence.register_entry',
    'enclosure_receipt_own on correspondence.enclosure_receipt',
    'copy_own on evidence.copy',
    'feed_own on evidence.feed',
  ].map((policy) => ({
    id: `policy-open-${policy.split(' ')[0].replaceAll('_', '-')}`,
    breaks: `row-level security shows everyone all of ${policy.split(' ').at(-1)}`,
    file: 'migrations/20261123090500_timers.sql',
    search: `alter policy ${policy}\n  using (`,
    replace: `alter policy ${policy}\n  using (true or `,
    test: tables('the request log-in finds and changes the rows of its institution alone, and nothing without one'),
  })),
  {
    id: 'policy-open-idempotency',
    breaks: 'keys and results of acts of all institutions can be read and taken',
    file: 'migrations/20261122100000_platform.sql',
    search: `create policy idempotency_own on wasl.idempotency to wasl_app
  using (institution_id = wasl.institution()) with check (institution_id = wasl.institution());`,
    replace: `create policy idempotency_own on wasl.idempotency to wasl_app
  using (true) with check (true);`,
    test: tables('the request log-in writes nothing in the name of another institution'),
  },
  {
    id: 'policy-dropped-attachment',
    breaks: 'row-level security shows everyone all attachments',
    file: acts,
    search: `alter policy attachment_party on correspondence.attachment
  using (`,
    replace: `alter policy attachment_party on correspondence.attachment
  using (true or `,
    test: tables('the request log-in finds and changes the rows of its institution alone, and nothing without one'),
  },
  {
    id: 'no-force',
    breaks: 'row-level security does not bind the owner of a table',
    file: 'migrations/20261123090600_chains.sql',
    search: 'alter table correspondence.consignment force row level security;',
    replace: '',
    test: tables('every table forces row-level security on everyone, its owner too'),
  },
  {
    id: 'no-institution-is-silence',
    breaks: 'a request without an institution reads nothing instead of failing',
    file: 'migrations/20261122100000_platform.sql',
    search: `as $$ select current_setting('wasl.institution_id')::uuid $$;`,
    replace: `as $$ select nullif(current_setting('wasl.institution_id', true), '')::uuid $$;`,
    test: tables('the request log-in finds and changes the rows of its institution alone, and nothing without one'),
  },
  {
    id: 'functions-for-everyone',
    breaks: 'every log-in may call the functions that see all rows',
    file: 'migrations/20261122100600_definers.sql',
    search: "execute format('revoke execute on all functions in schema %I from public', schema_name);",
    replace: 'null;',
    test: tables('functions that run as their owner are those listed, with a fixed search path, each for one caller'),
  },
  {
    id: 'function-with-a-free-search-path',
    breaks: 'a caller chooses which functions a privileged function calls',
    file: 'migrations/20261123091600_recalled_copies.sql',
    search: `create function correspondence.consignments_of(correspondence_ids uuid[]) returns setof correspondence.consignment
language sql stable security definer set search_path = pg_catalog, pg_temp`,
    replace: `create function correspondence.consignments_of(correspondence_ids uuid[]) returns setof correspondence.consignment
language sql stable security definer`,
    test: tables('functions that run as their owner are those listed, with a fixed search path, each for one caller'),
  },
  {
    id: 'request-log-in-writes-letters',
    breaks: 'the request log-in may write what only an act writes',
    file: correspondence,
    search: 'grant select on correspondence.consignment to wasl_app;',
    replace: 'grant select, insert, update, delete on correspondence.consignment to wasl_app;',
    test: tables('the request log-in finds and changes the rows of its institution alone, and nothing without one'),
  },
  {
    id: 'audit-log-in-writes',
    breaks: 'an auditor’s log-in may change the log',
    file: evidence,
    search: 'grant select on evidence.leaf to wasl_audit;',
    replace: 'grant select, insert on evidence.leaf to wasl_audit;',
    test: tables('wasl_audit has no right but those listed'),
  },
  {
    id: 'consignments-to-strangers',
    breaks: 'consignments are told to institutions that have none',
    file: 'migrations/20261123091600_recalled_copies.sql',
    search: `   where mine.institution_id = wasl.institution()
     and mine.correspondence_id = any (correspondence_ids)`,
    replace: '   where mine.correspondence_id = any (correspondence_ids)',
    test: definers('consignments are told to the parties alone'),
  },
  {
    id: 'consignment-held-by-strangers',
    breaks: 'a letter can be read by its id through the function that locks it',
    file: acts,
    search: `join directory.institution s on s.id = c.sender_id
     where c.institution_id = wasl.institution() and c.correspondence_id = asked`,
    replace: `join directory.institution s on s.id = c.sender_id
     where c.correspondence_id = asked`,
    test: definers('a consignment is held by its addressee alone'),
  },
  {
    id: 'letters-of-a-document-to-strangers',
    breaks: 'whoever knows a document’s id learns by which letters it was sent',
    file: 'migrations/20261123091500_found_by_index.sql',
    search: `   where c.institution_id = wasl.institution()
     and c.role in ('TO', 'CC')
     and c.state <> 'RECALLED'
     and c.correspondence_id in (`,
    replace: `   where c.role in ('TO', 'CC')
     and c.state <> 'RECALLED'
     and c.correspondence_id in (`,
    test: definers('the letters by which a document came are told to whom it came'),
  },
  {
    id: 'evidence-to-others',
    breaks: 'an act leaves evidence with institutions that it does not concern',
    file: 'migrations/20261123090400_letters.sql',
    search: "raise exception 'this act does not concern that institution';",
    replace: 'null;',
    test: definers('an act leaves evidence with its own parties alone'),
  },
  {
    id: 'consignment-moved-by-strangers',
    breaks: 'an institution moves the consignment of another',
    file: acts,
    search: `   where c.institution_id = wasl.institution()
     and c.correspondence_id = letter
     and c.role = any (roles)
     and c.state = any (from_states)
     and c.state_changed_at < changed_at`,
    replace: `   where c.correspondence_id = letter
     and c.role = any (roles)
     and c.state = any (from_states)
     and c.state_changed_at < changed_at`,
    and: [
      {
        file: acts,
        search:
          '  perform evidence.record(payload, array_remove(array[wasl.institution(), sender, redirected_to], null));\n',
        replace: '',
      },
    ],
    test: definers('post_retrieval moves no consignment of another institution'),
  },
  {
    id: 'institution-outlives-its-operation',
    breaks: 'a connection keeps the institution of the operation before',
    file: 'src/platform/database.ts',
    search: "set_config('wasl.institution_id', ${institutionId}, true)",
    replace: "set_config('wasl.institution_id', ${institutionId}, false)",
    test: database('a connection knows on whose behalf it works, and nothing after it'),
  },
  {
    id: 'reads-that-write',
    breaks: 'a query may change rows',
    file: 'src/platform/database.ts',
    search: "send('begin isolation level repeatable read read only')",
    replace: "send('begin isolation level repeatable read')",
    test: database('a read cannot write'),
  },
  {
    id: 'loaders-of-another-viewer',
    breaks: 'what was loaded for one viewer is shown to another',
    file: 'src/evidence/operation.ts',
    search: 'const memos = new Map<object, unknown>();',
    replace: 'const memos = ((hub as { memos?: Map<object, unknown> }).memos ??= new Map<object, unknown>());',
    test: {
      file: 'tests/correspondence/correspondenceDeposit.test.ts',
      name: 'shows the sender all consignments, CC those for action and its own, TO its own',
    },
  },
  {
    id: 'id-of-another-type',
    breaks: 'the id of one object passes for that of another',
    file: 'src/platform/ids.ts',
    search: 'return parsed?.type === type ? parsed.uuid : null;',
    replace: 'return parsed !== null && type !== null ? parsed.uuid : null;',
    test: {
      file: 'tests/platform/ids.test.ts',
      name: 'the id of one object is none of another type, though the UUID be the same',
    },
  },
  {
    id: 'field-without-a-fixture',
    breaks: 'a new root field is outside the walk of all fields',
    file: 'schema/supergraph.graphql',
    search: '  correspondence(id: ID!): Correspondence @join__field(graph: CORRESPONDENCE)',
    replace:
      '  forgotten: String @join__field(graph: CORRESPONDENCE)\n  correspondence(id: ID!): Correspondence @join__field(graph: CORRESPONDENCE)',
    test: {
      file: 'tests/isolation/walk.test.ts',
      name: 'every root field has a fixture, and no fixture is left of a field that is gone',
    },
  },
  {
    id: 'route-without-a-fixture',
    breaks: 'a new route is outside the walk of all routes',
    file: 'src/http/publicRoutes.ts',
    search: "app.get('/schema.graphql'",
    replace: "app.get('/forgotten', async () => 'forgotten');\n  app.get('/schema.graphql'",
    test: {
      file: 'tests/isolation/routes.test.ts',
      name: 'every route of the router has a fixture, and no fixture is left of a route that is gone',
    },
  },
  {
    id: 'request-log-in-not-checked',
    breaks: 'requests run as a superuser, whom row-level security does not bind',
    file: 'src/start/assertRequestRole.ts',
    search: 'if (role.passes_by) {',
    replace: "if (role.user === '') {",
    test: {
      file: 'tests/start/externalDatabase.test.ts',
      name: 'a request log-in that row-level security does not bind is refused by the newest PostgreSQL',
    },
  },
  {
    id: 'mode-not-checked',
    breaks: 'a production hub serves the database of a sandbox',
    file: 'src/start/assertRequestRole.ts',
    search: 'if (installation?.mode !== mode) {',
    replace: 'if (installation === null) {',
    test: {
      file: 'tests/start/externalDatabase.test.ts',
      name: 'a hub of the other mode is refused by the newest PostgreSQL, whether it migrates or not',
    },
  },
  {
    id: 'migration-edited',
    breaks: 'a migration that was edited after it ran goes unnoticed',
    file: 'src/platform/migrate.ts',
    search: 'if (sha256 !== undefined && sha256 !== migration.sha256) {',
    replace: "if (sha256 === '') {",
    test: {
      file: 'tests/start/externalDatabase.test.ts',
      name: 'a migration of the newest PostgreSQL that was edited since is refused',
    },
  },
  {
    id: 'migrations-race',
    breaks: 'two hubs that start together migrate at the same time',
    file: 'src/platform/migrate.ts',
    search: "await client.query(`select pg_advisory_lock(hashtextextended('wasl.migrate', 0))`);",
    replace: '',
    test: {
      file: 'tests/start/externalDatabase.test.ts',
      name: 'two hubs that start together on an empty database of the newest PostgreSQL both serve',
    },
  },
  {
    id: 'instant-loses-its-zeros',
    breaks: 'an instant that ends with zeros is shorter, and an answer tells by its length',
    file: 'src/platform/database.ts',
    search: ".padEnd(6, '0')",
    replace: '',
    test: database('an instant comes with all six decimals, in UTC, whatever zeros it ends with'),
  },
  {
    id: 'thread-shows-strangers',
    breaks: 'a thread shows letters to which the viewer is no party',
    file: 'src/subgraphs/correspondence/thread.ts',
    search: '        where c.institution_id = ${institutionId}\n          and c.thread_id',
    replace: '        where c.thread_id',
    and: [
      {
        file: 'migrations/20261123090500_timers.sql',
        search:
          'alter policy consignment_own on correspondence.consignment\n  using (institution_id = wasl.institution() and correspondence.reaches(role, function_address_code, client_id));',
        replace: 'alter policy consignment_own on correspondence.consignment\n  using (true);',
      },
    ],
    test: inFile('threads')(
      'shows the letters of an affair to each party, those alone to which it is one, oldest first',
    ),
  },
  {
    id: 'thread-shows-confidential',
    breaks: 'a token without the right learns to which affair a confidential letter belongs',
    file: 'src/subgraphs/correspondence/thread.ts',
    search: "${open ? sql`` : sql`and c.confidentiality = 'ORDINARY' and mine.confidentiality = 'ORDINARY'`}",
    replace: '${sql``}',
    test: inFile('threads')('without the right nobody learns to which affair a confidential letter belongs'),
  },
  {
    id: 'search-looks-into-confidential',
    breaks: 'a search finds words of a confidential letter without the right',
    file: 'migrations/20261123091500_found_by_index.sql',
    search: 'is_open boolean := search is null or in_confidence;',
    replace: 'is_open boolean := true;',
    test: inFile('search')('does not look into confidential letters without the right, and lists them all the same'),
  },
  {
    id: 'search-finds-strangers',
    breaks: "a search finds another institution's letters",
    file: 'migrations/20261123091500_found_by_index.sql',
    search: "      where c.institution_id = me\n        and c.role <> 'SENDER'",
    replace: "      where c.role <> 'SENDER'",
    test: inFile('search')('never finds what is another institution’s'),
  },
  {
    id: 'enclosure-receipts-shown-to-all',
    breaks: 'a recipient sees who else has an enclosure in hand',
    file: letters,
    search: "       and (mine.role = 'SENDER' or r.institution_id = mine.institution_id)\n",
    replace: '',
    test: inFile('enclosures')(
      'each recipient confirms one by one, before it opens the letter too; the sender sees all, a recipient its own',
    ),
  },
  {
    id: 'enclosure-confirmed-for-others',
    breaks: 'who confirms an enclosure confirms it for every recipient',
    file: letters,
    search:
      '  select distinct wasl.institution(), letter, asked.position, at\n    from unnest(positions) asked (position)\n   order by 3',
    replace:
      "  select distinct c.institution_id, letter, asked.position, at\n    from unnest(positions) asked (position)\n    join correspondence.consignment c on c.correspondence_id = letter and c.role <> 'SENDER'\n   order by 3",
    test: inFile('enclosures')(
      'each recipient confirms one by one, before it opens the letter too; the sender sees all, a recipient its own',
    ),
  },
  {
    id: 'event-about-any-letter',
    breaks: 'an act puts an event about a letter of others into a feed',
    file: letters,
    search: "    raise exception 'a mailbox event is about a letter of both';",
    replace: '    null;',
    test: { file: 'tests/isolation/forgedActs.test.ts', name: 'a deposit cannot carry …' },
  },
  {
    id: 'reference-guessed',
    breaks: 'a client that may not read confidential letters finds out their references by guessing',
    file: 'src/subgraphs/correspondence/letterLists.ts',
    search: "and (${mayReadConfidential} or c.confidentiality = 'ORDINARY' or c.client_id = ${clientId})`",
    replace: '`',
    test: {
      file: 'tests/isolation/confidential.test.ts',
      name: 'without the right no filter tells whether a guess at a reference or a key is right, save to the client that wrote it',
    },
  },
  {
    id: 'key-guessed',
    breaks: 'a client that may not read confidential letters finds out their keys by guessing',
    file: 'src/subgraphs/correspondence/letterLists.ts',
    search: 'and (${mayReadConfidential} or i.client_id = ${clientId} or exists (',
    replace: 'and (true or exists (',
    test: {
      file: 'tests/isolation/confidential.test.ts',
      name: 'without the right no filter tells whether a guess at a reference or a key is right, save to the client that wrote it',
    },
  },
];
