import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { seedSandboxClients } from '../../src/access/sandboxClients.js';
import { startSequencer, type Sequencer } from '../../src/evidence/sequencer.js';
import { systemClock } from '../../src/platform/clock.js';
import { createPool, type Pool } from '../../src/platform/database.js';
import { fromGlobalId, toGlobalId } from '../../src/platform/ids.js';
import { createLog } from '../../src/platform/log.js';
import { givenDocument } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

export type Party = {
  readonly token: string;
  /** Global id. */
  readonly id: string;
  /** Global ids of its functions by code. */
  readonly functions: Readonly<Record<string, string>>;
};

/** One run on the hub: institutions of its own, and the ids of what came to be, in the order of the model. */
export type HubSide = {
  readonly hub: TestHub;
  readonly sequencer: Sequencer;
  readonly parties: readonly Party[];
  readonly letters: {
    readonly id: string;
    readonly contentUrl: string;
    readonly sha256: string;
    /** Where the files are that were supplied to it, in their order. */
    readonly supplied: string[];
  }[];
  /** By institution. */
  readonly lines: string[][];
  /** By institution: behind the last event that was seen, and how many were. */
  readonly feeds: { cursor: string | null; seen: number }[];
};

export type Bench = {
  readonly hub: TestHub;
  /** Institutions that no run before has had. */
  readonly begin: () => Promise<HubSide>;
  readonly close: () => Promise<void>;
};

export const institutionsOfRun = 4;
const made = 400;

export const openBench = async (): Promise<Bench> => {
  const hub = await startHub();
  const pool: Pool = createPool(hub.database.urls.seal, { max: 1, name: 'model-seal', onError: () => {} });
  // places events when it is told to, beside the hub's own
  const sequencer = startSequencer({ pool, clock: systemClock, log: createLog('fatal'), tickMs: 2_000 });
  let free: { readonly id: string; readonly code: string; readonly functions: Record<string, string> }[] = [];
  return {
    hub,
    begin: async () => {
      if (free.length < institutionsOfRun) free = await makeInstitutions(hub);
      const chosen = free.splice(0, institutionsOfRun);
      await hub.look(`update wasl.clock set ahead = '0'`);
      const parties = await Promise.all(
        chosen.map(async ({ id, code, functions }) => ({
          token: await hub.tokenFor(code),
          id: toGlobalId('Institution', id),
          functions,
        })),
      );
      return {
        hub,
        sequencer,
        parties,
        letters: [],
        lines: parties.map(() => []),
        feeds: parties.map(() => ({ cursor: null, seen: 0 })),
      };
    },
    close: async () => {
      await sequencer.stop();
      await pool.end();
      await hub.close();
    },
  };
};

const makeInstitutions = async (hub: TestHub) => {
  const rows = await hub.look<{ id: string; code: string; functions: Record<string, string> }>(
    `with made as (
       insert into directory.institution (id, code, kind, name_ar, name_fr, name_en, channel, source)
       select gen_random_uuid(), 'MA-MOD-' || gen_random_uuid(), 'COMMUNE', 'جماعة', 'Commune', 'Commune', 'SYSTEM', 'test'
         from generate_series(1, $1)
       returning id, code
     ), addressed as (
       insert into directory.function_address (id, institution_id, code, name_ar, name_fr, name_en)
       select gen_random_uuid(), made.id, f.code, f.code, f.code, f.code
         from made cross join (values ('BO'), ('SG')) f (code)
       returning id, institution_id, code
     )
     select made.id, made.code, (
       select jsonb_object_agg(addressed.code, addressed.id) from addressed where addressed.institution_id = made.id) as functions
       from made`,
    [made],
  );
  const owner = new pg.Client({ connectionString: hub.database.urls.migrate });
  await owner.connect();
  try {
    await seedSandboxClients(owner);
  } finally {
    await owner.end();
  }
  return rows.map(({ id, code, functions }) => ({
    id,
    code,
    functions: Object.fromEntries(
      Object.entries(functions).map(([name, uuid]) => [name, toGlobalId('FunctionAddress', uuid)]),
    ),
  }));
};

/** A mutation as that institution: the codes with which it was refused, each once, and what it answered. */
export const mutate = async (
  { hub, parties }: HubSide,
  institution: number,
  name: string,
  input: Readonly<Record<string, unknown>>,
  selection = '',
): Promise<{ readonly codes: string[]; readonly payload: any }> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors, text } = await hub.graphql(
    parties[institution]!.token,
    `mutation M($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );
  if (errors !== undefined) throw new Error(`${name}: ${text}`);
  const payload = data![name];
  const codes = new Set(payload.userErrors.map(({ code }: { code: string }) => code) as string[]);
  return { codes: [...codes].sort(), payload };
};

export const newDocument = ({ hub, parties }: HubSide, institution: number) =>
  givenDocument(hub, parties[institution]!.token);

/** True when the content was served. */
export const download = async ({ parties }: HubSide, institution: number, url: string): Promise<boolean> => {
  const response = await fetch(url, { headers: { authorization: `Bearer ${parties[institution]!.token}` } });
  await response.arrayBuffer();
  if (response.status !== 200 && response.status !== 404) throw new Error(`a download answered ${response.status}`);
  return response.status === 200;
};

/** Legal time goes on by 25 days, which no retrieval deadline outlasts, and what is due by then is fired. Answers the year. */
export const passDeadlines = async ({ hub, parties }: HubSide): Promise<number> => {
  const [row] = await hub.look<{ year: number }>(`
    update wasl.clock set ahead = ahead + interval '25 days'
    returning extract(year from clock_timestamp() + ahead)::integer as year`);
  const ids = parties.map(({ id }) => fromGlobalId(id)!.uuid);
  const due = `select from wasl.due where next_try_at <= wasl.now() and object ->> 'institution_id' = any ($1)`;
  while ((await hub.look(due, [ids])).length > 0) await hub.opened.timers.fire();
  return row!.year;
};
