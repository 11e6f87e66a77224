import type { Operation } from '../../evidence/operation.js';
import type { EvidenceEvent, ReasonCode } from '../../generated/correspondence.js';
import { into, type Selection } from '../../platform/selection.js';
import { sql, type Sql } from '../../platform/sql.js';
import { readCache, remember } from './readCache.js';

/** The viewer's copy of an evidence. */
export type EvidenceRow = {
  readonly id: string;
  readonly event: EvidenceEvent;
  readonly occurred_at: string;
  readonly correspondence_id: string | null;
  readonly previous_id: string | null;
  readonly token: string;
  readonly disclosures: readonly string[];
  readonly reason_code: ReasonCode | null;
  readonly reason_text: string | null;
  /** Of the letter; null where there is no reason that it could hide. */
  readonly confidentiality: 'ORDINARY' | 'CONFIDENTIAL' | null;
};

/** The columns of an evidence, from `evidence.copy c` joined with `evidence.evidence e`. */
export const evidenceColumns = sql`
  e.id, e.event, e.occurred_at, e.correspondence_id, e.previous_id, e.token, c.disclosures, e.reason_code, e.reason_text,
  case when e.reason_code is not null then (
    select letter.confidentiality from correspondence.correspondence letter where letter.id = e.correspondence_id) end as confidentiality`;

/** The viewer's copies of the evidence whose ids `source` yields, and what the query asks for below them. */
export const readEvidence = async (
  operation: Operation,
  source: Sql,
  selections: readonly Selection[],
): Promise<readonly EvidenceRow[]> => {
  const { institutionId } = operation.requireViewer();
  const below = selections.flatMap((selection) => into(selection, 'previous'));
  const previous = sql`select e.previous_id from evidence.evidence e where e.id in (${source})`;
  const [rows] = await Promise.all([
    operation.db.many<EvidenceRow>(sql`
      select ${evidenceColumns}
        from evidence.copy c
        join evidence.evidence e on e.id = c.evidence_id
       where c.institution_id = ${institutionId}
         and c.evidence_id in (${source})`),
    below.length > 0 && readEvidence(operation, previous, below),
  ]);
  for (const row of rows) {
    operation.touch('Evidence', row.id);
    remember(readCache(operation).evidence, row.id, row);
  }
  if (below.length > 0) rememberPrevious(operation, rows);
  return rows;
};

/** Once the previous ones are read: a party may not hold what its evidence names, and that is known then too. */
export const rememberPrevious = (operation: Operation, rows: readonly EvidenceRow[]): void => {
  for (const { previous_id } of rows) {
    if (previous_id !== null) remember(readCache(operation).evidence, previous_id, null);
  }
};

export const findEvidence = async (
  operation: Operation,
  ids: readonly string[],
  selections: readonly Selection[],
): Promise<(EvidenceRow | null)[]> => {
  const rows = await readEvidence(operation, sql`select unnest(${ids}::uuid[])`, selections);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};
