import pg from 'pg';
import type { TestDatabase } from '../../support/database.js';

/** One statement as the superuser, whom nothing binds, on a connection of its own. */
export const lookOnce = async <Row extends pg.QueryResultRow>(
  database: TestDatabase,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
};
