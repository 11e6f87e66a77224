const search = (name) => ({ file: 'tests/directory/searchQueries.test.ts', name });
const imported = (name) => ({ file: 'tests/cli/institutionsImport.test.ts', name });
const seeded = (name) => ({ file: 'tests/start/seedDirectory.test.ts', name });
const reachability = (name) => ({ file: 'tests/directory/reachability.test.ts', name });
const sixty =
  'sixty names in other spellings, in both scripts, are found among the first three of an import of 950, in one turn';

const takenOver =
  'a sandbox of an earlier version takes over what this one ships, once, each institution with its client';

const directory = 'migrations/20261123090000_directory.sql';

export default [
  {
    id: 'search-not-folded',
    breaks: 'accents, Arabic letter forms and diacritics matter in a search',
    file: directory,
    search: "from string_to_table(directory.fold(name), ' ')",
    replace: "from string_to_table(lower(name), ' ')",
    test: search(sixty),
  },
  {
    id: 'search-without-near-words',
    breaks: 'a letter left out or swapped hides an institution',
    file: directory,
    search: 'where w.near && directory.near(asked)',
    replace: 'where w.near = directory.near(asked)',
    test: search(sixty),
  },
  {
    id: 'search-reads-all-words',
    breaks: 'a search compares what was asked with every word of the directory',
    file: directory,
    search: ' set enable_seqscan = off\nas $$',
    replace: ' set enable_indexscan = off set enable_bitmapscan = off\nas $$',
    test: search('words are looked up by index'),
  },
  {
    id: 'import-not-atomic',
    breaks: 'an import that fails halfway leaves its first half',
    file: 'src/cli/importFile.ts',
    search: "    await owner.query('begin');\n",
    replace: '',
    test: imported('what cannot be written in the middle leaves nothing of the file'),
  },
  {
    id: 'import-in-spite-of-faults',
    breaks: 'a file with faulty lines is imported',
    file: 'src/subgraphs/directory/importInstitutions.ts',
    search: 'if (allFaults.length > 0) throw',
    replace: 'if (allFaults.length < 0) throw',
    test: imported('every fault of every line is told with its number, and nothing is imported'),
  },
  {
    id: 'import-always-writes',
    breaks: 'an import that changes nothing makes every process read the directory again',
    file: 'src/subgraphs/directory/importInstitutions.ts',
    search: 'institutionColumns.some((column) => before[column] !== entry[column])',
    replace: 'institutionColumns.length > 0',
    test: imported('the list with which a directory begins changes nothing of it, and says so'),
  },
  {
    id: 'sandbox-keeps-old-list',
    breaks: 'a sandbox of an earlier version never learns the institutions of this one',
    file: 'src/start/seedDirectory.ts',
    search: 'found.is_empty || (found.is_sandbox && !found.is_taken)',
    replace: 'found.is_empty',
    test: seeded(takenOver),
  },
  {
    id: 'shipped-list-at-each-start',
    breaks: 'each start of a sandbox undoes what was imported since',
    file: 'src/start/seedDirectory.ts',
    search: 'found.is_sandbox && !found.is_taken',
    replace: 'found.is_sandbox',
    test: seeded(takenOver),
  },
  {
    id: 'production-imports-by-itself',
    breaks: 'the directory of production changes without an operator',
    file: 'src/start/seedDirectory.ts',
    search: 'found.is_sandbox && !found.is_taken',
    replace: '!found.is_taken',
    test: seeded('in production nothing is imported by itself'),
  },
  {
    id: 'closed-institution-reopened',
    breaks: 'the code of a closed institution is used again',
    file: 'src/subgraphs/directory/checkInstitutions.ts',
    search: "known.get(code)?.status === 'CLOSED' && entry.status !== 'CLOSED'",
    replace: "known.get(code)?.status === 'CLOSED' && entry.status === ''",
    test: imported('a closed institution may name its successor, stays closed, and keeps its code'),
  },
  {
    id: 'code-changed',
    breaks: 'an institution loses the code that evidence names it by',
    file: directory,
    search: 'before delete or update of code on directory.institution',
    replace: 'before delete on directory.institution',
    test: imported('a closed institution may name its successor, stays closed, and keeps its code'),
  },
  {
    id: 'pause-by-the-clock-of-the-process',
    breaks: 'a pause is over on another day than that by which it was announced',
    file: 'src/subgraphs/directory/index.ts',
    search: 'operation.hub.clock.nowMs() + aheadMs',
    replace: 'operation.hub.clock.nowMs() + 0 * aheadMs',
    test: {
      file: 'tests/directory/institutionAnnouncePause.test.ts',
      name: 'a pause ends by legal time, as it begins',
    },
  },
  {
    id: 'pause-of-another-institution',
    breaks: 'an institution announces the pause of another',
    file: directory,
    search: 'values (wasl.institution(), (payload',
    replace: "values (coalesce((payload ->> 'institution_id')::uuid, wasl.institution()), (payload",
    test: {
      file: 'tests/isolation/definers.test.ts',
      name: 'a pause is written for the caller alone, whatever the payload says, and about no letter',
    },
  },
  {
    id: 'reachability-announced-for-nothing',
    breaks: 'every process reads the figures again each hour, though none changed',
    file: directory,
    search: 'if changed > 0 then',
    replace: 'if changed >= 0 then',
    test: reachability('a second refresh changes nothing and announces nothing'),
  },
  {
    id: 'median-of-few-letters',
    breaks: 'the median tells how one letter was treated',
    file: directory,
    search: 'case when count(*) >= 10 then',
    replace: 'case when count(*) >= 1 then',
    test: reachability('the median counts letters of thirty days that were opened, and is told from ten on'),
  },
  {
    id: 'search-deaf',
    breaks: 'a name is found only as the directory spells it',
    file: 'src/subgraphs/directory/rankInstitutions.ts',
    search: 'from directory.sound(asked.word) s (word) where s.word is not null',
    replace: 'from directory.sound(asked.word) s (word) where false',
    test: {
      file: 'tests/directory/directory.test.ts',
      name: 'a name is found as it is heard, whatever the letters that write it',
    },
  },
  {
    id: 'search-unreachable-first',
    breaks: 'an institution that no letter reaches stands before its namesake that is connected',
    file: 'src/subgraphs/directory/rankInstitutions.ts',
    search: 'then 0.03 else 0 end',
    replace: 'then 0 else 0 end',
    test: {
      file: 'tests/directory/directory.test.ts',
      name: 'of two that are named alike the one that a letter can reach stands first, with or without its kind before the name',
    },
  },
  {
    id: 'units-in-spite-of-faults',
    breaks: 'a file of units with faulty lines is imported',
    file: 'src/subgraphs/directory/importParts.ts',
    search: 'if (allFaults.length > 0) throw',
    replace: 'if (allFaults.length < 0) throw',
    test: {
      file: 'tests/cli/partsImport.test.ts',
      name: 'every fault of every line is told with its number, and nothing is imported',
    },
  },
];
