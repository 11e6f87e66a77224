/** Which rows of a table the request log-in finds: a condition on `t` with the institution as `$1`, or `ALL`. */
type Rows = string;

export type Statement = 'select' | 'insert' | 'update' | 'delete' | 'truncate' | 'lock';

export type TableRights = {
  readonly rows: Rows;
  readonly statements: readonly Statement[];
  /** A row in the name of institution `$1`. */
  readonly insert?: string;
  /** A column that may be updated. */
  readonly updates?: string;
};

const own = 't.institution_id = $1';
const ofLetter = (id: string): string =>
  `exists (select from correspondence.consignment c where c.institution_id = $1 and c.correspondence_id = ${id})`;
const withLetter = `exists (
  select from correspondence.consignment c
   where c.institution_id = $1 and c.correspondence_id = t.correspondence_id and c.state <> 'RECALLED')`;
const reads = (rows: Rows): TableRights => ({ rows, statements: ['select'] });

/** What `wasl_app` may do, table by table. Any other statement on any other table or partition is refused. */
export const requestRights: Readonly<Record<string, TableRights>> = {
  'wasl.installation': reads('ALL'),
  'wasl.clock': reads('ALL'),
  'wasl.secret': reads('ALL'),
  'wasl.generation': reads('ALL'),
  'wasl.idempotency': {
    rows: own,
    statements: ['select', 'insert'],
    insert: `insert into wasl.idempotency (institution_id, client_id, mutation, key, salt, digests)
             values ($1, gen_random_uuid(), 'm', 'k', '', '{}')`,
  },
  'directory.institution': reads('ALL'),
  'directory.function_address': reads('ALL'),
  'directory.unit': reads('ALL'),
  'directory.reachability': reads('ALL'),
  'directory.word': reads('ALL'),
  'directory.institution_word': reads('ALL'),
  'access.hub_key': reads('ALL'),
  'documents.upload': {
    rows: own,
    statements: ['select', 'insert', 'update'],
    insert: `insert into documents.upload (id, institution_id, client_id, file_name, media_type, size_bytes, sha256, blob, expires_at)
             values (gen_random_uuid(), $1, gen_random_uuid(), 'f', 'm', 1, sha256(''), gen_random_uuid()::text, now())`,
    updates: 'state',
  },
  'documents.document': {
    rows: 'exists (select from documents.holding h where h.institution_id = $1 and h.document_id = t.id)',
    statements: ['select', 'insert'],
    insert: `insert into documents.document (id, owner_id, file_name, media_type, size_bytes, sha256, blob)
             values (gen_random_uuid(), $1, 'f', 'm', 1, sha256(''), gen_random_uuid()::text)`,
  },
  'documents.holding': reads(own),
  'evidence.key': {
    rows: 'ALL',
    statements: ['select', 'insert'],
    insert: `insert into evidence.key (kid, usage, jwk, x5c, not_before, not_after)
             values ($1::uuid::text, 'EVIDENCE', '{}', '{}', now(), now())`,
  },
  'evidence.evidence': reads(
    'exists (select from evidence.copy c where c.institution_id = $1 and c.evidence_id = t.id)',
  ),
  'evidence.copy': reads(own),
  'evidence.feed': reads(own),
  'evidence.feed_head': reads(own),
  'correspondence.correspondence': reads(ofLetter('t.id')),
  'correspondence.consignment': reads(own),
  // what was withdrawn from it an institution does not see any more
  'correspondence.attachment': reads(withLetter),
  'correspondence.enclosure': reads(withLetter),
  'correspondence.supplement_request': reads(
    `(${own} or t.sender_id = $1 or $1 = any (t.passed_to)) and ${withLetter}`,
  ),
  'correspondence.supplement_attachment': reads(`(${own} or t.sender_id = $1) and ${withLetter}`),
  'correspondence.enclosure_receipt': reads(own),
  'correspondence.series': reads(own),
  'correspondence.register': reads(own),
  'correspondence.register_entry': reads(own),
  'correspondence.entry_document': reads(own),
  'correspondence.entry_enclosure': reads(own),
  'correspondence.dispatch': reads(own),
};

/** Of the other log-ins: they see whole tables, and have no other right. */
export const otherRights: Readonly<
  Record<'log' | 'seal' | 'clock' | 'audit', Readonly<Record<string, readonly Statement[]>>>
> = {
  log: {},
  seal: {
    'wasl.clock': ['select'],
    'wasl.generation': ['select'],
    'evidence.act': ['select'],
    'evidence.access': ['select'],
    'evidence.pending': ['select', 'delete', 'lock'],
    'evidence.log_state': ['select', 'update', 'lock'],
    'evidence.leaf': ['select', 'insert'],
    'evidence.feed_head': ['select', 'insert', 'update', 'lock'],
    'evidence.feed': ['select', 'insert'],
  },
  clock: {
    'wasl.clock': ['select'],
    'wasl.due': ['select', 'delete', 'lock'],
    'documents.upload': ['select', 'delete', 'lock'],
  },
  audit: {
    'evidence.key': ['select'],
    'evidence.act': ['select'],
    'evidence.operation': ['select'],
    'evidence.access': ['select'],
    'evidence.leaf': ['select'],
  },
};

/** Functions that run as their owner, and the one log-in that may call each; null: nobody, a trigger does. */
export const definerFunctions: Readonly<Record<string, { readonly owner: string; readonly caller: string | null }>> = {
  'access.client_of(uuid)': post('wasl_app'),
  'access.enrol(bytea,uuid,text,text,jsonb,text)': post('wasl_app'),
  'access.publish_key(text,text,jsonb,timestamp with time zone)': post('wasl_app'),
  'access.use_assertion(uuid,bytea,timestamp with time zone)': post('wasl_app'),
  'correspondence.consignments_of(uuid[])': post('wasl_app'),
  'correspondence.expire(jsonb)': post('wasl_clock'),
  'correspondence.gaps_of(uuid)': post('wasl_app'),
  'correspondence.enclosure_receipts_of(uuid[])': post('wasl_app'),
  // `wasl_search` reads every letter too, so that words are looked for by an index
  'correspondence.find_letters(text,text,boolean,jsonb,uuid[],timestamp with time zone,uuid,integer)': {
    owner: 'wasl_search',
    caller: 'wasl_app',
  },
  'correspondence.has_been_at(uuid,uuid)': post('wasl_app'),
  'correspondence.hold(uuid)': post('wasl_app'),
  'correspondence.hold_sent(uuid,text)': post('wasl_app'),
  'correspondence.hold_unretrieved(uuid,uuid)': post('wasl_clock'),
  'correspondence.letters_with(uuid)': post('wasl_app'),
  'correspondence.post_acknowledgement(jsonb)': post('wasl_app'),
  'correspondence.post_arrival(jsonb)': post('wasl_app'),
  'correspondence.post_deposit(jsonb)': post('wasl_app'),
  'correspondence.post_enclosures(jsonb)': post('wasl_app'),
  'correspondence.post_handover_failure(jsonb)': post('wasl_app'),
  'correspondence.post_opening(jsonb)': post('wasl_app'),
  'correspondence.post_reassignment(jsonb)': post('wasl_app'),
  'correspondence.post_recall(jsonb)': post('wasl_app'),
  'correspondence.post_redirection(jsonb)': post('wasl_app'),
  'correspondence.post_refusal(jsonb)': post('wasl_app'),
  'correspondence.post_rejection(jsonb)': post('wasl_app'),
  'correspondence.post_retrieval(jsonb)': post('wasl_app'),
  'correspondence.post_supplement(jsonb)': post('wasl_app'),
  'correspondence.post_supplement_request(jsonb)': post('wasl_app'),
  'correspondence.reply_target(uuid,boolean)': post('wasl_app'),
  'correspondence.sent_lately(uuid,uuid[])': post('wasl_app'),
  'correspondence.hold_entry(uuid)': post('wasl_app'),
  'correspondence.hold_register(uuid)': post('wasl_app'),
  'correspondence.post_cancellation(jsonb)': post('wasl_app'),
  'correspondence.post_dispatch(jsonb)': post('wasl_app'),
  'correspondence.post_record(jsonb)': post('wasl_app'),
  'correspondence.post_register_closing(jsonb,integer[],timestamp with time zone[])': post('wasl_app'),
  'correspondence.post_register_opening(jsonb,integer[],timestamp with time zone[])': post('wasl_app'),
  'correspondence.post_reservation(jsonb)': post('wasl_app'),
  'correspondence.take_number(text,text,integer[],timestamp with time zone[],timestamp with time zone,text)':
    post('wasl_app'),
  'correspondence.use_reservation(uuid,text,timestamp with time zone)': post('wasl_app'),
  'directory.post_pause(jsonb)': post('wasl_app'),
  'directory.refresh_reachability()': post('wasl_clock'),
  'documents.attach(uuid[],uuid[],boolean)': post('wasl_app'),
  'documents.hold_made()': post(null),
  'evidence.append(jsonb)': post('wasl_log'),
  // it makes tables, which only their owner can
  'wasl.ensure_partitions()': { owner: 'wasl_owner', caller: 'wasl_seal' },
};

function post(caller: string | null): { readonly owner: string; readonly caller: string | null } {
  return { owner: 'wasl_post', caller };
}

/** Policies that show the request log-in every row although the table names an institution: the directory is public. */
export const publicTables: ReadonlySet<string> = new Set([
  'directory.function_address',
  'directory.unit',
  'directory.reachability',
  'directory.institution_word',
]);
