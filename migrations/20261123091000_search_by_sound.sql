-- Names that come from Arabic and Amazigh are written in Latin letters as each person hears them: Tétouan and Tetwan, Sidi Kacem
-- and Sidi Qasem. What the spellings share are the consonants; a word with fewer than three keeps its vowels in one spelling, as
-- Chichaoua and Chichawa. A sound begins with a tilde, which no word does.
create function directory.sound(word text) returns text
language sql immutable strict parallel safe
as $$
  with heard as (
    select regexp_replace(
      translate(
        regexp_replace(
          replace(replace(regexp_replace(replace(word, 'kh', 'x'), 'ch|sh', '8', 'g'), 'gh', 'r'), 'ph', 'f'),
          'c(?=[eiy])', 's', 'g'),
        'cq', 'kk'),
      '(.)\1+', '\1', 'g') as letters
  ), said as (
    select regexp_replace(heard.letters, '[aehiouwy]', '', 'g') as consonants,
      regexp_replace(translate(regexp_replace(replace(heard.letters, 'ou', 'u'), '[eh]+$', ''), 'ewyoh', 'auiu'), '(.)\1+', '\1', 'g') as whole
      from heard
  )
  select '~' || case when char_length(said.consonants) >= 3 then said.consonants else said.whole end
    from said
   where word ~ '^[a-z]{4,}$'
     and char_length(said.whole) >= 3
$$;

alter table directory.institution_word drop constraint institution_word_part;
alter table directory.institution_word add constraint institution_word_part
  check (part in ('AR', 'FR', 'EN', 'VARIANT', 'INITIALS', 'KIND', 'PARENT', 'SOUND'));

drop function directory.index_words(uuid[]);
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
  ), heard as materialized (
    select one.word, directory.sound(one.word) as sound from (select distinct term.word from term) one
  ), name as materialized (
    select text.id, text.part, term.place, term.word, term.variant,
      bool_or(text.part = 'KIND' and not term.variant) over same_word as is_kind,
      bool_or(text.part in ('AR', 'FR', 'EN') and not term.variant) over same_word as is_named
      from text
      join term using (text)
    window same_word as (partition by text.id, term.word)
  ), counted as (
    -- Azilal and Commune d'Azilal are names of one length: what says the kind is asked for or not
    select name.id, name.part, greatest(count(distinct name.word) filter (where not name.is_kind), 1)::integer as words
      from name
     where not name.variant
       and name.part in ('AR', 'FR', 'EN')
     group by name.id, name.part
  ), said as (
    select name.id, name.part, name.word, case when not name.is_kind then counted.words end as name_length
      from name
      left join counted using (id, part)
     where not name.variant
       and (counted.words is not null or not name.is_named)
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
    union
    select name.id, 'SOUND', heard.sound, null
      from name
      join heard using (word)
     where name.part in ('FR', 'EN')
       and heard.sound is not null
  ), learnt as (
    insert into directory.word (word, near)
    -- a sound is looked for as it is
    select distinct said.word, case when said.part = 'SOUND' then array[said.word] else directory.near(said.word) end from said
    on conflict on constraint word_key do nothing
  )
  insert into directory.institution_word (institution_id, part, word, name_length)
  select said.id, said.part, said.word, said.name_length from said
$$;

revoke execute on function directory.sound(text), directory.index_words(uuid[]) from public;
grant execute on function directory.sound(text) to wasl_app;
select directory.index_words(array(select i.id from directory.institution i));
