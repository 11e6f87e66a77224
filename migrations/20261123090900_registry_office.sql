-- A letter that names no function is for the registry office: a list for `BO` has it, as a client limited to `BO` does.
drop function correspondence.meets(correspondence.consignment, jsonb, text[]);

-- The conditions of the lists that are not told by their order. Small enough that the planner takes it apart.
create function correspondence.meets(c correspondence.consignment, filter jsonb, states text[]) returns boolean
language sql stable
as $$
  select (states is null or case when c.role = 'SENDER' then c.state_counts ?| states else c.state = any (states) end)
    and (filter ->> 'sender_id' is null or c.sender_id = (filter ->> 'sender_id')::uuid)
    and (filter ->> 'function' is null or coalesce(c.function_address_code, 'BO') = filter ->> 'function')
    and (filter ->> 'priority' is null or c.priority = filter ->> 'priority')
    and (filter ->> 'sender_reference' is null or c.sender_reference = filter ->> 'sender_reference')
    and (filter ->> 'unacknowledged' is null or (c.open_to_count > 0) = (filter ->> 'unacknowledged')::boolean)
$$;

revoke execute on function correspondence.meets(correspondence.consignment, jsonb, text[]) from public;
grant execute on function correspondence.meets(correspondence.consignment, jsonb, text[]) to wasl_search;
