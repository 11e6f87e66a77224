-- What a sender supplied after the deposit is opened file by file, so that it can prove of each that the recipient was given it.
alter table correspondence.supplement_attachment
  -- when `institution_id` was given the first byte of it
  add column first_opened_at timestamptz;
grant update (first_opened_at) on correspondence.supplement_attachment to wasl_post;

drop function correspondence.post_opening(jsonb);
-- The first byte of content is about to be given to the viewer's institution: of the letter, or of a file that was supplied to it,
-- which `supplied` then names. Of a letter that is opened already nothing changes but its chain of evidence.
create function correspondence.post_opening(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  opened_at timestamptz := payload -> 'act' ->> 'occurred_at';
  supplied uuid := payload ->> 'supplied';
  sender uuid;
begin
  if supplied is not null then
    update correspondence.supplement_attachment s
       set first_opened_at = opened_at
     where s.institution_id = wasl.institution()
       and s.correspondence_id = letter
       and s.document_id = supplied
       and s.first_opened_at is null;
    if not found then
      raise exception 'what was supplied is opened once';
    end if;
  end if;
  update correspondence.consignment c
     set first_opened_at = coalesce(c.first_opened_at, opened_at),
         state_changed_at = case when c.first_opened_at is null then opened_at else c.state_changed_at end,
         last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where c.institution_id = wasl.institution()
     and c.correspondence_id = letter
     and c.role in ('TO', 'CC')
     and c.state <> 'RECALLED'
     and c.state_changed_at < opened_at
     and (supplied is not null or c.first_opened_at is null)
  returning c.sender_id into sender;
  if not found then
    raise exception 'the consignment is not in a state that this act allows';
  end if;
  perform correspondence.recount(letter);
  perform evidence.record(payload, array[wasl.institution(), sender]);
end $$;

do $$
begin
  grant create on schema correspondence to wasl_post;
  revoke execute on function correspondence.post_opening(jsonb) from public;
  grant execute on function correspondence.post_opening(jsonb) to wasl_app;
  alter function correspondence.post_opening(jsonb) owner to wasl_post;
  revoke create on schema correspondence from wasl_post;
end $$;
