import { createHmac, randomBytes } from 'node:crypto';
import { type Transaction } from '../platform/database.js';
import { Fault } from '../platform/errors.js';
import { sql, type Sql } from '../platform/sql.js';
import type { Operation, UserErrorRow, UserFault } from './operation.js';

export type ActInput = { readonly idempotencyKey: string };

/** What an act leaves behind under its key, and what a replay answers: ids, and faults where it was a rejection. */
export type ActResult<Code extends string = string> = {
  readonly correspondenceId?: string;
  readonly registerEntryId?: string;
  readonly registerId?: string;
  readonly evidenceId?: string;
  /** What a recall came to for each recipient: the evidence of the withdrawal, or null where it came too late. */
  readonly recipients?: readonly { readonly institutionId: string; readonly evidenceId: string | null }[];
  readonly warnings?: readonly UserFault[];
  readonly rejection?: readonly UserFault<Code>[];
};

/** The row of `wasl.idempotency` that the act function fills in its own transaction. */
export type Settlement = {
  readonly mutation: string;
  readonly key: string;
  readonly result: ActResult;
};

export type ActOutcome<Code extends string> = {
  /** Null when it was a fault of form: nothing was done. */
  readonly result: ActResult<Code> | null;
  readonly replayed: boolean;
  readonly userErrors: UserErrorRow<Code | 'IDEMPOTENCY_CONFLICT' | 'IDEMPOTENCY_KEY_INVALID'>[];
};

export type ActDefinition<Input, Checked, Code extends string> = {
  /** Faults of an input that is larger than any that was ever accepted: it is refused before any work is done for it. */
  readonly oversize?: (input: Input) => readonly UserFault<Code>[];
  /** The register that it numbers in, as `<direction>:<series>`; acts on one register of this process wait in one line. */
  readonly register?: (input: Input) => string;
  /**
   * Sends its statements in the tick in which it is called, so that they leave with the key, and answers all faults of form
   * at once, or what `write` needs. Whatever it wrote is undone when there is a fault.
   */
  readonly check: (transaction: Transaction, input: Input, operation: Operation) => Promise<Check<Checked, Code>>;
  /** What another act was faster at since the check, by the name of the constraint that refused the write: a fault of form. */
  readonly raced?: (constraint: string) => UserFault<Code> | null;
  /** Takes the number, signs, and ends with the act function and `commit`. */
  readonly write: (
    transaction: Transaction,
    checked: Checked,
    settle: Settle,
    operation: Operation,
  ) => Promise<ActResult<Code>>;
};

export type Check<Checked, Code extends string> =
  { readonly faults: readonly UserFault<Code>[] } | { readonly faults?: never; readonly checked: Checked };

/** Makes the settlement of this act from its result. */
export type Settle = (result: ActResult) => Settlement;

/** Faults of form undo the transaction, the key included. */
class FormFaults extends Error {
  readonly faults: readonly UserFault[];
  constructor(faults: readonly UserFault[]) {
    super('faults of form');
    this.faults = faults;
  }
}

class Replay extends Error {
  readonly result: ActResult;
  constructor(result: ActResult) {
    super('replay');
    this.result = result;
  }
}

type KnownRow = {
  readonly salt: Buffer;
  readonly digests: Readonly<Record<string, string>>;
  readonly result: ActResult | null;
};

const keyForm = /^[^\p{Cc}\p{Cf}\p{Cs}]{1,128}$/u;

export const runAct = async <Input extends ActInput, Checked, Code extends string>(
  operation: Operation,
  name: string,
  input: Input,
  definition: ActDefinition<Input, Checked, Code>,
): Promise<ActOutcome<Code>> => {
  const viewer = operation.requireViewer();
  operation.hub.checkClock();
  if (!keyForm.test(input.idempotencyKey) || [...input.idempotencyKey].length > 128) {
    return refused<Code>(operation, [{ code: 'IDEMPOTENCY_KEY_INVALID', path: ['input', 'idempotencyKey'] }]);
  }
  const oversize = definition.oversize?.(input) ?? [];
  if (oversize.length > 0) return refused<Code>(operation, oversize);
  const settle: Settle = (result) => ({ mutation: name, key: input.idempotencyKey, result });
  const attempt = (): Promise<ActResult<Code>> =>
    operation.write(async (transaction) => {
      const salt = randomBytes(16);
      const digests = digestPaths(input, salt);
      const claimed = transaction.maybeOne(
        claimKey(viewer.institutionId, viewer.clientId, name, input.idempotencyKey, salt, digests),
      );
      const known = transaction.maybeOne<KnownRow>(
        findKey(viewer.institutionId, viewer.clientId, name, input.idempotencyKey),
      );
      const check = definition.check(transaction, input, operation);
      const [isNew, row, checked] = await allOrFirst(claimed, known, check);
      if (isNew === null) throw replayOf(row, input);
      if (checked.faults !== undefined) throw new FormFaults(checked.faults);
      return definition.write(transaction, checked.checked, settle, operation);
    });
  const register = definition.register?.(input);
  try {
    const result =
      register === undefined
        ? await attempt()
        : await operation.hub.registerLanes.run(`${viewer.institutionId}:${register}`, attempt);
    return answered(operation, result, false);
  } catch (error) {
    if (error instanceof FormFaults) return refused(operation, error.faults as readonly UserFault<Code>[]);
    if (error instanceof Replay) return answered(operation, error.result as ActResult<Code>, true);
    const { constraint } = error as { readonly constraint?: unknown };
    const fault = typeof constraint === 'string' ? (definition.raced?.(constraint) ?? null) : null;
    if (fault !== null) return refused(operation, [fault]);
    throw error;
  }
};

const answered = <Code extends string>(
  operation: Operation,
  result: ActResult<Code>,
  replayed: boolean,
): ActOutcome<Code> => ({
  result,
  replayed,
  userErrors: (result.rejection ?? []).map((fault) => operation.userError(fault)),
});

const refused = <Code extends string>(
  operation: Operation,
  faults: readonly UserFault<Code | 'IDEMPOTENCY_KEY_INVALID'>[],
): ActOutcome<Code> => ({
  result: null,
  replayed: false,
  userErrors: faults.map((fault) => operation.userError(fault)),
});

const claimKey = (
  institutionId: string,
  clientId: string,
  mutation: string,
  key: string,
  salt: Buffer,
  digests: Readonly<Record<string, string>>,
): Sql => sql`
  insert into wasl.idempotency (institution_id, client_id, mutation, key, salt, digests)
  values (${institutionId}, ${clientId}, ${mutation}, ${key}, ${salt}, ${JSON.stringify(digests)})
  on conflict on constraint idempotency_key do nothing
  returning true as claimed`;

/** A statement of its own: it sees the row of a twin for which the claim had to wait. */
const findKey = (institutionId: string, clientId: string, mutation: string, key: string): Sql => sql`
  select salt, digests, result
    from wasl.idempotency
   where institution_id = ${institutionId}
     and client_id = ${clientId}
     and mutation = ${mutation}
     and key = ${key}`;

const replayOf = (row: KnownRow | null, input: ActInput): Error => {
  if (row?.result == null)
    return new Fault('BUSY', 'The first call with this key has not ended. Try again with the same key.', {
      retryAfterSeconds: 1,
    });
  const now = digestPaths(input, row.salt);
  const paths = [...new Set([...Object.keys(row.digests), ...Object.keys(now)])]
    .filter((path) => row.digests[path] !== now[path])
    .sort();
  if (paths.length === 0) return new Replay(row.result);
  return new FormFaults([
    {
      code: 'IDEMPOTENCY_CONFLICT',
      path: ['input', 'idempotencyKey'],
      values: { paths: paths.slice(0, 10).join(', ') },
    },
  ]);
};

/**
 * Keyed digest of the value at each path of the input: names what differs, and is worthless once the salt is erased.
 * A null is as good as nothing said.
 */
const digestPaths = (input: ActInput, salt: Buffer): Record<string, string> => {
  const digests: Record<string, string> = {};
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    } else if (value != null && path !== 'input.idempotencyKey') {
      digests[path] = createHmac('sha256', salt).update(JSON.stringify(value)).digest('base64url').slice(0, 22);
    }
  };
  walk(input, 'input');
  return digests;
};

/** All three leave in one flush; the first failure is told, and the others are heard so that none goes unhandled. */
const allOrFirst = async <A, B, C>(a: Promise<A>, b: Promise<B>, c: Promise<C>): Promise<[A, B, C]> => {
  await Promise.allSettled([a, b, c]);
  return Promise.all([a, b, c]);
};
