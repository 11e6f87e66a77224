import pg from 'pg';

/** Runs an operator's work as `wasl_owner`, whatever log-in of it `ownerUrl` names; the connection ends with the work. */
export const asOwner = async <Result>(
  ownerUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'wasl-operator' });
  await client.connect();
  try {
    await client.query('set role wasl_owner');
    return await work(client);
  } finally {
    await client.end();
  }
};
