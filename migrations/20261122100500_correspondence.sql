-- Letters, their consignments (the access table: one row for the sender and one per addressee) and the registers.
create schema correspondence;
grant usage on schema correspondence to wasl_app, wasl_post, wasl_search;

create table correspondence.correspondence (
  id uuid primary key,
  sender_id uuid not null,
  subject text not null,
  sender_reference text,
  recipient_reference text,
  nature text not null,
  priority text not null,
  confidentiality text not null,
  document_date date not null,
  deposited_at timestamptz not null,
  answer_expected_on date,
  departure_number text not null,
  departure_series text not null,
  departure_year integer not null,
  -- how many institutions it is addressed to
  recipient_count integer not null
);

create table correspondence.consignment (
  institution_id uuid not null,
  correspondence_id uuid not null constraint consignment_correspondence references correspondence.correspondence,
  role text not null constraint consignment_role check (role in ('SENDER', 'TO', 'CC')),
  -- place in the list of recipients, from 0; -1 for the sender
  ordinal integer not null,
  state text not null constraint consignment_state check (state in ('DEPOSITED', 'DELIVERED', 'RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED')),
  state_changed_at timestamptz not null,
  delivered_at timestamptz not null,
  first_opened_at timestamptz,
  function_address_id uuid,
  function_address_code text,
  arrival_number text,
  -- the word with which receipt was acknowledged
  note text,
  sender_id uuid not null,
  sender_reference text,
  priority text not null,
  confidentiality text not null,
  deposited_at timestamptz not null,
  -- the last evidence about this consignment, which the next one names as `previous`
  last_evidence_id uuid not null,
  constraint consignment_key primary key (institution_id, correspondence_id),
  constraint consignment_sender check ((role = 'SENDER') = (institution_id = sender_id))
);
-- lists sort by what never changes, so that an update stays in its page
create index consignment_inbox on correspondence.consignment (institution_id, delivered_at desc, correspondence_id desc) where role <> 'SENDER';
create index consignment_outbox on correspondence.consignment (institution_id, deposited_at desc, correspondence_id desc) where role = 'SENDER';
create index consignment_sender_reference on correspondence.consignment (institution_id, sender_reference) where role = 'SENDER' and sender_reference is not null;
create index consignment_of_letter on correspondence.consignment (correspondence_id, ordinal);
alter table correspondence.consignment enable row level security;
alter table correspondence.consignment force row level security;
create policy consignment_own on correspondence.consignment for select to wasl_app using (institution_id = wasl.institution());
create policy consignment_post on correspondence.consignment to wasl_post using (true) with check (true);
grant select on correspondence.consignment to wasl_app;
grant select, insert, update on correspondence.consignment to wasl_post;

alter table correspondence.correspondence enable row level security;
alter table correspondence.correspondence force row level security;
create policy correspondence_party on correspondence.correspondence for select to wasl_app
  using (exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution() and c.correspondence_id = correspondence.id));
create policy correspondence_post on correspondence.correspondence to wasl_post using (true) with check (true);
grant select on correspondence.correspondence to wasl_app;
grant select, insert on correspondence.correspondence to wasl_post;

-- A value copied at deposit, because that is what the evidence commits to.
create table correspondence.attachment (
  correspondence_id uuid not null constraint attachment_correspondence references correspondence.correspondence,
  position integer not null,
  document_id uuid not null,
  role text not null constraint attachment_role check (role in ('MAIN', 'ANNEX')),
  title text not null,
  file_name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  constraint attachment_key primary key (correspondence_id, position),
  constraint attachment_once unique (correspondence_id, document_id)
);
create index attachment_document on correspondence.attachment (document_id);
alter table correspondence.attachment enable row level security;
alter table correspondence.attachment force row level security;
create policy attachment_party on correspondence.attachment for select to wasl_app
  using (exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution() and c.correspondence_id = attachment.correspondence_id));
create policy attachment_post on correspondence.attachment to wasl_post using (true) with check (true);
grant select on correspondence.attachment to wasl_app;
grant select, insert on correspondence.attachment to wasl_post;

-- `GENERAL` stands for every institution; others are opened by it.
create table correspondence.series (
  institution_id uuid not null,
  code text not null,
  constraint series_key primary key (institution_id, code)
);
alter table correspondence.series enable row level security;
alter table correspondence.series force row level security;
create policy series_own on correspondence.series for select to wasl_app using (institution_id = wasl.institution());
create policy series_post on correspondence.series for select to wasl_post using (true);
grant select on correspondence.series to wasl_app, wasl_post;

create table correspondence.register (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null,
  direction text not null constraint register_direction check (direction in ('IN', 'OUT')),
  series text not null,
  year integer not null,
  last_number bigint not null default 0,
  -- legal time of the last number: the next is later
  last_at timestamptz not null default '-infinity',
  constraint register_of unique (institution_id, direction, series, year)
);
alter table correspondence.register enable row level security;
alter table correspondence.register force row level security;
create policy register_own on correspondence.register for select to wasl_app using (institution_id = wasl.institution());
create policy register_post on correspondence.register to wasl_post using (true) with check (true);
grant select on correspondence.register to wasl_app;
grant select, insert, update on correspondence.register to wasl_post;

create table correspondence.register_entry (
  id uuid primary key,
  institution_id uuid not null,
  register_id uuid not null constraint register_entry_register references correspondence.register,
  direction text not null,
  series text not null,
  year integer not null,
  number bigint not null,
  registered_at timestamptz not null,
  subject text,
  confidential boolean not null,
  counterpart_id uuid,
  counterpart_number text,
  correspondence_id uuid constraint register_entry_correspondence references correspondence.correspondence,
  -- version of the zone data by which the year was told
  zone_version text not null,
  constraint register_entry_number unique (register_id, number)
);
create index register_entry_letter on correspondence.register_entry (institution_id, correspondence_id);
alter table correspondence.register_entry enable row level security;
alter table correspondence.register_entry force row level security;
create policy register_entry_own on correspondence.register_entry for select to wasl_app using (institution_id = wasl.institution());
create policy register_entry_post on correspondence.register_entry to wasl_post using (true) with check (true);
grant select on correspondence.register_entry to wasl_app;
grant select, insert, update on correspondence.register_entry to wasl_post;

-- What a party sees of the others' consignments: the sender all, `CC` the `TO` ones and its own, `TO` its own.
create function correspondence.consignments_of(correspondence_ids uuid[]) returns setof correspondence.consignment
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select other.*
    from correspondence.consignment mine
    join correspondence.consignment other on other.correspondence_id = mine.correspondence_id
   where mine.institution_id = wasl.institution()
     and mine.correspondence_id = any (correspondence_ids)
     and other.role <> 'SENDER'
     and (mine.role = 'SENDER'
       or other.institution_id = mine.institution_id
       or mine.role = 'CC' and other.role = 'TO')
   order by other.correspondence_id, other.ordinal
$$;

create function correspondence.visible(ids uuid[]) returns table (type text, id uuid)
language sql stable
as $$
  select 'Correspondence', consignment.correspondence_id from correspondence.consignment
   where consignment.institution_id = wasl.institution() and consignment.correspondence_id = any (ids)
  union all
  select 'RegisterEntry', register_entry.id from correspondence.register_entry
   where register_entry.institution_id = wasl.institution() and register_entry.id = any (ids)
  union all
  select 'Evidence', copy.evidence_id from evidence.copy
   where copy.institution_id = wasl.institution() and copy.evidence_id = any (ids)
$$;

-- What an act on a letter received needs to know, the viewer's consignment locked: no row when it has none.
-- `legal_time` is read under the lock and lies after the consignment's last change.
create function correspondence.hold(asked uuid)
returns table (
  role text, state text, function_address_code text, state_changed_at timestamptz, first_opened_at timestamptz, arrival_number text, confidentiality text,
  sender_id uuid, sender_code text, departure_number text, departure_series text, departure_year integer, deposited_at timestamptz, subject text, recipient_count integer,
  last_evidence_id uuid, legal_time timestamptz, attachments jsonb
)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from correspondence.consignment c
    where c.institution_id = wasl.institution() and c.correspondence_id = asked and c.role in ('TO', 'CC')
      for update;
  return query
    select c.role, c.state, c.function_address_code, c.state_changed_at, c.first_opened_at, c.arrival_number, c.confidentiality,
      c.sender_id, s.code, l.departure_number, l.departure_series, l.departure_year, c.deposited_at, l.subject, l.recipient_count, c.last_evidence_id,
      greatest(wasl.now(), c.state_changed_at + interval '1 microsecond'),
      (select jsonb_agg(jsonb_build_object(
                'role', a.role, 'title', a.title, 'mediaType', a.media_type, 'sizeBytes', a.size_bytes,
                'sha256', encode(a.sha256, 'hex')) order by a.position)
         from correspondence.attachment a
        where a.correspondence_id = asked)
      from correspondence.consignment c
      join correspondence.correspondence l on l.id = c.correspondence_id
      join directory.institution s on s.id = c.sender_id
     where c.institution_id = wasl.institution() and c.correspondence_id = asked and c.role in ('TO', 'CC');
end $$;

-- The letters by which a document reached the viewer, before its bytes are served.
create function correspondence.letters_with(document uuid)
returns table (correspondence_id uuid, first_opened_at timestamptz, confidentiality text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select c.correspondence_id, c.first_opened_at, c.confidentiality
    from correspondence.attachment a
    join correspondence.consignment c on c.correspondence_id = a.correspondence_id
   where a.document_id = document
     and c.institution_id = wasl.institution()
     and c.role in ('TO', 'CC')
   order by c.correspondence_id
$$;

-- Takes the next number of a register of the viewer's institution and the legal time that goes with it, the register locked
-- until the transaction ends. `years` begin at `starts` (UTC instants of local midnight, ascending, from the pinned zone file);
-- the time lies after `after`, where one is given.
create function correspondence.take_number(
  asked_direction text, asked_series text, years integer[], starts timestamptz[], after timestamptz)
returns table (register_id uuid, year integer, number bigint, registered_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  taken correspondence.register;
  at timestamptz;
  place integer;
begin
  place := (select max(s.place) from unnest(starts) with ordinality s (start, place) where s.start <= wasl.now());
  loop
    insert into correspondence.register (institution_id, direction, series, year)
    values (wasl.institution(), asked_direction, asked_series, years[place])
    on conflict on constraint register_of do nothing;
    select r.* into strict taken
      from correspondence.register r
     where r.institution_id = wasl.institution()
       and r.direction = asked_direction
       and r.series = asked_series
       and r.year = years[place]
       for update;
    at := greatest(wasl.now(), taken.last_at + interval '1 microsecond', after + interval '1 microsecond');
    -- midnight passed while this waited for the lock: the number belongs to the new year
    exit when starts[place + 1] is null or at < starts[place + 1];
    place := place + 1;
  end loop;
  update correspondence.register r
     set last_number = taken.last_number + 1, last_at = at
   where r.id = taken.id;
  return query select taken.id, taken.year, taken.last_number + 1, at;
end $$;

-- Writes an entry under the number that `take_number` gave in this transaction, and under no other.
create function correspondence.enter(payload jsonb, asked_direction text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  insert into correspondence.register_entry (
    id, institution_id, register_id, direction, series, year, number, registered_at, subject, confidential,
    counterpart_id, counterpart_number, correspondence_id, zone_version)
  select e.id, r.institution_id, r.id, r.direction, r.series, r.year, r.last_number, r.last_at, e.subject, e.confidential,
    e.counterpart_id, e.counterpart_number, (payload -> 'act' ->> 'correspondence_id')::uuid, e.zone_version
    from jsonb_to_record(payload -> 'entry') as e (
      id uuid, register_id uuid, number bigint, subject text, confidential boolean, counterpart_id uuid,
      counterpart_number text, zone_version text)
    join correspondence.register r on r.id = e.register_id
   where r.institution_id = wasl.institution()
     and r.direction = asked_direction
     and r.last_number = e.number;
  if not found then
    raise exception 'the number of this entry was not taken in this transaction';
  end if;
end $$;

-- Deposit: the letter, its attachments, one consignment for each party, the departure entry, evidence and event. Sender,
-- number and time are those of the register, files those of the viewer's documents, whatever the payload says.
create function correspondence.post_deposit(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  recipients uuid[] := array(select r ->> 'institution_id' from jsonb_array_elements(payload -> 'recipients') r);
begin
  insert into correspondence.correspondence (
    id, sender_id, subject, sender_reference, recipient_reference, nature, priority, confidentiality, document_date,
    deposited_at, answer_expected_on, departure_number, departure_series, departure_year, recipient_count)
  select letter, r.institution_id, l.subject, l.sender_reference, l.recipient_reference, l.nature, l.priority, l.confidentiality,
    l.document_date, r.last_at, l.answer_expected_on, r.last_number::text, r.series, r.year, cardinality(recipients)
    from jsonb_to_record(payload -> 'letter') as l (
      subject text, sender_reference text, recipient_reference text, nature text, priority text, confidentiality text,
      document_date date, answer_expected_on date)
    join correspondence.register r on r.id = (payload -> 'entry' ->> 'register_id')::uuid
   where r.institution_id = wasl.institution();
  perform correspondence.enter(payload, 'OUT');

  insert into correspondence.attachment (
    correspondence_id, position, document_id, role, title, file_name, media_type, size_bytes, sha256)
  select letter, a.position, d.document_id, a.role, a.title, d.file_name, d.media_type, d.size_bytes, d.sha256
    from jsonb_to_recordset(payload -> 'attachments') as a (position integer, document_id uuid, role text, title text)
    left join documents.own(array(
      select (a ->> 'document_id')::uuid from jsonb_array_elements(payload -> 'attachments') a)) d on d.document_id = a.document_id;

  insert into correspondence.consignment (
    institution_id, correspondence_id, role, ordinal, state, state_changed_at, delivered_at, function_address_id,
    function_address_code, sender_id, sender_reference, priority, confidentiality, deposited_at, last_evidence_id)
  select p.institution_id, l.id, p.role, p.ordinal, case when p.role = 'SENDER' then 'DEPOSITED' else 'DELIVERED' end,
    l.deposited_at, l.deposited_at, p.function_address_id, p.function_address_code, l.sender_id, l.sender_reference, l.priority,
    l.confidentiality, l.deposited_at, (payload -> 'evidence' -> -1 ->> 'id')::uuid
    from (
      select wasl.institution(), 'SENDER', -1, null::uuid, null::text
      union all
      select r.institution_id, r.role, r.ordinal, r.function_address_id, r.function_address_code
        from jsonb_to_recordset(payload -> 'recipients') as r (
          institution_id uuid, role text, ordinal integer, function_address_id uuid, function_address_code text)
    ) p (institution_id, role, ordinal, function_address_id, function_address_code)
   cross join correspondence.correspondence l
   where l.id = letter
   order by p.institution_id;

  perform evidence.record(payload, wasl.institution() || recipients);
end $$;

-- A deposit refused for a reason that is not one of form: nothing but the signed refusal, and to the viewer alone.
create function correspondence.post_rejection(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if payload -> 'act' ->> 'correspondence_id' is not null then
    raise exception 'what is refused is no letter';
  end if;
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

-- Moves the viewer's own consignment on from one of the states that the act allows, or raises.
create function correspondence.advance(payload jsonb, from_states text[], to_state text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  changed_at timestamptz := (payload -> 'act' ->> 'occurred_at')::timestamptz;
  sender uuid;
begin
  update correspondence.consignment c
     set state = coalesce(to_state, c.state),
         state_changed_at = changed_at,
         first_opened_at = coalesce(c.first_opened_at, changed_at),
         last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where c.institution_id = wasl.institution()
     and c.correspondence_id = (payload -> 'act' ->> 'correspondence_id')::uuid
     and c.role in ('TO', 'CC')
     and c.state = any (from_states)
     and c.state_changed_at < changed_at
  returning c.sender_id into sender;
  if not found then
    raise exception 'the consignment is not in a state that this act allows';
  end if;
  perform evidence.record(payload, array[wasl.institution(), sender]);
end $$;

-- The first byte of content is about to be given to the viewer's institution.
create function correspondence.post_opening(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution()
       and c.correspondence_id = (payload -> 'act' ->> 'correspondence_id')::uuid
       and c.first_opened_at is not null)
  then
    raise exception 'a letter is opened once';
  end if;
  perform correspondence.advance(payload, array['DELIVERED', 'RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'], null);
end $$;

create function correspondence.post_retrieval(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform correspondence.advance(payload, array['DELIVERED'], 'RETRIEVED');
end $$;

create function correspondence.post_arrival(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := (payload -> 'act' ->> 'correspondence_id')::uuid;
  arrival text := payload -> 'entry' ->> 'number';
  acknowledged boolean;
begin
  update correspondence.consignment c
     set arrival_number = arrival
   where c.institution_id = wasl.institution()
     and c.correspondence_id = letter
     and c.arrival_number is null
  returning c.state = 'ACKNOWLEDGED' into acknowledged;
  if not found then
    raise exception 'an arrival is registered once';
  end if;
  -- the sender learns the number where its one departure line has room for one
  update correspondence.register_entry e
     set counterpart_number = arrival
    from correspondence.correspondence l
   where l.id = letter
     and l.recipient_count = 1
     and e.institution_id = l.sender_id
     and e.correspondence_id = letter
     and e.direction = 'OUT';
  perform correspondence.enter(payload, 'IN');
  -- registration after acknowledgement keeps the later state
  perform correspondence.advance(payload, array['RETRIEVED', 'ACKNOWLEDGED'], case when acknowledged then null else 'REGISTERED' end);
end $$;

create function correspondence.post_acknowledgement(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform correspondence.advance(payload, array['RETRIEVED', 'REGISTERED'], 'ACKNOWLEDGED');
  update correspondence.consignment c
     set note = payload ->> 'note'
   where c.institution_id = wasl.institution()
     and c.correspondence_id = (payload -> 'act' ->> 'correspondence_id')::uuid;
end $$;
