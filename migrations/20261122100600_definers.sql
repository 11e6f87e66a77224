-- Who owns and who may call each function. Definer functions run as `wasl_post`, which policies name and which cannot log in.
do $$
declare
  schema_name text;
  definer text;
begin
  foreach schema_name in array array['wasl', 'directory', 'access', 'documents', 'evidence', 'correspondence'] loop
    execute format('revoke execute on all functions in schema %I from public', schema_name);
    execute format('grant create on schema %I to wasl_post', schema_name);
  end loop;
  foreach definer in array array[
    'access.client_of(uuid)', 'access.use_assertion(uuid, bytea, timestamptz)',
    'access.enrol(bytea, uuid, text, text, jsonb, text)', 'access.publish_key(text, text, jsonb, timestamptz)',
    'documents.attach(uuid[], uuid[], boolean)',
    'correspondence.consignments_of(uuid[])', 'correspondence.hold(uuid)', 'correspondence.letters_with(uuid)',
    'correspondence.take_number(text, text, integer[], timestamptz[], timestamptz)',
    'correspondence.post_deposit(jsonb)', 'correspondence.post_rejection(jsonb)', 'correspondence.post_opening(jsonb)',
    'correspondence.post_retrieval(jsonb)', 'correspondence.post_arrival(jsonb)', 'correspondence.post_acknowledgement(jsonb)'
  ] loop
    execute format('grant execute on function %s to wasl_app', definer);
    execute format('alter function %s owner to wasl_post', definer);
  end loop;
  grant execute on function evidence.append(jsonb) to wasl_log;
  alter function evidence.append(jsonb) owner to wasl_post;
  -- called by a trigger alone
  alter function documents.hold_made() owner to wasl_post;
  foreach schema_name in array array['wasl', 'directory', 'access', 'documents', 'evidence', 'correspondence'] loop
    execute format('revoke create on schema %I from wasl_post', schema_name);
  end loop;
end $$;

grant execute on function wasl.institution() to wasl_app, wasl_post, wasl_search, wasl_clock, wasl_audit;
grant execute on function wasl.now() to wasl_app, wasl_post, wasl_seal, wasl_clock;
grant execute on function wasl.ensure_partitions() to wasl_seal;
grant execute on function directory.fold(text) to wasl_app, wasl_search;
grant execute on function directory.visible(uuid[]), documents.visible(uuid[], boolean), correspondence.visible(uuid[]) to wasl_app;
grant execute on function evidence.record(jsonb, uuid[]), documents.own(uuid[]),
  correspondence.enter(jsonb, text), correspondence.advance(jsonb, text[], text) to wasl_post;
grant execute on function evidence.sequence(integer) to wasl_seal;
