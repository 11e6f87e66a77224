import type pg from 'pg';

/** A connection that acts as `wasl_owner` (`set role wasl_owner`): for commands, never for requests. */
export type OwnerClient = Pick<pg.ClientBase, 'query'>;
