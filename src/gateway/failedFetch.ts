import { GraphQLError, Kind, type DocumentNode, type ExecutionResult, type FieldNode } from 'graphql';

/**
 * The answer to a fetch of which nothing came back: null and one error at each place that it would have filled, so that
 * the paths in the caller's answer are exact.
 */
export const failedFetch = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  cause: Error,
): ExecutionResult => {
  const data: Record<string, unknown> = {};
  const errors: GraphQLError[] = [];
  const failAt = (path: readonly (string | number)[]) =>
    errors.push(new GraphQLError(cause.message, { path, originalError: cause }));
  for (const field of rootFields(document)) {
    const key = field.alias?.value ?? field.name.value;
    const representations = representationsOf(field, variables);
    data[key] = representations === null ? null : representations.map(() => null);
    if (representations === null) failAt([key]);
    else representations.forEach((_, at) => failAt([key, at]));
  }
  return { data, errors };
};

/** Plans are written by the planner: their root selections are fields. */
export const rootFields = (document: DocumentNode): readonly FieldNode[] =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD)
      : [],
  );

/** The representations that an `_entities` field asks for, null for any other field. */
export const representationsOf = (
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): readonly unknown[] | null => {
  if (field.name.value !== '_entities') return null;
  const argument = field.arguments?.find(({ name }) => name.value === 'representations')?.value;
  const representations = argument?.kind === Kind.VARIABLE ? variables[argument.name.value] : undefined;
  return Array.isArray(representations) ? representations : null;
};
