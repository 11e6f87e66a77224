-- Timers: what the hub does by itself when its time comes. The act that starts a timer writes its row in its own transaction.
create table wasl.due (
  id bigint generated always as identity primary key,
  -- legal time from which it is due
  at timestamptz not null,
  kind text not null,
  object jsonb not null,
  -- later than `at` after a failure, so that one row that cannot be served holds up no other
  next_try_at timestamptz not null,
  constraint due_once unique (kind, object)
);
create index due_next on wasl.due (next_try_at);
alter table wasl.due enable row level security;
alter table wasl.due force row level security;
create policy due_clock on wasl.due to wasl_clock using (true) with check (true);
create policy due_post on wasl.due to wasl_post using (true) with check (true);
-- by column: when a timer is due and for what never changes
grant select, update (next_try_at), delete on wasl.due to wasl_clock;
grant select, insert, delete on wasl.due to wasl_post;
grant usage on schema correspondence to wasl_clock;

-- When the time for its retrieval had passed and nobody had retrieved it.
alter table correspondence.consignment add column overdue_since timestamptz;

-- A letter placed before an institution that has to act starts the timer of its retrieval; a copy for information starts none.
create function correspondence.start_retrieval_timers() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  insert into wasl.due (at, next_try_at, kind, object)
  select p.retrieve_by, p.retrieve_by, 'RETRIEVAL',
    jsonb_build_object('institution_id', p.institution_id, 'correspondence_id', p.correspondence_id)
    from placed p
   where p.role = 'TO'
     and p.retrieve_by is not null;
  return null;
end $$;
create trigger consignment_retrieval after insert on correspondence.consignment
  referencing new table as placed for each statement execute function correspondence.start_retrieval_timers();

-- What the evidence of an expiry has to say, the consignment locked. No row when it is retrieved by now, or told before. Who
-- finds it locked by an act under way raises at once and comes back.
create function correspondence.hold_unretrieved(institution uuid, letter uuid)
returns table (
  addressed_function_code text, institution_code text, sender_id uuid, sender_code text, departure_number text, departure_series text,
  departure_year integer, deposited_at timestamptz, retrieve_by timestamptz, last_evidence_id uuid, legal_time timestamptz,
  attachments jsonb
)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from correspondence.consignment c
    where c.institution_id = institution and c.correspondence_id = letter
      for update nowait;
  return query
    select case when c.reassigned_at is null then c.function_address_code else c.addressed_function_code end, i.code, c.sender_id, s.code,
      l.departure_number, l.departure_series, l.departure_year, c.deposited_at, c.retrieve_by, c.last_evidence_id,
      greatest(wasl.now(), greatest(c.state_changed_at, c.reassigned_at) + interval '1 microsecond'), correspondence.evidenced_files(letter)
      from correspondence.consignment c
      join correspondence.correspondence l on l.id = c.correspondence_id
      join directory.institution i on i.id = c.institution_id
      join directory.institution s on s.id = c.sender_id
     where c.institution_id = institution
       and c.correspondence_id = letter
       and c.role = 'TO'
       and c.state = 'DELIVERED'
       and c.overdue_since is null
       and c.retrieve_by <= wasl.now();
end $$;

-- Nobody has retrieved it in time: the mark, its evidence to both parties and the event, in the name of the hub itself, whose
-- institution is the nil UUID. Uses up the timer, so that none fires twice.
create function correspondence.expire(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  institution uuid := payload -> 'timer' ->> 'institution_id';
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  sender uuid;
begin
  delete from wasl.due d
   where d.id = (payload -> 'timer' ->> 'id')::bigint
     and d.kind = 'RETRIEVAL'
     and d.at <= wasl.now()
     and d.object = jsonb_build_object('institution_id', institution, 'correspondence_id', letter);
  if not found then
    raise exception 'no such timer is due';
  end if;
  update correspondence.consignment c
     set overdue_since = c.retrieve_by,
         last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where c.institution_id = institution
     and c.correspondence_id = letter
     and c.role = 'TO'
     and c.state = 'DELIVERED'
     and c.overdue_since is null
     and c.retrieve_by <= wasl.now()
  returning c.sender_id into sender;
  if not found then
    raise exception 'the letter is not overdue';
  end if;
  perform set_config('wasl.institution_id', '00000000-0000-0000-0000-000000000000', true);
  perform evidence.record(payload, array[institution, sender]);
end $$;

-- Clients limited to functions: such a client has the letters received that are addressed to one of them, and what it sent itself.
alter table access.client
  -- null: not limited
  add column functions text[] constraint client_functions check (functions is null or cardinality(functions) > 0 and institution_id is not null);
alter table access.enrolment
  add column functions text[] constraint enrolment_functions check (functions is null or cardinality(functions) > 0 and institution_id is not null);

-- Set with the institution, in the same statement: both raise when they are unset (42704) or empty (22P02).
create function wasl.client() returns uuid
language sql stable parallel safe
as $$ select current_setting('wasl.client_id')::uuid $$;

-- Null, which is set as `*`: the viewer's client is not limited.
create function wasl.functions() returns text[]
language sql stable parallel safe
as $$ select nullif(current_setting('wasl.functions'), '*')::text[] $$;

-- True when the viewer's client may have that consignment of its institution. Without a function a letter is for the registry office.
create function correspondence.reaches(role text, function_code text, sent_by uuid) returns boolean
language sql stable parallel safe
as $$
  select wasl.functions() is null
    or case when role = 'SENDER' then sent_by = wasl.client() else coalesce(function_code, 'BO') = any (wasl.functions()) end
$$;

-- The same for functions that run as another role than the viewer's and see every institution: theirs are all but those of the
-- viewer's institution that its client may not have. They are also called by log-ins that act for no client and set nothing, and
-- the planner looks at every side of an `or`: so nothing here raises.
create function correspondence.reaches_own(institution uuid, role text, function_code text, sent_by uuid) returns boolean
language sql stable parallel safe
as $$
  select coalesce(nullif(current_setting('wasl.functions', true), ''), '*') = '*'
    or institution::text <> current_setting('wasl.institution_id', true)
    or case when role = 'SENDER' then sent_by::text = current_setting('wasl.client_id', true)
            else coalesce(function_code, 'BO') = any (nullif(nullif(current_setting('wasl.functions', true), ''), '*')::text[]) end
$$;

-- Whose client made a row, where only that one and those that are not limited may have it. What nobody is known to have made
-- is had by no limited client.
create function wasl.note_client() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  if new.institution_id::text = current_setting('wasl.institution_id', true) then
    new.client_id := nullif(current_setting('wasl.client_id', true), '')::uuid;
  end if;
  return new;
end $$;

alter table correspondence.consignment add column client_id uuid;
create trigger consignment_client before insert on correspondence.consignment
  for each row when (new.role = 'SENDER') execute function wasl.note_client();
alter table correspondence.register_entry add column client_id uuid;
create trigger register_entry_client before insert on correspondence.register_entry
  for each row when (new.correspondence_id is null) execute function wasl.note_client();
alter table evidence.copy add column client_id uuid;
create trigger copy_client before insert on evidence.copy
  for each row when (new.correspondence_id is null) execute function wasl.note_client();
alter table documents.holding add column client_id uuid;
create trigger holding_client before insert on documents.holding
  for each row when (new.institution_id::text = current_setting('wasl.institution_id', true)) execute function wasl.note_client();

-- Everything about a letter goes by its consignment: what the request log-in sees, and what the functions of `wasl_post` find to
-- act on, so that each of them obeys without a word of its own.
alter policy consignment_own on correspondence.consignment
  using (institution_id = wasl.institution() and correspondence.reaches(role, function_address_code, client_id));
alter policy consignment_post on correspondence.consignment
  using (correspondence.reaches_own(institution_id, role, function_address_code, client_id));
alter policy consignment_search on correspondence.consignment
  using (correspondence.reaches_own(institution_id, role, function_address_code, client_id));

-- What belongs to a letter goes with it. Each policy says so itself: PostgreSQL takes no function apart that has a query in it.
alter policy supplement_request_party on correspondence.supplement_request
  using ((institution_id = wasl.institution() or sender_id = wasl.institution()) and (
    wasl.functions() is null
    or exists (
      select from correspondence.consignment c
       where c.institution_id = wasl.institution() and c.correspondence_id = supplement_request.correspondence_id)));
alter policy supplement_attachment_party on correspondence.supplement_attachment
  using ((institution_id = wasl.institution() or sender_id = wasl.institution()) and (
    wasl.functions() is null
    or exists (
      select from correspondence.consignment c
       where c.institution_id = wasl.institution() and c.correspondence_id = supplement_attachment.correspondence_id)));
alter policy enclosure_receipt_own on correspondence.enclosure_receipt
  using (institution_id = wasl.institution() and (
    wasl.functions() is null
    or exists (
      select from correspondence.consignment c
       where c.institution_id = wasl.institution() and c.correspondence_id = enclosure_receipt.correspondence_id)));
alter policy feed_own on evidence.feed
  using (institution_id = wasl.institution() and (
    wasl.functions() is null
    or exists (
      select from correspondence.consignment c
       where c.institution_id = wasl.institution() and c.correspondence_id = feed.correspondence_id)));
alter policy copy_own on evidence.copy
  using (institution_id = wasl.institution() and (
    wasl.functions() is null
    or client_id = wasl.client()
    or exists (
      select from correspondence.consignment c
       where c.institution_id = wasl.institution() and c.correspondence_id = copy.correspondence_id)));

-- A line of a register goes with its letter; one without, with the client that wrote it.
alter policy register_entry_own on correspondence.register_entry
  using (institution_id = wasl.institution() and (
    wasl.functions() is null
    or correspondence_id is null and client_id = wasl.client()
    or exists (
      select from correspondence.consignment c
       where c.institution_id = wasl.institution() and c.correspondence_id = register_entry.correspondence_id)));
alter policy entry_document_own on correspondence.entry_document
  using (institution_id = wasl.institution() and (
    wasl.functions() is null or exists (select from correspondence.register_entry e where e.id = entry_id)));
alter policy dispatch_own on correspondence.dispatch
  using (institution_id = wasl.institution() and (
    wasl.functions() is null or exists (select from correspondence.register_entry e where e.id = entry_id)));

-- A document goes with the letters in which it came, and to the client that made it; to send one takes having made it.
alter policy holding_own on documents.holding
  using (institution_id = wasl.institution() and (
    wasl.functions() is null
    or client_id = wasl.client()
    or exists (select from correspondence.attachment a where a.document_id = holding.document_id)
    or exists (select from correspondence.supplement_attachment s where s.document_id = holding.document_id)));
alter policy document_post on documents.document
  using (coalesce(nullif(current_setting('wasl.functions', true), ''), '*') = '*'
    or owner_id::text <> current_setting('wasl.institution_id', true)
    or exists (
      select from documents.holding h
       where h.institution_id = owner_id and h.document_id = document.id and h.client_id::text = current_setting('wasl.client_id', true)));
alter policy upload_own on documents.upload
  using (institution_id = wasl.institution() and (wasl.functions() is null or client_id = wasl.client()))
  with check (institution_id = wasl.institution() and (wasl.functions() is null or client_id = wasl.client()));

-- How far an institution's feed goes, also where its last positions are not for the viewer's client.
create policy feed_head_own on evidence.feed_head for select to wasl_app using (institution_id = wasl.institution());
grant select on evidence.feed_head to wasl_app;

-- Gaps are counted over every line, whoever may read them.
drop function correspondence.gaps_of(uuid);
create function correspondence.gaps_of(asked uuid) returns table (first bigint, last bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select n.ordinal + 1, n.next - 1
    from (
      select e.ordinal, lead(e.ordinal) over (order by e.ordinal) as next
        from correspondence.register_entry e
       where e.register_id = asked
         and e.institution_id = wasl.institution()
         and e.ordinal is not null
    ) n
   where n.next > n.ordinal + 1
$$;

-- A line of the viewer's registers is found by who may read it.
drop function correspondence.hold_entry(uuid);
create function correspondence.hold_entry(asked uuid)
returns table (state text, medium text, correspondence_id uuid, is_open boolean, legal_time timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from correspondence.register_entry e where e.id = asked and e.institution_id = wasl.institution() for update;
  return query
    select e.state, e.medium, e.correspondence_id, r.state = 'OPEN', greatest(wasl.now(), e.registered_at + interval '1 microsecond')
      from correspondence.register_entry e
      join correspondence.register r on r.id = e.register_id
     where e.id = asked
       and e.institution_id = wasl.institution()
       and (wasl.functions() is null
         or e.correspondence_id is null and e.client_id = wasl.client()
         or exists (
           select from correspondence.consignment c
            where c.institution_id = wasl.institution() and c.correspondence_id = e.correspondence_id));
end $$;

drop function access.client_of(uuid);
create function access.client_of(asked uuid)
returns table (
  client_id uuid, institution_id uuid, institution_code text, institution_status text,
  scopes text[], purposes text[], functions text[], status text, keys jsonb
)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.institution_id, i.code, i.status, c.scopes, c.purposes, c.functions, c.status,
    coalesce(
      (select jsonb_agg(jsonb_build_object('thumbprint', k.thumbprint, 'jwk', k.jwk, 'algorithm', k.algorithm))
         from access.client_key k
        where k.client_id = c.id
          and k.status = 'ACTIVE'),
      '[]'::jsonb)
    from access.client c
    left join directory.institution i on i.id = c.institution_id
   where c.id = asked
$$;

drop function access.enrol(bytea, uuid, text, text, jsonb, text);
create function access.enrol(code bytea, new_client uuid, client_name text, key_thumbprint text, key_jwk jsonb, key_algorithm text)
returns table (client_id uuid, institution_id uuid, institution_code text, scopes text[], purposes text[], functions text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  granted access.enrolment;
begin
  update access.enrolment e
     set used_at = clock_timestamp()
   where e.code_sha256 = code
     and e.used_at is null
     and e.expires_at > clock_timestamp()
     and not exists (select from directory.institution i where i.id = e.institution_id and i.status = 'CLOSED')
  returning e.* into granted;
  if not found then
    return;
  end if;
  insert into access.client (id, institution_id, name, scopes, purposes, functions)
  values (new_client, granted.institution_id, client_name, granted.scopes, granted.purposes, granted.functions);
  insert into access.client_key (thumbprint, client_id, jwk, algorithm)
  values (key_thumbprint, new_client, key_jwk, key_algorithm);
  return query
    select new_client, granted.institution_id, i.code, granted.scopes, granted.purposes, granted.functions
      from (select) one
      left join directory.institution i on i.id = granted.institution_id;
end $$;

-- Who owns and who may call what is new here.
do $$
declare
  schema_name text;
  caller text;
  definer text;
begin
  foreach schema_name in array array['access', 'correspondence'] loop
    execute format('grant create on schema %I to wasl_post', schema_name);
  end loop;
  for caller, definer in
    select * from (values
      ('wasl_app', 'access.client_of(uuid)'),
      ('wasl_app', 'access.enrol(bytea, uuid, text, text, jsonb, text)'),
      ('wasl_app', 'correspondence.gaps_of(uuid)'),
      ('wasl_app', 'correspondence.hold_entry(uuid)'),
      ('wasl_clock', 'correspondence.hold_unretrieved(uuid, uuid)'),
      ('wasl_clock', 'correspondence.expire(jsonb)')) as made (caller, definer)
  loop
    execute format('revoke execute on function %s from public', definer);
    execute format('grant execute on function %s to %I', definer, caller);
    execute format('alter function %s owner to wasl_post', definer);
  end loop;
  foreach schema_name in array array['access', 'correspondence'] loop
    execute format('revoke create on schema %I from wasl_post', schema_name);
  end loop;
end $$;
revoke execute on function wasl.client(), wasl.functions(), wasl.note_client(), correspondence.start_retrieval_timers(),
  correspondence.reaches(text, text, uuid), correspondence.reaches_own(uuid, text, text, uuid) from public;
grant execute on function wasl.client(), wasl.functions(), correspondence.reaches(text, text, uuid),
  correspondence.reaches_own(uuid, text, text, uuid) to wasl_app, wasl_post, wasl_search;
