import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { TestDatabase } from '../../support/database.js';

/**
 * What must hold of the whole database at any moment when nothing is under way, whoever was killed before: each statement
 * finds what breaks it.
 */
const laws: Readonly<Record<string, string>> = {
  'numbers of a register are dense and its head is the last': `
    select r.id, r.last_number, e.entries
      from correspondence.register r
     cross join lateral (
       select count(*) as entries, min(e.ordinal) as low, max(e.ordinal) as high, max(e.registered_at) as at,
         (array_agg(e.number order by e.registered_at desc))[1] as last_taken
         from correspondence.register_entry e
        where e.register_id = r.id) e
     where e.last_taken is distinct from r.last_taken
        or e.at <> r.last_at
        or r.numbered_by = 'HUB' and (
          e.entries <> r.last_number - r.first_number + 1
          or e.entries > 0 and (e.low <> r.first_number or e.high <> r.last_number))`,
  'legal times of a register have the order of its numbers': `
    select e.register_id, e.number
      from (
        select e.*, lag(e.registered_at) over (partition by e.register_id order by e.ordinal) as before
          from correspondence.register_entry e
          join correspondence.register r on r.id = e.register_id and r.numbered_by = 'HUB') e
     where e.before >= e.registered_at`,
  'a letter has its sender, its recipients, its attachments, one departure entry and one deposit': `
    select l.id
      from correspondence.correspondence l
     where (select count(*) from correspondence.consignment c where c.correspondence_id = l.id and c.role <> 'SENDER' and c.redirected_from_id is null) <> l.recipient_count
        or (select count(*) from correspondence.consignment c where c.correspondence_id = l.id and c.role = 'SENDER' and c.institution_id = l.sender_id) <> 1
        or (select count(*) from correspondence.attachment a where a.correspondence_id = l.id) = 0
        or (select count(*) from act_of_letter a where a.correspondence_id = l.id and a.act = 'correspondenceDeposit') <> 1
        or (select array_agg(e.number || coalesce(e.used_at, e.registered_at)::text) from correspondence.register_entry e
             where e.correspondence_id = l.id and e.institution_id = l.sender_id and e.direction = 'OUT' and e.medium = 'HUB')
           is distinct from array[l.departure_number || l.deposited_at::text]`,
  'attachments are as their documents, and every party holds them that has the letter': `
    select c.institution_id, a.document_id
      from (
        select correspondence_id, document_id, sha256, size_bytes, null::uuid as institution_id from correspondence.attachment
        union all
        select correspondence_id, document_id, sha256, size_bytes, institution_id from correspondence.supplement_attachment) a
      join correspondence.consignment c on c.correspondence_id = a.correspondence_id and c.state <> 'RECALLED'
        and c.institution_id = coalesce(a.institution_id, c.institution_id)
      left join documents.document d on d.id = a.document_id and d.sha256 = a.sha256 and d.size_bytes = a.size_bytes
      left join documents.holding h on h.institution_id = c.institution_id and h.document_id = a.document_id
     where d.id is null or h.document_id is null`,
  'nobody holds a document that it neither made nor was sent': `
    select h.institution_id, h.document_id
      from documents.holding h
      join documents.document d on d.id = h.document_id
     where h.institution_id <> d.owner_id
       and not exists (
         select from correspondence.attachment a
           join correspondence.consignment c on c.correspondence_id = a.correspondence_id and c.state <> 'RECALLED'
          where a.document_id = h.document_id and c.institution_id = h.institution_id)
       and not exists (
         select from correspondence.supplement_attachment s
           join correspondence.consignment c on c.correspondence_id = s.correspondence_id and c.institution_id = s.institution_id and c.state <> 'RECALLED'
          where s.document_id = h.document_id and s.institution_id = h.institution_id)`,
  'what was supplied is with who asked and with all those to whom the letter was sent on since, and with nobody else': `
    select r.id, r.passed_to
      from correspondence.supplement_request r
      join correspondence.consignment asking on asking.institution_id = r.institution_id and asking.correspondence_id = r.correspondence_id
     cross join lateral (
       with recursive next as (
         select asking.redirected_to_id as institution_id
         union all
         select c.redirected_to_id
           from next
           join correspondence.consignment c on c.institution_id = next.institution_id and c.correspondence_id = r.correspondence_id)
       select coalesce(array_agg(n.institution_id) filter (where n.institution_id is not null), '{}') as institutions from next n) sent_on
     where r.passed_to <> sent_on.institutions
        or exists (
          select s.position from correspondence.supplement_attachment s
           where s.request_id = r.id
           group by s.position, s.document_id
          having not (array_agg(s.institution_id) @> (r.passed_to || r.institution_id) and array_agg(s.institution_id) <@ (r.passed_to || r.institution_id)))`,
  'every evidence is of one act, and every act has its evidence': `
    select coalesce(e.id, named.id) as id
      from (select unnest(a.evidence_ids) as id, count(*) as times from evidence.act a group by 1) named
      full join evidence.evidence e on e.id = named.id
     where e.id is null or named.id is null or named.times <> 1`,
  'every party of an act has its copy of the evidence, and nobody else': `
    select e.id, e.event
      from evidence.act a
     cross join unnest(a.evidence_ids) as named (id)
      join evidence.evidence e on e.id = named.id
     where (select array_agg(c.institution_id order by c.institution_id) from evidence.copy c where c.evidence_id = e.id)
           is distinct from (
             select array_agg(distinct party order by party)
               from unnest(case
                 when e.event like 'SUBMISSION%' then array[a.institution_id]
                 -- one recall may need several: each recipient has that which ended its consignment
                 when e.event = 'RECALL' then a.institution_id || array(
                   select c.institution_id from correspondence.consignment c where c.last_evidence_id = e.id and c.role <> 'SENDER')
                 else a.parties end) party)`,
  'whoever holds an evidence holds the one that it names, but for the first that it has of a letter': `
    select e.id, e.event, c.institution_id
      from evidence.evidence e
      join evidence.copy c on c.evidence_id = e.id
     where e.previous_id is not null
       and not exists (
         select from evidence.copy named
          where named.institution_id = c.institution_id and named.evidence_id = e.previous_id and named.occurred_at <= e.occurred_at)
       and exists (
         select from evidence.copy earlier
          where earlier.institution_id = c.institution_id
            and earlier.correspondence_id = e.correspondence_id
            and (earlier.occurred_at, earlier.evidence_id) < (e.occurred_at, e.id))`,
  'the state of a consignment is what was done with it': `
    select c.institution_id, c.correspondence_id, c.state, done.*
      from correspondence.consignment c
     cross join lateral (
       select count(*) filter (where a.act = 'contentOpening') as opened,
         count(*) filter (where a.act = 'correspondenceRetrieve') as retrieved,
         count(*) filter (where a.act = 'correspondenceRegisterArrival') as registered,
         count(*) filter (where a.act = 'correspondenceAcknowledge') as acknowledged,
         count(*) filter (where a.act = 'correspondenceRefuse') as refused,
         count(*) filter (where a.act = 'correspondenceRedirect') as redirected,
         count(*) filter (where a.act = 'correspondenceRequestSupplement') as requested
         from act_of_letter a
        where a.correspondence_id = c.correspondence_id and a.institution_id = c.institution_id) done
     cross join lateral (
       select count(*) filter (where a.act = 'correspondenceSupplySupplement') as supplied,
         count(*) filter (where a.act = 'correspondenceRecall') as recalled
         from act_of_letter a
        where a.correspondence_id = c.correspondence_id and a.institution_id <> c.institution_id and c.institution_id = any (a.parties)) sent
     cross join lateral (
       select count(*) as answered
         from correspondence.correspondence l
        where l.in_reply_to_id = c.correspondence_id and l.sender_id = c.institution_id and l.nature = 'ANSWER') given
     where c.role <> 'SENDER'
       and (opened > 1 + (select count(s.first_opened_at) from correspondence.supplement_attachment s
                           where s.institution_id = c.institution_id and s.correspondence_id = c.correspondence_id) or retrieved > 1 or registered > 1 or acknowledged > 1 or refused > 1 or redirected > 1 or recalled > 1
         or answered > 1 or requested - supplied not in (0, 1)
         or c.state <> case when recalled = 1 then 'RECALLED' when refused = 1 then 'REFUSED' when redirected = 1 then 'REDIRECTED'
                            when answered = 1 then 'ANSWERED' when requested > supplied then 'AWAITING_SUPPLEMENT'
                            when acknowledged = 1 then 'ACKNOWLEDGED' when registered = 1 then 'REGISTERED'
                            when retrieved = 1 then 'RETRIEVED' else 'DELIVERED' end
         or (c.first_opened_at is not null) <> (opened + retrieved + registered + acknowledged + refused + redirected + requested > 0)
         or (select count(*) from correspondence.supplement_request r
              where r.institution_id = c.institution_id and r.correspondence_id = c.correspondence_id) <> requested
         or (select count(r.supplied_at) from correspondence.supplement_request r
              where r.institution_id = c.institution_id and r.correspondence_id = c.correspondence_id) <> supplied
         or (c.arrival_number is not null) <> (registered = 1)
         or (select count(*) from correspondence.register_entry e
              where e.institution_id = c.institution_id and e.correspondence_id = c.correspondence_id and e.direction = 'IN'
                and e.medium = 'HUB' and e.number = c.arrival_number) <> registered
         or c.last_evidence_id <> all (
           select unnest(case a.act when 'correspondenceRecall' then a.evidence_ids
                                    else a.evidence_ids[cardinality(a.evidence_ids):] end)
             from (
               select * from act_of_letter a
                where a.correspondence_id = c.correspondence_id
                  and c.institution_id = any (a.parties)
                  and a.act <> 'correspondenceReassign'
                order by a.occurred_at desc limit 1) a))`,
  'of each file that was supplied one opening at most is told, and it is that of the file': `
    select s.institution_id, s.correspondence_id, s.document_id
      from correspondence.supplement_attachment s
     where (select count(*) from act_of_letter a
             where a.act = 'contentOpening' and a.correspondence_id = s.correspondence_id and a.institution_id = s.institution_id
               and a.detail ->> 'supplied' = encode(s.sha256, 'hex') and a.occurred_at = s.first_opened_at)
           <> case when s.first_opened_at is null then 0 else 1 end`,
  'what was sent on has both its ends, and the date of its deposit': `
    select c.institution_id, c.correspondence_id
      from correspondence.consignment c
      join correspondence.correspondence l on l.id = c.correspondence_id
      left join correspondence.consignment f on f.correspondence_id = c.correspondence_id and f.institution_id = c.redirected_from_id
      left join correspondence.consignment t on t.correspondence_id = c.correspondence_id and t.institution_id = c.redirected_to_id
     where c.deposited_at <> l.deposited_at
        or c.redirected_from_id is not null and f.redirected_to_id is distinct from c.institution_id
        or c.redirected_to_id is not null and t.redirected_from_id is distinct from c.institution_id`,
  'the counts on the row of a sender are those of its recipients': `
    select s.correspondence_id, s.state_counts
      from correspondence.consignment s
     cross join lateral (
       select coalesce(jsonb_object_agg(g.state, g.n), '{}') as states, sum(g.open_to) as open_to, sum(g.unopened) as unopened
         from (
           select c.state, count(*) as n,
             count(*) filter (where c.role = 'TO' and coalesce(c.state_before_supplement, c.state) in ('DELIVERED', 'RETRIEVED', 'REGISTERED')) as open_to,
             count(*) filter (where c.state = 'DELIVERED' and c.first_opened_at is null) as unopened
             from correspondence.consignment c
            where c.correspondence_id = s.correspondence_id and c.role <> 'SENDER'
            group by c.state) g) counted
     where s.role = 'SENDER'
       and (s.state_counts is distinct from counted.states or s.open_to_count is distinct from counted.open_to
         or s.unopened_count is distinct from counted.unopened)`,
  'every act with a key settled its key, and no key is open': `
    with settled as (
      select i.key, a.seq
        from wasl.idempotency i
        left join (
          select act.*, evidence_id::text as leaves from evidence.act cross join unnest(act.evidence_ids) evidence_id
          union all
          -- of a reservation nothing is evidenced but its line
          select act.*, act.detail ->> 'registerEntryId' from evidence.act where act.evidence_ids = '{}') a
          on a.leaves = coalesce(i.result ->> 'evidenceId', i.result ->> 'registerEntryId')
         and a.institution_id = i.institution_id and a.client_id = i.client_id and a.act = i.mutation)
    select settled.key from settled where settled.seq is null
    union all
    select a.id::text
      from evidence.act a
      left join settled on settled.seq = a.seq
     -- a download and a timer of the hub have none
     where a.act not in ('contentOpening', 'retrievalExpiry')
     group by a.id
    having count(settled.key) <> 1`,
  'nothing is pending': `select author, id from evidence.pending`,
  'indexes of the log are dense': `
    select s.next_index
      from evidence.log_state s
     where s.next_index <> (select count(*) from evidence.leaf)
        or s.next_index <> (select coalesce(max(leaf.index), -1) + 1 from evidence.leaf)`,
  'every act and every access has one place in the log': `
    select leaf.index, event.kind, event.seq
      from (select 'act' as kind, seq from evidence.act union all select 'access', seq from evidence.access) event
      full join evidence.leaf on leaf.kind = event.kind and leaf.seq = event.seq
     where leaf.index is null or event.seq is null
    union all
    select min(leaf.index), leaf.kind, leaf.seq from evidence.leaf group by leaf.kind, leaf.seq having count(*) > 1`,
  'the feed of an institution is dense and shows every mailbox event once, in the order of the log': `
    select coalesce(f.institution_id, m.institution_id) as institution_id, coalesce(f.position, m.position) as position
      from (
        select (entry.value ->> 'institution')::uuid as institution_id, entry.value ->> 'type' as type, a.seq,
          (entry.value ->> 'evidence')::uuid as evidence_id,
          row_number() over (partition by entry.value ->> 'institution' order by leaf.index, entry.place) as position
          from evidence.act a
          join evidence.leaf on leaf.kind = 'act' and leaf.seq = a.seq
         cross join lateral jsonb_array_elements(a.mailbox) with ordinality entry (value, place)) m
      full join evidence.feed f on f.institution_id = m.institution_id and f.position = m.position
     where f.act_seq is distinct from m.seq or f.type is distinct from m.type or f.evidence_id is distinct from m.evidence_id
    union all
    select h.institution_id, h.position
      from evidence.feed_head h
     where h.position <> (select count(*) from evidence.feed f where f.institution_id = h.institution_id)`,
  'a final upload is one document, held by its maker': `
    select u.id
      from documents.upload u
      left join documents.document d on d.id = u.document_id and d.owner_id = u.institution_id and d.blob = u.blob
        and d.sha256 = u.sha256 and d.size_bytes = u.size_bytes
      left join documents.holding h on h.document_id = d.id and h.institution_id = d.owner_id
     where u.state = 'FINAL' and h.document_id is null
    union all
    select d.id from documents.document d
     where (select count(*) from documents.upload u where u.document_id = d.id and u.state = 'FINAL') <> 1`,
};

/** Everything that is not whole, by the law it breaks. `look` reads as the superuser. */
export const findBroken = async (database: TestDatabase, dataDir: string): Promise<Record<string, unknown[]>> => {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    await untilSequenced(client);
    await client.query('begin isolation level repeatable read');
    // the product has no use for an index by letter
    await client.query(`
      create temp table act_of_letter on commit drop as select * from evidence.act where correspondence_id is not null;
      create index on act_of_letter (correspondence_id);
      analyze act_of_letter`);
    const broken: Record<string, unknown[]> = {};
    for (const [law, statement] of Object.entries(laws)) {
      const { rows } = await client.query(`${statement} limit 5`);
      if (rows.length > 0) broken[law] = rows;
    }
    const lost = await findLostBytes(client, dataDir);
    if (lost.length > 0) broken['the bytes of uploads and documents are there'] = lost;
    return broken;
  } finally {
    await client.end();
  }
};

/** The sequencer of a running hub has its ticks; without one this would wait for ever. */
const untilSequenced = async (client: pg.Client): Promise<void> => {
  for (let patience = 1_000; patience > 0; patience -= 1) {
    const { rowCount } = await client.query('select from evidence.pending limit 1');
    if (rowCount === 0) return;
    await pause(50);
  }
};

type Stored = { blob: string; state: 'OPEN' | 'FINAL'; size_bytes: string; received_bytes: string; sha256: Buffer };

const findLostBytes = async (client: pg.Client, dataDir: string): Promise<string[]> => {
  const { rows } = await client.query<Stored>(
    `select blob, state, size_bytes, received_bytes, sha256 from documents.upload where state <> 'DROPPED'`,
  );
  const path = (kind: string, blob: string): string => join(dataDir, 'blobs', kind, blob.slice(0, 2), blob);
  const verdicts = await Promise.all(
    rows.map(async ({ blob, state, size_bytes, received_bytes, sha256 }) => {
      const final = await readFile(path('final', blob)).catch(() => null);
      const isWhole = final !== null && createHash('sha256').update(final).digest().equals(sha256);
      if (state === 'FINAL' || final !== null) return isWhole && final.length === Number(size_bytes);
      const partial = await stat(path('partial', blob)).catch(() => ({ size: 0 }));
      return partial.size >= Number(received_bytes);
    }),
  );
  return rows.filter((_, at) => verdicts[at] === false).map(({ blob, state }) => `${state} ${blob}`);
};
