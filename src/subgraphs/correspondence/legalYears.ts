import { offsetSecondsAt } from '../../platform/legalTime.js';
import { sql, type Sql } from '../../platform/sql.js';

const firstYear = 2020;
const lastYear = 2099;

const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);

/** The instant of local midnight of 1 January, told from the pinned zone file. */
const startOf = (year: number): string => {
  const midnight = Date.UTC(year, 0, 1);
  const offset = offsetSecondsAt(new Date(midnight));
  return new Date(midnight - offsetSecondsAt(new Date(midnight - offset * 1_000)) * 1_000).toISOString();
};

const starts = years.map(startOf);

/** The legal years as PostgreSQL is told them: it never computes a local day itself. */
export const legalYears: Sql = sql`${years}::integer[], ${starts}::timestamptz[]`;
