import { randomUUID } from 'node:crypto';
import type { TestHub } from '../support/hub.js';

export type RegisterMutation =
  | 'registerOpen'
  | 'registerClose'
  | 'registerEntryReserve'
  | 'registerEntryRecord'
  | 'registerEntryCancel'
  | 'registerEntryAssign'
  | 'registerEntryDiffuse';

export const entryFields = `
  id direction year series number numberedBy registeredAt medium state subject confidentiality documentDate occurredOn
  counterpart { id code } counterpartName counterpartNumber correspondence { id } documents { id sha256 }
  physicalEnclosures { position description count carrierReference receipts { receivedAt } }
  dispatches { unit { code } kind dispatchedAt instruction dueOn } cancellationReason cancelledAt printUrl`;

export const registerFields = `id direction series year numberedBy state firstNumber lastNumber printUrl`;

const resultOf = (name: RegisterMutation): string => {
  if (name === 'registerOpen' || name === 'registerClose')
    return `register { ${registerFields} } evidence { id event token occurredAt }`;
  const evidence = name === 'registerEntryRecord' ? 'evidence { id event token occurredAt }' : '';
  return `registerEntry { ${entryFields} } ${evidence}`;
};

type Payload = Record<string, any> & { readonly userErrors: readonly { code: string; path: string[] }[] };

/** One act on registers, as it was answered; a key of its own unless one is given. */
export const ask = async (
  hub: TestHub,
  token: string | null,
  name: RegisterMutation,
  input: Record<string, unknown>,
): Promise<{ readonly payload: Payload; readonly errors: any; readonly text: string }> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors, text } = await hub.graphql(
    token,
    `mutation M($input: ${type}!) { ${name}(input: $input) { ${resultOf(name)} replayed userErrors { code path message } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );
  return { payload: data?.[name] as Payload, errors, text };
};

/** The same, which must succeed. */
export const done = async (
  hub: TestHub,
  token: string,
  name: RegisterMutation,
  input: Record<string, unknown>,
): Promise<Payload> => {
  const { payload, text } = await ask(hub, token, name, input);
  if (payload === undefined || payload.userErrors.length > 0) throw new Error(`${name}: ${text}`);
  return payload;
};

/** `CODE path` of every fault, or the code of a refusal. */
export const faultsOf = ({ payload, errors }: { payload: Payload; errors: any }): readonly string[] =>
  payload === undefined || payload === null
    ? (errors as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code)
    : payload.userErrors.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`);

/** The whole register as its institution sees it, page by page. */
export const exportRegister = async (hub: TestHub, token: string, id: string): Promise<any[]> => {
  const lines: any[] = [];
  for (let after: string | null = null; ;) {
    const { data, text }: { data: any; text: string } = await hub.graphql(
      token,
      `query E($id: ID!, $after: String) { node(id: $id) { ... on Register {
        entries(first: 2, after: $after) { nodes { ${entryFields} } pageInfo { hasNextPage endCursor } } } } }`,
      { id, after },
    );
    if (data?.node == null) throw new Error(text);
    lines.push(...data.node.entries.nodes);
    if (!data.node.entries.pageInfo.hasNextPage) return lines;
    after = data.node.entries.pageInfo.endCursor as string;
  }
};

/** Before an instant that must not come while a test runs: longer than any of these may take. */
export const wellBeforeMs = 150_000;

/** Legal time in the sandbox, moved forward to that instant. */
export const moveTo = (hub: TestHub, atMs: number): Promise<unknown> =>
  hub.look(`update wasl.clock set ahead = greatest(ahead, $1::timestamptz - clock_timestamp())`, [
    new Date(atMs).toISOString(),
  ]);

/** Waits until the hub has done by itself what was due, as the deadlines of letters are when the clock was moved. */
export const untilNothingIsDue = async ({ look }: TestHub): Promise<void> => {
  const due = 'select from wasl.due d where d.next_try_at <= (select wasl.now()) limit 1';
  while ((await look(due)).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
};

/** Units of an institution that exist for one test file alone. */
export const givenUnits = (hub: TestHub, institutionCode: string, codes: readonly string[]): Promise<unknown> =>
  hub.look(
    `insert into directory.unit (id, institution_id, code, name_ar, name_fr, name_en)
     select gen_random_uuid(), i.id, u.code, 'مصلحة ' || u.code, 'Service ' || u.code, 'Unit ' || u.code
       from directory.institution i cross join unnest($2::text[]) u (code)
      where i.code = $1`,
    [institutionCode, codes],
  );
