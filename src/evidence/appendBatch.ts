import type { Pool } from '../platform/database.js';
import { sql, toQuery } from '../platform/sql.js';
import type { AccessRow } from './accessRow.js';

/**
 * Writes access events in one statement and one commit. Rejects after `timeoutMs` at the latest; the connection is then
 * closed, and whether the events were written stays unknown.
 */
export const appendBatch = async (pool: Pool, rows: readonly AccessRow[], timeoutMs: number): Promise<void> => {
  const connecting = pool.connect();
  const deadline = startDeadline(timeoutMs);
  try {
    const client = await Promise.race([connecting, deadline.passed]).catch((error: unknown) => {
      connecting.then(
        (late) => late.release(),
        () => {},
      );
      throw error;
    });
    try {
      await Promise.race([
        client.query(toQuery(sql`select evidence.append(${JSON.stringify(rows)}::jsonb)`)),
        deadline.passed,
      ]);
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  } finally {
    deadline.clear();
  }
};

const startDeadline = (timeoutMs: number): { passed: Promise<never>; clear: () => void } => {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not answer in time.')), timeoutMs);
  });
  passed.catch(() => {});
  return { passed, clear: () => clearTimeout(timer) };
};
