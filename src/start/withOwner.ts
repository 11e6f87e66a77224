import pg from 'pg';
import type { OwnerClient } from '../access/ownerClient.js';

/** Does `work` on a connection that acts as `wasl_owner`; `ownerUrl` is the log-in that migrates. */
export const withOwner = async <Result>(
  ownerUrl: string,
  work: (owner: OwnerClient) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'wasl-command' });
  await client.connect();
  try {
    await client.query('set role wasl_owner');
    return await work(client);
  } finally {
    await client.end();
  }
};
