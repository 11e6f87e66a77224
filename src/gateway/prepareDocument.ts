import {
  getNamedType,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * The document as the planner gets it; the answer is then completed against the caller's own.
 * - `__schema` and `__type` go: they are answered here.
 * - Where the type is abstract `__typename` is asked for: completing needs to know which fragments apply.
 * - A response key that occurs twice in a selection set is put into a fragment: the planner's runtime otherwise
 *   appends the second list to the first.
 */
export const prepareDocument = (schema: GraphQLSchema, document: DocumentNode): DocumentNode => {
  const typeInfo = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: {
        leave: (selectionSet): SelectionSetNode => {
          const type = typeInfo.getParentType();
          const kept = selectionSet.selections.filter((selection) => !isIntrospection(selection));
          const asksType = kept.length === 0 || (type && isAbstractType(getNamedType(type)) && !kept.some(isTypename));
          return { ...selectionSet, selections: withoutRepeatedKeys(asksType ? [...kept, typename] : kept) };
        },
      },
    }),
  );
};

/** The same document with nothing but `__schema` and `__type` at its root. */
export const introspectionDocument = (schema: GraphQLSchema, document: DocumentNode): DocumentNode => {
  const typeInfo = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: (field) =>
        typeInfo.getParentType() === schema.getQueryType() && !isIntrospection(field) ? null : undefined,
      SelectionSet: {
        leave: (selectionSet): SelectionSetNode | undefined =>
          selectionSet.selections.length === 0 ? { ...selectionSet, selections: [typename] } : undefined,
      },
    }),
  );
};

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const isTypename = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD &&
  selection.name.value === '__typename' &&
  selection.alias === undefined &&
  (selection.directives ?? []).length === 0;

const isIntrospection = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD && (selection.name.value === '__schema' || selection.name.value === '__type');

const withoutRepeatedKeys = (selections: readonly SelectionNode[]): readonly SelectionNode[] => {
  const keys = new Set<string>();
  return selections.map((selection) => {
    if (selection.kind !== Kind.FIELD) return selection;
    const key = selection.alias?.value ?? selection.name.value;
    if (!keys.has(key)) {
      keys.add(key);
      return selection;
    }
    return { kind: Kind.INLINE_FRAGMENT, selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] } };
  });
};
