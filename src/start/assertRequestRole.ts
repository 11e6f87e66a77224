import { plainReads, type Pool } from '../platform/database.js';
import { sql } from '../platform/sql.js';

type Role = { readonly user: string; readonly passes_by: boolean };
type Installation = { readonly mode: 'sandbox' | 'production' };

/** Refuses a log-in that row-level security does not bind, and a database of the other mode. */
export const assertRequestRole = async (pool: Pool, mode: Installation['mode']): Promise<void> => {
  const db = plainReads(pool);
  const role = await db.one<Role>(sql`
    select current_user as user, (r.rolsuper or r.rolbypassrls or current_user <> 'wasl_app') as passes_by
      from pg_roles r
     where r.rolname = current_user`);
  if (role.passes_by) {
    throw new Error(
      `DATABASE_URL logs in as ${role.user}: requests must run as wasl_app, which row-level security binds.`,
    );
  }
  // only then: another log-in may not even look
  const installation = await db.maybeOne<Installation>(sql`select mode from wasl.installation`);
  if (installation?.mode !== mode) {
    throw new Error(
      `This database was made for ${installation?.mode} mode, and that never changes: WASL_MODE=${mode} needs another database.`,
    );
  }
};
