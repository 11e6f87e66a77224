-- Institutions and their function addresses: public to read, written by the operator's commands.
create schema directory;
grant usage on schema directory to wasl_app, wasl_post, wasl_search;

-- One spelling for search: case, accents, Arabic letter forms, diacritics and digits do not matter.
create function directory.fold(name text) returns text
language sql immutable strict parallel safe
as $$
  select btrim(regexp_replace(
    replace(replace(translate(
      regexp_replace(
        normalize(lower(normalize(name, NFKC)), NFKD),
        '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]',
        '', 'g'),
      'ٱىیةھەکگݣڭڤپ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹øđłı',
      'اييهههككككفب01234567890123456789odli'),
      'œ', 'oe'), 'æ', 'ae'),
    '[^[:alnum:]]+', ' ', 'g'))
$$;

create table directory.institution (
  id uuid primary key,
  code text not null constraint institution_code unique,
  kind text not null,
  parent_id uuid constraint institution_parent references directory.institution,
  region_id uuid constraint institution_region references directory.institution,
  name_ar text not null,
  name_fr text not null,
  name_en text not null,
  ice text constraint institution_ice check (ice ~ '^[0-9]{15}$'),
  status text not null default 'ACTIVE' constraint institution_status check (status in ('ACTIVE', 'SUSPENDED', 'CLOSED')),
  channel text not null constraint institution_channel check (channel in ('SYSTEM', 'DESK', 'NOT_CONNECTED')),
  source text not null,
  folded text not null generated always as (
    directory.fold(code) || ' | ' || directory.fold(name_fr) || ' | ' || directory.fold(name_ar) || ' | ' || directory.fold(name_en)
  ) stored
);
create index institution_folded on directory.institution using gin (folded gin_trgm_ops);
alter table directory.institution enable row level security;
alter table directory.institution force row level security;
create policy institution_owner on directory.institution to wasl_owner using (true) with check (true);
create policy institution_read on directory.institution for select to wasl_app, wasl_post using (true);
grant select on directory.institution to wasl_app, wasl_post;
create trigger institution_generation after insert or update or delete or truncate on directory.institution
  for each statement execute function wasl.bump_generation('directory');

create table directory.function_address (
  id uuid primary key,
  institution_id uuid not null constraint function_address_institution references directory.institution,
  code text not null,
  name_ar text not null,
  name_fr text not null,
  name_en text not null,
  constraint function_address_code unique (institution_id, code)
);
alter table directory.function_address enable row level security;
alter table directory.function_address force row level security;
create policy function_address_owner on directory.function_address to wasl_owner using (true) with check (true);
create policy function_address_read on directory.function_address for select to wasl_app, wasl_post using (true);
grant select on directory.function_address to wasl_app, wasl_post;
create trigger function_address_generation after insert or update or delete or truncate on directory.function_address
  for each statement execute function wasl.bump_generation('directory');

create function directory.visible(ids uuid[]) returns table (type text, id uuid)
language sql stable
as $$
  select 'Institution', institution.id from directory.institution where institution.id = any (ids)
  union all
  select 'FunctionAddress', function_address.id from directory.function_address where function_address.id = any (ids)
$$;
revoke execute on function directory.visible(uuid[]) from public;
grant execute on function directory.visible(uuid[]) to wasl_app;
