-- A recipient whose system cannot take over the content says so, and keeps the letter. The evidence gives its reason. What is
-- there already satisfies the narrower rule, which the new one contains: it is not read again while the table is locked.
alter table evidence.evidence
  drop constraint evidence_reason,
  add constraint evidence_reason check (
    (event in (
      'SUBMISSION_REJECTION', 'CONTENT_HANDOVER_FAILURE', 'CONSIGNMENT_REJECTION', 'ACCEPTANCE_REJECTION_EXPIRY', 'RECALL',
      'RELAY_ACCEPTANCE')) = (reason_code is not null)
    and (reason_code is null) = (reason_text is null)) not valid;

-- Nothing is opened and nothing moves by it, so the sender can still withdraw what was not opened, and the letter can still be
-- retrieved. Only the chain of evidence goes on.
create function correspondence.post_handover_failure(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  sender uuid;
begin
  update correspondence.consignment c
     set last_evidence_id = (payload -> 'evidence' -> 0 ->> 'id')::uuid
   where c.institution_id = wasl.institution()
     and c.correspondence_id = (payload -> 'act' ->> 'correspondence_id')::uuid
     and c.role in ('TO', 'CC')
     and c.state = 'DELIVERED'
  returning c.sender_id into sender;
  if not found then
    raise exception 'the consignment is not in a state that this act allows';
  end if;
  perform evidence.record(payload, array[wasl.institution(), sender]);
end $$;

grant create on schema correspondence to wasl_post;
revoke execute on function correspondence.post_handover_failure(jsonb) from public;
grant execute on function correspondence.post_handover_failure(jsonb) to wasl_app;
alter function correspondence.post_handover_failure(jsonb) owner to wasl_post;
revoke create on schema correspondence from wasl_post;
