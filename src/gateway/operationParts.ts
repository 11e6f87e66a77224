import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';

/** An operation and the fragments that it uses, each once. */
export const operationParts = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly (OperationDefinitionNode | FragmentDefinitionNode)[] => {
  const fragments = fragmentsOf(document);
  const parts = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  for (const part of parts) {
    visit(part, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment !== undefined) parts.add(fragment);
      },
    });
  }
  return [...parts];
};

export const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
