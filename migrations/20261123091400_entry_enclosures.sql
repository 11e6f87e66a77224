-- What came or went with mail outside the hub: originals, a parcel, a key, as the register has them. They were in hand when the
-- line was entered, so nobody confirms them; like the scans they are part of the line, and come and go with it.
create table correspondence.entry_enclosure (
  institution_id uuid not null,
  entry_id uuid not null constraint entry_enclosure_entry references correspondence.register_entry,
  position integer not null,
  description text not null,
  count integer not null,
  carrier_reference text,
  constraint entry_enclosure_key primary key (entry_id, position)
);
alter table correspondence.entry_enclosure enable row level security;
alter table correspondence.entry_enclosure force row level security;
create policy entry_enclosure_own on correspondence.entry_enclosure for select to wasl_app
  using (institution_id = wasl.institution() and (
    wasl.functions() is null or exists (select from correspondence.register_entry e where e.id = entry_id)));
create policy entry_enclosure_post on correspondence.entry_enclosure to wasl_post using (true) with check (true);
grant select on correspondence.entry_enclosure to wasl_app;
grant select, insert on correspondence.entry_enclosure to wasl_post;

-- What came or went without the hub. Its scans are the viewer's own documents, read as they are.
drop function correspondence.post_record(jsonb);
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
  insert into correspondence.entry_enclosure (institution_id, entry_id, position, description, count, carrier_reference)
  select wasl.institution(), (payload -> 'entry' ->> 'id')::uuid, e.position, e.description, e.count, e.carrier_reference
    from jsonb_to_recordset(payload -> 'enclosures') as e (position integer, description text, count integer, carrier_reference text);
  perform evidence.record(payload, array[wasl.institution()]);
end $$;

drop function correspondence.hold_register(uuid);
drop function correspondence.register_line(correspondence.register_entry, text);

-- One line of a register in the form that its closing commits to: fourteen fields, the digests of the scans and three fields for
-- each enclosure, set apart by TAB, ended by LF, nothing where a value is null; instants and ids as the API gives them. No field
-- can hold either character, and a line without enclosures is what it was before there were any.
create function correspondence.register_line(e correspondence.register_entry, scans text, enclosures text) returns text
language sql stable
as $$
  select array_to_string(array[
    e.number, e.state, e.medium, correspondence.instant(e.registered_at), e.occurred_on::text, e.document_date::text,
    case when e.confidential then 'CONFIDENTIAL' else 'ORDINARY' end, e.subject,
    correspondence.global_id('Institution', e.counterpart_id), e.counterpart_name,
    case when e.medium <> 'HUB' then e.counterpart_number end,
    correspondence.global_id('Correspondence', e.correspondence_id), correspondence.instant(e.cancelled_at), e.cancellation_reason,
    scans
  ], E'\t', '') || coalesce(E'\t' || enclosures, '') || E'\n'
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
         coalesce(string_agg(correspondence.register_line(e, s.digests, o.listed), '' order by e.registered_at, e.id), '') as lines
         from correspondence.register_entry e
         left join (
           select d.entry_id, string_agg(encode(d.sha256, 'hex'), ',' order by d.position) as digests
             from correspondence.entry_document d
             join correspondence.register_entry scanned on scanned.id = d.entry_id
            where scanned.register_id = asked
            group by d.entry_id) s on s.entry_id = e.id
         left join (
           select c.entry_id,
             string_agg(array_to_string(array[c.description, c.count::text, c.carrier_reference], E'\t', ''), E'\t' order by c.position) as listed
             from correspondence.entry_enclosure c
             join correspondence.register_entry enclosing on enclosing.id = c.entry_id
            where enclosing.register_id = asked
            group by c.entry_id) o on o.entry_id = e.id
        where e.register_id = r.id) l
     cross join lateral (
       select coalesce(sum(gap.last - gap.first + 1), 0)::bigint as missing,
         coalesce(jsonb_agg(jsonb_build_object('from', gap.first::text, 'to', gap.last::text) order by gap.first)
           filter (where gap.place <= 1000), '[]') as gaps
         from (select *, row_number() over (order by f.first) as place from correspondence.gaps_of(r.id) f) gap) g
     where r.id = asked
       and r.institution_id = wasl.institution();
end $$;

-- Who owns and who may call each function, as in the migration of the definers.
revoke execute on function correspondence.post_record(jsonb), correspondence.hold_register(uuid),
  correspondence.register_line(correspondence.register_entry, text, text) from public;
grant execute on function correspondence.post_record(jsonb), correspondence.hold_register(uuid) to wasl_app;
grant execute on function correspondence.register_line(correspondence.register_entry, text, text) to wasl_post;
grant create on schema correspondence to wasl_post;
alter function correspondence.post_record(jsonb) owner to wasl_post;
alter function correspondence.hold_register(uuid) owner to wasl_post;
revoke create on schema correspondence from wasl_post;
