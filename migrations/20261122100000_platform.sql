-- The ground under every part: the viewer's institution, legal time, idempotency, generations.
create schema wasl;
grant usage on schema wasl to wasl_app, wasl_post, wasl_search, wasl_log, wasl_seal, wasl_clock, wasl_audit;

-- The mode is written once; a hub of the other mode refuses to start on this database.
create table wasl.installation (
  single boolean primary key default true check (single),
  mode text not null check (mode in ('sandbox', 'production')),
  installed_at timestamptz not null default clock_timestamp()
);
alter table wasl.installation enable row level security;
alter table wasl.installation force row level security;
create policy installation_owner on wasl.installation to wasl_owner using (true) with check (true);
create policy installation_read on wasl.installation for select to wasl_app using (true);
grant select on wasl.installation to wasl_app;

-- Raises when the setting is unset (42704) and when it is empty (22P02), so a forgotten viewer reads nothing.
create function wasl.institution() returns uuid
language sql stable parallel safe
as $$ select current_setting('wasl.institution_id')::uuid $$;

-- How far legal time runs ahead of the machine's clock: zero but in a sandbox, and never back.
create table wasl.clock (
  single boolean primary key default true check (single),
  ahead interval not null default interval '0' check (ahead >= interval '0')
);
insert into wasl.clock default values;
alter table wasl.clock enable row level security;
alter table wasl.clock force row level security;
create policy clock_owner on wasl.clock to wasl_owner using (true) with check (true);
create policy clock_read on wasl.clock for select to wasl_app, wasl_post, wasl_seal, wasl_clock using (true);
grant select on wasl.clock to wasl_app, wasl_post, wasl_seal, wasl_clock;

create function wasl.now() returns timestamptz
language sql volatile
as $$ select clock_timestamp() + (select ahead from wasl.clock) $$;

-- Keys of the hub that every process needs alike and that guard no content: the one that seals cursors.
create table wasl.secret (
  name text primary key,
  value bytea not null
);
insert into wasl.secret (name, value)
values ('cursor', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
alter table wasl.secret enable row level security;
alter table wasl.secret force row level security;
create policy secret_owner on wasl.secret to wasl_owner using (true) with check (true);
create policy secret_read on wasl.secret for select to wasl_app using (true);
grant select on wasl.secret to wasl_app;

-- What processes hold in memory is announced here: the number changes in the transaction that changes the thing.
create table wasl.generation (
  kind text primary key,
  value bigint not null default 1
);
insert into wasl.generation (kind) values ('directory'), ('clients'), ('keys');
alter table wasl.generation enable row level security;
alter table wasl.generation force row level security;
create policy generation_owner on wasl.generation to wasl_owner using (true) with check (true);
create policy generation_post on wasl.generation to wasl_post using (true) with check (true);
create policy generation_read on wasl.generation for select to wasl_app, wasl_seal using (true);
grant select on wasl.generation to wasl_app, wasl_seal;
grant select, update on wasl.generation to wasl_post;

create function wasl.bump_generation() returns trigger
language plpgsql
as $$
begin
  update wasl.generation set value = value + 1 where kind = tg_argv[0];
  return null;
end $$;

-- One row per external act. It is inserted first, so that a twin waits here and then replays.
create table wasl.idempotency (
  institution_id uuid not null,
  client_id uuid not null,
  mutation text not null,
  key text not null,
  salt bytea not null,
  -- HMAC of the value at each path of the input, keyed with the salt: names what differs without keeping it
  digests jsonb not null,
  -- what a replay answers: ids and user errors; null only inside the act's own transaction
  result jsonb,
  object_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  constraint idempotency_key primary key (institution_id, client_id, mutation, key)
);
create index idempotency_by_key on wasl.idempotency (institution_id, mutation, key);
alter table wasl.idempotency enable row level security;
alter table wasl.idempotency force row level security;
create policy idempotency_own on wasl.idempotency to wasl_app
  using (institution_id = wasl.institution()) with check (institution_id = wasl.institution());
create policy idempotency_post on wasl.idempotency to wasl_post using (true) with check (true);
grant select, insert on wasl.idempotency to wasl_app;
grant select, update on wasl.idempotency to wasl_post;
