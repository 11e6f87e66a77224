-- A register with every line of a large year is closed within the time that one statement has: nothing is called for each line.
drop function correspondence.hold_register(uuid);
drop function correspondence.register_line(correspondence.register_entry);
drop function correspondence.instant(timestamptz);
drop function correspondence.global_id(text, uuid);

-- An instant and an id as the API writes them. Neither has a path of its own, and both say no more than they do, so that the
-- planner takes them apart.
create function correspondence.instant(at timestamptz) returns text
language sql stable
as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

create function correspondence.global_id(type text, id uuid) returns text
language sql stable
as $$ select translate(encode(convert_to(type || ':' || id::text, 'UTF8'), 'base64'), E'+/=\n', '-_') $$;

-- One line of a register in the form that its closing commits to: fourteen fields and the digests of the scans, set apart by
-- TAB, ended by LF, nothing where a value is null; instants and ids as the API gives them. No field can hold either character.
create function correspondence.register_line(e correspondence.register_entry, scans text) returns text
language sql stable
as $$
  select array_to_string(array[
    e.number, e.state, e.medium, correspondence.instant(e.registered_at), e.occurred_on::text, e.document_date::text,
    case when e.confidential then 'CONFIDENTIAL' else 'ORDINARY' end, e.subject,
    correspondence.global_id('Institution', e.counterpart_id), e.counterpart_name,
    case when e.medium <> 'HUB' then e.counterpart_number end,
    correspondence.global_id('Correspondence', e.correspondence_id), correspondence.instant(e.cancelled_at), e.cancellation_reason,
    scans
  ], E'\t', '') || E'\n'
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
         coalesce(string_agg(correspondence.register_line(e, s.digests), '' order by e.registered_at, e.id), '') as lines
         from correspondence.register_entry e
         left join (
           select d.entry_id, string_agg(encode(d.sha256, 'hex'), ',' order by d.position) as digests
             from correspondence.entry_document d
             join correspondence.register_entry scanned on scanned.id = d.entry_id
            where scanned.register_id = asked
            group by d.entry_id) s on s.entry_id = e.id
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
revoke execute on function correspondence.hold_register(uuid), correspondence.register_line(correspondence.register_entry, text),
  correspondence.instant(timestamptz), correspondence.global_id(text, uuid) from public;
grant execute on function correspondence.hold_register(uuid) to wasl_app;
grant execute on function correspondence.register_line(correspondence.register_entry, text), correspondence.instant(timestamptz),
  correspondence.global_id(text, uuid) to wasl_post;
grant create on schema correspondence to wasl_post;
alter function correspondence.hold_register(uuid) owner to wasl_post;
revoke create on schema correspondence from wasl_post;
