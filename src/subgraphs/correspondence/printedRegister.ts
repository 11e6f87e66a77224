import type { Operation } from '../../evidence/operation.js';
import type { CorrespondenceNature } from '../../generated/correspondence.js';
import { sql, type Sql } from '../../platform/sql.js';
import type { RegisterEntryRow } from './registerEntries.js';
import type { RegisterRow } from './registers.js';

type Names = { readonly name_fr: string; readonly name_ar: string };

/** What stands at the head of a printed page. */
export type PrintedHead = Pick<RegisterRow, 'id' | 'direction' | 'series' | 'year' | 'state'> & {
  readonly institution: Names & { readonly code: string };
  readonly lines: number;
};

/** One line as it is printed. */
export type PrintedLine = Pick<
  RegisterEntryRow,
  | 'id'
  | 'direction'
  | 'series'
  | 'year'
  | 'number'
  | 'state'
  | 'medium'
  | 'registered_at'
  | 'document_date'
  | 'occurred_on'
  | 'counterpart_number'
  | 'correspondence_id'
> & {
  readonly subject: string | null;
  readonly cancellation_reason: string | null;
  readonly is_confidential: boolean;
  readonly nature: CorrespondenceNature | null;
  readonly counterpart: Names | null;
  readonly unit: Names | null;
};

export type PrintedEnclosure = {
  readonly position: number;
  readonly description: string;
  readonly count: number;
  readonly carrier_reference: string | null;
};

export const linesPerPage = 25;

/** A page of a register, from 1, in one flush; null when the viewer has no such register or it no such page. */
export const findPrintedPage = async (
  operation: Operation,
  registerId: string,
  page: number,
): Promise<{ readonly head: PrintedHead; readonly lines: readonly PrintedLine[]; readonly pages: number } | null> => {
  const { institutionId } = operation.requireViewer();
  const [head, lines] = await Promise.all([
    operation.db.maybeOne<PrintedHead>(sql`
      select r.id, r.direction, r.series, r.year, r.state, ${namesOf(sql`i`)} || jsonb_build_object('code', i.code) as institution,
        (select count(*) from correspondence.register_entry e where e.register_id = r.id) as lines
        from correspondence.register r
        join directory.institution i on i.id = r.institution_id
       where r.institution_id = ${institutionId}
         and r.id = ${registerId}::uuid`),
    // by number of page, since that is what stands on the paper: the index is walked to it, and no line before it is read
    operation.db.many<PrintedLine>(
      selectLines(
        operation,
        sql`
          select e.id from correspondence.register_entry e
           where e.register_id = ${registerId}::uuid
           order by e.registered_at, e.id
           limit ${linesPerPage} offset ${(page - 1) * linesPerPage}`,
      ),
    ),
  ]);
  if (head === null) return null;
  const pages = Math.max(1, Math.ceil(head.lines / linesPerPage));
  if (page > pages) return null;
  operation.touch('Register', head.id);
  for (const { id } of lines) operation.touch('RegisterEntry', id);
  return { head, lines, pages };
};

/** One line with its enclosures, or those of its letter where it travelled on the hub, in one flush; null when the viewer has no such line. */
export const findPrintedSlip = async (
  operation: Operation,
  entryId: string,
): Promise<{
  readonly line: PrintedLine;
  readonly institution: PrintedHead['institution'];
  readonly enclosures: readonly PrintedEnclosure[];
} | null> => {
  const { institutionId } = operation.requireViewer();
  const [line, institution, enclosures] = await Promise.all([
    operation.db.maybeOne<PrintedLine>(selectLines(operation, sql`select ${entryId}::uuid`)),
    operation.db.one<{ readonly names: PrintedHead['institution'] }>(sql`
      select ${namesOf(sql`i`)} || jsonb_build_object('code', i.code) as names
        from directory.institution i
       where i.id = ${institutionId}`),
    operation.db.many<PrintedEnclosure>(sql`
      select c.position, c.description, c.count, c.carrier_reference
        from correspondence.register_entry e
        join correspondence.enclosure c on c.correspondence_id = e.correspondence_id
       where e.id = ${entryId}::uuid
         and e.institution_id = ${institutionId}
         and e.medium = 'HUB'
      union all
      select c.position, c.description, c.count, c.carrier_reference
        from correspondence.entry_enclosure c
       where c.entry_id = ${entryId}::uuid
         and c.institution_id = ${institutionId}
       order by position`),
  ]);
  if (line === null) return null;
  operation.touch('RegisterEntry', line.id);
  if (line.correspondence_id !== null) operation.touch('Correspondence', line.correspondence_id);
  const isShown = !line.is_confidential || operation.hasScope('correspondence:read-confidential');
  return { line, institution: institution.names, enclosures: isShown ? enclosures : [] };
};

const namesOf = (table: Sql): Sql => sql`jsonb_build_object('name_fr', ${table}.name_fr, 'name_ar', ${table}.name_ar)`;

/** What is confidential and not for the token does not leave the database. */
const selectLines = (operation: Operation, source: Sql): Sql => sql`
  select e.id, e.direction, e.series, e.year, e.number, e.state, e.medium, e.registered_at, e.document_date, e.occurred_on,
    e.correspondence_id, e.confidential as is_confidential, l.nature,
    case when shown.all_of_it then e.subject end as subject,
    case when shown.all_of_it then e.cancellation_reason end as cancellation_reason,
    case when shown.all_of_it or e.medium = 'HUB' then e.counterpart_number end as counterpart_number,
    case when i.id is not null then ${namesOf(sql`i`)}
         when e.counterpart_name is not null then jsonb_build_object('name_fr', e.counterpart_name, 'name_ar', e.counterpart_name)
    end as counterpart,
    case when u.id is not null then ${namesOf(sql`u`)} end as unit
    from correspondence.register_entry e
   cross join lateral (
     select not e.confidential or ${operation.hasScope('correspondence:read-confidential')} as all_of_it) shown
    left join directory.institution i on i.id = e.counterpart_id
    left join correspondence.correspondence l on l.id = e.correspondence_id and e.medium = 'HUB'
    left join lateral (
      select d.unit_id
        from correspondence.dispatch d
       where d.entry_id = e.id
         and d.kind = 'HANDLING'
       order by d.position desc
       limit 1) handling on true
    left join directory.unit u on u.id = handling.unit_id
   where e.institution_id = ${operation.requireViewer().institutionId}
     and e.id in (${source})
   order by e.registered_at, e.id`;
