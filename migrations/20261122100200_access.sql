-- Clients, their keys, one-time codes, used assertions, and the public halves of the hub's own token keys.
create schema access;
grant usage on schema access to wasl_app, wasl_post;

create table access.client (
  id uuid primary key,
  -- null: an operator of the hub, who acts for no institution
  institution_id uuid constraint client_institution references directory.institution,
  name text not null,
  scopes text[] not null,
  purposes text[] not null,
  status text not null default 'ACTIVE' constraint client_status check (status in ('ACTIVE', 'DISABLED')),
  created_at timestamptz not null default clock_timestamp()
);
alter table access.client enable row level security;
alter table access.client force row level security;
create policy client_owner on access.client to wasl_owner using (true) with check (true);
create policy client_post on access.client to wasl_post using (true) with check (true);
grant select, insert on access.client to wasl_post;
create trigger client_generation after insert or update or delete or truncate on access.client
  for each statement execute function wasl.bump_generation('clients');

create table access.client_key (
  -- RFC 7638 thumbprint of the public key: one key belongs to one client
  thumbprint text primary key,
  client_id uuid not null constraint client_key_client references access.client,
  jwk jsonb not null,
  algorithm text not null constraint client_key_algorithm check (algorithm in ('ES256', 'ES384', 'PS256', 'PS512', 'EdDSA')),
  status text not null default 'ACTIVE' constraint client_key_status check (status in ('ACTIVE', 'REVOKED')),
  created_at timestamptz not null default clock_timestamp()
);
create index client_key_client on access.client_key (client_id);
alter table access.client_key enable row level security;
alter table access.client_key force row level security;
create policy client_key_owner on access.client_key to wasl_owner using (true) with check (true);
create policy client_key_post on access.client_key to wasl_post using (true) with check (true);
grant select, insert on access.client_key to wasl_post;
create trigger client_key_generation after insert or update or delete or truncate on access.client_key
  for each statement execute function wasl.bump_generation('clients');

-- One-time codes, kept as SHA-256. What the client will be allowed is said when the code is made.
create table access.enrolment (
  code_sha256 bytea primary key,
  institution_id uuid constraint enrolment_institution references directory.institution,
  scopes text[] not null,
  purposes text[] not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  used_at timestamptz
);
alter table access.enrolment enable row level security;
alter table access.enrolment force row level security;
create policy enrolment_owner on access.enrolment to wasl_owner using (true) with check (true);
create policy enrolment_post on access.enrolment to wasl_post using (true) with check (true);
grant select, update on access.enrolment to wasl_post;

-- Assertions already used (RFC 7523 `jti`). Rows older than any accepted assertion are swept.
create table access.assertion (
  client_id uuid not null,
  jti_sha256 bytea not null,
  expires_at timestamptz not null,
  constraint assertion_once primary key (client_id, jti_sha256)
);
create index assertion_expiry on access.assertion (expires_at);
alter table access.assertion enable row level security;
alter table access.assertion force row level security;
create policy assertion_post on access.assertion to wasl_post using (true) with check (true);
grant select, insert, update, delete on access.assertion to wasl_post;

-- Public halves only: each process keeps its private keys in memory and announces the public ones before it signs.
create table access.hub_key (
  kid text primary key,
  usage text not null constraint hub_key_usage check (usage in ('TOKEN', 'CALL')),
  jwk jsonb not null,
  published_at timestamptz not null default clock_timestamp(),
  retires_at timestamptz not null
);
alter table access.hub_key enable row level security;
alter table access.hub_key force row level security;
create policy hub_key_read on access.hub_key for select to wasl_app using (true);
create policy hub_key_post on access.hub_key to wasl_post using (true) with check (true);
grant select on access.hub_key to wasl_app;
grant select, insert, update, delete on access.hub_key to wasl_post;
create trigger hub_key_generation after insert or update or delete or truncate on access.hub_key
  for each statement execute function wasl.bump_generation('keys');

-- A client with its active keys: asked before the caller is known, so it is a function that returns one client and no list.
create function access.client_of(asked uuid)
returns table (
  client_id uuid, institution_id uuid, institution_code text, institution_status text,
  scopes text[], purposes text[], status text, keys jsonb
)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.institution_id, i.code, i.status, c.scopes, c.purposes, c.status,
    coalesce(
      (select jsonb_agg(jsonb_build_object('thumbprint', k.thumbprint, 'jwk', k.jwk, 'algorithm', k.algorithm))
         from access.client_key k
        where k.client_id = c.id
          and k.status = 'ACTIVE'),
      '[]'::jsonb)
    from access.client c
    left join directory.institution i on i.id = c.institution_id
   where c.id = asked
$$;

-- True exactly once per client and assertion id.
create function access.use_assertion(client uuid, jti bytea, expiry timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  with swept as (
    delete from access.assertion a
     using (
       select old.client_id, old.jti_sha256
         from access.assertion old
        where old.expires_at < clock_timestamp() - interval '5 minutes'
        limit 100
          for update skip locked) old
     where a.client_id = old.client_id
       and a.jti_sha256 = old.jti_sha256
  ), used as (
    insert into access.assertion (client_id, jti_sha256, expires_at)
    values (client, jti, expiry)
    on conflict on constraint assertion_once do nothing
    returning 1
  )
  select exists (select from used)
$$;

-- Exchanges a one-time code for a client with one key. No row: no such code, used, expired, or of a closed institution: one
-- answer for all.
create function access.enrol(code bytea, new_client uuid, client_name text, key_thumbprint text, key_jwk jsonb, key_algorithm text)
returns table (client_id uuid, institution_id uuid, institution_code text, scopes text[], purposes text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  granted access.enrolment;
begin
  update access.enrolment e
     set used_at = clock_timestamp()
   where e.code_sha256 = code
     and e.used_at is null
     and e.expires_at > clock_timestamp()
     and not exists (select from directory.institution i where i.id = e.institution_id and i.status = 'CLOSED')
  returning e.* into granted;
  if not found then
    return;
  end if;
  insert into access.client (id, institution_id, name, scopes, purposes)
  values (new_client, granted.institution_id, client_name, granted.scopes, granted.purposes);
  insert into access.client_key (thumbprint, client_id, jwk, algorithm)
  values (key_thumbprint, new_client, key_jwk, key_algorithm);
  return query
    select new_client, granted.institution_id, i.code, granted.scopes, granted.purposes
      from (select) one
      left join directory.institution i on i.id = granted.institution_id;
end $$;

-- Announces or prolongs a public key of this process, and drops those that nobody can need any more.
create function access.publish_key(key_kid text, key_usage text, key_jwk jsonb, retires timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from access.hub_key where retires_at < clock_timestamp() - interval '1 hour';
  insert into access.hub_key (kid, usage, jwk, retires_at)
  values (key_kid, key_usage, key_jwk, retires)
  on conflict (kid) do update set retires_at = excluded.retires_at
$$;
