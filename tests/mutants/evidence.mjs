const inFile = (name) => (test) => ({ file: `tests/evidence/${name}.test.ts`, name: test });
const token = inFile('evidenceToken');
const verify = inFile('verifyEvidence');
const signer = inFile('evidenceSigner');
const accessLog = inFile('accessLog');
const ticks = inFile('ticks');

export default [
  {
    id: 'evidence-disclosures-for-everyone',
    breaks: 'every recipient is given the openings of all recipients',
    file: 'src/evidence/evidenceToken.ts',
    search: 'return own === undefined ? [] : [own];',
    replace: 'return own === undefined ? [] : all;',
    test: token('gives the sender every opening, a recipient its own, and nobody else one'),
  },
  {
    id: 'evidence-recipients-in-order',
    breaks: 'sealed recipients stand in the order of the letter, which says who they are',
    file: 'src/evidence/sealRecipients.ts',
    search: 'digests.sort().map(',
    replace: 'digests.map(',
    test: token('says nothing of a sealed recipient, not even by its place'),
  },
  {
    id: 'evidence-one-salt',
    breaks: 'all recipients are sealed with the same salt, so that names can be guessed',
    file: 'src/evidence/sealRecipients.ts',
    search: "bytes.toString('base64url', 16 * at, 16 * at + 16)",
    replace: "bytes.toString('base64url', 0, 16)",
    test: token('seals with salts of 128 bits that never come twice'),
  },
  {
    id: 'evidence-file-names',
    breaks: 'evidence tells names of files',
    file: 'src/evidence/evidenceToken.ts',
    search:
      'documents: input.documents.map(({ role, mediaType, sizeBytes, sha256 }) => ({ role, mediaType, sizeBytes, sha256 })),',
    replace: 'documents: input.documents,',
    test: token('takes nothing of a document but role, type, size and digest'),
  },
  {
    id: 'evidence-wrong-digest',
    breaks: 'evidence commits to another digest than that of the document',
    file: 'src/evidence/evidenceToken.ts',
    search:
      'documents: input.documents.map(({ role, mediaType, sizeBytes, sha256 }) => ({ role, mediaType, sizeBytes, sha256 })),',
    replace:
      "documents: input.documents.map(({ role, mediaType, sizeBytes, sha256 }) => ({ role, mediaType, sizeBytes, sha256: sha256.replace(/./g, '0') })),",
    test: token('writes a Security Event Token of the event in the words of EN 319 522'),
  },
  {
    id: 'evidence-key-not-published',
    breaks: 'a process signs with a key whose public half is nowhere',
    file: 'src/evidence/evidenceSigner.ts',
    search: 'await announceKeys(plainReads(pool), seal, key);',
    replace: '',
    test: signer('signs for each of two processes what the published keys verify'),
  },
  {
    id: 'evidence-key-not-renewed',
    breaks: 'a process goes on signing with a key that ends',
    file: 'src/evidence/evidenceSigner.ts',
    search: 'if (renewing || clock.nowMs() < current.key.notAfterMs - renewBeforeMs) return;',
    replace: 'if (!renewing) return;',
    test: signer('takes a new key a day before the old one ends'),
  },
  {
    id: 'evidence-key-can-be-changed',
    breaks: 'the request log-in may change published keys',
    file: 'migrations/20261122100400_evidence.sql',
    search: 'grant select, insert on evidence.key to wasl_app;',
    replace: `grant select, insert, update, delete on evidence.key to wasl_app;
create policy key_change on evidence.key to wasl_app using (true) with check (true);`,
    test: signer('lets nobody change or remove a key'),
  },
  {
    id: 'verify-revoked-key',
    breaks: 'evidence of a revoked key is believed',
    file: 'src/evidence/verifyEvidence.ts',
    search: "if (key.state !== 'ACTIVE') throw",
    replace: "if (key.state === ('GONE' as string)) throw",
    test: verify('refuses a revoked key'),
  },
  {
    id: 'verify-chain-not-checked',
    breaks: 'a certificate is believed because of the name of its issuer',
    file: 'src/evidence/verifyEvidence.ts',
    search: 'if (!above.ca || !below.checkIssued(above) || !below.verify(above.publicKey)) {',
    replace: 'if (!above.ca || !below.checkIssued(above)) {',
    test: verify('refuses a key whose certificate names a listed seal that did not sign it'),
  },
  {
    id: 'verify-sandbox',
    breaks: 'evidence of a sandbox passes for real',
    file: 'src/evidence/verifyEvidence.ts',
    search: 'if (!sandbox && [iss,',
    replace: 'if (iss === null && [iss,',
    test: verify('refuses evidence of a sandbox unless asked to take it'),
  },
  {
    id: 'sequencer-skips-an-index',
    breaks: 'the order of everything has a hole',
    file: 'migrations/20261122100400_evidence.sql',
    search: 'update evidence.log_state s set next_index = first_index + taken;',
    replace: 'update evidence.log_state s set next_index = first_index + taken + 1;',
    test: inFile('sequencer')('gives dense indexes and dense positions in commit order'),
  },
  {
    id: 'sequencer-skips-a-position',
    breaks: 'a feed has a hole',
    file: 'migrations/20261122100400_evidence.sql',
    search: 'do update set position = head.position + excluded.position',
    replace: 'do update set position = head.position + excluded.position + 1',
    test: inFile('sequencer')('gives dense indexes and dense positions in commit order'),
  },
  {
    id: 'sequencer-first-come',
    breaks: 'a flood of one institution delays all others',
    file: 'migrations/20261122100400_evidence.sql',
    search: `row_number() over (order by q.turn, q.id) - 1 as nth
      from queue q
     order by q.turn, q.id`,
    replace: `row_number() over (order by q.id) - 1 as nth
      from queue q
     order by q.id`,
    and: [
      {
        file: 'migrations/20261122100400_evidence.sql',
        search: 'limit (select ceil(most / count(*)::numeric) from author where author.author is not null)) p',
        replace: 'limit most) p',
      },
    ],
    test: inFile('sequencer')('lets a flood delay its author alone'),
  },
  {
    id: 'sequencer-two-at-once',
    breaks: 'two processes give out indexes at the same time',
    file: 'migrations/20261122100400_evidence.sql',
    search: "if not pg_try_advisory_xact_lock(hashtextextended('evidence.sequence', 0)) then",
    replace: 'if false then',
    test: inFile('sequencer')('waits for nobody while another process is at it'),
  },
  {
    id: 'sequencer-access-in-feed',
    breaks: 'an access takes a position that nobody sees',
    file: 'migrations/20261122100400_evidence.sql',
    search: "where r.kind = 'act'\n  ), heads",
    replace: 'where true\n  ), heads',
    test: inFile('sequencer')('gives an access event an index and no position'),
  },
  {
    id: 'partition-unprotected',
    breaks: 'row-level security does not bind the owner on a new partition',
    file: 'migrations/20261122100400_evidence.sql',
    search: `execute format('alter table evidence.%I force row level security', grown.name || '_' || part);`,
    replace: '',
    test: inFile('sequencer')('protects each partition that it makes'),
  },
  {
    id: 'partition-none-ahead',
    breaks: 'no partition is made beyond the one in use',
    file: 'migrations/20261122100400_evidence.sql',
    search: 'for part in (grown.last / size)..(grown.last / size + 2) loop',
    replace: 'for part in 0..0 loop',
    test: inFile('sequencer')('runs past the last partition'),
  },
  {
    id: 'access-after-the-answer',
    breaks: 'an answer does not wait for its access record',
    file: 'src/evidence/accessLog.ts',
    search: 'await enqueue(accessRow(record, viewer, operationOf(record.operationText), answer));',
    replace: 'void enqueue(accessRow(record, viewer, operationOf(record.operationText), answer)).catch(() => {});',
    test: accessLog('has the whole record on disk when it resolves'),
  },
  {
    id: 'access-literals-kept',
    breaks: 'values that a caller wrote into its query are kept for ever',
    file: 'src/evidence/operationTexts.ts',
    search: 'strikeLiterals(',
    replace: '((source: string) => source)(',
    test: accessLog('keeps one text for operations that differ in their literals'),
  },
  {
    id: 'access-no-patience-limit',
    breaks: 'answers wait without end for a database that is away',
    file: 'src/evidence/accessLog.ts',
    search: 'late.forEach(({ reject }) => reject(unavailable(error)));',
    replace: 'queue = [...queue, ...late];',
    test: accessLog('refuses within its patience while the database is away, keeps the counts, and recovers by itself'),
  },
  {
    id: 'ticks-for-ever-certain',
    breaks: 'a process that hears nothing goes on believing what it remembers',
    file: 'src/evidence/ticks.ts',
    search: 'const certainForMs = 1_000;',
    replace: 'const certainForMs = 1_000_000;',
    test: ticks('is certain of nothing a second after the last tick'),
  },
  {
    id: 'clock-not-compared',
    breaks: 'acts are taken while the clocks of hub and database differ',
    file: 'src/evidence/clockGuard.ts',
    search: 'const mostSkewMs = 2_000;',
    replace: 'const mostSkewMs = 2_000_000;',
    test: inFile('clockGuard')('answers with a clock that is 2600 ms ahead of the database: BUSY'),
  },
];
