-- What can be done with a letter besides taking it in: refuse it, withdraw it, send it on, move it inside an institution, ask for
-- what is missing and supply it. Each act is of one consignment, under its row lock.
alter table correspondence.consignment
  add column reason_code text,
  add column reason_text text,
  add column redirected_to_id uuid,
  add column redirected_from_id uuid,
  -- to which a supplement brings it back
  add column state_before_supplement text,
  -- `function_address_id` says where its institution has it; once it was moved, these say where the sender had addressed it
  add column addressed_function_id uuid,
  add column addressed_function_code text,
  -- last move inside the institution: nobody else is told of it
  add column reassigned_at timestamptz,
  -- on the sender's row alone, the one copy of its recipients' states: how many are in each, how many `TO` have not acknowledged
  -- yet, how many have not opened it
  add column state_counts jsonb,
  add column open_to_count integer,
  add column unopened_count integer,
  drop constraint consignment_state,
  add constraint consignment_state check (state in (
    'DEPOSITED', 'DELIVERED', 'RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED', 'AWAITING_SUPPLEMENT', 'ANSWERED', 'REFUSED', 'REDIRECTED', 'RECALLED')),
  add constraint consignment_reason check (
    (state in ('REFUSED', 'REDIRECTED', 'RECALLED')) = (reason_code is not null) and (reason_code is null) = (reason_text is null)),
  add constraint consignment_redirected check ((state = 'REDIRECTED') = (redirected_to_id is not null)),
  add constraint consignment_supplement check ((state = 'AWAITING_SUPPLEMENT') = (state_before_supplement is not null)),
  -- what was opened cannot be withdrawn, and what was withdrawn is not opened
  add constraint consignment_opened check (
    case state when 'DEPOSITED' then true when 'DELIVERED' then true when 'RECALLED' then first_opened_at is null else first_opened_at is not null end);

-- Only who has a letter sees its files, and who had it withdrawn has it no more.
alter policy attachment_party on correspondence.attachment
  using (exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution() and c.correspondence_id = attachment.correspondence_id and c.state <> 'RECALLED'));

-- Evidence gives its reason when its event says no, and when it says why another institution is competent.
alter table evidence.evidence
  drop constraint evidence_reason,
  add constraint evidence_reason check (
    (event in ('SUBMISSION_REJECTION', 'CONSIGNMENT_REJECTION', 'ACCEPTANCE_REJECTION_EXPIRY', 'RECALL', 'RELAY_ACCEPTANCE')) = (reason_code is not null)
    and (reason_code is null) = (reason_text is null));

-- What a recipient found missing, and what came of it: for it and for the sender, and for no other recipient.
create table correspondence.supplement_request (
  id uuid primary key,
  institution_id uuid not null,
  correspondence_id uuid not null,
  sender_id uuid not null,
  requested_at timestamptz not null,
  pieces text[] not null,
  due_on date,
  supplied_at timestamptz,
  -- the sender's word to what it supplied
  note text,
  constraint supplement_request_consignment foreign key (institution_id, correspondence_id) references correspondence.consignment
);
create unique index supplement_request_open on correspondence.supplement_request (correspondence_id, institution_id) where supplied_at is null;
create index supplement_request_of_letter on correspondence.supplement_request (correspondence_id, requested_at);
alter table correspondence.supplement_request enable row level security;
alter table correspondence.supplement_request force row level security;
create policy supplement_request_party on correspondence.supplement_request for select to wasl_app
  using (institution_id = wasl.institution() or sender_id = wasl.institution());
create policy supplement_request_post on correspondence.supplement_request to wasl_post using (true) with check (true);
grant select on correspondence.supplement_request to wasl_app;
grant select, insert, update on correspondence.supplement_request to wasl_post;

create table correspondence.supplement_attachment (
  request_id uuid not null constraint supplement_attachment_request references correspondence.supplement_request,
  position integer not null,
  institution_id uuid not null,
  correspondence_id uuid not null,
  sender_id uuid not null,
  document_id uuid not null,
  title text not null,
  file_name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  constraint supplement_attachment_key primary key (request_id, position),
  constraint supplement_attachment_once unique (correspondence_id, institution_id, document_id)
);
create index supplement_attachment_document on correspondence.supplement_attachment (document_id);
alter table correspondence.supplement_attachment enable row level security;
alter table correspondence.supplement_attachment force row level security;
create policy supplement_attachment_party on correspondence.supplement_attachment for select to wasl_app
  using (institution_id = wasl.institution() or sender_id = wasl.institution());
create policy supplement_attachment_post on correspondence.supplement_attachment to wasl_post using (true) with check (true);
grant select on correspondence.supplement_attachment to wasl_app;
grant select, insert on correspondence.supplement_attachment to wasl_post;

-- Documents of a letter that is sent on go with it.
create function documents.share(document_ids uuid[], institution uuid, in_confidence boolean) returns void
language sql volatile
as $$
  insert into documents.holding as held (institution_id, document_id, confidential)
  select institution, shared.id, in_confidence
    from unnest(document_ids) as shared (id)
   order by 2
  on conflict on constraint holding_key do update set confidential = held.confidential and excluded.confidential
$$;

-- Documents of a letter that is withdrawn are taken back, but where they also came otherwise. `kept` has one entry for each
-- institution and document that another letter still gives: {institution_id, document_id, confidential}.
grant delete on documents.holding to wasl_post;
create function documents.take_back(document_ids uuid[], institutions uuid[], kept jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  delete from documents.holding h
   using documents.document d
   where d.id = h.document_id
     and h.document_id = any (document_ids)
     and h.institution_id = any (institutions)
     and h.institution_id <> d.owner_id
     and not exists (
       select from jsonb_to_recordset(kept) as k (institution_id uuid, document_id uuid)
        where k.institution_id = h.institution_id and k.document_id = h.document_id);
  update documents.holding h
     set confidential = k.confidential
    from jsonb_to_recordset(kept) as k (institution_id uuid, document_id uuid, confidential boolean)
   where h.institution_id = k.institution_id
     and h.document_id = k.document_id
     and h.confidential <> k.confidential;
end $$;

-- Acts that add a consignment to a letter or concern several at once, recall and redirection, take turns.
create function correspondence.lock_letter(letter uuid) returns void
language sql volatile
as $$ select pg_advisory_xact_lock(hashtextextended('correspondence:' || letter, 0)) $$;

-- Counts anew what the recipients have come to, on the sender's row. Whoever changes a consignment calls it last.
create function correspondence.recount(letter uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  -- the lock first, by itself: the next statement then sees what those have done for whom this had to wait
  perform from correspondence.consignment c
    where c.correspondence_id = letter and c.ordinal = -1
      for update;
  update correspondence.consignment s
     set state_counts = counted.states,
         open_to_count = counted.open_to,
         unopened_count = counted.unopened
    from (
      select coalesce(jsonb_object_agg(each.state, each.recipients), '{}') as states,
        coalesce(sum(each.open_to), 0) as open_to, coalesce(sum(each.unopened), 0) as unopened
        from (
          select c.state, count(*) as recipients,
            count(*) filter (where c.role = 'TO' and coalesce(c.state_before_supplement, c.state) in ('DELIVERED', 'RETRIEVED', 'REGISTERED')) as open_to,
            count(*) filter (where c.state = 'DELIVERED' and c.first_opened_at is null) as unopened
            from correspondence.consignment c
           where c.correspondence_id = letter
             and c.ordinal >= 0
           group by c.state) each
    ) counted
   where s.correspondence_id = letter
     and s.ordinal = -1;
end $$;

-- What an act on a letter received needs to know, the viewer's consignment locked.
-- `addressed_function_code` is what evidence names, `function_address_code` where its institution has it now.
drop function correspondence.hold(uuid);
create function correspondence.hold(asked uuid)
returns table (
  role text, state text, function_address_code text, addressed_function_code text, state_changed_at timestamptz, first_opened_at timestamptz,
  arrival_number text, confidentiality text, priority text, sender_id uuid, sender_code text, departure_number text, departure_series text,
  departure_year integer, deposited_at timestamptz, subject text, recipient_count integer, last_evidence_id uuid, legal_time timestamptz,
  attachments jsonb
)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from correspondence.consignment c
    where c.institution_id = wasl.institution() and c.correspondence_id = asked and c.role in ('TO', 'CC')
      for update;
  return query
    select c.role, c.state, c.function_address_code,
      case when c.reassigned_at is null then c.function_address_code else c.addressed_function_code end,
      c.state_changed_at, c.first_opened_at, c.arrival_number, c.confidentiality, c.priority,
      c.sender_id, s.code, l.departure_number, l.departure_series, l.departure_year, c.deposited_at, l.subject, l.recipient_count, c.last_evidence_id,
      greatest(wasl.now(), greatest(c.state_changed_at, c.reassigned_at) + interval '1 microsecond'),
      correspondence.evidenced_files(asked)
      from correspondence.consignment c
      join correspondence.correspondence l on l.id = c.correspondence_id
      join directory.institution s on s.id = c.sender_id
     where c.institution_id = wasl.institution() and c.correspondence_id = asked and c.role in ('TO', 'CC');
end $$;

-- The files of a letter as evidence names them.
create function correspondence.evidenced_files(letter uuid) returns jsonb
language sql stable
as $$
  select jsonb_agg(jsonb_build_object(
           'role', a.role, 'title', a.title, 'mediaType', a.media_type, 'sizeBytes', a.size_bytes,
           'sha256', encode(a.sha256, 'hex')) order by a.position)
    from correspondence.attachment a
   where a.correspondence_id = letter
$$;

-- What the sender's acts on its letter need to know: no row when it is not the viewer's. Locked, in the order of their ids, are
-- the consignments in `in_state`, of those delivered the unopened ones; `held` says which. `legal_time` lies after their last changes.
create function correspondence.hold_sent(asked uuid, in_state text)
returns table (
  confidentiality text, departure_number text, departure_series text, departure_year integer, deposited_at timestamptz,
  legal_time timestamptz, attachments jsonb, recipients jsonb
)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  held uuid[];
begin
  if not exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution() and c.correspondence_id = asked and c.role = 'SENDER')
  then
    return;
  end if;
  perform correspondence.lock_letter(asked);
  held := array(
    select c.institution_id
      from correspondence.consignment c
     where c.correspondence_id = asked
       and c.ordinal >= 0
       and c.state = in_state
       and (in_state <> 'DELIVERED' or c.first_opened_at is null)
     order by c.institution_id
       for update);
  return query
    select l.confidentiality, l.departure_number, l.departure_series, l.departure_year, l.deposited_at,
      greatest(wasl.now(), (
        select max(greatest(c.state_changed_at, c.reassigned_at)) + interval '1 microsecond'
          from correspondence.consignment c
         where c.correspondence_id = asked and c.institution_id = any (held))),
      correspondence.evidenced_files(asked),
      (select jsonb_agg(jsonb_build_object(
                'id', c.institution_id, 'code', i.code, 'role', c.role, 'state', c.state, 'held', c.institution_id = any (held),
                'functionAddressCode', case when c.reassigned_at is null then c.function_address_code else c.addressed_function_code end,
                'lastEvidenceId', c.last_evidence_id) order by c.ordinal)
         from correspondence.consignment c
         join directory.institution i on i.id = c.institution_id
        where c.correspondence_id = asked
          and c.ordinal >= 0)
      from correspondence.correspondence l
     where l.id = asked;
end $$;

-- Before a redirection: true when the letter has been at that institution or comes from it. Nobody sends the letter on meanwhile.
create function correspondence.has_been_at(asked uuid, institution uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution() and c.correspondence_id = asked and c.role = 'TO')
  then
    return false;
  end if;
  perform correspondence.lock_letter(asked);
  return exists (
    select from correspondence.consignment c
     where c.institution_id = has_been_at.institution and c.correspondence_id = asked);
end $$;

-- The letters by which a document reached the viewer, before its bytes are served: as an attachment, or supplied later.
drop function correspondence.letters_with(uuid);
create function correspondence.letters_with(document uuid)
returns table (correspondence_id uuid, first_opened_at timestamptz, confidentiality text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select c.correspondence_id, c.first_opened_at, c.confidentiality
    from correspondence.consignment c
   where c.institution_id = wasl.institution()
     and c.role in ('TO', 'CC')
     and c.state <> 'RECALLED'
     and c.correspondence_id in (
       select a.correspondence_id from correspondence.attachment a where a.document_id = document
       union all
       select s.correspondence_id from correspondence.supplement_attachment s
        where s.document_id = document and s.institution_id = c.institution_id)
   order by c.correspondence_id
$$;

-- Moves the viewer's own consignment on from one of the states that the act allows, or raises. What the new state goes with
-- comes in `changes`: {reason_code, reason_text, redirected_to_id}.
drop function correspondence.advance(jsonb, text[], text);
create function correspondence.advance(
  payload jsonb, from_states text[], to_state text, roles text[] default '{TO,CC}', changes jsonb default '{}') returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  changed_at timestamptz := (payload -> 'act' ->> 'occurred_at')::timestamptz;
  redirected_to uuid := changes ->> 'redirected_to_id';
  sender uuid;
begin
  update correspondence.consignment c
     set state = coalesce(to_state, c.state),
         state_before_supplement = case when to_state = 'AWAITING_SUPPLEMENT' then c.state else c.state_before_supplement end,
         state_changed_at = changed_at,
         first_opened_at = coalesce(c.first_opened_at, changed_at),
         reason_code = coalesce(changes ->> 'reason_code', c.reason_code),
         reason_text = coalesce(changes ->> 'reason_text', c.reason_text),
         redirected_to_id = coalesce(redirected_to, c.redirected_to_id),
         last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where c.institution_id = wasl.institution()
     and c.correspondence_id = letter
     and c.role = any (roles)
     and c.state = any (from_states)
     and c.state_changed_at < changed_at
  returning c.sender_id into sender;
  if not found then
    raise exception 'the consignment is not in a state that this act allows';
  end if;
  perform correspondence.recount(letter);
  perform evidence.record(payload, array_remove(array[wasl.institution(), sender, redirected_to], null));
end $$;

create function correspondence.post_refusal(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform correspondence.advance(
    payload, array['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'], 'REFUSED', array['TO'], payload -> 'reason');
end $$;

-- The letter goes on as it is: same files, same instant of deposit, placed anew.
create function correspondence.post_redirection(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  redirected_at timestamptz := payload -> 'act' ->> 'occurred_at';
  target uuid := payload -> 'redirection' ->> 'institution_id';
begin
  insert into correspondence.consignment (
    institution_id, correspondence_id, role, ordinal, state, state_changed_at, delivered_at, function_address_id,
    function_address_code, sender_id, sender_reference, priority, confidentiality, deposited_at, redirected_from_id, retrieve_by,
    last_evidence_id)
  select i.id, letter, 'TO', (select max(c.ordinal) + 1 from correspondence.consignment c where c.correspondence_id = letter),
    'DELIVERED', redirected_at, redirected_at, f.id, f.code, mine.sender_id, mine.sender_reference, mine.priority,
    mine.confidentiality, mine.deposited_at, mine.institution_id, (payload -> 'redirection' ->> 'retrieve_by')::timestamptz,
    (payload -> 'evidence' -> 0 ->> 'id')::uuid
    from correspondence.consignment mine
    join directory.institution i on i.id = target and i.status = 'ACTIVE' and i.channel <> 'NOT_CONNECTED'
    left join directory.function_address f on f.institution_id = i.id and f.code = payload -> 'redirection' ->> 'function_address_code'
   where mine.institution_id = wasl.institution()
     and mine.correspondence_id = letter;
  if not found then
    raise exception 'a letter is sent on by who has it, to an institution that can be reached';
  end if;
  perform documents.share(
    array(select a.document_id from correspondence.attachment a where a.correspondence_id = letter), target,
    (select l.confidentiality = 'CONFIDENTIAL' from correspondence.correspondence l where l.id = letter));
  perform correspondence.advance(
    payload, array['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'], 'REDIRECTED', array['TO'],
    payload -> 'reason' || jsonb_build_object('redirected_to_id', target));
end $$;

-- Inside the institution: the sender is told nothing, and the chain of evidence that both parties hold goes on without it. With this
-- act a letter may leave the reach of the client that does it; what follows is written all the same.
create function correspondence.post_reassignment(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := (payload -> 'act' ->> 'correspondence_id')::uuid;
  code text := payload ->> 'function_address_code';
  function_id uuid := (
    select f.id from directory.function_address f
     where f.institution_id = wasl.institution() and f.code = payload ->> 'function_address_code');
begin
  if (function_id is null) <> (code is null) then
    raise exception 'a letter is moved to a function of its own institution';
  end if;
  perform from correspondence.consignment c
    where c.institution_id = wasl.institution()
      and c.correspondence_id = letter
      and c.role in ('TO', 'CC')
      and c.state not in ('REFUSED', 'REDIRECTED', 'RECALLED')
      for update;
  if not found then
    raise exception 'the consignment is not in a state that this act allows';
  end if;
  perform set_config('wasl.functions', '*', true);
  update correspondence.consignment c
     set addressed_function_id = case when c.reassigned_at is null then c.function_address_id else c.addressed_function_id end,
         addressed_function_code = case when c.reassigned_at is null then c.function_address_code else c.addressed_function_code end,
         function_address_id = function_id,
         function_address_code = code,
         reassigned_at = (payload -> 'act' ->> 'occurred_at')::timestamptz
   where c.institution_id = wasl.institution()
     and c.correspondence_id = letter;
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

create function correspondence.post_supplement_request(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into correspondence.supplement_request (id, institution_id, correspondence_id, sender_id, requested_at, pieces, due_on)
  select r.id, c.institution_id, c.correspondence_id, c.sender_id, (payload -> 'act' ->> 'occurred_at')::timestamptz, r.pieces, r.due_on
    from jsonb_to_record(payload -> 'request') as r (id uuid, pieces text[], due_on date)
    join correspondence.consignment c on c.institution_id = wasl.institution()
   where c.correspondence_id = (payload -> 'act' ->> 'correspondence_id')::uuid;
  perform correspondence.advance(payload, array['REGISTERED', 'ACKNOWLEDGED'], 'AWAITING_SUPPLEMENT', array['TO']);
end $$;

-- The sender supplies what one recipient asked for: its consignment goes back to where it was.
create function correspondence.post_supplement(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  recipient uuid := payload -> 'supplement' ->> 'institution_id';
  supplied timestamptz := payload -> 'act' ->> 'occurred_at';
  request uuid;
begin
  update correspondence.consignment c
     set state = c.state_before_supplement,
         state_before_supplement = null,
         state_changed_at = supplied,
         last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where c.institution_id = recipient
     and c.correspondence_id = letter
     and c.sender_id = wasl.institution()
     and c.state = 'AWAITING_SUPPLEMENT'
     and c.state_changed_at < supplied;
  if not found then
    raise exception 'nobody asked for this supplement';
  end if;
  update correspondence.supplement_request r
     set supplied_at = supplied, note = payload -> 'supplement' ->> 'note'
   where r.correspondence_id = letter
     and r.institution_id = recipient
     and r.supplied_at is null
  returning r.id into strict request;
  insert into correspondence.supplement_attachment (
    request_id, position, institution_id, correspondence_id, sender_id, document_id, title, file_name, media_type, size_bytes, sha256)
  select request, a.position, recipient, letter, wasl.institution(), d.document_id, a.title, d.file_name, d.media_type, d.size_bytes, d.sha256
    from jsonb_to_recordset(payload -> 'supplement' -> 'attachments') as a (position integer, document_id uuid, title text)
    left join documents.own(array(
      select (a ->> 'document_id')::uuid from jsonb_array_elements(payload -> 'supplement' -> 'attachments') a)) d on d.document_id = a.document_id;
  perform correspondence.recount(letter);
  perform evidence.record(payload, array[wasl.institution(), recipient]);
end $$;

-- The sender withdraws the letter from recipients that have not opened it, all those that it names or none. Nothing of the content
-- stays with them.
create function correspondence.post_recall(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  institutions uuid[] := array(select r ->> 'institution_id' from jsonb_array_elements(payload -> 'recalled') r);
  files uuid[] := array(select a.document_id from correspondence.attachment a where a.correspondence_id = letter);
  recalled integer;
begin
  update correspondence.consignment c
     set state = 'RECALLED',
         state_changed_at = (payload -> 'act' ->> 'occurred_at')::timestamptz,
         reason_code = 'RECALLED',
         reason_text = payload ->> 'reason_text',
         last_evidence_id = r.evidence_id
    from jsonb_to_recordset(payload -> 'recalled') as r (institution_id uuid, evidence_id uuid)
   where c.institution_id = r.institution_id
     and c.correspondence_id = letter
     and c.sender_id = wasl.institution()
     and c.role in ('TO', 'CC')
     and c.state = 'DELIVERED'
     and c.first_opened_at is null;
  get diagnostics recalled = row_count;
  if recalled = 0 or recalled <> cardinality(institutions) then
    raise exception 'what was opened cannot be withdrawn';
  end if;

  -- a deposit that sends them the same document again has locked what it shares: waited for here, seen below
  perform from documents.holding h
    where h.institution_id = any (institutions) and h.document_id = any (files)
    order by h.institution_id, h.document_id
      for update;
  perform documents.take_back(files, institutions, (
    select coalesce(jsonb_agg(jsonb_build_object(
             'institution_id', k.institution_id, 'document_id', k.document_id, 'confidential', k.confidential)), '[]')
      from (
        select c.institution_id, f.document_id, bool_and(c.confidentiality = 'CONFIDENTIAL') as confidential
          from (
            select a.correspondence_id, a.document_id, null::uuid as institution_id from correspondence.attachment a where a.document_id = any (files)
            union all
            select s.correspondence_id, s.document_id, s.institution_id from correspondence.supplement_attachment s where s.document_id = any (files)
          ) f
          join correspondence.consignment c on c.correspondence_id = f.correspondence_id
         where c.institution_id = any (institutions)
           and c.institution_id = coalesce(f.institution_id, c.institution_id)
           and c.role in ('TO', 'CC')
           and c.state <> 'RECALLED'
         group by c.institution_id, f.document_id) k));
  perform correspondence.recount(letter);
  perform evidence.record(payload, wasl.institution() || institutions);
end $$;

-- Inside a deposit that answers `asked`: the viewer's own consignment of that letter is answered by the evidence of this deposit.
create function correspondence.mark_answered(payload jsonb, asked uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  update correspondence.consignment c
     set state = 'ANSWERED',
         state_changed_at = greatest((payload -> 'act' ->> 'occurred_at')::timestamptz, c.state_changed_at + interval '1 microsecond'),
         last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where c.institution_id = wasl.institution()
     and c.correspondence_id = asked
     and c.role = 'TO'
     and c.state in ('REGISTERED', 'ACKNOWLEDGED');
  if not found then
    raise exception 'the letter asked is not in a state in which it is answered';
  end if;
  perform correspondence.recount(asked);
end $$;

do $$
declare
  schema_name text;
  definer text;
  inner_function text;
begin
  foreach schema_name in array array['documents', 'correspondence'] loop
    execute format('grant create on schema %I to wasl_post', schema_name);
  end loop;
  foreach definer in array array[
    'correspondence.hold(uuid)', 'correspondence.hold_sent(uuid, text)', 'correspondence.has_been_at(uuid, uuid)',
    'correspondence.letters_with(uuid)', 'correspondence.post_refusal(jsonb)', 'correspondence.post_redirection(jsonb)',
    'correspondence.post_reassignment(jsonb)', 'correspondence.post_supplement_request(jsonb)',
    'correspondence.post_supplement(jsonb)', 'correspondence.post_recall(jsonb)'
  ] loop
    execute format('revoke execute on function %s from public', definer);
    execute format('grant execute on function %s to wasl_app', definer);
    execute format('alter function %s owner to wasl_post', definer);
  end loop;
  foreach inner_function in array array[
    'documents.share(uuid[], uuid, boolean)', 'documents.take_back(uuid[], uuid[], jsonb)', 'correspondence.lock_letter(uuid)',
    'correspondence.recount(uuid)', 'correspondence.evidenced_files(uuid)',
    'correspondence.advance(jsonb, text[], text, text[], jsonb)', 'correspondence.mark_answered(jsonb, uuid)'
  ] loop
    execute format('revoke execute on function %s from public', inner_function);
    execute format('grant execute on function %s to wasl_post', inner_function);
  end loop;
  foreach schema_name in array array['documents', 'correspondence'] loop
    execute format('revoke create on schema %I from wasl_post', schema_name);
  end loop;
end $$;

-- Letters that are there already are counted once; the owner is bound by the policies like everybody else.
alter table correspondence.consignment no force row level security;
select correspondence.recount(c.correspondence_id) from correspondence.consignment c where c.ordinal = -1;
alter table correspondence.consignment force row level security;
