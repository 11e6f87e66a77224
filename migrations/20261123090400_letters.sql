-- Letters that belong together, enclosures that travel outside the hub, the same file sent again, and search.
alter table correspondence.correspondence
  -- the letter that this one answers or reminds of
  add column in_reply_to_id uuid constraint correspondence_in_reply_to references correspondence.correspondence,
  -- digest of the main document, so that the same file sent again is noticed
  add column main_sha256 bytea,
  add column enclosure_count integer not null default 0,
  -- what search looks at, in one spelling; a space before each word tells its beginning
  add column folded text not null generated always as (
    ' ' || directory.fold(subject) || ' | ' || directory.fold(coalesce(sender_reference, '')) || ' | '
      || directory.fold(coalesce(recipient_reference, '')) || ' | ' || directory.fold(departure_number)
  ) stored;
-- pages of pending entries would be merged by whichever deposit fills them, while it holds its register
create index correspondence_folded on correspondence.correspondence using gin (folded gin_trgm_ops) with (fastupdate = off);
create index correspondence_same_file on correspondence.correspondence (sender_id, main_sha256, deposited_at desc) where main_sha256 is not null;

alter table correspondence.consignment
  -- the first letter of the affair
  add column thread_id uuid,
  add column retrieve_by timestamptz,
  add column confirmed_enclosures integer not null default 0;
-- until now every letter stood alone; its owner is bound by the policies like everybody else
alter table correspondence.consignment no force row level security;
update correspondence.consignment set thread_id = correspondence_id;
alter table correspondence.consignment force row level security;
alter table correspondence.consignment alter column thread_id set not null;
create index consignment_thread on correspondence.consignment (institution_id, thread_id, deposited_at, correspondence_id);
create index consignment_arrival on correspondence.consignment (institution_id, directory.fold(arrival_number)) where arrival_number is not null;

-- Who gets a letter later than its deposit, by redirection, gets it as part of the same affair.
create function correspondence.join_thread() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  select c.thread_id into strict new.thread_id
    from correspondence.consignment c
   where c.institution_id = new.sender_id
     and c.correspondence_id = new.correspondence_id;
  return new;
end $$;
create trigger consignment_joins_thread before insert on correspondence.consignment
  for each row when (new.thread_id is null) execute function correspondence.join_thread();

-- Something that does not fit on a wire. Its position is its name in evidence. Like the files it is seen by who has the letter.
create table correspondence.enclosure (
  correspondence_id uuid not null constraint enclosure_correspondence references correspondence.correspondence,
  position integer not null,
  description text not null,
  count integer not null,
  carrier_reference text,
  constraint enclosure_key primary key (correspondence_id, position)
);
alter table correspondence.enclosure enable row level security;
alter table correspondence.enclosure force row level security;
create policy enclosure_party on correspondence.enclosure for select to wasl_app
  using (exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution() and c.correspondence_id = enclosure.correspondence_id and c.state <> 'RECALLED'));
create policy enclosure_post on correspondence.enclosure to wasl_post using (true) with check (true);
grant select on correspondence.enclosure to wasl_app;
grant select, insert on correspondence.enclosure to wasl_post;

-- One institution has it in hand.
create table correspondence.enclosure_receipt (
  institution_id uuid not null,
  correspondence_id uuid not null,
  position integer not null,
  received_at timestamptz not null,
  constraint enclosure_receipt_key primary key (institution_id, correspondence_id, position),
  constraint enclosure_receipt_enclosure foreign key (correspondence_id, position) references correspondence.enclosure
);
create index enclosure_receipt_of_letter on correspondence.enclosure_receipt (correspondence_id, position);
alter table correspondence.enclosure_receipt enable row level security;
alter table correspondence.enclosure_receipt force row level security;
create policy enclosure_receipt_own on correspondence.enclosure_receipt for select to wasl_app using (institution_id = wasl.institution());
create policy enclosure_receipt_post on correspondence.enclosure_receipt to wasl_post using (true) with check (true);
grant select on correspondence.enclosure_receipt to wasl_app;
grant select, insert on correspondence.enclosure_receipt to wasl_post;

-- Who has the enclosures in hand: the sender sees all, a recipient its own.
create function correspondence.enclosure_receipts_of(correspondence_ids uuid[]) returns setof correspondence.enclosure_receipt
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select r.*
      from correspondence.consignment mine
      join correspondence.enclosure_receipt r on r.correspondence_id = mine.correspondence_id
     where mine.institution_id = wasl.institution()
       and mine.correspondence_id = any (correspondence_ids)
       and correspondence.reaches(mine.role, mine.function_address_code, mine.client_id)
       and (mine.role = 'SENDER' or r.institution_id = mine.institution_id)
     order by r.correspondence_id, r.position, r.received_at, r.institution_id;
end $$;

-- What a deposit needs to know of the letter that it answers or reminds of: no row when the viewer is no party to it. Who is
-- about to answer a letter received holds its consignment, so that two answers follow one another.
create function correspondence.reply_target(asked uuid, as_answer boolean)
returns table (role text, state text, sender_id uuid, state_changed_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if as_answer then
    perform from correspondence.consignment c
      where c.institution_id = wasl.institution() and c.correspondence_id = asked and c.role = 'TO'
        for update;
  end if;
  return query
    select c.role, c.state, c.sender_id, c.state_changed_at
      from correspondence.consignment c
     where c.institution_id = wasl.institution()
       and c.correspondence_id = asked
       and correspondence.reaches(c.role, c.function_address_code, c.client_id);
end $$;

-- Those of the recipients to whom the viewer sent a letter with the same main document in the last 30 days, where that letter
-- still stands. The newest thousand letters with it are looked at: it is a warning, and a form sent every day has many.
create function correspondence.sent_lately(main_document uuid, recipients uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  since timestamptz := wasl.now() - interval '30 days';
  digest bytea := (select d.sha256 from documents.document d where d.id = main_document and d.owner_id = wasl.institution());
begin
  return query
    with lately as materialized (
      select l.id
        from correspondence.correspondence l
       where l.sender_id = wasl.institution()
         and l.main_sha256 = digest
         and l.deposited_at > since
       order by l.deposited_at desc
       limit 1000
    )
    select distinct c.institution_id
      from lately
      join correspondence.consignment c on c.correspondence_id = lately.id
     where c.institution_id = any (recipients)
       and c.role <> 'SENDER'
       and c.state not in ('RECALLED', 'REFUSED', 'REDIRECTED');
end $$;

-- The conditions of the lists that are not told by their order. Small enough that the planner takes it apart.
create function correspondence.meets(c correspondence.consignment, filter jsonb, states text[]) returns boolean
language sql stable
as $$
  select (states is null or case when c.role = 'SENDER' then c.state_counts ?| states else c.state = any (states) end)
    and (filter ->> 'sender_id' is null or c.sender_id = (filter ->> 'sender_id')::uuid)
    and (filter ->> 'function' is null or c.function_address_code = filter ->> 'function')
    and (filter ->> 'priority' is null or c.priority = filter ->> 'priority')
    and (filter ->> 'sender_reference' is null or c.sender_reference = filter ->> 'sender_reference')
    and (filter ->> 'unacknowledged' is null or (c.open_to_count > 0) = (filter ->> 'unacknowledged')::boolean)
$$;

-- One page of the viewer's letters by words or by recipient, in the order of the list. It runs as a role whom no policy hinders,
-- since a policy keeps an index on words from being used; so every branch starts from the viewer's own consignments. All words
-- must occur, in any order: three letters or more anywhere, fewer at the beginning of a word. Confidential letters are not
-- looked into without the right. `among` narrows to some letters, where it is given.
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
    -- a word, or all of it, may be the viewer's own arrival number, which stands in its consignment
    (select c.correspondence_id, c.delivered_at
       from correspondence.consignment c
       join correspondence.correspondence l on l.id = c.correspondence_id
      where c.institution_id = me
        and c.arrival_number is not null
        and (not is_limited or correspondence.reaches(c.role, c.function_address_code, c.client_id))
        and directory.fold(c.arrival_number) = any (words || whole)
        and (directory.fold(c.arrival_number) = whole
          or not exists (
            select from unnest(words, patterns) w (word, pattern)
             where w.word <> directory.fold(c.arrival_number) and l.folded not like w.pattern))
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

create policy consignment_search on correspondence.consignment for select to wasl_search using (true);
create policy correspondence_search on correspondence.correspondence for select to wasl_search using (true);
grant select on correspondence.consignment, correspondence.correspondence to wasl_search;

-- The viewer has enclosures in hand. Called by the act functions that say so; what was confirmed before stays as it was.
create function correspondence.receive_enclosures(letter uuid, positions integer[], at timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  if coalesce(cardinality(positions), 0) = 0 then
    return;
  end if;
  if exists (
    select from unnest(positions) asked (position)
     where not exists (select from correspondence.enclosure e where e.correspondence_id = letter and e.position = asked.position))
  then
    raise exception 'the letter has no such enclosure';
  end if;
  insert into correspondence.enclosure_receipt (institution_id, correspondence_id, position, received_at)
  select distinct wasl.institution(), letter, asked.position, at
    from unnest(positions) asked (position)
   order by 3
  on conflict on constraint enclosure_receipt_key do nothing;
  update correspondence.consignment c
     set confirmed_enclosures = (
       select count(*) from correspondence.enclosure_receipt r
        where r.institution_id = wasl.institution() and r.correspondence_id = letter)
   where c.institution_id = wasl.institution()
     and c.correspondence_id = letter
     and c.role in ('TO', 'CC')
     and c.state not in ('RECALLED', 'REFUSED', 'REDIRECTED');
  if not found then
    raise exception 'only who has the letter confirms its enclosures';
  end if;
end $$;

-- An enclosure may come before the letter is opened, so this neither opens the letter nor moves it on.
create function correspondence.post_enclosures(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  positions integer[] := array(select p::integer from jsonb_array_elements_text(payload -> 'positions') p);
  sender uuid;
begin
  if positions = '{}' or exists (
    select from correspondence.enclosure_receipt r
     where r.institution_id = wasl.institution() and r.correspondence_id = letter and r.position = any (positions))
  then
    raise exception 'an enclosure is confirmed once, and there is one to confirm';
  end if;
  perform correspondence.receive_enclosures(letter, positions, (payload -> 'act' ->> 'occurred_at')::timestamptz);
  update correspondence.consignment c
     set last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where c.institution_id = wasl.institution()
     and c.correspondence_id = letter
     and c.role in ('TO', 'CC')
  returning c.sender_id into sender;
  perform evidence.record(payload, array[wasl.institution(), sender]);
end $$;

-- Deposit: the letter, its files and enclosures, one consignment for each party, the departure entry, evidence and event.
-- Sender, number and time are those of the register, files those of the viewer's documents, whatever the payload says. An
-- answer also closes the letter that it answers.
drop function correspondence.post_deposit(jsonb);
create function correspondence.post_deposit(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  recipients uuid[] := array(select r ->> 'institution_id' from jsonb_array_elements(payload -> 'recipients') r);
  asked uuid := payload -> 'letter' ->> 'in_reply_to_id';
  thread uuid := letter;
begin
  if asked is not null then
    select c.thread_id into thread
      from correspondence.consignment c
     where c.institution_id = wasl.institution()
       and c.correspondence_id = asked;
    if not found then
      raise exception 'the viewer has no such letter to reply to';
    end if;
  end if;

  insert into correspondence.correspondence (
    id, sender_id, subject, sender_reference, recipient_reference, nature, priority, confidentiality, document_date,
    deposited_at, answer_expected_on, departure_number, departure_series, departure_year, recipient_count, in_reply_to_id,
    main_sha256, enclosure_count)
  select letter, n.institution_id, l.subject, l.sender_reference, l.recipient_reference, l.nature, l.priority, l.confidentiality,
    l.document_date, n.at, l.answer_expected_on, n.number, n.series, n.year, cardinality(recipients), asked,
    (select d.sha256
       from documents.own(array(
         select (a ->> 'document_id')::uuid from jsonb_array_elements(payload -> 'attachments') a where a ->> 'role' = 'MAIN')) d),
    coalesce(jsonb_array_length(payload -> 'enclosures'), 0)
    from jsonb_to_record(payload -> 'letter') as l (
      subject text, sender_reference text, recipient_reference text, nature text, priority text, confidentiality text,
      document_date date, answer_expected_on date)
   cross join correspondence.numbered(payload -> 'entry', 'OUT') n;
  perform correspondence.enter(payload, 'OUT');

  insert into correspondence.attachment (
    correspondence_id, position, document_id, role, title, file_name, media_type, size_bytes, sha256)
  select letter, a.position, d.document_id, a.role, a.title, d.file_name, d.media_type, d.size_bytes, d.sha256
    from jsonb_to_recordset(payload -> 'attachments') as a (position integer, document_id uuid, role text, title text)
    left join documents.own(array(
      select (a ->> 'document_id')::uuid from jsonb_array_elements(payload -> 'attachments') a)) d on d.document_id = a.document_id;
  insert into correspondence.enclosure (correspondence_id, position, description, count, carrier_reference)
  select letter, e.position, e.description, e.count, e.carrier_reference
    from jsonb_to_recordset(payload -> 'enclosures') as e (position integer, description text, count integer, carrier_reference text);

  insert into correspondence.consignment (
    institution_id, correspondence_id, role, ordinal, state, state_changed_at, delivered_at, function_address_id,
    function_address_code, sender_id, sender_reference, priority, confidentiality, deposited_at, thread_id, retrieve_by,
    last_evidence_id)
  select p.institution_id, l.id, p.role, p.ordinal, case when p.role = 'SENDER' then 'DEPOSITED' else 'DELIVERED' end,
    l.deposited_at, l.deposited_at, p.function_address_id, p.function_address_code, l.sender_id, l.sender_reference, l.priority,
    l.confidentiality, l.deposited_at, thread,
    case when p.role <> 'SENDER' then (payload -> 'letter' ->> 'retrieve_by')::timestamptz end,
    (payload -> 'evidence' -> -1 ->> 'id')::uuid
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

  if asked is not null and payload -> 'letter' ->> 'nature' = 'ANSWER' then
    if not exists (
      select
        from correspondence.consignment a
        join correspondence.consignment c on c.institution_id = a.sender_id and c.correspondence_id = letter and c.role = 'TO'
       where a.institution_id = wasl.institution()
         and a.correspondence_id = asked)
    then
      raise exception 'an answer goes to who asked';
    end if;
    perform correspondence.mark_answered(payload, asked);
  end if;
  perform correspondence.recount(letter);
  perform evidence.record(payload, wasl.institution() || recipients);
end $$;

-- An event may be about another letter than its act's own: who asked is told that its letter is answered.
-- What every act leaves, in the act's own transaction: evidence with a copy for each party, the event, its pending row,
-- and the result that a retry with the same key replays. Called by the act functions only: each has checked that the letter
-- of the act is the viewer's, and says which institutions it may reach. Nothing of it goes to any other.
create or replace function evidence.record(payload jsonb, institutions uuid[]) returns void
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

  -- an event may be about another letter than the act's own, where who acts and who is told are both parties to it
  if exists (
    select from jsonb_to_recordset(act -> 'mailbox') as m (institution uuid, correspondence uuid)
     where m.correspondence is not null
       and (select count(*) from correspondence.consignment c
             where c.correspondence_id = m.correspondence and c.institution_id in (wasl.institution(), m.institution)) < 2)
  then
    raise exception 'a mailbox event is about a letter of both';
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

-- One tick of the sequencer: takes pending events in turn by author, gives each the next dense index, and each mailbox
-- event the next position of its institution. Everything or nothing, in the caller's transaction; no row when another
-- process is at it. Writes nothing when nothing is pending; `more` when some are left for another round.
create or replace function evidence.sequence(most integer) returns table (placed bigint, following_index bigint, more boolean)
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
    -- whose turn it is decides who is placed in this round; in it, what happened first comes first
    select fair.author, fair.id, row_number() over (order by fair.id) - 1 as nth
      from (select q.author, q.id from queue q order by q.turn, q.id limit most) fair
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
    select r.index, m.place, r.seq, a.occurred_at, coalesce((m.entry ->> 'correspondence')::uuid, a.correspondence_id) as correspondence_id,
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

-- Who owns and who may call each function, as in the migration of the definers.
do $$
declare
  name text;
begin
  grant create on schema correspondence to wasl_post, wasl_search;
  foreach name in array array[
    'enclosure_receipts_of(uuid[])', 'reply_target(uuid, boolean)', 'sent_lately(uuid, uuid[])', 'post_enclosures(jsonb)', 'post_deposit(jsonb)'
  ] loop
    execute format('revoke execute on function correspondence.%s from public', name);
    execute format('grant execute on function correspondence.%s to wasl_app', name);
    execute format('alter function correspondence.%s owner to wasl_post', name);
  end loop;
  foreach name in array array[
    'join_thread()', 'meets(correspondence.consignment, jsonb, text[])', 'receive_enclosures(uuid, integer[], timestamptz)',
    'find_letters(text, text, boolean, jsonb, uuid[], timestamptz, uuid, integer)'
  ] loop
    execute format('revoke execute on function correspondence.%s from public', name);
  end loop;
  grant execute on function correspondence.find_letters(text, text, boolean, jsonb, uuid[], timestamptz, uuid, integer) to wasl_app;
  alter function correspondence.find_letters(text, text, boolean, jsonb, uuid[], timestamptz, uuid, integer) owner to wasl_search;
  revoke create on schema correspondence from wasl_post, wasl_search;
end $$;
grant execute on function correspondence.meets(correspondence.consignment, jsonb, text[]) to wasl_search;
grant execute on function correspondence.receive_enclosures(uuid, integer[], timestamptz), directory.fold(text) to wasl_post;
