import { sql, type Sql } from '../../platform/sql.js';

/**
 * The institutions that answer to these words, as `institution_id, score`: first by code or ICE, then by how much of what
 * was asked they bear, rare words counting for more, then by how much of their name was asked; of two that are nearly equal
 * the one that a letter can reach comes first. Words may be misspelt, written by ear, cut short, joined or in another order;
 * each is looked up in the list of all words by index.
 */
export const rankInstitutions = (words: string): Sql => sql`
  with asked as materialized (
    select t.place, t.word, t.variant
      from directory.terms(${words}) t
     order by t.place
     limit 24
  ), alike as materialized (
    select asked.place, w.word, max(case when asked.variant then 0.95 else 1 end * w.likeness) as likeness
      from asked
     cross join lateral (
       select a.word, a.likeness from directory.alike(asked.word) a
       union all
       select s.word, 0.75 from directory.sound(asked.word) s (word) where s.word is not null) w
     group by asked.place, w.word
  ), hit as materialized (
    select alike.place, w.institution_id, w.part, w.word, w.name_length, alike.likeness,
      alike.likeness * case w.part when 'VARIANT' then 0.95 when 'INITIALS' then 0.95 when 'KIND' then 0.8 when 'PARENT' then 0.4 else 1 end as worth
      from alike
      join directory.institution_word w on w.word = alike.word
  ), weight as (
    select asked.place, ln(2 + (select count(*) from directory.institution) / (1 + count(distinct hit.institution_id))::numeric) as weight
      from (select distinct place from asked) asked
      left join hit on hit.place = asked.place and hit.worth >= 0.6
     group by asked.place
  ), borne as (
    select best.institution_id, sum(weight.weight * best.worth) / (select sum(weight) from weight) as share
      from (select place, institution_id, max(worth) as worth from hit group by place, institution_id) best
      join weight on weight.place = best.place
     group by best.institution_id
  ), covered as (
    select name.institution_id, max(name.share) as share
      from (
        select institution_id, part, count(distinct word)::numeric / name_length as share
          from hit
         where name_length is not null
           and likeness >= 0.6
         group by institution_id, part, name_length) name
     group by name.institution_id
  ), found as (
    select borne.institution_id, borne.share * 0.85 + coalesce(covered.share, 0) * 0.15 as score
      from borne
      left join covered on covered.institution_id = borne.institution_id
     where borne.share >= 0.45
    union all
    select i.id, 2
      from directory.institution i
     where i.code in (upper(${words}), upper(replace(directory.fold(${words}), ' ', '-')))
    union all
    select i.id, 2
      from directory.institution i
     where i.ice = replace(directory.fold(${words}), ' ', '')
  )
  select found.institution_id,
    round((max(found.score) + case when i.status = 'ACTIVE' and i.channel <> 'NOT_CONNECTED' then 0.03 else 0 end)::numeric, 6) as score
    from found
    join directory.institution i on i.id = found.institution_id
   group by found.institution_id, i.status, i.channel`;
