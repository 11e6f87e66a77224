const postgres = (name) => ({ file: 'tests/platform/embeddedPostgres.test.ts', name });
const cursors = (name) => ({ file: 'tests/platform/cursors.test.ts', name });
const config = (name) => ({ file: 'tests/platform/config.test.ts', name });

export default [
  {
    id: 'postgres-trusts-this-machine',
    breaks: 'any program on the machine reads the embedded database',
    file: 'src/platform/embeddedPostgresCluster.ts',
    search: "'host all all 127.0.0.1/32 scram-sha-256\\n'",
    replace: "'host all all 127.0.0.1/32 trust\\n'",
    test: postgres('makes a cluster that only a password opens, from this machine only, with durable settings'),
  },
  {
    id: 'postgres-not-durable',
    breaks: 'what is committed is lost with the power',
    file: 'src/platform/embeddedPostgresSettings.ts',
    search: "const durableSettings = { fsync: 'on'",
    replace: "const durableSettings = { fsync: 'off'",
    test: postgres('makes a cluster that only a password opens, from this machine only, with durable settings'),
  },
  {
    id: 'postgres-folder-open',
    breaks: 'other users of the machine may read the password of the database',
    file: 'src/platform/embeddedPostgresFolder.ts',
    search: '{ mode: 0o600, flag:',
    replace: '{ mode: 0o644, flag:',
    test: postgres('closes the data folder and the password to others'),
  },
  {
    id: 'sandbox-on-a-database-of-others',
    breaks: 'a hub on an external database is a sandbox without being told so',
    file: 'src/platform/config.ts',
    search: "...(databaseUrl === undefined ? [] : ['DATABASE_URL is set']),",
    replace: '',
    test: config('refuses the mode unsaid beside DATABASE_URL'),
  },
  {
    id: 'production-over-http',
    breaks: 'tokens of production travel in the clear',
    file: 'src/platform/config.ts',
    search: "if (mode === 'production' && protocol !== 'https:' && !isLoopback(hostname)) {",
    replace: "if (mode === 'production' && hostname === '') {",
    test: config('refuses production over plain HTTP'),
  },
  {
    id: 'unknown-setting-ignored',
    breaks: 'a misspelt setting is ignored',
    file: 'src/platform/config.ts',
    search: '.filter((name) => /^WASL_/i.test(name) && !known.some((other) => other === name))',
    replace: '.filter((name) => known.length === 0 && name.length === 0)',
    test: config('names the setting nearest to the unknown WASL_DATABASE_URL'),
  },
  {
    id: 'cursor-of-another-institution',
    breaks: 'a cursor that another institution was given is taken',
    file: 'src/platform/cursors.ts',
    search: '.update(institutionId)',
    replace: ".update(institutionId === '' ? 'a' : 'b')",
    test: cursors('a cursor of another institution, field or hub is refused'),
  },
  {
    id: 'cursor-not-sealed',
    breaks: 'a caller writes its own cursors',
    file: 'src/platform/cursors.ts',
    search: 'timingSafeEqual(seal(',
    replace: 'Boolean(seal(',
    test: cursors('a cursor with any octet changed, left out or added is refused'),
  },
  {
    id: 'text-that-cannot-be-stored',
    breaks: 'U+0000 in one text breaks the flush that it is in',
    file: 'src/platform/sql.ts',
    search: "if (text.includes('\\u0000') || !text.isWellFormed()) {",
    replace: "if (text === '\\u0000') {",
    test: {
      file: 'tests/platform/sql.test.ts',
      name: 'refuses text that PostgreSQL cannot hold, before anything of its flush is sent',
    },
  },
  {
    id: 'statement-forged',
    breaks: 'an object of a caller passes for SQL',
    file: 'src/platform/sql.ts',
    search: 'made.has(value as Sql)',
    replace: "'strings' in value",
    test: { file: 'tests/platform/sql.test.ts', name: 'takes an object that looks like a statement for none' },
  },
];
