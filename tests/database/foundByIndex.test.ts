import pg from 'pg';
import { fromGlobalId } from '../../src/platform/ids.js';
import { actAs } from '../support/actAs.js';
import { act, commune, givenLetter, institutionId } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

// An inbox of five thousand letters, all of them registered: what looks for one of them reads few pages of the database.
let hub: TestHub;
let client: pg.Client;
let letter: string;
let receiver: string;

beforeAll(async () => {
  hub = await startHub();
  const { id, attachments } = await givenLetter(hub);
  const token = await hub.tokenFor(commune);
  await act(hub, token, 'correspondenceRetrieve', {
    correspondenceId: id,
    sha256: attachments.map((file: { sha256: string }) => file.sha256),
  });
  await act(hub, token, 'correspondenceRegisterArrival', { correspondenceId: id });
  letter = fromGlobalId(id)!.uuid;
  receiver = fromGlobalId(await institutionId(hub, commune))!.uuid;
  await hub.look('alter table correspondence.consignment disable trigger user');
  await copyLetter('correspondence.correspondence', `jsonb_build_object('id', n.id)`);
  await copyLetter(
    'correspondence.consignment',
    `jsonb_build_object('correspondence_id', n.id, 'thread_id', n.id)
       || case when t.institution_id = $2
            then jsonb_build_object('arrival_number', n.place::text, 'delivered_at', t.delivered_at - n.place * interval '1 second')
            else '{}' end`,
    [receiver],
  );
  await hub.look('vacuum analyze correspondence.consignment');
  await hub.look('vacuum analyze correspondence.correspondence');
  client = new pg.Client({ connectionString: hub.database.urls.app });
  await client.connect();
}, 120_000);
afterAll(async () => {
  await client.end();
  await hub.close();
});

const uuidOf = `('00000000-0000-4000-8000-' || lpad(to_hex(place), 12, '0'))::uuid`;

/** Its rows again for each of five thousand letters, with what differs. */
const copyLetter = async (table: string, changes: string, values: unknown[] = []): Promise<void> => {
  const [columns] = await hub.look<{ list: string }>(
    `select string_agg(quote_ident(attname), ', ') as list
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  await hub.look(
    `insert into ${table} (${columns!.list})
     select ${columns!.list.replaceAll(/[^, ]+/g, '(copy).$&')}
       from (
         select jsonb_populate_record(t, ${changes}) as copy
           from ${table} t
          cross join (select place, ${uuidOf} as id from generate_series(1, 5000) place) n
          where ${table.endsWith('correspondence') ? 't.id' : 't.correspondence_id'} = $1) c`,
    [letter, ...values],
  );
};

/**
 * Pages that a call looks at when the receiver makes it, everything in it counted, and its rows. The first call reads the
 * catalogue too.
 */
const pagesOf = async (call: string, values: unknown[]): Promise<{ pages: number; rows: number }> => {
  await client.query('begin');
  try {
    await actAs(client, receiver);
    const [, plan] = [await explain(call, values), await explain(call, values)];
    return { pages: plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!, rows: plan['Actual Rows']! };
  } finally {
    await client.query('rollback');
  }
};

const explain = async (call: string, values: unknown[]): Promise<Record<string, number>> => {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(
    `explain (analyze, buffers, format json) select * from ${call}`,
    values,
  );
  return rows[0]!['QUERY PLAN'][0]!.Plan;
};

const fewPages = 100;

test('the letters of a document are found by it, before its bytes are served', async () => {
  const [attached] = await hub.look<{ document_id: string }>(
    'select document_id from correspondence.attachment where correspondence_id = $1',
    [letter],
  );
  const { pages, rows } = await pagesOf('correspondence.letters_with($1)', [attached!.document_id]);
  expect([rows, pages < fewPages]).toEqual([1, true]);
});

test('a letter is found by its arrival number', async () => {
  const find = `correspondence.find_letters('INBOX', $1, true, '{}', null, null, null, 21)`;
  const { pages, rows } = await pagesOf(find, ['4900 zzyzx']);
  expect([rows, pages < fewPages]).toEqual([0, true]);
});
