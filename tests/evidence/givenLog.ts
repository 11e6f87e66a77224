import pg from 'pg';
import { createPool, type Pool } from '../../src/platform/database.js';
import { createLog } from '../../src/platform/log.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

export type GivenLog = {
  readonly database: TestDatabase;
  /** A pool of one log-in, which is closed with the rest. */
  readonly poolOf: (role: 'app' | 'log' | 'seal', max?: number) => Pool;
  readonly superuser: pg.Client;
  readonly close: () => Promise<void>;
};

export const silent = createLog('silent');

/** A database of its own without a hub on it: nothing moves but what the test moves. */
export const givenLog = async (): Promise<GivenLog> => {
  const database = await createTestDatabase();
  const pools: Pool[] = [];
  const superuser = new pg.Client({ connectionString: database.superuserUrl });
  superuser.on('error', () => {});
  await superuser.connect();
  return {
    database,
    poolOf: (role, max = 1) => {
      const pool = createPool(database.urls[role], { max, onError: () => {} });
      pools.push(pool);
      return pool;
    },
    superuser,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await superuser.end();
      await database.drop();
    },
  };
};

type Event = { readonly author: string; readonly mailbox?: readonly string[] };

/** Commits one act for each entry, in that order, with a mailbox event for each institution named. */
export const givenActs = async (superuser: pg.Client, events: readonly Event[]): Promise<void> => {
  await superuser.query(
    `with given as (
       select e.author::uuid as author, e.mailbox, e.place
         from rows from (jsonb_to_recordset($1) as (author text, mailbox jsonb)) with ordinality e (author, mailbox, place)
     ), recorded as (
       insert into evidence.act (
         id, occurred_at, act, institution_id, client_id, key_thumbprint, token_id, purpose, correspondence_id, evidence_ids,
         parties, detail, mailbox, salt)
       select gen_random_uuid(), now(), 'test', author, gen_random_uuid(), 'k', 't', 'p', gen_random_uuid(), '{}', '{}', '{}',
              (select coalesce(jsonb_agg(jsonb_build_object('institution', institution, 'type', 'CORRESPONDENCE_RECEIVED')), '[]')
                 from jsonb_array_elements_text(mailbox) institution), ''
         from given order by place
       returning seq, institution_id
     )
     insert into evidence.pending (author, kind, seq) select institution_id, 'act', seq from recorded order by seq`,
    [JSON.stringify(events.map(({ author, mailbox = [] }) => ({ author, mailbox })))],
  );
};

/** Fails when an index or a position is missing or given twice, and answers how many there are. */
export const countPlaced = async (
  superuser: pg.Client,
): Promise<{ leaves: number; dense: boolean; positions: number }> => {
  const { rows } = await superuser.query<{ leaves: number; dense: boolean; positions: number }>(
    `select count(*) as leaves,
            (count(*) = 0 or (min(index) = 0 and max(index) = count(*) - 1))
              and count(*) = (select count(distinct (kind, seq)) from evidence.leaf)
              and count(*) = (select next_index from evidence.log_state)
              and not exists (
                select from evidence.feed group by institution_id
                having min(position) <> 1 or max(position) <> count(*)
                    or max(position) <> (select head.position from evidence.feed_head head
                                          where head.institution_id = feed.institution_id)) as dense,
            (select count(*) from evidence.feed) as positions
       from evidence.leaf`,
  );
  return rows[0]!;
};
