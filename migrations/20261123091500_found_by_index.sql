-- What is looked for is found by an index, however much an institution has.

-- The letters by which a document reached the viewer, before its bytes are served: as an attachment, or supplied later. Nothing
-- in the list of letters is of the viewer's rows, so that they are looked up for the document, and not the document for each.
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
        where s.document_id = document and s.institution_id = wasl.institution())
   order by c.correspondence_id
$$;

-- What shrinks as work is done, and what one institution sent: a list that asks for few of many does not walk past the others.
create index consignment_unretrieved on correspondence.consignment (institution_id, delivered_at desc, correspondence_id desc)
  where role <> 'SENDER' and state = 'DELIVERED';
create index consignment_unacknowledged on correspondence.consignment (institution_id, deposited_at desc, correspondence_id desc)
  where role = 'SENDER' and open_to_count > 0;
create index consignment_of_sender on correspondence.consignment (institution_id, sender_id, delivered_at desc, correspondence_id desc)
  where role <> 'SENDER';

-- Deadlines in days all fall on one midnight.
drop index wasl.due_next;
create index due_next on wasl.due (next_try_at, id);

-- A policy with a condition keeps `fold` from being asked of an index. The one function of this role says itself what a client
-- that is limited to functions reaches.
alter policy consignment_search on correspondence.consignment using (true);

-- One page of the viewer's letters by words or by recipient, in the order of the list. It runs as a role whom no policy hinders,
-- since a policy keeps an index on words from being used; so every branch starts from the viewer's own consignments. All words
-- must occur, in any order: three letters or more anywhere, fewer at the beginning of a word. Confidential letters are not
-- looked into without the right. `among` narrows to some letters, where it is given.
drop function correspondence.find_letters(text, text, boolean, jsonb, uuid[], timestamptz, uuid, integer);
create function correspondence.find_letters(
  box text, search text, in_confidence boolean, filter jsonb, among uuid[], before_at timestamptz, before_id uuid, most integer)
returns table (correspondence_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
-- the best way depends on the words: each call is planned for its own
set plan_cache_mode = force_custom_plan
as $$
declare
  me uuid := wasl.institution();
  whole text := directory.fold(search);
  -- the longest first: an index is asked for those
  words text[] := array(
    select w.word from string_to_table(whole, ' ') w (word) where w.word <> '' group by w.word order by char_length(w.word) desc, w.word);
  patterns text[] := array(
    select case when char_length(w.word) < 3 then '% ' else '%' end || w.word || '%'
      from unnest(words) with ordinality w (word, place) order by w.place);
  -- any words that stand together: what a number of several pieces, e.g. 2026/123, is asked for with
  runs text[] := array(
    select array_to_string(said.words[first:last], ' ')
      from (select string_to_array(whole, ' ') as words) said
     cross join generate_series(1, cardinality(said.words)) first
     cross join generate_series(first, least(first + 5, cardinality(said.words))) last);
  is_search boolean := search is not null;
  is_open boolean := search is null or in_confidence;
  is_limited boolean := wasl.functions() is not null;
  most_rare constant integer := 20000;
  -- ids of all the letters that have the words, where they are no more than that
  rare uuid[];
  recipient uuid := filter ->> 'recipient_id';
  states text[] := case when filter ? 'states' then array(select jsonb_array_elements_text(filter -> 'states')) end;
  since timestamptz := filter ->> 'since';
  until timestamptz := filter ->> 'until';
begin
  -- a text without a letter or a digit is a condition that nothing meets
  if is_search and words = '{}' then
    return;
  end if;
  -- what few letters of the whole hub say is found by the index; what many say is soon met on the way down the list, which
  -- `offset 0` below keeps: each letter is looked into in its turn, until the page is full
  if char_length(words[1]) >= 3 then
    rare := array(
      select l.id
        from correspondence.correspondence l
       where l.folded like patterns[1]
         and (patterns[2] is null or l.folded like patterns[2])
         and (patterns[3] is null or l.folded like patterns[3])
         and l.folded like all (patterns)
       limit most_rare + 1);
    if cardinality(rare) > most_rare then
      rare := null;
    end if;
  end if;
  if box = 'OUTBOX' then
    return query
      select c.correspondence_id, c.deposited_at
        from correspondence.consignment c
       cross join lateral (
         select from correspondence.correspondence l
          where l.id = c.correspondence_id and (not is_search or l.folded like all (patterns))
         offset 0) said
       where c.institution_id = me
         and c.role = 'SENDER'
         and (not is_limited or correspondence.reaches(c.role, c.function_address_code, c.client_id))
         and (rare is null or c.correspondence_id = any (rare))
         and (is_open or c.confidentiality = 'ORDINARY')
         and (recipient is null or exists (
           select from correspondence.consignment r
            where r.institution_id = recipient and r.correspondence_id = c.correspondence_id and r.role <> 'SENDER'))
         and (among is null or c.correspondence_id = any (among))
         and correspondence.meets(c, filter, states)
         and (since is null or c.deposited_at >= since)
         and (until is null or c.deposited_at < until)
         and (before_at is null or (c.deposited_at, c.correspondence_id) < (before_at, before_id))
       order by c.deposited_at desc, c.correspondence_id desc
       limit most;
    return;
  end if;
  return query
    (select c.correspondence_id, c.delivered_at
       from correspondence.consignment c
      cross join lateral (
        select from correspondence.correspondence l where l.id = c.correspondence_id and l.folded like all (patterns) offset 0) said
      where c.institution_id = me
        and c.role <> 'SENDER'
        and (not is_limited or correspondence.reaches(c.role, c.function_address_code, c.client_id))
        and (rare is null or c.correspondence_id = any (rare))
        and (is_open or c.confidentiality = 'ORDINARY')
        and correspondence.meets(c, filter, states)
        and (since is null or c.delivered_at >= since)
        and (until is null or c.delivered_at < until)
        and (before_at is null or (c.delivered_at, c.correspondence_id) < (before_at, before_id))
      order by c.delivered_at desc, c.correspondence_id desc
      limit most)
    union
    -- some of the words may be the viewer's own arrival number, which stands in its consignment
    (select c.correspondence_id, c.delivered_at
       from correspondence.consignment c
      cross join lateral (select l.folded from correspondence.correspondence l where l.id = c.correspondence_id offset 0) l
      where c.institution_id = me
        and c.arrival_number is not null
        and (not is_limited or correspondence.reaches(c.role, c.function_address_code, c.client_id))
        and directory.fold(c.arrival_number) = any (runs || whole)
        and not exists (
          select from unnest(words, patterns) w (word, pattern)
           where w.word <> all (string_to_array(directory.fold(c.arrival_number), ' ')) and l.folded not like w.pattern)
        and (is_open or c.confidentiality = 'ORDINARY')
        and correspondence.meets(c, filter, states)
        and (since is null or c.delivered_at >= since)
        and (until is null or c.delivered_at < until)
        and (before_at is null or (c.delivered_at, c.correspondence_id) < (before_at, before_id))
      order by c.delivered_at desc, c.correspondence_id desc
      limit most)
    order by 2 desc, 1 desc
    limit most;
end $$;

-- Who owns and who may call each function, as in the migration of the definers.
revoke execute on function correspondence.letters_with(uuid),
  correspondence.find_letters(text, text, boolean, jsonb, uuid[], timestamptz, uuid, integer) from public;
grant execute on function correspondence.letters_with(uuid),
  correspondence.find_letters(text, text, boolean, jsonb, uuid[], timestamptz, uuid, integer) to wasl_app;
grant create on schema correspondence to wasl_post, wasl_search;
alter function correspondence.letters_with(uuid) owner to wasl_post;
alter function correspondence.find_letters(text, text, boolean, jsonb, uuid[], timestamptz, uuid, integer) owner to wasl_search;
revoke create on schema correspondence from wasl_post, wasl_search;
