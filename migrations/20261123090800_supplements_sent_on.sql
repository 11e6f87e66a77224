-- What was supplied to a recipient is part of the letter from then on: it goes along when the recipient sends the letter on, and is
-- taken back with it.
alter table correspondence.supplement_request
  -- the institutions to which the letter was sent on with it, one after the other
  add column passed_to uuid[] not null default '{}';
-- one row for each institution that has the file
alter table correspondence.supplement_attachment
  drop constraint supplement_attachment_key,
  add constraint supplement_attachment_key primary key (request_id, institution_id, position);

alter policy supplement_request_party on correspondence.supplement_request
  using ((institution_id = wasl.institution() or sender_id = wasl.institution() or wasl.institution() = any (passed_to)) and exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution() and c.correspondence_id = supplement_request.correspondence_id and c.state <> 'RECALLED'));
alter policy supplement_attachment_party on correspondence.supplement_attachment
  using ((institution_id = wasl.institution() or sender_id = wasl.institution()) and exists (
    select from correspondence.consignment c
     where c.institution_id = wasl.institution() and c.correspondence_id = supplement_attachment.correspondence_id and c.state <> 'RECALLED'));

drop function correspondence.post_redirection(jsonb);
-- The letter goes on as it is: same files, what was supplied among them, same instant of deposit, placed anew.
create function correspondence.post_redirection(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  redirected_at timestamptz := payload -> 'act' ->> 'occurred_at';
  target uuid := payload -> 'redirection' ->> 'institution_id';
begin
  insert into correspondence.consignment (
    institution_id, correspondence_id, role, ordinal, state, state_changed_at, delivered_at, function_address_id,
    function_address_code, sender_id, sender_reference, priority, confidentiality, deposited_at, redirected_from_id, retrieve_by,
    last_evidence_id)
  select i.id, letter, 'TO', (select max(c.ordinal) + 1 from correspondence.consignment c where c.correspondence_id = letter),
    'DELIVERED', redirected_at, redirected_at, f.id, f.code, mine.sender_id, mine.sender_reference, mine.priority,
    mine.confidentiality, mine.deposited_at, mine.institution_id, (payload -> 'redirection' ->> 'retrieve_by')::timestamptz,
    (payload -> 'evidence' -> 0 ->> 'id')::uuid
    from correspondence.consignment mine
    join directory.institution i on i.id = target and i.status = 'ACTIVE' and i.channel <> 'NOT_CONNECTED'
    left join directory.function_address f on f.institution_id = i.id and f.code = payload -> 'redirection' ->> 'function_address_code'
   where mine.institution_id = wasl.institution()
     and mine.correspondence_id = letter;
  if not found then
    raise exception 'a letter is sent on by who has it, to an institution that can be reached';
  end if;
  insert into correspondence.supplement_attachment (
    request_id, position, institution_id, correspondence_id, sender_id, document_id, title, file_name, media_type, size_bytes, sha256)
  select s.request_id, s.position, target, s.correspondence_id, s.sender_id, s.document_id, s.title, s.file_name, s.media_type, s.size_bytes, s.sha256
    from correspondence.supplement_attachment s
   where s.institution_id = wasl.institution()
     and s.correspondence_id = letter;
  update correspondence.supplement_request r
     set passed_to = r.passed_to || target
   where r.correspondence_id = letter
     and wasl.institution() = any (r.institution_id || r.passed_to);
  perform documents.share(
    array(
      select a.document_id from correspondence.attachment a where a.correspondence_id = letter
      union
      select s.document_id from correspondence.supplement_attachment s where s.correspondence_id = letter and s.institution_id = target),
    target,
    (select l.confidentiality = 'CONFIDENTIAL' from correspondence.correspondence l where l.id = letter));
  perform correspondence.advance(
    payload, array['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'], 'REDIRECTED', array['TO'],
    payload -> 'reason' || jsonb_build_object('redirected_to_id', target));
end $$;

drop function correspondence.post_recall(jsonb);
-- The sender withdraws the letter from recipients that have not opened it, all those that it names or none. Nothing of the content
-- stays with them.
create function correspondence.post_recall(payload jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  letter uuid := payload -> 'act' ->> 'correspondence_id';
  institutions uuid[] := array(select r ->> 'institution_id' from jsonb_array_elements(payload -> 'recalled') r);
  -- also what was supplied to who sent the letter on to one of them
  files uuid[] := array(
    select a.document_id from correspondence.attachment a where a.correspondence_id = letter
    union
    select s.document_id from correspondence.supplement_attachment s where s.correspondence_id = letter and s.institution_id = any (institutions));
  recalled integer;
begin
  update correspondence.consignment c
     set state = 'RECALLED',
         state_changed_at = (payload -> 'act' ->> 'occurred_at')::timestamptz,
         reason_code = 'RECALLED',
         reason_text = payload ->> 'reason_text',
         last_evidence_id = r.evidence_id
    from jsonb_to_recordset(payload -> 'recalled') as r (institution_id uuid, evidence_id uuid)
   where c.institution_id = r.institution_id
     and c.correspondence_id = letter
     and c.sender_id = wasl.institution()
     and c.role in ('TO', 'CC')
     and c.state = 'DELIVERED'
     and c.first_opened_at is null;
  get diagnostics recalled = row_count;
  if recalled = 0 or recalled <> cardinality(institutions) then
    raise exception 'what was opened cannot be withdrawn';
  end if;

  -- a deposit that sends them the same document again has locked what it shares: waited for here, seen below
  perform from documents.holding h
    where h.institution_id = any (institutions) and h.document_id = any (files)
    order by h.institution_id, h.document_id
      for update;
  perform documents.take_back(files, institutions, (
    select coalesce(jsonb_agg(jsonb_build_object(
             'institution_id', k.institution_id, 'document_id', k.document_id, 'confidential', k.confidential)), '[]')
      from (
        select c.institution_id, f.document_id, bool_and(c.confidentiality = 'CONFIDENTIAL') as confidential
          from (
            select a.correspondence_id, a.document_id, null::uuid as institution_id from correspondence.attachment a where a.document_id = any (files)
            union all
            select s.correspondence_id, s.document_id, s.institution_id from correspondence.supplement_attachment s where s.document_id = any (files)
          ) f
          join correspondence.consignment c on c.correspondence_id = f.correspondence_id
         where c.institution_id = any (institutions)
           and c.institution_id = coalesce(f.institution_id, c.institution_id)
           and c.role in ('TO', 'CC')
           and c.state <> 'RECALLED'
         group by c.institution_id, f.document_id) k));
  perform correspondence.recount(letter);
  perform evidence.record(payload, wasl.institution() || institutions);
end $$;

do $$
declare
  definer text;
begin
  grant create on schema correspondence to wasl_post;
  foreach definer in array array['correspondence.post_redirection(jsonb)', 'correspondence.post_recall(jsonb)'] loop
    execute format('revoke execute on function %s from public', definer);
    execute format('grant execute on function %s to wasl_app', definer);
    execute format('alter function %s owner to wasl_post', definer);
  end loop;
  revoke create on schema correspondence from wasl_post;
end $$;
