-- Evidence, acts, accesses and their one order. Nothing here is ever updated but the heads of the two counters.
create schema evidence;
grant usage on schema evidence to wasl_app, wasl_post, wasl_log, wasl_seal, wasl_audit;

create table evidence.key (
  kid text primary key,
  usage text not null constraint key_usage check (usage in ('SEAL', 'EVIDENCE')),
  jwk jsonb not null,
  -- base64 DER, the key's own certificate first
  x5c text[] not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  state text not null default 'ACTIVE' constraint key_state check (state in ('ACTIVE', 'REVOKED')),
  added_at timestamptz not null default clock_timestamp()
);
alter table evidence.key enable row level security;
alter table evidence.key force row level security;
create policy key_read on evidence.key for select to wasl_app, wasl_audit using (true);
create policy key_add on evidence.key for insert to wasl_app with check (state = 'ACTIVE');
create policy key_owner on evidence.key to wasl_owner using (true) with check (true);
grant select, insert on evidence.key to wasl_app;
grant select on evidence.key to wasl_audit;

create table evidence.evidence (
  id uuid primary key,
  event text not null,
  -- legal time
  occurred_at timestamptz not null,
  correspondence_id uuid,
  previous_id uuid,
  token text not null,
  reason_code text,
  reason_text text,
  constraint evidence_reason check ((event = 'SUBMISSION_REJECTION') = (reason_code is not null))
);

-- The access table of evidence: one row for each institution that was given it, with its own openings.
create table evidence.copy (
  institution_id uuid not null,
  evidence_id uuid not null constraint copy_evidence references evidence.evidence,
  correspondence_id uuid,
  occurred_at timestamptz not null,
  disclosures text[] not null,
  constraint copy_key primary key (institution_id, evidence_id)
);
create index copy_of_letter on evidence.copy (institution_id, correspondence_id, occurred_at, evidence_id);
alter table evidence.copy enable row level security;
alter table evidence.copy force row level security;
create policy copy_own on evidence.copy for select to wasl_app using (institution_id = wasl.institution());
create policy copy_post on evidence.copy to wasl_post using (true) with check (true);
grant select on evidence.copy to wasl_app;
grant select, insert on evidence.copy to wasl_post;

alter table evidence.evidence enable row level security;
alter table evidence.evidence force row level security;
create policy evidence_held on evidence.evidence for select to wasl_app
  using (exists (select from evidence.copy c where c.institution_id = wasl.institution() and c.evidence_id = evidence.id));
create policy evidence_post on evidence.evidence to wasl_post using (true) with check (true);
grant select on evidence.evidence to wasl_app;
grant select, insert on evidence.evidence to wasl_post;

create sequence evidence.act_seq;
create table evidence.act (
  seq bigint not null default nextval('evidence.act_seq'),
  id uuid not null,
  -- legal time
  occurred_at timestamptz not null,
  act text not null,
  institution_id uuid not null,
  client_id uuid not null,
  key_thumbprint text not null,
  token_id text not null,
  purpose text not null,
  case_reference text,
  correspondence_id uuid,
  evidence_ids uuid[] not null,
  -- every institution that it concerns, the actor's first
  parties uuid[] not null,
  detail jsonb not null,
  -- who finds it in its feed: [{institution, type, consignment, evidence}]
  mailbox jsonb not null,
  salt bytea not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint act_key primary key (seq)
) partition by range (seq);
alter table evidence.act enable row level security;
alter table evidence.act force row level security;
create policy act_post on evidence.act to wasl_post using (true) with check (true);
create policy act_seal on evidence.act for select to wasl_seal using (true);
create policy act_audit on evidence.act for select to wasl_audit using (true);
grant select, insert on evidence.act to wasl_post;
grant select on evidence.act to wasl_seal, wasl_audit;
grant usage on sequence evidence.act_seq to wasl_post;

-- Text of an operation, its literals struck out, once per hash.
create table evidence.operation (
  hash bytea primary key,
  text text not null
);
alter table evidence.operation enable row level security;
alter table evidence.operation force row level security;
create policy operation_post on evidence.operation to wasl_post using (true) with check (true);
create policy operation_audit on evidence.operation for select to wasl_audit using (true);
grant select, insert on evidence.operation to wasl_post;
grant select on evidence.operation to wasl_audit;

create sequence evidence.access_seq;
create table evidence.access (
  seq bigint not null default nextval('evidence.access_seq'),
  id uuid not null,
  started_at timestamptz not null,
  kind text not null constraint access_kind check (kind in ('QUERY', 'MUTATION', 'DOWNLOAD', 'UPLOAD', 'TOKEN', 'ENROLMENT', 'REQUEST', 'UNAUTHENTICATED')),
  -- null: nobody was recognised
  institution_id uuid,
  client_id uuid,
  token_id text,
  purpose text,
  case_reference text,
  operation_hash bytea,
  operation_name text,
  -- [[type, uuid], …] of every object whose data was in the answer
  objects jsonb not null,
  -- Type.field of every field answered
  fields text[] not null,
  outcome text not null,
  http_status integer not null,
  duration_ms double precision not null,
  -- for `UNAUTHENTICATED`: the source and how many requests of that minute this one row stands for
  source text,
  request_count integer not null default 1,
  salt bytea not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint access_seq_key primary key (seq)
) partition by range (seq);
alter table evidence.access enable row level security;
alter table evidence.access force row level security;
create policy access_post on evidence.access to wasl_post using (true) with check (true);
create policy access_seal on evidence.access for select to wasl_seal using (true);
create policy access_audit on evidence.access for select to wasl_audit using (true);
grant select, insert on evidence.access to wasl_post;
grant select on evidence.access to wasl_seal, wasl_audit;
grant usage on sequence evidence.access_seq to wasl_post;

-- Committed, not yet placed. Rows leave when the sequencer gives them their index.
create table evidence.pending (
  -- whose turn it takes, so that one flood delays only its author: the institution, or the nil UUID where nobody was recognised
  author uuid not null,
  id bigint not null generated always as identity,
  kind text not null constraint pending_kind check (kind in ('act', 'access')),
  seq bigint not null,
  constraint pending_key primary key (author, id)
);
-- Everything written here is soon deleted: swept by count, not by share of a table that is empty most of the time.
alter table evidence.pending set (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
alter table evidence.pending enable row level security;
alter table evidence.pending force row level security;
create policy pending_post on evidence.pending to wasl_post using (true) with check (true);
create policy pending_seal on evidence.pending to wasl_seal using (true);
grant insert on evidence.pending to wasl_post;
grant select, delete on evidence.pending to wasl_seal;

create table evidence.log_state (
  single boolean primary key default true check (single),
  next_index bigint not null default 0
);
insert into evidence.log_state default values;
alter table evidence.log_state enable row level security;
alter table evidence.log_state force row level security;
create policy log_state_seal on evidence.log_state to wasl_seal using (true) with check (true);
create policy log_state_owner on evidence.log_state for select to wasl_owner using (true);
grant select, update on evidence.log_state to wasl_seal;

-- The dense order of everything. What a leaf commits to comes with the tree.
create table evidence.leaf (
  index bigint not null,
  kind text not null,
  seq bigint not null,
  placed_at timestamptz not null default clock_timestamp(),
  constraint leaf_key primary key (index)
) partition by range (index);
alter table evidence.leaf enable row level security;
alter table evidence.leaf force row level security;
create policy leaf_seal on evidence.leaf to wasl_seal using (true) with check (true);
create policy leaf_audit on evidence.leaf for select to wasl_audit using (true);
grant select, insert on evidence.leaf to wasl_seal;
grant select on evidence.leaf to wasl_audit;

create table evidence.feed_head (
  institution_id uuid primary key,
  position bigint not null
);
alter table evidence.feed_head enable row level security;
alter table evidence.feed_head force row level security;
create policy feed_head_seal on evidence.feed_head to wasl_seal using (true) with check (true);
grant select, insert, update on evidence.feed_head to wasl_seal;

create table evidence.feed (
  institution_id uuid not null,
  position bigint not null,
  type text not null,
  occurred_at timestamptz not null,
  correspondence_id uuid not null,
  -- whose consignment of the letter it is about; null for the letter as a whole
  consignment_institution_id uuid,
  evidence_id uuid,
  act_seq bigint not null,
  constraint feed_key primary key (institution_id, position)
) partition by hash (institution_id);
alter table evidence.feed enable row level security;
alter table evidence.feed force row level security;
create policy feed_own on evidence.feed for select to wasl_app using (institution_id = wasl.institution());
create policy feed_seal on evidence.feed to wasl_seal using (true) with check (true);
grant select on evidence.feed to wasl_app;
grant select, insert on evidence.feed to wasl_seal;

do $$
begin
  for remainder in 0..7 loop
    execute format('create table evidence.feed_%s partition of evidence.feed for values with (modulus 8, remainder %s)', remainder, remainder);
    execute format('alter table evidence.feed_%s enable row level security', remainder);
    execute format('alter table evidence.feed_%s force row level security', remainder);
  end loop;
end $$;

-- Keeps two partitions of a million rows ready beyond the last row written. Attaching takes no lock that a writer waits for.
create function wasl.ensure_partitions() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  grown record;
  part bigint;
  made integer := 0;
  size constant bigint := 1000000;
begin
  perform pg_advisory_xact_lock(hashtextextended('wasl.ensure_partitions', 0));
  for grown in
    select 'act' as name, 'seq' as key, (select last_value from evidence.act_seq) as last
    union all
    select 'access', 'seq', (select last_value from evidence.access_seq)
    union all
    select 'leaf', 'index', (select next_index from evidence.log_state)
  loop
    for part in (grown.last / size)..(grown.last / size + 2) loop
      if to_regclass(format('evidence.%s_%s', grown.name, part)) is null then
        execute format('create table evidence.%I (like evidence.%I including defaults including constraints including indexes)', grown.name || '_' || part, grown.name);
        execute format('alter table evidence.%I enable row level security', grown.name || '_' || part);
        execute format('alter table evidence.%I force row level security', grown.name || '_' || part);
        execute format('alter table evidence.%I attach partition evidence.%I for values from (%s) to (%s)', grown.name, grown.name || '_' || part, part * size, (part + 1) * size);
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
select wasl.ensure_partitions();
revoke execute on function wasl.ensure_partitions() from public;
grant execute on function wasl.ensure_partitions() to wasl_seal;

-- What every act leaves, in the act's own transaction: evidence with a copy for each party, the event, its pending row,
-- and the result that a retry with the same key replays. Called by the act functions only: each has checked that the letter
-- of the act is the viewer's, and says which institutions it may reach. Nothing of it goes to any other.
create function evidence.record(payload jsonb, institutions uuid[]) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  act jsonb := payload -> 'act';
  letter uuid := act ->> 'correspondence_id';
  evidence_ids uuid[] := array(select e ->> 'id' from jsonb_array_elements(payload -> 'evidence') e);
begin
  if exists (
    (select jsonb_path_query(payload, '$.evidence[*].copies[*].institution_id') #>> '{}'
     union
     select jsonb_path_query(act, '$.parties[*]') #>> '{}'
     union
     select unnest(array[m.institution, coalesce(m.consignment, m.institution)])
       from jsonb_to_recordset(act -> 'mailbox') as m (institution text, consignment text))
    except
    select unnest(institutions)::text)
  then
    raise exception 'this act does not concern that institution';
  end if;
  -- what is not whole would stop the sequencer
  if exists (
    select from jsonb_to_recordset(act -> 'mailbox') as m (type text, evidence uuid)
     where letter is null or m.type is null or m.evidence is null or m.evidence <> all (evidence_ids))
  then
    raise exception 'a mailbox event is about evidence of its own act';
  end if;

  insert into evidence.evidence (id, event, occurred_at, correspondence_id, previous_id, token, reason_code, reason_text)
  select e.id, e.event, e.occurred_at, letter, e.previous_id, e.token, e.reason_code, e.reason_text
    from jsonb_to_recordset(payload -> 'evidence') as e (
      id uuid, event text, occurred_at timestamptz, previous_id uuid, token text, reason_code text, reason_text text);

  insert into evidence.copy (institution_id, evidence_id, correspondence_id, occurred_at, disclosures)
  select c.institution_id, e.id, letter, e.occurred_at, c.disclosures
    from jsonb_to_recordset(payload -> 'evidence') as e (id uuid, occurred_at timestamptz, copies jsonb)
   cross join lateral jsonb_to_recordset(e.copies) as c (institution_id uuid, disclosures text[])
   order by 1, 2;

  with recorded as (
    insert into evidence.act (
      id, occurred_at, act, institution_id, client_id, key_thumbprint, token_id, purpose, case_reference,
      correspondence_id, evidence_ids, parties, detail, mailbox, salt)
    select a.id, a.occurred_at, a.act, wasl.institution(), a.client_id, a.key_thumbprint, a.token_id, a.purpose, a.case_reference,
      letter, evidence_ids, a.parties, a.detail, a.mailbox, decode(a.salt, 'hex')
      from jsonb_to_record(act) as a (
        id uuid, occurred_at timestamptz, act text, client_id uuid, key_thumbprint text, token_id text, purpose text, case_reference text,
        parties uuid[], detail jsonb, mailbox jsonb, salt text)
    returning seq
  )
  insert into evidence.pending (author, kind, seq)
  select wasl.institution(), 'act', recorded.seq from recorded;

  if payload ? 'settle' then
    update wasl.idempotency i
       set result = payload -> 'settle' -> 'result',
           object_id = letter
     where i.institution_id = wasl.institution()
       and i.client_id = (act ->> 'client_id')::uuid
       and i.mutation = payload -> 'settle' ->> 'mutation'
       and i.key = payload -> 'settle' ->> 'key'
       and i.result is null;
    if not found then
      raise exception 'the idempotency row of this act is missing';
    end if;
  end if;
end $$;

-- Appends a batch of access events. The log-in that calls it has no right on any table.
create function evidence.append(accesses jsonb) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  appended integer;
begin
  insert into evidence.operation (hash, text)
  select distinct on (o.operation_hash) decode(o.operation_hash, 'hex'), o.operation_text
    from jsonb_to_recordset(accesses) as o (operation_hash text, operation_text text)
   where o.operation_text is not null
     and not exists (select from evidence.operation known where known.hash = decode(o.operation_hash, 'hex'))
   order by o.operation_hash
  on conflict do nothing;

  with recorded as (
    insert into evidence.access (
      id, started_at, kind, institution_id, client_id, token_id, purpose, case_reference, operation_hash, operation_name,
      objects, fields, outcome, http_status, duration_ms, source, request_count, salt)
    select a.id, a.started_at, a.kind, a.institution_id, a.client_id, a.token_id, a.purpose, a.case_reference,
      decode(a.operation_hash, 'hex'), a.operation_name, a.objects, a.fields, a.outcome, a.http_status, a.duration_ms,
      a.source, coalesce(a.request_count, 1), decode(a.salt, 'hex')
      from jsonb_to_recordset(accesses) as a (
        id uuid, started_at timestamptz, kind text, institution_id uuid, client_id uuid, token_id text, purpose text,
        case_reference text, operation_hash text, operation_name text, objects jsonb, fields text[], outcome text,
        http_status integer, duration_ms double precision, source text, request_count integer, salt text)
    returning seq, institution_id
  ), queued as (
    insert into evidence.pending (author, kind, seq)
    select coalesce(recorded.institution_id, '00000000-0000-0000-0000-000000000000'), 'access', recorded.seq
      from recorded
     order by recorded.seq
    returning 1
  )
  select count(*) into appended from queued;
  return appended;
end $$;

-- One tick of the sequencer: takes pending events in turn by author, gives each the next dense index, and each mailbox
-- event the next position of its institution. Everything or nothing, in the caller's transaction; no row when another
-- process is at it. Writes nothing when nothing is pending; `more` when some are left for another round.
create function evidence.sequence(most integer) returns table (placed bigint, following_index bigint, more boolean)
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  first_index bigint;
  taken bigint;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('evidence.sequence', 0)) then
    return;
  end if;
  select s.next_index into strict first_index from evidence.log_state s;
  if not exists (select from evidence.pending) then
    return query select 0::bigint, first_index, false;
    return;
  end if;

  -- Each author is found by its place in the key, and no more of its events are read than its share of this round: what a
  -- round costs does not grow with the backlog.
  with recursive author as (
    (select p.author from evidence.pending p order by p.author limit 1)
    union all
    select (select p.author from evidence.pending p where p.author > before.author order by p.author limit 1)
      from author before
     where before.author is not null
  ), queue as (
    select a.author, p.id, row_number() over (partition by a.author order by p.id) as turn
      from author a
     cross join lateral (
       select p.id from evidence.pending p
        where p.author = a.author
        order by p.id
        limit (select ceil(most / count(*)::numeric) from author where author.author is not null)) p
     where a.author is not null
  ), chosen as (
    select q.author, q.id, row_number() over (order by q.turn, q.id) - 1 as nth
      from queue q
     order by q.turn, q.id
     limit most
  ), removed as (
    delete from evidence.pending p
     using chosen c
     where p.author = c.author
       and p.id = c.id
    returning first_index + c.nth as index, p.kind, p.seq
  ), leaves as (
    insert into evidence.leaf (index, kind, seq)
    select r.index, r.kind, r.seq from removed r order by r.index
    returning 1
  ), delivered as (
    select r.index, m.place, r.seq, a.occurred_at, a.correspondence_id,
      (m.entry ->> 'institution')::uuid as institution_id,
      m.entry ->> 'type' as type,
      (m.entry ->> 'consignment')::uuid as consignment_institution_id,
      (m.entry ->> 'evidence')::uuid as evidence_id
      from removed r
      -- the limit keeps this a look-up by key, in one partition, whatever the planner believes of the tables' sizes
     cross join lateral (
       select act.occurred_at, act.correspondence_id, act.mailbox from evidence.act where act.seq = r.seq limit 1) a
     cross join lateral jsonb_array_elements(a.mailbox) with ordinality m (entry, place)
     where r.kind = 'act'
  ), heads as (
    insert into evidence.feed_head as head (institution_id, position)
    select d.institution_id, count(*) from delivered d group by d.institution_id order by d.institution_id
    on conflict (institution_id) do update set position = head.position + excluded.position
    returning head.institution_id, head.position
  ), numbered as (
    select d.*, row_number() over (partition by d.institution_id order by d.index, d.place) as nth,
      count(*) over (partition by d.institution_id) as total
      from delivered d
  ), fed as (
    insert into evidence.feed (
      institution_id, position, type, occurred_at, correspondence_id, consignment_institution_id, evidence_id, act_seq)
    select n.institution_id, h.position - n.total + n.nth, n.type, n.occurred_at, n.correspondence_id,
      n.consignment_institution_id, n.evidence_id, n.seq
      from numbered n
      join heads h using (institution_id)
     order by n.institution_id, n.nth
    returning 1
  )
  select count(*) into taken from leaves;

  update evidence.log_state s set next_index = first_index + taken;
  return query select taken, first_index + taken, exists (select from evidence.pending);
end $$;
