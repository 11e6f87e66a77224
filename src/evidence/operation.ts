import type { Viewer } from '../access/viewer.js';
import { inTransaction, operationReads, type Reads, type Transaction } from '../platform/database.js';
import { Fault } from '../platform/errors.js';
import { message, type Language } from '../platform/messages.js';
import { runAct, type ActDefinition, type ActInput, type ActOutcome } from './act.js';
import type { AccessRecord } from './accessRecord.js';
import type { Hub } from './hub.js';

/** A fault that the caller can repair, before it is put into words. */
export type UserFault<Code extends string = string> = {
  readonly code: Code;
  readonly path: readonly string[];
  readonly values?: Readonly<Record<string, string | number>>;
};

/** The same, as the API answers it. */
export type UserErrorRow<Code extends string = string> = {
  readonly code: Code;
  readonly message: string;
  readonly path: string[];
  readonly helpUrl: string;
};

/** One request, from its token to its answer; every subgraph of this process gets the same object. */
export type Operation = {
  readonly hub: Hub;
  readonly viewer: Viewer | null;
  readonly language: Language;
  /** Reads as the viewer's institution; the statements of one turn leave in one flush. */
  readonly db: Reads;
  /** The viewer, or `UNAUTHENTICATED`. */
  readonly requireViewer: () => Viewer;
  readonly hasScope: (scope: string) => boolean;
  /** Notes that an object's data is in the answer. Called where rows are read. */
  readonly touch: (type: string, uuid: string) => void;
  /** One value per operation and key, made when first asked for: loaders, above all. */
  readonly memo: <Value>(key: object, make: () => Value) => Value;
  /** Exactly one transaction as the viewer's institution, for a mutation that is no act between institutions. */
  readonly write: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;
  /** An act: the key first, then every fault of form at once, then one write and one commit. */
  readonly act: <Input extends ActInput, Checked, Code extends string>(
    name: string,
    input: Input,
    definition: ActDefinition<Input, Checked, Code>,
  ) => Promise<ActOutcome<Code>>;
  readonly userError: <Code extends string>(fault: UserFault<Code>) => UserErrorRow<Code>;
};

export const createOperation = (
  hub: Hub,
  viewer: Viewer | null,
  language: Language,
  access: AccessRecord,
): Operation => {
  const memos = new Map<object, unknown>();
  const requireViewer = (): Viewer => {
    if (viewer === null) throw new Fault('UNAUTHENTICATED', 'This needs an access token in `Authorization: Bearer …`.');
    return viewer;
  };
  const operation: Operation = {
    hub,
    viewer,
    language,
    db: operationReads(hub.pool, hub.institutionLanes, viewer),
    requireViewer,
    hasScope: (scope) => viewer?.scopes.has(scope) ?? false,
    touch: (type, uuid) => void access.objects.add(`${type}:${uuid}`),
    memo: <Value>(key: object, make: () => Value): Value => {
      if (!memos.has(key)) memos.set(key, make());
      return memos.get(key) as Value;
    },
    write: (work) => {
      const actor = requireViewer();
      return hub.institutionLanes.run(actor.institutionId, () => inTransaction(hub.pool, actor, work));
    },
    act: (name, input, definition) => runAct(operation, name, input, definition),
    userError: ({ code, path, values }) => ({
      code,
      message: message(language, code, values),
      path: [...path],
      helpUrl: `${hub.publicUrl}/errors/${code}`,
    }),
  };
  return operation;
};
