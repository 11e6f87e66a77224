import pg from 'pg';
import { createEnrolmentCode } from '../../src/access/enrolmentCode.js';
import type { TestHub } from '../support/hub.js';

/** A one-time enrolment code of that institution, as the operator's command makes it. */
export const newCode = async (hub: TestHub, institutionCode: string): Promise<string> => {
  const owner = new pg.Client({ connectionString: hub.database.superuserUrl });
  await owner.connect();
  try {
    await owner.query('set role wasl_owner');
    return (await createEnrolmentCode(owner, { institutionCode, validHours: 1 })).code;
  } finally {
    await owner.end();
  }
};
