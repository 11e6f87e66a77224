-- Units, successors, reachability, imports, and a search that forgives spelling.
alter table directory.institution add column successor_id uuid constraint institution_successor references directory.institution;
alter table directory.institution add constraint institution_successor_closed check (successor_id is null or status = 'CLOSED');

-- Evidence names institutions by their code for ever.
create function directory.keep_code() returns trigger
language plpgsql
as $$
begin
  raise exception 'an institution keeps its code and its place in the directory; close it instead'
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger institution_code_kept before delete or update of code on directory.institution
  for each statement execute function directory.keep_code();

-- Found by its number, which few have.
create index institution_ice on directory.institution (ice) where ice is not null;

create table directory.unit (
  id uuid primary key,
  institution_id uuid not null constraint unit_institution references directory.institution,
  code text not null,
  name_ar text not null,
  name_fr text not null,
  name_en text not null,
  parent_id uuid,
  constraint unit_code unique (institution_id, code),
  constraint unit_of unique (institution_id, id),
  constraint unit_parent foreign key (institution_id, parent_id) references directory.unit (institution_id, id)
);
alter table directory.unit enable row level security;
alter table directory.unit force row level security;
create policy unit_owner on directory.unit to wasl_owner using (true) with check (true);
create policy unit_read on directory.unit for select to wasl_app, wasl_post using (true);
grant select on directory.unit to wasl_app, wasl_post;
create trigger unit_generation after insert or update or delete or truncate on directory.unit
  for each statement execute function wasl.bump_generation('directory');

drop function directory.visible(uuid[]);
create function directory.visible(ids uuid[]) returns table (type text, id uuid)
language sql stable
as $$
  select 'Institution', institution.id from directory.institution where institution.id = any (ids)
  union all
  select 'FunctionAddress', function_address.id from directory.function_address where function_address.id = any (ids)
  union all
  select 'Unit', unit.id from directory.unit where unit.id = any (ids)
$$;

-- What the hub has seen of an institution, and what the institution says of itself. Public, like the directory.
create table directory.reachability (
  institution_id uuid constraint reachability_key primary key constraint reachability_institution references directory.institution,
  -- the hour
  last_seen_at timestamptz,
  median_hours_to_retrieval numeric,
  paused_until date,
  pause_reason_text text,
  constraint reachability_pause_reason check (pause_reason_text is null or paused_until is not null)
);
alter table directory.reachability enable row level security;
alter table directory.reachability force row level security;
create policy reachability_read on directory.reachability for select to wasl_app using (true);
create policy reachability_post on directory.reachability to wasl_post using (true) with check (true);
grant select on directory.reachability to wasl_app;
grant select, insert, update on directory.reachability to wasl_post;

-- Up to which access event the figures have looked.
create table directory.reachability_state (
  single boolean primary key default true check (single),
  access_seq bigint not null default 0
);
insert into directory.reachability_state default values;
alter table directory.reachability_state enable row level security;
alter table directory.reachability_state force row level security;
create policy reachability_state_post on directory.reachability_state to wasl_post using (true) with check (true);
grant select, update on directory.reachability_state to wasl_post;

-- Of its own kind: figures that change must not make every process read the whole directory again.
insert into wasl.generation (kind) values ('reachability');

-- Brings the figures of every institution up to date and says how many changed; 0 when another process is at it. A repetition
-- changes nothing, and what does not change announces nothing.
create function directory.refresh_reachability() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  looked bigint;
  newest bigint;
  now_at timestamptz := wasl.now();
  changed integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('directory.refresh_reachability', 0)) then
    return 0;
  end if;
  select s.access_seq into strict looked from directory.reachability_state s;
  select coalesce(max(a.seq), looked) into newest from evidence.access a where a.seq >= looked;

  with seen as (
    -- numbers are taken before the commit: those a little below may have come since
    select a.institution_id, date_trunc('hour', max(a.started_at), 'UTC') as last_seen_at
      from evidence.access a
     where a.seq > looked - 10000
       and a.kind = 'QUERY'
       and a.outcome = 'OK'
       and a.fields && array['Query.inbox', 'Query.mailboxEvents']
       and a.institution_id is not null
     group by a.institution_id
  ), figures as (
    select i.id as institution_id,
      greatest(old.last_seen_at, seen.last_seen_at) as last_seen_at,
      letters.median as median_hours_to_retrieval,
      old.last_seen_at as old_last_seen_at,
      old.median_hours_to_retrieval as old_median
      from directory.institution i
      left join directory.reachability old on old.institution_id = i.id
      left join seen on seen.institution_id = i.id
     cross join lateral (
       select case when count(*) >= 10 then
           round((percentile_cont(0.5) within group (order by extract(epoch from c.first_opened_at - c.delivered_at)) / 3600)::numeric, 1)
         end as median
         from correspondence.consignment c
        where c.institution_id = i.id
          and c.role <> 'SENDER'
          and c.delivered_at > now_at - interval '30 days'
          and c.first_opened_at is not null) letters
  )
  insert into directory.reachability as r (institution_id, last_seen_at, median_hours_to_retrieval)
  select f.institution_id, f.last_seen_at, f.median_hours_to_retrieval
    from figures f
   where (f.last_seen_at, f.median_hours_to_retrieval) is distinct from (f.old_last_seen_at, f.old_median)
   order by f.institution_id
  on conflict on constraint reachability_key do update
     set last_seen_at = excluded.last_seen_at, median_hours_to_retrieval = excluded.median_hours_to_retrieval;
  get diagnostics changed = row_count;

  update directory.reachability_state s set access_seq = newest where s.access_seq <> newest;
  if changed > 0 then
    update wasl.generation g set value = g.value + 1 where g.kind = 'reachability';
  end if;
  return changed;
end $$;

-- The viewer's institution announces a pause or ends it. An act without evidence: it is said to all, and proves nothing about
-- a letter.
create function directory.post_pause(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if payload -> 'act' ->> 'correspondence_id' is not null
    or payload -> 'evidence' <> '[]'
    or payload -> 'act' -> 'mailbox' <> '[]'
  then
    raise exception 'a pause concerns no letter';
  end if;
  insert into directory.reachability as r (institution_id, paused_until, pause_reason_text)
  values (wasl.institution(), (payload ->> 'until')::date, payload ->> 'reason_text')
  on conflict on constraint reachability_key do update
     set paused_until = excluded.paused_until, pause_reason_text = excluded.pause_reason_text;
  perform evidence.record(payload, array[wasl.institution()]);
  -- last, since every process that announces something waits for this row
  update wasl.generation g set value = g.value + 1 where g.kind = 'reachability';
end $$;

-- One row for each import that changed something: who brought which file, and what came of it.
create table directory.import (
  id bigint generated always as identity primary key,
  imported_at timestamptz not null default clock_timestamp(),
  imported_by text not null default session_user,
  file_name text not null,
  sha256 bytea not null,
  created integer not null,
  changed integer not null,
  unchanged integer not null
);
alter table directory.import enable row level security;
alter table directory.import force row level security;
create policy import_owner on directory.import to wasl_owner using (true) with check (true);

-- The words by which a name is looked for, in their order: articles and particles left out where others remain, the Arabic
-- article cut off. A variant is the word with its article, or a pair of neighbours written as one, as in Benimellal.
create function directory.terms(name text) returns table (place integer, word text, variant boolean)
language sql immutable strict parallel safe rows 4
as $$
  with part as (
    select p.place::integer as place, p.part, regexp_replace(p.part, '^(?:و?ال|لل)(?=[^ ]{3})', '') as word,
      p.part in ('de', 'du', 'des', 'd', 'la', 'le', 'les', 'l', 'et', 'en', 'au', 'aux', 'a', 'the', 'of', 'and', 'for', 'to', 'in',
        'el', 'al', 'ed', 'es', 'er', 'ez', 'esh', 'ech', 'و') as is_particle
      from string_to_table(directory.fold(name), ' ') with ordinality p (part, place)
     where p.part <> ''
  ), kept as (
    select part.place, part.part, part.word
      from part
     where not part.is_particle
        or not exists (select from part other where not other.is_particle)
  ), spelt as (
    select kept.place, kept.word, false as variant
      from kept
    union all
    select kept.place, kept.part, true
      from kept
    union all
    select kept.place, one.part || other.part, true
      from part one
      join part other on other.place = one.place + 1
      join kept on kept.place in (one.place, other.place)
     where char_length(one.part) <= 6
  )
  select spelt.place, spelt.word, bool_and(spelt.variant)
    from spelt
   group by spelt.place, spelt.word
$$;

-- A word and what is left of it without any one letter. Two words have one of these in common when a letter was left out,
-- added, exchanged or swapped with its neighbour. Numbers and the shortest words are taken as they are.
create function directory.near(word text) returns text[]
language sql immutable strict parallel safe
as $$
  select case
    when char_length(word) < 3 or word ~ '[0-9]' then array[word]
    else array(
      select word
      union
      select left(word, letter - 1) || substr(word, letter + 1) from generate_series(1, char_length(word)) letter)
  end
$$;

-- What people write before a name to say what it is the name of.
create function directory.kind_words(kind text) returns text
language sql immutable strict parallel safe
as $$
  select case kind
    when 'MINISTRY' then 'ministere ministry وزارة'
    when 'DEPARTMENT' then 'departement department قطاع كتابة الدولة'
    when 'PUBLIC_ESTABLISHMENT' then 'etablissement public establishment مؤسسة عمومية'
    when 'PUBLIC_ENTERPRISE' then 'entreprise publique enterprise مقاولة عمومية'
    when 'REGION' then 'region conseil جهة مجلس'
    when 'PREFECTURE' then 'prefecture عمالة'
    when 'PROVINCE' then 'province إقليم'
    when 'COMMUNE' then 'commune municipalite urbaine rurale جماعة بلدية'
    when 'COURT' then 'tribunal cour court محكمة'
    when 'CONSTITUTIONAL_BODY' then 'institution constitutionnelle constitutional body مؤسسة دستورية'
    when 'DECONCENTRATED_SERVICE' then 'service deconcentre direction مصلحة لا ممركزة مديرية'
    when 'DELEGATED_OPERATOR' then 'delegataire delegated operator مفوض'
    else ''
  end
$$;

-- Every word of the directory once, so that what is nearly the word is looked for among some thousands.
create table directory.word (
  word text collate "C" constraint word_key primary key,
  near text[] not null
);
-- searched from the first import on: nothing waits in a list that only a vacuum empties
create index word_near on directory.word using gin (near) with (fastupdate = off);
create index word_trigrams on directory.word using gin (word gin_trgm_ops) with (fastupdate = off);
alter table directory.word enable row level security;
alter table directory.word force row level security;
create policy word_owner on directory.word to wasl_owner using (true) with check (true);
create policy word_read on directory.word for select to wasl_app using (true);
grant select on directory.word to wasl_app;

-- Words of the directory that may be meant by one that was asked for, with how much alike they are, 1 at most: the same, begun
-- so, one letter away, containing it, much alike. The planner would read them all, since it takes a look at a word for free.
create function directory.alike(asked text) returns table (word text, likeness double precision)
language plpgsql stable parallel safe rows 4 set search_path = pg_catalog, public, pg_temp set enable_seqscan = off
as $$
begin
  return query
    select asked, 1::double precision
    union all
    select w.word, 0.7 + 0.25 * char_length(asked) / char_length(w.word)
      from directory.word w
     where w.word > asked collate "C"
       and w.word < asked || E'\U0010FFFF' collate "C"
       and char_length(asked) > 1
    union all
    select w.word, 0.6 + 0.3 * similarity(w.word, asked)
      from directory.word w
     where w.near && directory.near(asked)
       and w.word <> asked
    union all
    select w.word, 0.55
      from directory.word w
     where w.word like '%' || asked || '%'
       and char_length(asked) > 3
    union all
    select w.word, 0.8 * similarity(w.word, asked)
      from directory.word w
     where w.word % asked
       and similarity(w.word, asked) >= 0.4
       and char_length(asked) > 4;
end $$;

-- Where each word stands.
create table directory.institution_word (
  institution_id uuid not null constraint institution_word_institution references directory.institution,
  part text not null constraint institution_word_part check (part in ('AR', 'FR', 'EN', 'VARIANT', 'INITIALS', 'KIND', 'PARENT')),
  word text collate "C" not null constraint institution_word_word references directory.word,
  -- how many words the name has; null for what is no word of a name
  name_length integer,
  constraint institution_word_key primary key (institution_id, part, word)
);
create index institution_word_word on directory.institution_word (word);
alter table directory.institution_word enable row level security;
alter table directory.institution_word force row level security;
create policy institution_word_owner on directory.institution_word to wasl_owner using (true) with check (true);
create policy institution_word_read on directory.institution_word for select to wasl_app using (true);
grant select on directory.institution_word to wasl_app;

create function directory.index_words(ids uuid[]) returns void
language sql volatile
as $$
  delete from directory.institution_word w where w.institution_id = any (ids);
  with text as materialized (
    select i.id, n.part, n.text
      from directory.institution i
      left join directory.institution parent on parent.id = i.parent_id
     cross join lateral (values
       ('AR', i.name_ar), ('FR', i.name_fr), ('EN', i.name_en), ('KIND', directory.kind_words(i.kind)),
       ('PARENT', concat_ws(' ', parent.name_ar, parent.name_fr))) n (part, text)
     where i.id = any (ids)
  ), term as materialized (
    -- kinds and parents are the same for many
    select one.text, t.place, t.word, t.variant
      from (select distinct text.text from text) one
     cross join lateral directory.terms(one.text) t
  ), name as materialized (
    select text.id, text.part, term.place, term.word, term.variant
      from text
      join term using (text)
  ), counted as (
    select name.id, name.part, count(distinct name.word)::integer as words
      from name
     where not name.variant
       and name.part in ('AR', 'FR', 'EN')
     group by name.id, name.part
  ), said as (
    select name.id, name.part, name.word, counted.words as name_length
      from name
      left join counted using (id, part)
     where not name.variant
       and (counted.words is not null
         or not exists (
           select
             from name own
            where own.id = name.id
              and own.word = name.word
              and own.part in ('AR', 'FR', 'EN')
              and not own.variant))
    union
    select name.id, 'VARIANT', name.word, null
      from name
     where name.variant and name.part in ('AR', 'FR', 'EN')
    union
    select name.id, 'INITIALS', string_agg(left(name.word, 1), '' order by name.place), null
      from name
     where not name.variant and name.part in ('FR', 'EN')
     group by name.id, name.part
    having count(*) >= 3
  ), learnt as (
    insert into directory.word (word, near)
    select distinct said.word, directory.near(said.word) from said
    on conflict on constraint word_key do nothing
  )
  insert into directory.institution_word (institution_id, part, word, name_length)
  select said.id, said.part, said.word, said.name_length from said
$$;

create function directory.index_changed() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    perform directory.index_words(array(select c.id from changed c));
  else
    -- a name is also a word of those below it
    perform directory.index_words(array(
      select i.id
        from directory.institution i
       where exists (
         select
           from changed c
           join before b using (id)
          where c.id in (i.id, i.parent_id)
            and (c.name_ar, c.name_fr, c.name_en, c.kind, c.parent_id)
                is distinct from (b.name_ar, b.name_fr, b.name_en, b.kind, b.parent_id))));
  end if;
  return null;
end $$;
create trigger institution_words_made after insert on directory.institution
  referencing new table as changed
  for each statement execute function directory.index_changed();
create trigger institution_words_changed after update on directory.institution
  referencing old table as before new table as changed
  for each statement execute function directory.index_changed();
select directory.index_words(array(select i.id from directory.institution i));

revoke execute on function directory.visible(uuid[]), directory.keep_code(), directory.refresh_reachability(), directory.post_pause(jsonb),
  directory.terms(text), directory.near(text), directory.alike(text), directory.kind_words(text), directory.index_words(uuid[]), directory.index_changed() from public;
grant execute on function directory.visible(uuid[]), directory.terms(text), directory.near(text), directory.alike(text) to wasl_app;
grant usage on schema directory to wasl_clock;
grant execute on function directory.refresh_reachability() to wasl_clock;
grant execute on function directory.post_pause(jsonb) to wasl_app;
grant create on schema directory to wasl_post;
alter function directory.refresh_reachability() owner to wasl_post;
alter function directory.post_pause(jsonb) owner to wasl_post;
revoke create on schema directory from wasl_post;
