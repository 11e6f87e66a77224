-- Registers as registry offices keep them: numbered by the hub or by the institution's own software, opened at a declared
-- number, with reservations, entries for what never travelled on the hub, cancelled numbers, dispatch, and a yearly closing.

alter table correspondence.register
  drop constraint register_direction,
  add constraint register_direction check (direction in ('IN', 'OUT', 'INTERNAL')),
  add column numbered_by text not null default 'HUB' constraint register_numbered_by check (numbered_by in ('HUB', 'INSTITUTION')),
  -- the first number of a register that the hub numbers
  add column first_number bigint default 1 constraint register_first_number check (first_number >= 1),
  -- the last number given, as printed; `last_number` counts only where the hub numbers
  add column last_taken text,
  add column state text not null default 'OPEN' constraint register_state check (state in ('OPEN', 'CLOSED')),
  add column closed_at timestamptz,
  add column opening_evidence_id uuid,
  add column closing_evidence_id uuid,
  add constraint register_begins check ((numbered_by = 'HUB') = (first_number is not null)),
  add constraint register_closing check ((state = 'CLOSED') = (closed_at is not null) and (state = 'CLOSED') = (closing_evidence_id is not null));

-- The type of the number changes in place, under a lock for as long as the table is rewritten: no register is large yet.
-- Backfilled as the owner, whom row-level security would otherwise show nothing.
alter table correspondence.register_entry alter column number type text;
alter table correspondence.register_entry
  -- the number's own value where it is a whole number: what gaps are counted by
  add column ordinal bigint,
  add column medium text not null default 'HUB' constraint register_entry_medium check (medium in ('HUB', 'PAPER', 'EMAIL', 'COUNTER')),
  add column state text not null default 'ACTIVE' constraint register_entry_state check (state in ('RESERVED', 'ACTIVE', 'CANCELLED')),
  add column counterpart_name text,
  add column document_date date,
  -- the day it came in or went out, where that was another than the day of registration
  add column occurred_on date,
  -- legal time at which a reserved number was used
  add column used_at timestamptz,
  add column cancelled_at timestamptz,
  add column cancellation_reason text,
  add constraint register_entry_cancelled check (
    (state = 'CANCELLED') = (cancelled_at is not null) and (state = 'CANCELLED') = (cancellation_reason is not null)),
  add constraint register_entry_reserved check (state <> 'RESERVED' or correspondence_id is null and used_at is null);

alter table correspondence.register no force row level security;
alter table correspondence.register_entry no force row level security;
alter table correspondence.correspondence no force row level security;
update correspondence.register set last_taken = last_number where last_number > 0;
update correspondence.register_entry e
   set ordinal = e.number::bigint, document_date = l.document_date
  from correspondence.correspondence l
 where l.id = e.correspondence_id;
alter table correspondence.register force row level security;
alter table correspondence.register_entry force row level security;
alter table correspondence.correspondence force row level security;

create index register_entry_in_order on correspondence.register_entry (register_id, registered_at, id);
create index register_entry_ordinal on correspondence.register_entry (register_id, ordinal);
create index register_entry_open on correspondence.register_entry (register_id, registered_at, id) where state = 'RESERVED';

-- The scans of what came on paper.
create table correspondence.entry_document (
  institution_id uuid not null,
  entry_id uuid not null constraint entry_document_entry references correspondence.register_entry,
  position integer not null,
  document_id uuid not null,
  sha256 bytea not null,
  constraint entry_document_key primary key (entry_id, position)
);
alter table correspondence.entry_document enable row level security;
alter table correspondence.entry_document force row level security;
create policy entry_document_own on correspondence.entry_document for select to wasl_app using (institution_id = wasl.institution());
create policy entry_document_post on correspondence.entry_document to wasl_post using (true) with check (true);
grant select on correspondence.entry_document to wasl_app;
grant select, insert on correspondence.entry_document to wasl_post;

-- To which units a registered letter was given, in the order of dispatch; the last one that handles it is in charge.
create table correspondence.dispatch (
  institution_id uuid not null,
  entry_id uuid not null constraint dispatch_entry references correspondence.register_entry,
  position integer not null,
  unit_id uuid not null,
  kind text not null constraint dispatch_kind check (kind in ('HANDLING', 'COPY')),
  dispatched_at timestamptz not null,
  instruction text,
  due_on date,
  constraint dispatch_key primary key (entry_id, position)
);
alter table correspondence.dispatch enable row level security;
alter table correspondence.dispatch force row level security;
create policy dispatch_own on correspondence.dispatch for select to wasl_app using (institution_id = wasl.institution());
create policy dispatch_post on correspondence.dispatch to wasl_post using (true) with check (true);
grant select on correspondence.dispatch to wasl_app;
grant select, insert on correspondence.dispatch to wasl_post;

grant insert on correspondence.series to wasl_post;
create policy series_open on correspondence.series for insert to wasl_post with check (true);

-- Nothing is written into a closed register, and no line is ever deleted. The other side's number may still come: it is no
-- part of the line that the closing commits to, so `counterpart_number` is not among the columns.
create function correspondence.keep_closed() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a line of a register is never deleted';
  end if;
  -- waits for a closing that is under way, and makes a closing wait for this
  perform from correspondence.register r where r.id = new.register_id and r.state = 'OPEN' for share;
  if not found then
    raise exception using errcode = '23514', constraint = 'register_open', message = 'the register is closed';
  end if;
  return new;
end $$;
create trigger register_entry_written
  before insert or delete or update of register_id, number, ordinal, registered_at, state, medium, subject, confidential,
    counterpart_id, counterpart_name, document_date, occurred_on, used_at, cancelled_at, cancellation_reason, correspondence_id
  on correspondence.register_entry for each row execute function correspondence.keep_closed();

drop function correspondence.visible(uuid[]);
create function correspondence.visible(ids uuid[]) returns table (type text, id uuid)
language sql stable
as $$
  select 'Correspondence', consignment.correspondence_id from correspondence.consignment
   where consignment.institution_id = wasl.institution() and consignment.correspondence_id = any (ids)
  union all
  select 'RegisterEntry', register_entry.id from correspondence.register_entry
   where register_entry.institution_id = wasl.institution() and register_entry.id = any (ids)
  union all
  select 'Register', register.id from correspondence.register
   where register.institution_id = wasl.institution() and register.id = any (ids)
  union all
  select 'Evidence', copy.evidence_id from evidence.copy
   where copy.institution_id = wasl.institution() and copy.evidence_id = any (ids)
$$;

-- Takes a number of a register of the viewer's institution and the legal time that goes with it, the register locked until
-- the transaction ends: the next one where the hub numbers, `asked_number` where the institution does. `years` begin at
-- `starts` (UTC instants of local midnight, ascending, from the pinned zone file); the time lies after `after`, where one is
-- given. A year's register takes over who numbers from the last one of its series.
drop function correspondence.take_number(text, text, integer[], timestamptz[], timestamptz);
create function correspondence.take_number(
  asked_direction text, asked_series text, years integer[], starts timestamptz[], after timestamptz, asked_number text default null)
returns table (register_id uuid, year integer, number text, registered_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  taken correspondence.register;
  at timestamptz;
  place integer;
  printed text;
begin
  place := (select max(s.place) from unnest(starts) with ordinality s (start, place) where s.start <= wasl.now());
  loop
    insert into correspondence.register (institution_id, direction, series, year, numbered_by, first_number)
    select wasl.institution(), asked_direction, asked_series, years[place], n.numbered_by, case n.numbered_by when 'HUB' then 1 end
      from (select coalesce((
              select r.numbered_by
                from correspondence.register r
               where r.institution_id = wasl.institution()
                 and r.direction = asked_direction
                 and r.series = asked_series
                 and r.year < years[place]
               order by r.year desc
               limit 1), 'HUB')) n (numbered_by)
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
  -- whoever asked has looked before, without the lock: what has changed since is told by its name
  if taken.state = 'CLOSED' then
    raise exception using errcode = '23514', constraint = 'register_open', message = 'the register is closed';
  elsif taken.numbered_by = 'INSTITUTION' and asked_number is null then
    raise exception using errcode = '23514', constraint = 'register_number_required', message = 'the institution numbers this register';
  elsif taken.numbered_by = 'HUB' and asked_number is not null then
    raise exception using errcode = '23514', constraint = 'register_number_not_allowed', message = 'the hub numbers this register';
  end if;
  printed := coalesce(asked_number, (taken.last_number + 1)::text);
  update correspondence.register r
     set last_number = case r.numbered_by when 'HUB' then taken.last_number + 1 else r.last_number end,
         last_taken = printed,
         last_at = at
   where r.id = taken.id;
  return query select taken.id, taken.year, printed, at;
end $$;

-- Uses a reservation of the viewer's institution, its line locked until the transaction ends: number and year stay those of the
-- reservation, the legal time is that of its use.
create function correspondence.use_reservation(asked uuid, asked_direction text, after timestamptz)
returns table (register_id uuid, series text, year integer, number text, registered_at timestamptz, reserved_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    update correspondence.register_entry e
       set state = 'ACTIVE', used_at = greatest(wasl.now(), e.registered_at + interval '1 microsecond', after + interval '1 microsecond')
     where e.id = asked
       and e.institution_id = wasl.institution()
       and e.direction = asked_direction
       and e.state = 'RESERVED'
    returning e.register_id, e.series, e.year, e.number, e.used_at, e.registered_at;
  if not found then
    raise exception using errcode = '23514', constraint = 'register_entry_free', message = 'this is no free reservation';
  end if;
end $$;

-- The number and legal time that `take_number` or `use_reservation` gave in this transaction to the entry of an act, and no
-- other; no row when none was given.
create function correspondence.numbered(entry jsonb, asked_direction text)
returns table (
  institution_id uuid, register_id uuid, direction text, series text, year integer, number text, ordinal bigint, at timestamptz,
  reserved_id uuid)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select r.institution_id, r.id, r.direction, r.series, r.year, r.last_taken,
    case when r.last_taken ~ '^[0-9]{1,19}$' and (r.numbered_by = 'HUB' or length(r.last_taken) <= 15) then r.last_taken::bigint end,
    r.last_at, null::uuid
    from correspondence.register r
   where r.id = (entry ->> 'register_id')::uuid
     and r.institution_id = wasl.institution()
     and r.direction = asked_direction
     and r.last_taken = entry ->> 'number'
     and entry ->> 'reserved_id' is null
  union all
  select e.institution_id, e.register_id, e.direction, e.series, e.year, e.number, e.ordinal, e.used_at, e.id
    from correspondence.register_entry e
   where e.id = (entry ->> 'reserved_id')::uuid
     and e.institution_id = wasl.institution()
     and e.direction = asked_direction
     and e.state = 'ACTIVE'
     and e.medium = 'HUB'
     and e.used_at is not null
     and e.correspondence_id is null
$$;

-- Writes an entry under the number that was given in this transaction, and under no other. Only what travelled on the hub
-- stands for the letter of the act; what did not can belong to a letter to which the viewer is a party.
drop function correspondence.enter(jsonb, text);
create function correspondence.enter(
  payload jsonb, asked_direction text, asked_medium text default 'HUB', asked_state text default 'ACTIVE') returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := case asked_medium when 'HUB' then payload -> 'act' ->> 'correspondence_id' else payload -> 'entry' ->> 'correspondence_id' end;
begin
  if asked_medium <> 'HUB' and letter is not null and not exists (
    select from correspondence.consignment c where c.institution_id = wasl.institution() and c.correspondence_id = letter)
  then
    raise exception 'this letter is not the viewer''s';
  end if;
  insert into correspondence.register_entry (
    id, institution_id, register_id, direction, series, year, number, ordinal, registered_at, medium, state, subject, confidential,
    counterpart_id, counterpart_name, counterpart_number, document_date, occurred_on, correspondence_id, zone_version)
  select e.id, n.institution_id, n.register_id, n.direction, n.series, n.year, n.number, n.ordinal, n.at, asked_medium, asked_state,
    e.subject, e.confidential, e.counterpart_id, e.counterpart_name, e.counterpart_number,
    coalesce(e.document_date, (select l.document_date from correspondence.correspondence l where l.id = letter and asked_medium = 'HUB')),
    e.occurred_on, letter, e.zone_version
    from jsonb_to_record(payload -> 'entry') as e (
      id uuid, subject text, confidential boolean, counterpart_id uuid, counterpart_name text, counterpart_number text,
      document_date date, occurred_on date, zone_version text)
   cross join correspondence.numbered(payload -> 'entry', asked_direction) n
   where n.reserved_id is null;
  if found then
    return;
  end if;
  update correspondence.register_entry r
     set medium = asked_medium, subject = e.subject, confidential = e.confidential, counterpart_id = e.counterpart_id,
         counterpart_name = e.counterpart_name, counterpart_number = e.counterpart_number,
         document_date = coalesce(e.document_date, (
           select l.document_date from correspondence.correspondence l where l.id = letter and asked_medium = 'HUB')),
         occurred_on = e.occurred_on, correspondence_id = letter
    from jsonb_to_record(payload -> 'entry') as e (
      subject text, confidential boolean, counterpart_id uuid, counterpart_name text, counterpart_number text, document_date date,
      occurred_on date)
   cross join correspondence.numbered(payload -> 'entry', asked_direction) n
   where r.id = n.reserved_id;
  if not found then
    raise exception 'the number of this entry was not taken in this transaction';
  end if;
end $$;

-- The letter is entered into the viewer's arrival register, and the enclosures that came with it are confirmed.
drop function correspondence.post_arrival(jsonb);
create function correspondence.post_arrival(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := (payload -> 'act' ->> 'correspondence_id')::uuid;
  arrival text := payload -> 'entry' ->> 'number';
  enclosures integer[] := array(select value::integer from jsonb_array_elements_text(payload -> 'received_enclosures'));
  was_retrieved boolean;
begin
  update correspondence.consignment c
     set arrival_number = arrival
   where c.institution_id = wasl.institution()
     and c.correspondence_id = letter
     and c.arrival_number is null
  returning c.state = 'RETRIEVED' into was_retrieved;
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
     and e.counterpart_id = wasl.institution()
     and e.direction = 'OUT'
     and e.medium = 'HUB';
  perform correspondence.enter(payload, 'IN');
  if cardinality(enclosures) > 0 then
    perform correspondence.receive_enclosures(letter, enclosures, (payload -> 'act' ->> 'occurred_at')::timestamptz);
  end if;
  -- registration keeps a later state
  perform correspondence.advance(
    payload, array['RETRIEVED', 'ACKNOWLEDGED', 'AWAITING_SUPPLEMENT', 'ANSWERED'], case when was_retrieved then 'REGISTERED' end);
end $$;

-- A number is taken before its letter is printed. No letter, no evidence: the line itself says it.
create function correspondence.post_reservation(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if payload -> 'act' ->> 'correspondence_id' is not null then
    raise exception 'a reservation is of no letter';
  end if;
  perform correspondence.enter(payload, payload -> 'entry' ->> 'direction', 'HUB', 'RESERVED');
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

-- What came or went without the hub. Its scans are the viewer's own documents, read as they are.
create function correspondence.post_record(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  scans uuid[] := array(select value::uuid from jsonb_array_elements_text(payload -> 'documents'));
begin
  if payload -> 'entry' ->> 'medium' = 'HUB' then
    raise exception 'the exchange itself enters what travels on the hub';
  end if;
  perform correspondence.enter(payload, payload -> 'entry' ->> 'direction', payload -> 'entry' ->> 'medium');
  insert into correspondence.entry_document (institution_id, entry_id, position, document_id, sha256)
  select wasl.institution(), (payload -> 'entry' ->> 'id')::uuid, s.place - 1, d.document_id, d.sha256
    from unnest(scans) with ordinality s (id, place)
    left join documents.own(scans) d on d.document_id = s.id;
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

-- What an act on a line of the viewer's registers needs to know, the line locked: no row when there is none.
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
       and e.institution_id = wasl.institution();
end $$;

create function correspondence.post_cancellation(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update correspondence.register_entry e
     set state = 'CANCELLED', cancelled_at = (payload -> 'act' ->> 'occurred_at')::timestamptz,
         cancellation_reason = payload ->> 'reason_text'
   where e.id = (payload ->> 'entry_id')::uuid
     and e.institution_id = wasl.institution()
     and e.state <> 'CANCELLED'
     and not (e.medium = 'HUB' and e.correspondence_id is not null);
  if not found then
    raise exception 'this number cannot be cancelled';
  end if;
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

-- Gives a line to units of the viewer's own institution.
create function correspondence.post_dispatch(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  entry uuid := payload ->> 'entry_id';
begin
  perform from correspondence.register_entry e
    where e.id = entry and e.institution_id = wasl.institution() and e.state <> 'CANCELLED'
      for update;
  if not found then
    raise exception 'this line is not dispatched';
  end if;
  insert into correspondence.dispatch (institution_id, entry_id, position, unit_id, kind, dispatched_at, instruction, due_on)
  select wasl.institution(), entry, p.next + d.place - 1, u.id, d.value ->> 'kind', (payload -> 'act' ->> 'occurred_at')::timestamptz,
    d.value ->> 'instruction', (d.value ->> 'due_on')::date
    from jsonb_array_elements(payload -> 'dispatches') with ordinality d (value, place)
    left join directory.unit u on u.id = (d.value ->> 'unit_id')::uuid and u.institution_id = wasl.institution()
   cross join (select count(*) from correspondence.dispatch known where known.entry_id = entry) p (next);
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

-- A register is opened by its institution before it has begun. `years` and `starts` as for `take_number`.
create function correspondence.post_register_opening(payload jsonb, years integer[], starts timestamptz[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  opened_at timestamptz := payload -> 'act' ->> 'occurred_at';
  place integer := (select max(s.place) from unnest(starts) with ordinality s (start, place) where s.start <= wasl.now());
begin
  insert into correspondence.series (institution_id, code)
  select wasl.institution(), payload -> 'register' ->> 'series'
   where payload -> 'register' ->> 'series' <> 'GENERAL'
  on conflict on constraint series_key do nothing;
  insert into correspondence.register (
    id, institution_id, direction, series, year, numbered_by, first_number, last_number, last_at, opening_evidence_id)
  select r.id, wasl.institution(), r.direction, r.series, r.year, r.numbered_by, r.first_number, coalesce(r.first_number - 1, 0),
    opened_at, (payload -> 'evidence' -> 0 ->> 'id')::uuid
    from jsonb_to_record(payload -> 'register') as r (
      id uuid, direction text, series text, year integer, numbered_by text, first_number bigint)
   where r.year in (years[place], years[place + 1]);
  if not found then
    raise exception 'a register is opened for this year or the next';
  end if;
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

-- An instant and an id as the API writes them.
create function correspondence.instant(at timestamptz) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

create function correspondence.global_id(type text, id uuid) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select translate(encode(convert_to(type || ':' || id, 'UTF8'), 'base64'), E'+/=\n', '-_') $$;

-- One line of a register in the form that its closing commits to: fourteen fields and the digests of the scans, set apart by
-- TAB, ended by LF, nothing where a value is null; instants and ids as the API gives them. No field can hold either character.
create function correspondence.register_line(e correspondence.register_entry) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array_to_string(array[
    e.number, e.state, e.medium, correspondence.instant(e.registered_at), e.occurred_on::text, e.document_date::text,
    case when e.confidential then 'CONFIDENTIAL' else 'ORDINARY' end, e.subject,
    correspondence.global_id('Institution', e.counterpart_id), e.counterpart_name,
    case when e.medium <> 'HUB' then e.counterpart_number end,
    correspondence.global_id('Correspondence', e.correspondence_id), correspondence.instant(e.cancelled_at), e.cancellation_reason,
    (select string_agg(encode(d.sha256, 'hex'), ',' order by d.position) from correspondence.entry_document d where d.entry_id = e.id)
  ], E'\t', '') || E'\n'
$$;

-- Whole numbers that nobody used between the first and the last of a register. It counts every line, those too that a client
-- limited to some functions is not shown: what such a client does not see is no gap.
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

-- Everything that the closing of a register says, the register locked until the transaction ends; lists are cut at a
-- thousand. No row when it is not the viewer's.
create function correspondence.hold_register(asked uuid)
returns table (
  direction text, series text, year integer, numbered_by text, state text, legal_time timestamptz, first_number text, last_number text,
  entries integer, active integer, reserved integer, cancelled integer, cancelled_numbers text[], missing bigint, gaps jsonb,
  lines_sha256 text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from correspondence.register r where r.id = asked and r.institution_id = wasl.institution() for update;
  return query
    select r.direction, r.series, r.year, r.numbered_by, r.state, greatest(wasl.now(), r.last_at + interval '1 microsecond'),
      r.first_number::text, r.last_taken, l.entries, l.active, l.reserved, l.cancelled, l.cancelled_numbers, g.missing, g.gaps,
      encode(sha256(convert_to(l.lines, 'UTF8')), 'hex')
      from correspondence.register r
     cross join lateral (
       select count(*)::integer as entries, (count(*) filter (where e.state = 'ACTIVE'))::integer as active,
         (count(*) filter (where e.state = 'RESERVED'))::integer as reserved,
         (count(*) filter (where e.state = 'CANCELLED'))::integer as cancelled,
         coalesce((array_agg(e.number order by e.registered_at) filter (where e.state = 'CANCELLED'))[1:1000], '{}') as cancelled_numbers,
         coalesce(string_agg(correspondence.register_line(e), '' order by e.registered_at, e.id), '') as lines
         from correspondence.register_entry e
        where e.register_id = r.id) l
     cross join lateral (
       select coalesce(sum(gap.last - gap.first + 1), 0)::bigint as missing,
         coalesce(jsonb_agg(jsonb_build_object('from', gap.first::text, 'to', gap.last::text) order by gap.first)
           filter (where gap.place <= 1000), '[]') as gaps
         from (select *, row_number() over (order by f.first) as place from correspondence.gaps_of(r.id) f) gap) g
     where r.id = asked
       and r.institution_id = wasl.institution();
end $$;

create function correspondence.post_register_closing(payload jsonb, years integer[], starts timestamptz[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  closing timestamptz := payload -> 'act' ->> 'occurred_at';
begin
  update correspondence.register r
     set state = 'CLOSED', closed_at = closing, closing_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where r.id = (payload ->> 'register_id')::uuid
     and r.institution_id = wasl.institution()
     and r.state = 'OPEN'
     -- its year is over
     and exists (
       select from unnest(years, starts) y (year, start) where y.year = r.year + 1 and y.start <= least(closing, wasl.now()))
     and not exists (select from correspondence.register_entry e where e.register_id = r.id and e.state = 'RESERVED');
  if not found then
    raise exception 'this register cannot be closed';
  end if;
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

-- Who owns and who may call each function, as in the migration of the definers.
do $$
declare
  name text;
begin
  grant create on schema correspondence to wasl_post;
  foreach name in array array[
    'take_number(text, text, integer[], timestamptz[], timestamptz, text)', 'use_reservation(uuid, text, timestamptz)',
    'post_arrival(jsonb)', 'post_reservation(jsonb)', 'post_record(jsonb)', 'hold_entry(uuid)', 'post_cancellation(jsonb)',
    'post_dispatch(jsonb)', 'post_register_opening(jsonb, integer[], timestamptz[])', 'hold_register(uuid)',
    'post_register_closing(jsonb, integer[], timestamptz[])', 'gaps_of(uuid)'
  ] loop
    execute format('revoke execute on function correspondence.%s from public', name);
    execute format('grant execute on function correspondence.%s to wasl_app', name);
    execute format('alter function correspondence.%s owner to wasl_post', name);
  end loop;
  revoke create on schema correspondence from wasl_post;
  foreach name in array array[
    'keep_closed()', 'visible(uuid[])', 'numbered(jsonb, text)', 'enter(jsonb, text, text, text)',
    'register_line(correspondence.register_entry)', 'instant(timestamptz)', 'global_id(text, uuid)'
  ] loop
    execute format('revoke execute on function correspondence.%s from public', name);
  end loop;
end $$;
grant execute on function correspondence.visible(uuid[]) to wasl_app;
grant execute on function correspondence.enter(jsonb, text, text, text), correspondence.numbered(jsonb, text),
  correspondence.register_line(correspondence.register_entry), correspondence.instant(timestamptz),
  correspondence.global_id(text, uuid) to wasl_post;
