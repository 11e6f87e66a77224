-- The evidence of an answer is about the letter that answers, and its deposit receipt is the answerer's alone: what happens to
-- the letter asked after it was answered names the last evidence that both parties hold of that letter.
drop function correspondence.mark_answered(jsonb, uuid);
-- Inside a deposit that answers `asked`: the viewer's own consignment of that letter is answered. Its chain of evidence stays
-- where it was.
create function correspondence.mark_answered(payload jsonb, asked uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  update correspondence.consignment c
     set state = 'ANSWERED',
         state_changed_at = greatest((payload -> 'act' ->> 'occurred_at')::timestamptz, c.state_changed_at + interval '1 microsecond')
   where c.institution_id = wasl.institution()
     and c.correspondence_id = asked
     and c.role = 'TO'
     and c.state in ('REGISTERED', 'ACKNOWLEDGED');
  if not found then
    raise exception 'the letter asked is not in a state in which it is answered';
  end if;
  perform correspondence.recount(asked);
end $$;
revoke execute on function correspondence.mark_answered(jsonb, uuid) from public;
grant execute on function correspondence.mark_answered(jsonb, uuid) to wasl_post;

-- Letters that are answered already; the owner is bound by the policies like everybody else.
alter table correspondence.consignment no force row level security;
alter table evidence.copy no force row level security;
update correspondence.consignment c
   set last_evidence_id = held.evidence_id
  from correspondence.consignment answered
 cross join lateral (
   select own.evidence_id
     from evidence.copy own
     join evidence.copy senders on senders.institution_id = answered.sender_id and senders.evidence_id = own.evidence_id
    where own.institution_id = answered.institution_id
      and own.correspondence_id = answered.correspondence_id
    order by own.occurred_at desc, own.evidence_id desc
    limit 1) held
 where answered.state = 'ANSWERED'
   and c.institution_id = answered.institution_id
   and c.correspondence_id = answered.correspondence_id;
alter table evidence.copy force row level security;
alter table correspondence.consignment force row level security;
