const inFile = (name) => (test) => ({ file: `tests/correspondence/${name}.test.ts`, name: test });
const deposit = inFile('correspondenceDeposit');
const faults = inFile('depositFaults');
const idempotency = inFile('idempotency');
const recipient = inFile('recipientActs');
const atomicity = inFile('atomicity');
const campaign = (name, test) => ({ file: `tests/campaigns/${name}.test.ts`, name: test });

const correspondence = 'migrations/20261122100500_correspondence.sql';
const registers = 'migrations/20261123090300_registers.sql';
const evidence = 'migrations/20261122100400_evidence.sql';
const letters = 'migrations/20261123090400_letters.sql';

export default [
  {
    id: 'consignments-shown-to-all-parties',
    breaks: 'a recipient sees who else got the letter, and in what state',
    file: 'migrations/20261123091600_recalled_copies.sql',
    search: `     and (mine.role = 'SENDER'
       or other.institution_id = mine.institution_id
       or mine.role = 'CC' and other.role = 'TO' and mine.state <> 'RECALLED')`,
    replace: '',
    test: deposit('shows the sender all consignments, CC those for action and its own, TO its own'),
  },
  {
    id: 'number-given-twice',
    breaks: 'two letters have the same number',
    file: registers,
    search: 'printed := coalesce(asked_number, (taken.last_number + 1)::text);',
    replace: 'printed := coalesce(asked_number, greatest(taken.last_number, 1)::text);',
    and: [
      {
        file: registers,
        search: "set last_number = case r.numbered_by when 'HUB' then taken.last_number + 1 else r.last_number end,",
        replace: 'set last_number = greatest(taken.last_number, 1),',
      },
      {
        file: correspondence,
        search: 'constraint register_entry_number unique (register_id, number)',
        replace: 'check (number is not null)',
      },
    ],
    test: deposit('gives the numbers of one register densely, in the order of their legal times'),
  },
  {
    id: 'number-skipped',
    breaks: 'a register has a gap',
    file: registers,
    search: 'printed := coalesce(asked_number, (taken.last_number + 1)::text);',
    replace: 'printed := coalesce(asked_number, (taken.last_number + 2)::text);',
    and: [
      {
        file: registers,
        search: "set last_number = case r.numbered_by when 'HUB' then taken.last_number + 1 else r.last_number end,",
        replace: 'set last_number = taken.last_number + 2,',
      },
    ],
    test: deposit('gives the numbers of one register densely, in the order of their legal times'),
  },
  {
    id: 'register-not-locked',
    breaks: 'two processes take the same number, and one letter is lost',
    file: registers,
    search: `       and r.year = years[place]
       for update;`,
    replace: '       and r.year = years[place];',
    and: [
      // an insert that finds a row waits for whoever is changing it
      {
        file: registers,
        search: "               limit 1), 'HUB')) n (numbered_by)",
        replace: `               limit 1), 'HUB')) n (numbered_by)
     where not exists (
       select from correspondence.register e
        where e.institution_id = wasl.institution() and e.direction = asked_direction
          and e.series = asked_series and e.year = years[place])`,
      },
      {
        file: correspondence,
        search: 'constraint register_entry_number unique (register_id, number)',
        replace: 'check (number is not null)',
      },
    ],
    test: campaign('twoHubs', '16 clients, two hubs, one killed midway: …'),
  },
  {
    id: 'legal-time-goes-back',
    breaks: 'a later number has an earlier time',
    file: registers,
    search: "at := greatest(wasl.now(), taken.last_at + interval '1 microsecond', after + interval '1 microsecond');",
    replace: "at := wasl.now() - random() * interval '1 minute';",
    test: deposit('gives the numbers of one register densely, in the order of their legal times'),
  },
  {
    id: 'content-under-a-key-not-compared',
    breaks: 'another letter under a used key is answered with the first one',
    file: 'src/evidence/act.ts',
    search: 'if (paths.length === 0) return new Replay(row.result);',
    replace: 'if (paths.length >= 0) return new Replay(row.result);',
    test: idempotency(
      'correspondenceDeposit refuses another content under the same key, names what differs, and does nothing',
    ),
  },
  {
    id: 'replay-not-authorized',
    breaks: 'a retry is answered to a token that could not have made the first call',
    file: 'src/gateway/beforePlanning.ts',
    search: "refuse(missing, challenge === null ? {} : { 'www-authenticate': challenge });",
    replace:
      "if (operation.operation !== 'mutation') refuse(missing, challenge === null ? {} : { 'www-authenticate': challenge });",
    test: idempotency('authorizes a replay like a first call'),
  },
  {
    id: 'key-shared-by-clients',
    breaks: 'the key of one client answers another client’s letter',
    file: 'src/evidence/act.ts',
    search: 'const findKey = (institutionId: string, clientId: string, mutation: string, key: string): Sql => sql`',
    replace:
      "const findKey = (institutionId: string, clientId: string, mutation: string, key: string): Sql => clientId === '' ? sql`` : sql`",
    and: [
      {
        file: 'migrations/20261122100000_platform.sql',
        search: 'constraint idempotency_key primary key (institution_id, client_id, mutation, key)',
        replace: 'constraint idempotency_key primary key (institution_id, mutation, key)',
      },
    ],
    test: idempotency('keeps the keys of two clients of one institution apart, and of two institutions'),
  },
  {
    id: 'key-not-settled',
    breaks: 'an act leaves no result for a retry',
    file: letters,
    search: "if payload ? 'settle' then",
    replace: 'if false then',
    test: idempotency(
      'correspondenceDeposit replays the same evidence, octet for octet, to a token of another purpose too',
    ),
  },
  {
    id: 'committed-before-the-event',
    breaks: 'the number is taken for good before the letter is written',
    file: 'src/platform/database.ts',
    search: "const [, committed] = await settle([send(toQuery(statement)), send('commit')]);",
    replace: `const committed = (
        await settle([send('commit'), send('begin'), send(toQuery(setInstitution(institutionId))), send(toQuery(statement)), send('commit')])
      ).at(-1);`,
    test: atomicity(
      'correspondenceDeposit leaves nothing when its row in evidence.act cannot be written, and is done by a retry with its key',
    ),
  },
  {
    id: 'event-may-fail',
    breaks: 'a letter is placed although its event and evidence cannot be written',
    file: letters,
    search: '  perform evidence.record(payload, wasl.institution() || recipients);',
    replace:
      '  begin\n    perform evidence.record(payload, wasl.institution() || recipients);\n  exception when others then\n    null;\n  end;',
    test: atomicity(
      'correspondenceDeposit leaves nothing when its place in the queue of the log cannot be written, and is done by a retry with its key',
    ),
  },
  {
    id: 'event-not-queued',
    breaks: 'an act takes no place in the order, and nobody finds it in a feed',
    file: letters,
    search: "select wasl.institution(), 'act', recorded.seq from recorded;",
    replace: "select wasl.institution(), 'act', recorded.seq from recorded where false;",
    test: atomicity(
      'correspondenceDeposit leaves nothing when its place in the queue of the log cannot be written, and is done by a retry with its key',
    ),
  },
  {
    id: 'suspended-recipient-accepted',
    breaks: 'a letter is placed before a suspended institution',
    file: 'src/subgraphs/correspondence/recipientCheck.ts',
    search: "if (row.status !== 'ACTIVE')",
    replace: "if (row.status === 'CLOSED')",
    test: faults('refuses a suspended addressee by an act: signed, under the key, replayed, and nothing else left'),
  },
  {
    id: 'unconnected-recipient-accepted',
    breaks: 'a letter is placed where nobody can fetch it',
    file: 'src/subgraphs/correspondence/recipientCheck.ts',
    search: "else if (row.channel === 'NOT_CONNECTED')",
    replace: "else if (row.channel === ('' as string))",
    test: faults('tells each fault of form by code and path, all of a call at once, and leaves nothing'),
  },
  {
    id: 'infected-document-accepted',
    breaks: 'an infected document is delivered',
    file: 'migrations/20261122100300_documents.sql',
    search: "when mine.scan_state = 'INFECTED' then 'INFECTED'",
    replace: "when mine.scan_state = 'NONE' then 'INFECTED'",
    test: faults('refuses an infected document by an act, also beside a closed addressee, with both reasons'),
  },
  {
    id: 'fault-of-form-uses-the-key',
    breaks: 'a call with a fault of form cannot be repaired under its key',
    file: 'src/evidence/act.ts',
    search: 'if (checked.faults !== undefined) throw new FormFaults(checked.faults);',
    replace:
      "if (checked.faults !== undefined) {\n        await transaction.finish({ strings: ['select 1'], values: [], fault: null } as never);\n        throw new FormFaults(checked.faults);\n      }",
    test: faults('does not use up the key of a deposit with a fault of form'),
  },
  {
    id: 'confidential-content-shown',
    breaks: 'a confidential letter is shown to a client without the right',
    file: 'src/subgraphs/correspondence/correspondences.ts',
    search: "row.confidentiality === 'CONFIDENTIAL' &&",
    replace: "row.confidentiality === 'SECRET' &&",
    test: deposit('hides the content of a confidential letter from a token without the right, and nothing else'),
  },
  {
    id: 'digests-not-compared',
    breaks: 'a recipient states that it holds what it does not hold',
    file: 'src/subgraphs/correspondence/correspondenceRetrieve.ts',
    search: 'return titles.length === 0',
    replace: 'return titles.length >= 0',
    test: recipient('each fault of form is told by code and path and leaves nothing'),
  },
  {
    id: 'registered-twice',
    breaks: 'one letter takes two arrival numbers',
    file: registers,
    search: '     and c.arrival_number is null\n',
    replace: '',
    and: [
      {
        file: 'src/subgraphs/correspondence/correspondenceRegisterArrival.ts',
        search: 'return held.arrival_number === null',
        replace: "return held.arrival_number !== ''",
      },
      {
        file: registers,
        search: "array['RETRIEVED', 'ACKNOWLEDGED', 'AWAITING_SUPPLEMENT', 'ANSWERED'], case",
        replace: "array['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED', 'AWAITING_SUPPLEMENT', 'ANSWERED'], case",
      },
    ],
    test: recipient('the second of two clerks who register at once is told the number'),
  },
  {
    id: 'state-goes-back',
    breaks: 'registration takes an acknowledgement back',
    file: registers,
    search: "case when was_retrieved then 'REGISTERED' end",
    replace: "'REGISTERED'",
    test: recipient('registration after acknowledgement keeps the later state'),
  },
  {
    id: 'answer-without-its-record',
    breaks: 'answers leave although their access cannot be recorded',
    file: 'src/http/recordAccess.ts',
    search: 'return withhold(reply, payload);',
    replace: 'return payload;',
    test: campaign(
      'accessRecords',
      'while accesses cannot be recorded nothing is answered, and an act that was done is answered later',
    ),
  },
  {
    id: 'answer-before-its-record',
    breaks: 'answers do not wait for their record',
    file: 'src/http/recordAccess.ts',
    search: 'await accessLog.append(request.access, {',
    replace: 'accessLog.append(request.access, {',
    and: [
      {
        file: 'src/http/recordAccess.ts',
        search: '        source: request.ip,\n      });',
        replace: '        source: request.ip,\n      }).catch(() => {});',
      },
    ],
    test: campaign(
      'accessRecords',
      'while accesses cannot be recorded nothing is answered, and an act that was done is answered later',
    ),
  },
  {
    id: 'letter-read-without-a-trace',
    breaks: 'the record of an access does not say which letters were shown',
    file: 'src/subgraphs/correspondence/correspondences.ts',
    search: "operation.touch('Correspondence', row.id);",
    replace: '',
    test: campaign('accessRecords', 'every answer of …'),
  },
  {
    id: 'download-without-a-trace',
    breaks: 'downloads leave no record',
    file: 'src/http/recordAccess.ts',
    search: 'return /^\\/(healthz|',
    replace: 'return /^\\/(documents|healthz|',
    test: { file: 'tests/subgraphs/documents/content.test.ts', name: 'every download leaves its access record' },
  },
  {
    id: 'read-in-two-turns',
    breaks: 'each statement of a read is a round trip of its own',
    file: 'src/platform/database.ts',
    search:
      'if (queue.length === 0) setImmediate(() => void flush());\n        queue.push({ statement, resolve, reject });',
    replace: 'queue.push({ statement, resolve, reject });\n        void flush();',
    test: { file: 'tests/database/roundTrips.test.ts', name: 'an outbox with its filter by key is read in one turn' },
  },
  {
    id: 'answer-closes-nothing',
    breaks: 'an answer leaves the letter that it answers open',
    file: letters,
    search: '    perform correspondence.mark_answered(payload, asked);',
    replace: '    null;',
    test: inFile('threads')('an answer closes the letter that it answers, in the same act, and tells who asked'),
  },
  {
    id: 'answer-told-about-itself',
    breaks: 'who asked is not told that its letter is answered',
    file: 'src/subgraphs/correspondence/correspondenceDeposit.ts',
    search: '...(replyTo !== null && isAnswer(input) ? [answeredEvent(replyTo, sender.id, consignment.id)] : []),',
    replace: '',
    test: inFile('threads')('an answer closes the letter that it answers, in the same act, and tells who asked'),
  },
  {
    id: 'answered-twice',
    breaks: 'two answers at once both believe that they close the letter',
    file: 'src/subgraphs/correspondence/replyCheck.ts',
    search: "if (target.role !== 'TO' || !states.includes(target.state))",
    replace: "if (target.role !== 'TO')",
    test: inFile('threads')('refuses a reply to what is not there or cannot be answered, and leaves nothing'),
  },
  {
    id: 'duplicate-unnoticed',
    breaks: 'the same file sent again goes without a word',
    file: letters,
    search: '       where l.sender_id = wasl.institution()\n         and l.main_sha256 = digest',
    replace: '       where l.sender_id = wasl.institution()\n         and l.main_sha256 is null',
    test: inFile('depositWarnings')(
      'tells that the same main document was sent to a recipient not long ago, whatever its name and id',
    ),
  },
  {
    id: 'feed-page-forgets-the-next',
    breaks: 'the last event of a page hides the next letter from the rest of the request',
    file: 'src/subgraphs/correspondence/mailboxEvents.ts',
    search: 'rows.slice(0, size).map((row) => row.correspondence_id)',
    replace: 'rows.map((row) => row.correspondence_id)',
    test: inFile('mailboxEvents')('two pages of one request each have what is below them'),
  },
  {
    id: 'registry-office-forgotten',
    breaks: 'the list for the registry office leaves out what names no function',
    file: 'src/subgraphs/correspondence/letterLists.ts',
    search: "coalesce(c.function_address_code, 'BO') = ${code}",
    replace: 'c.function_address_code = ${code}',
    test: inFile('lists')('each filter of the inbox holds, and all that are given together'),
  },
];
