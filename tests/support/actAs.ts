import type pg from 'pg';

/** Makes the transaction that is open on a connection of the request log-in one of an institution, as the hub does. */
export const actAs = (
  client: pg.ClientBase,
  institutionId: string,
  {
    clientId = '00000000-0000-7000-8000-00000000c11e',
    functions = null,
  }: { readonly clientId?: string; readonly functions?: readonly string[] | null } = {},
): Promise<unknown> =>
  client.query(
    `select set_config('wasl.institution_id', $1, true), set_config('wasl.client_id', $2, true),
       set_config('wasl.functions', coalesce($3::text[]::text, '*'), true)`,
    [institutionId, clientId, functions],
  );
