-- Files: uploads in progress, final documents, and who holds which.
create schema documents;
grant usage on schema documents to wasl_app, wasl_post, wasl_clock;

create table documents.upload (
  id uuid primary key,
  institution_id uuid not null,
  client_id uuid not null,
  file_name text not null,
  media_type text not null,
  size_bytes bigint not null constraint upload_size check (size_bytes > 0),
  sha256 bytea not null constraint upload_sha256 check (octet_length(sha256) = 32),
  -- octets known to be on disk; what a file holds beyond them after a crash is cut off
  received_bytes bigint not null default 0 constraint upload_received check (received_bytes between 0 and size_bytes),
  -- random name in the blob store; never derived from content, which would tell who already holds a file
  blob text not null constraint upload_blob unique,
  -- DROPPED: nobody can go on with it; the sweep removes its bytes, then the row
  state text not null default 'OPEN' constraint upload_state check (state in ('OPEN', 'FINAL', 'DROPPED')),
  document_id uuid,
  -- the request that is writing, and until when it need not be taken for dead; it prolongs this while bytes flow
  claim uuid,
  claimed_until timestamptz,
  -- a writer lost its claim and may still hold the file open: what becomes final is then a copy
  contested boolean not null default false,
  expires_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  constraint upload_claim check ((claim is null) = (claimed_until is null)),
  constraint upload_final check ((state = 'FINAL') = (document_id is not null))
);
-- starting the same file again gives the same upload back
create unique index upload_same on documents.upload (institution_id, client_id, file_name, media_type, size_bytes, sha256)
  where state = 'OPEN';
create index upload_expiry on documents.upload (expires_at) where state <> 'FINAL';
alter table documents.upload enable row level security;
alter table documents.upload force row level security;
create policy upload_own on documents.upload to wasl_app
  using (institution_id = wasl.institution()) with check (institution_id = wasl.institution());
create policy upload_clock on documents.upload to wasl_clock using (true);
-- by column: what was announced never changes, and who may update a whole table may lock it against all
grant select, insert, update (received_bytes, state, document_id, claim, claimed_until, contested) on documents.upload to wasl_app;
grant select, delete on documents.upload to wasl_clock;

create table documents.document (
  id uuid primary key,
  owner_id uuid not null,
  file_name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null constraint document_sha256 check (octet_length(sha256) = 32),
  blob text not null constraint document_blob unique,
  scan_state text not null default 'NOT_SCANNED'
    constraint document_scan_state check (scan_state in ('NOT_SCANNED', 'CLEAN', 'INFECTED')),
  created_at timestamptz not null default clock_timestamp()
);

-- The access table of documents: one row for the owner and one for each institution that received it.
create table documents.holding (
  institution_id uuid not null,
  document_id uuid not null constraint holding_document references documents.document,
  -- it came in confidential letters only: told to systems with `correspondence:read-confidential` alone
  confidential boolean not null default false,
  constraint holding_key primary key (institution_id, document_id)
);
alter table documents.holding enable row level security;
alter table documents.holding force row level security;
create policy holding_own on documents.holding for select to wasl_app using (institution_id = wasl.institution());
create policy holding_post on documents.holding to wasl_post using (true) with check (true);
grant select on documents.holding to wasl_app;
grant select, insert, update on documents.holding to wasl_post;

alter table documents.document enable row level security;
alter table documents.document force row level security;
create policy document_held on documents.document for select to wasl_app
  using (exists (select from documents.holding h where h.institution_id = wasl.institution() and h.document_id = document.id));
create policy document_made on documents.document for insert to wasl_app with check (owner_id = wasl.institution());
create policy document_post on documents.document to wasl_post using (true);
grant select, insert on documents.document to wasl_app;
grant select, update on documents.document to wasl_post;

-- Who may write a holding may read the document, so the request log-in writes none: making a document gives its maker one.
create function documents.hold_made() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into documents.holding (institution_id, document_id) values (new.owner_id, new.id);
  return null;
end $$;
create trigger document_made after insert on documents.document for each row execute function documents.hold_made();

-- The contract with correspondence: locks the documents, says for each whether it can be sent, and lets the institutions
-- hold those that can. `NOT_FOUND` is one answer for unknown, foreign and not final; `INFECTED` is told to the owner only.
create function documents.attach(document_ids uuid[], institutions uuid[], in_confidence boolean)
returns table (document_id uuid, verdict text, file_name text, media_type text, size_bytes bigint, sha256 bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform wasl.institution();
  return query
    with mine as (
      select d.id, d.file_name, d.media_type, d.size_bytes, d.sha256, d.scan_state
        from documents.document d
       where d.id = any (document_ids)
         and d.owner_id = wasl.institution()
       order by d.id
         for share of d
    ), held as (
      insert into documents.holding as held (institution_id, document_id, confidential)
      select party, mine.id, in_confidence
        from mine
       cross join unnest(institutions) party
       where mine.scan_state <> 'INFECTED'
       order by 1, 2
      on conflict on constraint holding_key do update set confidential = held.confidential and excluded.confidential
    )
    select asked.id,
      case when mine.id is null then 'NOT_FOUND' when mine.scan_state = 'INFECTED' then 'INFECTED' else 'ATTACHED' end,
      mine.file_name, mine.media_type, mine.size_bytes, mine.sha256
      from unnest(document_ids) with ordinality asked (id, place)
      left join mine on mine.id = asked.id
     order by asked.place;
end $$;

-- What a deposit copies of the documents that `attach` let through, read as they are and not as the caller says.
create function documents.own(document_ids uuid[])
returns table (document_id uuid, file_name text, media_type text, size_bytes bigint, sha256 bytea)
language sql stable
as $$
  select d.id, d.file_name, d.media_type, d.size_bytes, d.sha256
    from documents.document d
   where d.id = any (document_ids)
     and d.owner_id = wasl.institution()
     and d.scan_state <> 'INFECTED'
$$;

-- What came in confidential letters only is there for those alone who may read them.
create function documents.visible(ids uuid[], confidential_too boolean) returns table (type text, id uuid)
language sql volatile
as $$
  select 'Document', holding.document_id from documents.holding
   where holding.institution_id = wasl.institution() and holding.document_id = any (ids)
     and (confidential_too or not holding.confidential)
  union all
  select 'DocumentUpload', upload.id from documents.upload
   where upload.institution_id = wasl.institution() and upload.id = any (ids)
     and (upload.state = 'FINAL' or upload.state = 'OPEN' and upload.expires_at > wasl.now())
$$;
