import {
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { Fault } from '../platform/errors.js';
import { fragmentsOf, operationParts } from './operationParts.js';

/** The refusal of an operation of a kind that the hub does not run, whatever its size. */
export const findOperationRefused = (document: DocumentNode, operation: OperationDefinitionNode): Fault | null => {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    return new Fault('SUBSCRIPTION_NOT_SUPPORTED', 'This endpoint serves queries and mutations only.');
  }
  if (operation.operation === OperationTypeNode.MUTATION) {
    const found = rootKeys(document, operation).size;
    if (found > 1) {
      const message = `A mutation is one act: it has 1 root field; this one has ${found}. Send them one after the other.`;
      return new Fault('ONE_MUTATION_PER_REQUEST', message, { details: { limit: 1, found } });
    }
  }
  return findReservedAlias(document, operation);
};

/** Response keys of the root, `__typename` apart. A field that is merged with itself is one act. */
const rootKeys = (document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> => {
  const fragments = fragmentsOf(document);
  const visited = new Set<string>();
  const keys = new Set<string>();
  const collect = (selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value !== '__typename') keys.add(selection.alias?.value ?? selection.name.value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  return keys;
};

/** Answers are JavaScript objects on their way through the planner: a key such as `toString` would reach its prototype. */
const findReservedAlias = (document: DocumentNode, operation: OperationDefinitionNode): Fault | null => {
  let reserved: string | undefined;
  visit(
    { kind: Kind.DOCUMENT, definitions: operationParts(document, operation) },
    { Field: ({ alias }) => void (alias !== undefined && isReservedName(alias.value) && (reserved = alias.value)) },
  );
  return reserved === undefined ? null : new Fault('BAD_USER_INPUT', `The alias \`${reserved}\` is reserved.`);
};

export const isReservedName = (name: string): boolean => name.startsWith('__') || name in Object.prototype;
