import { plainReads, type Pool } from '../platform/database.js';
import { sql } from '../platform/sql.js';

type Row = { readonly user: string; readonly passes_by: boolean; readonly mode: string };

/** Refuses a log-in that row-level security does not bind, and a database of the other mode. */
export const assertRequestRole = async (pool: Pool, mode: 'sandbox' | 'production'): Promise<void> => {
  const row = await plainReads(pool).one<Row>(sql`
    select current_user as user, (r.rolsuper or r.rolbypassrls or current_user <> 'wasl_app') as passes_by,
      (select i.mode from wasl.installation i) as mode
      from pg_roles r
     where r.rolname = current_user`);
  if (row.passes_by) {
    throw new Error(`DATABASE_URL logs in as ${row.user}: requests must run as wasl_app, which row-level security binds.`);
  }
  if (row.mode !== mode) {
    throw new Error(`This database was made for ${row.mode} mode, and that never changes: WASL_MODE=${mode} needs another database.`);
  }
};
