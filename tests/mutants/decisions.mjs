const inFile = (name) => (test) => ({ file: `tests/correspondence/${name}.test.ts`, name: test });
const decisions = inFile('recipientDecisions');
const recall = inFile('correspondenceRecall');
const faults = inFile('actFaults');
const available = inFile('availableActs');
const functions = (name) => ({ file: 'tests/access/functions.test.ts', name });
const supplied = inFile('suppliedFiles');
const chains = inFile('evidenceChains');
const handover = inFile('handoverFailure');

const acts = 'migrations/20261123090200_acts.sql';
const sentOn = 'migrations/20261123090800_supplements_sent_on.sql';
const failed = 'migrations/20261123091300_handover_failure.sql';
const source = (name) => `src/subgraphs/correspondence/${name}.ts`;

export default [
  {
    id: 'recall-ignores-opening',
    breaks: 'a letter is withdrawn from who has opened it',
    file: acts,
    search: "       and (in_state <> 'DELIVERED' or c.first_opened_at is null)\n",
    replace: '',
    and: [
      {
        file: sentOn,
        search: "     and c.state = 'DELIVERED'\n     and c.first_opened_at is null;",
        replace: "     and c.state = 'DELIVERED';",
      },
      { file: acts, search: "when 'RECALLED' then first_opened_at is null", replace: "when 'RECALLED' then true" },
    ],
    test: recall('a recall reaches those who have not opened the letter, and tells of each whether it came in time'),
  },
  {
    id: 'recalled-content-stays',
    breaks: 'who had a letter withdrawn can still download it',
    file: 'migrations/20261123091600_recalled_copies.sql',
    search: '     and h.institution_id = any (institutions)\n     and not exists (',
    replace: '     and false\n     and not exists (',
    and: [
      {
        file: 'migrations/20261123091500_found_by_index.sql',
        search: "     and c.state <> 'RECALLED'\n     and c.correspondence_id in (",
        replace: '     and c.correspondence_id in (',
      },
    ],
    test: recall('a recall reaches those who have not opened the letter, and tells of each whether it came in time'),
  },
  {
    id: 'recall-takes-other-letters',
    breaks: 'with one letter a document is withdrawn that another letter gave',
    file: 'migrations/20261123091600_recalled_copies.sql',
    search: '        where k.institution_id = h.institution_id and k.document_id = h.document_id);',
    replace: '        where false);',
    test: recall('a document that also came by another letter stays, as confidential as that letter'),
  },
  {
    id: 'redirection-drops-the-date',
    breaks: 'a letter that is sent on counts as deposited when it was sent on',
    file: sentOn,
    search: 'mine.confidentiality, mine.deposited_at, mine.institution_id,',
    replace: 'mine.confidentiality, redirected_at, mine.institution_id,',
    test: decisions('a redirection places the letter anew, with the first date, and all three hold the evidence'),
  },
  {
    id: 'redirection-in-a-circle',
    breaks: 'a letter is sent on to where it has been',
    file: source('correspondenceRedirect'),
    search: 'if (to.has_had_it)',
    replace: "if (to.has_had_it && to.id === '')",
    test: faults('each fault of form is told by code and path and leaves nothing'),
  },
  {
    id: 'redirection-tells-the-others',
    breaks: 'a recipient finds out who else has the letter without sending it on',
    file: source('correspondenceRedirect'),
    search: 'if (held === null || to === null || faults.length > 0) return { faults };',
    replace: 'if (held === null || to === null || (faults.length > 0 && !to.has_had_it)) return { faults };',
    test: decisions('who cannot send a letter on, or would not, does not learn who else has it'),
  },
  {
    id: 'redirection-to-nobody',
    breaks: 'a letter is sent on to where nobody can fetch it',
    file: source('correspondenceRedirect'),
    search: 'if (!to.is_reachable)',
    replace: "if (!to.is_reachable && to.id === '')",
    and: [{ file: sentOn, search: " and i.status = 'ACTIVE' and i.channel <> 'NOT_CONNECTED'\n", replace: '\n' }],
    test: faults('each fault of form is told by code and path and leaves nothing'),
  },
  {
    id: 'redirection-without-content',
    breaks: 'a letter is sent on without its files',
    file: acts,
    search: '    from unnest(document_ids) as shared (id)\n',
    replace: '    from unnest(document_ids) as shared (id) where false\n',
    test: decisions('a redirection places the letter anew, with the first date, and all three hold the evidence'),
  },
  {
    id: 'refusal-without-reason',
    breaks: 'a letter is refused without a word',
    file: source('correspondenceRefuse'),
    search: 'isPlainText(text, 1_000)',
    replace: 'text.length <= 1_000',
    test: faults('each fault of form is told by code and path and leaves nothing'),
  },
  {
    id: 'copy-refuses',
    breaks: 'who got a copy for information refuses the letter',
    file: source('correspondenceRefuse'),
    search: "roles: ['TO']",
    replace: "roles: ['TO', 'CC']",
    and: [
      {
        file: acts,
        search:
          "payload, array['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'], 'REFUSED', array['TO'], payload -> 'reason'",
        replace:
          "payload, array['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'], 'REFUSED', array['TO', 'CC'], payload -> 'reason'",
      },
    ],
    test: faults('`CC` neither refuses, nor sends on, nor asks'),
  },
  {
    id: 'handover-failure-opens-the-letter',
    breaks: 'a letter that its recipient could not take over can no longer be withdrawn',
    file: failed,
    search: "     set last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid\n",
    replace:
      "     set last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid, first_opened_at = coalesce(c.first_opened_at, wasl.now())\n",
    test: handover('a letter that could not be taken over is withdrawn as before, as long as nobody has opened it'),
  },
  {
    id: 'handover-failure-out-of-the-chain',
    breaks: 'what follows a failed handover does not name it',
    file: failed,
    search: "     set last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid\n",
    replace: '     set last_evidence_id = c.last_evidence_id\n',
    test: handover(
      'a failed handover may be told again, each time with evidence, and the letter is retrieved after all',
    ),
  },
  {
    id: 'handover-failure-told-as-progress',
    breaks: 'the sender is told that its letter went on, and not that it could not be taken over',
    file: source('correspondenceReportHandoverFailure'),
    search: "        tells: 'HANDOVER_FAILED',\n",
    replace: '',
    test: handover('a TO recipient says why it could not take over the content, and keeps the letter as it was'),
  },
  {
    id: 'handover-failure-after-retrieval',
    breaks: 'a recipient that holds the content says that it could not take it over',
    file: source('correspondenceReportHandoverFailure'),
    search: '      ...handoverFaults(operation, held),\n',
    replace: "      ...handoverFaults(operation, held).filter(({ code }) => code !== 'STATE_NOT_ALLOWED'),\n",
    and: [{ file: failed, search: "     and c.state = 'DELIVERED'\n", replace: '' }],
    test: faults('each fault of form is told by code and path and leaves nothing'),
  },
  {
    id: 'failure-as-refusal',
    breaks: 'a letter is refused because the system of its recipient is down',
    file: source('correspondenceRefuse'),
    search: "  'OUT_OF_TIME',\n",
    replace: "  'OUT_OF_TIME',\n  'TECHNICAL_RECIPIENT',\n",
    test: faults('each fault of form is told by code and path and leaves nothing'),
  },
  {
    id: 'supplement-shown-to-others',
    breaks: 'a recipient sees what another asked for and was given',
    file: sentOn,
    search: 'alter policy supplement_request_party on correspondence.supplement_request\n  using ((',
    replace: 'alter policy supplement_request_party on correspondence.supplement_request\n  using ((true or ',
    test: decisions('what is supplied to one recipient is for it and the sender, and for nobody else'),
  },
  {
    id: 'supplement-shared-with-all',
    breaks: 'what one recipient asked for can be downloaded by all who asked',
    file: source('supplementCheck'),
    search: "const recipients = 'path' in asked ? [] : [asked.id];",
    replace: 'const recipients = letter === null ? [] : letter.recipients.map(({ id }) => id);',
    and: [
      {
        file: 'migrations/20261123091500_found_by_index.sql',
        search: 'where s.document_id = document and s.institution_id = wasl.institution())',
        replace: 'where s.document_id = document)',
      },
    ],
    test: decisions('what is supplied to one recipient is for it and the sender, and for nobody else'),
  },
  {
    id: 'supplied-file-without-evidence',
    breaks: 'the sender cannot prove that what it supplied was fetched',
    file: source('contentOpening'),
    search: 'l.first_opened_at is not null and not exists (',
    replace: 'l.first_opened_at is not null or not exists (',
    test: supplied(
      'the first download of each file supplied leaves evidence that names it, for both parties, and an event',
    ),
  },
  {
    id: 'supplied-file-opened-twice',
    breaks: 'two downloads at once leave two evidences of one first opening',
    file: source('contentOpening'),
    search: '       and s.document_id = ${documentId}::uuid\n       and s.first_opened_at is null`);',
    replace: '       and s.document_id = ${documentId}::uuid`);',
    and: [
      {
        file: 'migrations/20261123090700_supplement_openings.sql',
        search: '       and s.document_id = supplied\n       and s.first_opened_at is null;',
        replace: '       and s.document_id = supplied;',
      },
    ],
    test: supplied('of downloads of a supplied file at the same instant one leaves evidence'),
  },
  {
    id: 'supplied-file-moves-the-letter',
    breaks: 'a file that is fetched later changes when the letter came to its state',
    file: 'migrations/20261123090700_supplement_openings.sql',
    search: 'state_changed_at = case when c.first_opened_at is null then opened_at else c.state_changed_at end,',
    replace: 'state_changed_at = opened_at,',
    test: supplied(
      'the first download of each file supplied leaves evidence that names it, for both parties, and an event',
    ),
  },
  {
    id: 'supplied-files-left-behind',
    breaks: 'who gets a letter that was sent on does not see what was supplied',
    file: sentOn,
    search: '     set passed_to = r.passed_to || target\n',
    replace: '     set passed_to = r.passed_to\n',
    test: supplied('what was supplied goes along when the letter is sent on, as often as it is'),
  },
  {
    id: 'supplied-files-not-shared',
    breaks: 'who gets a letter that was sent on cannot download what was supplied',
    file: sentOn,
    search: ' where s.correspondence_id = letter and s.institution_id = target),',
    replace: ' where s.correspondence_id = letter and false),',
    test: supplied('what was supplied goes along when the letter is sent on, as often as it is'),
  },
  {
    id: 'sent-on-without-naming-what-was-supplied',
    breaks: 'the evidence of a redirection does not say which supplied files went along',
    file: source('correspondenceRedirect'),
    search: '...(supplied.length === 0 ? {} : { supplied }),',
    replace: '...(supplied.length === 0 ? {} : {}),',
    test: supplied('what was supplied goes along when the letter is sent on, as often as it is'),
  },
  {
    id: 'recalled-supplement-stays',
    breaks: 'who had a letter withdrawn can still see and download what was supplied with it',
    file: sentOn,
    search: ' where s.correspondence_id = letter and s.institution_id = any (institutions));',
    replace: ' where s.correspondence_id = letter and false);',
    and: [
      {
        file: sentOn,
        search: "c.correspondence_id = supplement_request.correspondence_id and c.state <> 'RECALLED'",
        replace: 'c.correspondence_id = supplement_request.correspondence_id',
      },
      {
        file: 'migrations/20261123091500_found_by_index.sql',
        search: "     and c.state <> 'RECALLED'\n     and c.correspondence_id in (",
        replace: '     and c.correspondence_id in (',
      },
    ],
    test: supplied(
      'a recall takes back what was supplied and sent on with the letter, from those alone who have not opened it',
    ),
  },
  {
    id: 'later-supplement-shown-to-who-sent-on',
    breaks: 'who sent a letter on sees what was supplied to the next',
    file: sentOn,
    search: 'or wasl.institution() = any (passed_to)) and',
    replace: 'or true) and',
    test: supplied('who gets a letter with what was supplied can ask for more, and is not supplied the same again'),
  },
  {
    id: 'state-not-restored',
    breaks: 'after a supplement a letter is less far than before',
    file: acts,
    search: 'set state = c.state_before_supplement,',
    replace: "set state = 'REGISTERED',",
    test: decisions('a letter waits for what is missing, and goes back to where it was once that is supplied'),
  },
  {
    id: 'move-told-to-the-sender',
    breaks: 'the sender sees how an institution hands its letters about',
    file: source('consignments'),
    search: 'when c.reassigned_at is null or c.institution_id =',
    replace: 'when true or c.reassigned_at is null or c.institution_id =',
    test: decisions('a letter that moves inside its institution does so for that institution alone'),
  },
  {
    id: 'move-told-to-nobody',
    breaks: 'the client of the function to which a letter is moved does not learn of it',
    file: source('correspondenceReassign'),
    search: '        mailbox: [\n',
    replace: '        mailbox: [].length === 0 ? [] : [\n',
    test: functions(
      'a letter that is moved to another function leaves the one and comes to the other, with all that belongs to it',
    ),
  },
  {
    id: 'move-told-to-all-clients',
    breaks: 'a client limited to a function is told of letters of another',
    file: 'migrations/20261123090500_timers.sql',
    search:
      'alter policy feed_own on evidence.feed\n  using (institution_id = wasl.institution() and (\n    wasl.functions() is null',
    replace: 'alter policy feed_own on evidence.feed\n  using (institution_id = wasl.institution() and (\n    true',
    test: functions(
      'a letter that is moved to another function leaves the one and comes to the other, with all that belongs to it',
    ),
  },
  {
    id: 'move-in-the-chain',
    breaks: 'evidence for both parties names one that the sender cannot have',
    file: source('consignmentAct'),
    search: 'functionAddressCode: held.addressed_function_code,',
    replace: 'functionAddressCode: held.function_address_code,',
    test: decisions('a letter that moves inside its institution does so for that institution alone'),
  },
  {
    id: 'answer-in-the-chain',
    breaks: 'what follows an answer names evidence that only the answerer holds',
    file: 'migrations/20261123090600_chains.sql',
    search: "     set state = 'ANSWERED',\n",
    replace: "     set state = 'ANSWERED', last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid,\n",
    test: chains('after every act each party holds what its evidence names, back to that by which it got the letter'),
  },
  {
    id: 'branch-in-the-chain',
    breaks: 'what follows a move inside an institution names evidence that the sender cannot have',
    file: acts,
    search: "         reassigned_at = (payload -> 'act' ->> 'occurred_at')::timestamptz\n",
    replace:
      "         reassigned_at = (payload -> 'act' ->> 'occurred_at')::timestamptz, last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid\n",
    test: chains('after every act each party holds what its evidence names, back to that by which it got the letter'),
  },
  {
    id: 'reason-in-a-confidential-token',
    breaks: 'evidence tells everybody in the house why a confidential letter was refused',
    file: 'src/evidence/evidenceToken.ts',
    search: 'isConfidential === true ?',
    replace: 'isConfidential === undefined ?',
    test: decisions('without the right nothing of what was decided on a confidential letter is told but that it was'),
  },
  {
    id: 'reason-of-evidence-shown',
    breaks: 'the reason of a confidential refusal is shown with its evidence',
    file: source('index'),
    search: 'row.confidentiality !== null && isHidden(',
    replace: 'row.confidentiality === null && isHidden(',
    test: decisions('without the right nothing of what was decided on a confidential letter is told but that it was'),
  },
  {
    id: 'act-told-and-not-possible',
    breaks: 'a program is told of an act that is refused',
    file: source('availableActs'),
    search: "['REFUSE', mayAct && isIn(actStates.refuse)]",
    replace: "['REFUSE', receives && isIn(actStates.refuse)]",
    test: available('what a CC recipient is told that it may do is what succeeds, and nothing else'),
  },
  {
    id: 'counts-left-behind',
    breaks: 'the sender’s list shows states that its recipients have left',
    file: acts,
    search: '  perform correspondence.recount(letter);\n  perform evidence.record(payload, array_remove(',
    replace: '  perform evidence.record(payload, array_remove(',
    test: available('the counts on the sender’s row are those of its recipients, after every act'),
  },
  {
    id: 'withdrawn-copy-sees-others',
    breaks: 'who had a copy withdrawn goes on seeing what the addressees do',
    file: 'migrations/20261123091600_recalled_copies.sql',
    search: " and mine.state <> 'RECALLED'",
    replace: '',
    test: {
      file: 'tests/correspondence/correspondenceRecall.test.ts',
      name: 'a copy that was withdrawn sees no more of the others',
    },
  },
  {
    id: 'withdrawal-by-makers-alone',
    breaks: 'a withdrawal leaves what another client of the sender supplied',
    file: 'migrations/20261123091600_recalled_copies.sql',
    search: '  delete from documents.holding h\n   where h.document_id',
    replace:
      '  delete from documents.holding h\n   using documents.document d\n   where d.id = h.document_id and h.document_id',
    test: {
      file: 'tests/access/functions.test.ts',
      name: 'what another client of the sender supplied goes too, when a limited client withdraws its letter',
    },
  },
  {
    id: 'download-walks-the-inbox',
    breaks: 'a download reads every letter that its institution has',
    file: 'migrations/20261123091500_found_by_index.sql',
    search: 's.institution_id = wasl.institution())',
    replace: 's.institution_id = c.institution_id)',
    test: {
      file: 'tests/database/foundByIndex.test.ts',
      name: 'the letters of a document are found by it, before its bytes are served',
    },
  },
  {
    id: 'search-behind-a-policy',
    breaks: 'a search reads every arrival number that its institution has',
    file: 'migrations/20261123091500_found_by_index.sql',
    search: 'alter policy consignment_search on correspondence.consignment using (true);',
    replace: '',
    test: { file: 'tests/database/foundByIndex.test.ts', name: 'a letter is found by its arrival number' },
  },
  {
    id: 'arrival-number-in-one-word',
    breaks: 'a number of several pieces is not found among other words',
    file: 'migrations/20261123091500_found_by_index.sql',
    search: '= any (runs || whole)',
    replace: '= any (words || whole)',
    test: {
      file: 'tests/correspondence/search.test.ts',
      name: 'a number of several pieces is found among other words, in the order in which it is written',
    },
  },
];
