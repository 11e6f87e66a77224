import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLObjectType,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
} from 'graphql';

/** One use of a field below a resolver: its arguments, defaults filled in, and what is selected below it. */
export type SelectedField = { readonly args: Readonly<Record<string, unknown>>; readonly selection: Selection };

/** What the query asks of one object type below a resolver, so that its children can be read in the same flush. */
export type Selection = { readonly typeName: string; readonly field: (name: string) => readonly SelectedField[] };

/** What is selected of `typeName` below the field that is being resolved, fragments and `@skip`/`@include` followed. */
export const selectionOf = (info: GraphQLResolveInfo, typeName?: string): Selection => {
  const type = getNamedType(info.returnType);
  return below(info, typeName ?? type.name, info.fieldNodes);
};

/** The selection below a chain of fields, all uses of each merged: `into(selection, 'edges', 'node')`. */
export const into = (selection: Selection, ...names: readonly string[]): readonly Selection[] =>
  names.reduce<readonly Selection[]>(
    (level, name) => level.flatMap((each) => each.field(name).map((field) => field.selection)),
    [selection],
  );

const below = (info: GraphQLResolveInfo, typeName: string, nodes: readonly FieldNode[]): Selection => {
  const type = info.schema.getType(typeName);
  if (!(type instanceof GraphQLObjectType)) throw new TypeError(`${typeName} is not an object type.`);
  const uses = new Map<string, FieldNode[]>();
  const collect = (selections: readonly SelectionNode[]): void => {
    for (const node of selections) {
      if (!isIncluded(info, node)) continue;
      if (node.kind === Kind.FIELD) {
        const known = uses.get(node.name.value);
        if (known === undefined) uses.set(node.name.value, [node]);
        else known.push(node);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
      if (fragment !== undefined && covers(info, fragment.typeCondition?.name.value, type))
        collect(fragment.selectionSet.selections);
    }
  };
  for (const node of nodes) if (node.selectionSet !== undefined) collect(node.selectionSet.selections);
  return {
    typeName,
    field: (name) => {
      const definition = type.getFields()[name];
      if (definition === undefined) return [];
      const returned = getNamedType(definition.type);
      return (uses.get(name) ?? []).map((node) => ({
        args: getArgumentValues(definition, node, info.variableValues),
        selection: isObjectType(returned)
          ? below(info, returned.name, [node])
          : { typeName: returned.name, field: () => [] },
      }));
    },
  };
};

const isIncluded = (info: GraphQLResolveInfo, node: SelectionNode): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] !== false;

const covers = (info: GraphQLResolveInfo, condition: string | undefined, type: GraphQLObjectType): boolean => {
  if (condition === undefined || condition === type.name) return true;
  const conditional = info.schema.getType(condition);
  return isAbstractType(conditional) && info.schema.isSubType(conditional, type);
};
