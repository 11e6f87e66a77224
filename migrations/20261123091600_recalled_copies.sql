-- What a party sees of the others' consignments: the sender all, `CC` the `TO` ones and its own, `TO` its own. From whom the letter
-- was withdrawn sees no more than that.
drop function correspondence.consignments_of(uuid[]);
create function correspondence.consignments_of(correspondence_ids uuid[]) returns setof correspondence.consignment
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select other.*
    from correspondence.consignment mine
    join correspondence.consignment other on other.correspondence_id = mine.correspondence_id
   where mine.institution_id = wasl.institution()
     and mine.correspondence_id = any (correspondence_ids)
     and other.role <> 'SENDER'
     and (mine.role = 'SENDER'
       or other.institution_id = mine.institution_id
       or mine.role = 'CC' and other.role = 'TO' and mine.state <> 'RECALLED')
   order by other.correspondence_id, other.ordinal
$$;

-- Documents of a letter that is withdrawn are taken back, but where they also came otherwise. `kept` has one entry for each
-- institution and document that another letter still gives: {institution_id, document_id, confidential}. They are the sender's, who
-- withdraws and is none of `institutions`, also those that another client of its than the one that withdraws has made.
create or replace function documents.take_back(document_ids uuid[], institutions uuid[], kept jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  if wasl.institution() = any (institutions) then
    raise exception 'nobody withdraws from itself';
  end if;
  delete from documents.holding h
   where h.document_id = any (document_ids)
     and h.institution_id = any (institutions)
     and not exists (
       select from jsonb_to_recordset(kept) as k (institution_id uuid, document_id uuid)
        where k.institution_id = h.institution_id and k.document_id = h.document_id);
  update documents.holding h
     set confidential = k.confidential
    from jsonb_to_recordset(kept) as k (institution_id uuid, document_id uuid, confidential boolean)
   where h.institution_id = k.institution_id
     and h.document_id = k.document_id
     and h.confidential <> k.confidential;
end $$;

-- Who owns and who may call it, as in the migration of the definers.
revoke execute on function correspondence.consignments_of(uuid[]) from public;
grant execute on function correspondence.consignments_of(uuid[]) to wasl_app;
grant create on schema correspondence to wasl_post;
alter function correspondence.consignments_of(uuid[]) owner to wasl_post;
revoke create on schema correspondence from wasl_post;
